//! Dolfin's API: status, session and sign-in exchange. The only place that speaks to Dolfin.
//!
//! Sends, bounds and reads; what an answer means is decided in [`onboarding_core::account`]. The client secret stays a
//! JavaScript value from the response body to Stripe: its text never enters wasm memory. Knows no Leptos.
//!
//! Limits: a status body is read up to 1 MiB, a session body up to 16 KiB; a status read takes at most 10 s
//! and a session 9 s, so that two of them end within 20 s, body included.

#[cfg(feature = "app")]
pub(crate) mod sign_in;
#[cfg(test)]
mod tests;
mod token;

pub use crate::http::Sender;
pub use token::TokenProvider;

use crate::http::{self, AbortOnDrop, Outgoing, Unread};
use crate::js_value::{Reader, own};
use futures_util::future::{Either, select};
use gloo_net::http::{Method, Response};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Date, JsString, Promise};
use onboarding_core::account::{
    document::{self, Account},
    problem::{ErrorBody, Failure, retry_after},
    session::{SecretShape, Session},
};
use onboarding_core::config::ApiBase;
use std::{pin::pin, rc::Rc};
use token::TokenSource;
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{RequestCache, RequestCredentials, RequestRedirect, ResponseType};

/// How to reach Dolfin's API.
#[derive(Clone)]
pub struct Api {
    base: ApiBase,
    token: Option<TokenSource>,
    sender: Option<Sender>,
}

/// A single-use client secret on its way to Stripe. Opaque: it can be neither printed nor copied.
pub(crate) struct ClientSecret(JsValue);

impl ClientSecret {
    /// Hands the secret over; nothing is left behind.
    pub(crate) fn hand_over(self) -> JsValue {
        self.0
    }
}

/// One exchange with Dolfin, and its bounds.
struct Exchange<'a> {
    method: Method,
    url: &'a str,
    credentials: RequestCredentials,
    authorization: Option<JsString>,
    body: Option<&'a JsString>,
    body_limit: u32,
}

impl Api {
    /// The API at `base`, reached with the browser's same-origin cookies.
    pub fn at(base: ApiBase) -> Self {
        Self {
            base,
            token: None,
            sender: None,
        }
    }

    /// Sends a bearer token instead of cookies. `token` is asked at each request and its answer kept nowhere. One that
    /// cannot stand in a header is told as a setting that cannot be used, and nothing is sent.
    #[must_use]
    pub fn bearer(mut self, token: TokenProvider) -> Self {
        self.token = Some(TokenSource::Rust(token));
        self
    }

    /// The same for a token that JavaScript has, and that never leaves it: a promise of a text. One that is rejected, or
    /// of anything else, is no token.
    #[must_use]
    pub fn bearer_in_javascript(mut self, ask: Rc<dyn Fn() -> Promise>) -> Self {
        self.token = Some(TokenSource::JavaScript(ask));
        self
    }

    /// Lets the host send each request itself: with further headers, through a proxy, in a test. The request is
    /// complete but for what the host adds, and its answer is trusted no more than any other.
    #[must_use]
    pub fn sent_by(mut self, sender: Sender) -> Self {
        self.sender = Some(sender);
        self
    }

    /// Reads the payment account's status.
    pub(crate) async fn status(&self, organisation: Uuid) -> Result<Account, Failure> {
        const LIMIT: u32 = 1024 * 1024;
        let body = self.ask(Method::GET, organisation, "status", LIMIT);
        let body = within(10_000, body).await?;
        document::read(Reader::new(&body), organisation).map_err(Failure::Unreadable)
    }

    /// Asks for a fresh session. Every call mints a new secret, so this is never called ahead of need.
    pub(crate) async fn session(
        &self,
        organisation: Uuid,
    ) -> Result<(ClientSecret, Session), Failure> {
        const LIMIT: u32 = 16 * 1024;
        let body = self.ask(Method::POST, organisation, "session", LIMIT);
        let body = within(9_000, body).await?;
        let secret = own(&body, "clientSecret");
        if !shape(&secret).is_usable() {
            return Err(Failure::UnusableSecret);
        }
        let end = own(&body, "expiresAt").as_string();
        let end = end.map_or(f64::NAN, |date| until(&date));
        Ok((ClientSecret(secret), Session::ending_in(end)))
    }

