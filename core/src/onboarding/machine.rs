//! The life of one mount: events in, a state and commands out.
//!
//! The host, the page and Stripe report [`Event`]s, and the [`watch`] over the account what it knows;
//! [`Onboarding::step`] answers with what to do, and [`Onboarding::state`] with what to show. It knows neither how a command is
//! carried out nor how a state is drawn, and leaves to the watch when the status is read.
//!
//! [`watch`]: crate::status::query

use super::environment::Unsupported;
use super::state::{FormState, OnboardingState};
use crate::account::{
    document::Code,
    problem::{self, Problem, ProblemKind},
    situation,
};
use crate::status::query;
use crate::status::snapshot::StatusSnapshot;
use std::rc::Rc;

/// When Stripe's form is opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FormPolicy {
    /// With the mount: the session is asked for beside the first status read, so that nobody waits.
    #[default]
    AtOnce,
    /// Only when the person asks for it.
    OnRequest,
    /// Never: this mount shows the status alone.
    Never,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The component came to life, in a tab in sight.
    Mounted,
    /// Something in this browser will keep Stripe's form from working. Reported before [`Event::Mounted`].
    UnsupportedFound(Unsupported),
    /// The watch over the account knows something else than before.
    SnapshotChanged(Rc<StatusSnapshot>),
    /// No session could be had for the form, retries included.
    SessionRefused(Problem),
    /// Stripe drew something.
    FormShown,
    /// The person went to another step of the form.
    StepChanged,
    /// The person left the form, finished or not.
    FormExited,
    /// Stripe's script could not be had, or not yet. The session was not used.
    ScriptFailed(Problem),
    /// Stripe's script is there after all.
    ScriptArrived,
    /// The form could not be made, or died.
    FormFailed(Problem),
    /// The person wants to know now.
    CheckRequested,
    /// The host has heard of a change.
    RefreshRequested,
    /// The host wants silence.
    Paused,
    /// The host wants it no longer.
    Unpaused,
    /// The person wants the form, for everything Stripe asks.
    FormRequested,
    /// The person wants the form for these codes alone; for none in particular, everything.
    QuestionRequested(Vec<Code>),
    /// The person wants the form in spite of the obstacle they were told of.
    OverrideRequested,
    /// The person wants what failed to be tried again.
    RetryRequested,
    /// The person signed out of the host. Nothing happens after it.
    SignedOut,
    /// The component left the page. Nothing happens after it.
    Unmounted,
}

/// Something to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Report this to the watch over the account.
    Query(query::Event),
    /// Mount Stripe's form, for what [`OnboardingState::only`] says, on a session that was never used.
    OpenForm,
    /// Unmount Stripe's form.
    CloseForm,
    /// Hear nothing more from the watch over the account. What is still reported to it is for its other mounts.
    Leave,
    /// Get the connection to Stripe ready: the form is likely to be asked for.
    Preconnect,
    /// End Stripe's session and everything that is under way.
    SignOut,
}

/// One mount.
#[derive(Debug)]
pub struct Onboarding {
    policy: FormPolicy,
    state: OnboardingState,
    /// What the person has not been told of, or cannot get past.
    obstacle: Option<Unsupported>,
    /// Stripe would not take the session, and was given another one without anybody's asking.
    has_reopened: bool,
    /// The host of this mount wants silence.
    is_paused: bool,
    /// Nothing happens any more.
    over: bool,
}

impl Onboarding {
    /// A mount that has not begun.
    pub fn new(policy: FormPolicy) -> Self {
        Self {
            policy,
            state: OnboardingState::default(),
            obstacle: None,
            has_reopened: false,
            is_paused: false,
            over: false,
        }
    }

    /// What to show now.
    pub fn state(&self) -> &OnboardingState {
        &self.state
    }

    /// Takes in what happened and says what to do.
    pub fn step(&mut self, event: Event) -> Vec<Command> {
        let mut todo = Vec::new();
        if self.over {
            return todo;
        }
        let tell = Command::Query;
        match event {
            Event::UnsupportedFound(obstacle) => self.obstacle = Some(obstacle),
            Event::Mounted => {
                if self.policy == FormPolicy::AtOnce {
                    self.open_form(Vec::new(), &mut todo);
                }
                // The session is what the person waits for longest, so it leaves first.
                let session = todo.first() == Some(&Command::OpenForm);
                todo.insert(usize::from(session), tell(query::Event::Mounted));
            }
            Event::SnapshotChanged(snapshot) => self.snapshot_changed(snapshot, &mut todo),
            Event::SessionRefused(problem) => {
                self.turn(FormState::Failed(self.settled(problem)), &mut todo);
                todo.push(Command::CloseForm);
                // A conflict without a code is settled by what the status says.
                todo.push(tell(query::Event::RefreshRequested));
            }
            Event::FormShown => self.turn(FormState::Shown, &mut todo),
            Event::StepChanged => {
                self.turn(FormState::Shown, &mut todo);
                todo.push(tell(query::Event::StepChanged));
            }
            Event::FormExited => {
                let was_open = self.state.form.is_open();
                self.state.form = FormState::Left;
                todo.push(Command::CloseForm);
                todo.push(tell(match was_open {
                    true => query::Event::FormExited,
                    false => query::Event::RefreshRequested,
                }));
            }
            // Nothing is closed: the session that was never used serves the next try.
            Event::ScriptFailed(problem) => self.turn(FormState::Failed(problem), &mut todo),
            Event::ScriptArrived => {
                if matches!(self.state.form, FormState::Failed(_)) {
                    self.turn(FormState::Loading, &mut todo);
                }
            }
            Event::FormFailed(problem) => {
                todo.push(Command::CloseForm);
                let is_first = !std::mem::replace(&mut self.has_reopened, true);
                if is_first && problem.kind == ProblemKind::SessionNotTaken {
                    // A fresh one, once: it may have lapsed, or been taken by a reload (behaviours E28).
                    todo.push(Command::OpenForm);
                    self.turn(FormState::Loading, &mut todo);
                } else {
                    self.turn(FormState::Failed(problem), &mut todo);
                }
            }
            Event::CheckRequested => todo.push(tell(query::Event::CheckRequested)),
            Event::RefreshRequested => todo.push(tell(query::Event::RefreshRequested)),
            Event::Paused => self.pause(true, &mut todo),
            Event::Unpaused => self.pause(false, &mut todo),
            Event::RetryRequested => {
                todo.push(tell(query::Event::CheckRequested));
                if matches!(self.state.form, FormState::Failed(_)) {
                    self.open_form(self.state.only.clone(), &mut todo);
                }
            }
            Event::FormRequested => self.ask_form(Vec::new(), &mut todo),
            Event::QuestionRequested(codes) => self.ask_form(codes, &mut todo),
            Event::OverrideRequested => {
                if self.obstacle.is_some_and(Unsupported::can_override) {
                    self.obstacle = None;
                    self.open_form(self.state.only.clone(), &mut todo);
                }
            }
            Event::SignedOut => {
                self.leave(&mut todo);
                self.state.signed_out = true;
                todo.push(Command::SignOut);
            }
            Event::Unmounted => self.leave(&mut todo),
        }
        todo
    }

