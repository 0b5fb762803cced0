//! Right answers that arrive distorted, and refusals that are not Dolfin's.

use serde_json::json;

use crate::support::{Organisation, ask};

#[test]
fn something_on_the_way_refuses_with_a_page_and_nothing_moves() {
    for (status, title) in [
        (401, "Unauthorized"),
        (403, "Forbidden"),
        (404, "Not Found"),
    ] {
        let organisation = Organisation::new();
        for endpoint in ["session", "status"] {
            organisation.fault(json!({ "endpoint": endpoint, "kind": "html", "status": status }));
        }
        for refused in [organisation.session(), organisation.status()] {
            assert_eq!(refused.status, status, "{title}");
            assert!(refused.header("content-type").starts_with("text/html"));
            assert!(
                refused.text.starts_with("<!doctype html>"),
                "{}",
                refused.text
            );
        }
        let known = ask("GET", &organisation.control(""), None).json();
        assert_eq!(
            (&known["status"], &known["sessions"]["minted"]),
            (&json!("NotStarted"), &json!(0))
        );
    }
}

#[test]
fn lists_can_arrive_as_objects_with_a_gap() {
    let organisation = Organisation::like(json!({
        "scenario": "overdue", "settings": { "listsAsObjects": true },
    }));
    let capabilities = organisation.status().json()["capabilities"].clone();
    let owed = json!({ "0": "company.tax_id", "2": "representative.verification.document" });
    assert_eq!(capabilities["currentlyDue"], owed);
    assert_eq!(capabilities["pastDue"], owed);
    assert_eq!(capabilities["disabledReason"], "requirements.past_due");

    let nothing_due = Organisation::like(json!({
        "scenario": "active", "settings": { "listsAsObjects": true },
    }));
    let capabilities = nothing_due.status().json()["capabilities"].clone();
    assert_eq!(capabilities["pastDue"], json!({}));
}

#[test]
fn enumerations_can_arrive_as_numbers() {
    for (scenario, status, provider) in [
        ("not-started", json!(0), json!(0)),
        ("overdue", json!(3), json!(0)),
        ("disconnected", json!(5), json!(0)),
        ("manual", json!(2), json!(1)),
        ("yapily", json!(2), json!(2)),
        ("unknown-state", json!(99), json!(0)),
        ("unknown-provider", json!(1), json!(99)),
        ("not-enabled", json!(0), json!(null)),
    ] {
        let organisation = Organisation::like(json!({
            "scenario": scenario, "settings": { "enumsAsNumbers": true },
        }));
        let body = organisation.status().json();
        assert_eq!(
            (&body["status"], &body["provider"]),
            (&status, &provider),
            "{scenario}"
        );
    }
}

#[test]
fn a_distortion_ends_when_it_is_switched_off_and_is_not_mentioned_then() {
    let organisation = Organisation::like(json!({
        "scenario": "overdue", "settings": { "listsAsObjects": true, "enumsAsNumbers": true },
    }));
    let off = json!({ "settings": { "listsAsObjects": false, "enumsAsNumbers": false } });
    let patched = ask("PATCH", &organisation.control(""), Some(off)).json();
    assert_eq!(patched["settings"].get("listsAsObjects"), None);
    assert_eq!(organisation.state(), "Restricted");
    assert_eq!(organisation.due().len(), 2);
}
