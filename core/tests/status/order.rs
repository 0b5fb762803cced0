use crate::stage::*;
use onboarding_core::account::diff::Change;
use onboarding_core::account::document::State;
use onboarding_core::status::query::{Command, Event};
use onboarding_core::status::snapshot::ChangeNotice;

#[test]
fn o01_a_slow_old_answer_after_a_fast_new_one_is_dropped() {
    let mut stage = Stage::mounted();
    let old = stage.in_flight.expect("the first read");
    stage.tell(Event::Froze);
    stage.tell(Event::BecameVisible);
    stage.wait(secs(1));
    stage.answer(active());
    stage.tell(Event::Arrived(old, pending()));
    assert_eq!(stage.reading().account, Some(active()));
}

#[test]
fn o02_an_answer_about_the_old_organisation_is_dropped() {
    let old = Stage::mounted().in_flight.expect("a read");
    let mut new = Stage::showing(pending());
    new.tell(Event::Arrived(old, active()));
    assert_eq!(new.reading().account, Some(pending()));
}

#[test]
fn o04_a_watch_that_ends_before_it_begins_sends_nothing() {
    assert!(Stage::empty().sent.is_empty());
}

#[test]
fn o06_our_own_abort_is_no_error() {
    let mut stage = Stage::showing(pending());
    stage.ring();
    let aborted = stage.in_flight.expect("a read");
    stage.tell(Event::Froze);
    assert!(stage.commands.contains(&Command::Abort));
    stage.tell(Event::Failed(aborted, http(500)));
    assert_eq!(stage.reading().problem, None);
}

#[test]
fn o07_coming_back_while_a_read_is_aborted_sends_exactly_one() {
    let mut stage = Stage::mounted();
    stage.tell(Event::Froze);
    stage.tell(Event::BecameVisible);
    stage.wait(secs(5));
    assert_eq!(stage.sent.len(), 2);
}

#[test]
fn o10_what_happens_during_a_read_is_followed_up_once() {
    let mut stage = Stage::mounted();
    for _ in 0..5 {
        stage.tell(Event::RefreshRequested);
    }
    stage.tell(Event::FormExited);
    stage.answer(pending());
    assert_eq!(stage.sent.len(), 2, "at once");
    stage.answer(pending());
    assert!(stage.in_flight.is_none());
}

#[test]
fn o11_when_replicas_disagree_the_later_read_is_shown_and_success_told_once() {
    let mut stage = Stage::left();
    let mut told = 0;
    for state in [State::Active, State::OnboardingInProgress, State::Active] {
        stage.tell(Event::CheckRequested);
        if stage.in_flight.is_none() {
            stage.ring();
        }
        stage.answer(account(state.clone()));
        assert_eq!(stage.reading().account, Some(account(state)));
        if let ChangeNotice::Changes(changes) = &stage.reading().notice {
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
    let mut stage = Stage::showing(pending());
    let before = stage.reading().clone();
    stage.tell(Event::Froze);
    assert!(!stage.commands.contains(&Command::Abort));
    assert_eq!(*stage.reading(), before);
}
