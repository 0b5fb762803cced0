//! The program itself: it says where it is, and it ends when it should.

use std::{
    io::{BufRead, BufReader, Read},
    net::TcpListener,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

fn start(arguments: &[&str]) -> (Child, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sandbox"))
        .args(arguments)
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
    let port = line
        .strip_prefix("sandbox: http://127.0.0.1:")
        .unwrap()
        .strip_suffix("/\n")
        .unwrap();
    assert!(std::net::TcpStream::connect(("127.0.0.1", port.parse::<u16>().unwrap())).is_ok());
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
    let port: u16 = line
        .trim()
        .trim_end_matches('/')
        .rsplit(':')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let mut waiting = std::net::TcpStream::connect(("127.0.0.1", port)).unwrap();
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
    let mut said = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    assert_eq!(said.lines().count(), 1);
    assert!(
        said.contains(&format!("port {port} is already taken")),
        "{said}"
    );
}
