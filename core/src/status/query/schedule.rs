//! When the next read may leave: the one place that sends, and that sets the timer.
//!
//! Decides from what is wanted ([`Polling`]) and from what may forbid it: a tab out of sight, a host's pause, no
//! network, the budget, the service's own wish. While a read is under way, the timer only tells when it has become
//! slow.

use super::{Command, ReadId, StatusQuery};
use std::time::Duration;

/// How far the reading is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Polling {
    /// No read is wanted: only somebody's doing can bring anything new.
    Idle,
    /// The clock would want one, but nobody has done anything here for long.
    Resting,
    /// A read is wanted.
    Due(Due),
    /// A read is under way, and perhaps another one is wanted after it.
    InFlight {
        id: ReadId,
        since: Duration,
        then: Option<Due>,
    },
}

/// A read that is wanted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Due {
    pub(super) at: Duration,
    pub(super) cause: Cause,
}

/// Why a read is wanted, the least urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cause {
    /// It is time.
    Clock,
    /// Something happened.
    Event,
    /// Somebody asked: neither a network that is said to be gone nor the budget keeps it from being tried.
    Asked,
}

impl StatusQuery {
    /// Sends what may leave now, and sets the timer for what may leave later.
    pub(super) fn schedule(&mut self, now: Duration, commands: &mut Vec<Command>) {
        if self.next_at().is_some_and(|at| at <= now) {
            self.send(now, commands);
        }
        let slow_at = self.slow_at();
        self.known.is_slow = slow_at.is_some_and(|at| at <= now);
        let timer_at = self.next_at().or(slow_at.filter(|at| *at > now));
        if timer_at != self.timer_at {
            self.timer_at = timer_at;
            commands.push(match timer_at {
                Some(at) => Command::SetTimer(at.saturating_sub(now)),
                None => Command::CancelTimer,
            });
        }
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
        self.newest.0 += 1;
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
        let is_awaited = self.known.checking || self.known.account().is_none();
        (is_awaited && self.is_visible).then_some(since + self.policy.slow)
    }

    /// Wants a read at `at`: together with what is wanted already, as early and as urgently as either.
    pub(super) fn want(&mut self, cause: Cause, at: Duration, now: Duration) {
        let wanted = Due { at, cause };
        // Where the service asked for quiet, the random wait of the retry that is due comes on top of it.
        let waits_for_retry = self.retry_after_until > now && cause < Cause::Asked;
        match &mut self.polling {
            Polling::Due(due) if waits_for_retry => due.cause = due.cause.max(cause),
            Polling::Due(due) => *due = due.and(wanted),
            Polling::InFlight { then, .. } => {
                *then = Some(then.map_or(wanted, |due| due.and(wanted)));
            }
            Polling::Idle | Polling::Resting => self.polling = Polling::Due(wanted),
        }
    }

    /// Nobody asks any more; what else wanted a read wants it still.
    pub(super) fn downgrade_asked(&mut self) {
        if let Polling::Due(due) = &mut self.polling {
            due.cause = due.cause.min(Cause::Event);
        }
    }

    /// Whether a read is under way.
    pub(super) fn is_in_flight(&self) -> bool {
        matches!(self.polling, Polling::InFlight { .. })
    }
}

impl Due {
    fn and(self, other: Due) -> Due {
        Due {
            at: self.at.min(other.at),
            cause: self.cause.max(other.cause),
        }
    }
}
