//! One sandbox for all tests, each with its own organisation, and a client that tells what it got.

use std::{
    io::{Read, Write},
    net::TcpStream,
    sync::LazyLock,
    thread,
    time::{Duration, Instant},
};

use sandbox::{connection::LoopbackListener, server};
use serde_json::{Value, json};
use uuid::Uuid;

/// The port of a sandbox that lives as long as the test program.
static PORT: LazyLock<u16> = LazyLock::new(|| {
    let (opened, port) = std::sync::mpsc::channel();
    thread::spawn(move || {
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let listener = LoopbackListener::open(0).await.unwrap();
            opened.send(listener.port()).unwrap();
            server::serve(listener, "http://127.0.0.1:8080/")
                .await
                .unwrap();
        });
    });
    port.recv().unwrap()
});

/// An answer, whatever its status.
pub struct Answer {
    pub status: u16,
    pub headers: ureq::http::HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("not JSON: {:?}", self.text))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

/// Asks the sandbox; an error is a connection that failed, never a status.
pub fn try_ask(
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: Option<Value>,
) -> Result<Answer, ureq::Error> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .timeout_global(Some(Duration::from_secs(5)))
        .build()
        .into();
    let mut request = ureq::http::Request::builder()
        .method(method)
        .uri(format!("http://127.0.0.1:{}{path}", *PORT))
        .header("content-type", "application/json");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let body = body.map(|body| body.to_string()).unwrap_or_default();
    let mut response = agent.run(request.body(body).unwrap())?;
    let text = response
        .body_mut()
        .with_config()
        .limit(32 << 20)
        .read_to_string()?;
    Ok(Answer {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        text,
    })
}

pub fn ask(method: &str, path: &str, body: Option<Value>) -> Answer {
    try_ask(method, path, &[], body).unwrap()
}

/// An organisation of this test's own.
pub struct Organisation(pub Uuid);

impl Organisation {
    pub fn new() -> Self {
        Self(Uuid::new_v4())
    }

    pub fn like(document: Value) -> Self {
        let organisation = Self::new();
        let put = ask("PUT", &organisation.control(""), Some(document));
        assert_eq!(put.status, 200, "{}", put.text);
        organisation
    }

    pub fn path(&self, endpoint: &str) -> String {
        format!("/organisations/{}/payment-account/{endpoint}", self.0)
    }

    pub fn control(&self, rest: &str) -> String {
        format!("/control/organisations/{}{rest}", self.0)
    }

    pub fn status(&self) -> Answer {
        ask("GET", &self.path("status"), None)
    }

    pub fn state(&self) -> String {
        self.status().json()["status"].as_str().unwrap().to_owned()
    }

    pub fn due(&self) -> Vec<String> {
        serde_json::from_value(self.status().json()["capabilities"]["currentlyDue"].clone())
            .unwrap()
    }

    pub fn session(&self) -> Answer {
        ask("POST", &self.path("session"), None)
    }

    pub fn secret(&self) -> String {
        self.session().json()["clientSecret"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    pub fn fault(&self, fault: Value) {
        let added = ask("POST", &self.control("/faults"), Some(fault));
        assert_eq!(added.status, 204, "{}", added.text);
    }

    pub fn log(&self) -> Vec<Value> {
        serde_json::from_str(&ask("GET", &self.control("/requests"), None).text).unwrap()
    }
}

/// What the stand-in does with a secret.
pub fn claim(secret: &str) -> Answer {
    let body = json!({ "clientSecret": secret, "publishableKey": "pk_test_sandbox" });
    ask("POST", "/stripe/account_sessions/claim", Some(body))
}

/// A claimed session.
pub struct Form(pub String);

impl Form {
    pub fn open(organisation: &Organisation) -> Self {
        Self::with(&organisation.secret())
    }

    pub fn with(secret: &str) -> Self {
        let claimed = claim(secret);
        assert_eq!(claimed.status, 200, "{}", claimed.text);
        Self(claimed.json()["key"].as_str().unwrap().to_owned())
    }

    pub fn ask(&self, method: &str, path: &str, body: Option<Value>) -> Answer {
        let authorization = format!("Bearer {}", self.0);
        try_ask(method, path, &[("authorization", &authorization)], body).unwrap()
    }

    /// The steps still owed, as `(step, codes)`.
    pub fn steps(&self) -> Vec<(String, Vec<String>)> {
        let owed = self.ask("GET", "/stripe/onboarding", None).json();
        let pair = |step: &Value| {
            let codes = serde_json::from_value(step["codes"].clone()).unwrap();
            (step["step"].as_str().unwrap().to_owned(), codes)
        };
        owed["steps"].as_array().unwrap().iter().map(pair).collect()
    }

    pub fn complete(&self, step: &str, codes: &[String]) -> Answer {
        let path = format!("/stripe/onboarding/steps/{step}");
        self.ask("POST", &path, Some(json!({ "codes": codes })))
    }

    pub fn complete_all(&self) {
        for (step, codes) in self.steps() {
            self.complete(&step, &codes);
        }
    }

    pub fn submit(&self) -> Answer {
        self.ask(
            "POST",
            "/stripe/onboarding/submit",
            Some(json!({ "excluded": [] })),
        )
    }
}

/// Opens a connection, asks, and goes away without reading.
pub fn ask_and_leave(path: &str, after: Duration) {
    let mut stream = TcpStream::connect(("127.0.0.1", *PORT)).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n").unwrap();
    thread::sleep(after);
}

/// Asks, and answers the bytes that come within `within`.
pub fn raw(path: &str, within: Duration) -> String {
    raw_at(*PORT, path, "127.0.0.1", within)
}

/// The same at any port, for any host; it ends at once when the answer has.
pub fn raw_at(port: u16, path: &str, host: &str, within: Duration) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(within)).unwrap();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n"
    )
    .unwrap();
    let mut bytes = Vec::new();
    let mut piece = [0; 4096];
    while let Ok(read) = stream.read(&mut piece) {
        if read == 0 {
            break;
        }
        bytes.extend_from_slice(&piece[..read]);
    }
    String::from_utf8(bytes).unwrap()
}

/// Waits for something to become true.
pub fn eventually(what: &str, mut test: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(5);
    while !test() {
        assert!(Instant::now() < end, "{what}: not within 5 s");
        thread::sleep(Duration::from_millis(10));
    }
}
