//! The account moves because someone did something, and not otherwise.

use serde_json::json;

use crate::support::{Form, Organisation, ask, eventually};

#[test]
fn reading_the_status_never_moves_an_account() {
    let organisation = Organisation::new();
    let first = organisation.status().json();
    assert_eq!(first["status"], "NotStarted");
    assert_eq!(first["capabilities"], json!(null));
    assert_eq!(organisation.status().json(), first);
}

#[test]
fn the_first_session_makes_a_new_company_owe_the_real_codes() {
    let organisation = Organisation::new();
    assert_eq!(organisation.session().status, 200);
    assert_eq!(organisation.state(), "OnboardingInProgress");
    let due = organisation.due();
    assert_eq!(due, sandbox::form::NEW_COMPANY);
    assert!(due.is_sorted(), "Stripe lists codes alphabetically");
    let first = organisation.status().json();
    organisation.session();
    assert_eq!(
        organisation.status().json(),
        first,
        "a second session changes nothing"
    );
}

#[test]
fn a_new_account_is_past_due_with_everything_until_it_is_answered_and_submitted() {
    let organisation = Organisation::like(json!({ "settings": { "pendingMs": 60_000 } }));
    let form = Form::open(&organisation);
    let capabilities = || organisation.status().json()["capabilities"].clone();
    let begun = capabilities();
    assert_eq!(begun["pastDue"], begun["currentlyDue"]);
    assert_eq!(begun["disabledReason"], "requirements.past_due");
    for told in ["chargesEnabled", "payoutsEnabled", "detailsSubmitted"] {
        assert_eq!(begun[told], false, "{told}");
    }

    let answered = ["external_account".to_owned()];
    form.complete("external_account", &answered);
    let further = capabilities();
    assert_eq!(further["pastDue"], further["currentlyDue"]);
    assert_eq!(further["disabledReason"], "requirements.past_due");

    form.complete_all();
    form.submit();
    let submitted = capabilities();
    assert_eq!(submitted["pastDue"], json!([]));
    assert_eq!(
        submitted["disabledReason"],
        "requirements.pending_verification"
    );
}

#[test]
fn a_completed_step_settles_its_own_codes_and_no_others() {
    let organisation = Organisation::new();
    let form = Form::open(&organisation);
    let before = organisation.due();
    // The form sends everything; the step decides.
    form.complete("external_account", &before);
    let left: Vec<_> = before
        .into_iter()
        .filter(|code| code != "external_account")
        .collect();
    assert_eq!(organisation.due(), left);

    let (_, owners) = form
        .steps()
        .into_iter()
        .find(|(step, _)| step == "owners")
        .unwrap();
    form.complete("owners", &owners[..2]);
    let due = organisation.due();
    assert!(
        owners[..2].iter().all(|code| !due.contains(code)),
        "what was given is settled"
    );
    assert!(
        owners[2..].iter().all(|code| due.contains(code)),
        "what was not given stays"
    );
}

#[test]
fn the_whole_journey_ends_active_with_everything_on() {
    let organisation = Organisation::like(json!({ "settings": { "pendingMs": 150 } }));
    let form = Form::open(&organisation);
    let walked: Vec<_> = form.steps().into_iter().map(|(step, _)| step).collect();
    assert_eq!(
        walked,
        [
            "business_type",
            "business_details",
            "representative_details",
            "owners",
            "directors",
            "external_account",
            "representative_document",
            "summary"
        ]
    );
    assert_eq!(
        form.submit().status,
        400,
        "nothing can be handed in while something is missing"
    );
    form.complete_all();
    assert_eq!(organisation.due(), [""; 0]);
    assert_eq!(
        organisation.status().json()["capabilities"]["detailsSubmitted"],
        false
    );

    assert_eq!(form.submit().status, 200);
    let pending = organisation.status().json();
    assert_eq!(pending["status"], "OnboardingInProgress");
    assert_eq!(pending["capabilities"]["detailsSubmitted"], true);
    assert_eq!(pending["capabilities"]["chargesEnabled"], false);
    assert_eq!(
        pending["capabilities"]["disabledReason"],
        "requirements.pending_verification"
    );

    eventually("Active", || organisation.state() == "Active");
    let capabilities = &organisation.status().json()["capabilities"];
    for capability in ["chargesEnabled", "payoutsEnabled", "detailsSubmitted"] {
        assert_eq!(capabilities[capability], true, "{capability}");
    }
    assert_eq!(capabilities["disabledReason"], json!(null));
}

#[test]
fn verification_can_end_badly() {
    for (outcome, due) in [("Restricted", 1), ("Rejected", 0)] {
        let organisation =
            Organisation::like(json!({ "settings": { "pendingMs": 0, "outcome": outcome } }));
        let form = Form::open(&organisation);
        form.complete_all();
        form.submit();
        assert_eq!(organisation.state(), outcome);
        assert_eq!(organisation.due().len(), due, "{outcome}");
    }
}

#[test]
fn past_due_leaves_with_currently_due() {
    let organisation =
        Organisation::like(json!({ "scenario": "overdue", "settings": { "pendingMs": 0 } }));
    let form = Form::open(&organisation);
    form.complete_all();
    let capabilities = organisation.status().json()["capabilities"].clone();
    assert_eq!(capabilities["pastDue"], json!([]));
    assert_eq!(
        capabilities["disabledReason"],
        "requirements.pending_verification"
    );
    assert_eq!(
        organisation.state(),
        "Restricted",
        "not before it is handed in"
    );
    form.submit();
    assert_eq!(organisation.state(), "Active");
}

#[test]
fn what_no_form_can_answer_stays_and_keeps_the_account_restricted() {
    let organisation = Organisation::like(json!({
        "status": "Restricted",
        "capabilities": { "currentlyDue": ["interv_1.sanctions_review.support", "external_account"] },
        "settings": { "pendingMs": 0 },
    }));
    let form = Form::open(&organisation);
    assert_eq!(form.steps().len(), 1);
    form.complete_all();
    assert_eq!(form.submit().status, 200);
    assert_eq!(organisation.state(), "Restricted");
    assert_eq!(organisation.due(), ["interv_1.sanctions_review.support"]);
}

#[test]
fn an_appeal_can_be_made_through_the_form() {
    let organisation =
        Organisation::like(json!({ "scenario": "appealable", "settings": { "pendingMs": 0 } }));
    let form = Form::open(&organisation);
    assert_eq!(form.steps()[0].0, "risk_intervention");
    form.complete_all();
    form.submit();
    assert_eq!(organisation.state(), "Active");
}

#[test]
fn every_form_that_opens_can_be_completed_and_handed_in() {
    let scenarios = ask("GET", "/control/scenarios", None).json();
    let mut completed = 0;
    for scenario in scenarios.as_array().unwrap() {
        let organisation = Organisation::like(json!({ "scenario": scenario["name"] }));
        if organisation.session().status != 200 {
            continue;
        }
        let form = Form::open(&organisation);
        form.complete_all();
        assert_eq!(form.steps(), [], "{scenario}");
        if organisation.status().json()["capabilities"].is_object() {
            assert_eq!(form.submit().status, 200, "{scenario}");
            completed += 1;
        }
    }
    assert!(completed >= 12, "{completed} forms were completed");
}
