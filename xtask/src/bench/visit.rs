//! `cargo xtask bench visit`: a first and a return visit of the standalone app and of the custom element in plain HTML,
//! in turns with the same job in React.
//!
//! Decides what is built for it. `benches/visit` opens the pages and makes the table, and `benches/peer-react` is the
//! other one.

use crate::{package, tools, trunk, workspace::Workspace};
use anyhow::{Context, Result};
use xshell::cmd;

/// Prints the table; each page is opened `reps` times a case.
///
/// # Errors
/// Something is missing or does not build, or a page never stands.
pub fn run(workspace: &Workspace, reps: u32) -> Result<()> {
    tools::ensure(workspace, tools::TO_BROWSE)?;
    tools::packages::node_packages(workspace, "benches/peer-react")?;
    let (sh, app, element) = (
        &workspace.shell,
        workspace.production(),
        package::unpacked(workspace),
    );
    trunk::build(workspace, &app, trunk::Edition::Production)?;
    package::make(workspace)?;
    let peer = workspace.target.join("bench/peer-react");
    cmd!(sh, "node benches/peer-react/build.mjs {peer}").run()?;
    let chromium = tools::path::chromium_path(workspace).context("Chromium is not installed")?;
    let reps = reps.to_string();
    let measure = cmd!(
        sh,
        "node benches/visit/main.mjs --reps {reps} react={peer} app={app} element={element}"
    );
    Ok(measure.env("CHROMIUM", chromium).run()?)
}
