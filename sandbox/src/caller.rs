//! What a request says about itself: whose organisation it concerns, and which bearer token it carries.
//!
//! Decides nothing about whether the caller may do what it asks: `dolfin` and `stripe` do.

use axum::http::{HeaderMap, header};
use uuid::Uuid;

/// The organisation a path segment names: any UUID but the nil one.
#[must_use]
pub fn organisation_id(segment: &str) -> Option<Uuid> {
    Uuid::try_parse(segment).ok().filter(|id| !id.is_nil())
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

/// A response extension, for handlers that learn only from the body which organisation the request concerns.
#[derive(Clone, Copy)]
pub struct Concerns(pub Uuid);
