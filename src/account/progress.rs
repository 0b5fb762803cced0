//! How far along an account is, honestly.
//!
//! Counts what was done out of what was asked: every code Stripe has asked for so far, the submission, payments
//! on, payouts on. One thing is one step; no weights are made up. Because Stripe asks for more as it learns
//! more, the measure remembers what was asked, and when it goes backwards it says why. It is 100 % only when
//! the account is Active and payments and payouts are on.
//!
//! Limits: it knows what it has seen. What was answered before the first reading counts for nothing.

use super::document::{Account, Capabilities, Code, State};

/// A measure, and what the next one has to remember.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// From 0 to 100.
    pub percent: u8,
    /// Why it went backwards since the last measure, if it did.
    pub setback: Option<Setback>,
    /// Every code seen so far, sorted.
    seen: Vec<Code>,
    /// The codes due at the last reading that had lists, sorted.
    due: Vec<Code>,
}

/// Why a measure went backwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setback {
    /// Stripe asked for something it was not asking for before.
    AskedMore,
    /// Something that was on or submitted is not any more.
    TurnedOff,
    /// What was known is not known any more.
    Unsure,
}

impl Progress {
    /// The first measure.
    pub fn first(account: &Account) -> Progress {
        measure(account, &[], None)
    }

    /// The measure after another reading of the same account.
    pub fn next(&self, account: &Account) -> Progress {
        measure(account, &self.seen, Some(self))
    }
}

fn measure(account: &Account, seen: &[Code], before: Option<&Progress>) -> Progress {
    let unknown = Capabilities::default();
    let capabilities = account.capabilities.as_ref().unwrap_or(&unknown);
    let due = match (&account.capabilities, before) {
        (None, Some(before)) => before.due.clone(),
        _ => sorted(
            capabilities
                .currently_due
                .iter()
                .chain(&capabilities.past_due),
        ),
    };
    let seen = sorted(seen.iter().chain(&due));

    let steps = [
        capabilities.details_submitted,
        capabilities.charges_enabled,
        capabilities.payouts_enabled,
    ];
    let reached = steps.iter().filter(|step| **step == Some(true)).count();
    let done = seen.len() - due.len() + reached;
    let total = seen.len() + steps.len();
    let on =
        capabilities.charges_enabled == Some(true) && capabilities.payouts_enabled == Some(true);
    let percent = if account.state == State::Active && on {
        100
    } else {
        (done * 100 / total).min(99) as u8
    };

    let backwards = before.filter(|before| percent < before.percent);
    let setback = backwards.map(|before| {
        if due
            .iter()
            .any(|code| before.due.binary_search(code).is_err())
        {
            Setback::AskedMore
        } else if steps.contains(&Some(false)) || account.state != State::Active {
            Setback::TurnedOff
        } else {
            Setback::Unsure
        }
    });
    Progress {
        percent,
        setback,
        seen,
        due,
    }
}

fn sorted<'a>(codes: impl Iterator<Item = &'a Code>) -> Vec<Code> {
    let mut codes: Vec<Code> = codes.cloned().collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}
