//! From an exit to the first answer that was asked for after it.

use super::rig::*;
use crate::status::query::{Command, Event};

/// A form was open, and what its last step made worth reading is under way.
fn read_under_way() -> Rig {
    let mut rig = Rig::showing(pending());
    rig.tell(Event::FormOpened);
    rig.wait(secs(20));
    rig.tell(Event::StepChanged);
    rig.fire();
    assert!(rig.in_flight.is_some());
    rig
}

#[test]
fn what_was_asked_for_before_it_is_given_up_for_what_is_asked_after_it() {
    let mut rig = read_under_way();
    let earlier = rig.in_flight.unwrap();
    rig.wait(secs(1));
    rig.tell(Event::FormExited);
    assert!(rig.commands.contains(&Command::Abort));
    assert_eq!(rig.sent.last(), Some(&rig.now), "at once");
    let shown = rig.snapshot().clone();
    rig.tell(Event::Arrived(earlier, active()));
    assert_eq!(*rig.snapshot(), shown, "it may answer all the same");
    rig.answer(active());
    assert_eq!(rig.snapshot().checked_at(), Some(rig.now));
}

#[test]
fn every_mount_is_told_until_one_is_answered() {
    let mut rig = read_under_way();
    assert!(!rig.snapshot().is_settling);
    rig.tell(Event::FormExited);
    assert!(rig.snapshot().is_settling);
    rig.fail(http(503));
    assert!(rig.snapshot().is_settling);
    rig.fire();
    rig.answer(pending());
    assert!(!rig.snapshot().is_settling);
}

#[test]
fn a_read_that_fails_is_told_until_one_is_answered() {
    let mut rig = read_under_way();
    rig.tell(Event::FormExited);
    assert!(!rig.snapshot().is_unanswered);
    rig.fail(http(503));
    assert!(rig.snapshot().is_unanswered);
    rig.fire();
    assert!(rig.snapshot().is_unanswered, "it is tried again");
    rig.answer(pending());
    assert!(!rig.snapshot().is_unanswered);
    rig.fire();
    rig.fail(http(503));
    assert!(!rig.snapshot().is_unanswered, "what came of it is known");
}

#[test]
fn where_nothing_can_be_asked_that_is_told_too() {
    for (before, after) in [
        (Event::WentOffline, Event::WentOnline),
        (Event::Paused, Event::Unpaused),
    ] {
        let mut rig = read_under_way();
        rig.tell(before);
        rig.tell(Event::FormExited);
        assert!(rig.snapshot().is_unanswered);
        rig.tell(after);
        assert!(!rig.snapshot().is_unanswered);
    }
}

#[test]
fn who_waits_for_it_is_told_that_it_takes_longer_than_usual() {
    let mut rig = read_under_way();
    rig.tell(Event::FormExited);
    assert!(!rig.snapshot().is_slow);
    rig.fire();
    assert!(rig.snapshot().is_slow);
    rig.answer(pending());
    assert!(!rig.snapshot().is_slow);
}
