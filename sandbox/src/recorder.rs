//! Writes down what was asked of Dolfin and of Stripe: the log that tests count and the page shows live.
//!
//! Decides which requests belong in it (not the page's own, nor the controls', nor preflights) and which headers
//! may be read back. Secret headers are noted as present, never with their value; bodies are never kept.

use std::{
    collections::BTreeMap,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use axum::{
    body::{Body, Bytes},
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, header},
    middleware::Next,
    response::Response,
};
use http_body::{Body as HttpBody, Frame, SizeHint};
use serde::Serialize;
use uuid::Uuid;

use crate::{
    dolfin,
    fault::{Endpoint, Kind},
    line::Cut,
    world::{Sandbox, Shared},
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
/// Headers of which only the presence is told.
const PRESENT: [&str; 3] = ["authorization", "cookie", "x-dolfin-api-key"];

/// One request.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// Counts from 1.
    pub number: u64,
    /// Whose account it was about, where that is known.
    pub organisation: Option<Uuid>,
    /// Which of the four surfaces it met.
    pub endpoint: Endpoint,
    /// The HTTP method.
    pub method: String,
    /// The path, without the query.
    pub path: String,
    /// When it came, in milliseconds since the sandbox started.
    pub at_ms: u64,
    /// When its answer was handed over whole, or given up.
    pub ended_ms: Option<u64>,
    /// What was answered; none while it waits, and where it was given up before.
    pub status: Option<u16>,
    /// The caller went away, or was cut off, before the answer was whole.
    pub aborted: bool,
    /// The kind of fault it met.
    pub fault: Option<Kind>,
    /// Those it brought that may be read back; secret ones say only `present`.
    pub headers: BTreeMap<&'static str, String>,
}

/// Put on a response by a handler that learnt only from the body whose account it is about.
#[derive(Clone, Copy)]
pub struct About(pub Uuid);

/// The layer: notes the request, meets it with a fault if one waits, and notes the answer.
pub async fn record(
    State(sandbox): State<Shared>,
    ConnectInfo(cut): ConnectInfo<Cut>,
    request: Request,
    next: Next,
) -> Response {
    let Some((endpoint, organisation)) = identify(&sandbox, &request) else {
        return next.run(request).await;
    };
    let fault = sandbox.take_fault(endpoint, organisation);
    let watch = Watch::begin(
        &sandbox,
        Entry {
            number: 0,
            organisation,
            endpoint,
            method: request.method().to_string(),
            path: request.uri().path().to_owned(),
            at_ms: sandbox.elapsed_ms(),
            ended_ms: None,
            status: None,
            aborted: false,
            fault: fault.as_ref().and_then(|fault| fault.kind),
            headers: selected(request.headers()),
        },
    );
    let response = match fault {
        Some(fault) => fault.meet(&cut, request, next).await,
        None => next.run(request).await,
    };
    if !cut.is_pulled() {
        watch.answered(&response);
    }
    response.map(|body| Body::new(Watched { body, watch }))
}

fn identify(sandbox: &Sandbox, request: &Request) -> Option<(Endpoint, Option<Uuid>)> {
    let path = request.uri().path();
    let segments: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    match segments.as_slice() {
        ["organisations", id, "payment-account", endpoint] => {
            let endpoint = match *endpoint {
                "session" => Endpoint::Session,
                "status" => Endpoint::Status,
                _ => return None,
            };
            Some((endpoint, dolfin::organisation_id(id)))
        }
        ["connect.js"] => Some((Endpoint::Script, None)),
        ["stripe", ..] => {
            let key = bearer(request.headers());
            Some((Endpoint::Form, key.and_then(|key| sandbox.key(key).ok())))
        }
        _ => None,
    }
}

/// The bearer token of a request.
#[must_use]
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers
        .get(header::AUTHORIZATION)?
        .to_str()
        .ok()?
        .strip_prefix("Bearer ")
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

/// Held from the first byte of a request to the last of its answer; dropping it ends the entry.
struct Watch {
    sandbox: Shared,
    number: u64,
    whole: bool,
}

impl Watch {
    fn begin(sandbox: &Shared, entry: Entry) -> Self {
        Self {
            sandbox: Arc::clone(sandbox),
            number: sandbox.begin(entry),
            whole: false,
        }
    }

    fn answered(&self, response: &Response) {
        let status = response.status().as_u16();
        let about = response.extensions().get::<About>().map(|about| about.0);
        self.sandbox.note(self.number, |entry| {
            entry.status = Some(status);
            entry.organisation = entry.organisation.or(about);
        });
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let (now, aborted) = (self.sandbox.elapsed_ms(), !self.whole);
        self.sandbox.note(self.number, |entry| {
            entry.ended_ms = Some(now);
            entry.aborted = aborted;
        });
    }
}

/// A body that knows whether it was handed over whole.
struct Watched {
    body: Body,
    watch: Watch,
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        if matches!(frame, Poll::Ready(None)) {
            self.watch.whole = true;
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

impl Drop for Watched {
    fn drop(&mut self) {
        // hyper does not ask again after the last frame of a body whose length it knows.
        self.watch.whole |= self.body.is_end_stream();
    }
}
