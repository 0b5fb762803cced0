//! What a visit remembers of what it was told, and what of an answer's codes is shown as due.

use super::rig::*;
use crate::account::diff::Change;
use crate::account::document::{Account, Capabilities, Code, Provider, State};
use crate::account::problem::ProblemKind;
use crate::onboarding::machine::FormPolicy;
use crate::onboarding::state::{FormState, OnboardingState};
use crate::status::notice::ChangeNotice;
use crate::status::snapshot::{Content, StatusSnapshot};

fn visit() -> Rig {
    Rig::mounted(FormPolicy::Never)
}

fn tell(rig: &mut Rig, seconds: u64, notice: &ChangeNotice) {
    let state = match seconds % 2 {
        0 => State::Active,
        _ => State::OnboardingInProgress,
    };
    rig.tell(told(account(state), seconds, notice.clone()));
}

fn changes(seq: u32, change: Change) -> ChangeNotice {
    ChangeNotice::Changes {
        seq,
        changes: vec![change],
    }
}

#[test]
fn what_was_told_is_kept_with_its_time_and_once() {
    let mut rig = visit();
    tell(&mut rig, 1, &ChangeNotice::None);
    tell(&mut rig, 2, &changes(1, Change::Active));
    tell(&mut rig, 3, &changes(1, Change::Active));
    let activity = &rig.mount.state().activity;
    assert_eq!(activity.len(), 1);
    assert_eq!(
        (activity[0].at, &activity[0].changes[..]),
        (secs(2), &[Change::Active][..])
    );
}

#[test]
fn two_equal_changes_are_kept_as_two() {
    let mut rig = visit();
    tell(&mut rig, 1, &ChangeNotice::None);
    for seq in [1, 2] {
        tell(&mut rig, 2, &changes(seq, Change::Overdue(1)));
    }
    let kept = rig.mount.state().activity.iter().map(|entry| entry.seq);
    assert_eq!(kept.collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn what_another_mount_was_told_before_this_one_came_is_not_kept() {
    let mut rig = visit();
    tell(&mut rig, 1, &changes(1, Change::Active));
    assert!(rig.mount.state().activity.is_empty());
}

#[test]
fn of_a_long_visit_the_end_is_kept() {
    let mut rig = visit();
    tell(&mut rig, 0, &ChangeNotice::None);
    for count in 1..100 {
        tell(
            &mut rig,
            count,
            &changes(count as u32, Change::Left(count as usize)),
        );
    }
    let activity = &rig.mount.state().activity;
    assert_eq!(activity.len(), 24);
    assert_eq!(activity[23].changes, [Change::Left(99)]);
}

fn due(state: State, code: &str) -> usize {
    let mut rig = visit();
    rig.tell(read(Account {
        capabilities: Some(Capabilities {
            currently_due: vec![Code::new(code)],
            ..Capabilities::default()
        }),
        ..account(state)
    }));
    rig.mount.state().due().groups.len()
}

#[test]
fn what_is_due_is_shown_while_an_answer_helps() {
    assert_eq!(due(State::OnboardingInProgress, "company.tax_id"), 1);
    assert_eq!(due(State::Active, "company.tax_id"), 1);
    let appeal = "interv_1.rejection_appeal.form";
    assert_eq!(due(State::Rejected, appeal), 1, "an appeal is an answer");
}

#[test]
fn what_an_account_that_is_over_still_carries_is_not() {
    assert_eq!(due(State::Rejected, "company.tax_id"), 0);
    assert_eq!(due(State::Disconnected, "company.tax_id"), 0);
}

#[test]
fn nothing_is_due_before_anything_is_known() {
    assert!(visit().mount.state().due().groups.is_empty());
}

/// A form that failed with an answer of this HTTP status, beside what is known of the account.
fn failed_form(http_status: u16, provider: Option<Provider>) -> OnboardingState {
    let account = provider.map(|provider| Account {
        provider: Some(provider),
        ..account(State::NotStarted)
    });
    let content = account.map_or(Content::Empty, |account| Content::Loaded {
        account: account.into(),
        checked_at: secs(1),
        problem: Some(http(503, None)),
    });
    let status = StatusSnapshot {
        content,
        ..StatusSnapshot::default()
    };
    OnboardingState {
        form: FormState::Failed(http(http_status, None)),
        status: status.into(),
        ..OnboardingState::default()
    }
}

#[test]
fn what_a_session_was_refused_for_leads_where_it_is_about_an_account_that_may_be_stripes() {
    use ProblemKind::{Forbidden, ServiceFault};
    for (http_status, provider, expected) in [
        (403, None, Some(Forbidden)),
        (403, Some(Provider::Stripe), Some(Forbidden)),
        (403, Some(Provider::Manual), Some(ServiceFault)),
        (500, Some(Provider::Stripe), Some(ServiceFault)),
        (500, None, None),
    ] {
        let state = failed_form(http_status, provider);
        let problem = state.account_problem().map(|problem| problem.kind);
        assert_eq!(problem, expected, "{http_status} {provider:?}");
    }
}

#[test]
fn whether_somebody_waits_for_an_answer_is_the_querys_word() {
    for checking in [true, false] {
        let status = StatusSnapshot {
            checking,
            ..StatusSnapshot::default()
        };
        let state = OnboardingState {
            status: status.into(),
            ..OnboardingState::default()
        };
        assert_eq!(state.checking(), checking);
    }
}
