//! Each fault looks on the wire like the thing it plays, strikes as often as it was told, and is written down.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::support::{Organisation, ask, ask_and_leave, eventually, raw, try_ask};

#[test]
fn a_fault_strikes_as_often_as_told_and_only_where_told() {
    let organisation = Organisation::new();
    let other = Organisation::new();
    organisation.fault(json!({ "endpoint": "status", "times": 2, "status": 503, "headers": { "retry-after": "7" } }));
    assert_eq!(other.status().status, 200);
    assert_eq!(organisation.session().status, 200);
    for _ in 0..2 {
        let failed = organisation.status();
        assert_eq!((failed.status, failed.header("retry-after")), (503, "7"));
        assert_eq!(failed.json()["title"], "Service Unavailable");
    }
    assert_eq!(organisation.status().status, 200);
}

#[test]
fn a_fault_that_replaces_the_answer_moves_nothing() {
    let organisation = Organisation::new();
    organisation.fault(json!({ "endpoint": "session", "status": 502 }));
    assert_eq!(organisation.session().status, 502);
    let known = ask("GET", &organisation.control(""), None).json();
    assert_eq!(
        (&known["status"], &known["sessions"]["minted"]),
        (&json!("NotStarted"), &json!(0))
    );
}

#[test]
fn any_body_can_be_answered() {
    let organisation = Organisation::new();
    organisation.fault(
        json!({ "endpoint": "status", "body": "{\"status\": \"Act", "contentType": "text/plain" }),
    );
    organisation.fault(json!({ "endpoint": "status", "body": { "status": 2 }, "status": 409 }));
    let cut = organisation.status();
    assert_eq!(
        (cut.status, cut.text.as_str(), cut.header("content-type")),
        (200, "{\"status\": \"Act", "text/plain")
    );
    let odd = organisation.status();
    assert_eq!((odd.status, odd.json()), (409, json!({ "status": 2 })));
}

#[test]
fn a_delay_only_delays() {
    let organisation = Organisation::new();
    organisation.fault(json!({ "endpoint": "status", "delayMs": 200 }));
    let begun = Instant::now();
    assert_eq!(organisation.status().status, 200);
    assert!(begun.elapsed() >= Duration::from_millis(200));
}

#[test]
fn a_reset_connection_answers_nothing_at_all() {
    let organisation = Organisation::new();
    organisation.fault(json!({ "endpoint": "status", "kind": "reset" }));
    let failed = try_ask("GET", &organisation.path("status"), &[], None);
    assert!(
        matches!(failed, Err(ureq::Error::Io(_))),
        "{:?}",
        failed.map(|answer| answer.status)
    );
    eventually("written down as given up", || {
        organisation.log()[0]["aborted"] == true
    });
    assert_eq!(organisation.log()[0]["status"], json!(null));
}

#[test]
fn a_truncated_body_ends_half_way_and_a_stalled_one_never() {
    let organisation = Organisation::new();
    let whole = organisation.status().text;
    for (kind, ends) in [("truncate", true), ("stall-body", false)] {
        organisation.fault(json!({ "endpoint": "status", "kind": kind }));
        let begun = Instant::now();
        let got = raw(&organisation.path("status"), Duration::from_millis(400));
        let (head, body) = got.split_once("\r\n\r\n").unwrap();
        assert!(
            head.contains(&format!("content-length: {}", whole.len())),
            "{head}"
        );
        assert_eq!(body, &whole[..whole.len() / 2]);
        assert_eq!(begun.elapsed() < Duration::from_millis(400), ends, "{kind}");
        eventually("written down as given up", || {
            organisation
                .log()
                .iter()
                .all(|entry| entry["aborted"] == !entry["fault"].is_null())
        });
    }
}

#[test]
fn a_stalled_answer_is_written_down_when_the_caller_leaves() {
    let organisation = Organisation::new();
    organisation.fault(json!({ "endpoint": "status", "kind": "stall-headers" }));
    ask_and_leave(&organisation.path("status"), Duration::from_millis(50));
    eventually("given up", || organisation.log()[0]["aborted"] == true);
    let entry = &organisation.log()[0];
    assert_eq!(entry["status"], json!(null), "it was never answered");
    assert!(entry["endedMs"].as_u64() >= entry["atMs"].as_u64());
}

#[test]
fn the_other_kinds_are_what_they_say() {
    let organisation = Organisation::new();
    let met = |kind: &str| {
        organisation.fault(json!({ "endpoint": "status", "kind": kind }));
        organisation.status()
    };
    let html = met("html");
    assert!(html.status == 200 && html.header("content-type").starts_with("text/html"));
    assert_eq!((met("empty").status, met("empty").text.len()), (200, 0));
    let redirect = met("redirect");
    assert_eq!(
        (redirect.status, redirect.header("location")),
        (302, "/sign-in")
    );
    assert_eq!(ask("GET", "/sign-in", None).status, 200);
    assert!(met("huge").text.len() > 8 << 20);
}

#[test]
fn a_page_on_another_port_can_call_and_a_fault_can_take_that_away() {
    let organisation = Organisation::new();
    let from = |origin: &str| {
        try_ask(
            "GET",
            &organisation.path("status"),
            &[("origin", origin)],
            None,
        )
        .unwrap()
    };
    let near = from("http://localhost:3000");
    assert_eq!(
        near.header("access-control-allow-origin"),
        "http://localhost:3000"
    );
    assert_eq!(near.header("access-control-expose-headers"), "retry-after");
    assert_eq!(
        from("https://example.com").header("access-control-allow-origin"),
        ""
    );

    organisation.fault(json!({ "endpoint": "status", "status": 429, "exposeRetryAfter": false }));
    assert_eq!(
        from("http://localhost:3000").header("access-control-expose-headers"),
        ""
    );
    organisation.fault(json!({ "endpoint": "status", "status": 401, "cors": false }));
    assert_eq!(
        from("http://localhost:3000").header("access-control-allow-origin"),
        ""
    );
}

#[test]
fn a_preflight_is_answered_and_not_written_down() {
    let organisation = Organisation::new();
    let wanted = [
        ("origin", "http://127.0.0.1:3000"),
        ("access-control-request-method", "POST"),
    ];
    let preflight = try_ask("OPTIONS", &organisation.path("session"), &wanted, None).unwrap();
    assert_eq!(preflight.status, 204);
    for header in [
        "authorization",
        "content-type",
        "x-requested-with",
        "x-dolfin-organisation-id",
    ] {
        assert!(
            preflight
                .header("access-control-allow-headers")
                .contains(header),
            "{header}"
        );
    }
    assert!(organisation.log().is_empty());
}
