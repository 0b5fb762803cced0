//! The real watch at a clock of seconds, and what it commands: the one thing all models drive.

use super::chance::Chance;
use dolfin_payment_onboarding::account::document::{Account, Capabilities, Provider, State};
use dolfin_payment_onboarding::flow::pace::Policy;
use dolfin_payment_onboarding::flow::tabs::Heard;
use dolfin_payment_onboarding::flow::watch::{Command, Event, ReadId, Watch};
use std::time::Duration;

pub struct Watcher {
    watch: Watch,
    /// When the timer rings.
    pub alarm: Option<f64>,
    /// The read that left, to be answered.
    pub read: Option<ReadId>,
    /// What it wants with the other tabs.
    pub lead: Option<bool>,
    pub follows: bool,
    pub says: Vec<Heard>,
}

impl Watcher {
    pub fn new() -> Self {
        Self {
            watch: Watch::new(Policy::STANDARD),
            alarm: None,
            read: None,
            lead: None,
            follows: false,
            says: Vec::new(),
        }
    }

    pub fn tell(&mut self, event: Event, at: f64, chance: &mut Chance) {
        let now = Duration::from_secs_f64(at).into();
        for command in self.watch.step(event, now, chance.unit()) {
            match command {
                Command::Read(id) => self.read = Some(id),
                Command::Abort => self.read = None,
                Command::WakeAfter(wait) => self.alarm = Some(at + wait.as_secs_f64()),
                Command::SleepOn => self.alarm = None,
                Command::Lead { take } => (self.lead, self.follows) = (Some(take), false),
                Command::Follow => (self.lead, self.follows) = (None, true),
                Command::Tell(note) => self.says.push(Heard::Note(note)),
                Command::TellLeaving => self.says.push(Heard::Leaving),
                Command::HangUp => {}
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
        enabled_at: None,
    }
}
