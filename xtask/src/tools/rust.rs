//! Rust's side: the crates, the WebAssembly target, and the tools that cargo installs.

use crate::{
    progress::follow,
    shipped::{self, as_shipped},
    tools::path::on_path,
    workspace::Workspace,
};
use anyhow::{Context, Result, ensure};
use std::{fs, path::PathBuf};
use xshell::{Cmd, cmd};

/// The newest that the project's Rust can build: 0.22 wants rustc 1.96.
const TRUNK: &str = "0.21.14";
const CARGO_DENY: &str = "0.20.2";
const GECKODRIVER: &str = "0.37.1";
const MDBOOK: &str = "0.5.4";

pub fn compiler(workspace: &Workspace) -> Result<()> {
    ensure!(
        on_path(workspace, "cc").is_some(),
        "There is no C compiler (cc), which Rust needs for linking: install one (Debian: apt-get install build-essential)."
    );
    Ok(())
}

/// The crates in the lock file, so that no later step needs the network for them.
pub fn crates(workspace: &Workspace) -> Result<()> {
    fetch(workspace, "downloading the crates in Cargo.lock", |cargo| {
        cargo
    })
}

pub fn wasm_target(workspace: &Workspace) -> Result<()> {
    let sh = &workspace.shell;
    if sysroot(workspace)?
        .join("lib/rustlib/wasm32-unknown-unknown/lib")
        .is_dir()
    {
        return Ok(());
    }
    ensure!(
        on_path(workspace, "rustup").is_some(),
        "This Rust has no WebAssembly target and no rustup to add it with: install Rust by rustup (https://rustup.rs)."
    );
    follow(
        workspace,
        "adding Rust's WebAssembly target",
        cmd!(sh, "rustup target add wasm32-unknown-unknown"),
    )
}

/// What `shipped` compiles std from: its source, and the crates that it uses.
pub fn std_source(workspace: &Workspace) -> Result<()> {
    let sh = &workspace.shell;
    let rust = cmd!(sh, "rustc --version").quiet().read()?;
    ensure!(
        rust.starts_with(&["rustc ", shipped::RUST].concat()),
        "What is shipped is compiled by Rust {}x, and this is {rust}: `rustup override set {}0`.",
        shipped::RUST,
        shipped::RUST
    );
    if !sysroot(workspace)?
        .join("lib/rustlib/src/rust/library/std")
        .is_dir()
    {
        follow(
            workspace,
            "adding the source of Rust's std",
            cmd!(sh, "rustup component add rust-src"),
        )?;
    }
    fetch(
        workspace,
        "downloading the crates of Rust's std",
        as_shipped,
    )
}

pub fn format_and_clippy(workspace: &Workspace) -> Result<()> {
    let sh = &workspace.shell;
    let bin = sysroot(workspace)?.join("bin");
    if bin.join("rustfmt").is_file() && bin.join("cargo-clippy").is_file() {
        return Ok(());
    }
    follow(
        workspace,
        "adding rustfmt and clippy",
        cmd!(sh, "rustup component add rustfmt clippy"),
    )
}

/// Where the compiler and what belongs to it lie.
fn sysroot(workspace: &Workspace) -> Result<PathBuf> {
    let sh = &workspace.shell;
    Ok(cmd!(sh, "rustc --print sysroot").quiet().read()?.into())
}

pub fn wasm_bindgen(workspace: &Workspace) -> Result<()> {
    let lock = fs::read_to_string(workspace.root.join("Cargo.lock"))?;
    let wanted = locked_version(&lock, "wasm-bindgen")?;
    // Without its lock file: that one names a webpki-roots which the registry does not have.
    cargo_install(workspace, "wasm-bindgen", "wasm-bindgen-cli", &wanted, &[])
}

pub fn cargo_deny(workspace: &Workspace) -> Result<()> {
    cargo_install(
        workspace,
        "cargo-deny",
        "cargo-deny",
        CARGO_DENY,
        &["--locked"],
    )
}

pub fn trunk(workspace: &Workspace) -> Result<()> {
    cargo_install(workspace, "trunk", "trunk", TRUNK, &["--locked"])
}

pub fn geckodriver(workspace: &Workspace) -> Result<()> {
    cargo_install(
        workspace,
        "geckodriver",
        "geckodriver",
        GECKODRIVER,
        &["--locked"],
    )
}

pub fn mdbook(workspace: &Workspace) -> Result<()> {
    // Without what serves a book while it is written: half of what it is made of.
    let flags = ["--locked", "--no-default-features", "--features", "search"];
    cargo_install(workspace, "mdbook", "mdbook", MDBOOK, &flags)
}

/// Has cargo, called as it will be for building, download whatever it lacks.
fn fetch(workspace: &Workspace, doing: &str, called: fn(Cmd<'_>) -> Cmd<'_>) -> Result<()> {
    let sh = &workspace.shell;
    let fetch = |offline: Option<&str>| called(cmd!(sh, "cargo fetch --locked {offline...}"));
    if fetch(Some("--offline"))
        .quiet()
        .ignore_stdout()
        .ignore_stderr()
        .run()
        .is_ok()
    {
        return Ok(());
    }
    follow(workspace, doing, fetch(None))
}

fn cargo_install(
    workspace: &Workspace,
    program: &str,
    name: &str,
    wanted: &str,
    flags: &[&str],
) -> Result<()> {
    let sh = &workspace.shell;
    let is_there = || {
        let said = cmd!(sh, "{program} --version")
            .quiet()
            .ignore_stderr()
            .read();
        // mdBook says it with a v.
        let is_wanted = |version: &str| version.trim_start_matches('v') == wanted;
        said.is_ok_and(|said| said.split_whitespace().nth(1).is_some_and(is_wanted))
    };
    if is_there() {
        return Ok(());
    }
    // The tools' own release profiles link for minutes to save milliseconds at each run.
    let install = cmd!(sh, "cargo install {name} --version {wanted} {flags...}")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
    eprintln!("{name} {wanted} is built from source: that takes minutes, once.");
    follow(workspace, &format!("installing {name} {wanted}"), install)?;
    ensure!(
        is_there(),
        "Another {program} than {wanted} comes first on the PATH: remove it, or put cargo's bin directory before it."
    );
    Ok(())
}

/// The version of a crate that `Cargo.lock` pins.
fn locked_version(lock: &str, name: &str) -> Result<String> {
    let lock: toml::Table = lock.parse().context("Cargo.lock cannot be read")?;
    lock.get("package")
        .and_then(toml::Value::as_array)
        .into_iter()
        .flatten()
        .find(|package| package.get("name").and_then(toml::Value::as_str) == Some(name))
        .and_then(|package| package.get("version")?.as_str())
        .map(str::to_owned)
        .with_context(|| format!("Cargo.lock pins no {name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
version = 4
[[package]]
name = "wasm-bindgen-test"
version = "0.3.80"
[[package]]
name = "wasm-bindgen"
version = "0.2.130"
"#;

    #[test]
    fn the_wasm_bindgen_that_is_installed_is_the_one_that_is_locked() {
        assert_eq!(locked_version(LOCK, "wasm-bindgen").unwrap(), "0.2.130");
    }

    #[test]
    fn a_lock_file_without_the_crate_is_an_error_and_so_is_a_broken_one() {
        assert!(locked_version(LOCK, "trunk").is_err());
        assert!(locked_version("[[package", "wasm-bindgen").is_err());
    }

    #[test]
    fn the_lock_file_of_this_project_pins_wasm_bindgen() {
        assert!(locked_version(include_str!("../../../Cargo.lock"), "wasm-bindgen").is_ok());
    }
}
