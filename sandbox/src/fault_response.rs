//! How each fault looks on the wire.
//!
//! A fault that replaces the answer keeps the handler from running, so nothing changes and no secret is created; one
//! that damages the answer lets the handler run first, as it would in life.

use std::{io, time::Duration};

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::Request,
    http::{HeaderName, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures_util::stream::{self, StreamExt};
use serde_json::Value;
use tokio::time;

use crate::{
    connection::ResetHandle,
    cors::Hidden,
    fault::{Fault, Kind},
    problem::Problem,
};

/// Answers a request the way the fault says.
pub async fn respond(
    fault: &Fault,
    connection: &ResetHandle,
    request: Request,
    next: Next,
) -> Response {
    time::sleep(Duration::from_millis(fault.delay_ms.into())).await;
    let mut response = match fault.kind {
        Some(Kind::Reset) => {
            connection.reset();
            // The first write fails; until then there must be something left to send.
            Body::from_stream(stream::pending::<io::Result<Bytes>>()).into_response()
        }
        Some(Kind::StallHeaders) => std::future::pending().await,
        Some(Kind::StallBody) => half(next.run(request).await, false).await,
        Some(Kind::Truncate) => half(next.run(request).await, true).await,
        Some(Kind::Html) => answer("text/html; charset=utf-8", PORTAL),
        Some(Kind::Empty) => StatusCode::OK.into_response(),
        Some(Kind::Huge) => huge(),
        Some(Kind::Redirect) => {
            (StatusCode::FOUND, [(header::LOCATION, "/sign-in")]).into_response()
        }
        Some(Kind::SyntaxError) => answer("text/javascript", "export default {{{ ;"),
        Some(Kind::NoGlobal) => answer("text/javascript", "void 0;"),
        None => match (&fault.body, fault.status) {
            (Some(Value::String(text)), _) => answer("application/json", text.clone()),
            (Some(value), _) => answer("application/json", value.to_string()),
            (None, Some(status)) => {
                Problem::plain(StatusCode::from_u16(status).unwrap_or_default()).into_response()
            }
            (None, None) => next.run(request).await,
        },
    };
    amend(&mut response, fault);
    response
}

/// Puts the status, the headers and the CORS restrictions of the fault on its answer.
fn amend(response: &mut Response, fault: &Fault) {
    let status = fault.status.map(StatusCode::from_u16);
    if let Some(Ok(status)) = status {
        *response.status_mut() = status;
    }
    let content_type = fault
        .content_type
        .as_ref()
        .map(|value| ("content-type", value));
    let headers = fault
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), value));
    for (name, value) in content_type.into_iter().chain(headers) {
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), value.parse()) {
            response.headers_mut().insert(name, value);
        }
    }
    if !fault.cors {
        response.extensions_mut().insert(Hidden::Everything);
    } else if !fault.expose_retry_after {
        response.extensions_mut().insert(Hidden::RetryAfter);
    }
}

const PORTAL: &str = "<!doctype html><html lang=en><title>Welcome to Free Wi-Fi</title>\
    <h1>Welcome to Free Wi-Fi</h1><p>Please accept the terms to go online.</p></html>";

fn answer(content_type: &'static str, body: impl Into<Body>) -> Response {
    ([(header::CONTENT_TYPE, content_type)], body.into()).into_response()
}

/// Promises the whole body and sends half of it; then closes the connection, or sends nothing more.
async fn half(response: Response, closes: bool) -> Response {
    const MAX_BODY: usize = 1 << 20;
    let (mut parts, body) = response.into_parts();
    let whole = to_bytes(body, MAX_BODY).await.unwrap_or_default();
    parts
        .headers
        .insert(header::CONTENT_LENGTH, whole.len().into());
    let sent = stream::iter([Ok(whole.slice(..whole.len() / 2))]);
    let rest = stream::once(async move {
        if !closes {
            std::future::pending::<()>().await;
        }
        // Late enough for the first half to have left.
        time::sleep(Duration::from_millis(50)).await;
        Err(io::Error::from(io::ErrorKind::ConnectionAborted))
    });
    let body = Body::from_stream(sent.chain(rest));
    Response::from_parts(parts, body)
}

/// Written in pieces: a reader with a limit stops early, and the log shows that it did.
fn huge() -> Response {
    const PIECE: usize = 64 * 1024;
    const PIECES: usize = 128;
    let padding = Bytes::from(vec![b'x'; PIECE]);
    let pieces = std::iter::once(Bytes::from_static(b"{\"padding\":\""))
        .chain(std::iter::repeat_n(padding, PIECES))
        .chain(std::iter::once(Bytes::from_static(b"\"}")))
        .map(Ok::<_, io::Error>);
    answer(
        "application/json; charset=utf-8",
        Body::from_stream(stream::iter(pieces)),
    )
}
