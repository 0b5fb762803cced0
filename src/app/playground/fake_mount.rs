//! A mount without a network: the real machines, fed with one state's answers.
//!
//! Everything a person does goes the real way, through [`Onboarding`] and [`StatusQuery`]; only what a runner would carry
//! out with fetch, timers and Stripe is answered here, at once. Nothing happens by the clock, so a picture of a state
//! is the same every time; that a form is late is put in where the machine would wait.

use super::state::{self, Answer, Play, State, Then};
use crate::js_value::Reader;
use crate::reactive::element::el;
use crate::reactive::signal::RwSignal;
use crate::runtime::event_loop::{EventLoop, Runner};
use crate::runtime::handle::MountHandle;
use leptos::prelude::*;
use onboarding_core::account::problem::classify;
use onboarding_core::account::{
    document,
    problem::{Endpoint, Failure},
};
use onboarding_core::config::BusinessType;
use onboarding_core::onboarding::events::{Command, Event, FormEvent, FormId, SessionId};
use onboarding_core::onboarding::host_request::HostRequest;
use onboarding_core::onboarding::machine::{FormPolicy, Onboarding};
use onboarding_core::onboarding::state::{FormState, OnboardingState};
use onboarding_core::status::policy::Policy;
use onboarding_core::status::query::{self, ReadId, StatusQuery};
use onboarding_core::status::snapshot::StatusSnapshot;
use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};
use uuid::Uuid;
use web_sys::HtmlElement;

/// One state of the component.
pub(super) struct FakeMount {
    me: Weak<Self>,
    name: &'static str,
    play: Play,
    business: BusinessType,
    mount: EventLoop<Onboarding, Self>,
    query: EventLoop<StatusQuery, Self>,
    /// What the mount knows of the query.
    known: RefCell<Rc<StatusSnapshot>>,
    state: RwSignal<OnboardingState>,
    form: Cell<FormId>,
    frame: RefCell<Option<HtmlElement>>,
    /// The read that nobody has answered.
    waiting: Cell<Option<ReadId>>,
    /// The name of the state whose answer the next read gets.
    answer: RefCell<String>,
}

impl FakeMount {
    /// Comes to `state`, or to where somebody looks at it from elsewhere, without a form.
    pub(super) fn of(state: &State, policy: FormPolicy, business: BusinessType) -> Rc<Self> {
        let query = StatusQuery::new(Policy::STANDARD);
        let fake = Rc::new_cyclic(|me| Self {
            me: me.clone(),
            name: state.name,
            play: state.play,
            business,
            mount: EventLoop::new(Onboarding::new(policy), me.clone()),
            known: RefCell::new(Rc::clone(query.snapshot())),
            query: EventLoop::new(query, me.clone()),
            state: RwSignal::new_local(OnboardingState::default()),
            form: Cell::default(),
            frame: RefCell::default(),
            waiting: Cell::default(),
            answer: RefCell::new(state.name.to_owned()),
        });
        if let Play::Unsupported(unsupported) = state.play {
            fake.mount.tell(Event::UnsupportedFound(unsupported));
        }
        fake.mount.tell(Event::Mounted);
        fake
    }

    /// What happens once the state stands. After the view is there: it shows what changes.
    pub(super) fn play_on(&self, then: Then) {
        match then {
            Then::Nothing => {}
            Then::Next(name) => {
                self.answer_next(name);
                self.mount.tell(Event::CheckRequested);
            }
            Then::Exit(name) => {
                self.answer_next(name);
                self.form_event(self.form.get(), FormEvent::Exited);
            }
            Then::JustThis => {
                let codes = self.state.with_untracked(|state| {
                    let capabilities = state.account()?.capabilities.as_ref()?;
                    Some(capabilities.currently_due.iter().take(1).cloned().collect())
                });
                let codes = codes.unwrap_or_default();
                self.mount.tell(Event::QuestionRequested(codes));
            }
            Then::Offline => self.query.tell(query::Event::WentOffline),
            Then::Stale => {
                self.answer_next("error");
                for _ in 0..4 {
                    self.mount.tell(Event::CheckRequested);
                }
            }
        }
    }

