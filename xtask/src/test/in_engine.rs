//! Tests that are the same in every browser: how each is told to run them.
//!
//! Decides what a browser that cannot be had means: a failure where `CI` is `true`, elsewhere "not checked".

use super::{chain::Verdict, node_tests::run_files};
use crate::{
    tools::{self, browser::Browser},
    workspace::Workspace,
};
use anyhow::{Context, Result};
use clap::ValueEnum;
use std::{env, path::PathBuf};
use xshell::cmd;

/// The one crate that runs in a browser, as the compiler is to see it there.
pub const CRATE: &str =
    "--target wasm32-unknown-unknown --package dolfin-payment-onboarding --all-features";

/// wasm-bindgen-test's runner takes the driver that its environment names. WebKit has no headless mode, so it gets a
/// screen that nobody sees.
pub fn wasm(workspace: &Workspace, browser: Browser) -> Result<Verdict> {
    where_it_is(workspace, browser, || {
        let sh = &workspace.shell;
        let driver = browser.driver(workspace).context("it has no driver")?;
        let arguments = ["test --locked", CRATE];
        let arguments = arguments.iter().flat_map(|some| some.split_whitespace());
        let command = match browser {
            Browser::Webkit => cmd!(sh, "xvfb-run --auto-servernum cargo {arguments...}"),
            _ => cmd!(sh, "cargo {arguments...}"),
        };
        let drivers = ["CHROMEDRIVER", "GECKODRIVER", "SAFARIDRIVER"];
        let command = drivers
            .iter()
            .fold(command, |command, name| command.env_remove(name))
            .env("WASM_BINDGEN_TEST_TIMEOUT", PATIENCE);
        // What webdriver.json says is for Chromium; the runner knows the others by itself.
        let command = match browser {
            Browser::Chromium => command.env("CHROMEDRIVER", driver),
            Browser::Firefox => command.env("GECKODRIVER", driver).env(CAPABILITIES, "none"),
            Browser::Webkit => command
                .env("SAFARIDRIVER", driver)
                .env(CAPABILITIES, "none"),
        };
        Ok(command.run()?)
    })
}

/// How long a busy machine may take over all tests, in seconds; the runner's own idea is 20.
const PATIENCE: &str = "300";

const CAPABILITIES: &str = "WASM_BINDGEN_TEST_WEBDRIVER_JSON";

/// The test files in `directory`, by WebDriver, with what was built named in their environment.
pub fn files(
    workspace: &Workspace,
    browser: Browser,
    directory: &str,
    built: Option<(&str, PathBuf)>,
) -> Result<Verdict> {
    where_it_is(workspace, browser, || {
        let engine = ("ENGINE", browser.name().into());
        let named: Vec<_> = built.into_iter().chain([engine]).collect();
        run_files(workspace, directory, &named)
    })
}

/// The test files in `directory`, each of which drives all browsers at once.
pub fn together(workspace: &Workspace, directory: &str, built: (&str, PathBuf)) -> Result<Verdict> {
    where_they_are(workspace, Browser::value_variants(), || {
        run_files(workspace, directory, &[built])
    })
}

fn where_it_is(
    workspace: &Workspace,
    browser: Browser,
    test: impl FnOnce() -> Result<()>,
) -> Result<Verdict> {
    where_they_are(workspace, &[browser], test)
}

fn where_they_are(
    workspace: &Workspace,
    browsers: &[Browser],
    test: impl FnOnce() -> Result<()>,
) -> Result<Verdict> {
    let mut browsers = browsers.iter();
    match browsers.try_for_each(|browser| tools::ensure_browser(workspace, *browser)) {
        Ok(()) => test().map(|()| Verdict::Holds),
        Err(reason) => missing(reason, env::var("CI").is_ok_and(|ci| ci == "true")),
    }
}

fn missing(reason: anyhow::Error, must_be_there: bool) -> Result<Verdict> {
    match must_be_there {
        true => Err(reason),
        false => Ok(Verdict::NotChecked(format!("{reason:#}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::anyhow;

    #[test]
    fn a_browser_that_cannot_be_had_fails_in_ci_and_is_named_elsewhere() {
        assert!(missing(anyhow!("no WebKit"), true).is_err());
        let verdict = missing(anyhow!("no WebKit"), false).unwrap();
        assert!(matches!(verdict, Verdict::NotChecked(reason) if reason == "no WebKit"));
    }
}
