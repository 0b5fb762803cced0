//! What Stripe asks of an account, and what of that is overdue.
//!
//! Stripe lists every question of a fresh account as past due, for it counts from the day the account was made. So a
//! code is overdue only where something can be lost by it: something is on, or was submitted before. And where somebody
//! else than Stripe handles the payments, nothing that Stripe asks is asked of anybody.

use super::document::{Account, Capabilities, Code, Provider, State};

impl Account {
    /// Whether Stripe handles the payments, or may come to.
    pub fn is_stripes(&self) -> bool {
        matches!(self.provider, None | Some(Provider::Stripe))
    }

    /// Whether there is something to lose: details were submitted, payments or payouts are on, or Dolfin counts the
    /// account as usable. What is not known cannot be lost.
    pub fn has_something_to_lose(&self) -> bool {
        let is_so = |known: &Capabilities| {
            let facts = [
                known.details_submitted,
                known.charges_enabled,
                known.payouts_enabled,
            ];
            facts.contains(&Some(true))
        };
        self.state == State::Active || self.capabilities.as_ref().is_some_and(is_so)
    }

    /// Every code that is asked for, from both of Stripe's lists, as they came.
    pub fn due(&self) -> impl Iterator<Item = &Code> {
        let known = self.capabilities.as_ref().filter(|_| self.is_stripes());
        let lists = known.map(|known| known.past_due.iter().chain(&known.currently_due));
        lists.into_iter().flatten()
    }

    /// The codes of which the time has passed, as they came.
    pub fn overdue(&self) -> &[Code] {
        match &self.capabilities {
            Some(known) if self.is_stripes() && self.has_something_to_lose() => &known.past_due,
            _ => &[],
        }
    }

    /// Whether nothing can be due beside [`Account::due`]: the lists are there, and were read whole.
    pub fn is_due_known(&self) -> bool {
        let is_whole = |known: &Capabilities| !known.more_may_be_due;
        self.capabilities.as_ref().is_some_and(is_whole)
    }
}
