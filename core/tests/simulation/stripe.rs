//! What Stripe's script and form report, in time and late.

use crate::mount::Form;
use crate::tab::Sight;
use crate::world::World;
use onboarding_core::account::problem::{
    Endpoint, Failure, LoadErrorType, ScriptFailure, classify,
};
use onboarding_core::onboarding::events::{Event, FormEvent};

type Played = Result<(), String>;

impl World {
    /// The next thing happens to the newest form, in the order in which it can.
    pub fn form(&mut self, at: usize) -> Played {
        let choice = self.chance.u8(..12);
        let mount = self.chance.usize(..self.mounts(at).max(1));
        let event = self.tab(at, |tab| {
            let form = tab.mounts[mount].form.as_mut()?;
            (tab.sight != Sight::Frozen).then(|| (form.id, next(form, choice)))
        });
        let Some((id, events)) = event else {
            return Ok(());
        };
        events
            .into_iter()
            .try_for_each(|event| self.mounted(at, mount, Event::Form(id, event)))
    }

    /// S5: a form that is gone reports something.
    pub fn late(&mut self, at: usize) -> Played {
        let stalled = Failure::Script(ScriptFailure::Stalled);
        let event = match self.chance.u8(..8) {
            0 => FormEvent::ScriptFailed(classify(Endpoint::Session, &stalled)),
            1 => FormEvent::ScriptArrived,
            2 => FormEvent::FrameReady,
            3 => FormEvent::Mounted,
            4 => FormEvent::SecretRequested,
            5 => FormEvent::StepChanged,
            6 => failed(LoadErrorType::AuthenticationError),
            _ => FormEvent::Exited,
        };
        match self.tab(at, |tab| tab.mounts[0].earlier) {
            Some(id) => self.mounted(at, 0, Event::Form(id, event)),
            None => Ok(()),
        }
    }
}

fn failed(error: LoadErrorType) -> FormEvent {
    FormEvent::Failed(classify(Endpoint::Session, &Failure::Form(error)))
}

/// What can happen to `form` now; several things where Stripe calls back from within what puts its element up.
fn next(form: &mut Form, choice: u8) -> Vec<FormEvent> {
    let script =
        |failure| FormEvent::ScriptFailed(classify(Endpoint::Session, &Failure::Script(failure)));
    match (form.has_script, form.has_frame, form.is_up) {
        (false, ..) if choice < 3 => vec![script(ScriptFailure::Stalled)],
        (false, ..) => {
            form.has_script = true;
            vec![FormEvent::ScriptArrived]
        }
        (_, false, _) => {
            form.has_frame = true;
            vec![FormEvent::FrameReady]
        }
        (.., false) => {
            let asks = FormEvent::SecretRequested;
            match choice {
                0 => vec![asks, script(ScriptFailure::InitFailed)],
                1 => vec![asks, failed(LoadErrorType::ApiError), FormEvent::Mounted],
                2 => vec![asks, FormEvent::Shown, FormEvent::Mounted],
                _ => vec![asks, FormEvent::Mounted],
            }
        }
        (.., true) => vec![match choice {
            0..=2 => FormEvent::SecretRequested,
            3..=4 => FormEvent::Shown,
            5..=7 => FormEvent::StepChanged,
            8 => failed(LoadErrorType::AccountSessionCreateError),
            9 => failed(LoadErrorType::RenderError),
            _ => FormEvent::Exited,
        }],
    }
}
