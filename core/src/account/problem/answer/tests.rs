//! T09 to T11: what bodies say beside their status. E08: how long to wait.

use super::{ErrorBody, retry_after};
use crate::account::json::Tree;
use crate::account::problem::{Class, Endpoint, Failure, ProblemKind, classify};
use serde_json::{Value, json};
use std::time::Duration;

const BOTH: [Endpoint; 2] = [Endpoint::Session, Endpoint::Status];

fn answer(http: u16, body: Option<Value>) -> Failure {
    Failure::Answered {
        http,
        retry_after: None,
        body: body.map(|body| ErrorBody::read(Tree(&body))),
    }
}

fn judged(endpoint: Endpoint, failure: &Failure) -> (ProblemKind, Class) {
    let problem = classify(endpoint, failure);
    (problem.kind, problem.class)
}

#[test]
fn t10_the_code_is_found_in_every_place_and_in_none() {
    let code = "PaymentAccount.Disconnected";
    for body in [
        json!({ "code": code }),
        json!({ "Code": code }),
        json!({ "errorCode": code }),
        json!({ "error_code": code }),
        json!({ "errorCodes": [code] }),
        json!({ "ErrorCodes": ["General.Failure", code] }),
        json!({ "errorCodes": { "PaymentAccount.Disconnected": ["…"] } }),
        json!({ "errors": [{ "code": code, "description": "…" }] }),
        json!({ "errors": [{ "description": "…" }, { "Code": code }] }),
        json!({ "errors": { "PaymentAccount.Disconnected": ["…"] } }),
        json!({ "errors": [code] }),
        json!({ "title": code, "detail": "…" }),
        json!({ "title": "paymentaccount.DISCONNECTED" }),
        json!({ "type": code }),
        json!({ "type": "https://errors.example/errors/PaymentAccount.Disconnected" }),
        json!({ "type": "urn:example:PaymentAccount.Disconnected" }),
        json!({ "type": "https://errors.example/#PaymentAccount.Disconnected" }),
        json!([{ "code": code, "message": "…" }]),
        json!("PaymentAccount.Disconnected"),
        json!({ "code": "General.Failure", "title": code }),
        json!({ "code": 7, "errorCode": null, "errors": [null, 3, {}], "title": code }),
    ] {
        let failure = answer(409, Some(body.clone()));
        let (kind, _) = judged(Endpoint::Session, &failure);
        assert_eq!(kind, ProblemKind::Disconnected, "{body:?}");
    }
    for body in [
        json!({}),
        json!({ "detail": code }),
        json!({ "title": "Conflict", "type": "https://tools.ietf.org/html/rfc9110#section-15.5.10" }),
        json!({ "title": "The payment account is PaymentAccount.Disconnected" }),
        json!({ "instance": code }),
        json!({ "status": code }),
        json!([{ "message": "…" }]),
        json!([]),
        json!("Conflict"),
        json!(null),
    ] {
        let failure = answer(409, Some(body.clone()));
        let (kind, _) = judged(Endpoint::Session, &failure);
        assert_eq!(kind, ProblemKind::UnsettledConflict, "{body:?}");
    }
}

#[test]
fn t10_the_earlier_place_wins() {
    let body = json!({
        "title": "PaymentAccount.NotEnabled",
        "errors": { "PaymentAccount.Disconnected": [] },
        "type": "PaymentAccount.NotEnabled",
    });
    let (kind, _) = judged(Endpoint::Session, &answer(409, Some(body)));
    assert_eq!(kind, ProblemKind::Disconnected);
}

