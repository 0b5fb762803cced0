//! What a visit remembers of what it was told, and what of an answer's codes is shown as due.

use super::rig::*;
use crate::account::diff::Change;
use crate::account::document::{Account, Capabilities, Code, State};
use crate::onboarding::machine::FormPolicy;
use crate::status::notice::ChangeNotice;

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
