//! `--api`: what reaches the real API with its key, for whom, and what of its answers a page gets to see.

use std::time::{Duration, Instant};

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode},
    response::IntoResponse,
};
use serde_json::json;

use crate::forwarding::{Forwarding, ID, KEY, MAX_TIME};

fn routes() -> [String; 3] {
    [
        format!("POST /api/organisations/{ID}/payment-account/session"),
        format!("GET /api/organisations/{ID}/payment-account/status"),
        "POST /api/auth/exchange".to_owned(),
    ]
}

#[test]
fn three_routes_reach_the_api_each_with_its_method_alone() {
    let all = Forwarding::working();
    for line in routes() {
        assert_eq!(all.own(&line, &[], "").0, 200, "{line}");
    }
    let expected = [
        format!("POST /base/organisations/{ID}/payment-account/session"),
        format!("GET /base/organisations/{ID}/payment-account/status"),
        "POST /base/auth/exchange".to_owned(),
    ];
    assert_eq!(all.lines(), expected);

    let account = format!("/api/organisations/{ID}/payment-account");
    for line in [
        format!("GET {account}/session"),
        format!("HEAD {account}/status"),
        format!("POST {account}/status"),
        format!("DELETE {account}/status"),
        format!("OPTIONS {account}/session"),
        format!("POST {account}/enable"),
        format!("POST {account}/session/"),
        format!("POST {account}/session/more"),
        format!("POST {account}/x/..%2fsession"),
        "GET /api/auth/exchange".to_owned(),
        "POST /api/auth/../clients".to_owned(),
        "POST /api/auth/%2e%2e/clients".to_owned(),
        "POST /api//auth/exchange".to_owned(),
        "GET /api/clients".to_owned(),
        "GET /api/organisations/x/payment-account/status".to_owned(),
        "GET /api/organisations/00000000-0000-0000-0000-000000000000/payment-account/status"
            .to_owned(),
        format!("GET /organisations/{ID}/payment-account/status"),
        "GET /".to_owned(),
    ] {
        assert_eq!(all.own(&line, &[], "").0, 404, "{line}");
    }
    assert_eq!(all.lines().len(), 3, "{:?}", all.lines());
}

#[test]
fn a_page_of_another_origin_does_not_reach_the_api() {
    let all = Forwarding::working();
    let (host, port) = (all.host(), all.port);
    let own = format!("http://{host}");
    let by_name = format!("http://localhost:{port}");
    let rebound = format!("rebind.example:{port}");
    let rebound_page = format!("http://{rebound}");
    let foreign: [&[(&str, &str)]; 14] = [
        // Another site, another port of this machine, a sandboxed frame, another name of this machine.
        &[("host", &host), ("origin", "https://evil.example")],
        &[("host", &host), ("origin", "http://127.0.0.1:9000")],
        &[("host", &host), ("origin", "null")],
        &[("host", &host), ("origin", &by_name)],
        &[
            ("host", &host),
            ("origin", &own),
            ("origin", "https://evil.example"),
        ],
        // What a browser says where there is no Origin: an image, a link, a form.
        &[("host", &host), ("sec-fetch-site", "cross-site")],
        &[("host", &host), ("sec-fetch-site", "same-site")],
        &[
            ("host", &host),
            ("origin", &own),
            ("sec-fetch-site", "cross-site"),
        ],
        // A name that was made to lead here.
        &[("host", &rebound)],
        &[
            ("host", &rebound),
            ("origin", &rebound_page),
            ("sec-fetch-site", "same-origin"),
        ],
        &[("host", "127.0.0.1:1")],
        &[("host", "127.0.0.1")],
        &[("host", &host), ("host", &rebound)],
        &[],
    ];
    for line in routes() {
        for headers in foreign {
            let status = all.send(&line, headers, "").0;
            assert!(matches!(status, 400 | 403), "{line} {headers:?}: {status}");
        }
    }
    assert_eq!(all.lines(), [""; 0]);

    // The same page under this machine's name, a visit by hand, and a program without any of these headers.
    let named = format!("localhost:{port}");
    let [_, status, _] = routes();
    for headers in [
        &[
            ("host", &*named),
            ("origin", &by_name),
            ("sec-fetch-site", "same-origin"),
        ] as &[(&str, &str)],
        &[("host", &host), ("sec-fetch-site", "none")],
        &[("host", &host)],
    ] {
        assert_eq!(all.send(&status, headers, "").0, 200, "{headers:?}");
    }
}

