//! `cargo xtask bench load`: what the watch asks of the service, and how fresh it keeps a person, beside the rules
//! that are usual elsewhere.
//!
//! The figures of ours come from the real machine, driven by models of a person, a service and a crowd; the others
//! are their rules alone, as their sources give them. All of it is seeded: the same build prints the same tables.

mod chance;
mod crowd;
mod person;
mod watcher;

use clap::Subcommand;
use std::process::ExitCode;

/// What can be measured.
#[derive(Subcommand)]
pub enum Bench {
    /// Print requests, freshness and the herd after an outage, beside the rules of others.
    Load,
}

/// Fails where a target of ours is missed.
pub fn run(Bench::Load: &Bench) -> ExitCode {
    match load() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

fn load() -> bool {
    println!(
        "Onboarding: 5 min + exp(8 min) in the form, 6 steps, in sight 77 % of the time; 20,000 sessions."
    );
    println!(
        "Lag is the time in sight from the account's change after the exit until the read leaves that shows it;\nthe round trip, 0.15 s, comes on top for all.\n"
    );
    let ours = person::table();
    println!(
        "\nA tab left open on a pending account for a day, requests: {}",
        person::days()
    );
    println!(
        "\n100,000 clients, the service down for 60 s, back with 5,000 requests/s (100 ms bins):\n"
    );
    let herd = crowd::table();
    println!("\n{}", crowd::wake());
    ours && herd
}
