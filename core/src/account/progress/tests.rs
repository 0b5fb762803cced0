//! How far along, and why it went back.

use super::{Progress, Setback};
use crate::account::document::Account;
use crate::account::fixture::account;

fn reading(state: &str, on: [Option<bool>; 3], due: &[&str]) -> Account {
    let [submitted, payments, payouts] = on;
    account!({ "status": state, "capabilities": {
        "detailsSubmitted": submitted, "chargesEnabled": payments, "payoutsEnabled": payouts,
        "currentlyDue": due,
    }})
}

const NO: Option<bool> = Some(false);
const YES: Option<bool> = Some(true);
const IN_PROGRESS: &str = "OnboardingInProgress";

/// Measures readings one after the other: percent, done of total, setback.
fn measured(readings: &[Account]) -> Vec<(u8, usize, usize, Option<Setback>)> {
    let mut progress: Option<Progress> = None;
    let mut lines = Vec::new();
    for reading in readings {
        let next = match &progress {
            None => Progress::first(reading),
            Some(progress) => progress.next(reading),
        };
        lines.push((next.percent, next.done, next.total, next.setback));
        progress = Some(next);
    }
    lines
}

#[test]
fn one_thing_done_is_one_step() {
    let lines = measured(&[
        account!({ "status": "NotStarted" }),
        reading(IN_PROGRESS, [NO, NO, NO], &["a", "b"]),
        reading(IN_PROGRESS, [NO, NO, NO], &["b"]),
        reading(IN_PROGRESS, [YES, NO, NO], &[]),
        reading(IN_PROGRESS, [YES, YES, NO], &[]),
        reading("Active", [YES, YES, YES], &[]),
    ]);
    assert_eq!(
        lines,
        [
            (0, 0, 3, None),
            (0, 0, 5, None),
            (20, 1, 5, None),
            (60, 3, 5, None),
            (80, 4, 5, None),
            (100, 5, 5, None),
        ]
    );
}

#[test]
fn it_is_not_complete_before_active_with_both_on() {
    for (state, on) in [
        (IN_PROGRESS, [YES, YES, YES]),
        ("Restricted", [YES, YES, YES]),
        ("New", [YES, YES, YES]),
        ("Active", [YES, YES, NO]),
        ("Active", [YES, NO, YES]),
        ("Active", [YES, YES, None]),
    ] {
        assert!(
            Progress::first(&reading(state, on, &[])).percent < 100,
            "{state} {on:?}"
        );
    }
    assert_eq!(
        Progress::first(&reading(IN_PROGRESS, [YES, YES, YES], &[])).percent,
        99
    );
    assert_eq!(
        Progress::first(&account!({ "status": "Active" })).percent,
        0
    );
    // Active with both on is complete, whatever Stripe will ask next.
    assert_eq!(
        Progress::first(&reading("Active", [YES, YES, YES], &["a"])).percent,
        100
    );
}

#[test]
fn it_says_so_when_stripe_asked_for_more() {
    let lines = measured(&[
        reading(IN_PROGRESS, [NO, NO, NO], &["a", "b"]),
        reading(IN_PROGRESS, [NO, NO, NO], &[]),
        reading(IN_PROGRESS, [NO, NO, NO], &["c", "d"]),
        reading(IN_PROGRESS, [NO, NO, NO], &["a", "c", "d"]),
    ]);
    assert_eq!(
        lines,
        [
            (0, 0, 5, None),
            (40, 2, 5, None),
            (28, 2, 7, Some(Setback::AskedMore)),
            (14, 1, 7, Some(Setback::AskedMore)),
        ]
    );
}

#[test]
fn it_says_so_when_something_was_turned_off() {
    let lines = measured(&[
        reading("Active", [YES, YES, YES], &[]),
        reading("Active", [YES, YES, NO], &["a"]),
        reading("Restricted", [YES, NO, NO], &["a"]),
        reading("Restricted", [YES, NO, NO], &["a"]),
    ]);
    let setbacks: Vec<Option<Setback>> = lines.iter().map(|line| line.3).collect();
    let off = Some(Setback::TurnedOff);
    assert_eq!(setbacks, [None, off, off, None]);
    // Both still on, and not Active any more.
    for (state, setback) in [
        ("Restricted", Setback::TurnedOff),
        ("Disconnected", Setback::TurnedOff),
        ("New", Setback::Unsure),
    ] {
        let lines = measured(&[
            reading("Active", [YES, YES, YES], &[]),
            reading(state, [YES, YES, YES], &[]),
        ]);
        assert_eq!(lines[1].3, Some(setback), "{state}");
    }
}

#[test]
fn what_is_not_known_any_more_counts_as_it_last_was() {
    let lines = measured(&[
        reading(IN_PROGRESS, [YES, YES, NO], &["a"]),
        account!({ "status": IN_PROGRESS }),
        reading(IN_PROGRESS, [None, None, None], &["a"]),
        reading(IN_PROGRESS, [None, NO, None], &["a"]),
    ]);
    assert_eq!(
        lines,
        [
            (50, 2, 4, None),
            (50, 2, 4, None),
            (50, 2, 4, None),
            (25, 1, 4, Some(Setback::TurnedOff)),
        ]
    );
    let lines = measured(&[
        reading("Active", [YES, YES, YES], &[]),
        account!({ "status": "Active" }),
    ]);
    assert_eq!(lines[1], (99, 3, 3, Some(Setback::Unsure)));
}

#[test]
fn a_code_in_both_lists_is_one_step() {
    let account =
        account!({ "capabilities": { "currentlyDue": ["a", "b", "a"], "pastDue": ["b"] } });
    assert_eq!(Progress::first(&account).total, 5);
}

#[test]
fn a_fresh_account_begins_at_nothing_whatever_stripe_calls_it() {
    let due = ["business_profile.url", "external_account"];
    let account = account!({ "status": "OnboardingInProgress", "capabilities": {
        "detailsSubmitted": false, "chargesEnabled": false, "payoutsEnabled": false,
        "currentlyDue": due, "pastDue": due, "disabledReason": "requirements.past_due",
    }});
    let progress = Progress::first(&account);
    assert_eq!((progress.percent, progress.done, progress.total), (0, 0, 5));
}

#[test]
fn what_a_list_may_have_left_out_is_not_done() {
    let before = reading(IN_PROGRESS, [NO, NO, NO], &["a", "b"]);
    let unread = account!({ "status": IN_PROGRESS, "capabilities": { "currentlyDue": 7 } });
    let progress = Progress::first(&before).next(&unread);
    assert_eq!((progress.done, progress.total), (0, 5));
}
