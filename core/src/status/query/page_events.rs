//! Page events: mounted, visible or hidden, frozen, online or offline. Whoever comes back is shown something fresh.

use super::polling::{Cause, Due, Polling};
use super::{Command, StatusQuery};
use crate::status::policy;
use std::time::Duration;

impl StatusQuery {
    pub(super) fn mounted(&mut self, now: Duration, random: f64) {
        self.last_activity = now;
        if self.has_begun() {
            // Another mount of the same account shows it already.
            self.returned(now, random);
        } else {
            // Whatever the browser says about the network, the first read is tried.
            self.want(Cause::Asked, now, now);
        }
    }

    pub(super) fn became_visible(&mut self, now: Duration, random: f64) {
        if std::mem::replace(&mut self.is_visible, true) {
            return;
        }
        self.last_activity = now;
        if self.has_begun() {
            self.returned(now, random);
        }
    }

    /// Somebody may be back from another window. While a form is open, its steps say when to read, and the focus that
    /// comes out of its frame says nothing.
    pub(super) fn focused(&mut self, now: Duration, random: f64) {
        if self.is_visible && self.forms == 0 && self.has_begun() {
            self.last_activity = now;
            self.returned(now, random);
        }
    }

    /// Somebody is back, and sees something fresh, unless they have been told that asking does not help.
    fn returned(&mut self, now: Duration, random: f64) {
        if self.polling.is_in_flight() {
            return;
        }
        if self.is_stale(now) && !self.is_refused() {
            let spread = policy::share(self.policy.return_spread, random);
            self.want(Cause::Event, now + spread, now);
        } else if !matches!(self.polling, Polling::Due(_)) {
            self.replan(now, random);
        }
    }

    pub(super) fn froze(&mut self, now: Duration, commands: &mut Vec<Command>) {
        self.is_visible = false;
        self.abort(now, commands);
    }

    /// Gives up the read that is under way; whoever wanted it wants it still.
    pub(super) fn abort(&mut self, now: Duration, commands: &mut Vec<Command>) {
        if self.polling.is_in_flight() {
            commands.push(Command::Abort);
            let cause = match self.known.checking {
                true => Cause::Asked,
                false => Cause::Event,
            };
            self.polling = Polling::Due(Due { at: now, cause });
        }
    }

    pub(super) fn went_online(&mut self, now: Duration, random: f64) {
        let was_offline = self.offline_since.take().is_some();
        let is_answered_soon = match self.polling {
            Polling::InFlight { .. } => true,
            Polling::Due(due) => due.cause == Cause::Asked || self.retry_after_until > now,
            Polling::Idle | Polling::Resting => false,
        };
        if was_offline && !is_answered_soon && self.should_poll(now) && self.is_stale(now) {
            let spread = self.policy.online_spread;
            // A network that comes and goes counts as one that fails.
            let flaps = self.budget.spent_at().unwrap_or_default() + spread * self.failures.min(12);
            let at = flaps.max(now + policy::share(spread, random));
            let cause = Cause::Event;
            self.polling = Polling::Due(Due { at, cause });
        }
    }

    pub(super) fn timer_fired(&mut self, now: Duration) {
        // A timer so late slept with the machine, and somebody has woken that.
        let late = self.next_step_at().map(|at| now.saturating_sub(at));
        if late > Some(self.policy.overslept) {
            self.last_activity = now;
        }
    }

    /// Whether a read has ever left.
    pub(super) fn has_begun(&self) -> bool {
        self.budget.spent_at().is_some()
    }
}
