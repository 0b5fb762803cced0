//! What each part of the tests runs, in order.

use super::{
    chain::{Step, Verdict},
    in_engine,
    node_tests::run_files,
    reproducible, supply,
};
use crate::{
    dist, package, size,
    tools::{browser::Browser, packages::schemathesis_python},
    trunk::{self, Edition},
    workspace::Workspace,
};
use anyhow::Result;
use std::path::PathBuf;
use xshell::{Cmd, cmd};

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
                in_engine::CRATE,
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
    (
        "clippy for the npm package with the least in it",
        |workspace| {
            done(cargo(
                workspace,
                &[
                    "clippy --locked --target wasm32-unknown-unknown --package dolfin-payment-onboarding",
                    "--no-default-features --features headless",
                    "-- --deny warnings",
                ],
            ))
        },
    ),
    ("documentation", |workspace| {
        done(cargo(workspace, &["doc --locked --no-deps --workspace"]).env(WARNINGS.0, WARNINGS.1))
    }),
    ("documentation for WebAssembly", |workspace| {
        done(
            cargo(workspace, &["doc --locked --no-deps", in_engine::CRATE])
                .env(WARNINGS.0, WARNINGS.1),
        )
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

pub const CONTRACT: Step = ("the sandbox keeps Dolfin's contract", |workspace| {
    let sh = &workspace.shell;
    let python = schemathesis_python(workspace);
    done(cmd!(sh, "{python} tests/contract/run.py").env("SANDBOX_BIN", workspace.sandbox()))
});

pub const SANDBOX: Step = ("the sandbox server", build_sandbox);

pub const PRODUCTION: Step = ("the production build", |workspace| {
    holds(trunk::build(
        workspace,
        &workspace.production(),
        Edition::Production,
    ))
});

pub const OF_PRODUCTION: &[Step] = &[
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

pub const REPRODUCIBLE: Step = (
    "another folder makes no difference to what is shipped",
    reproducible::same_elsewhere,
);

pub const FOR_SANDBOX: Step = ("the build for the sandbox", |workspace| {
    build_sandbox(workspace)?;
    holds(trunk::build(
        workspace,
        &for_sandbox(workspace),
        Edition::Sandbox,
    ))
});

pub const APP: Step = ("the app in Chromium against the sandbox", |workspace| {
    let built = ("DIST", for_sandbox(workspace));
    holds(run_files(workspace, "tests/e2e", &[built]))
});

pub const MAKE_HOSTS: &[Step] = &[
    ("the npm package", |workspace| {
        build_sandbox(workspace)?;
        holds(package::make(workspace))
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
];

pub const PACKAGE_SIZE: Step = ("the npm package is within budget", |workspace| {
    holds(size::package(&package::unpacked(workspace)))
});

pub const HOSTS: Step = ("the hosts in Chromium against the sandbox", |workspace| {
    let built = ("HOSTS_DIST", hosts(workspace));
    holds(run_files(workspace, "tests/hosts", &[built]))
});

pub const FRAMEWORKS: Step = (
    "the frameworks in Chromium against the sandbox",
    |workspace| {
        let projects = ("HOSTS_ALL", workspace.target.join("hosts-all"));
        holds(run_files(workspace, "tests/hosts/all", &[projects]))
    },
);

/// wasm-bindgen-test.
pub fn in_browser(browser: Browser) -> Step {
    match browser {
        Browser::Chromium => ("tests in Chromium", |workspace| {
            in_engine::wasm(workspace, Browser::Chromium)
        }),
        Browser::Firefox => ("tests in Firefox", |workspace| {
            in_engine::wasm(workspace, Browser::Firefox)
        }),
        Browser::Webkit => ("tests in WebKit", |workspace| {
            in_engine::wasm(workspace, Browser::Webkit)
        }),
    }
}

/// What a person does in the app, the same in each.
pub fn journeys(browser: Browser) -> Step {
    match browser {
        Browser::Chromium => ("journeys in Chromium", |workspace| {
            journeys_in(workspace, Browser::Chromium)
        }),
        Browser::Firefox => ("journeys in Firefox", |workspace| {
            journeys_in(workspace, Browser::Firefox)
        }),
        Browser::Webkit => ("journeys in WebKit", |workspace| {
            journeys_in(workspace, Browser::Webkit)
        }),
    }
}

fn journeys_in(workspace: &Workspace, browser: Browser) -> Result<Verdict> {
    let built = ("DIST", for_sandbox(workspace));
    in_engine::files(workspace, browser, "tests/engines/app", Some(built))
}

pub const TOGETHER: Step = ("the three browsers draw alike", |workspace| {
    let built = ("DIST", for_sandbox(workspace));
    in_engine::together(workspace, "tests/engines/together", built)
});

/// The npm package in a page.
pub fn element(browser: Browser) -> Step {
    match browser {
        Browser::Chromium => ("the element in Chromium", |workspace| {
            in_engine::files(workspace, Browser::Chromium, "tests/engines/element", None)
        }),
        Browser::Firefox => ("the element in Firefox", |workspace| {
            in_engine::files(workspace, Browser::Firefox, "tests/engines/element", None)
        }),
        Browser::Webkit => ("the element in WebKit", |workspace| {
            in_engine::files(workspace, Browser::Webkit, "tests/engines/element", None)
        }),
    }
}

const WARNINGS: (&str, &str) = ("RUSTDOCFLAGS", "--deny warnings");

/// The app that may load the sandbox's stand-in for Connect.js.
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
