//! One query with a clock of its own: tests move time, answer reads and listen to what is commanded.

use crate::account::document::{Account, Capabilities, Provider, State};
use crate::account::problem::{Endpoint, Failure, Problem, classify, retry_after};
use crate::state_machine::StateMachine;
use crate::status::policy::Policy;
use crate::status::query::{Command, Event, ReadId, StatusQuery};
use crate::status::snapshot::StatusSnapshot;
use std::time::Duration;

pub const POLICY: Policy = Policy::STANDARD;

pub fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

pub fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

pub fn account(state: State) -> Account {
    Account {
        provider: Some(Provider::Stripe),
        state,
        account_id_known: true,
        capabilities: None,
    }
}

/// An account whose details are with Stripe.
pub fn pending() -> Account {
    Account {
        capabilities: Some(Capabilities {
            details_submitted: Some(true),
            ..Capabilities::default()
        }),
        ..account(State::OnboardingInProgress)
    }
}

pub fn active() -> Account {
    account(State::Active)
}

/// An account that is Active with all that a form is for.
pub fn complete() -> Account {
    Account {
        capabilities: Some(Capabilities {
            details_submitted: Some(true),
            charges_enabled: Some(true),
            payouts_enabled: Some(true),
            ..Capabilities::default()
        }),
        ..active()
    }
}

pub fn http(status: u16) -> Problem {
    answered(status, None)
}

pub fn answered(http: u16, retry_after: Option<&str>) -> Problem {
    problem(Failure::Answered {
        http,
        retry_after: retry_after.and_then(|header| retry_after_by(header, 1_700_000_000)),
        body: None,
    })
}

pub fn unreachable(offline: bool) -> Problem {
    problem(Failure::Unreachable { offline })
}

/// What a `Retry-After` header asks for at so many seconds by the person's own clock.
fn retry_after_by(header: &str, now: u64) -> Option<Duration> {
    retry_after(header, |date| {
        let date = httpdate::parse_http_date(date).ok();
        let since = date.and_then(|date| date.duration_since(std::time::UNIX_EPOCH).ok());
        since.map_or(f64::NAN, |since| {
            (since.as_secs_f64() - now as f64) * 1000.0
        })
    })
}

pub fn problem(failure: Failure) -> Problem {
    classify(Endpoint::Status, &failure)
}

pub struct Rig {
    pub query: StatusQuery,
    pub now: Duration,
    /// What every step is given for chance: the middle, where jitter vanishes.
    pub random: f64,
    pub timer: Option<Duration>,
    pub in_flight: Option<ReadId>,
    /// When each read was sent.
    pub sent: Vec<Duration>,
    pub commands: Vec<Command>,
}

impl Rig {
    /// A query that has not begun.
    pub fn empty() -> Self {
        Self {
            query: StatusQuery::new(POLICY),
            now: secs(1),
            random: 0.5,
            timer: None,
            in_flight: None,
            sent: Vec::new(),
            commands: Vec::new(),
        }
    }

    /// A query whose first read is under way.
    pub fn mounted() -> Self {
        let mut rig = Self::empty();
        rig.tell(Event::Mounted);
        rig
    }

    /// A query that has read `account` once.
    pub fn showing(account: Account) -> Self {
        let mut rig = Self::mounted();
        rig.answer(account);
        rig
    }

    /// A pending account whose form has just been left, and read once since.
    pub fn left() -> Self {
        let mut rig = Self::showing(pending());
        rig.tell(Event::FormOpened);
        rig.wait(secs(20));
        rig.tell(Event::FormExited);
        rig.answer(pending());
        rig
    }

    pub fn tell(&mut self, event: Event) {
        for command in self.query.step(event, self.now, self.random) {
            match &command {
                Command::Read(id) => {
                    assert!(self.in_flight.is_none(), "two reads at once");
                    self.in_flight = Some(*id);
                    self.sent.push(self.now);
                }
                Command::Abort => self.in_flight = None,
            }
            self.commands.push(command);
        }
        self.timer = self.query.wakes_at();
    }

    pub fn answer(&mut self, account: Account) {
        let id = self.in_flight.take().expect("a read under way");
        self.tell(Event::Arrived(id, account));
    }

    pub fn fail(&mut self, problem: Problem) {
        let id = self.in_flight.take().expect("a read under way");
        self.tell(Event::Failed(id, problem));
    }

    /// Asks, and waits until that leaves.
    pub fn check(&mut self) {
        self.tell(Event::CheckRequested);
        if self.in_flight.is_none() {
            self.fire();
        }
    }

    /// Moves time to where the timer is set, and lets it fire.
    pub fn fire(&mut self) {
        let at = self.timer.take().expect("a timer");
        self.now = self.now.max(at);
        self.tell(Event::TimerFired);
    }

    /// Moves time on; timers fire, reads stay unanswered.
    pub fn wait(&mut self, time: Duration) {
        self.run(time, |_| None);
    }

    /// Moves time on; every read is answered at once with a pending account.
    pub fn stay_pending(&mut self, time: Duration) {
        self.run(time, |_| Some(pending()));
    }

    /// Moves time on; every read is answered at once by `answer`.
    pub fn run(&mut self, time: Duration, mut answer: impl FnMut(Duration) -> Option<Account>) {
        let end = self.now + time;
        loop {
            while self.in_flight.is_some() {
                match answer(self.now) {
                    Some(account) => self.answer(account),
                    None => break,
                }
            }
            match self.timer {
                Some(at) if at <= end => self.fire(),
                _ => break,
            }
        }
        self.now = end;
    }

    /// Reads sent since `from`.
    pub fn sent_since(&self, from: Duration) -> usize {
        self.sent.iter().filter(|at| **at >= from).count()
    }

    pub fn until_timer(&self) -> Duration {
        self.timer.expect("a timer").saturating_sub(self.now)
    }

    pub fn snapshot(&self) -> &StatusSnapshot {
        self.query.snapshot()
    }
}
