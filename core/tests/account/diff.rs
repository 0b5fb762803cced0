//! Two readings, and what changed.

use onboarding_core::account::{
    diff::{Change, changes},
    document::Account,
};

use crate::support::account;

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
        OFF,
        &["company.name", "company.phone"],
        &["company.phone"],
    );
    let after = reading(
        "Restricted",
        OFF,
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
fn changes_are_told_in_words() {
    use Change::*;
    let all = [
        (Rejected, "Stripe cannot support this account.", true),
        (
            Disconnected,
            "The payment account has been disconnected.",
            true,
        ),
        (PaymentsOff, "Payments are now off.", true),
        (PayoutsOff, "Payouts are now off.", true),
        (Overdue(3), "Now overdue: 3.", false),
        (Active, "The account is now active.", false),
        (PaymentsOn, "Payments are now on.", false),
        (PayoutsOn, "Payouts are now on.", false),
        (Submitted, "Your details have been submitted.", false),
        (Asked(1), "Newly needed: 1.", false),
        (Answered(2), "Done: 2.", false),
        (Left(4), "Still needed: 4.", false),
        (NothingLeft, "Nothing more is needed from you now.", false),
        (Other, "The status has changed.", false),
    ];
    for (change, words, loss) in all {
        let count = change.count().unwrap_or_default().to_string();
        assert_eq!(change.phrase().english().replace("{count}", &count), words);
        assert_eq!(change.is_loss(), loss, "{words}");
        assert_eq!(
            change.count().is_some(),
            words.ends_with(&format!("{count}.")),
            "{words}"
        );
    }
    assert!(
        all.windows(2).all(|pair| pair[0].0 < pair[1].0),
        "most important first"
    );
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
