//! Dolfin's API key reaches no program that `cargo xtask` starts, whichever command it is.

#![allow(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, but clippy sees only functions marked #[test] as such"
)]

use std::{
    env, fs,
    net::TcpListener,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{self, Command, Output},
};

const KEY: &str = "dol_test_canary";

/// A cargo that writes down what it inherits and what its parent was started with, and fails.
const CARGO: &str =
    "#!/bin/sh\n{ env; tr '\\0' '\\n' < /proc/$PPID/environ; } >> \"$WRITTEN\"\nexit 1\n";

fn xtask(directory: &Path, arguments: &[&str]) -> Output {
    let path = env::var("PATH").unwrap();
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(arguments)
        .env("PATH", format!("{}:{path}", directory.display()))
        .env("WRITTEN", directory.join("written"))
        .env("DOLFIN_API_KEY", KEY)
        .output()
        .unwrap()
}

#[test]
fn nothing_that_is_started_inherits_the_key() {
    let directory = env::temp_dir().join(format!("xtask-key-{}", process::id()));
    fs::create_dir_all(&directory).unwrap();
    let cargo = directory.join("cargo");
    fs::write(&cargo, CARGO).unwrap();
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).unwrap();

    let free = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = free.local_addr().unwrap().port().to_string();
    drop(free);
    let api = [
        "start",
        "--port",
        &port,
        "--api",
        "http://127.0.0.1:9",
        "--publishable-key",
        "pk_test_1",
    ];
    for arguments in [&api as &[&str], &["build"], &["package"]] {
        let ended = xtask(&directory, arguments);
        let said = String::from_utf8([ended.stdout, ended.stderr].concat()).unwrap();
        assert_eq!(ended.status.code(), Some(1), "{said}");
        assert!(!said.contains(KEY), "{said}");
        let written = fs::read_to_string(directory.join("written")).unwrap();
        assert!(written.matches("WRITTEN=").count() >= 2, "{written}");
        assert!(!written.contains(KEY), "{arguments:?}");
        fs::remove_file(directory.join("written")).unwrap();
    }
    fs::remove_dir_all(directory).unwrap();
}
