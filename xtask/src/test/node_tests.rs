//! Runs the files of Node's tests that drive a real browser, two at a time: half of what they do is wait.
//!
//! Each file runs once, and one that fails fails the step. A test that fails now and then has a fault, or shows one.

use crate::{progress::human, tools::path, workspace::Workspace};
use anyhow::{Result, bail, ensure};
use std::{
    fs,
    io::{self, Write},
    iter::from_fn,
    path::{Path, PathBuf},
    process::Command,
    sync::Mutex,
    thread,
    time::{Duration, Instant},
};

/// Four at a time took a seventh less than two on two cores, and each had to wait for the processor that much longer.
const AT_ONCE: usize = 2;

/// What became of a file.
#[derive(Clone)]
struct Ran<'a> {
    file: &'a Path,
    passed: bool,
    time: Duration,
}

/// Runs each test file in `directory`, with `named` in its environment, and where the browsers and their drivers are.
///
/// # Errors
/// The names of those that failed; or there is no test.
pub fn run_files(workspace: &Workspace, directory: &str, named: &[(&str, PathBuf)]) -> Result<()> {
    let browsers = path::browsers(workspace);
    let (root, sandbox) = (&workspace.root, workspace.sandbox());
    let run = |file| {
        let started = Instant::now();
        let output = Command::new("node")
            .args(["--test", "--test-reporter=spec"])
            .arg(file)
            .current_dir(root)
            .env("SANDBOX_BIN", &sandbox)
            .envs(browsers.iter().map(|(name, path)| (name, path)))
            .envs(named.iter().map(|(name, value)| (name, value)))
            .output();
        // In one piece, so that the words of two files do not mix.
        let passed = output.is_ok_and(|output| {
            let said = [output.stdout, output.stderr].concat();
            io::stderr().write_all(&said).is_ok() && output.status.success()
        });
        let time = started.elapsed();
        Ran { file, passed, time }
    };
    let files = test_files(&root.join(directory))?;
    let waiting = Mutex::new(files.iter());
    let next = || waiting.lock().ok()?.next();
    let run_some = || from_fn(next).map(|file| run(file)).collect::<Vec<_>>();
    let ran = thread::scope(|scope| {
        let workers: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(run_some)).collect();
        let ran = workers.into_iter().map(|worker| worker.join().ok());
        ran.collect::<Option<Vec<_>>>()
    });
    let Some(ran) = ran else {
        bail!("The tests in {directory} could not be run to their end.");
    };
    report(ran.concat())
}

/// Prints how long each file took, the longest first.
fn report(mut ran: Vec<Ran>) -> Result<()> {
    ran.sort_by_key(|one| std::cmp::Reverse(one.time));
    let name = |file: &Path| file.file_name().unwrap_or_default().display().to_string();
    for Ran { file, passed, time } in &ran {
        let failed = if *passed { "" } else { "  FAILED" };
        eprintln!("{:>8}  {}{failed}", human(*time), name(file));
    }
    let failed = ran.iter().filter(|one| !one.passed);
    let failed: Vec<_> = failed.map(|one| name(one.file)).collect();
    ensure!(failed.is_empty(), "These failed: {}.", failed.join(", "));
    Ok(())
}

fn test_files(directory: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(directory)? {
        files.push(entry?.path());
    }
    files.retain(|path| path.to_string_lossy().ends_with(".test.mjs"));
    files.sort();
    ensure!(!files.is_empty(), "{} holds no test.", directory.display());
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_file_that_failed_fails_the_step_and_is_named() {
        let ran = |name, passed| Ran {
            file: Path::new(name),
            passed,
            time: Duration::ZERO,
        };
        assert!(report(vec![ran("a.test.mjs", true)]).is_ok());
        let failure = report(vec![ran("a.test.mjs", true), ran("b.test.mjs", false)]);
        assert_eq!(
            failure.unwrap_err().to_string(),
            "These failed: b.test.mjs."
        );
    }
}
