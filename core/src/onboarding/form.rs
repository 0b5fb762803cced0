//! The life of Stripe's form in one mount: script, instance, secrets, exit.
//!
//! Decides what becomes of the form once it is wanted; whether it is wanted is the business of
//! [`machine`](super::machine). Whatever Stripe reports carries the number of its form, and what comes late reaches
//! nothing.

#[cfg(feature = "defects")]
mod defects;
mod open;

use super::environment::Unsupported;
use super::events::{Command, FormEvent, FormId, SessionId};
use super::session::Session;
use super::state::FormState;
use crate::account::{
    document::Account,
    problem::{self, Endpoint, Failure, Problem, ProblemKind, classify},
};
use crate::status::policy::share;
use open::{Open, Stage};
use std::time::Duration;

/// How often a form opens by itself when the time is over for which the service wanted no session asked for.
const RETRIES_BY_ITSELF: u32 = 5;

/// The form of one mount, and the session it needs.
#[derive(Debug, Default)]
pub(super) struct Form {
    life: Life,
    session: Session,
    newest: FormId,
    /// No session before this, because the service said so with this problem.
    held: Option<(Duration, Problem)>,
    /// The form opens by itself then, which the problem's `retry_after` says to whoever looks.
    is_promised: bool,
    /// How often it has done so since somebody asked for it.
    retries: u32,
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

impl Form {
    /// Opens a fresh form, on a session that was never used; one that is open makes way.
    /// Before the service wants to be asked again, it waits for that.
    pub(super) fn open(&mut self, now: Duration, commands: &mut Vec<Command>) {
        self.retries = 0;
        match self.held.take_if(|(until, _)| *until > now) {
            Some((until, problem)) => {
                let told = Problem {
                    retry_after: Some(until - now),
                    ..problem.clone()
                };
                self.end(Life::Failed(told), commands);
                self.held = Some((until, problem));
                self.is_promised = true;
            }
            None => self.open_as(false, commands),
        }
    }

    fn open_as(&mut self, is_replacement: bool, commands: &mut Vec<Command>) {
        // The person waits longest for the session, so it leaves first.
        self.session.ensure(commands);
        self.held = None;
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
        mut problem: Problem,
        now: Duration,
        random: f64,
        commands: &mut Vec<Command>,
    ) -> bool {
        let is_over = self.session.failed(id, &problem, now, random);
        if is_over {
            let asked = problem.retry_after;
            let is_promised = self.retries < RETRIES_BY_ITSELF;
            problem.retry_after = asked.filter(|_| is_promised);
            self.end(Life::Failed(problem.clone()), commands);
            let spread = share(Duration::from_secs(1), random);
            self.held = asked.map(|wait| (now + wait + spread, problem));
            self.is_promised = is_promised;
        }
        is_over
    }

    /// Takes in what happened to form `id`. Whether that is the one that is open.
    pub(super) fn take_in(
        &mut self,
        id: FormId,
        event: FormEvent,
        now: Duration,
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
                FormEvent::Mounted => {
                    open.since = Some(now);
                    open.reach(Stage::Mounted);
                }
                FormEvent::SecretRequested => open.secrets_owed += 1,
                FormEvent::Shown => open.reach(Stage::Shown),
                FormEvent::StepChanged => {
                    open.is_in_use = true;
                    open.reach(Stage::Shown);
                }
                FormEvent::Exited => self.end(Life::Left, commands),
                FormEvent::Failed(problem) => self.failed(problem, commands),
            },
            _ => return false,
        }
        true
    }

    fn failed(&mut self, problem: Problem, commands: &mut Vec<Command>) {
        let Life::Open(open) = &self.life else {
            return;
        };
        let is_refusal = match problem.kind {
            ProblemKind::SessionNotTaken => true,
            // Whoever closes Stripe's window in the middle of it does not want another one at once.
            ProblemKind::AuthenticationFailed => !open.is_in_use,
            _ => false,
        };
        let is_first_refusal = is_refusal && !open.is_replacement;
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
        self.is_promised = false;
        self.life = life;
    }

    /// Does what is due: a secret is handed over, asked for or forgotten.
    pub(super) fn follow(&mut self, now: Duration, commands: &mut Vec<Command>) {
        self.session.follow_clock(now, commands);
        if self.retry_at().is_some_and(|at| at <= now) {
            self.retries += 1;
            self.open_as(false, commands);
        }
        self.serve_secrets(now, commands);
        self.session.step_ends(now);
    }

    fn serve_secrets(&mut self, now: Duration, commands: &mut Vec<Command>) {
        let Life::Open(open) = &mut self.life else {
            return;
        };
        open.is_late = open.late_at().is_some_and(|at| at <= now);
        // An instance that did not come up gets nothing, and uses nothing up.
        if open.stage == Stage::Loading || open.secrets_owed == 0 {
            return;
        }
        if self.session.take() {
            open.secrets_owed -= 1;
            open.since = Some(now);
            commands.push(Command::HandOverSecret);
        }
        if open.secrets_owed > 0 {
            self.session.ensure(commands);
        }
    }

    /// When it opens by itself.
    fn retry_at(&self) -> Option<Duration> {
        let held = self.held.as_ref().filter(|_| self.is_promised);
        held.map(|(until, _)| *until)
    }

    /// When something is due by the clock.
    pub(super) fn wakes_at(&self) -> Option<Duration> {
        let late_at = match &self.life {
            Life::Open(open) => open.late_at().filter(|_| !open.is_late),
            _ => None,
        };
        let all = [self.session.wakes_at(), self.retry_at(), late_at];
        all.into_iter().flatten().min()
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
            Life::Open(open) if open.is_late => {
                FormState::Late(classify(Endpoint::Session, &Failure::FormSilent))
            }
            Life::Open(_) => FormState::Loading,
            Life::WithoutScript(_, problem) | Life::Failed(problem) => {
                FormState::Failed(problem.clone())
            }
            Life::Left => FormState::Left,
        }
    }
}
