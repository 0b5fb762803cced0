//! Which tab asks for all of them: one poller for each browser, organisation and person signed in.
//!
//! Every tab may read when something happens in it; what the clock wants is left to the tab that leads. Only a tab
//! in sight leads. It tells the others each answer and when to expect the next; a tab in sight that hears nothing
//! for two intervals takes the lead from whoever holds it (a frozen tab keeps its lock). Until a tab has been
//! refused the lead it acts as if it had it, so that everything works where tabs cannot hear each other.
//!
//! Decides; holds no lock and opens no channel. A note carries no secret, no token and no name of a person.

use crate::Duration;
use crate::account::document::Account;

/// What one tab tells the others after a read.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// What was read; `None` if the read failed.
    pub account: Option<Account>,
    /// How long ago the read was started.
    pub age: Duration,
    /// When the leader plans the next read, from now; `None` if none is known of.
    pub next: Option<Duration>,
    /// For how long the outcome has been awaited: the next leader goes on from here.
    pub waiting: Duration,
    /// How long no tab may ask, because the service said so.
    pub hold: Duration,
}

/// Something heard from another tab of this browser.
#[derive(Clone, Debug, PartialEq)]
pub enum Heard {
    /// It has read.
    Note(Note),
    /// It goes out of sight.
    Leaving,
}

/// This tab's part.
#[derive(Debug)]
pub(super) struct Part {
    /// Whether this tab asks when the clock wants it.
    leads: bool,
    /// When another tab said it would read next.
    promised: Option<Duration>,
    /// When another tab of ours last went out of sight.
    left: Option<Duration>,
    /// This tab came to the front, and whether another one is there already is not known yet.
    pub(super) is_waiting: bool,
}

impl Part {
    pub(super) fn new() -> Self {
        Self {
            leads: true,
            promised: None,
            left: None,
            is_waiting: false,
        }
    }

    pub(super) fn leads(&self) -> bool {
        self.leads
    }

    /// Another tab's read, planned in the future.
    pub(super) fn promise(&self, now: Duration) -> Option<Duration> {
        self.promised.filter(|at| *at > now)
    }

    /// Whether a tab of ours went out of sight no longer than `within` ago.
    pub(super) fn takes_over(&self, now: Duration, within: Duration) -> bool {
        self.left.is_some_and(|at| now.saturating_sub(at) <= within)
    }

    pub(super) fn lead(&mut self) {
        self.leads = true;
    }

    pub(super) fn follow(&mut self) {
        self.leads = false;
    }

    pub(super) fn heard(&mut self, next: Option<Duration>, now: Duration) {
        // A tab that knows of no plan takes none away.
        self.promised = next.map(|wait| now + wait).or(self.promised);
    }

    pub(super) fn other_left(&mut self, now: Duration) {
        self.left = Some(now);
    }

    /// What was heard before a silence of unknown length says nothing.
    pub(super) fn forget(&mut self) {
        *self = Self::new();
    }
}
