//! What changed between two readings of the same account, in order of importance.
//!
//! Decides what is worth telling: for announcements, events and an activity list. What stayed the same, or
//! became unknown, is no change. Does not judge the outcome; that is [`super::standing`].

use super::{
    document::{Account, Capabilities, Code, State},
    requirement::{self, Group, Urgency},
};
use crate::words::Phrase;

/// One thing that is different now. Counts are of questions, not of codes.
///
/// Declared in order of importance: what is lost comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// The account has been rejected.
    Rejected,
    /// The account has been disconnected.
    Disconnected,
    /// Payments went off.
    PaymentsOff,
    /// Payouts went off.
    PayoutsOff,
    /// So many questions have become past due.
    Overdue(usize),
    /// The account has become Active.
    Active,
    /// Payments went on.
    PaymentsOn,
    /// Payouts went on.
    PayoutsOn,
    /// The details have been submitted.
    Submitted,
    /// So many questions are asked that were not asked before.
    Asked(usize),
    /// So many questions are no longer asked.
    Answered(usize),
    /// Some were answered, and so many are left.
    Left(usize),
    /// The last question has been answered.
    NothingLeft,
    /// Another state or provider, without a meaning of its own.
    Other,
}

impl Change {
    /// The sentence that tells it; [`Change::count`] fills its `{count}`.
    pub fn phrase(self) -> Phrase {
        match self {
            Change::Rejected => Phrase::ChangeRejected,
            Change::Disconnected => Phrase::ChangeDisconnected,
            Change::PaymentsOff => Phrase::ChangePaymentsOff,
            Change::PayoutsOff => Phrase::ChangePayoutsOff,
            Change::Overdue(_) => Phrase::ChangeOverdue,
            Change::Active => Phrase::ChangeActive,
            Change::PaymentsOn => Phrase::ChangePaymentsOn,
            Change::PayoutsOn => Phrase::ChangePayoutsOn,
            Change::Submitted => Phrase::ChangeSubmitted,
            Change::Asked(_) => Phrase::ChangeAsked,
            Change::Answered(_) => Phrase::ChangeAnswered,
            Change::Left(_) => Phrase::ChangeLeft,
            Change::NothingLeft => Phrase::ChangeNothingLeft,
            Change::Other => Phrase::ChangeOther,
        }
    }

    /// How many questions it is about.
    pub fn count(self) -> Option<usize> {
        match self {
            Change::Overdue(count)
            | Change::Asked(count)
            | Change::Answered(count)
            | Change::Left(count) => Some(count),
            _ => None,
        }
    }

    /// Whether something was lost, which may interrupt what is being read out.
    pub fn is_loss(self) -> bool {
        matches!(
            self,
            Change::Rejected | Change::Disconnected | Change::PaymentsOff | Change::PayoutsOff
        )
    }
}

/// Tells two readings apart, most important change first.
pub fn changes(before: &Account, after: &Account) -> Vec<Change> {
    let unknown = Capabilities::default();
    let was = before.capabilities.as_ref().unwrap_or(&unknown);
    let is = after.capabilities.as_ref().unwrap_or(&unknown);
    let mut changes = Vec::new();
    let mut add = |happened: bool, change| {
        if happened {
            changes.push(change);
        }
    };

    let became = |state| before.state != state && after.state == state;
    let turned = |before: Option<bool>, after: Option<bool>| match (before, after) {
        (Some(true), Some(false)) => Some(false),
        (Some(false), Some(true)) => Some(true),
        _ => None,
    };
    let payments = turned(was.charges_enabled, is.charges_enabled);
    let payouts = turned(was.payouts_enabled, is.payouts_enabled);
    let (asked, answered, overdue, left) = compare(was, is);
    // Lists that were or became unknown say nothing about questions.
    let comparable = before.capabilities.is_some() && after.capabilities.is_some();
    let (asked, answered, overdue) = if comparable {
        (asked, answered, overdue)
    } else {
        (0, 0, 0)
    };

    add(became(State::Rejected), Change::Rejected);
    add(became(State::Disconnected), Change::Disconnected);
    add(payments == Some(false), Change::PaymentsOff);
    add(payouts == Some(false), Change::PayoutsOff);
    add(overdue > 0, Change::Overdue(overdue));
    add(became(State::Active), Change::Active);
    add(payments == Some(true), Change::PaymentsOn);
    add(payouts == Some(true), Change::PayoutsOn);
    add(
        was.details_submitted == Some(false) && is.details_submitted == Some(true),
        Change::Submitted,
    );
    add(asked > 0, Change::Asked(asked));
    add(answered > 0, Change::Answered(answered));
    add(answered > 0 && left > 0, Change::Left(left));
    add(answered > 0 && left == 0, Change::NothingLeft);
    let elsewhere = before.state != after.state || before.provider != after.provider;
    add(elsewhere, Change::Other);
    if changes.len() > 1 {
        changes.retain(|change| *change != Change::Other);
    }
    changes
}

/// Questions newly asked, no longer asked, newly past due, and left.
fn compare(was: &Capabilities, is: &Capabilities) -> (usize, usize, usize, usize) {
    let before = requirement::groups(&was.currently_due, &was.past_due);
    let after = requirement::groups(&is.currently_due, &is.past_due);
    let (old, old_overdue) = (codes(&before, false), codes(&before, true));
    let (new, _) = (codes(&after, false), ());
    // A question is the same while any of its codes is.
    let missing = |groups: &[Group], known: &[&Code], overdue_only: bool| {
        let questions = groups.iter().flat_map(|group| &group.questions);
        questions
            .filter(|question| !overdue_only || question.urgency == Urgency::PastDue)
            .filter(|question| {
                !question
                    .codes
                    .iter()
                    .any(|code| known.binary_search(&code).is_ok())
            })
            .count()
    };
    let left = after.iter().map(|group| group.questions.len()).sum();
    (
        missing(&after, &old, false),
        missing(&before, &new, false),
        missing(&after, &old_overdue, true),
        left,
    )
}

fn codes(groups: &[Group], overdue_only: bool) -> Vec<&Code> {
    let questions = groups.iter().flat_map(|group| &group.questions);
    let mut codes: Vec<&Code> = questions
        .filter(|question| !overdue_only || question.urgency == Urgency::PastDue)
        .flat_map(|question| &question.codes)
        .collect();
    codes.sort_unstable();
    codes
}
