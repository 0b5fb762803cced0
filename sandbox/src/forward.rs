//! The development proxy: the built app, and three routes of a real Dolfin API beside it under `/api`.
//!
//! Decides which requests reach the API and with which headers, and what of its answers a page gets to see. It is for
//! one developer's own browser; `same_origin` says from whom it takes requests, `upstream` where the key goes.

use std::{io, path::PathBuf, sync::Arc, time::Duration};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::any,
};
use tokio::time;
use tower_http::services::{ServeDir, ServeFile};

use crate::{
    caller::organisation_id,
    connection::LoopbackListener,
    problem::Problem,
    same_origin,
    upstream::{Answer, Failure, Upstream},
};

/// What the browser sends that the API gets. Cookies are not among them: they belong to any page on this machine.
const PASSED_ON: [HeaderName; 6] = [
    header::ACCEPT,
    header::ACCEPT_LANGUAGE,
    header::AUTHORIZATION,
    header::CONTENT_TYPE,
    HeaderName::from_static("x-dolfin-organisation-id"),
    HeaderName::from_static("x-requested-with"),
];

/// What the API answers that the browser gets: no permission for other pages, and no cookie.
const PASSED_BACK: [HeaderName; 2] = [header::CONTENT_TYPE, header::RETRY_AFTER];

/// For every answer of the API: nothing keeps it, guesses what it is, or shows it inside another page.
const ALWAYS: [(HeaderName, HeaderValue); 3] = [
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    ),
];

/// A sign-in code and what surrounds it; nothing else that is forwarded has a body.
const MAX_REQUEST: usize = 16 << 10;
/// How long a page may take to send it.
const REQUEST_TIME: Duration = Duration::from_secs(5);

/// Serves for ever: the API's three routes, and the files of a built app, if a directory is given.
///
/// # Errors
/// None in practice: accepting is retried.
pub async fn serve(
    listener: LoopbackListener,
    upstream: Upstream,
    files: Option<PathBuf>,
) -> io::Result<()> {
    let port = listener.port();
    axum::serve(listener, routes(port, upstream, files)).await
}

fn routes(port: u16, upstream: Upstream, files: Option<PathBuf>) -> Router {
    let api = Router::new()
        .route("/api/{*path}", any(forward))
        .layer(from_fn(same_origin::own_page))
        .with_state(Arc::new(upstream));
    let app = match files {
        Some(directory) => {
            let page = ServeFile::new(directory.join("index.html"));
            api.fallback_service(ServeDir::new(directory).fallback(page))
        }
        None => api,
    };
    app.layer(from_fn_with_state(port, same_origin::known_host))
}

async fn forward(State(upstream): State<Arc<Upstream>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Some(path) = path_at_the_api(&parts.method, parts.uri.path()) else {
        return Problem::plain(StatusCode::NOT_FOUND).into_response();
    };
    let body = match time::timeout(REQUEST_TIME, to_bytes(body, MAX_REQUEST)).await {
        Ok(Ok(body)) => body,
        Ok(Err(_)) => return Problem::plain(StatusCode::PAYLOAD_TOO_LARGE).into_response(),
        Err(_) => return Problem::plain(StatusCode::REQUEST_TIMEOUT).into_response(),
    };
    let headers = only(&PASSED_ON, &parts.headers);
    match upstream.send(parts.method, &path, headers, body).await {
        Ok(answer) => answered(answer),
        Err(failure) => failed(failure),
    }
}

/// Where a request goes at the API; none if it is not one of the three that are forwarded.
fn path_at_the_api(method: &Method, path: &str) -> Option<String> {
    let segments: Vec<&str> = path.split('/').collect();
    match (method.as_str(), segments.as_slice()) {
        ("POST", ["", "api", "organisations", id, "payment-account", "session"]) => {
            let id = organisation_id(id)?;
            Some(format!("/organisations/{id}/payment-account/session"))
        }
        ("GET", ["", "api", "organisations", id, "payment-account", "status"]) => {
            let id = organisation_id(id)?;
            Some(format!("/organisations/{id}/payment-account/status"))
        }
        ("POST", ["", "api", "auth", "exchange"]) => Some("/auth/exchange".to_owned()),
        _ => None,
    }
}

fn only(names: &[HeaderName], headers: &HeaderMap) -> HeaderMap {
    let found = names
        .iter()
        .filter_map(|name| Some((name.clone(), headers.get(name)?.clone())));
    found.collect()
}

fn answered(answer: Answer) -> Response {
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = answer.status;
    *response.headers_mut() = only(&PASSED_BACK, &answer.headers);
    response.headers_mut().extend(ALWAYS);
    response
}

fn failed(failure: Failure) -> Response {
    let (status, detail) = match failure {
        Failure::Unreachable => (StatusCode::BAD_GATEWAY, "The API could not be reached."),
        Failure::TooSlow => (StatusCode::GATEWAY_TIMEOUT, "The API took too long."),
        Failure::TooLarge => (StatusCode::BAD_GATEWAY, "The API answered too much."),
        Failure::Redirected => (
            StatusCode::BAD_GATEWAY,
            "The API answered with a redirect, which its key is not sent after.",
        ),
    };
    Problem::explained(status, detail).into_response()
}
