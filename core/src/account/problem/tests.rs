//! E01 to E30: every failure, by what can be done about it. T09 to T11: the bodies they come with.

use std::time::Duration;

use super::{
    Class, Endpoint, ErrorBody, Failure, LoadErrorType, Problem, ProblemKind, ScriptFailure,
    classify, retry_after, settle,
};
use crate::account::{document::Unreadable, fixture::account, json::Tree};
use serde_json::{Value, json};

const BOTH: [Endpoint; 2] = [Endpoint::Session, Endpoint::Status];

fn answer(http: u16, body: Option<Value>) -> Failure {
    Failure::Answered {
        http,
        retry_after: None,
        body: body.map(|body| ErrorBody::read(Tree(&body))),
    }
}

/// An answer with a page in place of JSON.
fn page(http: u16) -> Failure {
    Failure::Answered {
        http,
        retry_after: None,
        body: Some(ErrorBody::Foreign),
    }
}

fn judged(endpoint: Endpoint, failure: &Failure) -> (ProblemKind, Class) {
    let problem = classify(endpoint, failure);
    (problem.kind, problem.class)
}

#[test]
fn e01_to_e16_answers_are_judged_by_their_http_status() {
    use {Class::*, ProblemKind::*};
    for (statuses, kind, class) in [
        (&[401, 300, 302, 307, 399][..], SignedOut, NeedsSignIn), // E01, E13
        (&[403], Forbidden, Terminal),                            // E02
        (&[404], NotFound, Terminal),                             // E03
        (&[409], UnsettledConflict, Terminal),                    // E06
        (&[429], Busy, Retry),                                    // E08, E09
        (
            &[500, 501, 502, 503, 504, 505, 520, 525, 530, 599],
            ServiceFault,
            Retry,
        ), // E10
        (
            &[400, 402, 405, 406, 407, 410, 413, 415, 418, 422, 451, 499],
            Refused,
            Terminal,
        ), // E11
        (&[408, 425], ServiceFault, Retry),                       // E12
        (&[511], Intercepted, BadAnswer),                         // E14
        (
            &[0, 100, 200, 204, 299, 600, 999, u16::MAX],
            Garbled,
            BadAnswer,
        ),
    ] {
        for http in statuses {
            for endpoint in BOTH {
                assert_eq!(
                    judged(endpoint, &answer(*http, None)),
                    (kind, class),
                    "{http}"
                );
            }
        }
    }
}

#[test]
fn the_status_of_an_answer_is_kept() {
    for http in [0, 204, 401, 503] {
        assert_eq!(
            classify(Endpoint::Status, &answer(http, None)).http,
            Some(http)
        );
    }
}

#[test]
fn what_trying_again_does_not_change_is_about_the_account() {
    use ProblemKind::*;
    for kind in [Forbidden, NotFound, NotEnabled, Disconnected] {
        assert!(kind.is_about_the_account(), "{kind:?}");
    }
    for kind in [
        SignedOut,
        UnsettledConflict,
        ProviderFault,
        Busy,
        ServiceFault,
        Slow,
        Refused,
        Offline,
        Unreachable,
        Intercepted,
        Garbled,
        FormBlocked,
        ConsentNeeded,
        FormUnavailable,
        SessionNotTaken,
        Misconfigured,
        Crashed,
    ] {
        assert!(!kind.is_about_the_account(), "{kind:?}");
    }
}

#[test]
fn e04_e05_a_coded_conflict_says_which_it_is() {
    for (code, kind) in [
        ("PaymentAccount.NotEnabled", ProblemKind::NotEnabled),
        ("PaymentAccount.Disconnected", ProblemKind::Disconnected),
    ] {
        for endpoint in BOTH {
            let failure = answer(409, Some(json!({ "title": code })));
            assert_eq!(judged(endpoint, &failure), (kind, Class::Terminal));
        }
    }
}

#[test]
fn e06_an_uncoded_conflict_is_settled_by_the_status() {
    use ProblemKind::*;
    for (status, account_id, expected) in [
        ("Disconnected", Some("acct_1"), Disconnected),
        ("Disconnected", None, Disconnected),
        ("NotStarted", None, NotEnabled),
        ("NotStarted", Some("acct_1"), NotEnabled),
        ("OnboardingInProgress", None, NotEnabled),
        ("OnboardingInProgress", Some("acct_1"), UnsettledConflict),
        ("Active", None, UnsettledConflict),
        ("Active", Some("acct_1"), UnsettledConflict),
        ("Restricted", None, UnsettledConflict),
        ("Rejected", None, UnsettledConflict),
        ("Something", None, NotEnabled),
        ("Something", Some("acct_1"), UnsettledConflict),
    ] {
        let account = account!({ "status": status, "accountId": account_id });
        assert_eq!(settle(&account), expected, "{status} {account_id:?}");
    }
}