#[test]
fn t11_a_code_never_contradicts_the_status() {
    for code in [
        "Payment.Forbidden",
        "Organisation.NotFound",
        "PaymentAccount.NotEnabled",
        "PaymentAccount.Disconnected",
        "PaymentAccount.ProviderError",
    ] {
        for http in [401, 403, 404, 422, 429, 500, 503] {
            for endpoint in BOTH {
                let coded = answer(http, Some(json!({ "code": code })));
                assert_eq!(
                    judged(endpoint, &coded),
                    judged(endpoint, &answer(http, None))
                );
            }
        }
    }
    for wrong in ["Payment.Forbidden", "PaymentAccount.ProviderError"] {
        let failure = answer(409, Some(json!({ "code": wrong })));
        assert_eq!(
            judged(Endpoint::Session, &failure).0,
            ProblemKind::UnsettledConflict
        );
    }
}

#[test]
fn t09_a_problem_with_any_member_of_the_wrong_type_changes_nothing() {
    let wrong = [
        json!(null),
        json!(7),
        json!(1e300),
        json!([[]]),
        json!({ "a": {} }),
        json!("0403"),
    ];
    for name in [
        "type", "title", "status", "detail", "instance", "traceId", "errors", "code",
    ] {
        for value in &wrong {
            let body = json!({ name: value });
            for http in [403, 404, 409, 429, 500] {
                let problem = classify(Endpoint::Session, &answer(http, Some(body.clone())));
                let bare = classify(Endpoint::Session, &answer(http, None));
                assert_eq!(problem, bare, "{name}: {value:?}");
            }
        }
    }
}

#[test]
fn x26_a_support_reference_is_shown_only_if_it_is_plain() {
    let reference = |text: &str| {
        let failure = answer(422, Some(json!({ "traceId": text })));
        classify(Endpoint::Session, &failure).reference
    };
    for plain in [
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "4bf92f35",
        &"a".repeat(64),
    ] {
        assert_eq!(reference(plain).unwrap().as_str(), plain);
    }
    for odd in [
        "",
        "4bf92f3",
        &"a".repeat(65),
        "4BF92F3577B34DA6",
        "0HMVB9R0L4QCL:00000001",
        "<b>4bf92f35</b>",
        "4bf92f35 7b34da6a",
        "４bf92f3577b34da6",
    ] {
        assert_eq!(reference(odd), None, "{odd}");
    }
    let pascal = answer(500, Some(json!({ "TraceId": "4bf92f35-0001" })));
    assert!(classify(Endpoint::Status, &pascal).reference.is_some());
}

#[test]
fn e08_retry_after_is_seconds_or_a_date_and_never_absurd() {
    /// Sun, 01 Mar 2026 12:00:00 GMT
    const NOW: Duration = Duration::from_secs(1_772_366_400);
    // As the browser's `Date.parse` less its `Date.now`.
    let until = |date: &str| match httpdate::parse_http_date(date) {
        Ok(date) => {
            let date = date.duration_since(std::time::UNIX_EPOCH).unwrap();
            date.as_secs_f64() * 1000.0 - NOW.as_secs_f64() * 1000.0
        }
        Err(_) => f64::NAN,
    };
    for (header, seconds) in [
        ("1", 1),
        (" 30 ", 30),
        ("007", 7),
        ("300", 300),
        ("301", 300),
        ("99999999999999999999999999", 300),
        ("Sun, 01 Mar 2026 12:00:30 GMT", 30),
        ("Sun, 01 Mar 2026 12:05:00 GMT", 300),
        ("Mon, 01 Mar 2027 12:00:00 GMT", 300),
    ] {
        let expected = Some(Duration::from_secs(seconds));
        assert_eq!(retry_after(header, until), expected, "{header}");
    }
    for nothing in [
        "",
        "0",
        "-5",
        "+5",
        "1.5",
        "5s",
        "soon",
        "Sun, 01 Mar 2026 12:00:00 GMT",
        "Sun, 01 Mar 2026 11:59:59 GMT",
        "Sun, 01 Foo 2026 12:00:30 GMT",
    ] {
        assert_eq!(retry_after(nothing, until), None, "{nothing}");
    }
    // What is no date is not given to a browser that would make one of it.
    assert_eq!(retry_after("1.5", |_| 1e6), None);
}
