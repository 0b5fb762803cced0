//! Children that end with this program, however it ends.
//!
//! Each holds one end of a pipe, which closes when the handle is dropped and also when this process is killed. A program
//! that knows the convention (the sandbox, `--with-stdin`) is started as it is. Any other runs under a shell that waits
//! on the pipe in its place and then ends the whole process group, because Trunk does not end its cargo and rustc.

use anyhow::{Context, Result};
use std::{
    io::{BufRead, BufReader},
    os::unix::process::CommandExt,
    process::{Child, Command, Stdio},
};

/// Waits for the command or for the end of input, whichever comes first, then ends the group.
const WATCH: &str = r#"("$@"; kill 0) & read -r _; kill 0"#;

/// A running child; dropping it ends the child.
#[must_use = "dropping it ends the child"]
pub struct Guarded(Child);

impl Guarded {
    /// Starts a program that ends by itself when its standard input closes.
    pub fn start(command: &mut Command) -> Result<Self> {
        let child = command
            .stdin(Stdio::piped())
            .spawn()
            .with_context(|| format!("Could not start {}", command.get_program().display()))?;
        Ok(Self(child))
    }

    /// Starts any other program; dropping the handle ends it with all its descendants.
    pub fn watch(command: &Command) -> Result<Self> {
        let mut watched = Command::new("sh");
        watched
            .args(["-c", WATCH, "sh"])
            .arg(command.get_program())
            .args(command.get_args())
            .process_group(0);
        if let Some(directory) = command.get_current_dir() {
            watched.current_dir(directory);
        }
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => watched.env(name, value),
                None => watched.env_remove(name),
            };
        }
        Self::start(&mut watched)
    }

    /// The first line that it prints, where its output is a pipe; nothing if it ends without one.
    pub fn first_line(&mut self) -> Option<String> {
        let mut line = String::new();
        BufReader::new(self.0.stdout.take()?)
            .read_line(&mut line)
            .ok()?;
        Some(line.trim_end().to_owned()).filter(|line| !line.is_empty())
    }

    /// Whether it has ended on its own.
    pub fn has_ended(&mut self) -> bool {
        !matches!(self.0.try_wait(), Ok(None))
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        // It has been asked to end; waiting fails only if there is nothing to wait for.
        let _ = self.0.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{thread::sleep, time::Duration};

    fn is_running(mark: &str) -> bool {
        Command::new("ps")
            .args(["-eo", "args"])
            .output()
            .is_ok_and(|list| {
                String::from_utf8_lossy(&list.stdout)
                    .lines()
                    .any(|line| line == mark)
            })
    }

    #[test]
    fn dropping_the_handle_ends_the_child_and_its_children() {
        let mut command = Command::new("sh");
        command.args(["-c", "sleep 471.5; true"]);
        let child = Guarded::watch(&command).unwrap();
        sleep(Duration::from_millis(300));
        assert!(is_running("sleep 471.5"));
        drop(child);
        sleep(Duration::from_millis(100));
        assert!(!is_running("sleep 471.5"));
    }

    #[test]
    fn a_child_that_ends_on_its_own_is_noticed() {
        let mut child = Guarded::watch(&Command::new("true")).unwrap();
        sleep(Duration::from_millis(300));
        assert!(child.has_ended());
    }
}
