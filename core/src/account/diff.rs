//! What changed between two readings of the same account, in order of importance.
//!
//! Decides what is worth telling: for announcements, events and an activity list. What stayed the same, or
//! became unknown, is no change. Does not judge the outcome; that is [`super::situation`].

use super::{
    document::{Account, Capabilities, Code, State},
    requirement::answered,
};
use crate::text::Phrase;

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

/// Tells two readings of an account apart, most important change first.
pub fn changes(before: &Account, after: &Account) -> Vec<Change> {
    let unknown = Capabilities::default();
    let was = before.capabilities.as_ref().unwrap_or(&unknown);
    let is = after.capabilities.as_ref().unwrap_or(&unknown);
    let became = |state| before.state != state && after.state == state;
    let went = |on: bool, was: Option<bool>, is: Option<bool>| was == Some(!on) && is == Some(on);
    let asked = match (&before.capabilities, &after.capabilities) {
        (Some(was), Some(is)) => Asked::compare(was, is),
        // Lists that were not known, or no longer are, say nothing about questions.
        _ => Asked::default(),
    };

    let happened = [
        (
            !before.is_rejected() && after.is_rejected(),
            Change::Rejected,
        ),
        (became(State::Disconnected), Change::Disconnected),
        (
            went(false, was.charges_enabled, is.charges_enabled),
            Change::PaymentsOff,
        ),
        (
            went(false, was.payouts_enabled, is.payouts_enabled),
            Change::PayoutsOff,
        ),
        (asked.overdue > 0, Change::Overdue(asked.overdue)),
        (became(State::Active), Change::Active),
        (
            went(true, was.charges_enabled, is.charges_enabled),
            Change::PaymentsOn,
        ),
        (
            went(true, was.payouts_enabled, is.payouts_enabled),
            Change::PayoutsOn,
        ),
        (
            went(true, was.details_submitted, is.details_submitted),
            Change::Submitted,
        ),
        (asked.new > 0, Change::Asked(asked.new)),
        (asked.done > 0, Change::Answered(asked.done)),
        (asked.done > 0 && asked.left > 0, Change::Left(asked.left)),
        (asked.done > 0 && asked.left == 0, Change::NothingLeft),
    ];
    let mut changes = Vec::new();
    for (happened, change) in happened {
        if happened {
            changes.push(change);
        }
    }
    if changes.is_empty() && (before.state != after.state || before.provider != after.provider) {
        changes.push(Change::Other);
    }
    changes
}

/// How the questions of two readings differ. A question is the same whichever of its codes ask for it.
#[derive(Default)]
struct Asked {
    new: usize,
    done: usize,
    overdue: usize,
    left: usize,
}

impl Asked {
    fn compare(was: &Capabilities, is: &Capabilities) -> Asked {
        let before = Code::sorted(&was.currently_due, &was.past_due);
        let after = Code::sorted(&is.currently_due, &is.past_due);
        let both = Code::sorted(&before, &after);
        let mut asked = Asked::default();
        // Of thousands of codes, making questions is nearly all of the work: only where there can be an answer.
        if both != after {
            (asked.done, asked.left) = answered(&before, &after);
        }
        if both != before {
            (asked.new, _) = answered(&after, &before);
        }
        if is.past_due != was.past_due {
            (asked.overdue, _) = answered(&is.past_due, &was.past_due);
        }
        asked
    }
}
