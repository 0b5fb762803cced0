//! What each part of the tests runs, in order.

use super::{
    chain::{Step, Verdict},
    chromium::run_files,
    reproducible, supply,
};
use crate::{
    dist, package, size,
    tools::{
        packages::schemathesis_python,
        path::{chromedriver_path, firefox_path, geckodriver_path},
    },
    trunk::{self, Edition},
    workspace::Workspace,
};
use anyhow::{Context, Result};
use std::path::PathBuf;
use xshell::{Cmd, cmd};

/// The one crate that runs in a browser, as the compiler is to see it there.
const IN_BROWSER: &str =
    "--target wasm32-unknown-unknown --package dolfin-payment-onboarding --all-features";

pub const LINT: &[Step] = &[
    ("format", |workspace| {
        done(cargo(workspace, &["fmt --all --check"]))
    }),
    ("clippy", |workspace| {
        done(cargo(
            workspace,
            &["clippy --locked --workspace --all-targets -- --deny warnings"],
        ))
    }),
    ("clippy for WebAssembly", |workspace| {
        done(cargo(
            workspace,
            &[
                "clippy --locked --all-targets",
                IN_BROWSER,
                "-- --deny warnings",
            ],
        ))
    }),
    // As it is shipped: without what only the others need.
    ("clippy for the npm package", |workspace| {
        done(cargo(
            workspace,
            &[
                "clippy --locked --target wasm32-unknown-unknown --package dolfin-payment-onboarding",
                "--no-default-features --features element",
                "-- --deny warnings",
            ],
        ))
    }),
    ("documentation", |workspace| {
        done(cargo(workspace, &["doc --locked --no-deps --workspace"]).env(WARNINGS.0, WARNINGS.1))
    }),
    ("documentation for WebAssembly", |workspace| {
        done(cargo(workspace, &["doc --locked --no-deps", IN_BROWSER]).env(WARNINGS.0, WARNINGS.1))
    }),
];

pub const SUPPLY: &[Step] = &[
    ("licences and sources of the crates", supply::crates),
    ("advisories about the crates", supply::crate_advisories),
    ("advisories about the npm packages", supply::npm_advisories),
];

/// More than a plain `cargo test` of the core has time for.
const SCHEDULES: (&str, &str) = ("SCHEDULES", "1000000");

pub const NATIVE: &[Step] = &[("tests on this machine", |workspace| {
    done(cargo(workspace, &["test --locked --workspace"]).env(SCHEDULES.0, SCHEDULES.1))
})];

pub const BROWSER: &[Step] = &[("tests in Chromium", |workspace| {
    let driver = chromedriver_path(workspace).context("chromedriver is not installed")?;
    done(
        cargo(workspace, &["test --locked", IN_BROWSER])
            .env("CHROMEDRIVER", driver)
            .env_remove("GECKODRIVER"),
    )
})];

pub const FIREFOX: &[Step] = &[("tests in Firefox", |workspace| {
    let driver = geckodriver_path(workspace).context("geckodriver is not installed")?;
    // webdriver.json is for Chromium; the runner knows by itself how to hide Firefox.
    done(
        cargo(workspace, &["test --locked", IN_BROWSER])
            .env("GECKODRIVER", driver)
            .env_remove("CHROMEDRIVER")
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", "none"),
    )
})];

pub const CONTRACT: &[Step] = &[
    ("the sandbox server", build_sandbox),
    ("the sandbox keeps Dolfin's contract", |workspace| {
        let sh = &workspace.shell;
        let python = schemathesis_python(workspace);
        done(cmd!(sh, "{python} tests/contract/run.py").env("SANDBOX_BIN", workspace.sandbox()))
    }),
];

pub const DIST: &[Step] = &[
    ("the production build", |workspace| {
        holds(trunk::build(
            workspace,
            &workspace.production(),
            Edition::Production,
        ))
    }),
    ("the production build compiles in V8", |workspace| {
        holds(dist::compiles(workspace, &workspace.production()))
    }),
    (
        "the production build holds nothing forbidden",
        |workspace| holds(dist::holds_nothing_forbidden(&workspace.production())),
    ),
    ("the production build is within budget", |workspace| {
        holds(size::report(&workspace.production(), size::APP))
    }),
    ("each language is within budget", |workspace| {
        holds(size::languages(workspace))
    }),
];

pub const REPRODUCIBLE: &[Step] = &[(
    "another folder makes no difference to what is shipped",
    reproducible::same_elsewhere,
)];

pub const E2E: &[Step] = &[
    ("the build for the sandbox", |workspace| {
        build_sandbox(workspace)?;
        holds(trunk::build(
            workspace,
            &for_sandbox(workspace),
            Edition::Sandbox,
        ))
    }),
    ("the app in Chromium against the sandbox", |workspace| {
        let built = ("DIST", for_sandbox(workspace));
        holds(run_files(workspace, "tests/e2e", built))
    }),
];

pub const HOSTS: &[Step] = &[
    ("the npm package", |workspace| {
        build_sandbox(workspace)?;
        holds(package::make(workspace))
    }),
    ("the npm package is within budget", |workspace| {
        holds(size::report(&package::unpacked(workspace), size::ELEMENT))
    }),
    ("the hosts, each by its own tool", |workspace| {
        let sh = &workspace.shell;
        let (tarball, built) = (package::tarball(workspace), hosts(workspace));
        done(cmd!(sh, "node tests/hosts/build.mjs {tarball} {built}"))
    }),
    ("the Leptos host", |workspace| {
        let dist = hosts(workspace).join("leptos");
        holds(trunk::build_example(workspace, &dist, "examples/leptos"))
    }),
    ("the examples' proxies", |workspace| {
        done(cargo(workspace, &["build --locked --package proxy"]))
    }),
    ("the hosts in Chromium against the sandbox", |workspace| {
        let built = ("HOSTS_DIST", hosts(workspace));
        holds(run_files(workspace, "tests/hosts", built))
    }),
];

/// After `HOSTS`, which installs the package.
pub const HOST_IN_FIREFOX: &[Step] = &[("the element in Firefox", |workspace| {
    let sh = &workspace.shell;
    let firefox = firefox_path(workspace).context("Firefox is not installed")?;
    let test = "tests/hosts/firefox/journey.test.mjs";
    done(cmd!(sh, "node --test --test-reporter=spec {test}").env("FIREFOX", firefox))
})];

const WARNINGS: (&str, &str) = ("RUSTDOCFLAGS", "--deny warnings");

fn for_sandbox(workspace: &Workspace) -> PathBuf {
    workspace.target.join("e2e-dist")
}

fn hosts(workspace: &Workspace) -> PathBuf {
    workspace.target.join("hosts")
}

fn build_sandbox(workspace: &Workspace) -> Result<Verdict> {
    done(cargo(workspace, &["build --locked --package sandbox"]))
}

fn cargo<'a>(workspace: &'a Workspace, arguments: &[&str]) -> Cmd<'a> {
    let arguments = arguments.iter().flat_map(|some| some.split_whitespace());
    workspace.shell.cmd("cargo").args(arguments)
}

fn done(command: Cmd) -> Result<Verdict> {
    holds(command.run())
}

fn holds<E: Into<anyhow::Error>>(result: Result<(), E>) -> Result<Verdict> {
    result.map(|()| Verdict::Holds).map_err(Into::into)
}
