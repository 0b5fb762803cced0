//! E01 to E30: every failure, by what can be done about it. T09 to T11: the bodies they come with.

mod no_answer;

use std::time::Duration;

use super::{Class, Endpoint, ErrorBody, Failure, ProblemKind, classify, settle};
use crate::account::{fixture::account, json::Tree};
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
fn e01_e02_e03_e06_e08_e09_e10_e11_e12_e13_e14_answers_are_judged_by_their_http_status() {
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
        AuthenticationFailed,
        FormSilent,
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
