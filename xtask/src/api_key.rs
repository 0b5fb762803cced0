//! Dolfin's API key on its way to the sandbox: out of the environment before any other program starts.
//!
//! Whatever this program starts (installers, compilers, their build scripts) inherits its environment. A variable
//! cannot be removed from that of a running program without `unsafe`, so this program replaces itself with itself,
//! without the variable, and the key waits in a pipe at standard input. What ran before, cargo building this program,
//! has seen the variable.

use anyhow::{Result, bail, ensure};
use std::{
    env,
    ffi::OsStr,
    io::{self, Read, Write},
    os::unix::{ffi::OsStrExt, process::CommandExt},
    process::Command,
};

/// The variable that holds the key. An argument would show in the list of processes.
pub const VARIABLE: &str = "DOLFIN_API_KEY";
/// Says that the key waits at standard input. Stands before the command.
pub const ARGUMENT: &str = "--key-on-stdin";

/// What a pipe takes without a reader, with room to spare; no key is as long.
const MAX_LENGTH: usize = 4096;

/// Goes on without the key in the environment. `waits` is whether it waits at standard input already.
///
/// # Errors
/// The key is no key, or this program cannot be started again.
pub fn take(waits: bool) -> Result<Option<String>> {
    if waits {
        let mut key = String::new();
        io::stdin().read_to_string(&mut key)?;
        return Ok(Some(key));
    }
    let Some(key) = env::var_os(VARIABLE) else {
        return Ok(None);
    };
    start_again(&key)
}

fn start_again<T>(key: &OsStr) -> Result<T> {
    ensure!(
        key.len() <= MAX_LENGTH && key.to_str().is_some(),
        "{VARIABLE} holds something that is no API key: set it again."
    );
    let (reader, mut writer) = io::pipe()?;
    writer.write_all(key.as_bytes())?;
    drop(writer);
    let error = Command::new(env::current_exe()?)
        .arg(ARGUMENT)
        .args(env::args_os().skip(1))
        .env_remove(VARIABLE)
        .stdin(reader)
        .exec();
    bail!("This program could not be started again without {VARIABLE}: {error}.")
}
