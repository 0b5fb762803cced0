//! What a host reads where a state alone does not say it.

use super::of;
use crate::js_value::own;
use crate::translator::Translator;
use any_spawner::Executor;
use js_sys::{Array, JSON};
use onboarding_core::account::diff::Change;
use onboarding_core::account::document::{Account, Capabilities, Code, Provider, State};
use onboarding_core::onboarding::environment::Unsupported;
use onboarding_core::onboarding::state::{ActivityEntry, FormState, OnboardingState};
use onboarding_core::status::snapshot::{Content, StatusSnapshot};
use onboarding_core::text::wording;
use reactive_graph::owner::Owner;
use std::{collections::HashSet, rc::Rc, time::Duration};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn told(state: &OnboardingState) -> impl Fn(&str) -> JsValue + use<> {
    _ = Executor::init_wasm_bindgen();
    let snapshot = Owner::new().with(|| of(state, Translator::english()));
    move |name| own(&snapshot, name)
}

fn knowing(account: Account) -> OnboardingState {
    let content = Content::Loaded {
        account: Rc::new(account),
        checked_at: Duration::from_secs(1),
        problem: None,
    };
    OnboardingState {
        status: Rc::new(StatusSnapshot {
            content,
            ..StatusSnapshot::default()
        }),
        ..OnboardingState::default()
    }
}

fn json(value: &JsValue) -> String {
    JSON::stringify(value).unwrap().into()
}

fn list(value: JsValue) -> Vec<JsValue> {
    value.dyn_into::<Array>().unwrap().iter().collect()
}

/// Accounts that come to nearly every row of the situations' table.
fn accounts() -> Vec<Account> {
    let states = [
        State::NotStarted,
        State::OnboardingInProgress,
        State::Active,
        State::Restricted,
        State::Rejected,
        State::Disconnected,
        State::Unknown("New".into()),
    ];
    let lists: [&[&str]; 4] = [
        &[],
        &["company.tax_id", "person_1.dob.day", "person_1.dob.month"],
        &["interv_1.legal_hold.support"],
        &["interv_1.rejection_appeal.form"],
    ];
    let mut accounts = Vec::new();
    for state in &states {
        for provider in [None, Some(Provider::Stripe), Some(Provider::Manual)] {
            for facts in 0..8 {
                for due in lists {
                    let fact = |bit: u8| Some(facts & bit != 0);
                    let due: Vec<Code> = due.iter().map(|code| Code::new(code)).collect();
                    let capabilities = Capabilities {
                        details_submitted: fact(1),
                        charges_enabled: fact(2),
                        payouts_enabled: fact(4),
                        past_due: due.first().cloned().into_iter().collect(),
                        currently_due: due,
                        ..Capabilities::default()
                    };
                    accounts.push(Account {
                        provider,
                        state: state.clone(),
                        account_id_known: true,
                        capabilities: Some(capabilities),
                    });
                }
            }
        }
    }
    accounts
}

#[wasm_bindgen_test]
fn every_situation_is_told_with_the_actions_of_its_row() {
    let mut seen = HashSet::new();
    for account in accounts() {
        let state = knowing(account);
        let said = told(&state);
        let assessment = state.assessment().unwrap();
        seen.insert(assessment.situation);
        assert_eq!(said("turn"), assessment.turn.name());
        let offered = [assessment.primary, assessment.secondary];
        let labels = offered.map(|action| Some(wording::action(action?).english()));
        let actions = list(said("actions"));
        let told: Vec<_> = actions
            .iter()
            .map(|action| (own(action, "label"), own(action, "isPrimary")))
            .collect();
        let expected: Vec<_> = labels
            .into_iter()
            .zip([true, false])
            .filter_map(|(label, is_primary)| Some((label?.into(), is_primary.into())))
            .collect();
        assert_eq!(told, expected, "{:?}", assessment.situation);
    }
    // Which accounts come to which, the core tests by enumeration.
    assert!(seen.len() >= 18, "{seen:?}");
}

#[wasm_bindgen_test]
fn every_question_stands_in_one_group_and_in_the_list() {
    for account in accounts() {
        let state = knowing(account);
        let said = told(&state);
        let groups = list(said("groups"));
        let in_groups = groups
            .iter()
            .flat_map(|group| list(own(group, "requirements")));
        assert_eq!(in_groups.collect::<Vec<_>>(), list(said("requirements")));
    }
}