    /// One request to an endpoint of the organisation's payment account, and its whole answer. Dropping the future
    /// aborts it.
    async fn ask(
        &self,
        method: Method,
        organisation: Uuid,
        endpoint: &str,
        body_limit: u32,
    ) -> Result<JsValue, Failure> {
        let url = self.base.payment_account(organisation, endpoint);
        let mut is_second = false;
        loop {
            let (credentials, authorization) = match &self.token {
                Some(token) => (RequestCredentials::Omit, token.authorization().await),
                None => (RequestCredentials::SameOrigin, None),
            };
            let exchange = Exchange {
                method: method.clone(),
                url: &url,
                credentials,
                authorization,
                body: None,
                body_limit,
            };
            match exchange.send(self.sender.as_ref()).await {
                // The token may just have run out: the host is asked for a fresh one, once (behaviours E01).
                Err(Failure::Answered { http: 401, .. }) if self.token.is_some() && !is_second => {
                    is_second = true;
                }
                answer => return answer,
            }
        }
    }
}

impl Exchange<'_> {
    /// Sent past every cache. A login redirect must be seen, not followed into a page of HTML.
    async fn send(self, sender: Option<&Sender>) -> Result<JsValue, Failure> {
        let abort = AbortOnDrop::new().ok_or_else(unreachable)?;
        let headers = http::accept("application/json").ok_or_else(unreachable)?;
        if self.method == Method::POST {
            // A POST without body or custom header is one that any page may send with the person's cookies;
            // this content type makes the browser ask the API first (behaviours X08).
            let json = headers.set("content-type", "application/json");
            json.map_err(|_| unreachable())?;
        }
        if let Some(authorization) = &self.authorization {
            let set = http::set(&headers, "authorization", authorization);
            set.ok_or(Failure::UnusableToken)?;
        }
        let request = Outgoing {
            method: self.method,
            url: self.url,
            headers,
            credentials: self.credentials,
            cache: RequestCache::NoStore,
            redirect: RequestRedirect::Manual,
            body: self.body,
            abort: &abort,
        };
        let request = request.build().ok_or_else(unreachable)?;
        let answer = http::send(&request, sender).await.ok_or_else(unreachable)?;
        let read = read(&answer, self.body_limit).await;
        abort.answered();
        read
    }
}

/// What `answer` comes to, if it does within so many milliseconds.
async fn within<T>(
    millis: u32,
    answer: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    match select(pin!(answer), TimeoutFuture::new(millis)).await {
        Either::Left((answer, _)) => answer,
        Either::Right(((), _)) => Err(Failure::TimedOut),
    }
}

/// The answer's JSON if it is a success, else what came back instead.
async fn read(answer: &Response, body_limit: u32) -> Result<JsValue, Failure> {
    if answer.type_() == ResponseType::Opaqueredirect {
        return Err(Failure::Redirected);
    }
    let body = http::json(answer, body_limit).await;
    if answer.ok() {
        return body.map_err(Failure::from);
    }
    let header = answer
        .headers()
        .into_raw()
        .get("retry-after")
        .ok()
        .flatten();
    Err(Failure::Answered {
        http: answer.status(),
        retry_after: header.and_then(|header| retry_after(&header, until)),
        body: match body {
            Ok(body) => Some(ErrorBody::read(Reader::new(&body))),
            // What nobody can read any more may have been anything.
            Err(Unread::Empty | Unread::Taken) => None,
            Err(Unread::TooLarge | Unread::Malformed | Unread::NotJson) => Some(ErrorBody::Foreign),
        },
    })
}

fn unreachable() -> Failure {
    let online = web_sys::window().is_none_or(|window| window.navigator().on_line());
    Failure::Unreachable { offline: !online }
}

/// How many milliseconds there are until a date by the person's own clock, which may be wrong; not a number where it is
/// no date.
fn until(date: &str) -> f64 {
    Date::parse(date) - Date::now()
}

/// Looks at the secret from outside: how long it is, and whether it holds control characters.
fn shape(secret: &JsValue) -> SecretShape {
    let text = secret.dyn_ref::<JsString>();
    let is_printable = |at| text.is_some_and(|text| text.char_code_at(at) >= f64::from(b' '));
    SecretShape {
        length: text.map(JsString::length),
        is_clean: (0..text.map_or(0, JsString::length)).all(is_printable),
    }
}
