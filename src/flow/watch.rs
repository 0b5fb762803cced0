//! The watch over one account's status: when to read, what the answers mean for what is known, when to stop.
//!
//! One watch serves every component of a page that shows the same account. It takes in [`Event`]s and answers with
//! [`Command`]s; it keeps no time, draws no lot and sends nothing itself. Times are durations since any fixed
//! moment, on a clock that never goes back.
//!
//! Events only change facts. One place, [`Watch::pump`], sends and sets the timer, so that no rule about what may
//! be sent when can be passed by.

use super::budget::Budget;
use super::pace::{self, Policy};
use super::reading::{Mark, Reading};
use super::tabs::{Heard, Note, Part};
use crate::account::{
    document::{Account, State},
    problem::{Class, Problem, ProblemKind},
};
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
    /// The host wants silence.
    Paused,
    /// The host wants it no longer.
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
    is_online: bool,
    is_paused: bool,
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
            is_online: true,
            is_paused: false,
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
                self.is_online = online;
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
                let was_offline = !std::mem::replace(&mut self.is_online, true);
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
            Event::WentOffline => self.is_online = false,
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
                self.is_paused = true;
                self.give_up();
            }
            Event::Unpaused => self.is_paused = false,
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

    /// The one place that sends, and that sets the timer.
    fn pump(&mut self, now: Duration, todo: &mut Vec<Command>) {
        if self.next_send(now).is_some_and(|at| at <= now) {
            let is_prompted = self.prompt.is_some_and(|prompt| prompt.at <= now);
            if !is_prompted && !self.part.leads() {
                // Nothing was heard of the leader for too long.
                self.part.lead();
                todo.push(Command::Lead { take: true });
            }
            self.send(now, todo);
        }
        let alarm = self.next_send(now);
        if alarm != self.alarm {
            self.alarm = alarm;
            todo.push(match alarm {
                Some(at) => Command::WakeAfter(at.saturating_sub(now)),
                None => Command::SleepOn,
            });
        }
    }

    /// When the next read may leave, if one is wanted and nothing forbids it.
    fn next_send(&self, now: Duration) -> Option<Duration> {
        if self.in_flight.is_some() || self.presence != Presence::Visible || self.is_paused {
            return None;
        }
        let affordable = now + self.budget.wait(&self.policy);
        let prompted = self.prompt.and_then(|prompt| match prompt.cause {
            Cause::Asked => {
                let last = self.sent_at.unwrap_or_default() + self.policy.patience;
                Some(prompt.at.max(affordable.min(last)))
            }
            // Where the service asked for quiet, the retry's own random wait comes on top.
            _ if self.hold > now && self.clock.is_some() => None,
            _ => self.is_online.then(|| prompt.at.max(affordable)),
        });
        let clocked = self
            .clock
            .filter(|_| self.is_online)
            .map(|at| at.max(affordable));
        let at = [prompted, clocked].into_iter().flatten().min()?;
        Some(at.max(self.hold))
    }

    fn send(&mut self, now: Duration, todo: &mut Vec<Command>) {
        self.newest.0 += 1;
        self.in_flight = Some(now);
        self.sent_at = Some(now);
        self.prompt = None;
        self.clock = None;
        self.budget.spend(&self.policy);
        todo.push(Command::Read(self.newest));
    }

    /// When the read was started that has now ended, if it is the one that is awaited.
    fn ended(&mut self, id: ReadId) -> Option<Duration> {
        (id == self.newest).then(|| self.in_flight.take()).flatten()
    }

    fn arrived(&mut self, account: Account, started: Duration, now: Duration) {
        self.failures = 0;
        // An answer is the better proof of a network.
        self.is_online = true;
        self.budget.succeeded(&self.policy);
        if self.read_at.is_none_or(|shown| shown < started) {
            self.show(account, started);
        } else if self.reading.checking {
            // Another tab was asked later and answered sooner; whoever waits here gets an answer of their own.
            self.want(Cause::Asked, now, now);
        }
    }

    fn show(&mut self, account: Account, started: Duration) {
        let is_first = self.reading.account.is_none();
        let has_moved = self.reading.take(account, started, self.policy.news_pause);
        self.read_at = Some(started);
        if self.forms > 0 {
            return;
        }
        if is_first && self.awaiting.is_none() {
            self.await_from_entry(started);
        } else if has_moved {
            // What moves may move again soon.
            self.entry = self.waiting(started).min(self.policy.moved_at_rung);
            self.awaiting = Some(started);
        }
    }

    /// Waits for an outcome that nobody has just worked on.
    fn await_from_entry(&mut self, now: Duration) {
        let account = self.reading.account.as_ref();
        self.entry = account.map_or(self.policy.mounted_at_rung, |account| {
            self.policy.entry(account)
        });
        self.awaiting = Some(now);
    }

    /// For how long an outcome has been awaited.
    fn waiting(&self, now: Duration) -> Duration {
        match self.awaiting {
            Some(since) => now.saturating_sub(since) + self.entry,
            None => self.policy.mounted_at_rung,
        }
    }

    fn failed(&mut self, problem: Problem, now: Duration, random: f64) {
        self.failures += 1;
        let wait = self.policy.after_failure(
            &problem,
            self.failures,
            self.budget.allows_quick_retry(&self.policy),
            random,
        );
        self.budget.failed(problem.kind);
        if let Some(asked) = problem.retry_after {
            self.hold = self.hold.max(now + asked);
        }
        if problem.kind == ProblemKind::Offline {
            self.is_online = false;
        }
        self.clock = wait.map(|wait| now + wait).filter(|_| !self.rests(now));
        self.reading.is_resting = wait.is_some() && self.clock.is_none();
        if wait.is_none() {
            // What happened meanwhile would meet the same refusal.
            self.prompt = None;
        }
        let is_telling = self.failures >= self.policy.failures_told;
        self.reading.miss(problem, is_telling);
    }

    /// Decides when the clock wants the next read, now that an answer is there.
    fn plan(&mut self, now: Duration, random: f64) {
        let wait = self.policy.jittered(self.interval(now), random);
        let is_resting = self.rests(now);
        self.clock = (self.is_curious() && !is_resting).then_some(now + wait);
        self.reading.is_resting = self.is_curious() && is_resting;
    }

    /// The same when something else than an answer changes the interval. A retry's wait stays.
    fn replan(&mut self, now: Duration, random: f64) {
        if self.failures == 0 && self.in_flight.is_none() && self.sent_at.is_some() {
            self.plan(now, random);
            self.listen_out(now);
        }
    }

    fn interval(&self, now: Duration) -> Duration {
        let rung = self.policy.rung(self.waiting(now));
        match (self.forms, self.awaiting) {
            (0, _) => rung,
            (_, None) => self.policy.heartbeat,
            (_, Some(_)) => rung.min(self.policy.heartbeat),
        }
    }

    /// A tab that follows waits for two intervals before it asks itself.
    fn listen_out(&mut self, now: Duration) {
        if !self.part.leads() && self.failures == 0 && self.clock.is_some() {
            self.clock = Some(now + self.interval(now) * 2);
        }
    }

    /// Whether nobody has done anything for so long that the clock asks no more.
    fn rests(&self, now: Duration) -> bool {
        now.saturating_sub(self.sign_of_life) > self.policy.time_budget
    }

    /// Whether a read could tell something that nobody has to do something for first.
    fn is_curious(&self) -> bool {
        let is_settled = self.reading.account.as_ref().is_some_and(is_settled);
        !is_settled && !self.is_refused() && !self.is_signed_out()
    }

    /// Whether the service has said that asking again will not help.
    fn is_refused(&self) -> bool {
        let problem = self.reading.problem.as_ref();
        problem.is_some_and(|problem| {
            problem.class == Class::Terminal && !pace::is_conflict(problem.kind)
        })
    }

    fn is_signed_out(&self) -> bool {
        let problem = self.reading.problem.as_ref();
        problem.is_some_and(|problem| problem.class == Class::NeedsSignIn)
    }

    fn is_stale(&self, now: Duration) -> bool {
        let age = self.read_at.map(|at| now.saturating_sub(at));
        self.failures > 0 || age.is_none_or(|age| age > self.policy.fresh)
    }

    fn became_visible(&mut self, now: Duration, random: f64, todo: &mut Vec<Command>) {
        if self.presence == Presence::Visible {
            return;
        }
        self.presence = Presence::Visible;
        self.sign_of_life = now;
        if self.sent_at.is_none() {
            return;
        }
        self.part.lead();
        todo.push(Command::Lead { take: false });
        let promise = self.part.promise(now).filter(|_| self.failures == 0);
        match promise {
            Some(promise) if self.part.takes_over(now, self.policy.hand_over) => {
                self.clock = self.is_curious().then_some(promise);
            }
            // Another tab may be in sight too, and watch: the lead tells.
            Some(promise) => {
                self.part.is_waiting = true;
                self.clock = self.is_curious().then_some(promise);
            }
            None => self.returned(now, random),
        }
    }

    /// Somebody is back: they see something fresh, unless they have been told that asking does not help.
    fn returned(&mut self, now: Duration, random: f64) {
        self.reading.is_resting = false;
        if self.in_flight.is_some() {
            return;
        }
        if self.is_stale(now) && !self.is_refused() {
            let spread = pace::share(self.policy.return_spread, random);
            self.want(Cause::Return, now + spread, now);
        } else if self.clock.is_none() && self.failures == 0 {
            self.plan(now, random);
        }
    }

    fn check(&mut self, now: Duration, todo: &mut Vec<Command>) {
        self.sign_of_life = now;
        self.take_lead(todo);
        self.reading.ask();
        if self.is_paused || self.hold > now + self.policy.patience {
            self.give_up();
        } else if self.in_flight.is_none() {
            self.want(Cause::Asked, now, now);
        }
    }

    /// Whoever asks cannot be served, and is told so.
    fn give_up(&mut self) {
        self.reading.give_up();
        self.calm_down();
    }

    /// Nobody asks any more; what else wanted a read wants it still.
    fn calm_down(&mut self) {
        if let Some(prompt) = &mut self.prompt {
            prompt.cause = prompt.cause.min(Cause::Event);
        }
    }

    fn cause_of_checking(&self) -> Cause {
        match self.reading.checking {
            true => Cause::Asked,
            false => Cause::Return,
        }
    }

    /// Wants a read at `at`: together with what is wanted already, as early and as urgently as either.
    fn want(&mut self, cause: Cause, at: Duration, asked_at: Duration) {
        let wanted = Prompt {
            at,
            cause,
            asked_at,
        };
        self.prompt = Some(match self.prompt {
            Some(known) => Prompt {
                at: known.at.min(at),
                cause: known.cause.max(cause),
                asked_at: known.asked_at.min(asked_at),
            },
            None => wanted,
        });
    }

    /// The form did something, which a read may show, unless no read is answered.
    fn happened(&mut self, at: Duration, first: Duration) {
        if !self.is_refused() && !self.is_signed_out() {
            self.want(Cause::Event, at, first);
        }
    }

    /// The tab where something happens leads.
    fn take_lead(&mut self, todo: &mut Vec<Command>) {
        if !self.part.leads() && self.presence == Presence::Visible {
            self.part.lead();
            todo.push(Command::Lead { take: true });
        }
    }

    fn tell(&self, started: Duration, answered: bool, now: Duration, todo: &mut Vec<Command>) {
        todo.push(Command::Tell(Note {
            account: self.reading.account.clone().filter(|_| answered),
            age: now.saturating_sub(started),
            next: self.clock.map(|at| at.saturating_sub(now)),
            waiting: self.waiting(now),
            hold: self.hold.saturating_sub(now),
        }));
    }

    fn heard(&mut self, heard: Heard, now: Duration, random: f64) {
        match heard {
            Heard::Leaving => {
                self.part.other_left(now);
                let is_return = |prompt: &Prompt| prompt.cause == Cause::Return;
                let promise = self.part.promise(now);
                if promise.is_some() && self.prompt.as_ref().is_some_and(is_return) {
                    self.prompt = None;
                    self.clock = promise.filter(|_| self.is_curious());
                }
                self.part.is_waiting = false;
            }
            Heard::Note(note) => {
                self.part.heard(note.next, now);
                self.hold = self.hold.max(now + note.hold);
                let Some(account) = note.account else {
                    return self.listen_out(now);
                };
                let started = now.saturating_sub(note.age);
                if self.read_at.is_some_and(|shown| shown >= started) {
                    return;
                }
                self.failures = 0;
                self.show(account, started);
                // Whoever asked has been served by the other tab.
                self.calm_down();
                if self.forms == 0 && note.waiting < self.waiting(now) {
                    self.awaiting = Some(now);
                    self.entry = note.waiting;
                }
                if self.in_flight.is_none() {
                    self.plan(now, random);
                    self.listen_out(now);
                }
            }
        }
    }

    fn mark(&self) -> Mark {
        match () {
            () if !self.is_online => Mark::Offline,
            () if self.reading.is_resting => Mark::Resting,
            () if self.failures >= self.policy.failures_stale => Mark::Stale,
            () => Mark::Live,
        }
    }
}

/// Whether nothing moves any more without somebody's doing. (An Active document may still be stale: Dolfin no
/// longer asks Stripe then. It is read again when somebody comes back or asks.)
fn is_settled(account: &Account) -> bool {
    matches!(
        account.state,
        State::Active | State::Rejected | State::Disconnected
    )
}
