//! The npm package: built, looked through, packed.
//!
//! What goes into it is decided in `npm/`; this makes the WebAssembly for it (feature `element`, without the app and its
//! router) and calls `npm/shrink.mjs`, which makes it smaller, and `npm/build.mjs`, which bundles, generates the
//! reference and computes the hashes.

use crate::{House, dist, lean::lean, tools};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use xshell::cmd;

/// The version of every crate here, and of the package.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What a page of a host loads; the rest is for its tools and its tests.
pub const LOADED: [&str; 2] = ["index.js", "payment_account_bg.wasm"];

/// Where the package lies unpacked.
pub fn unpacked(house: &House) -> PathBuf {
    house.target.join("package/unpacked")
}

/// Where the tarball lies.
pub fn tarball(house: &House) -> PathBuf {
    let name = format!("dolfin-payment-onboarding-{VERSION}.tgz");
    house.target.join("package").join(name)
}

/// Makes the package, and says where it is.
pub fn run(house: &House) -> Result<()> {
    tools::ensure(house, tools::TO_RELEASE)?;
    make(house)?;
    println!("{}", tarball(house).display());
    Ok(())
}

/// Makes the package.
pub fn make(house: &House) -> Result<()> {
    let sh = &house.shell;
    let made = house.target.join("package/wasm");
    let (target, out) = (&house.target, unpacked(house));
    let name = "payment-account-element";
    let build = cmd!(
        sh,
        "cargo build --quiet --locked --release --target wasm32-unknown-unknown --package dolfin-payment-onboarding
         --no-default-features --features element --bin {name} --target-dir {target}"
    );
    lean(build).run()?;
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
    look_through(house, &out)?;
    pack(house, &out)
}

/// Nothing that no visitor may get, and WebAssembly that V8 takes.
fn look_through(house: &House, out: &Path) -> Result<()> {
    dist::compiles(house, out)?;
    LOADED
        .iter()
        .try_for_each(|file| dist::file_holds_nothing_forbidden(&out.join(file)))
}

fn pack(house: &House, out: &Path) -> Result<()> {
    let sh = &house.shell;
    let to = out.parent().context("the package has no place")?;
    cmd!(sh, "npm pack --silent {out} --pack-destination {to}")
        .ignore_stdout()
        .run()?;
    Ok(())
}
