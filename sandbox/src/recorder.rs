//! Logs what is asked of Dolfin and of Stripe, and hands a request to the fault that waits for it.
//!
//! Decides which requests are logged (not the page's own, nor the controls', nor preflights) and which headers may be
//! read back. Secret headers are noted as present, never with their value; bodies are never kept.

use std::{
    collections::BTreeMap,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use axum::{
    body::{Body, Bytes},
    extract::{ConnectInfo, Request, State},
    http::HeaderMap,
    middleware::Next,
    response::Response,
};
use http_body::{Body as HttpBody, Frame, SizeHint};
use uuid::Uuid;

use crate::{
    caller::{Concerns, bearer, organisation_id},
    connection::ResetHandle,
    fault::Endpoint,
    fault_response,
    log::Entry,
    store::{SharedStore, Store},
};

/// Headers that tests may read back.
const SHOWN: [&str; 9] = [
    "accept",
    "cache-control",
    "content-type",
    "origin",
    "pragma",
    "referer",
    "sec-fetch-mode",
    "x-dolfin-organisation-id",
    "x-requested-with",
];
/// Headers of which only the presence is noted.
const PRESENT: [&str; 3] = ["authorization", "cookie", "x-dolfin-api-key"];

/// The layer: logs the request, answers it with a fault if one waits, and logs the answer.
pub async fn record(
    State(store): State<SharedStore>,
    ConnectInfo(connection): ConnectInfo<ResetHandle>,
    request: Request,
    next: Next,
) -> Response {
    let Some((endpoint, organisation)) = identify(&store, &request) else {
        return next.run(request).await;
    };
    let fault = store.take_fault(endpoint, organisation);
    let pending = Pending::new(
        &store,
        Entry {
            number: 0,
            organisation,
            endpoint,
            method: request.method().to_string(),
            path: request.uri().path().to_owned(),
            at_ms: store.elapsed_ms(),
            ended_ms: None,
            status: None,
            aborted: false,
            fault: fault.as_ref().and_then(|fault| fault.kind),
            headers: selected(request.headers()),
        },
    );
    let response = match fault {
        Some(fault) => fault_response::respond(&fault, &connection, request, next).await,
        None => next.run(request).await,
    };
    if !connection.is_reset() {
        pending.answered(&response);
    }
    response.map(|body| Body::new(LoggedBody { body, pending }))
}

fn identify(store: &Store, request: &Request) -> Option<(Endpoint, Option<Uuid>)> {
    let path = request.uri().path();
    let segments: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    match segments.as_slice() {
        ["organisations", id, "payment-account", endpoint] => {
            let endpoint = match *endpoint {
                "session" => Endpoint::Session,
                "status" => Endpoint::Status,
                _ => return None,
            };
            Some((endpoint, organisation_id(id)))
        }
        ["connect.js"] => Some((Endpoint::Script, None)),
        ["stripe", ..] => {
            let key = bearer(request.headers());
            let organisation = key.and_then(|key| store.organisation_of(key).ok());
            Some((Endpoint::Form, organisation))
        }
        _ => None,
    }
}

fn selected(headers: &HeaderMap) -> BTreeMap<&'static str, String> {
    let shown = SHOWN.into_iter().filter_map(|name| {
        let value = headers.get(name)?;
        Some((name, String::from_utf8_lossy(value.as_bytes()).into_owned()))
    });
    let present = PRESENT
        .into_iter()
        .filter(|name| headers.contains_key(*name));
    shown
        .chain(present.map(|name| (name, "present".to_owned())))
        .collect()
}

/// A request that is being answered; dropping it ends its entry in the log.
struct Pending {
    store: SharedStore,
    number: u64,
    complete: bool,
}

impl Pending {
    fn new(store: &SharedStore, entry: Entry) -> Self {
        Self {
            store: Arc::clone(store),
            number: store.log_request(entry),
            complete: false,
        }
    }

    fn answered(&self, response: &Response) {
        let status = response.status().as_u16();
        let concerned = response.extensions().get::<Concerns>().map(|it| it.0);
        self.store.update_request(self.number, |entry| {
            entry.status = Some(status);
            entry.organisation = entry.organisation.or(concerned);
        });
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        let (now, aborted) = (self.store.elapsed_ms(), !self.complete);
        self.store.update_request(self.number, |entry| {
            entry.ended_ms = Some(now);
            entry.aborted = aborted;
        });
    }
}

/// A response body that notes whether it was sent in full.
struct LoggedBody {
    body: Body,
    pending: Pending,
}

impl HttpBody for LoggedBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        if matches!(frame, Poll::Ready(None)) {
            self.pending.complete = true;
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for LoggedBody {
    fn drop(&mut self) {
        // hyper does not ask again after the last frame of a body whose length it knows.
        self.pending.complete |= self.body.is_end_stream();
    }
}
