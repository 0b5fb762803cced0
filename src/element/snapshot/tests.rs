//! What a host reads where a state alone does not say it.

use super::of;
use crate::js_value::own;
use crate::translator::Translator;
use any_spawner::Executor;
use onboarding_core::account::document::{Account, State};
use onboarding_core::onboarding::state::{FormState, OnboardingState};
use onboarding_core::status::snapshot::{Content, StatusSnapshot};
use reactive_graph::owner::Owner;
use std::{rc::Rc, time::Duration};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn told(state: &OnboardingState) -> impl Fn(&str) -> JsValue + use<> {
    _ = Executor::init_wasm_bindgen();
    let snapshot = Owner::new().with(|| of(state, Translator::english()));
    move |name| own(&snapshot, name)
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
}

#[wasm_bindgen_test]
fn from_an_exit_to_what_came_of_it_nothing_is_judged() {
    let content = Content::Loaded {
        account: Rc::new(Account {
            provider: None,
            state: State::OnboardingInProgress,
            account_id_known: true,
            capabilities: None,
        }),
        checked_at: Duration::from_secs(1),
        problem: None,
    };
    let mut state = OnboardingState {
        status: Rc::new(StatusSnapshot {
            content,
            ..StatusSnapshot::default()
        }),
        form: FormState::Left,
        left_at: Some(Duration::from_secs(2)),
        ..OnboardingState::default()
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
