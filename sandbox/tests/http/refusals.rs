//! Every refusal has the shape ASP.NET gives it, and every scenario answers what its name says.

use serde_json::{Value, json};

use crate::support::{Answer, Organisation, ask, try_ask};

fn is_problem(answer: &Answer, status: u16, title: &str) {
    assert_eq!(answer.status, status, "{}", answer.text);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let body = answer.json();
    assert_eq!(body["title"], title);
    assert_eq!(body["status"], status, "a number, as .NET writes it");
    assert!(
        body["type"]
            .as_str()
            .unwrap()
            .starts_with("https://tools.ietf.org/html/rfc9110#section-")
    );
    let trace: Vec<_> = body["traceId"].as_str().unwrap().split('-').collect();
    assert_eq!(
        trace.iter().map(|part| part.len()).collect::<Vec<_>>(),
        [2, 32, 16, 2]
    );
    assert!(
        body.as_object()
            .unwrap()
            .values()
            .all(|value| !value.is_null()),
        "null members are left out"
    );
}

#[test]
fn any_uuid_is_an_organisation_and_nothing_else_is() {
    for id in [
        "nonsense",
        "00000000-0000-0000-0000-000000000000",
        "123",
        "%20",
    ] {
        is_problem(
            &ask(
                "GET",
                &format!("/organisations/{id}/payment-account/status"),
                None,
            ),
            404,
            "Organisation.NotFound",
        );
        is_problem(
            &ask(
                "POST",
                &format!("/organisations/{id}/payment-account/session"),
                None,
            ),
            404,
            "Organisation.NotFound",
        );
    }
    assert_eq!(Organisation::new().status().status, 200);
}

#[test]
fn standing_refusals_have_their_code_in_the_title() {
    for (refusal, status, title, on_status) in [
        ("Forbidden", 403, "Payment.Forbidden", true),
        ("NotFound", 404, "Organisation.NotFound", true),
        ("ProviderError", 502, "PaymentAccount.ProviderError", false),
        ("Conflict", 409, "Conflict", false),
    ] {
        let organisation = Organisation::like(json!({ "settings": { "refusal": refusal } }));
        is_problem(&organisation.session(), status, title);
        if on_status {
            is_problem(&organisation.status(), status, title);
        } else {
            assert_eq!(
                organisation.state(),
                "NotStarted",
                "{refusal} mints nothing and moves nothing"
            );
        }
    }
}

#[test]
fn the_two_conflicts_follow_from_the_state() {
    is_problem(
        &Organisation::like(json!({ "scenario": "not-enabled" })).session(),
        409,
        "PaymentAccount.NotEnabled",
    );
    is_problem(
        &Organisation::like(json!({ "scenario": "disconnected" })).session(),
        409,
        "PaymentAccount.Disconnected",
    );
}

#[test]
fn a_wanted_token_is_asked_for_with_an_empty_401() {
    let organisation = Organisation::like(json!({ "settings": { "token": "letmein" } }));
    let refused = organisation.status();
    assert_eq!(
        (
            refused.status,
            refused.text.as_str(),
            refused.header("www-authenticate")
        ),
        (401, "", "Bearer")
    );
    let with = |token: &str| {
        try_ask(
            "GET",
            &organisation.path("status"),
            &[("authorization", token)],
            None,
        )
        .unwrap()
        .status
    };
    assert_eq!(with("Bearer wrong"), 401);
    assert_eq!(with("Bearer letmein"), 200);
}

#[test]
fn a_dto_writes_its_nulls() {
    let status = Organisation::like(json!({ "scenario": "not-enabled" })).status();
    assert_eq!(
        status.header("content-type"),
        "application/json; charset=utf-8"
    );
    let body = status.json();
    for member in ["provider", "accountId", "capabilities", "enabledAt"] {
        assert_eq!(body.get(member), Some(&Value::Null), "{member}");
    }
}

#[test]
fn dates_have_up_to_seven_digits_and_an_offset() {
    let body = Organisation::new().status().json();
    let (_, fraction) = body["enabledAt"].as_str().unwrap().split_once('.').unwrap();
    let digits = fraction.strip_suffix("+00:00").unwrap();
    assert!(
        (1..=7).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()),
        "{fraction}"
    );
}

#[test]
fn every_scenario_answers_what_its_name_says() {
    let expected = [
        ("not-started", "NotStarted", 200),
        ("resume", "OnboardingInProgress", 200),
        ("overdue", "Restricted", 200),
        ("needed-now", "Restricted", 200),
        ("under-review", "OnboardingInProgress", 200),
        ("active", "Active", 200),
        ("more-soon", "Active", 200),
        ("payouts-off", "Restricted", 200),
        ("rejected", "Rejected", 200),
        ("appealable", "Rejected", 200),
        ("disconnected", "Disconnected", 409),
        ("not-enabled", "NotStarted", 409),
        ("forbidden", "", 403),
        ("unknown-organisation", "", 404),
        ("manual", "Active", 409),
        ("yapily", "Active", 409),
        ("provider-error", "NotStarted", 502),
        ("unknown-state", "PendingApproval", 200),
        ("unknown-provider", "OnboardingInProgress", 200),
        ("uncoded-conflict", "Disconnected", 409),
        ("sensitive", "Rejected", 200),
        ("several-people", "Restricted", 200),
        ("many", "OnboardingInProgress", 200),
        ("signed-out", "", 401),
        ("short-session", "NotStarted", 200),
    ];
    let scenarios = ask("GET", "/control/scenarios", None).json();
    let listed: Vec<_> = scenarios
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    assert_eq!(listed, expected.map(|(name, _, _)| name));
    for (name, state, session) in expected {
        let organisation = Organisation::like(json!({ "scenario": name }));
        let status = organisation.status();
        if status.status == 200 {
            assert_eq!(status.json()["status"], state, "{name}");
        } else {
            assert_eq!((status.status, state), (session, ""), "{name}");
        }
        assert_eq!(organisation.session().status, session, "{name}");
    }
    assert_eq!(
        Organisation::like(json!({ "scenario": "many" }))
            .due()
            .len(),
        2_000
    );
}

#[test]
fn a_scenario_lives_at_an_id_one_can_remember() {
    let overdue = ask(
        "GET",
        "/organisations/00000000-0000-4000-8000-000000000003/payment-account/status",
        None,
    );
    assert_eq!(overdue.json()["status"], "Restricted");
    assert_eq!(
        overdue.json()["capabilities"]["pastDue"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
}
