//! What each part of the tests runs, in order.

use super::Step;
use crate::{
    House, dist, package, size, tools,
    trunk::{self, Edition},
};
use anyhow::{Context, Result, bail, ensure};
use std::{
    fs,
    io::{self, Write},
    iter::from_fn,
    path::PathBuf,
    process::Command,
    sync::Mutex,
    thread,
};
use xshell::{Cmd, cmd};

/// The one crate that runs in a browser, as the compiler is to see it there.
const IN_BROWSER: &str =
    "--target wasm32-unknown-unknown --package dolfin-payment-onboarding --all-features";

pub const LINT: &[Step] = &[
    ("format", |house| done(cargo(house, &["fmt --all --check"]))),
    ("clippy", |house| {
        done(cargo(
            house,
            &["clippy --locked --workspace --all-targets -- --deny warnings"],
        ))
    }),
    ("clippy for WebAssembly", |house| {
        done(cargo(
            house,
            &[
                "clippy --locked --all-targets",
                IN_BROWSER,
                "-- --deny warnings",
            ],
        ))
    }),
    // As it is shipped: without what only the others need.
    ("clippy for the npm package", |house| {
        done(cargo(
            house,
            &[
                "clippy --locked --target wasm32-unknown-unknown --package dolfin-payment-onboarding",
                "--no-default-features --features element",
                "-- --deny warnings",
            ],
        ))
    }),
    ("documentation", |house| {
        done(cargo(house, &["doc --locked --no-deps --workspace"]).env(WARNINGS.0, WARNINGS.1))
    }),
    ("documentation for WebAssembly", |house| {
        done(cargo(house, &["doc --locked --no-deps", IN_BROWSER]).env(WARNINGS.0, WARNINGS.1))
    }),
];

pub const NATIVE: &[Step] = &[("tests on this machine", |house| {
    done(cargo(house, &["test --locked --workspace"]))
})];

pub const BROWSER: &[Step] = &[("tests in Chromium", |house| {
    let driver = tools::chromedriver_path(house).context("chromedriver is not installed")?;
    done(
        cargo(house, &["test --locked", IN_BROWSER])
            .env("CHROMEDRIVER", driver)
            .env_remove("GECKODRIVER"),
    )
})];

pub const FIREFOX: &[Step] = &[("tests in Firefox", |house| {
    let driver = tools::geckodriver_path(house).context("geckodriver is not installed")?;
    // webdriver.json is for Chromium; the runner knows by itself how to hide Firefox.
    done(
        cargo(house, &["test --locked", IN_BROWSER])
            .env("GECKODRIVER", driver)
            .env_remove("CHROMEDRIVER")
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", "none"),
    )
})];

pub const CONTRACT: &[Step] = &[
    ("the sandbox server", build_sandbox),
    ("the sandbox keeps Dolfin's contract", |house| {
        let sh = &house.shell;
        let python = tools::schemathesis_python(house);
        done(cmd!(sh, "{python} tests/contract/run.py").env("SANDBOX_BIN", house.sandbox()))
    }),
];

pub const DIST: &[Step] = &[
    ("the production build", |house| {
        trunk::build(house, &house.production(), Edition::Production)
    }),
    ("the production build compiles in V8", |house| {
        dist::compiles(house, &house.production())
    }),
    ("the production build holds nothing forbidden", |house| {
        dist::holds_nothing_forbidden(&house.production())
    }),
    ("the production build is within budget", |house| {
        size::report(&house.production(), size::APP)
    }),
    ("each language is within budget", size::languages),
];

pub const E2E: &[Step] = &[
    ("the build for the sandbox", |house| {
        build_sandbox(house)?;
        trunk::build(house, &for_sandbox(house), Edition::Sandbox)
    }),
    ("the app in Chromium against the sandbox", |house| {
        in_chromium(house, "tests/e2e", ("DIST", for_sandbox(house)))
    }),
];

