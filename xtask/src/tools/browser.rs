//! The browsers that tests run in: what each is made of, and how it is installed.
//!
//! Decides by what is there, of whatever version: a browser is the newest that the system has, as its visitors' are.
//! Safari's engine is WebKitGTK's, which Debian keeps up to date. Debian 12 has no driver for Firefox, and the registries
//! have none that Mozilla has built; so cargo builds Mozilla's, once, in a minute or two.

use crate::{
    tools::{
        packages::system_packages,
        path::{
            chromedriver_path, chromium_path, firefox_path, geckodriver_path, on_path,
            webkitdriver_path,
        },
        rust,
    },
    workspace::Workspace,
};
use anyhow::{Result, ensure};
use clap::ValueEnum;
use std::path::PathBuf;

#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub enum Browser {
    Chromium,
    Firefox,
    /// Safari's engine, as WebKitGTK has it.
    Webkit,
}

impl Browser {
    /// As the tests are told it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    /// What speaks WebDriver to it.
    pub fn driver(self, workspace: &Workspace) -> Option<PathBuf> {
        match self {
            Self::Chromium => chromedriver_path(workspace),
            Self::Firefox => geckodriver_path(workspace),
            Self::Webkit => webkitdriver_path(workspace),
        }
    }

    /// Installs what is missing of it and its driver.
    ///
    /// # Errors
    /// It cannot be installed here.
    pub fn install(self, workspace: &Workspace) -> Result<()> {
        if self.is_there(workspace) {
            return Ok(());
        }
        match self {
            Self::Chromium => system_packages(workspace, &["chromium", "chromium-driver"])?,
            Self::Firefox => {
                if firefox_path(workspace).is_none() {
                    system_packages(workspace, &["firefox-esr"])?;
                }
                if geckodriver_path(workspace).is_none() {
                    rust::geckodriver(workspace)?;
                }
            }
            Self::Webkit => system_packages(workspace, &["webkit2gtk-driver", "xvfb", "xauth"])?,
        }
        ensure!(
            self.is_there(workspace),
            "{} or its driver is still not found: set {} to where they are.",
            self.name(),
            match self {
                Self::Chromium => "CHROMIUM and CHROMEDRIVER",
                Self::Firefox => "FIREFOX and GECKODRIVER",
                Self::Webkit => "WEBKITDRIVER",
            }
        );
        Ok(())
    }

    fn is_there(self, workspace: &Workspace) -> bool {
        let is_there = match self {
            Self::Chromium => chromium_path(workspace).is_some(),
            Self::Firefox => firefox_path(workspace).is_some(),
            // The driver comes with its browser; both need a screen.
            Self::Webkit => on_path(workspace, "xvfb-run").is_some(),
        };
        is_there && self.driver(workspace).is_some()
    }
}
