//! The controls set a scene exactly, say what is wrong with a wrong one, and forget on demand.

use serde_json::json;

use crate::support::{Organisation, ask, try_ask};

#[test]
fn a_partial_document_is_put_over_a_new_organisation() {
    let organisation = Organisation::like(json!({
        "status": "Restricted", "accountId": null, "capabilities": { "chargesEnabled": true, "pastDue": ["company.name"] },
    }));
    let body = organisation.status().json();
    assert_eq!(
        (&body["status"], &body["accountId"], &body["provider"]),
        (&json!("Restricted"), &json!(null), &json!("Stripe"))
    );
    assert_eq!(
        body["capabilities"],
        json!({
            "chargesEnabled": true, "payoutsEnabled": false, "detailsSubmitted": false,
            "currentlyDue": [], "pastDue": ["company.name"], "disabledReason": null,
        })
    );
}

#[test]
fn a_patch_changes_what_it_names_and_keeps_the_log() {
    let organisation = Organisation::like(json!({ "scenario": "active" }));
    organisation.status();
    let patched = ask(
        "PATCH",
        &organisation.control(""),
        Some(json!({ "capabilities": { "payoutsEnabled": false } })),
    );
    assert_eq!(patched.json()["capabilities"]["chargesEnabled"], true);
    assert_eq!(
        organisation.status().json()["capabilities"]["payoutsEnabled"],
        false
    );
    assert_eq!(organisation.log().len(), 2);
}

#[test]
fn a_mistake_is_named() {
    let organisation = Organisation::new();
    for (body, named) in [
        (json!({ "stattus": "Active" }), "stattus"),
        (
            json!({ "settings": { "refusal": "Sometimes" } }),
            "Sometimes",
        ),
        (json!({ "settings": { "exit": "Never" } }), "Never"),
        (json!({ "scenario": "nowhere" }), "scenario"),
    ] {
        let refused = ask("PUT", &organisation.control(""), Some(body));
        assert_eq!(refused.status, 400);
        assert!(
            refused.json()["error"].as_str().unwrap().contains(named),
            "{}",
            refused.text
        );
    }
    for fault in [
        json!({ "endpoint": "nowhere" }),
        json!({ "endpoint": "status", "after": "lunch" }),
        json!({ "endpoint": "status", "status": 42 }),
        json!({ "endpoint": "status", "headers": { "a b": "" } }),
    ] {
        assert_eq!(
            ask("POST", &organisation.control("/faults"), Some(fault)).status,
            400
        );
    }
    assert_eq!(
        ask("GET", "/control/organisations/nonsense", None).status,
        400
    );
}

#[test]
fn a_deleted_organisation_is_new_again() {
    let organisation = Organisation::like(json!({ "scenario": "overdue" }));
    organisation.fault(json!({ "endpoint": "status", "status": 500 }));
    organisation.status();
    assert_eq!(ask("DELETE", &organisation.control(""), None).status, 204);
    assert!(organisation.log().is_empty());
    assert_eq!(organisation.state(), "NotStarted");
}

#[test]
fn the_log_tells_what_was_asked_without_what_is_secret() {
    let organisation = Organisation::new();
    let headers = [
        ("authorization", "Bearer hush"),
        ("x-dolfin-api-key", "dol_live_hush"),
        ("x-requested-with", "fetch"),
    ];
    try_ask(
        "GET",
        &format!("{}?token=hush", organisation.path("status")),
        &headers,
        None,
    )
    .unwrap();
    let log = organisation.log();
    assert_eq!(log.len(), 1);
    let entry = &log[0];
    assert_eq!(
        (&entry["method"], &entry["status"], &entry["aborted"]),
        (&json!("GET"), &json!(200), &json!(false))
    );
    assert_eq!(entry["path"], organisation.path("status"));
    assert_eq!(entry["headers"]["authorization"], "present");
    assert_eq!(entry["headers"]["x-dolfin-api-key"], "present");
    assert_eq!(entry["headers"]["x-requested-with"], "fetch");
    assert!(!entry.to_string().contains("hush"));
}

#[test]
fn the_page_and_the_script_are_served() {
    let page = ask("GET", "/", None);
    assert!(page.text.contains("<title>Sandbox</title>"));
    for link in page
        .text
        .split("=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
    {
        assert!(
            !link.starts_with('/'),
            "{link} would not work under /sandbox/"
        );
    }
    for (path, content_type) in [
        ("/page.css", "text/css"),
        ("/page.js", "text/javascript"),
        ("/connect.js", "text/javascript"),
    ] {
        let file = ask("GET", path, None);
        assert_eq!(file.status, 200);
        assert!(file.header("content-type").starts_with(content_type));
    }
    assert_eq!(
        ask("GET", "/control/app", None).json(),
        json!({ "app": "http://127.0.0.1:8080" })
    );
}
