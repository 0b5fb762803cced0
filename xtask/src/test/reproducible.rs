//! Whether what is shipped is the same, byte for byte, wherever it is built.
//!
//! Builds the standalone app and the npm package in this folder and in a copy of it elsewhere, each with a target
//! directory of its own, and compares every file of both. So no path, no time and no order of a directory is in them.
//!
//! Limits: one machine, one Rust, one npm. Takes as long as two builds from nothing, so it runs only where it is asked for.

use super::chain::Verdict;
use crate::{
    dist, package,
    trunk::{self, Edition},
    workspace::Workspace,
};
use anyhow::{Context, Result, ensure};
use std::{
    collections::BTreeMap,
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
};
use xshell::{Shell, cmd};

/// The folder that npm's tools are in; a build needs them and does not change them.
const TOOLS: &str = "tests/e2e/node_modules";

/// Fails where a file is different, or is in one of the two alone.
pub fn same_elsewhere(workspace: &Workspace) -> Result<Verdict> {
    let base = workspace.target.join("reproducible");
    if base.exists() {
        fs::remove_dir_all(&base)?;
    }
    let [here, there] = ["here", "in/another folder"].map(|name| base.join(name));
    let here = shipped(&copied(workspace, &here)?)?;
    let there = shipped(&copied(workspace, &there)?)?;
    let differing = differing(&here, &there);
    ensure!(
        differing.is_empty(),
        "Built in another folder, these are different: {}.",
        differing.join(", ")
    );
    eprintln!("{} files are the same.", here.len());
    Ok(Verdict::Holds)
}

/// What is in the repository, as it stands, in `root`.
fn copied(workspace: &Workspace, root: &Path) -> Result<Workspace> {
    let sh = &workspace.shell;
    let listed = cmd!(sh, "git ls-files --cached --others --exclude-standard")
        .quiet()
        .read()?;
    for file in listed.lines() {
        let (from, to) = (workspace.root.join(file), root.join(file));
        // One that was deleted is still in the index.
        if from.is_file() {
            fs::create_dir_all(to.parent().context("a file in no directory")?)?;
            fs::copy(&from, &to)?;
        }
    }
    symlink(workspace.root.join(TOOLS), root.join(TOOLS))?;
    let shell = Shell::new()?;
    shell.change_dir(root);
    let target = root.join("target");
    shell.set_var("CARGO_TARGET_DIR", &target);
    shell.set_var("PATH", workspace.shell.var("PATH")?);
    Ok(Workspace {
        root: root.to_path_buf(),
        target,
        shell,
    })
}

/// Builds both, and answers every file with its bytes.
fn shipped(workspace: &Workspace) -> Result<BTreeMap<PathBuf, Vec<u8>>> {
    trunk::build(workspace, &workspace.production(), Edition::Production)?;
    package::make(workspace)?;
    let mut files = BTreeMap::new();
    for built in [workspace.production(), package::unpacked(workspace)] {
        for file in dist::files(&built)? {
            let bytes = fs::read(&file)?;
            files.insert(file.strip_prefix(&workspace.root)?.to_path_buf(), bytes);
        }
    }
    Ok(files)
}

fn differing(here: &BTreeMap<PathBuf, Vec<u8>>, there: &BTreeMap<PathBuf, Vec<u8>>) -> Vec<String> {
    let mut names: Vec<_> = here.keys().chain(there.keys()).collect();
    names.sort();
    names.dedup();
    names.retain(|name| here.get(*name) != there.get(*name));
    names
        .iter()
        .map(|name| name.display().to_string())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_differs_or_is_missing_is_named() {
        let files = |files: &[(&str, &str)]| -> BTreeMap<_, _> {
            let owned = files.iter();
            owned
                .map(|(name, bytes)| (PathBuf::from(name), bytes.as_bytes().to_vec()))
                .collect()
        };
        let here = files(&[("a", "1"), ("b", "1"), ("c", "1")]);
        let there = files(&[("a", "1"), ("b", "2"), ("d", "1")]);
        assert_eq!(differing(&here, &there), ["b", "c", "d"]);
        assert!(differing(&here, &here).is_empty());
    }
}
