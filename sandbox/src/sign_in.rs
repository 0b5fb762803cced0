//! Dolfin's sign-in by code: a platform's server has a code minted, and the browser trades it for a bearer token.
//!
//! A code is good once. How long Dolfin's lives and what it answers to a used one is not published; here it lives
//! until it is used, and a used one is a 400.

use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use crate::{problem::Problem, world::Shared};

/// `POST /control/codes`: what a platform's server does, which no browser sees.
#[derive(Deserialize)]
pub struct Mint {
    /// The token the code is good for.
    token: String,
}

/// Mints a code.
pub async fn mint(State(sandbox): State<Shared>, Json(mint): Json<Mint>) -> Response {
    Json(json!({ "code": sandbox.mint_code(mint.token) })).into_response()
}

/// `POST /auth/exchange`.
#[derive(Deserialize)]
pub struct Exchange {
    code: String,
}

/// Trades a code for its token, once.
pub async fn exchange(State(sandbox): State<Shared>, Json(exchange): Json<Exchange>) -> Response {
    let Some(token) = sandbox.exchange_code(&exchange.code) else {
        return Problem::plain(StatusCode::BAD_REQUEST).into_response();
    };
    let person = json!({
        "token": token,
        "userId": Uuid::new_v4(),
        "email": "person@example.test",
        "organisations": [],
    });
    ([(header::CACHE_CONTROL, "no-store")], Json(person)).into_response()
}
