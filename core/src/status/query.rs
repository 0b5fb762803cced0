//! The watch over one account's status: when to read, what the answers mean for what is known, when to stop.
//!
//! One watch serves every component of a page that shows the same account. It takes in [`Event`]s and answers with
//! [`Command`]s; it keeps no time, draws no lot and sends nothing itself. Times are durations since any fixed
//! moment, on a clock that never goes back.
//!
//! Events only change facts. One place, `schedule`, sends and sets the timer, so that no rule about what may be sent
//! when can be passed by.

mod responses;
mod schedule;
mod user_events;

use super::budget::Budget;
use super::policy::{self, Policy};
use super::snapshot::StatusSnapshot;
use crate::account::{document::Account, problem::Problem};
use std::time::Duration;

/// The number of a status read; answers to any but the newest are not shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReadId(u32);

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A component that shows the account came to life, in a tab in sight.
    Mounted {
        /// What the browser says about the network, which may be wrong.
        online: bool,
    },
    /// A read was answered.
    Arrived(ReadId, Account),
    /// A read failed.
    Failed(ReadId, Problem),
    /// The time asked for by [`Command::SetTimer`] has passed.
    TimerFired,
    /// The tab came to the front, or runs again after it was frozen or kept for *back*.
    BecameVisible,
    /// The tab went out of sight.
    BecameHidden,
    /// The tab stops running: frozen, or kept for *back*.
    Froze,
    /// The browser says it has a network again.
    WentOnline,
    /// The browser says it has none.
    WentOffline,
    /// Stripe's form was opened.
    FormOpened,
    /// The person went to another step of the form.
    StepChanged,
    /// The form went away without the person's doing.
    FormClosed,
    /// The person left the form, finished or not.
    FormExited,
    /// The host heard of a change (its webhook, its push), or something else makes a look worth while.
    RefreshRequested,
    /// The person wants to know now.
    CheckRequested,
    /// The host of one of the components wants silence.
    Paused,
    /// That one wants it no longer.
    Unpaused,
}

/// Something to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Read the status, and report the answer under this number.
    Read(ReadId),
    /// End the read that is under way.
    Abort,
    /// Ring once after this time. Replaces the timer that was set before.
    SetTimer(Duration),
    /// Take the timer back.
    CancelTimer,
}

/// Whether the tab is in front.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Presence {
    Visible,
    Hidden,
    Frozen,
}

/// Why a read is wanted, other than by the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Cause {
    /// Somebody came back.
    Return,
    /// Something happened.
    Event,
    /// Somebody wants to know: neither the network's reputation nor the budget keeps it from being tried.
    Asked,
}

/// A read that something other than the clock wants.
#[derive(Clone, Copy, Debug)]
struct Prompt {
    at: Duration,
    cause: Cause,
    asked_at: Duration,
}

/// The watch over one account.
#[derive(Debug)]
pub struct StatusQuery {
    policy: Policy,
    snapshot: StatusSnapshot,
    presence: Presence,
    /// Since when there is said to be no network.
    offline_since: Option<Duration>,
    /// How many components' hosts want silence. One is enough.
    pauses: u32,
    budget: Budget,
    newest: ReadId,
    /// When the read that is under way was started.
    in_flight: Option<Duration>,
    /// When the newest read was started, answered or not.
    sent_at: Option<Duration>,
    /// When the read was started whose answer is shown.
    read_at: Option<Duration>,
    prompt: Option<Prompt>,
    /// When the clock wants the next read.
    next_poll_at: Option<Duration>,
    /// What the driver's timer is set to.
    timer_at: Option<Duration>,
    /// No request before this, because the service said so.
    retry_after_until: Duration,
    failures: u32,
    forms: u32,
    /// Since when the outcome is awaited. While a form is open, of an exit from another one.
    awaiting: Option<Duration>,
    /// By how much the ladder was entered later than at its foot.
    entry: Duration,
    /// When somebody last did something here, or came back.
    last_activity: Duration,
}

impl StatusQuery {
    /// A watch that has not begun.
    pub fn new(policy: Policy) -> Self {
        Self {
            policy,
            snapshot: StatusSnapshot::default(),
            presence: Presence::Visible,
            offline_since: None,
            pauses: 0,
            budget: Budget::full(&policy, Duration::ZERO),
            newest: ReadId::default(),
            in_flight: None,
            sent_at: None,
            read_at: None,
            prompt: None,
            next_poll_at: None,
            timer_at: None,
            retry_after_until: Duration::ZERO,
            failures: 0,
            forms: 0,
            awaiting: None,
            entry: Duration::ZERO,
            last_activity: Duration::ZERO,
        }
    }

