//! Complete by enumeration: every state, provider, flag, kind of list and reason.

use super::assessed;
use crate::account::document::{Account, Capabilities, DisabledReason, State};
use crate::account::fixture::every_account;
use crate::account::requirement::{Resolution, look_up};
use crate::account::situation::rules::{RULES, columns, situation};
use crate::account::situation::{Action, Situation, Tone, Turn, has_form, wants_form};
use std::collections::BTreeSet;

#[test]
fn t20_every_account_has_a_rule_and_every_rule_an_account() {
    let mut hits = vec![0_u32; RULES.len()];
    let mut reached = BTreeSet::new();
    every_account(|account| {
        let known = columns(account);
        assert!(known.iter().all(|bit| bit.is_power_of_two()), "{account:?}");
        let fits = |set: &[u8; 6]| set.iter().zip(known).all(|(set, bit)| set & bit != 0);
        let rule = RULES.iter().position(|(set, _)| fits(set)).unwrap();
        hits[rule] += 1;
        reached.insert(situation(account));
    });
    let unreachable: Vec<usize> = (0..RULES.len()).filter(|rule| hits[*rule] == 0).collect();
    assert!(
        unreachable.is_empty(),
        "no account comes to {unreachable:?}"
    );
    // The rest is of problems, or of a form that was left.
    let of_accounts = RULES.iter().map(|(_, situation)| *situation);
    assert_eq!(reached, of_accounts.collect());
}

/// Whether Stripe's form has something to ask: what is listed, what a reason speaks of, or the submission itself. Where
/// nothing is known it may.
fn form_helps(account: &Account) -> bool {
    let nothing = Capabilities::default();
    let known = account.capabilities.as_ref().unwrap_or(&nothing);
    let is_listed = account
        .due()
        .any(|code| look_up(code).2 == Resolution::Form);
    let by_reason = matches!(
        known.disabled_reason,
        Some(DisabledReason::PastDue | DisabledReason::InformationNeeded)
    );
    is_listed
        || by_reason
        || account.state == State::NotStarted
        || known.details_submitted == Some(false)
        || !account.is_due_known()
}

#[test]
fn nobody_is_told_to_do_what_they_cannot() {
    every_account(|account| {
        let assessment = assessed(account);
        let about = || format!("{account:?} {assessment:?}");
        let actions = [assessment.primary, assessment.secondary];
        for action in actions.into_iter().flatten() {
            let is_form = action.opens_form() && action != Action::UpdateDetails;
            assert!(!is_form || form_helps(account), "{}", about());
            assert!(!is_form || account.is_stripes(), "{}", about());
        }
        if assessment.turn == Turn::You {
            let primary = assessment.primary.unwrap();
            assert!(primary.opens_form(), "{}", about());
        }
        if assessment.turn == Turn::Stripe {
            assert_eq!(assessment.primary, None, "{}", about());
        }
        assert!(assessment.primary.is_none() || assessment.primary != assessment.secondary);
        // There is always something to do, where there is something to do.
        let has_way_out = actions.iter().any(Option::is_some);
        assert!(
            has_way_out || assessment.situation.is_elsewhere(),
            "{}",
            about()
        );
    });
}

#[test]
fn what_can_be_answered_is_offered_for_answering() {
    every_account(|account| {
        let is_listed = account
            .due()
            .any(|code| look_up(code).2 == Resolution::Form);
        let is_over = account.is_rejected() || account.state == State::Disconnected;
        if is_listed && !is_over {
            assert!(wants_form(account), "{account:?} {:?}", assessed(account));
        }
    });
}

#[test]
fn a_form_is_wanted_where_its_opening_is_offered() {
    every_account(|account| {
        let assessment = assessed(account);
        let actions = [assessment.primary, assessment.secondary];
        let offered = actions
            .iter()
            .flatten()
            .any(|action| action.opens_form() && *action != Action::UpdateDetails);
        assert_eq!(wants_form(account), offered, "{account:?} {assessment:?}");
    });
}

#[test]
fn there_is_a_form_wherever_one_is_offered_and_none_where_only_others_can_act() {
    let mut without = BTreeSet::new();
    every_account(|account| {
        let assessment = assessed(account);
        let actions = [assessment.primary, assessment.secondary];
        if actions.iter().flatten().any(|action| action.opens_form()) {
            assert!(has_form(account), "{account:?} {assessment:?}");
        }
        if !has_form(account) {
            without.insert(assessment.situation);
        }
    });
    use Situation::{Disconnected, Manual, OtherProvider, Rejected, Yapily};
    let expected = [Rejected, Disconnected, Manual, Yapily, OtherProvider];
    assert_eq!(without, BTreeSet::from(expected));
}

#[test]
fn overdue_is_only_what_there_is_something_to_lose_by() {
    every_account(|account| {
        let situation = situation(account);
        let is_overdue = matches!(situation, Situation::Overdue | Situation::OverdueToStayOn);
        assert!(
            !is_overdue || account.has_something_to_lose(),
            "{account:?}"
        );
        let known = account.capabilities.clone().unwrap_or_default();
        let has_begun = known.details_submitted == Some(true)
            || known.charges_enabled == Some(true)
            || known.payouts_enabled == Some(true)
            || account.state == State::Active;
        assert_eq!(account.has_something_to_lose(), has_begun);
        assert!(has_begun || account.overdue().is_empty());
    });
}

#[test]
fn nothing_is_active_by_accident() {
    every_account(|account| {
        let assessment = assessed(account);
        let about = || format!("{account:?} {assessment:?}");
        let is_active = assessment.situation == Situation::Active;
        assert_eq!(assessment.tone == Tone::Success, is_active, "{}", about());
        if is_active {
            let known = account.capabilities.as_ref().unwrap();
            assert_eq!(account.state, State::Active);
            assert!(
                known.both_on() && known.details_submitted != Some(false),
                "{}",
                about()
            );
            assert!(
                account.due().next().is_none() && account.is_due_known(),
                "{}",
                about()
            );
            assert_eq!(known.disabled_reason, None, "{}", about());
        }
        if assessment.turn == Turn::Nobody && account.is_stripes() {
            assert!(account.due().next().is_none(), "{}", about());
        }
    });
}

#[test]
fn where_somebody_else_handles_the_payments_nothing_else_counts() {
    every_account(|account| {
        if !account.is_stripes() {
            let assessment = assessed(account);
            assert!(assessment.situation.is_elsewhere(), "{account:?}");
            assert_eq!((assessment.primary, assessment.secondary), (None, None));
            assert_eq!(assessment.tone, Tone::Neutral);
        }
    });
}

#[test]
fn a_rejection_stands_whatever_else_is_said() {
    every_account(|account| {
        if account.is_rejected() && account.is_stripes() && account.state != State::Disconnected {
            let expected = [Situation::Rejected, Situation::Appealable];
            assert!(expected.contains(&situation(account)), "{account:?}");
        }
    });
}
