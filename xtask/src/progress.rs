//! Long steps that a person can follow, and that fail in one sentence.
//!
//! What an installer prints goes to a file under `target/xtask`, not to the terminal. The terminal shows what is being
//! done, every so often how far it is, and, if it fails, the likeliest reason. Compiling our own code is not run like
//! this: there cargo's own output is what one wants to read.

use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::{
    fs,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// How long a terminal stays silent before a person wonders.
const PATIENCE: Duration = Duration::from_secs(20);

/// Runs `command`, which does what `doing` says ("installing trunk 0.21.14").
pub fn follow(workspace: &Workspace, doing: &str, command: impl Into<Command>) -> Result<()> {
    let mut command = command.into();
    let name: String = doing
        .chars()
        .map(|character| {
            if character.is_ascii_alphanumeric() {
                character
            } else {
                '-'
            }
        })
        .collect();
    let log = workspace
        .target
        .join("xtask")
        .join(name)
        .with_extension("log");
    fs::create_dir_all(workspace.target.join("xtask"))?;
    let file = fs::File::create(&log)?;

    eprintln!("{}.", capitalised(doing));
    let started = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(file.try_clone()?)
        .stderr(file)
        .spawn()
        .with_context(|| format!("{} is not installed", command.get_program().display()))?;
    let mut reported = started;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if reported.elapsed() >= PATIENCE {
            reported = Instant::now();
            let said = fs::read_to_string(&log).unwrap_or_default();
            eprintln!("  still {doing}: {}", so_far(&said, started.elapsed()));
        }
        thread::sleep(Duration::from_millis(50));
    };
    if !status.success() {
        let said = fs::read_to_string(&log).unwrap_or_default();
        bail!(
            "{} failed: {} What it printed is in {}.",
            capitalised(doing),
            reason(&said),
            log.display()
        );
    }
    Ok(())
}

/// Seconds and minutes as a person writes them.
pub fn human(time: Duration) -> String {
    match time.as_secs() {
        0..10 => format!("{:.1} s", time.as_secs_f32()),
        seconds @ 10..60 => format!("{seconds} s"),
        seconds => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

/// Cargo names each crate as it starts on it; other installers are only timed.
fn so_far(said: &str, time: Duration) -> String {
    let compiled = said
        .lines()
        .filter(|line| line.trim_start().starts_with("Compiling "))
        .count();
    match compiled {
        0 => format!("{} so far.", human(time)),
        crates => format!("{crates} crates, {} so far.", human(time)),
    }
}

/// The reason that the output of a failed installer points to, with what to do.
fn reason(said: &str) -> String {
    const NO_NETWORK: [&str; 8] = [
        "Could not resolve host",
        "Couldn't resolve host",
        "Could not connect",
        "Couldn't connect",
        "Temporary failure resolving",
        "error sending request",
        "EAI_AGAIN",
        "network request to",
    ];
    const NO_COMPILER: [&str; 3] = [
        "linker `cc` not found",
        "failed to find tool \"cc\"",
        "failed to find tool \"gcc\"",
    ];
    let mentions = |strings: &[&str]| strings.iter().any(|string| said.contains(string));
    if mentions(&NO_NETWORK) {
        return "no network reaches the package registry; connect, and run this again.".to_owned();
    }
    if mentions(&NO_COMPILER) {
        return "there is no C compiler; install one (Debian: apt-get install build-essential)."
            .to_owned();
    }
    if said.contains("No space left on device") {
        return "the disk is full; free some space, and run this again.".to_owned();
    }
    said.lines()
        .find(|line| line.to_ascii_lowercase().contains("error"))
        .or_else(|| said.lines().rfind(|line| !line.trim().is_empty()))
        .map_or_else(
            || "it did not say why.".to_owned(),
            |line| format!("\"{}\".", line.trim()),
        )
}

fn capitalised(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_network_is_told_from_a_missing_compiler() {
        assert!(
            reason("warning: spurious\n[6] Could not resolve host: index.example.org")
                .contains("no network")
        );
        assert!(reason("error: linker `cc` not found\n  |").contains("no C compiler"));
    }

    #[test]
    fn any_other_failure_is_quoted_by_its_first_error() {
        assert_eq!(
            reason("Compiling a\nerror[E0277]: no\nerror: could not compile\n"),
            "\"error[E0277]: no\"."
        );
        assert_eq!(reason("one\nlast\n\n"), "\"last\".");
        assert_eq!(reason(""), "it did not say why.");
    }

    #[test]
    fn progress_counts_crates() {
        assert_eq!(
            so_far(
                "  Compiling a v1\n   Compiling b v2\n",
                Duration::from_secs(75)
            ),
            "2 crates, 1 min 15 s so far."
        );
        assert_eq!(so_far("npm", Duration::from_secs(20)), "20 s so far.");
    }
}
