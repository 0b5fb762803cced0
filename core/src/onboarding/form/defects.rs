//! The form with a defect seeded into it.

use super::open::Stage;
use super::{Form, Life};
use crate::defects::Defect;
use crate::onboarding::events::{Command, Event, FormEvent};
use crate::onboarding::session::Session;

impl Form {
    /// Spoils an event before it is taken in.
    pub(in crate::onboarding) fn spoil_event(&self, defect: Defect, event: Event) -> Event {
        match event {
            Event::Form(_, event) if defect == Defect::LateFormHeard => {
                Event::Form(self.newest, event)
            }
            event => event,
        }
    }

    /// Spoils what came of a step.
    pub(in crate::onboarding) fn spoil(
        &mut self,
        defect: Defect,
        event: &Event,
        commands: &mut Vec<Command>,
    ) {
        self.session.spoil(defect);
        match (&mut self.life, defect) {
            (Life::Open(open), Defect::ReplacedForEver) => open.is_replacement = false,
            (Life::Open(open), Defect::SecondCallForgotten) => {
                open.secrets_owed = open.secrets_owed.min(1);
            }
            (Life::Open(open), Defect::SecretHandedOverEarly) => {
                open.stage = open.stage.max(Stage::Mounted);
            }
            (Life::WithoutScript(..), Defect::UnusedSessionLost) => self.session.clear(),
            (Life::Left, Defect::ExitAsksForSession)
                if matches!(event, Event::Form(_, FormEvent::Exited)) =>
            {
                self.open_as(false, commands);
            }
            _ => {}
        }
    }

    pub(in crate::onboarding) fn session(&self) -> Session {
        self.session
    }

    pub(in crate::onboarding) fn restore(&mut self, session: Session) {
        self.session = session;
    }
}
