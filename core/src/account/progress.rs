//! How far along an account is, honestly.
//!
//! Counts what was done out of what was asked: every code Stripe has asked for so far, the submission, payments
//! on, payouts on. One thing is one step; no weights are made up. Because Stripe asks for more as it learns
//! more, the measure remembers what was asked, and when it goes backwards it says why. It is 100 % only when
//! the account is Active and payments and payouts are known to be on.
//!
//! Limits: it knows what it has seen. What was answered before the first reading counts for nothing, and what
//! is not known any more counts as it last was.

#[cfg(test)]
mod tests;

use super::document::{Account, Code, State};
use super::requirement::Seen;

/// A measure, and what the next one has to remember.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// From 0 to 100.
    pub percent: u8,
    /// Steps done: details submitted, payments on, payouts on, and every code that is no longer due.
    pub done: usize,
    /// Steps asked for so far.
    pub total: usize,
    /// Why the percentage went down since the last measure, if it did.
    pub setback: Option<Setback>,
    /// Details submitted, payments on, payouts on, as last known.
    steps: [Option<bool>; 3],
    /// Everything asked for so far.
    seen: Seen,
    /// Every code due, sorted, as last known.
    due: Vec<Code>,
}

/// Why a measure went backwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setback {
    /// Something that was done or on is not any more.
    TurnedOff,
    /// Stripe asked for something it had not been asking for.
    AskedMore,
    /// Nothing is known to be lost, but everything being on is not certain any more.
    Unsure,
}

impl Progress {
    /// Measures for the first time.
    pub fn first(account: &Account) -> Progress {
        let unmeasured = Progress {
            percent: 0,
            done: 0,
            total: 0,
            setback: None,
            steps: [None; 3],
            seen: Seen::default(),
            due: Vec::new(),
        };
        unmeasured.next(account)
    }

    /// Everything asked for so far, due or not.
    pub fn seen(&self) -> &Seen {
        &self.seen
    }

    /// Measures another snapshot of the same account.
    pub fn next(&self, account: &Account) -> Progress {
        let known = account.capabilities.as_ref();
        let [submitted, payments, payouts] = self.steps;
        let steps = [
            known
                .and_then(|known| known.details_submitted)
                .or(submitted),
            known.and_then(|known| known.charges_enabled).or(payments),
            known.and_then(|known| known.payouts_enabled).or(payouts),
        ];
        let mut seen = self.seen.clone();
        seen.take(account);
        let due: Vec<Code> = account.due().cloned().collect();
        // What may be left out of a list is not done.
        let before: &[Code] = match account.is_due_known() {
            true => &[],
            false => &self.due,
        };
        self.measured(account, steps, seen, Code::sorted(&due, before))
    }

    fn measured(
        &self,
        account: &Account,
        steps: [Option<bool>; 3],
        seen: Seen,
        due: Vec<Code>,
    ) -> Progress {
        let capabilities = account.capabilities.as_ref();
        let complete = account.state == State::Active && capabilities.is_some_and(|c| c.both_on());
        let reached = steps.iter().filter(|step| **step == Some(true)).count();
        let asked = seen.codes().len();
        let done = asked - due.len() + reached;
        let total = asked + steps.len();
        let percent = match complete {
            true => 100,
            // At most 99: being on without being Active is not the end.
            false => (done * 100 / total).min(99) as u8,
        };
        let lost = |(was, is): (&Option<bool>, &Option<bool>)| *was == Some(true) && *is != *was;
        let turned_off = self.steps.iter().zip(&steps).any(lost);
        let asked_more = || due.iter().any(|code| self.due.binary_search(code).is_err());
        let ended = !matches!(account.state, State::Active | State::Unknown(_));
        let setback = (percent < self.percent).then(|| {
            if turned_off {
                Setback::TurnedOff
            } else if asked_more() {
                Setback::AskedMore
            } else if self.percent == 100 && ended {
                Setback::TurnedOff
            } else {
                Setback::Unsure
            }
        });
        Progress {
            percent,
            done,
            total,
            setback,
            steps,
            seen,
            due,
        }
    }
}