    fn snapshot_changed(&mut self, snapshot: Rc<StatusSnapshot>, todo: &mut Vec<Command>) {
        let before = std::mem::replace(&mut self.state.status, snapshot);
        let snapshot = Rc::clone(&self.state.status);
        if let Some(account) = snapshot.account()
            && before.account() != Some(account)
        {
            self.state.measure(account);
        }
        let is_first = before.account().is_none();
        if let Some((seq, changes)) = snapshot.notice.changes()
            && !is_first
            && before.notice.changes().is_none_or(|(told, _)| told < seq)
        {
            let at = snapshot.checked_at().unwrap_or_default();
            self.state.remember(seq, at, changes.to_vec());
        }
        // Shown before the first answer, it has not been worked in yet.
        let is_waiting = match self.state.form {
            FormState::Loading | FormState::Unsupported(_) => true,
            FormState::Shown => is_first,
            FormState::Closed | FormState::Left | FormState::Failed(_) => false,
        };
        let is_of_use = self.is_form_of_use();
        if is_waiting && !is_of_use {
            self.turn(FormState::Closed, todo);
            todo.push(Command::CloseForm);
        } else if self.policy == FormPolicy::OnRequest
            && self.state.form == FormState::Closed
            && is_first
            && self.state.account().is_some()
            && is_of_use
        {
            todo.push(Command::Preconnect);
        }
        if let FormState::Failed(problem) = &self.state.form {
            self.state.form = FormState::Failed(self.settled(problem.clone()));
        }
    }

    /// Whether a form on its way could be of use, as far as is known.
    fn is_form_of_use(&self) -> bool {
        let problem = self.state.problem();
        let is_barred = problem.is_some_and(|problem| problem.kind.is_about_the_account());
        let account = self.state.account();
        !is_barred && account.is_none_or(situation::wants_form)
    }

    /// A conflict that named no reason takes it from the account, once that is known.
    fn settled(&self, mut problem: Problem) -> Problem {
        if let (ProblemKind::UnsettledConflict, Some(account)) =
            (problem.kind, self.state.account())
        {
            problem.kind = problem::settle(account);
        }
        problem
    }

    /// A form that is there already is left alone, unless it asks for something else.
    fn ask_form(&mut self, only: Vec<Code>, todo: &mut Vec<Command>) {
        if !self.state.form.is_open() || self.state.only != only {
            self.open_form(only, todo);
        }
    }

    fn open_form(&mut self, only: Vec<Code>, todo: &mut Vec<Command>) {
        self.state.only = only;
        self.has_reopened = false;
        if let Some(obstacle) = self.obstacle {
            self.turn(FormState::Unsupported(obstacle), todo);
        } else {
            todo.push(Command::OpenForm);
            self.turn(FormState::Loading, todo);
        }
    }

    /// The watch may have other mounts, each with a form or a pause of its own: it hears of every change once.
    fn pause(&mut self, is_paused: bool, todo: &mut Vec<Command>) {
        if std::mem::replace(&mut self.is_paused, is_paused) != is_paused {
            todo.push(Command::Query(match is_paused {
                true => query::Event::Paused,
                false => query::Event::Unpaused,
            }));
        }
    }

    /// Takes back what this mount has told the watch.
    fn leave(&mut self, todo: &mut Vec<Command>) {
        todo.push(Command::Leave);
        self.turn(FormState::Closed, todo);
        self.pause(false, todo);
        self.state = OnboardingState::default();
        self.over = true;
    }

    /// Changes the form's state, and lets the watch know when that opens or closes it.
    fn turn(&mut self, form: FormState, todo: &mut Vec<Command>) {
        let (was, is) = (self.state.form.is_open(), form.is_open());
        self.state.form = form;
        match (was, is) {
            (false, true) => todo.push(Command::Query(query::Event::FormOpened)),
            (true, false) => todo.push(Command::Query(query::Event::FormClosed)),
            _ => {}
        }
    }
}
