//! The form's end, and the form that never begins: what can be made to happen then, and only then.

use std::{
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::support::{Form, Organisation, ask, claim, eventually};

fn leave(form: &Form) {
    assert_eq!(
        form.ask("POST", "/stripe/onboarding/exit", None).status,
        204
    );
}

#[test]
fn a_fault_can_wait_until_the_form_is_left() {
    let organisation = Organisation::new();
    let form = Form::open(&organisation);
    organisation.fault(json!({ "endpoint": "status", "after": "exit", "status": 503 }));
    organisation.fault(json!({ "endpoint": "status", "after": "exit", "delayMs": 300 }));
    for _ in 0..3 {
        assert_eq!(organisation.status().status, 200);
    }

    let other = Organisation::new();
    leave(&Form::open(&other));
    assert_eq!(
        organisation.status().status,
        200,
        "another's exit is not this one's"
    );

    leave(&form);
    assert_eq!(organisation.status().status, 503);
    let begun = Instant::now();
    assert_eq!(organisation.status().status, 200);
    assert!(begun.elapsed() >= Duration::from_millis(300));
    assert_eq!(
        ask("GET", &organisation.control("/faults"), None).json(),
        json!([])
    );
}

#[test]
fn only_a_form_with_a_session_can_be_left() {
    let organisation = Organisation::new();
    organisation.fault(json!({ "endpoint": "status", "after": "exit", "status": 503 }));
    let unknown = ask("POST", "/stripe/onboarding/exit", None);
    assert_eq!(unknown.status, 401);
    assert_eq!(organisation.status().status, 200);
    let waiting = ask("GET", &organisation.control("/faults"), None).json();
    assert_eq!(waiting[0]["after"], "exit");
}

#[test]
fn a_form_that_draws_nothing_waits_until_it_is_released() {
    let organisation = Organisation::like(json!({ "settings": { "drawsNothing": true } }));
    let secret = organisation.secret();
    let claimed = thread::spawn(move || claim(&secret));
    let sessions = || ask("GET", &organisation.control(""), None).json()["sessions"].clone();
    eventually("the secret to be claimed", || sessions()["claimed"] == 1);
    // A change of something else does not release it.
    let patch = |settings: Value| {
        let patched = ask(
            "PATCH",
            &organisation.control(""),
            Some(json!({ "settings": settings })),
        );
        assert_eq!(patched.status, 200, "{}", patched.text);
    };
    patch(json!({ "pendingMs": 1 }));
    assert!(!claimed.is_finished());
    patch(json!({ "drawsNothing": false, "exit": "AfterStep" }));
    let answer = claimed.join().unwrap();
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json()["exit"], "AfterStep", "as it is by then");
    let form = Form(answer.json()["key"].as_str().unwrap().to_owned());
    assert_eq!(form.steps().len(), 8);
}

#[test]
fn how_a_form_is_left_is_said_when_its_secret_is_claimed() {
    for exit in [
        json!("AtOnce"),
        json!("AfterStep"),
        json!("AfterSubmit"),
        json!(null),
    ] {
        let organisation = Organisation::like(json!({ "settings": { "exit": exit } }));
        assert_eq!(claim(&organisation.secret()).json()["exit"], exit);
    }
}
