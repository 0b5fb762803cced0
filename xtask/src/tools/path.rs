//! Where the programs are that this uses: where the environment says, else where the PATH has them.
//!
//! Decides only by a file being there; whether it works shows when it is run.

use crate::workspace::Workspace;
use std::{env, path::PathBuf};

/// Chromium under Debian's name, Ubuntu's or Google's; or wherever `CHROMIUM` points.
pub fn chromium_path(workspace: &Workspace) -> Option<PathBuf> {
    find(
        workspace,
        "CHROMIUM",
        &["chromium", "chromium-browser", "google-chrome"],
    )
}

/// The driver that speaks WebDriver to Chromium; or wherever `CHROMEDRIVER` points.
pub fn chromedriver_path(workspace: &Workspace) -> Option<PathBuf> {
    find(workspace, "CHROMEDRIVER", &["chromedriver"])
}

/// Firefox; or wherever `FIREFOX` points.
pub fn firefox_path(workspace: &Workspace) -> Option<PathBuf> {
    find(workspace, "FIREFOX", &["firefox", "firefox-esr"])
}

/// The driver that speaks WebDriver to Firefox; or wherever `GECKODRIVER` points.
pub fn geckodriver_path(workspace: &Workspace) -> Option<PathBuf> {
    find(workspace, "GECKODRIVER", &["geckodriver"])
}

/// The driver that speaks WebDriver to WebKitGTK's browser; or wherever `WEBKITDRIVER` points.
pub fn webkitdriver_path(workspace: &Workspace) -> Option<PathBuf> {
    find(workspace, "WEBKITDRIVER", &["WebKitWebDriver"])
}

/// All browsers and drivers that are there, by the names that tests know them by.
pub fn browsers(workspace: &Workspace) -> Vec<(&'static str, PathBuf)> {
    let all = [
        ("CHROMIUM", chromium_path(workspace)),
        ("CHROMEDRIVER", chromedriver_path(workspace)),
        ("FIREFOX", firefox_path(workspace)),
        ("GECKODRIVER", geckodriver_path(workspace)),
        ("WEBKITDRIVER", webkitdriver_path(workspace)),
    ];
    let there = all
        .into_iter()
        .filter_map(|(name, path)| Some((name, path?)));
    there.collect()
}

/// Where the environment says a program is, and if it does not, where the PATH has one of these names.
fn find(workspace: &Workspace, variable: &str, names: &[&str]) -> Option<PathBuf> {
    match env::var_os(variable) {
        Some(given) => Some(PathBuf::from(given)).filter(|path| path.is_file()),
        None => names.iter().find_map(|name| on_path(workspace, name)),
    }
}

/// Where the PATH has a program.
pub fn on_path(workspace: &Workspace, name: &str) -> Option<PathBuf> {
    let path = workspace.shell.var_os("PATH")?;
    env::split_paths(&path)
        .map(|place| place.join(name))
        .find(|path| path.is_file())
}
