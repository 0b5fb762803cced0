//! Pictures of every state of the component, on one page; and what tests compare pictures and texts with.
//!
//! Decides nothing about them: `tests/e2e` takes them.

use crate::{
    tools,
    trunk::{self, Edition},
    workspace::Workspace,
};
use anyhow::{Context, Result};
use xshell::cmd;

/// What is taken of the app.
#[derive(Clone, Copy)]
pub enum Take<'a> {
    /// Pictures of these states, or of all of them, to be looked at.
    Pictures(&'a [String]),
    /// The pictures that a test holds the main states to.
    References,
    /// The texts that tests hold the journeys and the accessibility trees to.
    Texts,
}

/// Builds the app with its playground, and takes what is wanted.
pub fn run(workspace: &Workspace, take: Take) -> Result<()> {
    tools::ensure(workspace, tools::TO_BROWSE)?;
    let built = workspace.target.join("e2e-dist");
    trunk::build(workspace, &built, Edition::Sandbox)?;
    let chromium = tools::path::chromium_path(workspace).context("Chromium is not installed")?;
    let gallery = workspace.target.join("gallery");
    let sh = &workspace.shell;
    let command = match take {
        Take::Pictures(states) => cmd!(sh, "node tests/e2e/gallery/pictures.mjs {states...}"),
        Take::References => cmd!(sh, "node --test tests/e2e/references.test.mjs").env("WRITE", "1"),
        Take::Texts => {
            cmd!(sh, "cargo build --locked --package sandbox").run()?;
            let (journeys, trees) = ("tests/e2e/journeys.test.mjs", "tests/e2e/trees.test.mjs");
            cmd!(sh, "node --test {journeys} {trees}")
                .env("WRITE", "1")
                .env("SANDBOX_BIN", workspace.sandbox())
        }
    };
    Ok(command
        .env("DIST", built)
        .env("GALLERY", gallery)
        .env("CHROMIUM", chromium)
        .run()?)
}
