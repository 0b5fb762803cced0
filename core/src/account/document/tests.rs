//! T01 to T19: the status document, read tolerantly.

use super::{DisabledReason, Provider, State, Unreadable};
use crate::account::fixture::{ASKED, account, codes, read};
use crate::account::json::Tree;
use serde_json::{Value, json};

#[test]
fn a_full_document_is_read_whole() {
    let account = account!({
        "organisationId": "6f1c2d1e-8a51-4d0c-9b1e-0a2b3c4d5e6f",
        "provider": "Stripe",
        "accountId": "acct_1Nv0FGQ9RKHgCVdK",
        "status": "Restricted",
        "capabilities": {
            "chargesEnabled": true,
            "payoutsEnabled": false,
            "detailsSubmitted": true,
            "currentlyDue": ["external_account", "company.tax_id"],
            "pastDue": ["company.tax_id"],
            "disabledReason": "requirements.past_due"
        },
        "enabledAt": "2026-03-01T12:00:00.1234567+00:00"
    });
    assert_eq!(account.provider, Some(Provider::Stripe));
    assert_eq!(account.state, State::Restricted);
    assert!(account.account_id_known);
    let capabilities = account.capabilities.unwrap();
    assert_eq!(capabilities.charges_enabled, Some(true));
    assert_eq!(capabilities.payouts_enabled, Some(false));
    assert_eq!(capabilities.details_submitted, Some(true));
    assert_eq!(
        capabilities.currently_due,
        codes(&["external_account", "company.tax_id"])
    );
    assert_eq!(capabilities.past_due, codes(&["company.tax_id"]));
    assert_eq!(capabilities.disabled_reason, Some(DisabledReason::PastDue));
}

#[test]
fn an_empty_document_is_readable_and_says_nothing() {
    let account = account!({});
    assert_eq!(account.provider, None);
    assert_eq!(account.state, State::Unknown("".into()));
    assert!(!account.account_id_known);
    assert_eq!(account.capabilities, None);
}

#[test]
fn t01_every_provider_decodes() {
    let provider = |value: Value| account!({ "provider": value }).provider;
    assert_eq!(account!({}).provider, None);
    for none in [
        json!(null),
        json!(""),
        json!(7),
        json!({}),
        json!(["Manual"]),
        json!(true),
    ] {
        assert_eq!(
            provider(none.clone()),
            None,
            "{none} is not another provider"
        );
    }
    assert_eq!(provider("Stripe".into()), Some(Provider::Stripe));
    assert_eq!(provider("stripe".into()), Some(Provider::Stripe));
    assert_eq!(provider("MANUAL".into()), Some(Provider::Manual));
    assert_eq!(provider("Yapily".into()), Some(Provider::Yapily));
    assert_eq!(provider("Adyen".into()), Some(Provider::Unknown));
}

#[test]
fn t02_every_state_decodes_and_none_is_active_by_accident() {
    let state = |value: Value| account!({ "status": value }).state;
    for (known, name) in [
        (State::NotStarted, "NotStarted"),
        (State::OnboardingInProgress, "OnboardingInProgress"),
        (State::Active, "Active"),
        (State::Restricted, "Restricted"),
        (State::Rejected, "Rejected"),
        (State::Disconnected, "Disconnected"),
    ] {
        assert_eq!(known.name(), name);
        assert_eq!(state(name.to_lowercase().into()), known);
        assert_eq!(state(name.into()), known);
    }
    for accident in [
        json!(2),
        json!("2"),
        json!(true),
        json!(["Active"]),
        json!({ "Active": true }),
        json!("Active "),
        json!("Ａctive"),
        json!("Inactive"),
        json!(""),
        json!(null),
    ] {
        assert!(
            matches!(state(accident.clone()), State::Unknown(_)),
            "{accident}"
        );
    }
    assert_eq!(state("PendingReview".into()).name(), "PendingReview");
    assert_eq!(account!({}).state.name(), "Unknown");
}

#[test]
fn t03_capabilities_of_the_wrong_shape_are_not_known() {
    for capabilities in [json!(null), json!([]), json!("all"), json!(1)] {
        assert_eq!(
            account!({ "capabilities": capabilities }).capabilities,
            None
        );
    }
    let empty = account!({ "capabilities": {} }).capabilities.unwrap();
    assert_eq!(empty.charges_enabled, None);
    assert_eq!(empty.currently_due, []);
    assert_eq!(empty.disabled_reason, None);
}

#[test]
fn t05_only_booleans_are_booleans() {
    for truth in [
        json!("true"),
        json!(1),
        json!(0),
        json!(null),
        json!([true]),
    ] {
        let account = account!({ "capabilities": {
            "chargesEnabled": truth, "payoutsEnabled": truth, "detailsSubmitted": truth
        }});
        let capabilities = account.capabilities.unwrap();
        assert_eq!(capabilities.charges_enabled, None);
        assert_eq!(capabilities.payouts_enabled, None);
        assert_eq!(capabilities.details_submitted, None);
    }
}

#[test]
fn t06_a_megabyte_of_unknown_members_is_ignored() {
    let mut body = json!({ "status": "Active" });
    for n in 0..10_000 {
        body[format!("unknown{n}")] = "x".repeat(100).into();
    }
    assert_eq!(read(&body).state, State::Active);
}

