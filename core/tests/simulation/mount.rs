//! One mount of the model: the real machine, and the Stripe, script and session around it.
//!
//! Holds the invariants of sessions and forms:
//! S1 never two unused secrets, nor a request beside one; S2 a secret goes to a call that waits, of an element that is
//! up, and before it lapses; S3 a session is asked for by an opening, a further call of Stripe's, or a permitted retry;
//! S4 an element is put up once script and frame are there, for the newest form; S5 what comes late changes nothing;
//! S6 nothing is sent before the mount begins or after it ends; S7 while Stripe waits for a secret, something is under
//! way; S8 a form is opened by somebody's doing; S9 nothing is judged between an exit and the first answer that was asked
//! for after it.

use onboarding_core::account::problem::{Class, ProblemKind};
use onboarding_core::account::situation::Situation;
use onboarding_core::onboarding::events::{Command, Event, FormEvent, FormId};
use onboarding_core::onboarding::machine::{FormPolicy, Onboarding};
use onboarding_core::onboarding::state::FormState;
use onboarding_core::state_machine::StateMachine;
use onboarding_core::status::query;
use std::collections::VecDeque;
use std::time::Duration;

/// A request for a session, and what it will be answered with.
pub struct Post {
    pub arrives: Duration,
    pub answer: Event,
}

/// A form that was loaded.
#[derive(Clone, Copy, PartialEq)]
pub struct Form {
    pub id: FormId,
    pub has_script: bool,
    pub has_frame: bool,
    pub is_up: bool,
    /// Stripe's calls that wait for a secret.
    pub waiting: u32,
}

pub struct Mount {
    pub machine: Onboarding,
    pub inbox: VecDeque<Event>,
    pub is_busy: bool,
    pub post: Option<Post>,
    /// Until when the kept secret is good, if one is kept.
    pub secret: Option<Duration>,
    pub form: Option<Form>,
    /// The form before that, which may still report something.
    pub earlier: Option<FormId>,
    /// When the form was left, until an answer that was asked for since has come.
    pub left: Option<Duration>,
    pub is_mounted: bool,
    pub is_paused: bool,
    pub has_begun: bool,
    pub is_over: bool,
    /// Failures of the session in a row that allow another try by itself.
    retries: u32,
    may_retry: bool,
    /// No session before this: the service has said so.
    hold: Option<Duration>,
    /// The form replaces one whose session Stripe did not take.
    is_replacement: bool,
}

impl Mount {
    pub fn new(policy: FormPolicy) -> Self {
        Self {
            machine: Onboarding::new(policy),
            inbox: VecDeque::new(),
            is_busy: false,
            post: None,
            secret: None,
            form: None,
            earlier: None,
            left: None,
            is_mounted: false,
            is_paused: false,
            has_begun: false,
            is_over: false,
            retries: 0,
            may_retry: false,
            hold: None,
            is_replacement: false,
        }
    }

    /// Takes note of what is about to be told.
    pub fn hear(&mut self, event: &Event, now: Duration) {
        match event {
            Event::Mounted => self.is_mounted = true,
            Event::Paused => self.is_paused = true,
            Event::Unpaused => self.is_paused = false,
            Event::SessionArrived(..) => self.retries = 0,
            Event::SessionFailed(_, problem) => {
                let allowed = match (problem.class, problem.kind) {
                    (Class::Retry, ProblemKind::Slow) | (Class::BadAnswer, _) => 1,
                    (Class::Retry, _) => 2,
                    _ => 0,
                };
                self.retries += 1;
                self.may_retry = problem.retry_after.is_none() && self.retries <= allowed;
                self.hold = problem.retry_after.map(|wait| now + wait);
            }
            _ => {}
        }
    }

