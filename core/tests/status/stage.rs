//! One watch on a stage with a clock of its own: tests move time, answer reads and listen to what is commanded.

use onboarding_core::account::document::{Account, Capabilities, Provider, State};
use onboarding_core::account::problem::{Endpoint, Failure, Problem, classify};
use onboarding_core::account::timestamp::Timestamp;
use onboarding_core::status::policy::Policy;
use onboarding_core::status::query::{Command, Event, ReadId, StatusQuery};
use onboarding_core::status::snapshot::StatusSnapshot;
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
        enabled_at: None,
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

pub fn http(status: u16) -> Problem {
    answered(status, None)
}

pub fn answered(http: u16, retry_after: Option<&str>) -> Problem {
    problem(Failure::Answered {
        http,
        retry_after: retry_after.map(str::to_owned),
        body: None,
    })
}

pub fn problem(failure: Failure) -> Problem {
    classify(Endpoint::Status, &failure, Timestamp(1_700_000_000_000))
}

pub struct Stage {
    pub watch: StatusQuery,
    pub now: Duration,
    /// What every step is given for chance: the middle, where jitter vanishes.
    pub random: f64,
    pub alarm: Option<Duration>,
    pub in_flight: Option<ReadId>,
    /// When each read was sent.
    pub sent: Vec<Duration>,
    pub commands: Vec<Command>,
}

impl Stage {
    /// A watch that has not begun.
    pub fn empty() -> Self {
        Self::with(POLICY)
    }

    pub fn with(policy: Policy) -> Self {
        Self {
            watch: StatusQuery::new(policy),
            now: secs(1),
            random: 0.5,
            alarm: None,
            in_flight: None,
            sent: Vec::new(),
            commands: Vec::new(),
        }
    }

    /// A watch whose first read is under way, leading.
    pub fn mounted() -> Self {
        let mut stage = Self::empty();
        stage.tell(Event::Mounted { online: true });
        stage
    }

    /// A watch that has read `account` once.
    pub fn showing(account: Account) -> Self {
        let mut stage = Self::mounted();
        stage.answer(account);
        stage
    }

    /// A pending account whose form has just been left, and read once since.
    pub fn left() -> Self {
        let mut stage = Self::showing(pending());
        stage.tell(Event::FormOpened);
        stage.wait(secs(20));
        stage.tell(Event::FormExited);
        stage.answer(pending());
        stage
    }

    pub fn tell(&mut self, event: Event) {
        for command in self.watch.step(event, self.now, self.random) {
            match &command {
                Command::Read(id) => {
                    assert!(self.in_flight.is_none(), "two reads at once");
                    self.in_flight = Some(*id);
                    self.sent.push(self.now);
                }
                Command::Abort => self.in_flight = None,
                Command::SetTimer(wait) => self.alarm = Some(self.now + *wait),
                Command::CancelTimer => self.alarm = None,
            }
            self.commands.push(command);
        }
    }

    pub fn answer(&mut self, account: Account) {
        let id = self.in_flight.take().expect("a read under way");
        self.tell(Event::Arrived(id, account));
    }

    pub fn fail(&mut self, problem: Problem) {
        let id = self.in_flight.take().expect("a read under way");
        self.tell(Event::Failed(id, problem));
    }

    /// Lets the alarm ring, if there is one, without moving time beyond it.
    pub fn ring(&mut self) {
        let at = self.alarm.take().expect("an alarm");
        self.now = self.now.max(at);
        self.tell(Event::TimerFired);
    }

    /// Moves time on; alarms ring, reads stay unanswered.
    pub fn wait(&mut self, time: Duration) {
        self.run(time, |_| None);
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
            match self.alarm {
                Some(at) if at <= end => self.ring(),
                _ => break,
            }
        }
        self.now = end;
    }

    /// Reads sent since `from`.
    pub fn sent_since(&self, from: Duration) -> usize {
        self.sent.iter().filter(|at| **at >= from).count()
    }

    pub fn until_alarm(&self) -> Duration {
        self.alarm.expect("an alarm").saturating_sub(self.now)
    }

    pub fn reading(&self) -> &StatusSnapshot {
        self.watch.snapshot()
    }
}
