//! How far the reading is, and how long an outcome has been awaited.
//!
//! States, and what follows from them alone; the [query](super) decides when one becomes another.

use std::time::Duration;

/// The number of a read; an answer to any but the newest is dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReadId(u32);

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

/// An outcome that is awaited.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Awaiting {
    pub(super) since: Duration,
    /// How much later than at its foot the ladder was entered.
    pub(super) entered_at: Duration,
}

impl ReadId {
    pub(super) fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl Polling {
    /// Wants a read, too: together with what is wanted already, as early and as urgently as either.
    pub(super) fn want(&mut self, wanted: Due) {
        match self {
            Polling::Due(due) => *due = due.and(wanted),
            Polling::InFlight { then, .. } => {
                *then = Some(then.map_or(wanted, |due| due.and(wanted)));
            }
            Polling::Idle | Polling::Resting => *self = Polling::Due(wanted),
        }
    }

    /// Nobody asks any more; what else wanted a read wants it still.
    pub(super) fn downgrade_asked(&mut self) {
        if let Polling::Due(due) = self {
            due.cause = due.cause.min(Cause::Event);
        }
    }

    /// Ends the read of this number, if it is the one under way: since when it was, and what is wanted after it.
    pub(super) fn end(&mut self, ended: ReadId) -> Option<(Duration, Option<Due>)> {
        match *self {
            Polling::InFlight { id, since, then } if id == ended => {
                *self = Polling::Idle;
                Some((since, then))
            }
            _ => None,
        }
    }

    pub(super) fn is_in_flight(self) -> bool {
        matches!(self, Polling::InFlight { .. })
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

impl Awaiting {
    /// For how long by `now`, counted from the foot of the ladder.
    pub(super) fn so_far(self, now: Duration) -> Duration {
        now.saturating_sub(self.since) + self.entered_at
    }
}
