//! What a person who comes back, or asks, is owed: something fresh, and an honest answer.

use super::{Cause, Presence, StatusQuery};
use crate::status::policy;
use std::time::Duration;

impl StatusQuery {
    pub(super) fn became_visible(&mut self, now: Duration, random: f64) {
        if self.presence == Presence::Visible {
            return;
        }
        self.presence = Presence::Visible;
        self.last_activity = now;
        if self.sent_at.is_none() {
            return;
        }
        self.returned(now, random);
    }

    /// Somebody is back: they see something fresh, unless they have been told that asking does not help.
    pub(super) fn returned(&mut self, now: Duration, random: f64) {
        self.snapshot.is_resting = false;
        if self.in_flight.is_some() {
            return;
        }
        if self.is_stale(now) && !self.is_refused() {
            let spread = policy::share(self.policy.return_spread, random);
            self.want(Cause::Return, now + spread, now);
        } else if self.next_poll_at.is_none() && self.failures == 0 {
            self.plan(now, random);
        }
    }

    pub(super) fn check(&mut self, now: Duration) {
        self.last_activity = now;
        self.snapshot.ask();
        if self.pauses > 0 || self.retry_after_until > now + self.policy.patience {
            self.give_up();
        } else if self.in_flight.is_none() {
            self.want(Cause::Asked, now, now);
        }
    }

    /// Whoever asks cannot be served, and is told so.
    pub(super) fn give_up(&mut self) {
        self.snapshot.give_up();
        self.downgrade_prompt();
    }

    pub(super) fn cause_of_checking(&self) -> Cause {
        match self.snapshot.checking {
            true => Cause::Asked,
            false => Cause::Return,
        }
    }
}
