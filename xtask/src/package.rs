//! The npm package: built, checked, packed.
//!
//! What goes into it is decided in `npm/`. This makes the WebAssembly for it (feature `element`, without the app and its
//! router) and calls `npm/shrink.mjs`, which makes it smaller, and `npm/build.mjs`, which bundles, generates the
//! reference and computes the hashes.

use crate::{dist, shipped::as_shipped, tools, workspace::Workspace};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use xshell::cmd;

/// The version of every crate here, and of the package.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The files that a host's page loads; the others are for its tools and its tests.
pub const LOADED: [&str; 2] = ["index.js", "payment_account_bg.wasm"];

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
    let (target, out) = (&workspace.target, unpacked(workspace));
    let name = "payment-account-element";
    let build = cmd!(
        sh,
        "cargo build --quiet --locked --release --target wasm32-unknown-unknown --package dolfin-payment-onboarding
         --no-default-features --features element --bin {name} --target-dir {target}"
    );
    as_shipped(build).run()?;
    let built = target
        .join("wasm32-unknown-unknown/release")
        .join(name)
        .with_extension("wasm");
    cmd!(
        sh,
        "wasm-bindgen --target web --no-typescript --out-name payment_account --out-dir {made} {built}"
    )
    .run()?;
    let (glue, wasm) = (
        made.join("payment_account.js"),
        made.join("payment_account_bg.wasm"),
    );
    cmd!(sh, "node npm/shrink.mjs {glue} {wasm}").run()?;
    cmd!(sh, "node npm/build.mjs {made} {out} {VERSION}")
        .ignore_stdout()
        .run()?;
    check(workspace, &out)?;
    pack(workspace, &out)
}

/// Fails when it contains what no visitor may get, or WebAssembly that V8 does not compile.
fn check(workspace: &Workspace, out: &Path) -> Result<()> {
    dist::compiles(workspace, out)?;
    LOADED
        .iter()
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