#[test]
fn t07_pascal_case_is_second_to_the_exact_name() {
    let account = account!({
        "Status": "Active",
        "Provider": "Stripe",
        "AccountId": "acct_1",
        "Capabilities": { "ChargesEnabled": true, "PastDue": ["a"], "DisabledReason": "other" }
    });
    assert_eq!(account.state, State::Active);
    assert_eq!(account.provider, Some(Provider::Stripe));
    assert!(account.account_id_known);
    let capabilities = account.capabilities.unwrap();
    assert_eq!(capabilities.charges_enabled, Some(true));
    assert_eq!(capabilities.past_due, codes(&["a"]));
    assert_eq!(capabilities.disabled_reason, Some(DisabledReason::Other));

    let both = account!({ "Status": "Active", "status": "Rejected" });
    assert_eq!(both.state, State::Rejected);
    let exact_is_null = account!({ "Status": "Active", "status": null });
    assert_eq!(exact_is_null.state, State::Unknown("".into()));
}

#[test]
fn t12_a_document_about_another_organisation_is_refused() {
    let read = |id: Value| super::read(Tree(&json!({ "organisationId": id })), ASKED);
    for same in [
        "6f1c2d1e-8a51-4d0c-9b1e-0a2b3c4d5e6f",
        "6F1C2D1E-8A51-4D0C-9B1E-0A2B3C4D5E6F",
        "6f1c2d1e8a514d0c9b1e0a2b3c4d5e6f",
    ] {
        assert!(read(same.into()).is_ok(), "{same}");
    }
    for other in [
        "6f1c2d1e-8a51-4d0c-9b1e-0a2b3c4d5e60",
        "00000000-0000-0000-0000-000000000000",
        "org_1",
        "6f1c2d1e-8a51-4d0c-9b1e-0a2b3c4d5e6f ",
    ] {
        assert_eq!(
            read(other.into()),
            Err(Unreadable::OtherOrganisation),
            "{other}"
        );
    }
    for silent in [json!(null), json!(""), json!(7)] {
        assert!(read(silent).is_ok());
    }
}

#[test]
fn e17_what_is_no_object_is_refused() {
    for body in [
        json!(null),
        json!([]),
        json!("Active"),
        json!(2),
        json!(true),
        json!([{}]),
    ] {
        assert_eq!(super::read(Tree(&body), ASKED), Err(Unreadable::WrongShape));
    }
}

#[test]
fn t13_deep_nesting_is_not_followed() {
    // Far beyond the depth at which the browser's reader stops; documents go down four levels.
    let mut deep = Value::Null;
    for _ in 0..1_000 {
        deep = json!([deep]);
    }
    let account =
        account!({ "unknown": deep, "status": deep, "capabilities": deep, "provider": deep });
    assert_eq!(account.state, State::Unknown("".into()));
    assert_eq!(account.capabilities, None);
}

#[test]
fn c1_only_what_looks_like_a_name_of_a_state_goes_out() {
    let long = "a".repeat(41);
    for text in [
        "<script>alert(1)</script>",
        "Pending Review",
        "Pending\nReview",
        "\u{202E}evitcA",
        "Génial",
        "State2",
        "𝄞",
        &long,
    ] {
        let state = account!({ "status": text }).state;
        assert_eq!(state, State::Unknown("".into()), "{text}");
        assert_eq!(state.name(), "Unknown");
    }
    let longest = "a".repeat(40);
    assert_eq!(account!({ "status": longest }).state.name(), longest);
}

#[test]
fn t19_numbers_at_the_edge_are_no_facts() {
    for number in [-0.0, 9.223372036854776e18, 1e300] {
        let account = account!({
            "status": number, "accountId": number, "organisationId": number, "capabilities": number
        });
        assert_eq!(account.state, State::Unknown("".into()));
        assert!(!account.account_id_known);
        assert_eq!(account.capabilities, None);
    }
}

#[test]
fn disabled_reasons_are_read_by_an_allow_list() {
    use DisabledReason::*;
    for (text, expected) in [
        ("requirements.past_due", PastDue),
        ("requirements.fields_needed", InformationNeeded),
        ("pending.onboarding", InformationNeeded),
        ("requirements.pending_verification", Checking),
        ("under_review", Checking),
        ("pending.review", Checking),
        ("listed", Checking),
        ("action_required.requested_capabilities", Platform),
        ("platform_paused", Platform),
        ("platform_disabled", Platform),
        ("rejected.fraud", Rejected),
        ("rejected.listed", Rejected),
        ("rejected.other", Rejected),
        ("rejected.incomplete_verification", Rejected),
        ("rejected.terms_of_service", Rejected),
        ("rejected.platform_fraud", Rejected),
        ("rejected.platform_other", Rejected),
        ("rejected.platform_terms_of_service", Rejected),
        ("rejected.card_casher", Rejected),
        ("rejected.something_new", Rejected),
        ("other", Other),
        ("paused.inactivity", Other),
        ("something_new", Other),
    ] {
        let account = account!({ "capabilities": { "disabledReason": text } });
        assert_eq!(
            account.capabilities.unwrap().disabled_reason,
            Some(expected),
            "{text}"
        );
    }
    for none in [json!(null), json!(""), json!(7)] {
        let account = account!({ "capabilities": { "disabledReason": none } });
        assert_eq!(account.capabilities.unwrap().disabled_reason, None);
    }
}
