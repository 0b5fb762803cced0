//! The life of one mount: events in, a screen and commands out.
//!
//! The host, the page and Stripe report [`Event`]s, and the [`watch`] over the account what it knows;
//! [`Flow::step`] answers with what to do, and [`Flow::screen`] with what to show. It knows neither how a command is
//! carried out nor how a screen is drawn, and leaves to the watch when the status is read.
//!
//! [`watch`]: super::watch

use super::obstacle::Obstacle;
use super::reading::Reading;
pub use super::reading::{Mark, News};
pub use super::screen::{Form, Happened, Screen};
use super::watch;
use crate::account::{
    document::Code,
    problem::{self, Problem, ProblemKind},
    standing,
};

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
    Mounted {
        /// What the browser says about the network.
        online: bool,
    },
    /// Something in this browser will keep Stripe's form from working. Reported before [`Event::Mounted`].
    ObstacleFound(Obstacle),
    /// The watch over the account knows something else than before.
    Watched(Box<Reading>),
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
    CheckAsked,
    /// The host has heard of a change.
    RefreshAsked,
    /// The host wants silence.
    Paused,
    /// The host wants it no longer.
    Unpaused,
    /// The person wants the form, for everything Stripe asks.
    FormAsked,
    /// The person wants the form for these codes alone; for none in particular, everything.
    QuestionAsked(Vec<Code>),
    /// The person wants the form in spite of the obstacle they were told of.
    FormInsisted,
    /// The person wants what failed to be tried again.
    RetryAsked,
    /// The person signed out of the host. Nothing happens after it.
    SignedOut,
    /// The component left the page. Nothing happens after it.
    Unmounted,
}

/// Something to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Report this to the watch over the account.
    Watch(watch::Event),
    /// Mount Stripe's form, for what [`Screen::only`] says, on a session that was never used.
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
pub struct Flow {
    policy: FormPolicy,
    screen: Screen,
    /// What the person has not been told of, or cannot get past.
    obstacle: Option<Obstacle>,
    /// Stripe would not take the session, and was given another one without anybody's asking.
    has_reopened: bool,
    /// The host of this mount wants silence.
    is_paused: bool,
    /// Nothing happens any more.
    over: bool,
}

impl Flow {
    /// A mount that has not begun.
    pub fn new(policy: FormPolicy) -> Self {
        Self {
            policy,
            screen: Screen::default(),
            obstacle: None,
            has_reopened: false,
            is_paused: false,
            over: false,
        }
    }

    /// What to show now.
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    /// Takes in what happened and says what to do.
    pub fn step(&mut self, event: Event) -> Vec<Command> {
        let mut todo = Vec::new();
        if self.over {
            return todo;
        }
        let tell = Command::Watch;
        match event {
            Event::ObstacleFound(obstacle) => self.obstacle = Some(obstacle),
            Event::Mounted { online } => {
                if self.policy == FormPolicy::AtOnce {
                    self.open_form(Vec::new(), &mut todo);
                }
                // The session is what the person waits for longest, so it leaves first.
                let session = todo.first() == Some(&Command::OpenForm);
                todo.insert(usize::from(session), tell(watch::Event::Mounted { online }));
            }
            Event::Watched(reading) => self.watched(*reading, &mut todo),
            Event::SessionRefused(problem) => {
                self.turn(Form::Failed(self.settled(problem)), &mut todo);
                todo.push(Command::CloseForm);
                // A conflict without a code is settled by what the status says.
                todo.push(tell(watch::Event::RefreshAsked));
            }
            Event::FormShown => self.turn(Form::Shown, &mut todo),
            Event::StepChanged => {
                self.turn(Form::Shown, &mut todo);
                todo.push(tell(watch::Event::StepChanged));
            }
            Event::FormExited => {
                let was_open = self.screen.form.is_open();
                self.screen.form = Form::Left;
                todo.push(Command::CloseForm);
                todo.push(tell(match was_open {
                    true => watch::Event::FormExited,
                    false => watch::Event::RefreshAsked,
                }));
            }
            // Nothing is closed: the session that was never used serves the next try.
            Event::ScriptFailed(problem) => self.turn(Form::Failed(problem), &mut todo),
            Event::ScriptArrived => {
                if matches!(self.screen.form, Form::Failed(_)) {
                    self.turn(Form::Loading, &mut todo);
                }
            }
            Event::FormFailed(problem) => {
                todo.push(Command::CloseForm);
                let is_first = !std::mem::replace(&mut self.has_reopened, true);
                if is_first && problem.kind == ProblemKind::SessionNotTaken {
                    // A fresh one, once: it may have lapsed, or been taken by a reload (behaviours E28).
                    todo.push(Command::OpenForm);
                    self.turn(Form::Loading, &mut todo);
                } else {
                    self.turn(Form::Failed(problem), &mut todo);
                }
            }
            Event::CheckAsked => todo.push(tell(watch::Event::CheckAsked)),
            Event::RefreshAsked => todo.push(tell(watch::Event::RefreshAsked)),
            Event::Paused => self.pause(true, &mut todo),
            Event::Unpaused => self.pause(false, &mut todo),
            Event::RetryAsked => {
                todo.push(tell(watch::Event::CheckAsked));
                if matches!(self.screen.form, Form::Failed(_)) {
                    self.open_form(self.screen.only.clone(), &mut todo);
                }
            }
            Event::FormAsked => self.ask_form(Vec::new(), &mut todo),
            Event::QuestionAsked(codes) => self.ask_form(codes, &mut todo),
            Event::FormInsisted => {
                if self.obstacle.is_some_and(Obstacle::can_be_passed) {
                    self.obstacle = None;
                    self.open_form(self.screen.only.clone(), &mut todo);
                }
            }
            Event::SignedOut => {
                self.leave(&mut todo);
                todo.push(Command::SignOut);
            }
            Event::Unmounted => self.leave(&mut todo),
        }
        todo
    }

