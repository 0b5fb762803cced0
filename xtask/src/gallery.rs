//! Pictures of every state of the component, on one page.
//!
//! Decides nothing about the pictures: `tests/e2e/gallery` takes them.

use crate::{
    tools,
    trunk::{self, Edition},
    workspace::Workspace,
};
use anyhow::{Context, Result};
use xshell::cmd;

/// Builds the app with its playground, and takes the pictures of `states`, or of all of them; or the references.
pub fn run(workspace: &Workspace, states: &[String], references: bool) -> Result<()> {
    tools::ensure(workspace, tools::TO_BROWSE)?;
    let built = workspace.target.join("e2e-dist");
    trunk::build(workspace, &built, Edition::Sandbox)?;
    let chromium = tools::path::chromium_path(workspace).context("Chromium is not installed")?;
    let gallery = workspace.target.join("gallery");
    let sh = &workspace.shell;
    let pictures = match references {
        true => cmd!(sh, "node --test tests/e2e/references.test.mjs").env("WRITE", "1"),
        false => cmd!(sh, "node tests/e2e/gallery/pictures.mjs {states...}"),
    };
    Ok(pictures
        .env("DIST", built)
        .env("GALLERY", gallery)
        .env("CHROMIUM", chromium)
        .run()?)
}