#[test]
fn e07_a_502_is_stripes_where_the_api_says_so() {
    let coded = json!({ "title": "PaymentAccount.ProviderError" });
    let plain = json!({ "title": "Bad Gateway" });
    let fault = (ProblemKind::ProviderFault, Class::Retry);
    let service = (ProblemKind::ServiceFault, Class::Retry);
    for (endpoint, body, expected) in [
        (Endpoint::Session, Some(&coded), fault),
        (Endpoint::Session, Some(&plain), fault),
        (Endpoint::Session, Some(&json!([])), fault),
        (Endpoint::Session, None, service),
        (Endpoint::Status, Some(&coded), fault),
        (Endpoint::Status, Some(&plain), service),
        (Endpoint::Status, None, service),
    ] {
        assert_eq!(judged(endpoint, &answer(502, body.cloned())), expected);
    }
    // By another status it is not the provider's.
    assert_eq!(
        judged(Endpoint::Session, &answer(500, Some(coded))),
        service
    );
}

#[test]
fn e13_to_e30_what_is_no_answer() {
    use {Class::*, ProblemKind::*};
    for (failure, kind, class) in [
        (Failure::Redirected, SignedOut, NeedsSignIn),
        (Failure::NotJson, Intercepted, BadAnswer),
        (Failure::Empty, Garbled, BadAnswer),
        (Failure::Malformed, Garbled, BadAnswer),
        (
            Failure::Unreadable(Unreadable::WrongShape),
            Garbled,
            BadAnswer,
        ),
        (
            Failure::Unreadable(Unreadable::OtherOrganisation),
            Garbled,
            BadAnswer,
        ),
        (Failure::TooLarge, Garbled, BadAnswer),
        (Failure::Unreachable { offline: true }, Offline, Retry),
        (Failure::Unreachable { offline: false }, Unreachable, Retry),
        (Failure::TimedOut, Slow, Retry),
        (Failure::UnusableSecret, FormUnavailable, BadAnswer),
        (Failure::UnusableToken, Misconfigured, Terminal),
        (Failure::Script(ScriptFailure::Blocked), FormBlocked, Retry),
        (Failure::Script(ScriptFailure::Stalled), FormBlocked, Retry),
        (Failure::Script(ScriptFailure::NoGlobal), FormBlocked, Retry),
        (
            Failure::Script(ScriptFailure::HeldBack),
            ConsentNeeded,
            Terminal,
        ),
        (
            Failure::Script(ScriptFailure::InitFailed),
            FormUnavailable,
            Retry,
        ),
        (
            Failure::Form(LoadErrorType::ApiConnectionError),
            FormUnavailable,
            Terminal,
        ),
        (
            Failure::Form(LoadErrorType::ApiError),
            FormUnavailable,
            Terminal,
        ),
        (
            Failure::Form(LoadErrorType::RateLimitError),
            FormUnavailable,
            Terminal,
        ),
        (
            Failure::Form(LoadErrorType::RenderError),
            FormBlocked,
            Terminal,
        ),
        (
            Failure::Form(LoadErrorType::AccountSessionCreateError),
            SessionNotTaken,
            Retry,
        ),
        (
            Failure::Form(LoadErrorType::AuthenticationError),
            SessionNotTaken,
            Retry,
        ),
        (
            Failure::Form(LoadErrorType::InvalidRequestError),
            Refused,
            Terminal,
        ),
        (Failure::Form(LoadErrorType::Unknown), Refused, Terminal),
        (Failure::Crashed, Crashed, Terminal),
    ] {
        for endpoint in BOTH {
            let expected = Problem {
                kind,
                class,
                retry_after: None,
                http: None,
                reference: None,
            };
            assert_eq!(classify(endpoint, &failure), expected, "{failure:?}");
        }
    }
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
fn a_support_reference_is_shown_only_if_it_is_plain() {
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

#[test]
fn where_nothing_is_tried_again_there_is_nothing_to_wait_for() {
    let wait = |http| {
        let failure = Failure::Answered {
            http,
            retry_after: Some(Duration::from_secs(30)),
            body: None,
        };
        classify(Endpoint::Status, &failure).retry_after
    };
    for http in [429, 503, 500, 502, 408, 425] {
        assert_eq!(wait(http), Some(Duration::from_secs(30)), "{http}");
    }
    for http in [401, 403, 404, 409, 422, 511] {
        assert_eq!(wait(http), None, "{http}");
    }
}

#[test]
fn a_page_in_place_of_json_is_no_word_about_the_person() {
    for endpoint in BOTH {
        for http in [400, 401, 403, 404, 405, 407, 409, 410, 422, 451] {
            let expected = (ProblemKind::Intercepted, Class::BadAnswer);
            assert_eq!(judged(endpoint, &page(http)), expected, "{http}");
            assert_eq!(classify(endpoint, &page(http)).http, Some(http));
        }
        // What a gateway says of itself it may say in HTML.
        for http in [408, 425, 429, 500, 502, 503, 504, 511] {
            let bare = judged(endpoint, &answer(http, None));
            assert_eq!(judged(endpoint, &page(http)), bare, "{http}");
        }
        // Nothing at all is what an authentication layer sends.
        for (http, kind) in [
            (401, ProblemKind::SignedOut),
            (403, ProblemKind::Forbidden),
            (404, ProblemKind::NotFound),
        ] {
            for body in [None, Some(json!({})), Some(json!({ "title": "Forbidden" }))] {
                assert_eq!(judged(endpoint, &answer(http, body)).0, kind);
            }
        }
    }
}
