//! The state machine of one mount: events in, a state and commands out.
//!
//! The host, the page and Stripe report [`Event`]s, and the query what it knows of the account;
//! the machine answers with what to do, and [`Onboarding::state`] says what to show. It leaves to the query when the
//! status is read, and to its part `form` what becomes of a form that is wanted.

#[cfg(feature = "defects")]
mod defects;

use super::environment::Unsupported;
use super::events::{Command, Event, FormEvent};
use super::form::Form;
use super::host_request::HostRequest;
use super::state::{FormState, OnboardingState};
use crate::account::{
    document::{Account, Code},
    situation,
};
use crate::state_machine::StateMachine;
use crate::status::{query, snapshot::StatusSnapshot};
use std::rc::Rc;
use std::time::Duration;

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

/// One mount.
#[derive(Debug)]
pub struct Onboarding {
    policy: FormPolicy,
    phase: Phase,
    /// The host of this mount wants silence.
    is_paused: bool,
    /// What the person has not been told of, or cannot get past.
    unsupported: Option<Unsupported>,
    form: Form,
    state: OnboardingState,
}

/// How far the mount is.
#[derive(Debug)]
enum Phase {
    /// Nothing has been sent: the component is not there yet, or its host wants silence. Whoever asks for the form gets
    /// it when the mount begins.
    Waiting {
        is_mounted: bool,
        wanted: Option<Vec<Code>>,
    },
    Running,
    Over,
}

impl Onboarding {
    /// A mount that has not begun.
    pub fn new(policy: FormPolicy) -> Self {
        Self {
            policy,
            phase: Phase::Waiting {
                is_mounted: false,
                wanted: None,
            },
            is_paused: false,
            unsupported: None,
            form: Form::default(),
            state: OnboardingState::default(),
        }
    }

    /// What to show now.
    pub fn state(&self) -> &OnboardingState {
        &self.state
    }

    fn take_in(&mut self, event: Event, now: Duration, random: f64, commands: &mut Vec<Command>) {
        match event {
            Event::UnsupportedFound(unsupported) => self.unsupported = Some(unsupported),
            Event::Mounted => {
                if let Phase::Waiting { is_mounted, .. } = &mut self.phase {
                    *is_mounted = true;
                }
            }
            Event::SnapshotChanged(snapshot) if snapshot.signed_out => self.sign_out(now, commands),
            Event::SnapshotChanged(snapshot) => self.snapshot_changed(snapshot, commands),
            Event::SessionArrived(id, lifetime) => self.form.session_arrived(id, lifetime, now),
            Event::SessionFailed(id, problem) => {
                if self.form.session_failed(id, problem, now, random, commands) {
                    // A conflict without a reason is settled by what the status says.
                    commands.push(Command::Query(query::Event::RefreshRequested));
                }
            }
            Event::Form(id, event) => {
                let is_step = event == FormEvent::StepChanged;
                if self.form.take_in(id, event, now, commands) && is_step {
                    commands.push(Command::Query(query::Event::StepChanged));
                }
            }
            Event::TimerFired => {}
            Event::CheckRequested => commands.push(Command::Query(query::Event::CheckRequested)),
            Event::RefreshRequested => {
                // What has not begun reads anyway when it does.
                if let Phase::Running = self.phase {
                    commands.push(Command::Query(query::Event::RefreshRequested));
                }
            }
            Event::SignInPromised => commands.push(Command::Query(query::Event::SignInPromised)),
            Event::Paused => self.pause(true, commands),
            Event::Unpaused => self.pause(false, commands),
            Event::LookChanged => {
                if self.state.form.is_open() {
                    commands.push(Command::RestyleForm);
                }
            }
            Event::FormRequested => self.form_requested(Vec::new(), now, commands),
            Event::QuestionRequested(codes) => self.form_requested(codes, now, commands),
            Event::OverrideRequested => {
                if let FormState::Unsupported(unsupported) = self.state.form
                    && unsupported.can_override()
                {
                    self.unsupported = None;
                }
                // What was asked for before it began stays as it was.
                if let Phase::Running = self.phase {
                    self.form_requested(self.state.only.clone(), now, commands);
                }
            }
            Event::RetryRequested => {
                commands.push(Command::Query(query::Event::CheckRequested));
                if matches!(self.state.form, FormState::Failed(_) | FormState::Late(_)) {
                    self.open_form(self.state.only.clone(), now, commands);
                }
            }
            Event::SignedOut => self.sign_out(now, commands),
            Event::Unmounted => self.leave(now, commands),
        }
    }

    /// Begins, if nothing speaks against it any more.
    fn begin(&mut self, now: Duration, commands: &mut Vec<Command>) {
        let Phase::Waiting {
            is_mounted: true,
            wanted,
        } = &mut self.phase
        else {
            return;
        };
        if self.is_paused {
            return;
        }
        let wanted = wanted.take();
        self.phase = Phase::Running;
        let is_due = self.policy == FormPolicy::AtOnce && self.is_form_of_use();
        if let Some(only) = wanted.or(is_due.then(Vec::new)) {
            self.open_form(only, now, commands);
        }
        commands.push(Command::Query(query::Event::Mounted));
    }

