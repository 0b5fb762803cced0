//! Secrets are single-use, they expire, and they never come back out.

use std::{thread, time::Duration};

use serde_json::json;

use crate::support::{Form, Organisation, ask, claim};

#[test]
fn every_session_post_mints_another_secret_that_no_cache_may_keep() {
    let organisation = Organisation::new();
    let first = organisation.session();
    assert_eq!(first.header("cache-control"), "no-store");
    assert!(
        first.json()["expiresAt"]
            .as_str()
            .unwrap()
            .ends_with("+00:00"),
        "{}",
        first.text
    );
    let first = first.json()["clientSecret"].clone();
    assert!(first.as_str().unwrap().starts_with("accs_secret__"));
    assert_ne!(organisation.session().json()["clientSecret"], first);
    let known = ask("GET", &organisation.control(""), None).json();
    assert_eq!(known["sessions"], json!({ "minted": 2, "claimed": 0 }));
}

#[test]
fn a_secret_works_once() {
    let organisation = Organisation::new();
    let secret = organisation.secret();
    assert_eq!(claim(&secret).status, 200);
    let again = claim(&secret);
    assert_eq!(again.status, 401);
    assert_eq!(again.json()["error"]["type"], "authentication_error");
    assert_eq!(again.json()["error"]["code"], "secret_used");
    let known = ask("GET", &organisation.control(""), None).json();
    assert_eq!(known["sessions"], json!({ "minted": 1, "claimed": 1 }));
}

#[test]
fn a_secret_and_its_session_expire() {
    let organisation = Organisation::like(json!({ "settings": { "secretLifetimeMs": 120 } }));
    let late = organisation.secret();
    let form = Form::open(&organisation);
    assert_eq!(form.steps().len(), 8);
    thread::sleep(Duration::from_millis(150));
    assert_eq!(claim(&late).json()["error"]["code"], "session_expired");
    let refused = form.ask("GET", "/stripe/onboarding", None);
    assert_eq!(
        (refused.status, refused.json()["error"]["code"].as_str()),
        (401, Some("session_expired"))
    );
    assert_eq!(
        form.submit().status,
        401,
        "nothing moves with an expired session"
    );
}

#[test]
fn a_session_ends_at_sign_out() {
    let form = Form::open(&Organisation::new());
    assert_eq!(form.ask("POST", "/stripe/logout", None).status, 204);
    assert_eq!(
        form.ask("GET", "/stripe/onboarding", None).json()["error"]["code"],
        "session_unknown"
    );
}

#[test]
fn a_secret_key_in_place_of_the_publishable_one_is_refused() {
    let secret = Organisation::new().secret();
    let body = json!({ "clientSecret": secret, "publishableKey": "sk_test_1" });
    let refused = ask("POST", "/stripe/account_sessions/claim", Some(body));
    assert_eq!(
        (refused.status, refused.json()["error"]["type"].as_str()),
        (401, Some("invalid_request_error"))
    );
    assert_eq!(claim(&secret).status, 200, "and the secret is still good");
}

#[test]
fn neither_the_state_nor_the_log_ever_shows_a_secret() {
    let organisation = Organisation::new();
    let secret = organisation.secret();
    let form = Form::with(&secret);
    form.complete_all();
    for path in ["", "/requests"] {
        let text = ask("GET", &organisation.control(path), None).text;
        assert!(
            !text.contains("accs_secret") && !text.contains("em_test"),
            "{text}"
        );
    }
    let log = organisation.log();
    assert!(
        log.iter()
            .any(|entry| entry["headers"]["authorization"] == "present")
    );
    assert!(
        log.iter()
            .any(|entry| entry["path"] == "/stripe/account_sessions/claim"),
        "the claim is the organisation's too"
    );
}
