//! `cargo xtask bench load`: what the status query asks of the service, and how fresh it keeps a person, beside the
//! rules that are usual elsewhere, and without each of its parts. `bench visit` is in [`visit`].
//!
//! The figures of ours come from the real machine, driven by models of a person, a service and a crowd; the others
//! are their rules alone, as their sources give them. All of it is seeded: the same build prints the same tables.

mod crowd;
mod day;
mod person;
mod reader;
mod rules;
mod session;
mod visit;

use crate::workspace::Workspace;
use anyhow::Result;
use clap::Subcommand;
use onboarding_core::status::policy::Policy;
use std::process::ExitCode;
use std::time::Duration;

/// What can be measured.
#[derive(Subcommand)]
pub enum Bench {
    /// Print requests, freshness and the herd after an outage, beside the rules of others.
    Load,
    /// Print how long a visit takes beside the same job in React, as a table in Markdown.
    Visit {
        /// How often each of them is opened.
        #[arg(long, default_value_t = 9)]
        reps: u32,
    },
}

/// Of `load`, fails where a target of ours is missed.
pub fn run(workspace: &Workspace, bench: &Bench) -> Result<ExitCode> {
    match bench {
        Bench::Load if !load() => return Ok(ExitCode::FAILURE),
        Bench::Load => {}
        Bench::Visit { reps } => visit::run(workspace, *reps)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn load() -> bool {
    println!(
        "Onboarding: 5 min + exp(8 min) in the form, 6 steps, in sight 77 % of the time; 20,000 sessions."
    );
    println!(
        "Lag is the time in sight from the account's change after the exit until the read leaves that shows it;\nthe round trip, 0.15 s, comes on top for all.\n"
    );
    let ours = person::table();
    without_each_part();
    println!(
        "\n100,000 clients, the service down for 60 s, back with 5,000 requests/s (100 ms bins):\n"
    );
    let herd = crowd::table();
    println!("\n{}", crowd::wake());
    ours && herd
}

/// What each part of the policy is worth: the same figures without it. `policy.rs` quotes them.
fn without_each_part() {
    let all = Policy::STANDARD;
    let never = Duration::from_secs(1_000_000_000);
    let no_rungs = all.ladder.map(|_| (Duration::ZERO, Duration::ZERO));
    println!();
    for (name, policy) in [
        (
            "without the burst",
            Policy {
                burst: Duration::from_secs(10),
                ..all
            },
        ),
        (
            "without the ladder",
            Policy {
                ladder: no_rungs,
                ..all
            },
        ),
        (
            "without reads in an open form",
            Policy {
                slowest: never,
                ..all
            },
        ),
    ] {
        person::ours(name, policy);
    }
    let no_rest = Policy {
        time_budget: never,
        ..all
    };
    println!(
        "\nA tab left open on a pending account for a day, requests: {} in sight (every 2 s: 43,200; without the rest: \
         {}), {} in sight 10 % of it",
        day::in_sight(all),
        day::in_sight(no_rest),
        day::in_visits(all),
    );
    let no_bucket = Policy {
        bucket: 1_000_000,
        ..all
    };
    println!(
        "A host that refreshes at every change, requests in 10 minutes: {} (without the bucket: {})",
        day::of_a_runaway_host(all),
        day::of_a_runaway_host(no_bucket),
    );
}
