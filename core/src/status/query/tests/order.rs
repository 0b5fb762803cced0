//! Reads that cross, end early or bring something older.

use super::rig::*;
use crate::account::diff::Change;
use crate::account::document::State;
use crate::status::query::{Command, Event};

#[test]
fn o01_a_slow_old_answer_after_a_fast_new_one_is_dropped() {
    let mut rig = Rig::mounted();
    let old = rig.in_flight.expect("the first read");
    rig.tell(Event::Froze);
    rig.tell(Event::BecameVisible);
    rig.wait(secs(1));
    rig.answer(active());
    rig.tell(Event::Arrived(old, pending()));
    assert_eq!(rig.snapshot().account(), Some(&active()));
}

#[test]
fn o06_e24_our_own_abort_is_no_error() {
    let mut rig = Rig::showing(pending());
    rig.fire();
    let aborted = rig.in_flight.expect("a read");
    rig.tell(Event::Froze);
    assert!(rig.commands.contains(&Command::Abort));
    rig.tell(Event::Failed(aborted, http(500)));
    assert_eq!(rig.snapshot().problem(), None);
}

#[test]
fn o07_coming_back_while_a_read_is_aborted_sends_exactly_one() {
    let mut rig = Rig::mounted();
    rig.tell(Event::Froze);
    rig.tell(Event::BecameVisible);
    rig.wait(secs(5));
    assert_eq!(rig.sent.len(), 2);
}

#[test]
fn o10_what_happens_during_a_read_is_followed_up_once() {
    let mut rig = Rig::mounted();
    for _ in 0..5 {
        rig.tell(Event::RefreshRequested);
    }
    rig.answer(pending());
    assert_eq!(rig.sent.len(), 2, "at once");
    rig.answer(pending());
    assert!(rig.in_flight.is_none());
}

#[test]
fn o11_when_replicas_disagree_the_later_read_is_shown_and_success_told_once() {
    let mut rig = Rig::left();
    let mut told = 0;
    for state in [State::Active, State::OnboardingInProgress, State::Active] {
        rig.check();
        rig.answer(account(state.clone()));
        assert_eq!(rig.snapshot().account(), Some(&account(state)));
        if let Some((_, changes)) = rig.snapshot().notice.changes() {
            told += changes
                .iter()
                .filter(|change| **change == Change::Active)
                .count();
        }
    }
    assert_eq!(told, 1);
}

#[test]
fn o13_aborting_an_answered_read_has_no_effect() {
    let mut rig = Rig::showing(pending());
    let before = rig.snapshot().clone();
    rig.tell(Event::Froze);
    assert!(!rig.commands.contains(&Command::Abort));
    assert_eq!(*rig.snapshot(), before);
}
