//! Everything that must hold before a change lands, in the order in which it is cheapest to learn of a
//! mistake.
//!
//! Steps that build on each other make a chain: the first that fails ends its chain, and the rest of it is
//! reported as not run. Other chains go on, so that one run shows all there is to mend. What a step prints
//! is the tool's own.

mod chromium;
mod steps;

use crate::{
    progress::human,
    tools::{self, Need},
    workspace::Workspace,
};
use anyhow::Result;
use clap::ValueEnum;
use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

#[derive(clap::Args)]
pub struct Arguments {
    /// The parts to run; all of them if none is named.
    parts: Vec<Part>,
    /// Run the browser tests in this browser too, where it and its driver are installed.
    #[arg(long)]
    browser: Option<Browser>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Part {
    /// Format, clippy and rustdoc, for this machine and for WebAssembly.
    Lint,
    /// Tests on this machine.
    Native,
    /// wasm-bindgen-test in headless Chromium.
    Browser,
    /// Schemathesis against the sandbox.
    Contract,
    /// The production build: that it loads, what it holds, and what it weighs.
    Dist,
    /// The app in a real Chromium against the sandbox.
    E2e,
    /// The npm package in hosts built by their own tools, in a real Chromium against the sandbox.
    Hosts,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Browser {
    Firefox,
}

/// What should hold, and what finds out.
type Step = (&'static str, fn(&Workspace) -> Result<()>);

enum Outcome {
    Passed(Duration),
    Failed(Duration),
    NotRun,
}

pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<ExitCode> {
    let started = Instant::now();
    let chosen = |part: &&Part| arguments.parts.is_empty() || arguments.parts.contains(part);
    let (mut needs, mut chains) = (Vec::new(), Vec::new());
    for part in Part::value_variants().iter().filter(chosen) {
        needs.extend_from_slice(part.needs());
        chains.extend(part.chains());
        if (part, arguments.browser) == (&Part::Browser, Some(Browser::Firefox)) {
            needs.push(Need::Firefox);
            chains.push(steps::FIREFOX);
        }
        if (part, arguments.browser) == (&Part::Hosts, Some(Browser::Firefox)) {
            needs.push(Need::Firefox);
            chains.push(steps::HOST_IN_FIREFOX);
        }
    }
    // Before anything is tried: what cannot be had is known at once.
    tools::ensure(workspace, &needs)?;

    let outcomes: Vec<_> = chains
        .into_iter()
        .flat_map(|chain| take(workspace, chain))
        .collect();
    Ok(summary(&outcomes, started.elapsed()))
}

/// Runs the steps of a chain, up to the first that fails.
fn take(workspace: &Workspace, chain: &[Step]) -> Vec<(&'static str, Outcome)> {
    let mut failed = false;
    let outcome = |(what, check): &Step| {
        if failed {
            return (*what, Outcome::NotRun);
        }
        eprintln!("\n== {what}");
        let started = Instant::now();
        let answer = check(workspace);
        let time = started.elapsed();
        match answer {
            Ok(()) => {
                eprintln!("== {what}: passed in {}", human(time));
                (*what, Outcome::Passed(time))
            }
            Err(error) => {
                failed = true;
                eprintln!("{error:#}\n== {what}: failed after {}", human(time));
                (*what, Outcome::Failed(time))
            }
        }
    };
    chain.iter().map(outcome).collect()
}

/// The closing line counts steps; the tools have counted their own tests above.
fn summary(outcomes: &[(&str, Outcome)], time: Duration) -> ExitCode {
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    let width = outcomes
        .iter()
        .map(|(what, _)| what.len())
        .max()
        .unwrap_or_default();
    println!();
    for (what, outcome) in outcomes {
        let said = match outcome {
            Outcome::Passed(time) => {
                passed += 1;
                format!("passed   {}", human(*time))
            }
            Outcome::Failed(time) => {
                failed += 1;
                format!("FAILED   {}", human(*time))
            }
            Outcome::NotRun => {
                skipped += 1;
                "not run".to_owned()
            }
        };
        println!("{what:width$}  {said}");
    }
    println!("{:width$}  in all   {}\n", "", human(time));
    let unrun = if skipped > 0 {
        format!(", {skipped} skipped")
    } else {
        String::new()
    };
    println!("{passed} passed, {failed} failed{unrun}");
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

impl Part {
    fn needs(self) -> &'static [Need] {
        match self {
            Self::Lint => &[Need::WasmTarget, Need::FormatAndClippy],
            Self::Native => &[],
            Self::Browser => &[Need::WasmTarget, Need::WasmBindgen, Need::Chromium],
            Self::Contract => &[Need::Schemathesis],
            Self::Dist => tools::TO_RELEASE,
            Self::E2e => tools::TO_BROWSE,
            Self::Hosts => &[
                Need::WasmTarget,
                Need::StdSource,
                Need::WasmBindgen,
                Need::Trunk,
                Need::NodePackages,
                Need::HostPackages,
                Need::Chromium,
            ],
        }
    }

    fn chains(self) -> Vec<&'static [Step]> {
        match self {
            // None of these needs another.
            Self::Lint => steps::LINT.chunks(1).collect(),
            Self::Native => vec![steps::NATIVE],
            Self::Browser => vec![steps::BROWSER],
            Self::Contract => vec![steps::CONTRACT],
            Self::Dist => vec![steps::DIST],
            Self::E2e => vec![steps::E2E],
            Self::Hosts => vec![steps::HOSTS],
        }
    }
}
