//! What goes wrong on purpose, once or several times, on one of the four surfaces.
//!
//! Decides how each fault looks on the wire. A fault that replaces the answer keeps the handler from running, so
//! nothing moves and no secret is minted; one that damages the answer lets it run first, as in life.

use std::{collections::BTreeMap, io, time::Duration};

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::Request,
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures_util::stream::{self, StreamExt};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::time;
use uuid::Uuid;

use crate::{cors::Hidden, line::Cut, problem::Problem};

/// Where a fault strikes.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Endpoint {
    /// Dolfin's session POST.
    Session,
    /// Dolfin's status GET.
    Status,
    /// The stand-in's file, `connect.js`.
    Script,
    /// What the stand-in asks for.
    Form,
}

/// What a network, a proxy or a bad deployment does to an answer.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The connection is reset before any answer.
    Reset,
    /// Nothing comes, ever.
    StallHeaders,
    /// Half the body comes, then nothing.
    StallBody,
    /// Half the body comes, then the connection ends.
    Truncate,
    /// A captive portal answers 200 with a page.
    Html,
    /// No body.
    Empty,
    /// Eight megabytes of JSON.
    Huge,
    /// A redirect to a sign-in page.
    Redirect,
    /// A script that does not parse.
    SyntaxError,
    /// A script that runs and leaves no `StripeConnect`.
    NoGlobal,
}

/// A fault, as the control API takes it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Fault {
    /// Where it strikes.
    pub endpoint: Endpoint,
    /// How often, still.
    #[serde(default = "once")]
    pub times: u32,
    /// For whom; none strikes everyone.
    #[serde(skip_deserializing)]
    pub organisation: Option<Uuid>,
    /// Waits so long first.
    #[serde(default)]
    pub delay_ms: u32,
    /// Damages or replaces the answer.
    pub kind: Option<Kind>,
    /// Answers this status.
    pub status: Option<u16>,
    /// Answers this body: a string goes out as it is, anything else as JSON.
    pub body: Option<Value>,
    /// Says so of the body.
    pub content_type: Option<String>,
    /// Adds these headers.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// False lets a page on another port see an answer it cannot read.
    #[serde(default = "yes")]
    pub cors: bool,
    /// False hides `Retry-After` from a page on another port.
    #[serde(default = "yes")]
    pub expose_retry_after: bool,
}

const fn once() -> u32 {
    1
}

const fn yes() -> bool {
    true
}

impl Fault {
    /// Refuses what cannot be sent.
    ///
    /// # Errors
    /// A sentence that names the member.
    pub fn check(&self) -> Result<(), String> {
        if let Some(status) = self.status
            && !(200..=599).contains(&status)
        {
            return Err(format!(
                "status: {status} cannot be answered; 200 to 599 can"
            ));
        }
        for (name, value) in &self.headers {
            if name.parse::<HeaderName>().is_err() || value.parse::<HeaderValue>().is_err() {
                return Err(format!("headers: {name} cannot be sent"));
            }
        }
        Ok(())
    }

    /// Answers a request the way the fault says.
    pub async fn meet(self, cut: &Cut, request: Request, next: Next) -> Response {
        time::sleep(Duration::from_millis(self.delay_ms.into())).await;
        let mut response = match self.kind {
            Some(Kind::Reset) => {
                cut.pull();
                // The first write fails; until then there must be something left to say.
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
            None => match (&self.body, self.status) {
                (Some(Value::String(text)), _) => answer("application/json", text.clone()),
                (Some(value), _) => answer("application/json", value.to_string()),
                (None, Some(status)) => {
                    Problem::plain(StatusCode::from_u16(status).unwrap_or_default()).into_response()
                }
                (None, None) => next.run(request).await,
            },
        };
        self.dress(&mut response);
        response
    }

    fn dress(&self, response: &mut Response) {
        if let Some(status) = self
            .status
            .and_then(|status| StatusCode::from_u16(status).ok())
        {
            *response.status_mut() = status;
        }
        let content_type = self
            .content_type
            .as_ref()
            .map(|value| ("content-type", value));
        let headers = self
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value));
        for (name, value) in content_type.into_iter().chain(headers) {
            if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), value.parse()) {
                response.headers_mut().insert(name, value);
            }
        }
        if !self.cors {
            response.extensions_mut().insert(Hidden::Everything);
        } else if !self.expose_retry_after {
            response.extensions_mut().insert(Hidden::RetryAfter);
        }
    }
}

const PORTAL: &str = "<!doctype html><html lang=en><title>Welcome to Free Wi-Fi</title>\
    <h1>Welcome to Free Wi-Fi</h1><p>Please accept the terms to go online.</p></html>";

fn answer(content_type: &'static str, body: impl Into<Body>) -> Response {
    ([(header::CONTENT_TYPE, content_type)], body.into()).into_response()
}

/// Promises the whole body and sends half of it; then ends the connection, or never says another word.
async fn half(response: Response, ends: bool) -> Response {
    const MOST: usize = 1 << 20;
    let (mut parts, body) = response.into_parts();
    let whole = to_bytes(body, MOST).await.unwrap_or_default();
    parts
        .headers
        .insert(header::CONTENT_LENGTH, whole.len().into());
    let sent = stream::iter([Ok(whole.slice(..whole.len() / 2))]);
    let rest = stream::once(async move {
        if !ends {
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
