//! The life of one mount: events in, a screen and commands out.
//!
//! The host, the page, Stripe and Dolfin report [`Event`]s; [`Flow::step`] answers with what to do, and
//! [`Flow::screen`] with what to show. It knows neither how a command is carried out nor how a screen is drawn.
//! Times are durations since any fixed moment, on a clock that never goes back.

use super::obstacle::Obstacle;
use super::pace::{self, Watch};
use crate::account::{
    change::{self, Change},
    document::{Account, Code, State},
    problem::{self, Problem, ProblemKind},
    progress::Progress,
    standing::{self, Facts, FormOutcome, Standing},
};
use std::time::Duration;

/// A status answer younger than this is fresh enough for somebody who comes back to the tab.
const FRESH: Duration = Duration::from_secs(5);
/// Steps of the form come in bursts; one read serves all that fall into this time.
const STEP_PAUSE: Duration = Duration::from_millis(300);

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

/// The number of a status read; answers to an older one than the newest are not shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReadId(u32);

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The component came to life, in a tab that can be seen or not.
    Mounted {
        /// Whether the tab is in front.
        visible: bool,
    },
    /// Something in this browser will keep Stripe's form from working. Reported before [`Event::Mounted`].
    ObstacleFound(Obstacle),
    /// A status read was answered.
    StatusArrived(ReadId, Account),
    /// A status read failed.
    StatusFailed(ReadId, Problem),
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
    /// The time asked for by [`Command::WakeAfter`] has passed.
    TimerRang,
    /// The tab came to the front.
    BecameVisible,
    /// The tab went out of sight.
    BecameHidden,
    /// The browser says it has a network again.
    WentOnline,
    /// The person, or the host, wants to know now.
    CheckAsked,
    /// The person wants the form, for everything Stripe asks.
    FormAsked,
    /// The person wants the form for these codes alone; for none in particular, everything.
    QuestionAsked(Vec<Code>),
    /// The person wants the form in spite of the obstacle they were told of.
    FormInsisted,
    /// The person wants what failed to be tried again.
    RetryAsked,
    /// The person signed out of the host. The last event of a mount.
    SignedOut,
}

/// Something to do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Command {
    /// Read the status, and report the answer under this number. Ends a read that is still under way.
    ReadStatus(ReadId),
    /// Ring once after this time. Replaces the timer that was set before.
    WakeAfter(Duration),
    /// Take the timer back.
    SleepOn,
    /// Mount Stripe's form, for what [`Screen::only`] says, on a session that was never used.
    OpenForm,
    /// Unmount Stripe's form.
    CloseForm,
    /// Get the connection to Stripe ready: the form is likely to be asked for.
    Preconnect,
    /// End Stripe's session and everything that is under way.
    SignOut,
}

/// How far Stripe's form is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Form {
    /// Not opened in this mount, or closed because nothing is needed.
    #[default]
    Closed,
    /// On its way: session, script or first paint are awaited.
    Loading,
    /// On the screen.
    Shown,
    /// The person left it; whether they finished is for the status to say.
    Left,
    /// It could not be had.
    Failed(Problem),
    /// Not opened, because it would not work here; the person may insist, unless that is unsafe.
    Obstructed(Obstacle),
}

/// What is worth saying about the newest answer. An unchanged answer nobody asked for leaves it alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum News {
    /// Nothing.
    #[default]
    None,
    /// What changed, most important first.
    Changes(Vec<Change>),
    /// Somebody asked, and it is as it was.
    NoChange,
    /// Somebody asked, and no answer came.
    NoAnswer,
}

/// What the person sees.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Screen {
    /// The newest answer. A later failure never takes it away.
    pub account: Option<Account>,
    /// What went wrong with the newest status read, until one succeeds.
    pub problem: Option<Problem>,
    /// How far Stripe's form is.
    pub form: Form,
    /// The codes the form was asked for alone; empty where it asks for everything.
    pub only: Vec<Code>,
    /// How far along the account is, as far as this mount has seen.
    pub progress: Option<Progress>,
    /// What the newest answer has to tell, if anything.
    pub news: News,
    /// Whether somebody who asked is waiting for an answer.
    pub checking: bool,
    /// When the shown answer arrived.
    pub checked_at: Option<Duration>,
}

/// One mount.
#[derive(Debug)]
pub struct Flow {
    policy: FormPolicy,
    screen: Screen,
    visible: bool,
    newest: ReadId,
    reading: bool,
    /// Something happened during a read that its answer may not show yet.
    again: bool,
    failures: u32,
    /// Since when the outcome is awaited, and how many reads that has cost.
    waiting: (Duration, u32),
    /// What the person has not been told of, or cannot get past.
    obstacle: Option<Obstacle>,
    /// Nothing happens any more.
    over: bool,
}

