//! Two readings, and what changed.

use super::Change;
use crate::account::document::Account;
use crate::account::fixture::account;
use crate::account::requirement::Seen;

fn changes(before: &Account, after: &Account) -> Vec<Change> {
    super::changes(&Seen::default(), before, after)
}

fn reading(state: &str, on: [Option<bool>; 3], current: &[&str], past: &[&str]) -> Account {
    let [submitted, payments, payouts] = on;
    account!({ "provider": "Stripe", "status": state, "capabilities": {
        "detailsSubmitted": submitted, "chargesEnabled": payments, "payoutsEnabled": payouts,
        "currentlyDue": current, "pastDue": past,
    }})
}

const OFF: [Option<bool>; 3] = [Some(false); 3];
const ON: [Option<bool>; 3] = [Some(true); 3];

#[test]
fn the_same_reading_twice_is_no_change() {
    for state in ["NotStarted", "Active", "Rejected", "New"] {
        let account = reading(state, ON, &["a", "company.name"], &["a"]);
        assert_eq!(changes(&account, &account.clone()), []);
    }
    let silent = account!({});
    assert_eq!(changes(&silent, &silent), []);
}

#[test]
fn everything_goes_well() {
    let before = reading(
        "OnboardingInProgress",
        OFF,
        &["external_account", "company.name"],
        &[],
    );
    let after = reading("Active", ON, &[], &[]);
    use Change::*;
    assert_eq!(
        changes(&before, &after),
        [
            Active,
            PaymentsOn,
            PayoutsOn,
            Submitted,
            Answered(2),
            NothingLeft
        ]
    );
}

#[test]
fn everything_goes_badly() {
    let before = reading("Active", ON, &[], &[]);
    let after = reading(
        "Rejected",
        [Some(true), Some(false), Some(false)],
        &["a"],
        &["a"],
    );
    use Change::*;
    assert_eq!(
        changes(&before, &after),
        [Rejected, PaymentsOff, PayoutsOff, Overdue(1), Asked(1)]
    );
    let disconnected = reading("Disconnected", ON, &[], &[]);
    assert_eq!(changes(&before, &disconnected), [Disconnected]);
}

#[test]
fn a_reason_rejects_as_a_state_does_and_only_once() {
    let before = account!({ "status": "Restricted" });
    let reason = account!({ "status": "Restricted", "capabilities": { "disabledReason": "rejected.fraud" } });
    let state =
        account!({ "status": "Rejected", "capabilities": { "disabledReason": "rejected.fraud" } });
    assert_eq!(changes(&before, &reason), [Change::Rejected]);
    assert_eq!(changes(&reason, &state), [Change::Other]);
}

#[test]
fn questions_are_counted_not_codes() {
    let dob = [
        "representative.dob.day",
        "representative.dob.month",
        "representative.dob.year",
    ];
    let before = reading(
        "OnboardingInProgress",
        OFF,
        &[dob[0], dob[1], dob[2], "company.name"],
        &[],
    );
    let name_left = reading("OnboardingInProgress", OFF, &["company.name"], &[]);
    assert_eq!(
        changes(&before, &name_left),
        [Change::Answered(1), Change::Left(1)]
    );
    assert_eq!(changes(&name_left, &before), [Change::Asked(1)]);
    // A question of which a part is left is the same question.
    let part = reading("OnboardingInProgress", OFF, &[dob[2], "company.name"], &[]);
    assert_eq!(changes(&before, &part), []);
}

#[test]
fn becoming_overdue_is_told_once() {
    let before = reading(
        "Restricted",
        ON,
        &["company.name", "company.phone"],
        &["company.phone"],
    );
    let after = reading(
        "Restricted",
        ON,
        &["company.name", "company.phone"],
        &["company.phone", "company.name"],
    );
    assert_eq!(changes(&before, &after), [Change::Overdue(1)]);
    assert_eq!(changes(&after, &before), []);
}

#[test]
fn what_was_or_becomes_unknown_is_no_change() {
    let known = reading("Restricted", ON, &["company.name"], &["company.name"]);
    let unknown = account!({ "provider": "Stripe", "status": "Restricted" });
    assert_eq!(changes(&known, &unknown), []);
    assert_eq!(changes(&unknown, &known), []);
    let unsure = reading(
        "Restricted",
        [None; 3],
        &["company.name"],
        &["company.name"],
    );
    assert_eq!(changes(&known, &unsure), []);
    assert_eq!(changes(&unsure, &known), []);
}

