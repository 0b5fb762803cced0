//! Where everything is: the repository, cargo's target directory, and a shell that stands in the first.
//!
//! Decides where what is built lies, and which programs are found first.

use anyhow::{Context, Result};
use std::{
    env, iter,
    path::{Path, PathBuf},
};
use xshell::Shell;

/// The repository on this machine.
pub struct Workspace {
    /// The repository.
    pub root: PathBuf,
    /// Cargo's target directory, wherever the machine's configuration puts it.
    pub target: PathBuf,
    /// Runs commands in `root`, and finds what `tools` installs after all else that is on the PATH.
    pub shell: Shell,
}

impl Workspace {
    /// The workspace that this program was built from.
    ///
    /// # Errors
    /// It was not started as `cargo xtask`.
    pub fn find() -> Result<Self> {
        let manifest = env::var("CARGO_MANIFEST_DIR")
            .context("Run this as `cargo xtask`: cargo says where the project is.")?;
        let root = Path::new(&manifest)
            .parent()
            .context("The project's directory has no parent: run this as `cargo xtask`.")?
            .to_path_buf();
        // target/debug/xtask
        let target = env::current_exe()?
            .ancestors()
            .nth(2)
            .context("This program is not where cargo builds it: run it as `cargo xtask`.")?
            .to_path_buf();

        let shell = Shell::new()?;
        shell.change_dir(&root);
        let searched = env::var_os("PATH").unwrap_or_default();
        let cargo_home = env::var_os("CARGO_HOME")
            .map(PathBuf::from)
            .or_else(|| env::home_dir().map(|home| home.join(".cargo")));
        // npm's wasm-opt before the system's, which may be too old for what rustc emits.
        let path = iter::once(root.join("tests/e2e/node_modules/.bin"))
            .chain(env::split_paths(&searched))
            .chain(cargo_home.map(|home| home.join("bin")));
        shell.set_var("PATH", env::join_paths(path)?);
        Ok(Self {
            root,
            target,
            shell,
        })
    }

    /// The production build: where Trunk puts it without being told.
    pub fn production(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The sandbox server, once built: cargo puts it beside this program.
    pub fn sandbox(&self) -> PathBuf {
        self.target.join("debug/sandbox")
    }
}
