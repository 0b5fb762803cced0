//! The sign-in by code: one exchange, and what it says of who is signed in.
//!
//! Decides when the service has answered; whether to ask again is for the caller. The token stays a JavaScript value.
//!
//! Facts: Dolfin's guide for client integrations, `POST /auth/exchange`.

use super::{Api, Exchange, unreachable, within};
use crate::js_value::{own, read_as, write};
use gloo_net::http::Method;
use onboarding_core::account::problem::{ErrorBody, Failure};
use onboarding_core::config;
use onboarding_core::tolerant::{Known, known_or_default};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use wasm_bindgen::JsValue;
use web_sys::RequestCredentials;

/// What a code was good for.
pub(crate) struct SignedIn {
    /// The bearer token.
    pub(crate) token: JsValue,
    pub(crate) person: Person,
}

/// Who is signed in, as far as the answer says.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Person {
    /// Their address; empty where the answer has none.
    #[serde(deserialize_with = "known_or_default")]
    pub(crate) email: String,
    #[serde(deserialize_with = "known_or_default")]
    organisations: Vec<Known<Membership>>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Membership {
    organisation_id: String,
    #[serde(default, deserialize_with = "known_or_default")]
    organisation_name: String,
}

#[derive(Serialize)]
struct Code<'a> {
    code: &'a str,
}

impl Person {
    /// The name of the organisation of that id, if they belong to it; empty where it has none.
    pub(crate) fn organisation(&self, id: Uuid) -> Option<&str> {
        let memberships = self
            .organisations
            .iter()
            .filter_map(|Known(known)| known.as_ref());
        let mut names = memberships.filter_map(|membership| {
            let is_it = config::organisation(&membership.organisation_id) == Ok(id);
            is_it.then_some(membership.organisation_name.as_str())
        });
        names.next()
    }
}

impl Api {
    /// Trades a sign-in code for what it is good for, once. Takes at most 15 s.
    ///
    /// # Errors
    ///
    /// Why not. Only where [`is_answered`] the code is used up or was none.
    pub(crate) async fn exchange_code(&self, code: &str) -> Result<SignedIn, Failure> {
        let body = js_sys::JSON::stringify(&write(&Code { code })).map_err(|_| unreachable())?;
        let exchange = Exchange {
            method: Method::POST,
            url: &self.base.code_exchange(),
            credentials: RequestCredentials::Omit,
            authorization: None,
            body: Some(&body),
            body_limit: 64 * 1024,
        };
        let answer = within(15_000, exchange.send(self.sender.as_ref())).await?;
        let token = own(&answer, "token");
        if !token.is_string() {
            return Err(Failure::Malformed);
        }
        Ok(SignedIn {
            token,
            person: read_as(&answer).unwrap_or_default(),
        })
    }
}

/// Whether a failed exchange is the service's word about the code. Anything else, such as a dropped connection, an
/// overload or somebody else's page, says nothing: the code may still be good.
pub(crate) fn is_answered(failure: &Failure) -> bool {
    match failure {
        Failure::Answered { body, http, .. } => {
            (400..500).contains(http)
                && ![408, 425, 429].contains(http)
                && *body != Some(ErrorBody::Foreign)
        }
        _ => false,
    }
}
