//! From the exit to the first answer that was asked for after it: nothing is judged, and what comes of it is told once.

use super::rig::*;
use crate::account::document::{Account, Capabilities, State};
use crate::account::situation::Situation;
use crate::onboarding::events::{Event, FormEvent};
use crate::onboarding::state::FormState;
use crate::status::notice::ChangeNotice;
use crate::status::snapshot::{Content, StatusSnapshot};
use std::time::Duration;

fn begun() -> Account {
    Account {
        capabilities: Some(Capabilities {
            details_submitted: Some(false),
            currently_due: email(),
            ..Capabilities::default()
        }),
        ..account(State::OnboardingInProgress)
    }
}

fn at(account: Account, seconds: u64) -> Event {
    told(account, seconds, ChangeNotice::None)
}

/// Half of the questions are open; the form was left at second 10.
fn left() -> Rig {
    let mut rig = Rig::shown();
    rig.tell(at(begun(), 5));
    rig.now = secs(10);
    rig.form(FormEvent::Exited);
    assert_eq!(*rig.state(), FormState::Left);
    rig
}

fn situation(rig: &Rig) -> Situation {
    rig.mount.state().assessment().unwrap().situation
}

#[test]
fn until_an_answer_that_was_asked_for_after_it_nothing_is_judged() {
    let mut rig = left();
    assert_eq!(situation(&rig), Situation::Settling);
    rig.tell(at(account(State::Active), 9));
    assert_eq!(situation(&rig), Situation::Settling, "asked for before it");
    rig.tell(at(begun(), 10));
    assert_eq!(situation(&rig), Situation::LeftUnfinished);
    rig.tell(at(begun(), 11));
    assert_eq!(situation(&rig), Situation::LeftUnfinished, "once");
}

#[test]
fn where_no_answer_can_be_had_that_is_said_and_an_answer_ends_it() {
    let mut rig = left();
    let content = Content::Loaded {
        account: begun().into(),
        checked_at: secs(5),
        problem: None,
    };
    let failed = StatusSnapshot {
        content,
        is_unanswered: true,
        ..StatusSnapshot::default()
    };
    rig.tell(Event::SnapshotChanged(failed.into()));
    assert_eq!(situation(&rig), Situation::Unsettled);
    rig.tell(at(begun(), 30));
    assert_eq!(situation(&rig), Situation::LeftUnfinished);
}

#[test]
fn a_clock_that_stands_still_takes_no_old_answer_for_a_new_one() {
    let mut rig = Rig::shown();
    rig.tell(at(begun(), 1));
    rig.now = secs(1);
    rig.form(FormEvent::Exited);
    rig.tell(at(begun(), 1));
    assert_eq!(situation(&rig), Situation::Settling);
}

#[test]
fn a_form_that_is_opened_again_is_not_awaited_any_more() {
    let mut rig = left();
    rig.tell(Event::FormRequested);
    assert_eq!(situation(&rig), Situation::Resume);
    assert!(!rig.mount.state().is_settling());
    rig.now = secs(20);
    rig.form(FormEvent::Exited);
    assert_eq!(situation(&rig), Situation::Settling);
    assert_eq!(rig.mount.state().left_at, Some(Duration::from_secs(20)));
}
