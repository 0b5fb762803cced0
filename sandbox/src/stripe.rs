//! What the stand-in Connect.js asks for: claim a secret, list what is due, complete a step, submit, leave, sign out.
//!
//! Decides how a refusal reads; what a secret is worth is decided in `session`, and how the account changes in
//! `organisation`. The paths are private to the stand-in: Stripe's own are not published. Errors have the shape of
//! Stripe's (`{"error": {"type", "code", "message"}}`), with types that the form passes on to `onLoadError`.

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
    caller::{Concerns, bearer},
    form,
    session::Invalid,
    store::{SharedStore, Store},
};

/// A claim, as the stand-in sends it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Claim {
    client_secret: String,
    publishable_key: String,
}

/// `POST /stripe/account_sessions/claim`: trades a client secret for a key, once.
pub async fn claim(State(store): State<SharedStore>, Json(claim): Json<Claim>) -> Response {
    if !claim.publishable_key.starts_with("pk_") {
        return error(
            StatusCode::UNAUTHORIZED,
            "invalid_request_error",
            "invalid_api_key",
            "Invalid API key: a publishable key begins with pk_.",
        );
    }
    let (id, key) = match store.claim(&claim.client_secret) {
        Ok(claimed) => claimed,
        Err(invalid) => return invalid.into_response(),
    };
    store
        .until(id, |organisation| !organisation.settings.draws_nothing)
        .await;
    let mut response = no_store(store.organisation(id, |organisation, _| {
        let settings = &organisation.settings;
        json!({ "key": key, "loadError": settings.load_error, "exit": settings.exit })
    }));
    response.extensions_mut().insert(Concerns(id));
    response
}

/// `GET /stripe/onboarding`: the steps that still ask for something.
pub async fn onboarding(
    State(store): State<SharedStore>,
    headers: HeaderMap,
) -> Result<Response, Invalid> {
    let id = caller(&store, &headers)?;
    Ok(due(&store, id))
}

/// The codes that were answered in a step.
#[derive(Deserialize)]
pub struct Completed {
    codes: Vec<String>,
}

/// `POST /stripe/onboarding/steps/{step}`: the codes of that step are no longer due.
pub async fn complete(
    State(store): State<SharedStore>,
    Path(step): Path<String>,
    headers: HeaderMap,
    Json(completed): Json<Completed>,
) -> Result<Response, Invalid> {
    let id = caller(&store, &headers)?;
    store.organisation(id, |organisation, _| {
        organisation.step_completed(&step, &completed.codes);
    });
    Ok(due(&store, id))
}

/// The codes that the host told the form not to ask for.
#[derive(Deserialize)]
pub struct Submitted {
    excluded: Vec<String>,
}

/// `POST /stripe/onboarding/submit`: submits everything.
pub async fn submit(
    State(store): State<SharedStore>,
    headers: HeaderMap,
    Json(Submitted { excluded }): Json<Submitted>,
) -> Result<Response, Invalid> {
    let id = caller(&store, &headers)?;
    if store.organisation(id, |organisation, now| {
        organisation.submitted(&excluded, now)
    }) {
        return Ok(due(&store, id));
    }
    Ok(error(
        StatusCode::BAD_REQUEST,
        "invalid_request_error",
        "onboarding_incomplete",
        "Some details are still missing.",
    ))
}

/// `POST /stripe/onboarding/exit`: the form is about to tell the host that it has been left.
pub async fn exit(
    State(store): State<SharedStore>,
    headers: HeaderMap,
) -> Result<StatusCode, Invalid> {
    store.form_left(caller(&store, &headers)?);
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /stripe/logout`: the key is not valid from here on.
pub async fn logout(State(store): State<SharedStore>, headers: HeaderMap) -> StatusCode {
    if let Some(key) = bearer(&headers) {
        store.end_session(key);
    }
    StatusCode::NO_CONTENT
}

impl IntoResponse for Invalid {
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

fn caller(store: &Store, headers: &HeaderMap) -> Result<Uuid, Invalid> {
    store.organisation_of(bearer(headers).ok_or(Invalid::Unknown)?)
}

fn due(store: &Store, id: Uuid) -> Response {
    no_store(store.organisation(id, |organisation, _| {
        let codes = organisation
            .capabilities
            .as_ref()
            .map_or(&[][..], |all| &all.currently_due);
        let beyond = codes
            .iter()
            .filter(|code| form::step_of(code).is_none())
            .count();
        json!({
            "steps": form::steps(codes),
            // Due, but no form can answer it: Stripe or its support must.
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
