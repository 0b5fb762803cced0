//! Everything that must hold before a change lands, in the order in which it is cheapest to learn of a mistake.
//!
//! Decides which parts there are, what each needs, and in which order they run. All chains of the chosen parts run, so
//! that one run shows all there is to correct.

mod chain;
mod chromium;
mod reproducible;
mod steps;
mod supply;

use crate::{
    tools::{self, Need},
    workspace::Workspace,
};
use anyhow::Result;
use chain::Step;
use clap::ValueEnum;
use std::{process::ExitCode, time::Instant};

#[derive(clap::Args)]
pub struct Arguments {
    /// The parts to run; if none is named, all but `reproducible`.
    parts: Vec<Part>,
    /// Run the browser tests in this browser too, where it and its driver are installed.
    #[arg(long)]
    browser: Option<Browser>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Part {
    /// Format, clippy and rustdoc, for this machine and for WebAssembly.
    Lint,
    /// Licences, sources and advisories of what others wrote; what cannot be reached is not checked.
    Supply,
    /// Tests on this machine.
    Native,
    /// wasm-bindgen-test in headless Chromium.
    Browser,
    /// Schemathesis against the sandbox.
    Contract,
    /// The production build: that it loads, what it holds, and what it weighs.
    Dist,
    /// That another folder makes no difference to what is built. Builds everything twice, from nothing.
    Reproducible,
    /// The app in a real Chromium against the sandbox.
    E2e,
    /// The npm package in hosts built by their own tools, in a real Chromium against the sandbox.
    Hosts,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Browser {
    Firefox,
}

pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<ExitCode> {
    let started = Instant::now();
    let chosen = |part: &&Part| match arguments.parts.is_empty() {
        true => **part != Part::Reproducible,
        false => arguments.parts.contains(part),
    };
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
        .flat_map(|chain| chain::run(workspace, chain))
        .collect();
    Ok(chain::report(&outcomes, started.elapsed()))
}

impl Part {
    fn needs(self) -> &'static [Need] {
        match self {
            Self::Lint => &[Need::WasmTarget, Need::FormatAndClippy],
            Self::Supply | Self::Native => &[],
            Self::Browser => &[Need::WasmTarget, Need::WasmBindgen, Need::Chromium],
            Self::Contract => &[Need::Schemathesis],
            Self::Dist | Self::Reproducible => tools::TO_RELEASE,
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
            Self::Supply => steps::SUPPLY.chunks(1).collect(),
            Self::Native => vec![steps::NATIVE],
            Self::Browser => vec![steps::BROWSER],
            Self::Contract => vec![steps::CONTRACT],
            Self::Dist => vec![steps::DIST],
            Self::Reproducible => vec![steps::REPRODUCIBLE],
            Self::E2e => vec![steps::E2E],
            Self::Hosts => vec![steps::HOSTS],
        }
    }
}
