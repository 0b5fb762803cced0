//! What of an answer's codes a person is shown as due.

use crate::stage::account;
use onboarding_core::account::document::{Capabilities, Code, State};
use onboarding_core::onboarding::machine::{Event, FormPolicy, Onboarding};
use onboarding_core::status::snapshot::StatusSnapshot;

fn asked(state: State, code: &str) -> usize {
    let mut read = account(state);
    read.capabilities = Some(Capabilities {
        currently_due: vec![Code::new(code)],
        ..Capabilities::default()
    });
    let mut flow = Onboarding::new(FormPolicy::Never);
    flow.step(Event::SnapshotChanged(std::rc::Rc::new(StatusSnapshot {
        account: Some(read),
        ..StatusSnapshot::default()
    })));
    flow.state().due().len()
}

#[test]
fn what_is_due_is_shown_while_an_answer_helps() {
    assert_eq!(asked(State::OnboardingInProgress, "company.tax_id"), 1);
    assert_eq!(asked(State::Active, "company.tax_id"), 1);
    assert_eq!(
        asked(State::Rejected, "interv_1.rejection_appeal.form"),
        1,
        "an appeal is an answer"
    );
}

#[test]
fn what_an_account_that_is_over_still_carries_is_not() {
    assert_eq!(asked(State::Rejected, "company.tax_id"), 0);
    assert_eq!(asked(State::Disconnected, "company.tax_id"), 0);
}

#[test]
fn nothing_is_due_before_anything_is_known() {
    assert!(Onboarding::new(FormPolicy::Never).state().due().is_empty());
}
