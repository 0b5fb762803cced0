#![cfg(not(target_family = "wasm"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "clippy's exception for tests does not reach their helpers"
)]
//! What `account` promises, told from outside.

mod corpus;
mod fuzz;
#[path = "../../src/account/json.rs"]
mod json;
mod properties;
mod random_document;
mod support;
