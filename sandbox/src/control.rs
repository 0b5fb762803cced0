//! The control API, as JSON over HTTP: what tests and the scenario page use to prepare a situation and to inspect it.
//!
//! Decides nothing about accounts: it stores documents and reads them back. A document with a mistake is answered 400
//! with a sentence that names the member.

use std::convert::Infallible;

use axum::{
    Json, Router,
    extract::{FromRequestParts, Path, State},
    http::{StatusCode, request::Parts},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
    routing::{get, post},
};
use futures_util::{Stream, stream};
use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::sync::broadcast::{self, error::RecvError};
use uuid::Uuid;

use crate::{
    caller::organisation_id,
    fault::Fault,
    log::Entry,
    organisation::Organisation,
    scenario::{self, Scenario},
    sign_in,
    store::{Change, SharedStore},
};

/// Everything under `/control`.
pub fn routes() -> Router<SharedStore> {
    Router::new()
        .route("/scenarios", get(scenarios))
        .route("/app", get(app))
        .route("/reset", post(reset))
        .route("/codes", post(sign_in::create))
        .route("/requests", get(all_requests))
        .route(
            "/faults",
            get(all_faults)
                .post(add_fault_for_all)
                .delete(clear_faults_for_all),
        )
        .route(
            "/organisations/{id}",
            get(read).put(put).patch(patch).delete(forget),
        )
        .route("/organisations/{id}/requests", get(requests))
        .route("/organisations/{id}/events", get(events))
        .route(
            "/organisations/{id}/faults",
            get(faults).post(add_fault).delete(clear_faults),
        )
}

/// The organisation that the path names.
struct OrganisationId(Uuid);

impl FromRequestParts<SharedStore> for OrganisationId {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, state: &SharedStore) -> Result<Self, Refused> {
        let id = Path::<String>::from_request_parts(parts, state).await;
        id.ok()
            .and_then(|Path(id)| organisation_id(&id))
            .map(Self)
            .ok_or_else(|| Refused("an organisation is any UUID but the nil one".into()))
    }
}

/// A mistake in what was sent.
struct Refused(String);

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        (StatusCode::BAD_REQUEST, Json(json!({ "error": self.0 }))).into_response()
    }
}

async fn scenarios() -> Json<Vec<Scenario>> {
    Json(scenario::all().collect())
}

async fn app(State(store): State<SharedStore>) -> Json<Value> {
    Json(json!({ "app": store.app }))
}

async fn reset(State(store): State<SharedStore>) -> StatusCode {
    store.reset();
    StatusCode::NO_CONTENT
}

async fn read(State(store): State<SharedStore>, OrganisationId(id): OrganisationId) -> Json<Value> {
    Json(store.describe(id))
}

/// Starts an organisation again: new, or as the scenario named in `scenario`, patched with the rest of the body.
async fn put(
    State(store): State<SharedStore>,
    OrganisationId(id): OrganisationId,
    Json(mut body): Json<Value>,
) -> Result<Json<Value>, Refused> {
    let now = Timestamp::now();
    let named = body
        .as_object_mut()
        .and_then(|members| members.remove("scenario"));
    let base = match named
        .as_ref()
        .map(|name| name.as_str().and_then(scenario::named))
    {
        None => Organisation::new(now),
        Some(Some(like)) => scenario::start(like, now),
        Some(None) => return Err(Refused("scenario: not the name of one".into())),
    };
    let organisation = base.patched(&body).map_err(Refused)?;
    store.replace(id, Some(organisation));
    Ok(Json(store.describe(id)))
}

/// Changes an organisation as it is; its sessions, faults and log stay.
async fn patch(
    State(store): State<SharedStore>,
    OrganisationId(id): OrganisationId,
    Json(body): Json<Value>,
) -> Result<Json<Value>, Refused> {
    store.organisation(id, |organisation, _| {
        *organisation = organisation.patched(&body).map_err(Refused)?;
        Ok(())
    })?;
    Ok(Json(store.describe(id)))
}

async fn forget(
    State(store): State<SharedStore>,
    OrganisationId(id): OrganisationId,
) -> StatusCode {
    store.replace(id, None);
    StatusCode::NO_CONTENT
}

async fn requests(
    State(store): State<SharedStore>,
    OrganisationId(id): OrganisationId,
) -> Json<Vec<Entry>> {
    Json(store.requests(Some(id)))
}

async fn all_requests(State(store): State<SharedStore>) -> Json<Vec<Entry>> {
    Json(store.requests(None))
}

async fn faults(
    State(store): State<SharedStore>,
    OrganisationId(id): OrganisationId,
) -> Json<Vec<Fault>> {
    Json(store.faults(Some(id)))
}

async fn all_faults(State(store): State<SharedStore>) -> Json<Vec<Fault>> {
    Json(store.faults(None))
}

async fn add_fault(
    State(store): State<SharedStore>,
    OrganisationId(id): OrganisationId,
    Json(body): Json<Value>,
) -> Result<StatusCode, Refused> {
    add(&store, Some(id), body)
}

async fn add_fault_for_all(
    State(store): State<SharedStore>,
    Json(body): Json<Value>,
) -> Result<StatusCode, Refused> {
    add(&store, None, body)
}

fn add(
    store: &SharedStore,
    organisation: Option<Uuid>,
    body: Value,
) -> Result<StatusCode, Refused> {
    let fault: Fault = serde_json::from_value(body).map_err(|error| Refused(error.to_string()))?;
    fault.check().map_err(Refused)?;
    store.add_fault(Fault {
        organisation,
        ..fault
    });
    Ok(StatusCode::NO_CONTENT)
}

async fn clear_faults(
    State(store): State<SharedStore>,
    OrganisationId(id): OrganisationId,
) -> StatusCode {
    store.clear_faults(Some(id));
    StatusCode::NO_CONTENT
}

async fn clear_faults_for_all(State(store): State<SharedStore>) -> StatusCode {
    store.clear_faults(None);
    StatusCode::NO_CONTENT
}

async fn events(
    State(store): State<SharedStore>,
    OrganisationId(id): OrganisationId,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    Sse::new(stream::unfold(
        store.subscribe(),
        move |mut changes| async move {
            let change = next_concerning(&mut changes, id).await?;
            let event = Event::default().data(serde_json::to_string(&change).unwrap_or_default());
            Some((Ok(event), changes))
        },
    ))
    .keep_alive(KeepAlive::default())
}

async fn next_concerning(changes: &mut broadcast::Receiver<Change>, id: Uuid) -> Option<Change> {
    loop {
        match changes.recv().await {
            Ok(change) if change.concerns(id) => return Some(change),
            // A reader that is too slow misses some; the page reads the whole log again anyway.
            Ok(_) | Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return None,
        }
    }
}