impl Flow {
    /// A mount that has not begun.
    pub fn new(policy: FormPolicy) -> Self {
        Self {
            policy,
            screen: Screen::default(),
            visible: true,
            newest: ReadId::default(),
            reading: false,
            again: false,
            failures: 0,
            waiting: (Duration::ZERO, 0),
            obstacle: None,
            over: false,
        }
    }

    /// What to show now.
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    /// Takes in what happened at `now` and says what to do. `random` is a fresh number in `0..1`.
    pub fn step(&mut self, event: Event, now: Duration, random: f64) -> Vec<Command> {
        let mut todo = Vec::new();
        if self.over {
            return todo;
        }
        match event {
            Event::ObstacleFound(obstacle) => self.obstacle = Some(obstacle),
            Event::Mounted { visible } => {
                self.visible = visible;
                self.waiting = (now, 0);
                self.read(&mut todo);
                if self.policy == FormPolicy::AtOnce {
                    self.open_form(Vec::new(), &mut todo);
                }
            }
            Event::StatusArrived(id, account) => {
                if id != self.newest || !self.reading {
                    return todo;
                }
                self.reading = false;
                self.failures = 0;
                self.arrived(account, now, &mut todo);
                self.plan(now, random, &mut todo);
            }
            Event::StatusFailed(id, problem) => {
                if id != self.newest || !self.reading {
                    return todo;
                }
                self.reading = false;
                self.failures += 1;
                if std::mem::take(&mut self.screen.checking) {
                    self.screen.news = News::NoAnswer;
                }
                if self.screen.form == Form::Loading && problem.kind.is_about_the_account() {
                    self.close_form(&mut todo);
                }
                let wait = pace::after_failure(&problem, self.failures, random);
                self.screen.problem = Some(problem);
                self.wake(wait, &mut todo);
            }
            Event::SessionRefused(problem) => {
                self.screen.form = Form::Failed(self.settled(problem));
                todo.push(Command::CloseForm);
                // A conflict without a code is settled by what the status says.
                self.read_now_or_after(&mut todo);
            }
            Event::FormShown => self.screen.form = Form::Shown,
            Event::StepChanged => {
                self.screen.form = Form::Shown;
                self.waiting = (now, 0);
                self.wake(Some(STEP_PAUSE), &mut todo);
            }
            Event::FormExited => {
                self.screen.form = Form::Left;
                todo.push(Command::CloseForm);
                self.waiting = (now, 0);
                self.read_now_or_after(&mut todo);
            }
            // Nothing is closed: the session that was never used serves the next try.
            Event::ScriptFailed(problem) => self.screen.form = Form::Failed(problem),
            Event::ScriptArrived => {
                if matches!(self.screen.form, Form::Failed(_)) {
                    self.screen.form = Form::Loading;
                }
            }
            Event::FormFailed(problem) => {
                self.screen.form = Form::Failed(problem);
                todo.push(Command::CloseForm);
            }
            Event::TimerRang => {
                if self.visible && !self.reading {
                    self.read(&mut todo);
                }
            }
            Event::BecameVisible => {
                self.visible = true;
                let age = self.screen.checked_at.map(|at| now.saturating_sub(at));
                if !self.reading && age.is_none_or(|age| age > FRESH) {
                    self.wake(Some(Duration::from_millis(250).mul_f64(random)), &mut todo);
                }
            }
            Event::BecameHidden => {
                self.visible = false;
                todo.push(Command::SleepOn);
            }
            Event::WentOnline => {
                if !self.reading && self.screen.problem.is_some() {
                    self.wake(Some(Duration::from_secs(2).mul_f64(random)), &mut todo);
                }
            }
            Event::CheckAsked => self.check(now, &mut todo),
            Event::RetryAsked => {
                self.check(now, &mut todo);
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
                self.over = true;
                self.screen = Screen::default();
                todo.push(Command::SignOut);
            }
        }
        todo
    }

