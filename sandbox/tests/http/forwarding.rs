//! A made-up Dolfin API, and a sandbox that forwards to it.

use std::{
    io::{Read, Write},
    net::TcpStream,
    sync::{Arc, Mutex, mpsc},
    thread,
    time::Duration,
};

use axum::{
    Router,
    body::to_bytes,
    extract::Request,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use sandbox::{connection::LoopbackListener, forward, upstream::Upstream};
use serde_json::json;
use tokio::{net::TcpListener, runtime::Runtime};

/// The key that the sandbox adds.
pub const KEY: &str = "dol_test_the-key";
pub const ID: &str = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
/// How long the API may take.
pub const MAX_TIME: Duration = Duration::from_millis(600);

/// What the API received.
pub struct Received {
    pub line: String,
    pub headers: HeaderMap,
    pub body: String,
}

impl Received {
    pub fn header(&self, name: &str) -> Option<&str> {
        Some(self.headers.get(name)?.to_str().unwrap())
    }
}

/// A made-up API, and the sandbox that forwards to it. Both live as long as the test program.
pub struct Forwarding {
    pub port: u16,
    pub received: Arc<Mutex<Vec<Received>>>,
}

impl Forwarding {
    /// An API that answers everything with `answer`.
    pub fn to(answer: impl Fn() -> Response + Clone + Send + Sync + 'static) -> Self {
        let received = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&received);
        let api = Router::new().fallback(move |request: Request| {
            let (log, answer) = (Arc::clone(&log), answer.clone());
            async move {
                let (parts, body) = request.into_parts();
                let body = to_bytes(body, 1 << 20).await.unwrap();
                log.lock().unwrap().push(Received {
                    line: format!("{} {}", parts.method, parts.uri),
                    headers: parts.headers,
                    body: String::from_utf8(body.to_vec()).unwrap(),
                });
                answer()
            }
        });
        let (opened, port) = mpsc::channel();
        thread::spawn(move || {
            Runtime::new().unwrap().block_on(async {
                let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
                let address = format!("http://{}/base/", listener.local_addr().unwrap());
                tokio::spawn(axum::serve(listener, api).into_future());
                let upstream = Upstream::new(&address, KEY, MAX_TIME).unwrap();
                let listener = LoopbackListener::open(0).await.unwrap();
                opened.send(listener.port()).unwrap();
                forward::serve(listener, upstream, None).await.unwrap();
            });
        });
        Self {
            port: port.recv().unwrap(),
            received,
        }
    }

    pub fn working() -> Self {
        Self::to(|| json!({ "status": "Active" }).to_string().into_response())
    }

    /// Sends exactly these headers, and answers status, head and body.
    pub fn send(&self, line: &str, headers: &[(&str, &str)], body: &str) -> (u16, String, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(15)))
            .unwrap();
        write!(stream, "{line} HTTP/1.1\r\nconnection: close\r\n").unwrap();
        for (name, value) in headers {
            write!(stream, "{name}: {value}\r\n").unwrap();
        }
        write!(stream, "content-length: {}\r\n\r\n{body}", body.len()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, head.to_ascii_lowercase(), body.to_owned())
    }

    /// The same as the app's own page sends it.
    pub fn own(&self, line: &str, more: &[(&str, &str)], body: &str) -> (u16, String, String) {
        let host = self.host();
        let origin = format!("http://{host}");
        let mut headers = vec![
            ("host", host.as_str()),
            ("origin", origin.as_str()),
            ("sec-fetch-site", "same-origin"),
        ];
        headers.extend_from_slice(more);
        self.send(line, &headers, body)
    }

    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    pub fn lines(&self) -> Vec<String> {
        let received = self.received.lock().unwrap();
        received.iter().map(|one| one.line.clone()).collect()
    }
}
