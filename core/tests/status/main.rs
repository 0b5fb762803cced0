//! The watch, row by row: every test is named after its row in the list of required behaviours
//! (P polling, R retry, O order, V visibility, N network, M tabs).
#![cfg(not(target_family = "wasm"))]
#![expect(clippy::expect_used, reason = "the stage belongs to the tests")]

mod activity;
mod due;
mod network;
mod order;
mod polling;
mod retry;
mod stage;
mod visibility;
