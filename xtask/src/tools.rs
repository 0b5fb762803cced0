//! What must be installed, and how.
//!
//! Each need is looked for first, in milliseconds, and installed only if it is missing, at the version pinned here or
//! in a lock file. System packages are installed only as root on a system with apt; elsewhere they are named, and that
//! is the end. Cargo's tools are installed where `cargo install` puts them, so that `trunk serve` works by hand too.

pub mod browser;
pub mod packages;
pub mod path;
mod rust;

use crate::workspace::Workspace;
use anyhow::Result;
use browser::Browser;

/// Something that must be there before a step can run, besides what compiles at all.
#[derive(Clone, Copy)]
pub enum Need {
    WasmTarget,
    StdSource,
    FormatAndClippy,
    WasmBindgen,
    Trunk,
    NodePackages,
    HostPackages,
    /// For frameworks that take no Node.js as old as the other tests do.
    NewerNode,
    Chromium,
    Schemathesis,
    Mdbook,
}

/// What serving the app takes while it is worked on.
pub const TO_SERVE: &[Need] = &[Need::WasmTarget, Need::WasmBindgen, Need::Trunk];

/// What building what is shipped takes; wasm-opt is one of the npm packages.
pub const TO_RELEASE: &[Need] = &[
    Need::WasmTarget,
    Need::StdSource,
    Need::WasmBindgen,
    Need::Trunk,
    Need::NodePackages,
];

/// What building the app with its playground and looking at it takes.
pub const TO_BROWSE: &[Need] = &[
    Need::WasmTarget,
    Need::StdSource,
    Need::WasmBindgen,
    Need::Trunk,
    Need::NodePackages,
    Need::Chromium,
];

/// Installs whatever is missing of what compiling needs, and of `needs`.
///
/// # Errors
/// Something is missing and cannot be installed, in one sentence.
pub fn ensure(workspace: &Workspace, needs: &[Need]) -> Result<()> {
    rust::compiler(workspace)?;
    rust::crates(workspace)?;
    needs.iter().try_for_each(|need| match need {
        Need::WasmTarget => rust::wasm_target(workspace),
        Need::StdSource => rust::std_source(workspace),
        Need::FormatAndClippy => rust::format_and_clippy(workspace),
        Need::WasmBindgen => rust::wasm_bindgen(workspace),
        Need::Trunk => rust::trunk(workspace),
        Need::NodePackages => packages::node_packages(workspace, "tests/e2e"),
        Need::HostPackages => packages::node_packages(workspace, "tests/hosts"),
        Need::NewerNode => packages::node_packages(workspace, "tests/hosts/all"),
        Need::Chromium => ensure_browser(workspace, Browser::Chromium),
        Need::Schemathesis => packages::schemathesis(workspace),
        Need::Mdbook => rust::mdbook(workspace),
    })
}

/// Installs a browser and its driver, if one is missing. Only Chromium is a [`Need`], of what can be done in no other.
///
/// # Errors
/// Something is missing and cannot be installed.
pub fn ensure_browser(workspace: &Workspace, browser: Browser) -> Result<()> {
    browser.install(workspace)
}

/// Installs cargo-deny, if it is missing. It is no [`Need`]: without it, licences and advisories are not checked, and
/// everything else is.
///
/// # Errors
/// It is missing and cannot be installed.
pub fn ensure_cargo_deny(workspace: &Workspace) -> Result<()> {
    rust::cargo_deny(workspace)
}