#[test]
fn the_key_is_added_and_only_what_the_api_needs_is_passed_on() {
    let all = Forwarding::working();
    let [_, _, exchange] = routes();
    let sent = [
        ("accept", "application/json"),
        ("accept-language", "en-GB"),
        ("authorization", "Bearer a-token"),
        ("content-type", "application/json"),
        ("x-dolfin-organisation-id", ID),
        ("x-requested-with", "fetch"),
        ("cookie", "theirs=1"),
        ("x-dolfin-api-key", "a page's own"),
        ("x-forwarded-for", "1.2.3.4"),
        ("referer", "http://127.0.0.1/?code=secret"),
    ];
    let body = r#"{"code":"c"}"#;
    assert_eq!(all.own(&exchange, &sent, body).0, 200);
    let received = all.received.lock().unwrap();
    let received = received.first().unwrap();
    assert_eq!(received.body, body);
    for (name, value) in &sent[..6] {
        assert_eq!(received.header(name), Some(*value), "{name}");
    }
    assert_eq!(received.header("x-dolfin-api-key"), Some(KEY));
    assert_eq!(
        received.headers.get_all("x-dolfin-api-key").iter().count(),
        1
    );
    for name in [
        "cookie",
        "x-forwarded-for",
        "referer",
        "origin",
        "sec-fetch-site",
    ] {
        assert_eq!(received.header(name), None, "{name}");
    }
}

#[test]
fn an_answer_gives_no_other_page_a_permission() {
    let all = Forwarding::to(|| {
        let headers = [
            ("access-control-allow-origin", "*"),
            ("access-control-allow-credentials", "true"),
            ("access-control-expose-headers", "retry-after"),
            ("set-cookie", "session=1; Path=/"),
            ("cache-control", "public, max-age=60"),
            ("content-type", "application/json; charset=utf-8"),
        ];
        (headers, "{}").into_response()
    });
    for line in routes() {
        let (status, head, body) = all.own(&line, &[], "");
        assert_eq!((status, body.as_str()), (200, "{}"));
        assert!(!head.contains("access-control-"), "{head}");
        assert!(!head.contains("set-cookie"), "{head}");
        assert!(head.contains("cache-control: no-store\r\n"), "{head}");
        assert!(
            head.contains("cross-origin-resource-policy: same-origin\r\n"),
            "{head}"
        );
        assert!(
            head.contains("content-type: application/json; charset=utf-8\r\n"),
            "{head}"
        );
    }
}

#[test]
fn a_refusal_of_the_api_arrives_with_its_type_and_its_retry_after() {
    let all = Forwarding::to(|| {
        let headers = [
            ("retry-after", "7"),
            ("content-type", "application/problem+json"),
        ];
        let body = json!({ "title": "Too Many Requests", "status": 429 }).to_string();
        (StatusCode::TOO_MANY_REQUESTS, headers, body).into_response()
    });
    for line in routes() {
        let (status, head, body) = all.own(&line, &[], "");
        assert_eq!(status, 429);
        assert!(head.contains("retry-after: 7\r\n"), "{head}");
        assert!(
            head.contains("content-type: application/problem+json\r\n"),
            "{head}"
        );
        assert!(body.contains("Too Many Requests"), "{body}");
    }
}

#[test]
fn a_redirect_is_not_followed_with_the_key() {
    let elsewhere = Forwarding::working();
    let away = format!("http://{}/elsewhere", elsewhere.host());
    let all = Forwarding::to(move || {
        let location = HeaderValue::from_str(&away).unwrap();
        (StatusCode::TEMPORARY_REDIRECT, [("location", location)]).into_response()
    });
    for line in routes() {
        let (status, head, body) = all.own(&line, &[], "");
        assert_eq!(status, 502);
        assert!(!head.contains("location:"), "{head}");
        assert!(body.contains("redirect"), "{body}");
    }
    assert_eq!(elsewhere.lines(), [""; 0]);
}

#[test]
fn sizes_are_bounded_in_both_directions() {
    let most = || "x".repeat(1 << 20).into_response();
    let more = || "x".repeat((1 << 20) + 1).into_response();
    let [_, status, exchange] = routes();
    let answered = Forwarding::to(most).own(&status, &[], "");
    assert_eq!((answered.0, answered.2.len()), (200, 1 << 20));
    let refused = Forwarding::to(more).own(&status, &[], "");
    assert_eq!(refused.0, 502);
    assert!(refused.2.contains("too much"), "{}", refused.2);

    let all = Forwarding::working();
    assert_eq!(all.own(&exchange, &[], &"x".repeat(16 << 10)).0, 200);
    assert_eq!(all.own(&exchange, &[], &"x".repeat((16 << 10) + 1)).0, 413);
    assert_eq!(all.lines().len(), 1);
}

#[test]
fn an_api_that_hangs_or_is_not_there_is_an_answer_in_time() {
    let never = || {
        Body::from_stream(futures_util::stream::pending::<
            Result<Vec<u8>, std::io::Error>,
        >())
    };
    let hangs = Forwarding::to(move || never().into_response());
    let [_, status, _] = routes();
    let begun = Instant::now();
    let (code, head, body) = hangs.own(&status, &[], "");
    assert_eq!(code, 504);
    assert!(begun.elapsed() >= MAX_TIME && begun.elapsed() < Duration::from_secs(10));
    assert!(
        head.contains("content-type: application/problem+json"),
        "{head}"
    );
    assert!(body.contains("too long"), "{body}");

    let gone = Forwarding::to(|| panic!("the connection breaks here"));
    // On a busy machine the panic itself may take longer than the answer may.
    assert!(matches!(gone.own(&status, &[], "").0, 502 | 504));
}
