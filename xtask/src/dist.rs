//! What a production build must and must not contain.
//!
//! Decides by the bytes of the files, not by how they were made.

use crate::workspace::Workspace;
use anyhow::{Context, Result, anyhow, bail};
use std::{
    fs,
    path::{Path, PathBuf},
};
use xshell::cmd;

/// What shows a secret, a way to send one, a script other than Stripe's, a way to run a text that a strict policy refuses
/// (X25), or the machine that compiled it.
const FORBIDDEN: [&str; 12] = [
    "x-dolfin-api-key",
    "dol_live_",
    "dol_test_",
    "sk_live_",
    "sk_test_",
    "rk_live_",
    "rk_test_",
    "/sandbox/",
    "new function(",
    "eval(",
    "/registry/src/",
    "/rustlib/src/",
];

/// Compiles each .wasm in V8: wasm-opt can succeed and write what no browser loads.
const COMPILE: &str = "
    for (const file of process.argv.slice(1))
        await WebAssembly.compile(await import('node:fs/promises').then(fs => fs.readFile(file)));
";

/// Every file under `dist`, sorted.
pub fn files(dist: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut directories = vec![dist.to_path_buf()];
    while let Some(directory) = directories.pop() {
        let entries = fs::read_dir(&directory)
            .with_context(|| format!("{} cannot be read", directory.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                directories.push(path)
            } else {
                found.push(path)
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Fails when a file contains a string that no visitor may get.
pub fn holds_nothing_forbidden(dist: &Path) -> Result<()> {
    files(dist)?
        .iter()
        .try_for_each(|file| file_holds_nothing_forbidden(file))
}

/// The same for one file.
pub fn file_holds_nothing_forbidden(file: &Path) -> Result<()> {
    if let Some(found) = forbidden(&fs::read(file)?) {
        bail!(
            "{} contains \"{found}\", which no visitor may get.",
            file.display()
        );
    }
    Ok(())
}

/// Fails when there is no WebAssembly, or one that V8 does not compile.
pub fn compiles(workspace: &Workspace, dist: &Path) -> Result<()> {
    let sh = &workspace.shell;
    let mut modules = files(dist)?;
    modules.retain(|file| {
        file.extension()
            .is_some_and(|extension| extension == "wasm")
    });
    if modules.is_empty() {
        bail!("{} contains no WebAssembly.", dist.display());
    }
    cmd!(sh, "node --input-type=module --eval {COMPILE} {modules...}")
        .quiet()
        .run()
        .map_err(|_| anyhow!("V8 does not compile what was built; the reason stands above."))
}

fn forbidden(bytes: &[u8]) -> Option<&'static str> {
    FORBIDDEN.into_iter().find(|string| {
        bytes
            .windows(string.len())
            .any(|window| window.eq_ignore_ascii_case(string.as_bytes()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn x06_x25_x32_a_secret_is_found_anywhere_in_a_file() {
        assert_eq!(
            forbidden(b"\0asm\x01 X-Dolfin-Api-Key"),
            Some("x-dolfin-api-key")
        );
        assert_eq!(forbidden(b"const k='sk_live_51'"), Some("sk_live_"));
        assert_eq!(forbidden(b"return new Function(t)"), Some("new function("));
        assert_eq!(forbidden(b"(0,eval)(t);eval(t)"), Some("eval("));
    }

    #[test]
    fn a_publishable_key_and_ordinary_words_are_not_secrets() {
        assert_eq!(forbidden(b"pk_live_51 risk_test task_live sk_ rk_"), None);
    }
}
