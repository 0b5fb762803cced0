//! Everything that must hold before a change lands, in the order in which it is cheapest to learn of a mistake.
//!
//! Decides which parts there are, what each needs, and in which order they run. All chains of the chosen parts run, so
//! that one run shows all there is to correct.

mod chain;
mod in_engine;
mod node_tests;
mod reproducible;
mod steps;
mod supply;

use crate::{
    tools::{self, Need, browser::Browser},
    workspace::Workspace,
};
use anyhow::Result;
use chain::{Chain, Step};
use clap::ValueEnum;
use std::{process::ExitCode, time::Instant};

#[derive(clap::Args)]
pub struct Arguments {
    /// The parts to run; if none is named, all but `reproducible`.
    parts: Vec<Part>,
    /// The browsers to run tests in; all of them if none is named.
    #[arg(long, value_name = "BROWSER")]
    browser: Vec<Browser>,
    /// With `hosts`: the frameworks of `examples/hosts`, too, each installed, served and built by its own tool.
    #[arg(long)]
    all: bool,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Part {
    /// Format, clippy and rustdoc, for this machine and for WebAssembly.
    Lint,
    /// Licences, sources and advisories of what others wrote; what cannot be reached is not checked.
    Supply,
    /// Tests on this machine.
    Native,
    /// wasm-bindgen-test in each browser.
    Browser,
    /// Schemathesis against the sandbox.
    Contract,
    /// The production build: that it loads, what it holds, and what it weighs.
    Dist,
    /// That another folder makes no difference to what is built. Builds everything twice, from nothing.
    Reproducible,
    /// The app against the sandbox: journeys in each browser, and in Chromium whatever takes its protocol.
    E2e,
    /// The npm package against the sandbox: in each browser, and in Chromium in hosts built by their own tools.
    Hosts,
}

pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<ExitCode> {
    let started = Instant::now();
    let chosen = |part: &&Part| match arguments.parts.is_empty() {
        true => **part != Part::Reproducible,
        false => arguments.parts.contains(part),
    };
    let parts: Vec<_> = Part::value_variants().iter().filter(chosen).collect();
    let meant =
        |browser: &Browser| arguments.browser.is_empty() || arguments.browser.contains(browser);
    let browsers = Browser::value_variants().iter().copied();
    let browsers: Vec<_> = browsers.filter(meant).collect();
    let with_frameworks = arguments.all && parts.contains(&&Part::Hosts);
    let node = with_frameworks.then_some(Need::NewerNode);
    let needs: Vec<_> = parts
        .iter()
        .flat_map(|part| part.needs())
        .copied()
        .chain(node)
        .collect();
    // Before anything is tried: what cannot be had is known at once.
    tools::ensure(workspace, &needs)?;

    let outcomes: Vec<_> = parts
        .iter()
        .flat_map(|part| chain::run(workspace, &part.chain(&browsers, with_frameworks)))
        .collect();
    Ok(chain::report(&outcomes, started.elapsed()))
}

impl Part {
    fn needs(self) -> &'static [Need] {
        match self {
            Self::Lint => &[Need::WasmTarget, Need::FormatAndClippy],
            Self::Supply | Self::Native => &[],
            Self::Browser => &[Need::WasmTarget, Need::WasmBindgen],
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

    fn chain(self, browsers: &[Browser], with_frameworks: bool) -> Chain {
        let makes = match self {
            Self::Contract => vec![steps::SANDBOX],
            Self::Dist => vec![steps::PRODUCTION],
            Self::E2e => vec![steps::FOR_SANDBOX],
            Self::Hosts => steps::MAKE_HOSTS.to_vec(),
            Self::Lint | Self::Supply | Self::Native | Self::Browser | Self::Reproducible => {
                Vec::new()
            }
        };
        let in_each = |step: fn(Browser) -> Step| browsers.iter().copied().map(step);
        let in_chromium = |step| browsers.contains(&Browser::Chromium).then_some(step);
        let in_all = |step| (browsers == Browser::value_variants()).then_some(step);
        let tests = match self {
            Self::Lint => steps::LINT.to_vec(),
            Self::Supply => steps::SUPPLY.to_vec(),
            Self::Native => steps::NATIVE.to_vec(),
            Self::Browser => in_each(steps::in_browser).collect(),
            Self::Contract => vec![steps::CONTRACT],
            Self::Dist => steps::OF_PRODUCTION.to_vec(),
            Self::Reproducible => vec![steps::REPRODUCIBLE],
            Self::E2e => in_each(steps::journeys)
                .chain(in_all(steps::TOGETHER))
                .chain(in_chromium(steps::APP))
                .collect(),
            Self::Hosts => in_each(steps::element)
                .chain(in_chromium(steps::HOSTS))
                .chain(in_chromium(steps::FRAMEWORKS).filter(|_| with_frameworks))
                .chain([steps::PACKAGE_SIZE])
                .collect(),
        };
        Chain { makes, tests }
    }
}
