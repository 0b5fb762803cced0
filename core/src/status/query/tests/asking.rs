//! What is known and told: to somebody who asks, after a change, beside a failure.

use super::rig::*;
use crate::account::diff::Change;
use crate::account::document::{Account, Capabilities, Code};
use crate::account::json::Tree;
use crate::account::problem::{Endpoint, ErrorBody, Failure, classify};
use crate::status::notice::ChangeNotice;
use crate::status::query::Event;
use crate::status::snapshot::Freshness;
use std::rc::Rc;

#[test]
fn p17_a_manual_refresh_joins_a_read_under_way_else_it_fires_and_rearms() {
    let mut rig = Rig::showing(pending());
    let before = rig.timer;
    rig.wait(secs(10));
    rig.tell(Event::CheckRequested);
    assert_eq!(rig.sent.last(), Some(&rig.now));
    rig.tell(Event::CheckRequested);
    assert!(rig.snapshot().checking);
    rig.answer(pending());
    assert_eq!(rig.snapshot().notice, ChangeNotice::NoChange);
    assert!(rig.timer > before, "set anew");
    assert_eq!(rig.sent.len(), 2);
}

#[test]
fn p17_a_person_who_keeps_pressing_waits_two_seconds_at_most() {
    let mut rig = Rig::showing(pending());
    for _ in 0..60 {
        let asked = rig.now;
        rig.check();
        assert!(rig.now.saturating_sub(asked) <= secs(2));
        rig.answer(pending());
        assert_eq!(rig.snapshot().notice, ChangeNotice::NoChange);
    }
}

#[test]
fn p17_could_not_check_is_said_until_something_is_answered() {
    let mut rig = Rig::showing(pending());
    rig.tell(Event::CheckRequested);
    rig.fail(http(503));
    assert_eq!(rig.snapshot().notice, ChangeNotice::NoAnswer);
    rig.fire();
    rig.answer(pending());
    assert_eq!(rig.snapshot().notice, ChangeNotice::None);
}

#[test]
fn p19_the_same_answer_again_changes_nothing_but_its_age() {
    let mut rig = Rig::showing(pending());
    let before = Rc::clone(rig.query.snapshot());
    rig.fire();
    rig.answer(pending());
    let after = rig.snapshot();
    assert!(after.checked_at() > before.checked_at());
    assert!(std::ptr::eq(
        after.account().expect("an account"),
        before.account().expect("an account")
    ));
    assert_eq!(
        (&after.notice, after.freshness, after.problem()),
        (&before.notice, before.freshness, before.problem())
    );
}

#[test]
fn p19_the_snapshot_is_the_same_pointer_as_long_as_nothing_changed() {
    let mut rig = Rig::showing(pending());
    let before = Rc::clone(rig.query.snapshot());
    for event in [
        Event::FormOpened,
        Event::StepChanged,
        Event::Mounted,
        Event::BecameHidden,
        Event::BecameVisible,
        Event::TimerFired,
    ] {
        rig.tell(event);
        assert!(Rc::ptr_eq(&before, rig.query.snapshot()));
    }
    rig.tell(Event::WentOffline);
    assert!(!Rc::ptr_eq(&before, rig.query.snapshot()));
}

#[test]
fn two_equal_changes_in_a_row_are_told_twice() {
    let overdue = |codes: &[&str]| Account {
        capabilities: Some(Capabilities {
            details_submitted: Some(true),
            past_due: codes.iter().map(|code| Code::new(code)).collect(),
            currently_due: ["company.tax_id", "representative.email", "external_account"]
                .map(Code::new)
                .to_vec(),
            ..Capabilities::default()
        }),
        ..pending()
    };
    let mut rig = Rig::showing(overdue(&[]));
    let mut told = Vec::new();
    for codes in [
        &["company.tax_id"][..],
        &["company.tax_id", "external_account"],
    ] {
        rig.fire();
        rig.answer(overdue(codes));
        let (seq, changes) = rig.snapshot().notice.changes().expect("a change");
        assert_eq!(changes, [Change::Overdue(1)]);
        told.push(seq);
    }
    assert!(told[0] < told[1], "{told:?}");
}

#[test]
fn p22_what_is_known_stays_while_reads_fail() {
    let mut rig = Rig::showing(pending());
    for _ in 0..5 {
        rig.fire();
        assert_eq!(rig.snapshot().account(), Some(&pending()));
        rig.fail(http(500));
        assert_eq!(rig.snapshot().account(), Some(&pending()));
    }
}

#[test]
fn the_words_for_how_fresh_it_is_are_these() {
    use Freshness::{Live, Offline, Resting, Stale};
    let names = [Live, Stale, Offline, Resting].map(Freshness::name);
    assert_eq!(names, ["live", "stale", "offline", "resting"]);
}

#[test]
fn r19_the_same_failure_again_is_not_shown_anew_whatever_its_reference() {
    for known in [None, Some(pending())] {
        let mut rig = match known {
            None => Rig::mounted(),
            Some(account) => {
                let mut rig = Rig::showing(account);
                rig.fire();
                rig
            }
        };
        let told = |reference: &str| {
            let body = serde_json::json!({ "traceId": reference });
            let answered = Failure::Answered {
                http: 403,
                retry_after: None,
                body: Some(ErrorBody::read(Tree(&body))),
            };
            classify(Endpoint::Status, &answered)
        };
        rig.fail(told("4bf92f3577b34da6a3ce929d0e0e4736"));
        let before = rig.snapshot().problem().cloned();
        let reference = before.as_ref().and_then(|told| told.reference.as_ref());
        assert!(reference.is_some());
        rig.check();
        rig.fail(told("00f067aa0ba902b700f067aa0ba902b7"));
        assert_eq!(rig.snapshot().problem().cloned(), before);
        rig.check();
        rig.fail(http(404));
        assert_ne!(rig.snapshot().problem().cloned(), before);
    }
}

#[test]
fn p23_the_next_success_clears_the_error() {
    let mut rig = Rig::mounted();
    rig.fail(http(500));
    assert!(rig.snapshot().problem().is_some());
    rig.fire();
    rig.answer(pending());
    assert_eq!(rig.snapshot().problem(), None);
}

#[test]
fn p24_after_three_missed_reads_it_says_how_old_it_is() {
    let mut rig = Rig::showing(pending());
    let read_at = rig.snapshot().checked_at();
    for missed in 1..=3 {
        assert_eq!(rig.snapshot().freshness, Freshness::Live, "after {missed}");
        rig.fire();
        rig.fail(http(500));
    }
    assert_eq!(rig.snapshot().freshness, Freshness::Stale);
    assert_eq!(rig.snapshot().checked_at(), read_at, "the true age");
    rig.fire();
    rig.answer(pending());
    assert_eq!(rig.snapshot().freshness, Freshness::Live);
}
