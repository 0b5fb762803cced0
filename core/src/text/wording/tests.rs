//! The words agree with what is known: of every account there can be.

use super::{action, change, explanation, headline, subject, turn};
use crate::account::diff::Change;
use crate::account::document::{Account, Capabilities};
use crate::account::fixture::{every_account, read};
use crate::account::requirement::{QuestionList, Subject, Urgency};
use crate::account::situation::{Action, Facts, FormOutcome, Situation, Turn, assess};
use std::collections::BTreeSet;

fn situation(account: &Account, form: FormOutcome) -> Situation {
    let facts = Facts {
        account: Some(account),
        problem: None,
        form,
    };
    assess(&facts).situation
}

#[test]
fn words_and_switches_agree() {
    let nothing = Capabilities::default();
    every_account(|account| {
        let known = account.capabilities.as_ref().unwrap_or(&nothing);
        for form in [FormOutcome::NotOpened, FormOutcome::Left] {
            let situation = situation(account, form);
            let words =
                [headline(situation), explanation(situation)].map(|phrase| phrase.english());
            let says = |text: &str| words.iter().any(|words| words.contains(text));
            let about = || format!("{account:?} {words:?}");
            let on = (known.charges_enabled, known.payouts_enabled);
            for (text, expected) in [
                ("Payments and payouts are on", (Some(true), Some(true))),
                (
                    "Payments are on, payouts are off",
                    (Some(true), Some(false)),
                ),
                (
                    "Payouts are on, payments are off",
                    (Some(false), Some(true)),
                ),
                ("Payments and payouts are off", (Some(false), Some(false))),
            ] {
                assert!(!says(text) || on == expected, "{}", about());
            }
            for text in [
                "can be turned on",
                "may be off",
                "is off",
                "account is limited",
                "Set up payments",
                "Stripe can check the account once",
            ] {
                assert!(!says(text) || !known.both_on(), "{}", about());
            }
            if says("Part of the account is off") {
                assert!(on.0 == Some(false) || on.1 == Some(false), "{}", about());
            }
        }
    });
}

#[test]
fn nobody_is_told_that_nothing_is_needed_while_something_is() {
    every_account(|account| {
        let situation = situation(account, FormOutcome::NotOpened);
        let words = explanation(situation).english();
        let calm = [
            "Nothing is needed",
            "nothing is needed",
            "Nothing is asked",
            "asks nothing",
        ];
        if calm.iter().any(|text| words.contains(text)) {
            assert_eq!(QuestionList::of(account).left(), 0, "{account:?} {words}");
            assert!(account.is_due_known(), "{account:?} {words}");
        }
        if words.contains("Everything asked for so far has been sent") {
            assert!(account.due().next().is_none(), "{account:?}");
        }
    });
}

#[test]
fn overdue_stands_above_an_overdue_list_and_nowhere_else() {
    every_account(|account| {
        let situation = situation(account, FormOutcome::NotOpened);
        let is_said = headline(situation).english().contains("overdue");
        let groups = QuestionList::of(account).groups;
        let is_listed = groups.iter().any(|group| group.urgency == Urgency::PastDue);
        let is_over = [
            Situation::Rejected,
            Situation::Appealable,
            Situation::Disconnected,
            Situation::ExtraChecks,
        ];
        if is_listed && !is_said {
            // A check that somebody else must resolve, beside something to do.
            let all_elsewhere = account.overdue().iter().all(|code| {
                code.as_str().starts_with("interv_") && code.as_str().ends_with("support")
            });
            assert!(
                all_elsewhere || is_over.contains(&situation),
                "{account:?} {situation:?}"
            );
        }
        if is_said {
            assert!(account.has_something_to_lose(), "{account:?}");
        }
    });
}

