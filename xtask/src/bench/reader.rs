//! The real status query at a clock of seconds, and what it commands: the one thing all models drive.

use fastrand::Rng;
use onboarding_core::account::document::{Account, Capabilities, Provider, State};
use onboarding_core::state_machine::StateMachine;
use onboarding_core::status::policy::Policy;
use onboarding_core::status::query::{Command, Event, ReadId, StatusQuery};
use std::time::Duration;

pub struct Reader {
    query: StatusQuery,
    /// When the timer fires.
    pub timer: Option<f64>,
    /// The read that left, to be answered.
    pub read: Option<ReadId>,
}

impl Reader {
    pub fn new(policy: Policy) -> Self {
        Self {
            query: StatusQuery::new(policy),
            timer: None,
            read: None,
        }
    }

    pub fn tell(&mut self, event: Event, at: f64, chance: &mut Rng) {
        let now = Duration::from_secs_f64(at);
        for command in self.query.step(event, now, chance.f64()) {
            self.read = match command {
                Command::Read(id) => Some(id),
                Command::Abort => None,
            };
        }
        // A little later rather than too early: seconds of a model are not exact.
        let timer = self.query.wakes_at();
        self.timer = timer.map(|timer| timer.as_secs_f64().max(at) + 1e-9);
    }

    /// The time that the timer was set to has come.
    pub fn fire(&mut self, at: f64, chance: &mut Rng) {
        self.tell(Event::TimerFired, at, chance);
    }

    /// The read that left is answered.
    pub fn answer(&mut self, is_active: bool, at: f64, chance: &mut Rng) {
        if let Some(id) = self.read.take() {
            self.tell(Event::Arrived(id, account(is_active)), at, chance);
        }
    }
}

/// Exponentially distributed around `mean`.
pub fn around(mean: f64, chance: &mut Rng) -> f64 {
    -mean * (1.0 - chance.f64()).ln()
}

/// An account whose details are with Stripe, or that is done.
fn account(is_active: bool) -> Account {
    Account {
        provider: Some(Provider::Stripe),
        state: match is_active {
            true => State::Active,
            false => State::OnboardingInProgress,
        },
        account_id_known: true,
        capabilities: Some(Capabilities {
            details_submitted: Some(true),
            ..Capabilities::default()
        }),
    }
}
