//! What holds for any set of codes and any document.

use onboarding_core::account::{
    diff::changes,
    document::{Account, Code},
    progress::{Progress, Setback},
    requirement::{Group, QuestionList, Seen, Urgency},
    situation::{Action, Facts, FormOutcome, Situation, Tone, assess},
};
use onboarding_core::text::wording as words;
use proptest::{collection::vec, prelude::*, sample::select};

use crate::support::{account, catalogue, example, setting};

/// Mostly codes that exist, with persons who come and go, and some that nobody has seen.
fn code() -> impl Strategy<Value = Code> {
    let patterns: Vec<&str> = catalogue().iter().map(|row| row[0]).collect();
    let known = (select(patterns), 0..4_u8).prop_map(|(pattern, person)| {
        let code = example(pattern);
        Code::new(&code.replace("person_1Q", &format!("person_{person}Q")))
    });
    prop_oneof![
        8 => known,
        1 => "[a-z_]{1,12}(\\.[a-z_0-9]{1,9}){0,4}".prop_map(|code| Code::new(&code)),
        1 => "interv_[a-z0-9]{1,3}\\.(legal_hold|rejection_appeal|vibe)\\.(form|support|notice|x)"
            .prop_map(|code| Code::new(&code)),
        1 => "\\PC{1,30}".prop_map(|code| Code::new(&code)),
    ]
}

fn reading() -> impl Strategy<Value = Account> {
    let states = select(vec![
        "NotStarted",
        "OnboardingInProgress",
        "Active",
        "Restricted",
        "Rejected",
        "Disconnected",
        "New",
    ]);
    let reasons = select(vec![
        None,
        None,
        Some("requirements.past_due"),
        Some("requirements.pending_verification"),
        Some("listed"),
        Some("rejected.fraud"),
        Some("platform_paused"),
        Some("other"),
    ]);
    let providers = select(vec![None, Some("Stripe"), Some("Stripe"), Some("Manual")]);
    let truths = any::<[Option<bool>; 3]>();
    (states, reasons, providers, truths, vec(code(), 0..12), vec(code(), 0..4), any::<bool>()).prop_map(
        |(state, reason, provider, [submitted, payments, payouts], current, past, known)| {
            let texts = |codes: &[Code]| codes.iter().map(|code| code.as_str().to_owned()).collect::<Vec<_>>();
            let mut account = account!({
                "provider": provider, "status": state, "accountId": "acct_1",
                "capabilities": {
                    "detailsSubmitted": submitted, "chargesEnabled": payments, "payoutsEnabled": payouts,
                    "currentlyDue": texts(&current), "pastDue": texts(&past), "disabledReason": reason,
                }
            });
            if !known {
                account.capabilities = None;
            }
            account
        },
    )
}

/// An account that has something to lose and asks for these codes.
fn asking(current: &[Code], past: &[Code]) -> Account {
    let texts = |codes: &[Code]| {
        codes
            .iter()
            .map(|code| code.as_str().to_owned())
            .collect::<Vec<_>>()
    };
    account!({ "status": "Restricted", "capabilities": {
        "detailsSubmitted": true, "currentlyDue": texts(current), "pastDue": texts(past),
    }})
}

fn groups(current: &[Code], past: &[Code]) -> Vec<Group> {
    QuestionList::of(&asking(current, past)).groups
}

/// Whether a code asks for nothing: lists leave those out.
fn is_blank(code: &Code) -> bool {
    code.as_str().trim().is_empty()
}

