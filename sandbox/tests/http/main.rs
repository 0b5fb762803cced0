//! The sandbox over real HTTP: what Dolfin's documents promise, how the account moves, and how things fail.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "clippy.toml allows these in tests, but clippy sees only functions marked #[test] as such"
)]

mod control;
mod distortions;
mod faults;
mod forward;
mod forwarding;
mod journey;
mod leaving;
mod program;
mod refusals;
mod secrets;
mod sign_in;
mod support;
