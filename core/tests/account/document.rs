//! T01 to T19: the status document, read tolerantly.

use onboarding_core::account::{
    document::{self, DisabledReason, MOST_CODES, Provider, State, Unreadable},
    timestamp::Timestamp,
    value::Value,
};

use crate::support::{ASKED, account, codes, json, read};

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
    assert_eq!(account.enabled_at, Some(Timestamp(1_772_366_400_123)));
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
    assert_eq!(account.enabled_at, None);
}

#[test]
fn t01_every_provider_decodes() {
    let provider = |value: serde_json::Value| account!({ "provider": value }).provider;
    assert_eq!(account!({}).provider, None);
    assert_eq!(provider(serde_json::json!(null)), None);
    assert_eq!(provider("".into()), None);
    assert_eq!(provider("Stripe".into()), Some(Provider::Stripe));
    assert_eq!(provider("stripe".into()), Some(Provider::Stripe));
    assert_eq!(provider("MANUAL".into()), Some(Provider::Manual));
    assert_eq!(provider("Yapily".into()), Some(Provider::Yapily));
    assert_eq!(
        provider("Adyen".into()),
        Some(Provider::Unknown("Adyen".into()))
    );
    assert_eq!(provider(7.into()), Some(Provider::Unknown("".into())));
    assert_eq!(
        provider(serde_json::json!({})),
        Some(Provider::Unknown("".into()))
    );
}

#[test]
fn t02_every_state_decodes_and_none_is_active_by_accident() {
    let state = |value: serde_json::Value| account!({ "status": value }).state;
    for known in [
        State::NotStarted,
        State::OnboardingInProgress,
        State::Active,
        State::Restricted,
        State::Rejected,
        State::Disconnected,
    ] {
        let name = known.name().to_owned();
        assert_eq!(state(name.to_lowercase().into()), known);
        assert_eq!(state(name.into()), known);
    }
    for accident in [
        serde_json::json!(2),
        serde_json::json!("2"),
        serde_json::json!(true),
        serde_json::json!(["Active"]),
        serde_json::json!({ "Active": true }),
        serde_json::json!("Active "),
        serde_json::json!("Ａctive"),
        serde_json::json!("Inactive"),
        serde_json::json!(""),
        serde_json::json!(null),
    ] {
        assert!(
            matches!(state(accident.clone()), State::Unknown(_)),
            "{accident}"
        );
    }
    assert_eq!(state("PendingReview".into()).name(), "PendingReview");
    assert_eq!(state("".into()).name(), "Unknown");
    assert_eq!(account!({}).state.name(), "Unknown");
}

#[test]
fn state_names_are_those_of_the_api() {
    let names = [
        (State::NotStarted, "NotStarted"),
        (State::OnboardingInProgress, "OnboardingInProgress"),
        (State::Active, "Active"),
        (State::Restricted, "Restricted"),
        (State::Rejected, "Rejected"),
        (State::Disconnected, "Disconnected"),
    ];
    for (state, name) in names {
        assert_eq!(state.name(), name);
    }
}