    /// What is known.
    pub fn snapshot(&self) -> &StatusSnapshot {
        &self.snapshot
    }

    /// Takes in what happened at `now` and says what to do. `random` is a fresh number in `0..1`.
    pub fn step(&mut self, event: Event, now: Duration, random: f64) -> Vec<Command> {
        let mut todo = Vec::new();
        let in_sight = self.presence == Presence::Visible;
        self.budget.pass(&self.policy, now, in_sight);
        self.take_in(event, now, random, &mut todo);
        self.schedule(now, &mut todo);
        self.snapshot.freshness = self.freshness();
        todo
    }

    fn take_in(&mut self, event: Event, now: Duration, random: f64, todo: &mut Vec<Command>) {
        match event {
            Event::Mounted { online } => {
                self.last_activity = now;
                if self.sent_at.is_some() {
                    // Another component of this page already watches.
                    return self.returned(now, random);
                }
                self.offline_since = (!online).then_some(now);
                // Whatever the browser says about the network, the first read is tried.
                self.want(Cause::Asked, now, now);
            }
            Event::Arrived(id, account) => {
                if let Some(started) = self.ended(id) {
                    self.arrived(account, started);
                    self.plan(now, random);
                }
            }
            Event::Failed(id, problem) => {
                if self.ended(id).is_some() {
                    self.failed(problem, now, random);
                }
            }
            Event::TimerFired => {
                // A timer so late slept with the machine, and somebody has woken that.
                let overslept = self.timer_at.take().map(|at| now.saturating_sub(at));
                if overslept > Some(self.policy.overslept) {
                    self.last_activity = now;
                }
            }
            Event::BecameVisible => self.became_visible(now, random),
            Event::BecameHidden => {
                if self.presence == Presence::Visible {
                    self.presence = Presence::Hidden;
                }
            }
            Event::Froze => {
                self.presence = Presence::Frozen;
                if self.in_flight.take().is_some() {
                    todo.push(Command::Abort);
                    // Whoever wanted it wants it still.
                    self.want(self.cause_of_checking(), now, now);
                }
            }
            Event::WentOnline => {
                let was_offline = self.offline_since.take().is_some();
                if was_offline && self.should_poll() && self.is_stale(now) && self.prompt.is_none()
                {
                    // A network that comes and goes counts as one that fails.
                    let spread = self.policy.online_spread;
                    let patience =
                        self.sent_at.unwrap_or_default() + spread * self.failures.min(12);
                    let at = now + policy::share(spread, random);
                    self.next_poll_at = self.next_poll_at.filter(|_| self.retry_after_until > now);
                    self.want(Cause::Event, at.max(patience), now);
                }
            }
            Event::WentOffline => _ = self.offline_since.get_or_insert(now),
            Event::FormOpened => {
                self.forms += 1;
                self.last_activity = now;
                if self.forms == 1 {
                    self.awaiting = None;
                }
                self.replan(now, random);
            }
            Event::StepChanged => {
                self.last_activity = now;
                let first = self.prompt.map_or(now, |prompt| prompt.asked_at);
                let latest = first + self.policy.step_patience;
                self.prompt = self.prompt.filter(|prompt| prompt.cause != Cause::Event);
                let at = latest.min(now + self.policy.step_pause);
                self.happened(at, first);
            }
            Event::FormClosed => {
                self.forms = self.forms.saturating_sub(1);
                if self.forms == 0 {
                    self.await_from_entry(now);
                }
                self.replan(now, random);
            }
            Event::FormExited => {
                self.forms = self.forms.saturating_sub(1);
                self.last_activity = now;
                self.awaiting = Some(now);
                self.entry = Duration::ZERO;
                self.happened(now, now);
            }
            Event::RefreshRequested => self.want(Cause::Event, now, now),
            Event::CheckRequested => self.check(now),
            Event::Paused => {
                self.pauses += 1;
                self.give_up();
            }
            Event::Unpaused => self.pauses = self.pauses.saturating_sub(1),
        }
    }
}
