//! What must be installed, and how.
//!
//! Each need is looked for first, in milliseconds, and fetched only where it is missing, at the version
//! pinned here or in a lock file. System packages are installed only as root on a system with apt;
//! elsewhere they are named, and we stop. Cargo's tools land where `cargo install` puts them, so that
//! `trunk serve` works by hand too.

mod packages;
mod rust;

use crate::House;
use anyhow::Result;
use std::{env, path::PathBuf};

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
    Chromium,
    Firefox,
    Schemathesis,
}

/// To serve the app while it is worked on.
pub const TO_SERVE: &[Need] = &[Need::WasmTarget, Need::WasmBindgen, Need::Trunk];

/// To build what is shipped: wasm-opt is one of the npm packages.
pub const TO_RELEASE: &[Need] = &[
    Need::WasmTarget,
    Need::StdSource,
    Need::WasmBindgen,
    Need::Trunk,
    Need::NodePackages,
];

/// To build the app with its playground, and to look at it.
pub const TO_BROWSE: &[Need] = &[
    Need::WasmTarget,
    Need::StdSource,
    Need::WasmBindgen,
    Need::Trunk,
    Need::NodePackages,
    Need::Chromium,
];

/// Installs whatever is missing of what compiling needs, and of `needs`.
pub fn ensure(house: &House, needs: &[Need]) -> Result<()> {
    rust::compiler(house)?;
    rust::crates(house)?;
    needs.iter().try_for_each(|need| match need {
        Need::WasmTarget => rust::wasm_target(house),
        Need::StdSource => rust::std_source(house),
        Need::FormatAndClippy => rust::format_and_clippy(house),
        Need::WasmBindgen => rust::wasm_bindgen(house),
        Need::Trunk => rust::trunk(house),
        Need::NodePackages => packages::node_packages(house, "tests/e2e"),
        Need::HostPackages => packages::node_packages(house, "tests/hosts"),
        Need::Chromium => packages::chromium(house),
        Need::Firefox => packages::firefox(house),
        Need::Schemathesis => packages::schemathesis(house),
    })
}

/// Debian's name, Ubuntu's, Google's; or wherever `CHROMIUM` points.
pub fn chromium_path(house: &House) -> Option<PathBuf> {
    find(
        house,
        "CHROMIUM",
        &["chromium", "chromium-browser", "google-chrome"],
    )
}

/// The driver that speaks WebDriver to Chromium; or wherever `CHROMEDRIVER` points.
pub fn chromedriver_path(house: &House) -> Option<PathBuf> {
    find(house, "CHROMEDRIVER", &["chromedriver"])
}

/// Firefox; or wherever `FIREFOX` points.
pub fn firefox_path(house: &House) -> Option<PathBuf> {
    find(house, "FIREFOX", &["firefox", "firefox-esr"])
}

/// The driver that speaks WebDriver to Firefox; or wherever `GECKODRIVER` points.
pub fn geckodriver_path(house: &House) -> Option<PathBuf> {
    find(house, "GECKODRIVER", &["geckodriver"])
}

/// The Python of the environment that holds Schemathesis.
pub fn schemathesis_python(house: &House) -> PathBuf {
    house.target.join("schemathesis/bin/python")
}

/// Where the environment says a program is, and if it does not, where the PATH has one of these names.
fn find(house: &House, variable: &str, names: &[&str]) -> Option<PathBuf> {
    match env::var_os(variable) {
        Some(given) => Some(PathBuf::from(given)).filter(|path| path.is_file()),
        None => names.iter().find_map(|name| on_path(house, name)),
    }
}

fn on_path(house: &House, name: &str) -> Option<PathBuf> {
    let path = house.shell.var_os("PATH")?;
    env::split_paths(&path)
        .map(|place| place.join(name))
        .find(|path| path.is_file())
}
