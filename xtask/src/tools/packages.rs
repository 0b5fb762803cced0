//! Everything that is not Rust: npm's packages, Python's, and the system's.
//!
//! Decides which versions are enough. It installs the system's packages only as root and with apt; elsewhere it names
//! them.

use crate::{progress::follow, tools::path::on_path, workspace::Workspace};
use anyhow::{Result, bail, ensure};
use std::{fs, path::PathBuf};
use xshell::cmd;

/// What the tests' packages are written for.
const NODE: u32 = 20;

/// Installs what the lock file of `tests` names.
pub fn node_packages(workspace: &Workspace, tests: &str) -> Result<()> {
    let sh = &workspace.shell;
    let version = cmd!(sh, "node --version")
        .quiet()
        .ignore_stderr()
        .read()
        .unwrap_or_default();
    ensure!(
        node_major(&version) >= NODE && on_path(workspace, "npm").is_some(),
        "Node.js {NODE} or newer, with npm, is needed: install it from https://nodejs.org or your system's packages."
    );
    // npm would look at each package; a copy of the lock file it installed from says the same at once.
    let directory = workspace.root.join(tests);
    let lock = fs::read_to_string(directory.join("package-lock.json"))?;
    let installed = directory.join("node_modules/.installed-from");
    if fs::read_to_string(&installed).is_ok_and(|from| from == lock) {
        return Ok(());
    }
    follow(
        workspace,
        &format!("installing the npm packages of {tests}"),
        cmd!(sh, "npm ci --prefix {directory} --no-audit --no-fund"),
    )?;
    Ok(fs::write(installed, lock)?)
}

fn node_major(version: &str) -> u32 {
    version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|major| major.parse().ok())
        .unwrap_or_default()
}

/// The Python of the environment that holds Schemathesis.
pub fn schemathesis_python(workspace: &Workspace) -> PathBuf {
    workspace.target.join("schemathesis/bin/python")
}

/// What tests/contract pins, in an environment of its own: no Python of the machine is changed.
pub fn schemathesis(workspace: &Workspace) -> Result<()> {
    let sh = &workspace.shell;
    let wanted = workspace.root.join("tests/contract/requirements.txt");
    let pinned = fs::read_to_string(&wanted)?;
    let environment = workspace.target.join("schemathesis");
    let installed = environment.join("installed-from");
    if fs::read_to_string(&installed).is_ok_and(|from| from == pinned) {
        return Ok(());
    }
    let makes_environments = cmd!(sh, "python3 -c 'import ensurepip, venv'");
    if makes_environments.quiet().ignore_stderr().run().is_err() {
        system_packages(workspace, &["python3-venv"])?;
    }
    follow(
        workspace,
        "making a Python environment for Schemathesis",
        cmd!(sh, "python3 -m venv --clear {environment}"),
    )?;
    let python = schemathesis_python(workspace);
    follow(
        workspace,
        "installing Schemathesis",
        cmd!(
            sh,
            "{python} -m pip install --disable-pip-version-check --requirement {wanted}"
        ),
    )?;
    Ok(fs::write(installed, pinned)?)
}

/// Installs packages of the system's, as root and with apt.
///
/// # Errors
/// Names them where that cannot be.
pub fn system_packages(workspace: &Workspace, packages: &[&str]) -> Result<()> {
    let sh = &workspace.shell;
    let named = packages.join(" ");
    let is_root = cmd!(sh, "id -u").quiet().read().is_ok_and(|id| id == "0");
    if !is_root || on_path(workspace, "apt-get").is_none() {
        bail!(
            "Install these packages, and run this again: {named} (Debian: sudo apt-get install {named})."
        );
    }
    follow(
        workspace,
        "asking Debian for its list of packages",
        cmd!(sh, "apt-get update"),
    )?;
    follow(
        workspace,
        &format!("installing {named}"),
        cmd!(
            sh,
            "apt-get install --yes --no-install-recommends {packages...}"
        )
        .env("DEBIAN_FRONTEND", "noninteractive"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_says_its_version_with_a_v() {
        assert_eq!(node_major("v20.20.2\n"), 20);
        assert_eq!(node_major(""), 0);
        assert_eq!(node_major("v?"), 0);
    }
}