    fn watched(&mut self, reading: Reading, todo: &mut Vec<Command>) {
        if let Some(account) = &reading.account
            && self.screen.account.as_ref() != Some(account)
        {
            self.screen.measure(account);
        }
        let is_first = self.screen.account.is_none();
        // What another component of the page has told stays told.
        if let News::Changes(changes) = &reading.news
            && !is_first
            && self.screen.news != reading.news
        {
            let at = reading.checked_at.unwrap_or_default();
            self.screen.remember(at, changes.clone());
        }
        self.screen.account = reading.account;
        self.screen.problem = reading.problem;
        self.screen.news = reading.news;
        self.screen.checking = reading.checking;
        self.screen.is_slow = reading.is_slow;
        self.screen.checked_at = reading.checked_at;
        self.screen.mark = reading.mark;
        // Shown before the first answer, it has not been worked in yet.
        let is_waiting = match self.screen.form {
            Form::Loading | Form::Obstructed(_) => true,
            Form::Shown => is_first,
            Form::Closed | Form::Left | Form::Failed(_) => false,
        };
        let is_of_use = self.is_form_of_use();
        if is_waiting && !is_of_use {
            self.turn(Form::Closed, todo);
            todo.push(Command::CloseForm);
        } else if self.policy == FormPolicy::OnRequest
            && self.screen.form == Form::Closed
            && is_first
            && self.screen.account.is_some()
            && is_of_use
        {
            todo.push(Command::Preconnect);
        }
        if let Form::Failed(problem) = &self.screen.form {
            self.screen.form = Form::Failed(self.settled(problem.clone()));
        }
    }

    /// Whether a form on its way could be of use, as far as is known.
    fn is_form_of_use(&self) -> bool {
        let problem = self.screen.problem.as_ref();
        let is_barred = problem.is_some_and(|problem| problem.kind.is_about_the_account());
        let account = self.screen.account.as_ref();
        !is_barred && account.is_none_or(standing::wants_form)
    }

    /// A conflict that named no reason takes it from the account, once that is known.
    fn settled(&self, mut problem: Problem) -> Problem {
        if let (ProblemKind::UnsettledConflict, Some(account)) =
            (problem.kind, &self.screen.account)
        {
            problem.kind = problem::settle(account);
        }
        problem
    }

    /// A form that is there already is left alone, unless it asks for something else.
    fn ask_form(&mut self, only: Vec<Code>, todo: &mut Vec<Command>) {
        if !self.screen.form.is_open() || self.screen.only != only {
            self.open_form(only, todo);
        }
    }

    fn open_form(&mut self, only: Vec<Code>, todo: &mut Vec<Command>) {
        self.screen.only = only;
        self.has_reopened = false;
        if let Some(obstacle) = self.obstacle {
            self.turn(Form::Obstructed(obstacle), todo);
        } else {
            todo.push(Command::OpenForm);
            self.turn(Form::Loading, todo);
        }
    }

    /// The watch may have other mounts, each with a form or a pause of its own: it hears of every change once.
    fn pause(&mut self, is_paused: bool, todo: &mut Vec<Command>) {
        if std::mem::replace(&mut self.is_paused, is_paused) != is_paused {
            todo.push(Command::Watch(match is_paused {
                true => watch::Event::Paused,
                false => watch::Event::Unpaused,
            }));
        }
    }

    /// Takes back what this mount has told the watch.
    fn leave(&mut self, todo: &mut Vec<Command>) {
        todo.push(Command::Leave);
        self.turn(Form::Closed, todo);
        self.pause(false, todo);
        self.screen = Screen::default();
        self.over = true;
    }

    /// Changes the form's state, and lets the watch know when that opens or closes it.
    fn turn(&mut self, form: Form, todo: &mut Vec<Command>) {
        let (was, is) = (self.screen.form.is_open(), form.is_open());
        self.screen.form = form;
        match (was, is) {
            (false, true) => todo.push(Command::Watch(watch::Event::FormOpened)),
            (true, false) => todo.push(Command::Watch(watch::Event::FormClosed)),
            _ => {}
        }
    }
}
