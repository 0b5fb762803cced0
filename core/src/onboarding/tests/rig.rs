//! One mount with a clock of its own: tests report events and hear what is to be done.

use crate::account::document::{Account, Code, Provider, State};
use crate::account::problem::{Endpoint, Failure, LoadErrorType, Problem, ScriptFailure, classify};
use crate::onboarding::environment::Unsupported;
use crate::onboarding::events::{Command, Event, FormEvent, FormId, SessionId};
use crate::onboarding::machine::{FormPolicy, Onboarding};
use crate::onboarding::state::FormState;
use crate::state_machine::StateMachine;
use crate::status::notice::ChangeNotice;
use crate::status::snapshot::{Content, StatusSnapshot};
use std::time::Duration;

pub fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

pub fn account(state: State) -> Account {
    Account {
        provider: Some(Provider::Stripe),
        state,
        account_id_known: true,
        capabilities: None,
    }
}

pub fn email() -> Vec<Code> {
    vec![Code::new("representative.email")]
}

fn problem(failure: Failure) -> Problem {
    classify(Endpoint::Session, &failure)
}

pub fn http(http: u16, retry_after: Option<Duration>) -> Problem {
    problem(Failure::Answered {
        http,
        retry_after,
        body: None,
    })
}

pub fn slow() -> Problem {
    problem(Failure::TimedOut)
}

/// What is told of a form that has drawn nothing for long.
pub fn silent() -> Problem {
    problem(Failure::FormSilent)
}

pub fn script(failure: ScriptFailure) -> Problem {
    problem(Failure::Script(failure))
}

pub fn form_error(error: LoadErrorType) -> Problem {
    problem(Failure::Form(error))
}

/// The status has been read.
pub fn read(account: Account) -> Event {
    told(account, 0, ChangeNotice::None)
}

/// The status has been read so many seconds after the start, and had this to tell.
pub fn told(account: Account, seconds: u64, notice: ChangeNotice) -> Event {
    let content = Content::Loaded {
        account: account.into(),
        checked_at: secs(seconds),
        problem: None,
    };
    Event::SnapshotChanged(
        StatusSnapshot {
            content,
            notice,
            ..StatusSnapshot::default()
        }
        .into(),
    )
}

pub struct Rig {
    pub mount: Onboarding,
    pub now: Duration,
    /// The request for a session that was sent last, and how many were.
    pub session: SessionId,
    pub posts: usize,
    /// The form that was loaded last.
    pub form: FormId,
    pub secrets_handed_over: usize,
}

impl Rig {
    /// A mount that has not begun.
    pub fn new(policy: FormPolicy) -> Self {
        Self {
            mount: Onboarding::new(policy),
            now: secs(1),
            session: SessionId::default(),
            posts: 0,
            form: FormId::default(),
            secrets_handed_over: 0,
        }
    }

    pub fn mounted(policy: FormPolicy) -> Self {
        let mut rig = Self::new(policy);
        rig.tell(Event::Mounted);
        rig
    }

    /// A mount in a browser where something is in the way.
    pub fn unsupported(unsupported: Unsupported) -> Self {
        let mut rig = Self::new(FormPolicy::AtOnce);
        rig.tell(Event::UnsupportedFound(unsupported));
        rig.tell(Event::Mounted);
        rig
    }

    /// A mount whose form is on the screen, with its session handed over.
    pub fn shown() -> Self {
        let mut rig = Self::mounted(FormPolicy::AtOnce);
        rig.put_up();
        rig.session_arrives();
        rig.form(FormEvent::Shown);
        rig
    }

    /// What is to be done after `event`.
    pub fn hear(&mut self, event: Event) -> Vec<Command> {
        let commands = self.mount.step(event, self.now, 1.0);
        for command in &commands {
            match command {
                Command::RequestSession(id) => (self.session, self.posts) = (*id, self.posts + 1),
                Command::LoadForm(id) => self.form = *id,
                Command::HandOverSecret => self.secrets_handed_over += 1,
                _ => {}
            }
        }
        commands
    }

    /// The same without what the query is told: when the status is read is its business.
    pub fn tell(&mut self, event: Event) -> Vec<Command> {
        let mut commands = self.hear(event);
        commands.retain(|command| !matches!(command, Command::Query(_)));
        commands
    }

    /// Something happens to the form that was loaded last.
    pub fn form(&mut self, event: FormEvent) -> Vec<Command> {
        self.tell(Event::Form(self.form, event))
    }

    /// Script and frame are there, Stripe's element comes up and asks for its secret.
    pub fn put_up(&mut self) {
        self.form(FormEvent::ScriptArrived);
        self.form(FormEvent::FrameReady);
        self.form(FormEvent::SecretRequested);
        self.form(FormEvent::Mounted);
    }

    pub fn session_arrives(&mut self) -> Vec<Command> {
        self.session_arrives_for(None)
    }

    pub fn session_arrives_for(&mut self, lifetime: Option<Duration>) -> Vec<Command> {
        self.tell(Event::SessionArrived(self.session, lifetime))
    }

    pub fn session_fails(&mut self, problem: Problem) -> Vec<Command> {
        self.tell(Event::SessionFailed(self.session, problem))
    }

    /// Moves time to what is due next, and lets it happen.
    pub fn fire(&mut self) -> Vec<Command> {
        self.now = self.mount.wakes_at().expect("a timer");
        self.tell(Event::TimerFired)
    }

    pub fn state(&self) -> &FormState {
        &self.mount.state().form
    }
}