#[test]
fn every_situation_has_words_of_its_own() {
    let mut pairs = BTreeSet::new();
    for situation in Situation::ALL {
        let words = (headline(*situation), explanation(*situation));
        assert!(words.0.english().len() > 5 && words.1.english().len() > 5);
        assert!(!words.0.english().contains('{') && !words.1.english().contains('{'));
        assert!(pairs.insert(words), "{situation:?} is said like another");
    }
    let distinct: BTreeSet<_> = Situation::ALL.iter().collect();
    assert_eq!(distinct.len(), Situation::ALL.len());
}

#[test]
fn leaving_the_form_is_not_called_done() {
    let said = |status: serde_json::Value, form| {
        let account = read(&status);
        explanation(situation(&account, form)).english()
    };
    let begun = serde_json::json!({ "status": "OnboardingInProgress", "capabilities": {
        "detailsSubmitted": false, "currentlyDue": ["company.tax_id"],
    }});
    let sent = serde_json::json!({ "status": "OnboardingInProgress", "capabilities": {
        "detailsSubmitted": true,
    }});
    assert!(said(begun.clone(), FormOutcome::Left).starts_with("You left the form before"));
    assert!(said(sent.clone(), FormOutcome::Left).starts_with("Thank you."));
    for document in [begun, sent] {
        assert!(!said(document.clone(), FormOutcome::NotOpened).contains("left the form"));
        assert!(!said(document.clone(), FormOutcome::NotOpened).contains("Thank"));
        let just_left = said(document, FormOutcome::JustLeft);
        assert!(!just_left.contains("left") && !just_left.contains("Thank"));
    }
}

#[test]
fn actions_say_what_comes_of_them() {
    use Action::*;
    let all = [
        Start,
        Continue,
        ProvideOverdue,
        Provide,
        Appeal,
        UpdateDetails,
        CheckNow,
        Retry,
        SignIn,
        Enable,
        Reset,
        ContactSupport,
    ];
    let labels: BTreeSet<_> = all.iter().map(|button| action(*button).english()).collect();
    assert_eq!(labels.len(), all.len());
    assert!(labels.contains("Provide overdue information"));
}

#[test]
fn whose_turn_it_is_is_said_plainly() {
    let said = |whose, situation| turn(whose, situation).english();
    assert_eq!(said(Turn::Nobody, Situation::Active), "All done");
    assert_eq!(said(Turn::Nobody, Situation::Manual), "Nothing to do");
    assert!(said(Turn::Host, Situation::NotEnabled).starts_with("Your turn"));
    assert!(said(Turn::Unknown, Situation::Offline).contains("whose turn"));
}

#[test]
fn changes_are_told_in_words() {
    use Change::*;
    for (what, words) in [
        (Rejected, "Stripe cannot support this account."),
        (Disconnected, "The payment account has been disconnected."),
        (PaymentsOff, "Payments are now off."),
        (PayoutsOff, "Payouts are now off."),
        (Overdue(3), "Now overdue: 3."),
        (Active, "The account is now active."),
        (PaymentsOn, "Payments are now on."),
        (PayoutsOn, "Payouts are now on."),
        (Submitted, "Your details have been submitted."),
        (AskedAgain(1), "Asked for again: 1."),
        (Asked(1), "Newly needed: 1."),
        (Answered(2), "Done: 2."),
        (Left(4), "Still needed: 4."),
        (NothingLeft, "Nothing more is needed from you now."),
        (Other, "The status has changed."),
    ] {
        let count = what.count().unwrap_or_default().to_string();
        assert_eq!(change(what).english().replace("{count}", &count), words);
    }
}

#[test]
fn every_subject_has_a_heading_of_its_own() {
    use Subject::*;
    let all = [
        Business,
        Individual,
        Representative,
        Owner,
        Director,
        Executive,
        Authoriser,
        Guardian,
        Person(1),
        SomePerson,
        BankAccount,
        Documents,
        Agreements,
        ExtraChecks,
        Other,
    ];
    let headings: BTreeSet<_> = all.iter().map(|whose| subject(*whose).english()).collect();
    assert_eq!(headings.len(), all.len());
}
