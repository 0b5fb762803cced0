//! A host's own server between its pages and Dolfin, on axum.
//!
//! The API key may not be in a browser, so the page asks the host's server, and that asks Dolfin. Decides which requests
//! go on: exactly two, from the host's own pages, for an organisation that the person may act for. Dolfin's answer is
//! passed on as it came (the component reads its status, its problem and its `Retry-After`), its other headers are not.
//!
//! Usage: `DOLFIN_API=https://api.dolfinai.co DOLFIN_API_KEY=… cargo run -p proxy [port]`
//!
//! Limits: the sessions come from the environment, where a host has a database.

mod sessions;

use axum::{
    Json, Router,
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use reqwest::{Client, redirect::Policy};
use serde_json::json;
use sessions::Sessions;
use std::{env, error::Error, sync::Arc, time::Duration};
use uuid::Uuid;

/// Longer than the component waits.
const MAX_TIME: Duration = Duration::from_secs(20);
/// What of Dolfin's answer the component reads.
const PASSED_ON: [HeaderName; 2] = [header::CONTENT_TYPE, header::RETRY_AFTER];

struct Dolfin {
    client: Client,
    base: String,
    key: HeaderValue,
    sessions: Sessions,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    // No provider is installed yet.
    _ = rustls::crypto::ring::default_provider().install_default();
    let mut key = HeaderValue::from_str(&env::var("DOLFIN_API_KEY")?)?;
    key.set_sensitive(true);
    let dolfin = Arc::new(Dolfin {
        client: Client::builder()
            .redirect(Policy::none())
            .timeout(MAX_TIME)
            .build()?,
        base: env::var("DOLFIN_API")?.trim_end_matches('/').to_owned(),
        key,
        sessions: Sessions::of_environment()?,
    });
    let of_account = |endpoint| format!("/api/organisations/{{id}}/payment-account/{endpoint}");
    let routes = Router::new()
        .route(&of_account("status"), get(status))
        .route(&of_account("session"), post(session))
        .with_state(dolfin);
    let port = env::args().nth(1).unwrap_or_default().parse().unwrap_or(0);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    println!("http://{}/", listener.local_addr()?);
    axum::serve(listener, routes).await?;
    Ok(())
}

async fn status(
    State(dolfin): State<Arc<Dolfin>>,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
) -> Response {
    dolfin.ask(Method::GET, id, "status", &headers).await
}

async fn session(
    State(dolfin): State<Arc<Dolfin>>,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
) -> Response {
    dolfin.ask(Method::POST, id, "session", &headers).await
}

// ANCHOR: ask
impl Dolfin {
    async fn ask(&self, method: Method, id: Uuid, endpoint: &str, page: &HeaderMap) -> Response {
        // A page of another site sends the person's cookies, too.
        if page
            .get("sec-fetch-site")
            .is_some_and(|site| site != "same-origin")
        {
            return problem(StatusCode::FORBIDDEN, "Forbidden");
        }
        match self.sessions.may_act_for(page, id) {
            Some(true) => {}
            Some(false) => return problem(StatusCode::FORBIDDEN, "Payment.Forbidden"),
            None => return problem(StatusCode::UNAUTHORIZED, "Unauthorized"),
        }
        let url = format!(
            "{}/organisations/{id}/payment-account/{endpoint}",
            self.base
        );
        let request = self
            .client
            .request(method, url)
            .header(header::ACCEPT, "application/json")
            .header("x-dolfin-api-key", self.key.clone())
            .header("x-dolfin-organisation-id", id.to_string());
        match request.send().await {
            Ok(answer) if !answer.status().is_redirection() => passed_on(answer),
            _ => problem(StatusCode::BAD_GATEWAY, "Bad Gateway"),
        }
    }
}
// ANCHOR_END: ask

fn passed_on(answer: reqwest::Response) -> Response {
    let mut headers = HeaderMap::from_iter([
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ),
    ]);
    for name in PASSED_ON {
        if let Some(value) = answer.headers().get(&name) {
            headers.insert(name, value.clone());
        }
    }
    let status = answer.status();
    let body = reqwest::Body::from(answer);
    (status, headers, Body::new(body)).into_response()
}

/// RFC 9457, as Dolfin answers.
fn problem(status: StatusCode, title: &str) -> Response {
    let body = Json(json!({ "title": title, "status": status.as_u16() }));
    let headers = [
        (header::CONTENT_TYPE, "application/problem+json"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (status, headers, body).into_response()
}
