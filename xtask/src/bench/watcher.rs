//! The real status query at a clock of seconds, and what it commands: the one thing all models drive.

use super::chance::Chance;
use onboarding_core::account::document::{Account, Capabilities, Provider, State};
use onboarding_core::state_machine::StateMachine;
use onboarding_core::status::policy::Policy;
use onboarding_core::status::query::{Command, Event, ReadId, StatusQuery};
use std::time::Duration;

pub struct Watcher {
    query: StatusQuery,
    /// When the timer rings.
    pub alarm: Option<f64>,
    /// The read that left, to be answered.
    pub read: Option<ReadId>,
}

impl Watcher {
    pub fn new() -> Self {
        Self {
            query: StatusQuery::new(Policy::STANDARD),
            alarm: None,
            read: None,
        }
    }

    pub fn tell(&mut self, event: Event, at: f64, chance: &mut Chance) {
        let now = Duration::from_secs_f64(at);
        for command in self.query.step(event, now, chance.unit()) {
            match command {
                Command::Read(id) => self.read = Some(id),
                Command::Abort => self.read = None,
                Command::SetTimer(wait) => self.alarm = Some(at + wait.as_secs_f64()),
                Command::CancelTimer => self.alarm = None,
            }
        }
    }
}

/// An account whose details are with Stripe, or that is done.
pub fn account(is_active: bool) -> Account {
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
