//! Refuses what does not come from a page of this very server.
//!
//! Decides by three headers that a page cannot forge. `Host` stops a foreign name that was made to lead to this machine
//! (DNS rebinding), and holds for every path. `Origin` and `Sec-Fetch-Site` stop other pages in the same browser, those
//! on another port of this machine included; they hold for what is forwarded, since links may lead to the app itself.
//! It does not stop another program of this machine, which can send any header.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::problem::Problem;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The layer for everything: lets through what was sent to this port of this machine by name or number.
pub async fn known_host(State(port): State<u16>, request: Request, next: Next) -> Response {
    match host(request.headers()).is_some_and(|host| is_this_machine(host, port)) {
        true => next.run(request).await,
        false => refuse("This address is not one of this server's."),
    }
}

/// The layer for what is forwarded: lets through what comes from a page of this server, or from no page at all.
pub async fn own_page(request: Request, next: Next) -> Response {
    match is_own(request.headers()) {
        true => next.run(request).await,
        false => refuse("Only pages of this server may ask for this."),
    }
}

/// The one `Host` of a request; none if there are two.
fn host(headers: &HeaderMap) -> Option<&str> {
    let mut hosts = headers.get_all(header::HOST).into_iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => host.to_str().ok(),
        _ => None,
    }
}

fn is_this_machine(host: &str, port: u16) -> bool {
    let Ok(address) = host.parse::<Uri>() else {
        return false;
    };
    let Some(authority) = address.authority() else {
        return false;
    };
    matches!(authority.host(), "127.0.0.1" | "localhost")
        && authority.port_u16().unwrap_or(80) == port
        && !authority.as_str().contains('@')
}

fn is_own(headers: &HeaderMap) -> bool {
    let own = host(headers).map(|host| ["http://", host].concat());
    let mut origins = headers.get_all(header::ORIGIN).into_iter();
    let mut sites = headers.get_all(SEC_FETCH_SITE).into_iter();
    origins.all(|origin| origin.to_str().ok() == own.as_deref())
        && sites.all(|site| matches!(site.as_bytes(), b"same-origin" | b"none"))
}

fn refuse(detail: &'static str) -> Response {
    Problem::explained(StatusCode::FORBIDDEN, detail).into_response()
}
