//! The browsers that tests run in: what each is made of, and how it is installed.
//!
//! Decides by what is there: a browser is the newest that the system has, as its visitors' are, and one that is older than
//! the component needs is as good as none. Of WebKit only Debian's packages say which version it is; elsewhere it counts
//! as new enough. Safari's engine is WebKitGTK's, which Debian keeps up to date. Debian 12 has no driver for Firefox, and the registries
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
use xshell::cmd;

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
            return self.is_new_enough(workspace);
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
        self.is_new_enough(workspace)
    }

    fn is_new_enough(self, workspace: &Workspace) -> Result<()> {
        let sh = &workspace.shell;
        let asked = match self {
            Self::Chromium => {
                chromium_path(workspace).map(|program| cmd!(sh, "{program} --version"))
            }
            Self::Firefox => firefox_path(workspace).map(|program| cmd!(sh, "{program} --version")),
            // MiniBrowser tells it only on a screen, and the driver not at all.
            Self::Webkit => {
                let version = "${Version}";
                let query = cmd!(
                    sh,
                    "dpkg-query --show --showformat {version} webkit2gtk-driver"
                );
                Some(query)
            }
        };
        let said = asked.and_then(|asked| asked.quiet().ignore_stderr().read().ok());
        said.map_or(Ok(()), |said| self.judge(&said))
    }

    /// # Errors
    /// What is said names a version that is too old.
    fn judge(self, said: &str) -> Result<()> {
        let (name, floor) = match self {
            Self::Chromium => ("Chromium", (111, 0)),
            Self::Firefox => ("Firefox", (113, 0)),
            // Safari 16.4 is of the same branch.
            Self::Webkit => ("WebKitGTK", (2, 40)),
        };
        let (major, minor) = floor;
        ensure!(
            version(said).is_none_or(|version| version >= floor),
            "{said} is too old: the component needs {name} {major}.{minor} or newer."
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

/// The first two numbers of the first word that begins with one.
fn version(said: &str) -> Option<(u32, u32)> {
    let word = said
        .split_whitespace()
        .find(|word| word.starts_with(|first: char| first.is_ascii_digit()))?;
    let mut numbers = word
        .split(|digit: char| !digit.is_ascii_digit())
        .map(|number| number.parse().unwrap_or_default());
    Some((numbers.next()?, numbers.next().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_older_than_the_floor_is_refused_in_a_sentence() {
        let judged =
            |browser: Browser, said: &str| browser.judge(said).map_err(|why| why.to_string());
        for (browser, said) in [
            (Browser::Chromium, "Chromium 111.0.5563.64 built on Debian"),
            (Browser::Chromium, "Google Chrome 156.0.8078.108"),
            (Browser::Firefox, "Mozilla Firefox 115.9.1esr"),
            (Browser::Webkit, "2.50.6-1~deb12u2"),
            (Browser::Webkit, "something else"),
        ] {
            assert_eq!(judged(browser, said), Ok(()), "{said}");
        }
        for (browser, said) in [
            (Browser::Chromium, "Chromium 110.0.5481.177"),
            (Browser::Firefox, "Mozilla Firefox 102.15.1esr"),
            (Browser::Webkit, "2.38.6-0+deb11u1"),
        ] {
            assert!(judged(browser, said).is_err(), "{said}");
        }
        assert_eq!(
            judged(Browser::Firefox, "Mozilla Firefox 102.0"),
            Err(
                "Mozilla Firefox 102.0 is too old: the component needs Firefox 113.0 or newer."
                    .to_owned()
            )
        );
    }
}
