//! What the stand-in Connect.js asks for: claim a secret, list what is owed, complete a step, submit, sign out.
//!
//! These paths are private to the stand-in; Stripe's own are not published. Errors have the shape of Stripe's
//! (`{"error": {"type", "code", "message"}}`), with types that the form passes on to `onLoadError`.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    form,
    record::{About, bearer},
    session::Worthless,
    world::{Sandbox, Shared},
};

/// A claim, as the stand-in sends it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Claim {
    client_secret: String,
    publishable_key: String,
}

/// `POST /stripe/account_sessions/claim`: trades a client secret for a key, once.
pub async fn claim(State(sandbox): State<Shared>, Json(claim): Json<Claim>) -> Response {
    if !claim.publishable_key.starts_with("pk_") {
        return error(
            StatusCode::UNAUTHORIZED,
            "invalid_request_error",
            "invalid_api_key",
            "Invalid API key: a publishable key begins with pk_.",
        );
    }
    let (id, key) = match sandbox.claim(&claim.client_secret) {
        Ok(claimed) => claimed,
        Err(worthless) => return worthless.into_response(),
    };
    let load_error = sandbox.organisation(id, |organisation, _| {
        organisation.settings.load_error.clone()
    });
    let mut response = no_store(json!({ "key": key, "loadError": load_error }));
    response.extensions_mut().insert(About(id));
    response
}

/// `GET /stripe/onboarding`: the steps still owed.
pub async fn onboarding(
    State(sandbox): State<Shared>,
    headers: HeaderMap,
) -> Result<Response, Worthless> {
    let id = caller(&sandbox, &headers)?;
    Ok(owed(&sandbox, id))
}

/// What the form asked for in a step, and got.
#[derive(Deserialize)]
pub struct Completed {
    codes: Vec<String>,
}

/// `POST /stripe/onboarding/steps/{step}`: the codes of that step are no longer owed.
pub async fn complete(
    State(sandbox): State<Shared>,
    Path(step): Path<String>,
    headers: HeaderMap,
    Json(completed): Json<Completed>,
) -> Result<Response, Worthless> {
    let id = caller(&sandbox, &headers)?;
    sandbox.organisation(id, |organisation, _| {
        organisation.step_completed(&step, &completed.codes);
    });
    Ok(owed(&sandbox, id))
}

/// What the host told the form not to ask.
#[derive(Deserialize)]
pub struct Submitted {
    excluded: Vec<String>,
}

/// `POST /stripe/onboarding/submit`: hands everything in.
pub async fn submit(
    State(sandbox): State<Shared>,
    headers: HeaderMap,
    Json(Submitted { excluded }): Json<Submitted>,
) -> Result<Response, Worthless> {
    let id = caller(&sandbox, &headers)?;
    if sandbox.organisation(id, |organisation, now| {
        organisation.submitted(&excluded, now)
    }) {
        return Ok(owed(&sandbox, id));
    }
    Ok(error(
        StatusCode::BAD_REQUEST,
        "invalid_request_error",
        "onboarding_incomplete",
        "Some details are still missing.",
    ))
}

/// `POST /stripe/logout`: the key is worth nothing from here on.
pub async fn logout(State(sandbox): State<Shared>, headers: HeaderMap) -> StatusCode {
    if let Some(key) = bearer(&headers) {
        sandbox.end(key);
    }
    StatusCode::NO_CONTENT
}

impl IntoResponse for Worthless {
    fn into_response(self) -> Response {
        let (code, message) = match self {
            Self::Unknown => ("session_unknown", "This session is not known."),
            Self::Used => (
                "secret_used",
                "This client secret was already used; each one works once.",
            ),
            Self::Expired => ("session_expired", "This session has expired."),
        };
        error(
            StatusCode::UNAUTHORIZED,
            "authentication_error",
            code,
            message,
        )
    }
}

fn caller(sandbox: &Sandbox, headers: &HeaderMap) -> Result<Uuid, Worthless> {
    sandbox.key(bearer(headers).ok_or(Worthless::Unknown)?)
}

fn owed(sandbox: &Sandbox, id: Uuid) -> Response {
    no_store(sandbox.organisation(id, |organisation, _| {
        let due = organisation
            .capabilities
            .as_ref()
            .map_or(&[][..], |all| &all.currently_due);
        let beyond = due
            .iter()
            .filter(|code| form::step_of(code).is_none())
            .count();
        json!({
            "steps": form::steps(due),
            // Owed, but nothing that a form could answer: Stripe or its support must.
            "beyondTheForm": beyond,
            "submitted": organisation.submitted_at.is_some(),
        })
    }))
}

fn error(status: StatusCode, kind: &str, code: &str, message: &str) -> Response {
    let body = json!({ "error": { "type": kind, "code": code, "message": message } });
    (status, Json(body)).into_response()
}

fn no_store(body: Value) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
}
