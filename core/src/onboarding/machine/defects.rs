//! The mount with a defect seeded into it.

use super::{Onboarding, Phase};
use crate::defects::Defect;
use crate::onboarding::events::{Command, Event};
use crate::state_machine::StateMachine;
use std::time::Duration;

impl Onboarding {
    /// A step of a mount that has this `defect`.
    pub fn step_with(
        &mut self,
        defect: Option<Defect>,
        event: Event,
        now: Duration,
        random: f64,
    ) -> Vec<Command> {
        let Some(defect) = defect else {
            return self.step(event, now, random);
        };
        let event = self.form.spoil_event(defect, event);
        if defect == Defect::PausedMountBegins {
            self.is_paused = false;
        }
        if defect == Defect::EndedMountGoesOn && matches!(self.phase, Phase::Over) {
            self.phase = Phase::Running;
        }
        let session = self.form.session();
        let mut commands = self.step(event.clone(), now, random);
        if defect == Defect::ClosedFormKeepsSession && commands.contains(&Command::CloseForm) {
            self.form.restore(session);
        }
        self.form.spoil(defect, &event, &mut commands);
        if defect == Defect::ExitJudgedAtOnce {
            self.state.left_at = None;
        }
        commands
    }
}