    fn arrived(&mut self, account: Account, now: Duration, todo: &mut Vec<Command>) {
        let is_waiting = matches!(self.screen.form, Form::Loading | Form::Obstructed(_));
        if !standing::wants_form(&account) && is_waiting {
            self.close_form(todo);
        } else if self.policy == FormPolicy::OnRequest
            && self.screen.form == Form::Closed
            && self.screen.account.is_none()
            && standing::wants_form(&account)
        {
            todo.push(Command::Preconnect);
        }
        let asked = std::mem::take(&mut self.screen.checking);
        let changes = self
            .screen
            .account
            .as_ref()
            .map(|before| change::changes(before, &account));
        match changes {
            Some(changes) if !changes.is_empty() => self.screen.news = News::Changes(changes),
            _ if asked => self.screen.news = News::NoChange,
            _ => {}
        }
        self.screen.progress = Some(match &self.screen.progress {
            Some(progress) => progress.next(&account),
            None => Progress::first(&account),
        });
        self.screen.problem = None;
        self.screen.checked_at = Some(now);
        self.screen.account = Some(account);
        if let Form::Failed(problem) = &self.screen.form {
            self.screen.form = Form::Failed(self.settled(problem.clone()));
        }
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

    fn check(&mut self, now: Duration, todo: &mut Vec<Command>) {
        self.screen.checking = true;
        self.screen.news = News::None;
        self.waiting = (now, 0);
        if !self.reading {
            self.read(todo);
        }
    }

    /// A form that is there already is left alone, unless it asks for something else.
    fn ask_form(&mut self, only: Vec<Code>, todo: &mut Vec<Command>) {
        let is_there = matches!(self.screen.form, Form::Loading | Form::Shown);
        if !is_there || self.screen.only != only {
            self.open_form(only, todo);
        }
    }

    fn open_form(&mut self, only: Vec<Code>, todo: &mut Vec<Command>) {
        self.screen.only = only;
        if let Some(obstacle) = self.obstacle {
            self.screen.form = Form::Obstructed(obstacle);
        } else {
            self.screen.form = Form::Loading;
            todo.push(Command::OpenForm);
        }
    }

    fn close_form(&mut self, todo: &mut Vec<Command>) {
        self.screen.form = Form::Closed;
        todo.push(Command::CloseForm);
    }

    fn read(&mut self, todo: &mut Vec<Command>) {
        self.newest.0 += 1;
        self.reading = true;
        self.waiting.1 += 1;
        todo.push(Command::ReadStatus(self.newest));
    }

    fn read_now_or_after(&mut self, todo: &mut Vec<Command>) {
        if self.reading {
            self.again = true;
        } else {
            self.read(todo);
        }
    }

    /// Decides when to look next, now that an answer is there.
    fn plan(&mut self, now: Duration, random: f64, todo: &mut Vec<Command>) {
        if std::mem::take(&mut self.again) {
            self.read(todo);
            return;
        }
        let settled = self.screen.account.as_ref().is_some_and(is_settled);
        let watch = match self.screen.form {
            _ if settled => None,
            Form::Loading | Form::Shown => Some(Watch::Form),
            Form::Closed | Form::Left | Form::Failed(_) | Form::Obstructed(_) => {
                Some(Watch::Outcome {
                    waited: now.saturating_sub(self.waiting.0),
                    reads: self.waiting.1,
                })
            }
        };
        self.wake(watch.map(|watch| pace::next_read(watch, random)), todo);
    }

    fn wake(&mut self, wait: Option<Duration>, todo: &mut Vec<Command>) {
        todo.push(match wait {
            Some(wait) if self.visible => Command::WakeAfter(wait),
            _ => Command::SleepOn,
        });
    }
}

impl Screen {
    /// What keeps the whole account from being shown or set up: what the form's session was refused for, if that
    /// is about the account, else the newest failed read.
    pub fn trouble(&self) -> Option<&Problem> {
        match &self.form {
            Form::Failed(problem) if problem.kind.is_about_the_account() => Some(problem),
            _ => self.problem.as_ref(),
        }
    }

    /// Where things stand, once anything is known.
    pub fn standing(&self) -> Option<Standing> {
        if self.account.is_none() && self.trouble().is_none() {
            return None;
        }
        Some(standing::standing(&Facts {
            account: self.account.as_ref(),
            problem: self.trouble(),
            form: match self.form {
                Form::Closed | Form::Failed(_) | Form::Obstructed(_) => FormOutcome::NotOpened,
                Form::Loading | Form::Shown => FormOutcome::Open,
                Form::Left => FormOutcome::Left,
            },
        }))
    }
}

/// Whether nothing moves any more without somebody's doing. (An Active document may still be stale: Dolfin no
/// longer asks Stripe then. It is read again when somebody comes back or asks.)
fn is_settled(account: &Account) -> bool {
    matches!(
        account.state,
        State::Active | State::Rejected | State::Disconnected
    )
}