#[test]
fn another_state_or_provider_is_told_if_nothing_else_is() {
    let before = reading("NotStarted", OFF, &["a"], &[]);
    assert_eq!(
        changes(&before, &reading("OnboardingInProgress", OFF, &["a"], &[])),
        [Change::Other]
    );
    assert_eq!(
        changes(&before, &reading("OnboardingInProgress", OFF, &[], &[])),
        [Change::Answered(1), Change::NothingLeft]
    );
    let manual = account!({ "provider": "Manual", "status": "NotStarted" });
    assert_eq!(changes(&before, &manual), [Change::Other]);
}

#[test]
fn losses_are_told_from_the_rest_and_come_first() {
    use Change::*;
    let all = [
        Rejected,
        Disconnected,
        PaymentsOff,
        PayoutsOff,
        Overdue(3),
        Active,
        PaymentsOn,
        PayoutsOn,
        Submitted,
        AskedAgain(1),
        Asked(1),
        Answered(2),
        Left(4),
        NothingLeft,
        Other,
    ];
    assert!(all.is_sorted());
    let losses = all.iter().filter(|change| change.is_loss()).count();
    assert_eq!(losses, 4);
    assert!(all[..4].iter().all(|change| change.is_loss()));
    let counted: Vec<usize> = all.iter().filter_map(|change| change.count()).collect();
    assert_eq!(counted, [3, 1, 1, 2, 4]);
}

#[test]
fn the_same_document_asked_for_after_a_refusal_is_asked_again() {
    let asks = |codes: &[&str]| reading("OnboardingInProgress", OFF, codes, &[]);
    let photo = "representative.verification.document";
    let (asked, sent) = (asks(&[photo]), asks(&[]));
    let mut seen = Seen::of(&asked);
    assert_eq!(
        super::changes(&seen, &sent, &asked),
        [Change::AskedAgain(1)]
    );
    // By another of its codes it is the same question; another question is new.
    let refused = asks(&[
        "representative.verification.document.front",
        "company.tax_id",
    ]);
    assert_eq!(
        super::changes(&seen, &sent, &refused),
        [Change::AskedAgain(1), Change::Asked(1)]
    );
    // What is still asked is not asked again.
    seen.take(&refused);
    assert_eq!(super::changes(&seen, &refused, &refused), []);
}

#[test]
fn the_first_day_of_a_fresh_account_brings_nothing_overdue() {
    let none = [None; 3];
    let before = reading("OnboardingInProgress", none, &[], &[]);
    let after = reading(
        "OnboardingInProgress",
        none,
        &["company.name"],
        &["company.name"],
    );
    assert_eq!(changes(&before, &after), [Change::Asked(1)]);
    let sent = [Some(true), None, None];
    let begun = reading(
        "OnboardingInProgress",
        sent,
        &["company.name"],
        &["company.name"],
    );
    assert_eq!(changes(&after, &begun), []);
}

#[test]
fn a_list_that_cannot_be_read_answers_nothing() {
    let before = reading("Restricted", OFF, &["company.name"], &[]);
    let after = account!({ "provider": "Stripe", "status": "Restricted", "capabilities": {
        "detailsSubmitted": false, "chargesEnabled": false, "payoutsEnabled": false, "currentlyDue": 7,
    }});
    assert_eq!(changes(&before, &after), []);
    assert_eq!(changes(&after, &before), []);
}

#[test]
fn what_stripe_asks_is_no_news_where_somebody_else_handles_the_payments() {
    let asks = |codes: &[&str]| {
        account!({ "provider": "Manual", "status": "Active", "capabilities": {
            "currentlyDue": codes, "pastDue": codes,
        }})
    };
    assert_eq!(changes(&asks(&[]), &asks(&["company.name"])), []);
}

#[test]
fn a_question_that_is_asked_by_another_of_its_codes_is_the_same() {
    let asks = |codes: &[&str]| reading("Restricted", ON, codes, codes);
    let before = asks(&["owners.dob.day", "owners.email"]);
    let after = asks(&["owners.dob.month"]);
    assert_eq!(
        changes(&before, &after),
        [Change::Answered(1), Change::Left(1)]
    );
}
