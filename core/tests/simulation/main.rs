//! A million schedules: the real query and the real mounts against a model of server, network, clock, tabs, Stripe and
//! person, with the invariants checked after every step: I1-I13 of the reference, S1-S8 of sessions and forms (`mount`).
//!
//! A schedule is a list of words; a seed makes 200 of them, and every choice of a step comes out of its word. So a
//! failing schedule can be shrunk by leaving words out. `SEED=n` runs one schedule, `SCHEDULES=n` so many: a hundred
//! thousand, unless a run asks for more (`cargo xtask test` asks for a million).
#![cfg(not(target_family = "wasm"))]
#![expect(clippy::indexing_slicing, reason = "a model may fail loudly")]

mod actions;
mod defects;
mod effects;
mod mount;
mod schedule;
mod stripe;
mod tab;
mod world;

use schedule::{first_that_fails, report};
use std::time::Instant;

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn no_schedule_breaks_an_invariant() {
    let (first, schedules) = match setting("SEED") {
        Some(seed) => (seed, 1),
        None => (0, setting("SCHEDULES").unwrap_or(100_000)),
    };
    let started = Instant::now();
    if let Some(seed) = first_that_fails(None, first..first + schedules) {
        panic!("{}", report(None, seed));
    }
    println!(
        "{schedules} schedules in {:.1} s",
        started.elapsed().as_secs_f64()
    );
}
