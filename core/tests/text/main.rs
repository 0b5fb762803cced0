//! Every language says everything, loses nothing, and falls back to English sentence by sentence.

#![cfg(not(target_family = "wasm"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy's exception for tests does not reach their helpers"
)]

mod catalogue;
mod entries;
mod languages;
mod nearest;
mod particulars;
mod views;
