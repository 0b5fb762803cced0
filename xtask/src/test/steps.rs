//! What each part of the tests runs, in order.

use super::{Step, chromium::run_files};
use crate::{
    dist, package, size, tools,
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

pub const NATIVE: &[Step] = &[("tests on this machine", |workspace| {
    done(cargo(workspace, &["test --locked --workspace"]))
})];

pub const BROWSER: &[Step] = &[("tests in Chromium", |workspace| {
    let driver =
        tools::path::chromedriver_path(workspace).context("chromedriver is not installed")?;
    done(
        cargo(workspace, &["test --locked", IN_BROWSER])
            .env("CHROMEDRIVER", driver)
            .env_remove("GECKODRIVER"),
    )
})];

pub const FIREFOX: &[Step] = &[("tests in Firefox", |workspace| {
    let driver =
        tools::path::geckodriver_path(workspace).context("geckodriver is not installed")?;
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
        let python = tools::packages::schemathesis_python(workspace);
        done(cmd!(sh, "{python} tests/contract/run.py").env("SANDBOX_BIN", workspace.sandbox()))
    }),
];

pub const DIST: &[Step] = &[
    ("the production build", |workspace| {
        trunk::build(workspace, &workspace.production(), Edition::Production)
    }),
    ("the production build compiles in V8", |workspace| {
        dist::compiles(workspace, &workspace.production())
    }),
    (
        "the production build holds nothing forbidden",
        |workspace| dist::holds_nothing_forbidden(&workspace.production()),
    ),
    ("the production build is within budget", |workspace| {
        size::report(&workspace.production(), size::APP)
    }),
    ("each language is within budget", size::languages),
];

pub const E2E: &[Step] = &[
    ("the build for the sandbox", |workspace| {
        build_sandbox(workspace)?;
        trunk::build(workspace, &for_sandbox(workspace), Edition::Sandbox)
    }),
    ("the app in Chromium against the sandbox", |workspace| {
        run_files(workspace, "tests/e2e", ("DIST", for_sandbox(workspace)))
    }),
];

pub const HOSTS: &[Step] = &[
    ("the npm package", |workspace| {
        build_sandbox(workspace)?;
        package::make(workspace)
    }),
    ("the npm package is within budget", |workspace| {
        size::report(&package::unpacked(workspace), size::ELEMENT)
    }),
    ("the hosts, each by its own tool", |workspace| {
        let sh = &workspace.shell;
        let (tarball, built) = (package::tarball(workspace), hosts(workspace));
        done(cmd!(sh, "node tests/hosts/build.mjs {tarball} {built}"))
    }),
    ("the Leptos host", |workspace| {
        trunk::build_example(
            workspace,
            &hosts(workspace).join("leptos"),
            "examples/leptos",
        )
    }),
    ("the hosts in Chromium against the sandbox", |workspace| {
        run_files(workspace, "tests/hosts", ("HOSTS_DIST", hosts(workspace)))
    }),
];

/// After `HOSTS`, which installs the package.
pub const HOST_IN_FIREFOX: &[Step] = &[("the element in Firefox", |workspace| {
    let sh = &workspace.shell;
    let firefox = tools::path::firefox_path(workspace).context("Firefox is not installed")?;
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

fn build_sandbox(workspace: &Workspace) -> Result<()> {
    done(cargo(workspace, &["build --locked --package sandbox"]))
}

fn cargo<'a>(workspace: &'a Workspace, arguments: &[&str]) -> Cmd<'a> {
    let arguments = arguments.iter().flat_map(|some| some.split_whitespace());
    workspace.shell.cmd("cargo").args(arguments)
}

fn done(command: Cmd) -> Result<()> {
    Ok(command.run()?)
}
