//! Pictures of every state of the component, on one page to be looked at.

use crate::{
    House, tools,
    trunk::{self, Edition},
};
use anyhow::{Context, Result};
use xshell::cmd;

/// Builds the app with its playground, and takes the pictures of `states`, or of all of them; or the references.
pub fn run(house: &House, states: &[String], references: bool) -> Result<()> {
    tools::ensure(house, tools::TO_BROWSE)?;
    let built = house.target.join("e2e-dist");
    trunk::build(house, &built, Edition::Sandbox)?;
    let chromium = tools::chromium_path(house).context("Chromium is not installed")?;
    let gallery = house.target.join("gallery");
    let sh = &house.shell;
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