    fn snapshot_changed(&mut self, snapshot: Rc<StatusSnapshot>, commands: &mut Vec<Command>) {
        let was_unknown = self.state.account().is_none();
        let was_of_use = self.is_form_of_use();
        let is_first = was_unknown && snapshot.account().is_some();
        self.state.follow(snapshot);
        let is_of_use = self.is_form_of_use();
        match &self.state.form {
            // One that the person asked for although nothing needed it goes on.
            FormState::Loading
            | FormState::Late(_)
            | FormState::Unsupported(_)
            | FormState::Failed(_)
                if was_of_use && !is_of_use =>
            {
                self.form.close(commands);
            }
            // Shown before the first answer, it has not been worked in yet.
            FormState::Shown if was_unknown && !is_of_use => self.form.close(commands),
            FormState::Closed if self.policy == FormPolicy::OnRequest && is_first && is_of_use => {
                commands.push(Command::Preconnect);
            }
            _ => {}
        }
        if let Some(account) = self.state.account() {
            self.form.settle_conflict(account);
        }
    }

    /// Whether a form on its way could be of use, as far as is known.
    fn is_form_of_use(&self) -> bool {
        self.is_account(situation::wants_form)
    }

    /// Whether that is so of the account, as far as is known, for somebody who may see it.
    fn is_account(&self, so: fn(&Account) -> bool) -> bool {
        let problem = self.state.status_problem();
        let is_barred = problem.is_some_and(|problem| problem.kind.is_about_the_account());
        !is_barred && self.state.account().is_none_or(so)
    }

    /// A form that is there already is left alone, unless it asks for something else. Where it is known that there is
    /// none, no session is asked for.
    fn form_requested(&mut self, only: Vec<Code>, now: Duration, commands: &mut Vec<Command>) {
        if self.policy == FormPolicy::Never {
            commands.push(Command::AskHost(HostRequest::Open));
        } else if let Phase::Waiting { wanted, .. } = &mut self.phase {
            *wanted = Some(only);
        } else if self.is_account(situation::has_form)
            && (matches!(self.state.form, FormState::Late(_))
                || !self.state.form.is_open()
                || self.state.only != only)
        {
            self.open_form(only, now, commands);
        }
    }

    fn open_form(&mut self, only: Vec<Code>, now: Duration, commands: &mut Vec<Command>) {
        self.state.only = only;
        match self.unsupported {
            Some(unsupported) => self.form.refuse(unsupported),
            None => self.form.open(now, commands),
        }
    }

    /// The query may have other mounts, each with a pause of its own: it hears of every change once.
    fn pause(&mut self, is_paused: bool, commands: &mut Vec<Command>) {
        if std::mem::replace(&mut self.is_paused, is_paused) != is_paused {
            commands.push(Command::Query(match is_paused {
                true => query::Event::Paused,
                false => query::Event::Unpaused,
            }));
        }
    }

    /// The person has signed out, of this mount or of another one of the account.
    fn sign_out(&mut self, now: Duration, commands: &mut Vec<Command>) {
        self.leave(now, commands);
        self.state.signed_out = true;
        commands.push(Command::SignOut);
    }

    /// Takes back what this mount has told the query, and ends. What it has running ends with whoever runs it.
    fn leave(&mut self, now: Duration, commands: &mut Vec<Command>) {
        commands.push(Command::Leave);
        self.form = Form::default();
        self.show_form(now, commands);
        self.pause(false, commands);
        self.state = OnboardingState::default();
        self.phase = Phase::Over;
    }

    /// Takes the form's state over for the view, and lets the query know when that opens or closes it.
    fn show_form(&mut self, now: Duration, commands: &mut Vec<Command>) {
        let before = std::mem::replace(&mut self.state.form, self.form.state());
        match (&before, &self.state.form) {
            (FormState::Left, FormState::Left) => {}
            (_, FormState::Left) => self.state.leave_form(now),
            _ => self.state.left_at = None,
        }
        let change = match (before.is_open(), self.state.form.is_open()) {
            (false, true) => query::Event::FormOpened,
            (true, false) if self.state.form == FormState::Left => query::Event::FormExited,
            (true, false) => query::Event::FormClosed,
            _ => return,
        };
        commands.push(Command::Query(change));
    }
}

impl StateMachine for Onboarding {
    type Event = Event;
    type Command = Command;

    fn step(&mut self, event: Event, now: Duration, random: f64) -> Vec<Command> {
        let mut commands = Vec::new();
        if let Phase::Over = self.phase {
            return commands;
        }
        self.take_in(event, now, random, &mut commands);
        self.begin(now, &mut commands);
        self.form.follow(now, &mut commands);
        self.show_form(now, &mut commands);
        commands
    }

    fn wakes_at(&self) -> Option<Duration> {
        self.form.wakes_at()
    }

    fn timer_fired() -> Event {
        Event::TimerFired
    }
}
