//! The watch over one account's status: when to read, what the answers mean for what is known, when to stop.
//!
//! One watch serves every component of a page that shows the same account. It takes in [`Event`]s and answers with
//! [`Command`]s; it keeps no time, draws no lot and sends nothing itself. Times are durations since any fixed
//! moment, on a clock that never goes back.
//!
//! Events only change facts. One place, `sending`, sends and sets the timer, so that no rule about what may be sent
//! when can be passed by.

mod outcome;
mod people;
mod sending;
mod sharing;

use super::budget::Budget;
use super::pace::{self, Policy};
use super::reading::Reading;
use super::tabs::{Heard, Note, Part};
use crate::Duration;
use crate::account::{document::Account, problem::Problem};

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
    /// The time asked for by [`Command::WakeAfter`] has passed.
    TimerRang,
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
    RefreshAsked,
    /// The person wants to know now.
    CheckAsked,
    /// The host of one of the components wants silence.
    Paused,
    /// That one wants it no longer.
    Unpaused,
    /// This tab leads.
    LeadGranted,
    /// Another tab leads; this one is in the queue.
    LeadRefused,
    /// Another tab has taken the lead.
    LeadLost,
    /// Another tab of this browser spoke.
    Heard(Heard),
}

/// Something to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Read the status, and report the answer under this number.
    Read(ReadId),
    /// End the read that is under way.
    Abort,
    /// Ring once after this time. Replaces the timer that was set before.
    WakeAfter(Duration),
    /// Take the timer back.
    SleepOn,
    /// Ask for the lead among the browser's tabs and stay in the queue for it, or take it from whoever has it.
    Lead {
        /// Whether not to wait for the leader's consent.
        take: bool,
    },
    /// Give the lead back, and leave the queue.
    Follow,
    /// Tell the other tabs what was just read.
    Tell(Note),
    /// Tell the other tabs that this one goes out of sight.
    TellLeaving,
    /// Neither hear nor speak any more until the next [`Command::Lead`].
    HangUp,
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
pub struct Watch {
    policy: Policy,
    reading: Reading,
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
    clock: Option<Duration>,
    /// What the driver's timer is set to.
    alarm: Option<Duration>,
    /// No request before this, because the service said so.
    hold: Duration,
    failures: u32,
    forms: u32,
    /// Since when the outcome is awaited. While a form is open, of an exit from another one.
    awaiting: Option<Duration>,
    /// By how much the ladder was entered later than at its foot.
    entry: Duration,
    /// When somebody last did something here, or came back.
    sign_of_life: Duration,
    part: Part,
}

impl Watch {
    /// A watch that has not begun.
    pub fn new(policy: Policy) -> Self {
        Self {
            policy,
            reading: Reading::default(),
            presence: Presence::Visible,
            offline_since: None,
            pauses: 0,
            budget: Budget::full(&policy, Duration::ZERO),
            newest: ReadId::default(),
            in_flight: None,
            sent_at: None,
            read_at: None,
            prompt: None,
            clock: None,
            alarm: None,
            hold: Duration::ZERO,
            failures: 0,
            forms: 0,
            awaiting: None,
            entry: Duration::ZERO,
            sign_of_life: Duration::ZERO,
            part: Part::new(),
        }
    }

    /// What is known.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// Takes in what happened at `now` and says what to do. `random` is a fresh number in `0..1`.
    pub fn step(&mut self, event: Event, now: Duration, random: f64) -> Vec<Command> {
        let mut todo = Vec::new();
        let in_sight = self.presence == Presence::Visible;
        self.budget.pass(&self.policy, now, in_sight);
        self.take_in(event, now, random, &mut todo);
        self.pump(now, &mut todo);
        self.reading.mark = self.mark();
        todo
    }