#[wasm_bindgen_test]
fn a_group_says_whose_answers_it_asks_for_and_what_can_be_asked_alone() {
    let due = [
        "interv_1.legal_hold.support",
        "person_1.dob.day",
        "external_account",
    ]
    .map(Code::new);
    let mut state = knowing(Account {
        provider: Some(Provider::Stripe),
        state: State::Restricted,
        account_id_known: true,
        capabilities: Some(Capabilities {
            details_submitted: Some(true),
            past_due: vec![Code::new("external_account")],
            currently_due: due.to_vec(),
            ..Capabilities::default()
        }),
    });
    state.activity = vec![ActivityEntry {
        seq: 3,
        at: Duration::from_millis(1_500),
        changes: vec![Change::PayoutsOff, Change::AskedAgain(2)],
    }];
    let said = told(&state);
    assert_eq!(
        json(&said("groups")),
        concat!(
            r#"[{"subject":"bank-account","label":"Bank account","isPastDue":true,"requirements":"#,
            r#"[{"label":"Bank account for payouts","isPastDue":true,"canBeOpenedAlone":true,"codes":["external_account"]}]},"#,
            r#"{"subject":"person","label":"Person 1","isPastDue":false,"requirements":"#,
            r#"[{"label":"Date of birth","isPastDue":false,"canBeOpenedAlone":true,"codes":["person_1.dob.day"]}]},"#,
            r#"{"subject":"extra-checks","label":"Further checks by Stripe","isPastDue":false,"requirements":"#,
            r#"[{"label":"A further check by Stripe","isPastDue":false,"canBeOpenedAlone":false,"codes":["interv_1.legal_hold.support"]}]}]"#,
        )
    );
    assert_eq!(
        json(&said("activity")),
        r#"[{"at":1500,"text":"Payouts are now off. Asked for again: 2.","changes":["payouts-off","asked-again"]}]"#
    );
    assert_eq!(
        (said("provider"), said("moreRequirements")),
        ("stripe".into(), 0.into())
    );
}

#[wasm_bindgen_test]
fn before_anything_is_known_there_is_nothing_to_do() {
    let said = told(&OnboardingState::default());
    assert_eq!(said("state"), "loading");
    for name in ["actions", "groups", "requirements", "activity"] {
        assert_eq!(json(&said(name)), "[]", "{name}");
    }
    for name in [
        "provider",
        "unsupported",
        "headline",
        "problem",
        "formProblem",
        "checkedAt",
    ] {
        assert!(said(name).is_null(), "{name}");
    }
}

#[wasm_bindgen_test]
fn what_keeps_the_form_from_opening_is_named() {
    let said = told(&OnboardingState {
        form: FormState::Unsupported(Unsupported::InApp),
        ..OnboardingState::default()
    });
    assert_eq!(
        (said("form"), said("unsupported")),
        ("unsupported".into(), "in-app".into())
    );
}

#[wasm_bindgen_test]
fn signed_out_is_an_end_of_its_own() {
    let said = told(&OnboardingState {
        signed_out: true,
        ..OnboardingState::default()
    });
    assert_eq!(said("state"), "signed-out");
    assert_eq!(said("turn"), "nobody");
    assert_eq!(said("headline"), "Your session has ended");
    assert_eq!(json(&said("actions")), "[]");
}

#[wasm_bindgen_test]
fn from_an_exit_to_what_came_of_it_nothing_is_judged() {
    let mut state = OnboardingState {
        form: FormState::Left,
        left_at: Some(Duration::from_secs(2)),
        ..knowing(Account {
            provider: None,
            state: State::OnboardingInProgress,
            account_id_known: true,
            capabilities: None,
        })
    };
    let said = told(&state);
    assert_eq!(said("settled"), false);
    assert_eq!(
        (said("turn"), said("progress")),
        ("unknown".into(), JsValue::NULL)
    );
    assert_eq!(said("state"), "OnboardingInProgress", "as it was before");
    state.left_at = None;
    assert_eq!(told(&state)("settled"), true);
}