    /// The next reads are answered as in the state of this name, and the one that is waiting.
    pub(super) fn answer_next(&self, name: &str) {
        name.clone_into(&mut self.answer.borrow_mut());
        if let Some(id) = self.waiting.take() {
            self.answer(id);
        }
    }

    fn answer(&self, id: ReadId) {
        let failed = |failure| query::Event::Failed(id, classify(Endpoint::Status, &failure));
        let answer = state::answer(&self.answer.borrow());
        self.query.tell(match answer {
            Answer::Nothing => return self.waiting.set(Some(id)),
            Answer::Document(body) => match document::read(Reader::new(&body), Uuid::nil()) {
                Ok(account) => query::Event::Arrived(id, account),
                Err(unreadable) => failed(Failure::Unreadable(unreadable)),
            },
            Answer::Failure(failure) => failed(failure),
        });
    }

    fn request_session(&self, id: SessionId) {
        self.mount.tell(match self.play {
            Play::Refused(http) => {
                let refusal = state::refusal(self.name, http);
                Event::SessionFailed(id, classify(Endpoint::Session, &refusal))
            }
            _ => Event::SessionArrived(id, None),
        });
    }

    fn load_form(&self, id: FormId) {
        self.form.set(id);
        match self.play {
            Play::Loads | Play::IsLate | Play::Refused(_) => {}
            Play::Shows | Play::Unsupported(_) => {
                self.draw_when_there();
                self.form_event(id, FormEvent::Shown);
            }
            Play::Fails(failure) => {
                let problem = classify(Endpoint::Session, &Failure::Script(failure));
                self.form_event(id, FormEvent::ScriptFailed(problem));
            }
        }
    }

    fn form_event(&self, id: FormId, event: FormEvent) {
        self.mount.tell(Event::Form(id, event));
    }

    /// Puts something of about the right size where Stripe's form would be.
    fn draw_when_there(&self) {
        let me = self.me.clone();
        request_animation_frame(move || {
            let frame = me.upgrade().and_then(|stage| stage.frame.borrow().clone());
            if let Some(frame) = frame.filter(|frame| frame.child_element_count() == 0) {
                let drawing = el("div").class("playground-form").child("Stripe's form");
                if let Some(drawing) = drawing.element() {
                    // A fresh node goes anywhere.
                    _ = frame.append_child(drawing);
                }
            }
        });
    }
}

impl Runner<Onboarding> for FakeMount {
    const HAS_CLOCK: bool = false;

    fn events(&self) -> &EventLoop<Onboarding, Self> {
        &self.mount
    }

    fn carry_out(&self, command: Command) {
        match command {
            Command::Query(event) => self.query.tell(event),
            Command::RequestSession(id) => self.request_session(id),
            Command::LoadForm(id) => self.load_form(id),
            _ => {}
        }
    }

    fn settled(&self) {
        let mut state = self.mount.read(|machine| machine.state().clone());
        if self.play == Play::IsLate && state.form == FormState::Loading {
            state.form = FormState::Late(classify(Endpoint::Session, &Failure::FormSilent));
        }
        if self.state.with_untracked(|shown| *shown != state) {
            self.state.set(state);
        }
    }
}

impl Runner<StatusQuery> for FakeMount {
    const HAS_CLOCK: bool = false;

    fn events(&self) -> &EventLoop<StatusQuery, Self> {
        &self.query
    }

    fn carry_out(&self, command: query::Command) {
        if let query::Command::Read(id) = command {
            self.answer(id);
        }
    }

    fn settled(&self) {
        let snapshot = self.query.read(|query| Rc::clone(query.snapshot()));
        let before = self.known.replace(Rc::clone(&snapshot));
        if !Rc::ptr_eq(&before, &snapshot) {
            self.mount.tell(Event::SnapshotChanged(snapshot));
        }
    }
}

impl MountHandle for FakeMount {
    fn state(&self) -> RwSignal<OnboardingState> {
        self.state
    }

    fn tell(&self, event: Event) {
        self.mount.tell(event);
    }

    fn business(&self) -> BusinessType {
        self.business
    }

    fn ask_host(&self, _: HostRequest) -> bool {
        false
    }

    fn frame(&self) -> Option<HtmlElement> {
        self.frame.borrow().clone()
    }

    fn set_frame(&self, frame: HtmlElement) {
        self.frame.replace(Some(frame));
    }
}