fn sorted(codes: impl IntoIterator<Item = Code>) -> Vec<Code> {
    let mut codes: Vec<Code> = codes.into_iter().collect();
    codes.sort();
    codes.dedup();
    codes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: setting("PROPTEST_CASES", 1_000) as u32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_code_is_in_exactly_one_question(current in vec(code(), 0..60), past in vec(code(), 0..20)) {
        let groups = groups(&current, &past);
        let mut asked = Vec::new();
        for group in &groups {
            prop_assert!(!group.questions.is_empty());
            for question in &group.questions {
                prop_assert!(!question.codes.is_empty());
                prop_assert_eq!(question.urgency, group.urgency);
                let overdue = question.codes.iter().any(|code| past.contains(code));
                prop_assert_eq!(overdue, question.urgency == Urgency::PastDue);
                asked.extend(question.codes.clone());
            }
        }
        let count = asked.len();
        let asked = sorted(asked);
        prop_assert_eq!(asked.len(), count);
        prop_assert_eq!(asked, sorted(current.into_iter().chain(past).filter(|code| !is_blank(code))));
    }

    #[test]
    fn the_order_is_stable(
        current in vec(code(), 0..40).prop_flat_map(|codes| (Just(codes.clone()), Just(codes).prop_shuffle())),
        past in vec(code(), 0..10),
    ) {
        let ((one, other), past) = (current, past);
        let (here, there) = (groups(&one, &past), groups(&other, &past));
        let outline = |groups: &[Group]| {
            let questions = groups.iter().flat_map(|group| {
                group.questions.iter().map(|question| (
                    group.subject, question.urgency, question.label, question.resolution,
                    sorted(question.codes.clone()),
                ))
            });
            questions.collect::<Vec<_>>()
        };
        prop_assert_eq!(outline(&here), outline(&there));
        // Past due first everywhere, and no group or question twice.
        for pair in here.windows(2) {
            prop_assert!((pair[0].urgency, pair[0].subject) < (pair[1].urgency, pair[1].subject));
        }
        for group in &here {
            for pair in group.questions.windows(2) {
                prop_assert!((pair[0].label, pair[0].resolution) < (pair[1].label, pair[1].resolution));
            }
        }
    }

    #[test]
    fn grouping_again_changes_nothing(current in vec(code(), 0..40), past in vec(code(), 0..10)) {
        let once = groups(&current, &past);
        let codes = |urgency: Urgency| {
            let chosen = once.iter().filter(move |group| group.urgency == urgency);
            let questions = chosen.flat_map(|group| &group.questions);
            questions.flat_map(|question| question.codes.clone()).collect::<Vec<_>>()
        };
        prop_assert_eq!(&groups(&codes(Urgency::Due), &codes(Urgency::PastDue)), &once);
    }

    #[test]
    fn what_is_due_is_the_same_whatever_was_seen_before(
        seen in vec(code(), 0..20), current in vec(code(), 0..20), past in vec(code(), 0..5),
    ) {
        let shape = |groups: &[Group]| {
            let questions = groups.iter().flat_map(|group| &group.questions);
            let due = questions.filter(|question| question.urgency != Urgency::Done);
            due.map(|question| (question.urgency, question.label, question.codes.clone())).collect::<Vec<_>>()
        };
        let among = QuestionList::among(&Seen::of(&asking(&seen, &[])), &asking(&current, &past)).groups;
        // Persons may be counted otherwise, and so come in another order.
        let (mut with, mut without) = (shape(&among), shape(&groups(&current, &past)));
        with.sort();
        without.sort();
        prop_assert_eq!(with, without);
        let all = [&seen[..], &current, &past].concat();
        let shown = among.iter().flat_map(|group| &group.questions).flat_map(|question| &question.codes);
        prop_assert!(shown.clone().all(|code| all.contains(code)));
    }

    #[test]
    fn a_list_is_of_a_hundred_questions_and_says_how_many_more(current in vec(code(), 0..260), past in vec(code(), 0..60)) {
        let account = asking(&current, &past);
        let list = QuestionList::of(&account);
        let shown: usize = list.groups.iter().map(|group| group.questions.len()).sum();
        prop_assert!(shown <= QuestionList::MOST);
        prop_assert!(list.more == 0 || shown == QuestionList::MOST);
        // What is overdue is never left out for the sake of what is not.
        let overdue = |list: &[Group]| list.iter().any(|group| group.urgency == Urgency::PastDue);
        prop_assert_eq!(overdue(&list.groups), past.iter().any(|code| !is_blank(code)));
    }

    #[test]
    fn nothing_is_all_set_by_accident(account in reading(), left in any::<bool>()) {
        let form = if left { FormOutcome::Left } else { FormOutcome::NotOpened };
        let standing = assess(&Facts { account: Some(&account), problem: None, form });
        let known = account.capabilities.clone().unwrap_or_default();
        if standing.tone == Tone::Success || standing.situation == Situation::Active {
            prop_assert_eq!(account.state.name(), "Active");
            prop_assert!(known.both_on() && known.details_submitted != Some(false));
            prop_assert!(account.due().next().is_none());
        }
        let appeal = |code: &Code| code.as_str().contains("rejection_appeal");
        if account.is_rejected() && !account.due().any(appeal) {
            prop_assert!(matches!(standing.primary, None | Some(Action::Reset)));
        }
    }

    #[test]
    fn masked_reasons_never_leak(
        account in reading(),
        canary in select(vec!["rejected.fraud", "rejected.listed", "listed", "rejected.terms_of_service", "secret.reason"]),
    ) {
        // The same facts with a masked reason of the same kind look the same, whatever the reason's text.
        let with = |reason: &str| {
            let body = crate::support::json!({ "capabilities": { "disabledReason": reason } });
            let read = crate::support::read(&body).capabilities.unwrap().disabled_reason;
            let mut account = account.clone();
            account.capabilities.get_or_insert_default().disabled_reason = read;
            account
        };
        let account = with(canary);
        let standing = assess(&Facts { account: Some(&account), problem: None, form: FormOutcome::NotOpened });
        let shown = format!(
            "{account:?} {standing:?} {:?} {} {}",
            changes(&Seen::default(), &with(""), &account),
            words::headline(standing.situation).english(),
            words::explanation(standing.situation).english(),
        );
        prop_assert!(!shown.to_lowercase().contains("fraud"));
        prop_assert!(!shown.contains(canary) || canary == "listed" && !shown.contains("\"listed\""));
    }

    #[test]
    fn progress_never_goes_back_without_saying_so(readings in vec(reading(), 1..12)) {
        let mut progress = Progress::first(&readings[0]);
        prop_assert_eq!(progress.setback, None);
        for (before, account) in readings.iter().zip(&readings[1..]) {
            let next = progress.next(account);
            prop_assert_eq!(next.percent < progress.percent, next.setback.is_some());
            let known = account.capabilities.clone().unwrap_or_default();
            let complete = account.state.name() == "Active" && known.both_on();
            prop_assert_eq!(next.percent == 100, complete);
            prop_assert!(next.done <= next.total && next.total >= progress.total);
            if next.setback == Some(Setback::AskedMore) {
                let was: Vec<&Code> = before.due().collect();
                prop_assert!(account.due().any(|code| !was.contains(&code)) || !before.is_due_known());
            }
            // Measuring the same again is no setback.
            let again = next.next(account);
            prop_assert_eq!((again.percent, again.setback), (next.percent, None));
            progress = next;
        }
    }

    #[test]
    fn changes_are_in_order_and_none_without_a_difference(before in reading(), after in reading()) {
        let nothing = Seen::default();
        prop_assert!(changes(&nothing, &before, &before).is_empty());
        let changes = changes(&nothing, &before, &after);
        prop_assert!(changes.windows(2).all(|pair| pair[0] < pair[1]));
        if before.state != after.state || before.provider != after.provider {
            prop_assert!(!changes.is_empty());
        }
    }
}
