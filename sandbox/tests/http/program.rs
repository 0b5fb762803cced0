//! The program itself: it says where it is, ends when it should, and refuses what cannot be served.

use std::{
    env, fs,
    io::{BufRead, BufReader, Read},
    net::TcpListener,
    process::{self, Child, Command, Stdio},
    time::{Duration, Instant},
};

use crate::support::raw_at;

const KEY: (&str, &str) = ("DOLFIN_API_KEY", "dol_test_canary");

fn start(arguments: &[&str]) -> (Child, String) {
    start_with(arguments, None)
}

fn start_with(arguments: &[&str], key: Option<(&str, &str)>) -> (Child, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sandbox"))
        .args(arguments)
        .env_remove(KEY.0)
        .envs(key)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap())
        .read_line(&mut line)
        .unwrap();
    (child, line)
}

/// The port in the line that a sandbox prints first.
fn port(line: &str) -> u16 {
    let address = line.strip_prefix("sandbox: http://127.0.0.1:").unwrap();
    address.strip_suffix("/\n").unwrap().parse().unwrap()
}

/// What a program that has ended said about it.
fn last_words(mut child: Child) -> String {
    let mut said = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    said
}

fn ends(child: &mut Child) -> Option<i32> {
    let end = Instant::now() + Duration::from_secs(5);
    while Instant::now() < end {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    child.kill().unwrap();
    panic!("still running after 5 s");
}

#[test]
fn it_says_where_it_listens_and_ends_when_its_parent_does() {
    let (mut child, line) = start(&["--port", "0", "--with-stdin", "--for", "60"]);
    assert!(std::net::TcpStream::connect(("127.0.0.1", port(&line))).is_ok());
    drop(child.stdin.take());
    assert_eq!(ends(&mut child), Some(0));
}

#[test]
fn it_ends_by_itself_when_told_how_long() {
    let (mut child, _) = start(&["--port", "0", "--for", "1"]);
    assert_eq!(ends(&mut child), Some(0));
}

#[cfg(unix)]
#[test]
fn it_ends_cleanly_when_asked_even_with_a_request_waiting() {
    let (mut child, line) = start(&["--port", "0", "--for", "60"]);
    let mut waiting = std::net::TcpStream::connect(("127.0.0.1", port(&line))).unwrap();
    let events = "/control/organisations/00000000-0000-4000-8000-000000000001/events";
    std::io::Write::write_all(
        &mut waiting,
        format!("GET {events} HTTP/1.1\r\nhost: x\r\n\r\n").as_bytes(),
    )
    .unwrap();
    waiting.read_exact(&mut [0; 12]).unwrap();
    let told = Command::new("kill")
        .arg(child.id().to_string())
        .status()
        .unwrap();
    assert!(told.success());
    assert_eq!(ends(&mut child), Some(0));
}

#[test]
fn a_taken_port_is_one_clear_sentence() {
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let (mut child, line) = start(&["--port", &port]);
    assert_eq!((ends(&mut child), line.as_str()), (Some(1), ""));
    let said = last_words(child);
    assert_eq!(said.lines().count(), 1);
    assert!(
        said.contains(&format!("port {port} is already taken")),
        "{said}"
    );
}

#[test]
fn an_api_needs_a_key_and_an_address_that_may_be_given_it() {
    for (address, key, reason) in [
        (
            "https://api.example",
            None,
            "environment variable DOLFIN_API_KEY",
        ),
        (
            "https://api.example",
            Some(("DOLFIN_API_KEY", "dol canary")),
            "set it again",
        ),
        ("http://api.example", Some(KEY), "--api must be https"),
        ("nowhere", Some(KEY), "--api takes the address"),
    ] {
        let (mut child, line) = start_with(&["--port", "0", "--api", address], key);
        assert_eq!(
            (ends(&mut child), line.as_str()),
            (Some(1), ""),
            "{address}"
        );
        let said = last_words(child);
        assert!(said.contains(reason), "{said}");
        assert!(!said.contains("canary"), "{said}");
    }
}

#[test]
fn beside_an_api_the_built_app_is_served_and_nothing_is_played() {
    let directory = env::temp_dir().join(format!("sandbox-app-{}", process::id()));
    fs::create_dir_all(directory.join("app")).unwrap();
    fs::write(directory.join("app/index.html"), "the page").unwrap();
    fs::write(directory.join("app/app.js"), "the script").unwrap();
    fs::write(directory.join("secret"), "not the app's").unwrap();
    let files = directory.join("app").display().to_string();
    let arguments = [
        "--port",
        "0",
        "--with-stdin",
        "--api",
        "http://127.0.0.1:9",
        "--files",
        &files,
    ];
    let (mut child, line) = start_with(&arguments, Some(KEY));
    let port = port(&line);
    let ask = |path: &str, host: &str| raw_at(port, path, host, Duration::from_secs(5));
    let here = format!("localhost:{port}");

    for path in [
        "/",
        "/index.html",
        "/organisations/x/payment-account",
        "/control/scenarios",
        "/connect.js",
        "/../secret",
        "/%2e%2e/secret",
        "/..%2fsecret",
    ] {
        let answer = ask(path, &here);
        assert!(
            answer.starts_with("HTTP/1.1 200") && answer.ends_with("the page"),
            "{path}: {answer}"
        );
    }
    let script = ask("/app.js", &here);
    assert!(
        script.contains("content-type: text/javascript") && script.ends_with("the script"),
        "{script}"
    );
    assert!(ask("/api/clients", &here).starts_with("HTTP/1.1 404"));
    let rebound = format!("rebind.example:{port}");
    assert!(ask("/", &rebound).starts_with("HTTP/1.1 403"));

    drop(child.stdin.take());
    assert_eq!(ends(&mut child), Some(0));
    fs::remove_dir_all(directory).unwrap();
}