    /// S1-S6 and S8: whether `command` may follow `event`.
    pub fn may(&mut self, event: &Event, command: &Command, now: Duration) -> Result<(), String> {
        let ensure = |is, what: &str| if is { Ok(()) } else { Err(what.to_owned()) };
        ensure(!self.is_over, "S6: something follows the end")?;
        let begins = self.is_mounted && !self.is_paused;
        // Once the service wants to be asked again, a form opens by itself.
        let is_due = self.hold.is_some_and(|until| until <= now);
        match command {
            Command::Query(query::Event::Mounted) => {
                ensure(
                    begins && !self.has_begun,
                    "S6: it begins in silence, or twice",
                )?;
                self.has_begun = true;
            }
            Command::RequestSession(_) => {
                ensure(begins || self.has_begun, "S6: a session before it begins")?;
                ensure(self.secret.is_none(), "S1: two unused secrets")?;
                ensure(self.post.is_none(), "S1: two requests for a session")?;
                ensure(is_due || self.hold.is_none(), "S3: before Retry-After")?;
                let is_owed = self.form.is_some_and(|form| form.is_up && form.waiting > 0);
                if !std::mem::take(&mut self.may_retry) {
                    self.retries = 0;
                    let is_owed = is_owed || is_due || self.opens(event);
                    ensure(is_owed, "S3: a session nobody asked for")?;
                }
            }
            Command::HandOverSecret => {
                let until = self.secret.take().ok_or("S2: there is no secret")?;
                ensure(now < until, "S2: the secret has lapsed")?;
                let form = self.form.as_mut().filter(|form| form.is_up);
                let form = form.ok_or("S2: a secret for an element that is not up")?;
                ensure(form.waiting > 0, "S2: a secret nobody waits for")?;
                form.waiting -= 1;
            }
            Command::ForgetSecret => {
                ensure(
                    self.secret.take().is_some(),
                    "S1: there is no secret to forget",
                )?;
            }
            Command::LoadForm(_) => {
                ensure(is_due || self.opens(event), "S8: a form nobody asked for")?;
                self.hold = None;
                self.is_replacement = !is_due && matches!(event, Event::Form(..));
            }
            Command::CloseForm => self.may_retry = false,
            Command::MountForm(id) => {
                let is_ready = |form: &Form| form.id == *id && form.has_script && form.has_frame;
                ensure(
                    self.form.as_ref().is_some_and(is_ready),
                    "S4: put up too early",
                )?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Everything it had running ends.
    pub fn end(&mut self) {
        self.is_over = true;
        (self.post, self.secret, self.form) = (None, None, None);
    }

    /// S7 and S9, after the machine has spoken.
    pub fn check(&self) -> Result<(), String> {
        let state = self.machine.state();
        let situation = state.assessment().map(|at| at.situation);
        let is_judged = !matches!(situation, Some(Situation::Settling | Situation::Unsettled));
        // What is known of the access comes first, and without an account there is nothing to judge.
        let is_barred = state
            .account_problem()
            .is_some_and(|problem| problem.kind.is_about_the_account());
        let is_left = state.form == FormState::Left && state.account().is_some() && !is_barred;
        if is_left && is_judged == self.left.is_some() {
            return Err("S9: judged too early, or not at all".into());
        }
        let form = self.form.filter(|form| form.is_up && form.waiting > 0);
        let is_under_way = self.post.is_some() || self.timer().is_some();
        match form {
            Some(_) if !is_under_way => Err("S7: Stripe waits, and nothing is under way".into()),
            _ => Ok(()),
        }
    }

    /// S5: whether `event` is of something that is gone.
    pub fn is_late(&self, event: &Event) -> bool {
        match event {
            Event::Form(id, _) => self.form.is_none_or(|form| form.id != *id),
            _ => false,
        }
    }

    pub fn timer(&self) -> Option<Duration> {
        self.machine.wakes_at()
    }

    /// Whether `event` may open a form, and so ask for a session.
    fn opens(&self, event: &Event) -> bool {
        match event {
            Event::Mounted
            | Event::Unpaused
            | Event::FormRequested
            | Event::QuestionRequested(_)
            | Event::RetryRequested
            | Event::OverrideRequested => true,
            // A session that Stripe did not take, once.
            Event::Form(_, FormEvent::Failed(problem)) => {
                let kinds = [
                    ProblemKind::SessionNotTaken,
                    ProblemKind::AuthenticationFailed,
                ];
                kinds.contains(&problem.kind) && !self.is_replacement
            }
            _ => false,
        }
    }
}