#[test]
fn t03_capabilities_of_the_wrong_shape_are_not_known() {
    for capabilities in [
        serde_json::json!(null),
        serde_json::json!([]),
        serde_json::json!("all"),
        serde_json::json!(1),
    ] {
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
fn t04_lists_survive_anything() {
    let due = |list: serde_json::Value| {
        let account = account!({ "capabilities": { "currentlyDue": list } });
        account.capabilities.unwrap().currently_due
    };
    assert_eq!(due(serde_json::json!(null)), []);
    assert_eq!(due(serde_json::json!({ "0": "company.name" })), []);
    assert_eq!(due(serde_json::json!(3)), []);
    assert_eq!(
        due(serde_json::json!("company.name")),
        codes(&["company.name"])
    );
    assert_eq!(
        due(serde_json::json!(["b", 1, null, "", "  ", ["x"], {"y": 1}, "a", "b"])),
        codes(&["b", "a", "b"])
    );
    assert_eq!(
        due(serde_json::json!("b\n\n \na\nb")),
        codes(&["b", "a", "b"]),
        "a code a line"
    );
    assert_eq!(
        due(serde_json::json!(["b\na", "b"])),
        codes(&["b", "a", "b"])
    );
    let many: Vec<String> = (0..10_000).map(|n| format!("company.field_{n}")).collect();
    let kept = due(many.into());
    assert_eq!(kept.len(), MOST_CODES);
    assert_eq!(kept[MOST_CODES - 1].as_str(), "company.field_1999");
}

#[test]
fn only_what_takes_a_page_a_while_is_long() {
    for (current, past, long) in [
        (0, 0, false),
        (200, 0, false),
        (100, 101, true),
        (2_000, 0, true),
    ] {
        let codes = |count: usize| vec!["company.name"; count];
        let capabilities =
            serde_json::json!({ "currentlyDue": codes(current), "pastDue": codes(past) });
        assert_eq!(account!({ "capabilities": capabilities }).is_long(), long);
    }
    assert!(!account!({}).is_long());
}

#[test]
fn t05_only_booleans_are_booleans() {
    for truth in [
        serde_json::json!("true"),
        serde_json::json!(1),
        serde_json::json!(0),
        serde_json::json!(null),
        serde_json::json!([true]),
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
    let mut members = vec![("status".to_owned(), Value::Text("Active".to_owned()))];
    for n in 0..10_000 {
        members.push((format!("unknown{n}"), Value::Text("x".repeat(100))));
    }
    let account = read(&Value::Object(members));
    assert_eq!(account.state, State::Active);
}

#[test]
fn t07_pascal_case_is_second_to_the_exact_name() {
    let account = account!({
        "Status": "Active",
        "Provider": "Stripe",
        "AccountId": "acct_1",
        "Capabilities": { "ChargesEnabled": true, "PastDue": ["a"], "DisabledReason": "other" },
        "EnabledAt": "2026-03-01T12:00:00Z"
    });
    assert_eq!(account.state, State::Active);
    assert_eq!(account.provider, Some(Provider::Stripe));
    assert!(account.account_id_known && account.enabled_at.is_some());
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
    let read = |id: serde_json::Value| document::read(&json!({ "organisationId": id }), ASKED);
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
    for silent in [
        serde_json::json!(null),
        serde_json::json!(""),
        serde_json::json!(7),
    ] {
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
        assert_eq!(document::read(&body, ASKED), Err(Unreadable::WrongShape));
    }
}

#[test]
fn t13_deep_nesting_is_not_followed() {
    // Far beyond the depth at which the web room stops copying; the readers go down four levels.
    let mut deep = Value::Null;
    for _ in 0..1_000 {
        deep = Value::List(vec![deep]);
    }
    let account = read(&Value::Object(vec![
        ("unknown".to_owned(), deep.clone()),
        ("status".to_owned(), deep.clone()),
        ("capabilities".to_owned(), deep.clone()),
        ("provider".to_owned(), deep),
    ]));
    assert_eq!(account.state, State::Unknown("".into()));
    assert_eq!(account.capabilities, None);
}

#[test]
fn t16_odd_characters_survive_and_long_texts_are_cut_between_characters() {
    let odd = "\u{FFFD}\u{0}\u{202E}𝄞";
    assert_eq!(
        account!({ "status": odd }).state,
        State::Unknown(odd.into())
    );
    let long = "𝄞".repeat(2_001);
    let State::Unknown(kept) = account!({ "status": long }).state else {
        panic!("no state is called that");
    };
    assert_eq!(kept.chars().count(), 2_000);
    let due = account!({ "capabilities": { "pastDue": [long] } });
    assert_eq!(
        due.capabilities.unwrap().past_due[0]
            .as_str()
            .chars()
            .count(),
        2_000
    );
    let Some(Provider::Unknown(kept)) = account!({ "provider": long }).provider else {
        panic!("no provider is called that");
    };
    assert_eq!(kept.chars().count(), 2_000);
    let short = "é".repeat(2_000);
    assert_eq!(
        account!({ "status": short }).state,
        State::Unknown(short.into())
    );
}

#[test]
fn t17_of_duplicate_names_the_last_wins() {
    let text = |text: &str| Value::Text(text.to_owned());
    let account = read(&Value::Object(vec![
        ("status".to_owned(), text("Active")),
        ("status".to_owned(), text("Rejected")),
        ("Provider".to_owned(), text("Stripe")),
        ("PROVIDER".to_owned(), text("Manual")),
    ]));
    assert_eq!(account.state, State::Rejected);
    assert_eq!(account.provider, Some(Provider::Manual));
}

#[test]
fn t19_numbers_at_the_edge_are_no_facts() {
    for number in [f64::INFINITY, -0.0, 9.223372036854776e18, 1e300, f64::NAN] {
        let number = Value::Number(number);
        let names = [
            "status",
            "accountId",
            "enabledAt",
            "organisationId",
            "capabilities",
        ];
        let members = names.map(|name| (name.to_owned(), number.clone()));
        let account = read(&Value::Object(members.to_vec()));
        assert_eq!(account.state, State::Unknown("".into()));
        assert!(!account.account_id_known);
        assert_eq!(account.enabled_at, None);
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
    for none in [
        serde_json::json!(null),
        serde_json::json!(""),
        serde_json::json!(7),
    ] {
        let account = account!({ "capabilities": { "disabledReason": none } });
        assert_eq!(account.capabilities.unwrap().disabled_reason, None);
    }
}
