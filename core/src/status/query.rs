//! The query for one account's status: when to read, what the answers mean for what is known, when to stop.
//!
//! Takes in [`Event`]s and answers with [`Command`]s. Mounts of one account may share it; it only counts them.
//! Handling an event only changes facts. Reads are sent in one place, `schedule`, so that no rule about when one may be
//! sent can be passed by.

#[cfg(feature = "defects")]
mod defects;
mod page_events;
mod polling;
mod responses;
mod schedule;
#[cfg(test)]
mod tests;
mod user_events;

use super::budget::Budget;
use super::notice::Notices;
use super::policy::Policy;
use super::snapshot::StatusSnapshot;
use crate::account::{document::Account, problem::Problem};
use crate::state_machine::StateMachine;
use polling::{Awaiting, Polling};
use std::rc::Rc;
use std::time::Duration;

pub use polling::ReadId;

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A mount that shows the account has begun.
    Mounted,
    /// A read was answered.
    Arrived(ReadId, Account),
    /// A read failed.
    Failed(ReadId, Problem),
    /// The time said by [`StateMachine::wakes_at`] has come.
    TimerFired,
    /// The tab came to the front, or runs again after it was frozen or kept for *back*.
    BecameVisible,
    /// The window got the focus: from another window, if not from a frame in it.
    Focused,
    /// The tab went out of sight.
    BecameHidden,
    /// The tab stops running: frozen, or kept for *back*.
    Froze,
    /// The browser says it has a network again.
    WentOnline,
    /// The browser says it has none, which may be wrong.
    WentOffline,
    /// Stripe's form was opened.
    FormOpened,
    /// The person went to another step of the form.
    StepChanged,
    /// The form went away without the person's doing.
    FormClosed,
    /// The person left the form, finished or not.
    FormExited,
    /// The host has heard of a change (its webhook, its push), or something else makes a read worth while.
    RefreshRequested,
    /// The person wants to know now.
    CheckRequested,
    /// The host has said that it will sign the person in.
    SignInPromised,
    /// The host of one of the mounts wants silence.
    Paused,
    /// That one wants it no longer.
    Unpaused,
    /// The person has signed out of the host of one of the mounts, and so of all: the account is one person's. Nothing
    /// is read after it.
    SignedOut,
}

/// Something to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Read the status, and report the answer under this number.
    Read(ReadId),
    /// End the read that is under way.
    Abort,
}

/// The query for one account's status.
#[derive(Debug)]
pub struct StatusQuery {
    policy: Policy,
    /// What is known, in the making.
    known: StatusSnapshot,
    /// What is known, as it is handed out.
    shared: Rc<StatusSnapshot>,
    notices: Notices,
    polling: Polling,
    newest: ReadId,
    budget: Budget,
    /// No read before this, because the service said so.
    retry_after_until: Duration,
    /// Reads that have failed since the last success.
    failures: u32,
    /// Whether the tab is in front.
    is_visible: bool,
    /// Since when there is said to be no network.
    offline_since: Option<Duration>,
    /// How many mounts' hosts want silence. One is enough.
    pauses: u32,
    /// How many mounts have a form open.
    forms: u32,
    /// Somebody has left a form, and no answer has come since. What was under way then was given up, so any that comes
    /// was asked for after it.
    has_left: bool,
    /// Until when a settled account is read as any other, because a form was left.
    burst_until: Duration,
    /// When the host said that it will sign the person in, until an answer comes.
    sign_in_since: Option<Duration>,
    /// The outcome that is awaited. `None` before anything is known, and while a form is open that nobody has left.
    awaiting: Option<Awaiting>,
    /// When somebody last did something here, or came back.
    last_activity: Duration,
}

impl StatusQuery {
    /// A query that has not begun, in a tab in sight.
    pub fn new(policy: Policy) -> Self {
        Self {
            policy,
            known: StatusSnapshot::default(),
            shared: Rc::default(),
            notices: Notices::default(),
            polling: Polling::Idle,
            newest: ReadId::default(),
            budget: Budget::default(),
            retry_after_until: Duration::ZERO,
            failures: 0,
            is_visible: true,
            offline_since: None,
            pauses: 0,
            forms: 0,
            has_left: false,
            burst_until: Duration::ZERO,
            sign_in_since: None,
            awaiting: None,
            last_activity: Duration::ZERO,
        }
    }

    /// What is known: the same pointer as long as nothing changed.
    pub fn snapshot(&self) -> &Rc<StatusSnapshot> {
        &self.shared
    }

    fn take_in(&mut self, event: Event, now: Duration, random: f64, commands: &mut Vec<Command>) {
        match event {
            Event::Mounted => self.mounted(now, random),
            Event::Arrived(id, account) => self.arrived(id, account, now, random),
            Event::Failed(id, problem) => self.failed(id, problem, now, random),
            Event::TimerFired => self.timer_fired(now),
            Event::BecameVisible => self.became_visible(now, random),
            Event::Focused => self.focused(now, random),
            Event::BecameHidden => self.is_visible = false,
            Event::Froze => self.froze(now, commands),
            Event::WentOnline => self.went_online(now, random),
            Event::WentOffline => _ = self.offline_since.get_or_insert(now),
            Event::FormOpened => self.form_opened(now, random),
            Event::StepChanged => self.step_changed(now),
            Event::FormClosed => self.form_closed(now, random),
            Event::FormExited => self.form_exited(now, commands),
            Event::RefreshRequested => self.refresh(now),
            Event::CheckRequested => self.check(now),
            Event::SignInPromised => self.sign_in_promised(now),
            Event::Paused => self.pause(),
            Event::Unpaused => self.pauses = self.pauses.saturating_sub(1),
            Event::SignedOut => self.sign_out(now, commands),
        }
    }

    fn share(&mut self) {
        self.known.freshness = self.freshness();
        self.known.is_settling = self.has_left;
        self.known.is_unanswered = self.has_left && !self.may_be_answered();
        if *self.shared != self.known {
            self.shared = Rc::new(self.known.clone());
        }
    }
}

impl StateMachine for StatusQuery {
    type Event = Event;
    type Command = Command;

    fn step(&mut self, event: Event, now: Duration, random: f64) -> Vec<Command> {
        let mut commands = Vec::new();
        self.take_in(event, now, random, &mut commands);
        self.schedule(now, &mut commands);
        self.share();
        commands
    }

    fn wakes_at(&self) -> Option<Duration> {
        self.next_step_at()
    }

    fn timer_fired() -> Event {
        Event::TimerFired
    }
}
