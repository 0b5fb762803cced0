//! What changed between two snapshots of the same account, in order of importance.
//!
//! Decides what is worth telling: for announcements, events and an activity list. What stayed the same, or
//! became unknown, is no change. Does not judge the outcome; that is [`super::situation`].

#[cfg(test)]
mod tests;

use super::document::{Account, Capabilities, Code, State};
use super::requirement::{Key, Seen};

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
    /// So many questions are asked again that were answered before: a document that Stripe refused, as a rule.
    AskedAgain(usize),
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
    /// How many questions it is about.
    pub fn count(self) -> Option<usize> {
        match self {
            Change::Overdue(count)
            | Change::AskedAgain(count)
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

/// Tells two snapshots of an account apart, most important change first. `seen` is what was asked before them.
pub fn changes(seen: &Seen, before: &Account, after: &Account) -> Vec<Change> {
    let unknown = Capabilities::default();
    let was = before.capabilities.as_ref().unwrap_or(&unknown);
    let is = after.capabilities.as_ref().unwrap_or(&unknown);
    let became = |state| before.state != state && after.state == state;
    let went = |on: bool, was: Option<bool>, is: Option<bool>| was == Some(!on) && is == Some(on);
    let asked = match before.is_due_known() && after.is_due_known() {
        true => Asked::compare(seen, before, after),
        // Lists that were not known, or no longer are, say nothing about questions.
        false => Asked::default(),
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
        (asked.again > 0, Change::AskedAgain(asked.again)),
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

/// How the questions of two snapshots differ. A question is the same whichever of its codes ask for it.
#[derive(Default)]
struct Asked {
    new: usize,
    again: usize,
    done: usize,
    overdue: usize,
    left: usize,
}

impl Asked {
    fn compare(seen: &Seen, before: &Account, after: &Account) -> Asked {
        let mut all = seen.clone();
        all.take(before);
        all.take(after);
        let was = keys(&all, &mut before.due());
        let is = keys(&all, &mut after.due());
        let earlier = keys(&all, &mut seen.codes().iter());
        // What was past due while there was nothing to lose, or nobody knew of anything, has not become so now.
        let past = before.capabilities.iter().flat_map(|known| &known.past_due);
        let was_past = keys(&all, &mut past.into_iter());
        let overdue = keys(&all, &mut after.overdue().iter());
        let asked = beyond(&is, &was);
        let again = asked.len() - beyond(&asked, &earlier).len();
        Asked {
            new: asked.len() - again,
            again,
            done: beyond(&was, &is).len(),
            overdue: beyond(&overdue, &was_past).len(),
            left: is.len(),
        }
    }
}

/// The questions that these codes ask, in order, each once.
fn keys(seen: &Seen, codes: &mut dyn Iterator<Item = &Code>) -> Vec<Key> {
    let mut keys = Vec::new();
    for code in codes {
        let key = seen.key(code);
        if let Err(place) = keys.binary_search(&key) {
            keys.insert(place, key);
        }
    }
    keys
}

/// Those of `some` that are not among `others`.
fn beyond(some: &[Key], others: &[Key]) -> Vec<Key> {
    let is_new = |key: &&Key| others.binary_search(key).is_err();
    some.iter().filter(is_new).copied().collect()
}
