//! The life of Stripe's form in one mount: script, instance, secrets, exit.
//!
//! Decides what becomes of the form once it is wanted; whether it is wanted is the business of
//! [`machine`](super::machine). Whatever Stripe reports carries the number of its form, and what comes late reaches
//! nothing.

#[cfg(feature = "defects")]
mod defects;

use super::environment::Unsupported;
use super::messages::{Command, FormEvent, FormId, SessionId};
use super::session::Session;
use super::state::FormState;
use crate::account::{
    document::Account,
    problem::{self, Problem, ProblemKind},
};
use std::time::Duration;

/// The form of one mount, and the session it needs.
#[derive(Debug, Default)]
pub(super) struct Form {
    life: Life,
    session: Session,
    newest: FormId,
}

#[derive(Debug, Default)]
enum Life {
    /// Not opened in this mount, or closed because nothing is needed.
    #[default]
    Closed,
    /// Not opened, because it would not work here.
    Unsupported(Unsupported),
    Open(Open),
    /// The script did not come. It may yet, and open the form after all; the session stays for it, or for the next try.
    WithoutScript(Open, Problem),
    Failed(Problem),
    Left,
}

/// A form that is on its way or on the screen.
#[derive(Clone, Copy, Debug)]
struct Open {
    id: FormId,
    stage: Stage,
    /// How many secrets Stripe has asked for and not got.
    secrets_owed: u32,
    /// It replaces one whose session Stripe did not take.
    is_replacement: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Loading,
    Mounted,
    Shown,
}

impl Form {
    /// Opens a fresh form, on a session that was never used; one that is open makes way.
    pub(super) fn open(&mut self, commands: &mut Vec<Command>) {
        self.open_as(false, commands);
    }

    fn open_as(&mut self, is_replacement: bool, commands: &mut Vec<Command>) {
        // The person waits longest for the session, so it leaves first.
        self.session.ensure(commands);
        self.newest = self.newest.next();
        self.life = Life::Open(Open::new(self.newest, is_replacement));
        commands.push(Command::LoadForm(self.newest));
    }

    /// Says that it would not work here, in place of opening it.
    pub(super) fn refuse(&mut self, unsupported: Unsupported) {
        self.life = Life::Unsupported(unsupported);
    }

    /// Closes it: nothing is needed, or the mount ends.
    pub(super) fn close(&mut self, commands: &mut Vec<Command>) {
        self.end(Life::Closed, commands);
    }

    pub(super) fn session_arrived(
        &mut self,
        id: SessionId,
        lifetime: Option<Duration>,
        now: Duration,
    ) {
        self.session.arrived(id, lifetime, now);
    }

    /// Takes in that a session could not be had. Whether that ends the form.
    pub(super) fn session_failed(
        &mut self,
        id: SessionId,
        problem: Problem,
        now: Duration,
        random: f64,
        commands: &mut Vec<Command>,
    ) -> bool {
        let is_over = self.session.failed(id, &problem, now, random);
        if is_over {
            self.end(Life::Failed(problem), commands);
        }
        is_over
    }

    /// Takes in what happened to form `id`. Whether that is the one that is open.
    pub(super) fn take_in(
        &mut self,
        id: FormId,
        event: FormEvent,
        commands: &mut Vec<Command>,
    ) -> bool {
        match (&mut self.life, event) {
            (Life::WithoutScript(open, _), FormEvent::ScriptArrived) if open.id == id => {
                self.life = Life::Open(*open);
            }
            (Life::Open(open), event) if open.id == id => match event {
                FormEvent::ScriptFailed(problem) => {
                    let open = Open::new(id, open.is_replacement);
                    self.life = Life::WithoutScript(open, problem);
                }
                FormEvent::ScriptArrived => {}
                FormEvent::FrameReady => commands.push(Command::MountForm(id)),
                FormEvent::Mounted => open.reach(Stage::Mounted),
                FormEvent::SecretRequested => open.secrets_owed += 1,
                FormEvent::Shown | FormEvent::StepChanged => open.reach(Stage::Shown),
                FormEvent::Exited => self.end(Life::Left, commands),
                FormEvent::Failed(problem) => self.failed(problem, commands),
            },
            _ => return false,
        }
        true
    }

    fn failed(&mut self, problem: Problem, commands: &mut Vec<Command>) {
        let is_replacement = matches!(&self.life, Life::Open(open) if open.is_replacement);
        let is_first_refusal = problem.kind == ProblemKind::SessionNotTaken && !is_replacement;
        self.end(Life::Failed(problem), commands);
        if is_first_refusal {
            // A fresh session, once: the first may have lapsed, or been taken by a reload (behaviours E28).
            self.open_as(true, commands);
        }
    }

    /// Ends what there is of it, the session included.
    fn end(&mut self, life: Life, commands: &mut Vec<Command>) {
        if matches!(self.life, Life::Open(_) | Life::WithoutScript(..)) {
            commands.push(Command::CloseForm);
        }
        self.session.clear();
        self.life = life;
    }

    /// Does what is due: a secret is handed over, asked for or forgotten.
    pub(super) fn follow(&mut self, now: Duration, commands: &mut Vec<Command>) {
        self.session.follow_clock(now, commands);
        self.serve_secrets(commands);
        self.session.step_ends(now);
    }

    fn serve_secrets(&mut self, commands: &mut Vec<Command>) {
        let Life::Open(open) = &mut self.life else {
            return;
        };
        // An instance that did not come up gets nothing, and uses nothing up.
        if open.stage == Stage::Loading || open.secrets_owed == 0 {
            return;
        }
        if self.session.take() {
            open.secrets_owed -= 1;
            commands.push(Command::HandOverSecret);
        }
        if open.secrets_owed > 0 {
            self.session.ensure(commands);
        }
    }

    /// When something is due by the clock.
    pub(super) fn wakes_at(&self) -> Option<Duration> {
        self.session.wakes_at()
    }

    /// A conflict that named no reason takes it from the account, once that is known.
    pub(super) fn settle_conflict(&mut self, account: &Account) {
        if let Life::Failed(problem) = &mut self.life
            && problem.kind == ProblemKind::UnsettledConflict
        {
            problem.kind = problem::settle(account);
        }
    }

    /// How far it is, for the view.
    pub(super) fn state(&self) -> FormState {
        match &self.life {
            Life::Closed => FormState::Closed,
            Life::Unsupported(unsupported) => FormState::Unsupported(*unsupported),
            Life::Open(open) if open.stage == Stage::Shown => FormState::Shown,
            Life::Open(_) => FormState::Loading,
            Life::WithoutScript(_, problem) | Life::Failed(problem) => {
                FormState::Failed(problem.clone())
            }
            Life::Left => FormState::Left,
        }
    }
}

impl Open {
    fn new(id: FormId, is_replacement: bool) -> Self {
        Self {
            id,
            stage: Stage::Loading,
            secrets_owed: 0,
            is_replacement,
        }
    }

    /// Stripe may draw something before its element is said to be up.
    fn reach(&mut self, stage: Stage) {
        self.stage = self.stage.max(stage);
    }
}
