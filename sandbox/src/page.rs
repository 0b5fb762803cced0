//! The files the sandbox serves: the scenario page, and the stand-in for Connect.js.
//!
//! Decides nothing. The files are compiled in, so the binary needs no other; browsers are told not to cache them,
//! because a restarted sandbox may serve others.

use axum::{
    Router,
    body::Body,
    http::header,
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::Value;

use crate::store::SharedStore;

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

/// Where a redirect fault leads.
const SIGN_IN: &str = "<!doctype html><html lang=en><meta charset=utf-8><title>Sign in</title>\
    <h1>Sign in</h1><p>A made-up sign-in page: this is where a redirect fault leads.</p></html>";

/// The files, by path.
pub fn routes() -> Router<SharedStore> {
    let served =
        |content_type, text: &'static str| get(move || async move { file(content_type, text) });
    Router::new()
        .route("/", served(HTML, include_str!("../assets/page.html")))
        .route("/page.css", served(CSS, include_str!("../assets/page.css")))
        .route(
            "/page.js",
            served(JAVASCRIPT, include_str!("../assets/page.js")),
        )
        .route("/sign-in", served(HTML, SIGN_IN))
        .route("/connect.js", get(|| async { script() }))
}

fn file(content_type: &'static str, text: impl Into<Body>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, content_type),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, text.into()).into_response()
}

/// The stand-in: one file to the browser. Its parts share one scope and define one global, `StripeConnect`.
fn script() -> Response {
    let style = Value::from(include_str!("../assets/connect/form.css"));
    let parts = [
        include_str!("../assets/connect/session.js"),
        include_str!("../assets/connect/fields.js"),
        include_str!("../assets/connect/draw.js"),
        include_str!("../assets/connect/form.js"),
        include_str!("../assets/connect/element.js"),
        include_str!("../assets/connect/global.js"),
    ]
    .concat();
    file(
        JAVASCRIPT,
        format!("(() => {{\n\"use strict\";\nconst STYLE = {style};\n{parts}}})();\n"),
    )
}