    fn take_in(&mut self, event: Event, now: Duration, random: f64, todo: &mut Vec<Command>) {
        match event {
            Event::Mounted { online } => {
                self.sign_of_life = now;
                if self.sent_at.is_some() {
                    // Another component of this page already watches.
                    return self.returned(now, random);
                }
                self.offline_since = (!online).then_some(now);
                todo.push(Command::Lead { take: false });
                // Whatever the browser says about the network, the first read is tried.
                self.want(Cause::Asked, now, now);
            }
            Event::Arrived(id, account) => {
                if let Some(started) = self.ended(id) {
                    self.arrived(account, started, now);
                    self.plan(now, random);
                    self.listen_out(now);
                    self.tell(started, true, now, todo);
                }
            }
            Event::Failed(id, problem) => {
                if let Some(started) = self.ended(id) {
                    self.failed(problem, now, random);
                    self.tell(started, false, now, todo);
                }
            }
            Event::TimerRang => {
                // A timer so late slept with the machine, and somebody has woken that.
                let overslept = self.alarm.take().map(|at| now.saturating_sub(at));
                if overslept > Some(self.policy.overslept) {
                    self.sign_of_life = now;
                }
            }
            Event::BecameVisible => self.became_visible(now, random, todo),
            Event::BecameHidden => {
                if self.presence == Presence::Visible {
                    self.presence = Presence::Hidden;
                    self.part.is_waiting = false;
                    todo.extend([Command::TellLeaving, Command::Follow]);
                }
            }
            Event::Froze => {
                if self.presence == Presence::Visible {
                    todo.extend([Command::TellLeaving, Command::Follow]);
                }
                self.presence = Presence::Frozen;
                if self.in_flight.take().is_some() {
                    todo.push(Command::Abort);
                    // Whoever wanted it wants it still.
                    self.want(self.cause_of_checking(), now, now);
                }
                self.part.forget();
                todo.push(Command::HangUp);
            }
            Event::WentOnline => {
                let was_offline = self.offline_since.take().is_some();
                if was_offline && self.is_curious() && self.is_stale(now) && self.prompt.is_none() {
                    // A network that comes and goes counts as one that fails.
                    let spread = self.policy.online_spread;
                    let patience =
                        self.sent_at.unwrap_or_default() + spread * self.failures.min(12);
                    let at = now + pace::share(spread, random);
                    self.clock = self.clock.filter(|_| self.hold > now);
                    self.want(Cause::Event, at.max(patience), now);
                }
            }
            Event::WentOffline => _ = self.offline_since.get_or_insert(now),
            Event::FormOpened => {
                self.forms += 1;
                self.sign_of_life = now;
                if self.forms == 1 {
                    self.awaiting = None;
                }
                self.replan(now, random);
            }
            Event::StepChanged => {
                self.sign_of_life = now;
                self.take_lead(todo);
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
                self.sign_of_life = now;
                self.awaiting = Some(now);
                self.entry = Duration::ZERO;
                self.take_lead(todo);
                self.happened(now, now);
            }
            Event::RefreshAsked => self.want(Cause::Event, now, now),
            Event::CheckAsked => self.check(now, todo),
            Event::Paused => {
                self.pauses += 1;
                self.give_up();
            }
            Event::Unpaused => self.pauses = self.pauses.saturating_sub(1),
            Event::LeadGranted => {
                self.part.lead();
                if std::mem::take(&mut self.part.is_waiting) {
                    // The other tab that was expected to be there is not: this was a return after all.
                    self.returned(now, random);
                }
                if let Some(promise) = self.part.promise(now) {
                    self.clock = self.clock.map(|_| promise);
                }
            }
            Event::LeadRefused => {
                self.part.follow();
                self.part.is_waiting = false;
                self.listen_out(now);
            }
            Event::LeadLost => {
                self.part.follow();
                self.listen_out(now);
                if self.presence == Presence::Visible {
                    todo.push(Command::Lead { take: false });
                }
            }
            Event::Heard(heard) => self.heard(heard, now, random),
        }
    }
}
