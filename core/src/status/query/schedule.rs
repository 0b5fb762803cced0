//! Sends the next read, or says when it may leave: the one place that sends.
//!
//! Decides from what is wanted ([`Polling`]) and from what may forbid it: a tab out of sight, a host's pause, no
//! network, the budget, the service's own wish. While a read is under way, the clock only tells that it is slow.

use super::polling::{Cause, Due, Polling};
use super::{Command, StatusQuery};
use std::time::Duration;

impl StatusQuery {
    /// Sends what may leave now.
    pub(super) fn schedule(&mut self, now: Duration, commands: &mut Vec<Command>) {
        if self.next_at().is_some_and(|at| at <= now) {
            self.send(now, commands);
        }
        self.known.is_slow = self.slow_at().is_some_and(|at| at <= now);
    }

    /// When something is to happen by the clock: a read leaves, or the one that is under way has become slow.
    pub(super) fn next_step_at(&self) -> Option<Duration> {
        let slow_at = self.slow_at().filter(|_| !self.known.is_slow);
        self.next_at().or(slow_at)
    }

    /// When the next read may leave, if one is wanted and nothing forbids it.
    fn next_at(&self) -> Option<Duration> {
        let Polling::Due(Due { at, cause }) = self.polling else {
            return None;
        };
        let is_online = self.offline_since.is_none();
        let may_leave = self.is_visible && self.pauses == 0 && (is_online || cause == Cause::Asked);
        let affordable = match cause {
            Cause::Asked => self.budget.next_at_for_a_person(&self.policy),
            Cause::Clock | Cause::Event => self.budget.next_at(&self.policy),
        };
        may_leave.then(|| at.max(affordable).max(self.retry_after_until))
    }

    fn send(&mut self, now: Duration, commands: &mut Vec<Command>) {
        self.newest = self.newest.next();
        self.polling = Polling::InFlight {
            id: self.newest,
            since: now,
            then: None,
        };
        self.budget.spend(&self.policy, now);
        commands.push(Command::Read(self.newest));
    }

    /// When the answer that somebody in front waits for has been long in coming.
    fn slow_at(&self) -> Option<Duration> {
        let Polling::InFlight { since, .. } = self.polling else {
            return None;
        };
        let is_awaited = self.known.checking || self.has_left || self.known.account().is_none();
        (is_awaited && self.is_visible).then_some(since + self.policy.slow)
    }

    /// Wants a read at `at`.
    pub(super) fn want(&mut self, cause: Cause, at: Duration, now: Duration) {
        let at = match self.polling {
            // Where the service asked for quiet, the random wait of the retry that is due comes on top of it.
            Polling::Due(due) if self.retry_after_until > now && cause < Cause::Asked => due.at,
            _ => at,
        };
        self.polling.want(Due { at, cause });
    }
}