pub const HOSTS: &[Step] = &[
    ("the npm package", |house| {
        build_sandbox(house)?;
        package::make(house)
    }),
    ("the npm package is within budget", |house| {
        size::report(&package::unpacked(house), size::ELEMENT)
    }),
    ("the hosts, each by its own tool", |house| {
        let sh = &house.shell;
        let (tarball, built) = (package::tarball(house), hosts(house));
        done(cmd!(sh, "node tests/hosts/build.mjs {tarball} {built}"))
    }),
    ("the Leptos host", |house| {
        trunk::build_example(house, &hosts(house).join("leptos"), "examples/leptos")
    }),
    ("the hosts in Chromium against the sandbox", |house| {
        in_chromium(house, "tests/hosts", ("HOSTS_DIST", hosts(house)))
    }),
];

/// After `HOSTS`, which installs the package.
pub const HOST_IN_FIREFOX: &[Step] = &[("the element in Firefox", |house| {
    let sh = &house.shell;
    let firefox = tools::firefox_path(house).context("Firefox is not installed")?;
    let test = "tests/hosts/firefox/journey.test.mjs";
    done(cmd!(sh, "node --test --test-reporter=spec {test}").env("FIREFOX", firefox))
})];

const WARNINGS: (&str, &str) = ("RUSTDOCFLAGS", "--deny warnings");

fn for_sandbox(house: &House) -> PathBuf {
    house.target.join("e2e-dist")
}

fn hosts(house: &House) -> PathBuf {
    house.target.join("hosts")
}

fn build_sandbox(house: &House) -> Result<()> {
    done(cargo(house, &["build --locked --package sandbox"]))
}

/// Runs each file of tests in `directory`, two at a time: most of what they do is wait.
///
/// A real browser on a busy machine fails now and then for reasons of its own. A file that fails is run once more, by
/// itself and after the others, and that is said; one that fails twice fails the step. More than two are no accident.
fn in_chromium(house: &House, directory: &str, built: (&str, PathBuf)) -> Result<()> {
    let chromium = tools::chromium_path(house).context("Chromium is not installed")?;
    let (root, sandbox) = (&house.root, house.sandbox());
    let passes = |test: &PathBuf| {
        let output = Command::new("node")
            .args(["--test", "--test-reporter=spec"])
            .arg(test)
            .current_dir(root)
            .env("SANDBOX_BIN", &sandbox)
            .env(built.0, &built.1)
            .env("CHROMIUM", &chromium)
            .output();
        // In one piece, so that two files do not speak at once.
        output.is_ok_and(|output| {
            let told = [output.stdout, output.stderr].concat();
            io::stderr().write_all(&told).is_ok() && output.status.success()
        })
    };
    let tests = tests_in(house, directory)?;
    let waiting = Mutex::new(tests.iter());
    let next = || waiting.lock().ok()?.next();
    let some = || {
        from_fn(next)
            .filter(|test| !passes(test))
            .collect::<Vec<_>>()
    };
    let failed = thread::scope(|scope| {
        let other = scope.spawn(some);
        let own = some();
        other.join().map(|others| [own, others].concat())
    });
    let Ok(failed) = failed else {
        bail!("the tests in {directory} could not be run to their end.");
    };
    ensure!(failed.len() <= 2, "these failed: {failed:?}");
    for test in failed {
        eprintln!("\n== once more: {}", test.display());
        ensure!(passes(test), "{} failed twice.", test.display());
        eprintln!("== {} failed first and passed then", test.display());
    }
    Ok(())
}

fn tests_in(house: &House, directory: &str) -> Result<Vec<PathBuf>> {
    let mut tests = Vec::new();
    for entry in fs::read_dir(house.root.join(directory))? {
        tests.push(entry?.path());
    }
    tests.retain(|path| path.to_string_lossy().ends_with(".test.mjs"));
    tests.sort();
    ensure!(!tests.is_empty(), "{directory} holds no test.");
    Ok(tests)
}

fn cargo<'a>(house: &'a House, arguments: &[&str]) -> Cmd<'a> {
    let arguments = arguments.iter().flat_map(|some| some.split_whitespace());
    house.shell.cmd("cargo").args(arguments)
}

fn done(command: Cmd) -> Result<()> {
    Ok(command.run()?)
}
