//! Dolfin's two endpoints, as its OpenAPI documents describe them.
//!
//! Decides the order of refusals: who asks (401, 403), for what (404), in which state (409), and whether Stripe
//! plays along (502). The status endpoint never answers 409 or 502: there, those are states.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::SignedDuration;
use serde::Serialize;
use uuid::Uuid;

use crate::{
    organisation::{Capabilities, Organisation, Refusal, dotnet_date},
    problem::Problem,
    world::Shared,
};

/// `PaymentAccountSessionResponse`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Session {
    client_secret: String,
    expires_at: String,
}

/// `PaymentAccountResponse`: a DTO, so nulls are written.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Account {
    organisation_id: Uuid,
    provider: Option<String>,
    account_id: Option<String>,
    status: String,
    capabilities: Option<Capabilities>,
    enabled_at: Option<String>,
}

/// `POST /organisations/{id}/payment-account/session`.
pub async fn session(
    State(sandbox): State<Shared>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some(id) = organisation_id(&id) else {
        return Problem::NOT_FOUND.into_response();
    };
    let lifetime = sandbox.organisation(id, |organisation, _| {
        admit(organisation, &headers)?;
        match organisation.settings.refusal {
            Some(Refusal::ProviderError) => return Err(Refused::Because(Problem::PROVIDER_ERROR)),
            Some(Refusal::Conflict) => {
                return Err(Refused::Because(Problem::plain(StatusCode::CONFLICT)));
            }
            _ => {}
        }
        if organisation.status == "Disconnected" {
            return Err(Refused::Because(Problem::DISCONNECTED));
        }
        if organisation.account_id.is_none() {
            return Err(Refused::Because(Problem::NOT_ENABLED));
        }
        organisation.session_asked();
        Ok(SignedDuration::from_millis(
            organisation.settings.secret_lifetime_ms.into(),
        ))
    });
    match lifetime {
        Ok(lifetime) => {
            let (client_secret, expires) = sandbox.mint(id, lifetime);
            let session = Session {
                client_secret,
                expires_at: dotnet_date(expires),
            };
            ([(header::CACHE_CONTROL, "no-store")], json(session)).into_response()
        }
        Err(refused) => refused.into_response(),
    }
}

/// `GET /organisations/{id}/payment-account/status`.
pub async fn status(
    State(sandbox): State<Shared>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some(id) = organisation_id(&id) else {
        return Problem::NOT_FOUND.into_response();
    };
    let account = sandbox.organisation(id, |organisation, _| -> Result<Account, Refused> {
        admit(organisation, &headers)?;
        let organisation = organisation.clone();
        Ok(Account {
            organisation_id: id,
            provider: organisation.provider,
            account_id: organisation.account_id,
            status: organisation.status,
            capabilities: organisation.capabilities,
            enabled_at: organisation.enabled_at,
        })
    });
    match account {
        Ok(account) => json(account),
        Err(refused) => refused.into_response(),
    }
}

enum Refused {
    /// ASP.NET's authentication answers with no body at all.
    SignedOut,
    Because(Problem),
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match self {
            Self::SignedOut => (
                StatusCode::UNAUTHORIZED,
                [(header::WWW_AUTHENTICATE, "Bearer")],
            )
                .into_response(),
            Self::Because(problem) => problem.into_response(),
        }
    }
}

fn admit(organisation: &Organisation, headers: &HeaderMap) -> Result<(), Refused> {
    if let Some(wanted) = &organisation.settings.token {
        let given = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "));
        if given.is_none_or(|given| wanted != "*" && given != wanted) {
            return Err(Refused::SignedOut);
        }
    }
    match organisation.settings.refusal {
        Some(Refusal::Forbidden) => Err(Refused::Because(Problem::FORBIDDEN)),
        Some(Refusal::NotFound) => Err(Refused::Because(Problem::NOT_FOUND)),
        _ => Ok(()),
    }
}

/// Any UUID but the nil one is an organisation.
#[must_use]
pub fn organisation_id(text: &str) -> Option<Uuid> {
    Uuid::try_parse(text).ok().filter(|id| !id.is_nil())
}

/// JSON with the content type ASP.NET gives it.
fn json(body: impl Serialize) -> Response {
    (
        [(header::CONTENT_TYPE, "application/json; charset=utf-8")],
        Json(body),
    )
        .into_response()
}
