//! The controls, as JSON over HTTP: what tests and the scenario page use to set a scene and to look behind it.
//!
//! Decides nothing about accounts: it puts documents in place and reads them back. A document with a mistake is
//! answered 400 with a sentence that names the member.

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
    dolfin,
    fault::Fault,
    organisation::Organisation,
    record::Entry,
    scenario::{self, Scenario},
    sign_in,
    world::{News, Shared},
};

/// Everything under `/control`.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/scenarios", get(scenarios))
        .route("/app", get(app))
        .route("/reset", post(reset))
        .route("/codes", post(sign_in::mint))
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

/// The organisation a path names.
struct Named(Uuid);

impl FromRequestParts<Shared> for Named {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, state: &Shared) -> Result<Self, Refused> {
        let id = Path::<String>::from_request_parts(parts, state).await;
        id.ok()
            .and_then(|Path(id)| dolfin::organisation_id(&id))
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

async fn app(State(sandbox): State<Shared>) -> Json<Value> {
    Json(json!({ "app": sandbox.app }))
}

async fn reset(State(sandbox): State<Shared>) -> StatusCode {
    sandbox.reset();
    StatusCode::NO_CONTENT
}

async fn read(State(sandbox): State<Shared>, Named(id): Named) -> Json<Value> {
    Json(sandbox.describe(id))
}

/// Starts an organisation afresh: new, or as the scenario named in `scenario`, with the rest of the body in place.
async fn put(
    State(sandbox): State<Shared>,
    Named(id): Named,
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
    sandbox.replace(id, Some(organisation));
    Ok(Json(sandbox.describe(id)))
}

/// Changes an organisation as it stands; its sessions, faults and log stay.
async fn patch(
    State(sandbox): State<Shared>,
    Named(id): Named,
    Json(body): Json<Value>,
) -> Result<Json<Value>, Refused> {
    sandbox.organisation(id, |organisation, _| {
        *organisation = organisation.patched(&body).map_err(Refused)?;
        Ok(())
    })?;
    Ok(Json(sandbox.describe(id)))
}

async fn forget(State(sandbox): State<Shared>, Named(id): Named) -> StatusCode {
    sandbox.replace(id, None);
    StatusCode::NO_CONTENT
}

async fn requests(State(sandbox): State<Shared>, Named(id): Named) -> Json<Vec<Entry>> {
    Json(sandbox.log(Some(id)))
}

async fn all_requests(State(sandbox): State<Shared>) -> Json<Vec<Entry>> {
    Json(sandbox.log(None))
}

async fn faults(State(sandbox): State<Shared>, Named(id): Named) -> Json<Vec<Fault>> {
    Json(sandbox.faults(Some(id)))
}

async fn all_faults(State(sandbox): State<Shared>) -> Json<Vec<Fault>> {
    Json(sandbox.faults(None))
}

async fn add_fault(
    State(sandbox): State<Shared>,
    Named(id): Named,
    Json(body): Json<Value>,
) -> Result<StatusCode, Refused> {
    place(&sandbox, Some(id), body)
}

async fn add_fault_for_all(
    State(sandbox): State<Shared>,
    Json(body): Json<Value>,
) -> Result<StatusCode, Refused> {
    place(&sandbox, None, body)
}

fn place(sandbox: &Shared, organisation: Option<Uuid>, body: Value) -> Result<StatusCode, Refused> {
    let fault: Fault = serde_json::from_value(body).map_err(|error| Refused(error.to_string()))?;
    fault.check().map_err(Refused)?;
    sandbox.add_fault(Fault {
        organisation,
        ..fault
    });
    Ok(StatusCode::NO_CONTENT)
}

async fn clear_faults(State(sandbox): State<Shared>, Named(id): Named) -> StatusCode {
    sandbox.clear_faults(Some(id));
    StatusCode::NO_CONTENT
}

async fn clear_faults_for_all(State(sandbox): State<Shared>) -> StatusCode {
    sandbox.clear_faults(None);
    StatusCode::NO_CONTENT
}

async fn events(
    State(sandbox): State<Shared>,
    Named(id): Named,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    Sse::new(stream::unfold(
        sandbox.listen(),
        move |mut heard| async move {
            let news = next_about(&mut heard, id).await?;
            let event = Event::default().data(serde_json::to_string(&news).unwrap_or_default());
            Some((Ok(event), heard))
        },
    ))
    .keep_alive(KeepAlive::default())
}

async fn next_about(heard: &mut broadcast::Receiver<News>, id: Uuid) -> Option<News> {
    loop {
        match heard.recv().await {
            Ok(news) if news.is_about(id) => return Some(news),
            // Too slow a reader misses some; the page reads the whole log again anyway.
            Ok(_) | Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return None,
        }
    }
}
