//! Dolfin's sign-in by code: a platform's server has a code created, and the browser trades it for a bearer token.
//!
//! Decides the answer to an exchange. A code is good once. How long Dolfin's lives, and what it answers to a used one,
//! is not published; here a code lives until it is used, and a used one is answered 400.

use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use crate::{problem::Problem, store::SharedStore};

/// The body of `POST /control/codes`: whom the code signs in.
#[derive(Deserialize)]
pub struct NewCode {
    /// The token the code is good for.
    token: String,
    #[serde(default = "made_up_address")]
    email: String,
    #[serde(default)]
    organisations: Vec<Membership>,
}

/// An organisation that a person belongs to, as the exchange names it.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Membership {
    organisation_id: Uuid,
    organisation_name: String,
}

fn made_up_address() -> String {
    "person@example.test".into()
}

/// Creates a code: what a platform's server does, out of sight of any browser.
pub async fn create(State(store): State<SharedStore>, Json(new): Json<NewCode>) -> Response {
    let person = json!({
        "token": new.token,
        "userId": Uuid::new_v4(),
        "email": new.email,
        "organisations": new.organisations,
    });
    Json(json!({ "code": store.create_code(person) })).into_response()
}

/// The body of `POST /auth/exchange`.
#[derive(Deserialize)]
pub struct Exchange {
    code: String,
}

/// Trades a code for its token, once, and says who is signed in.
pub async fn exchange(
    State(store): State<SharedStore>,
    Json(exchange): Json<Exchange>,
) -> Response {
    let Some(person) = store.exchange_code(&exchange.code) else {
        return Problem::plain(StatusCode::BAD_REQUEST).into_response();
    };
    ([(header::CACHE_CONTROL, "no-store")], Json(person)).into_response()
}
