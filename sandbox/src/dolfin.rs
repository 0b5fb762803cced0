//! Dolfin's two endpoints, as its OpenAPI documents describe them.
//!
//! Decides the order of refusals: who asks (401, 403), for what (404), in which state (409), and whether Stripe
//! answers (502). The status endpoint never answers 409 or 502: there, those are states. How an account changes is
//! decided in `organisation`.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::SignedDuration;
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    caller::{bearer, organisation_id},
    dialect,
    organisation::{Organisation, dotnet_date},
    problem::Problem,
    settings::Refusal,
    store::SharedStore,
};

/// `PaymentAccountSessionResponse`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Session {
    client_secret: String,
    expires_at: String,
}

/// `POST /organisations/{id}/payment-account/session`.
pub async fn session(
    State(store): State<SharedStore>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some(id) = organisation_id(&id) else {
        return Problem::NOT_FOUND.into_response();
    };
    let lifetime = store.organisation(id, |organisation, _| -> Result<SignedDuration, Refused> {
        authorise(organisation, &headers)?;
        match organisation.settings.refusal {
            Some(Refusal::ProviderError) => return Err(Problem::PROVIDER_ERROR.into()),
            Some(Refusal::Conflict) => return Err(Problem::plain(StatusCode::CONFLICT).into()),
            _ => {}
        }
        if organisation.status == "Disconnected" {
            return Err(Problem::DISCONNECTED.into());
        }
        if organisation.account_id.is_none() {
            return Err(Problem::NOT_ENABLED.into());
        }
        organisation.session_requested();
        Ok(SignedDuration::from_millis(
            organisation.settings.secret_lifetime_ms.into(),
        ))
    });
    match lifetime {
        Ok(lifetime) => {
            let (client_secret, expires) = store.create_secret(id, lifetime);
            let session = Session {
                client_secret,
                expires_at: dotnet_date(expires),
            };
            ([(header::CACHE_CONTROL, "no-store")], as_json(session)).into_response()
        }
        Err(refused) => refused.into_response(),
    }
}

/// `GET /organisations/{id}/payment-account/status`.
pub async fn status(
    State(store): State<SharedStore>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some(id) = organisation_id(&id) else {
        return Problem::NOT_FOUND.into_response();
    };
    let account = store.organisation(id, |organisation, _| -> Result<Value, Refused> {
        authorise(organisation, &headers)?;
        Ok(account(id, organisation))
    });
    match account {
        Ok(account) => as_json(account),
        Err(refused) => refused.into_response(),
    }
}

/// `PaymentAccountResponse`: a DTO, so nulls are written.
fn account(id: Uuid, organisation: &Organisation) -> Value {
    let mut account = json!({
        "organisationId": id,
        "provider": organisation.provider,
        "accountId": organisation.account_id,
        "status": organisation.status,
        "capabilities": organisation.capabilities,
        "enabledAt": organisation.enabled_at,
    });
    if organisation.settings.lists_as_objects {
        dialect::lists_as_objects(&mut account);
    }
    if organisation.settings.enums_as_numbers
        && let Some(members) = account.as_object_mut()
    {
        dialect::enums_as_numbers(members);
    }
    account
}

enum Refused {
    /// 401: ASP.NET's authentication answers with no body at all.
    SignedOut,
    /// Any other refusal.
    Problem(Problem),
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match self {
            Self::SignedOut => (
                StatusCode::UNAUTHORIZED,
                [(header::WWW_AUTHENTICATE, "Bearer")],
            )
                .into_response(),
            Self::Problem(problem) => problem.into_response(),
        }
    }
}

fn authorise(organisation: &Organisation, headers: &HeaderMap) -> Result<(), Refused> {
    if let Some(wanted) = &organisation.settings.token {
        let given = bearer(headers);
        if given.is_none_or(|given| wanted != "*" && given != wanted) {
            return Err(Refused::SignedOut);
        }
    }
    match organisation.settings.refusal {
        Some(Refusal::Forbidden) => Err(Problem::FORBIDDEN.into()),
        Some(Refusal::NotFound) => Err(Problem::NOT_FOUND.into()),
        _ => Ok(()),
    }
}

/// JSON with the content type ASP.NET gives it.
fn as_json(body: impl Serialize) -> Response {
    (
        [(header::CONTENT_TYPE, "application/json; charset=utf-8")],
        Json(body),
    )
        .into_response()
}
