//! The npm package: built, checked, packed.
//!
//! What goes into it is decided in `npm/`. This makes the WebAssembly for it, without the app and its router: all of it
//! (feature `element`), without Stripe's form, and without an interface too. It calls `npm/shrink.mjs`, which makes it smaller, and `npm/build.mjs`, which bundles, generates the
//! reference and computes the hashes.

use crate::{dist, shipped::as_shipped, tools, workspace::Workspace};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use xshell::cmd;

/// The version of every crate here, and of the package.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The files that a host's page loads; the others are for its tools and its tests.
pub const LOADED: [&str; 2] = ["index.js", "payment_account_bg.wasm"];
/// The same of a page that shows the status alone.
pub const STATUS: [&str; 2] = ["status.js", "payment_status_bg.wasm"];
/// The same of a page that draws everything itself.
pub const HEADLESS: [&str; 2] = ["headless.js", "payment_headless_bg.wasm"];

/// Each WebAssembly of the package, with what of the crate is in it.
const EDITIONS: [(&str, &str); 3] = [
    ("payment_account", "element"),
    ("payment_status", "headless,view"),
    ("payment_headless", "headless"),
];

/// Where the unpacked package is.
pub fn unpacked(workspace: &Workspace) -> PathBuf {
    workspace.target.join("package/unpacked")
}

/// Where the tarball is.
pub fn tarball(workspace: &Workspace) -> PathBuf {
    let name = format!("dolfin-payment-onboarding-{VERSION}.tgz");
    workspace.target.join("package").join(name)
}

/// Makes the package, and says where it is.
pub fn run(workspace: &Workspace) -> Result<()> {
    tools::ensure(workspace, tools::TO_RELEASE)?;
    make(workspace)?;
    println!("{}", tarball(workspace).display());
    Ok(())
}

/// Makes the package.
pub fn make(workspace: &Workspace) -> Result<()> {
    let sh = &workspace.shell;
    let made = workspace.target.join("package/wasm");
    let out = unpacked(workspace);
    for (edition, features) in EDITIONS {
        compile(workspace, &made, edition, features)?;
    }
    cmd!(sh, "node npm/build.mjs {made} {out} {VERSION}")
        .ignore_stdout()
        .run()?;
    check(workspace, &out)?;
    pack(workspace, &out)
}

/// Makes the WebAssembly of that name, and its glue.
fn compile(workspace: &Workspace, made: &Path, edition: &str, features: &str) -> Result<()> {
    let sh = &workspace.shell;
    let target = &workspace.target;
    let name = "payment-account-element";
    let build = cmd!(
        sh,
        "cargo build --quiet --locked --release --target wasm32-unknown-unknown --package dolfin-payment-onboarding
         --no-default-features --features {features} --bin {name} --target-dir {target}"
    );
    as_shipped(build).run()?;
    let built = target
        .join("wasm32-unknown-unknown/release")
        .join(name)
        .with_extension("wasm");
    cmd!(
        sh,
        "wasm-bindgen --target web --no-typescript --out-name {edition} --out-dir {made} {built}"
    )
    .run()?;
    let glue = made.join(edition).with_extension("js");
    let wasm = made.join([edition, "_bg.wasm"].concat());
    cmd!(sh, "node npm/shrink.mjs {glue} {wasm}").run()?;
    Ok(())
}

/// Fails when it contains what no visitor may get, or WebAssembly that V8 does not compile.
fn check(workspace: &Workspace, out: &Path) -> Result<()> {
    dist::compiles(workspace, out)?;
    [LOADED, STATUS, HEADLESS]
        .iter()
        .flatten()
        .try_for_each(|file| dist::file_holds_nothing_forbidden(&out.join(file)))
}

fn pack(workspace: &Workspace, out: &Path) -> Result<()> {
    let sh = &workspace.shell;
    let to = out.parent().context("the package has no directory")?;
    cmd!(sh, "npm pack --silent {out} --pack-destination {to}")
        .ignore_stdout()
        .run()?;
    Ok(())
}
