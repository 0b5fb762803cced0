//! A mount without a network: the real machine, fed with one state's answers.
//!
//! Everything a person does goes the real way, through [`Onboarding`] and [`StatusQuery`]; only what a driver would carry out
//! with fetch, timer and Stripe is answered here, at once. Nothing happens by the clock, so a picture of a state is
//! the same every time.

use super::state::{self, Answer, Play, State, Then};
use crate::clock::now;
use crate::components::{context::MountHandle, slot::Slot};
use crate::js_value::Reader;
use crate::reactive::element::{El, el};
use crate::reactive::signal::RwSignal;
use leptos::prelude::*;
use onboarding_core::account::{
    document,
    problem::{Endpoint, Failure, classify},
};
use onboarding_core::config::BusinessType;
use onboarding_core::onboarding::machine::{Command, Event, FormPolicy, Onboarding};
use onboarding_core::onboarding::request::Request;
use onboarding_core::onboarding::state::OnboardingState;
use onboarding_core::state_machine::StateMachine;
use onboarding_core::status::policy::Policy;
use onboarding_core::status::query::{self, StatusQuery};
use onboarding_core::status::snapshot::StatusSnapshot;
use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::{Rc, Weak},
};
use uuid::Uuid;
use web_sys::HtmlElement;

/// Ours, or the watch's.
enum Told {
    Onboarding(Event),
    Query(query::Event),
}

/// One state of the component.
pub(super) struct FakeMount {
    me: Weak<Self>,
    name: &'static str,
    play: Play,
    business: BusinessType,
    flow: RefCell<Onboarding>,
    watch: RefCell<StatusQuery>,
    published: RefCell<Rc<StatusSnapshot>>,
    state: RwSignal<OnboardingState>,
    frame: RefCell<Option<HtmlElement>>,
    inbox: RefCell<VecDeque<Told>>,
    draining: Cell<bool>,
    /// The read that nobody has answered.
    waiting: Cell<Option<query::ReadId>>,
    /// The name of the state whose answer the next read gets.
    answer: RefCell<String>,
}

impl FakeMount {
    /// Comes to `state`, or to where somebody looks at it from elsewhere, without a form.
    pub(super) fn of(state: &State, policy: FormPolicy, business: BusinessType) -> Rc<Self> {
        let stage = Rc::new_cyclic(|me| Self {
            me: me.clone(),
            name: state.name,
            play: state.play,
            business,
            flow: RefCell::new(Onboarding::new(policy)),
            watch: RefCell::new(StatusQuery::new(Policy::STANDARD)),
            published: RefCell::default(),
            state: RwSignal::new_local(OnboardingState::default()),
            frame: RefCell::default(),
            inbox: RefCell::default(),
            draining: Cell::new(false),
            waiting: Cell::new(None),
            answer: RefCell::new(state.name.to_owned()),
        });
        if let Play::Unsupported(obstacle) = state.play {
            stage.take(Told::Onboarding(Event::UnsupportedFound(obstacle)));
        }
        stage.take(Told::Onboarding(Event::Mounted));
        stage
    }

    /// What happens once the state stands. After the view is there: it shows what changes.
    pub(super) fn play_on(&self, then: Then) {
        match then {
            Then::Nothing => {}
            Then::Next(name) => {
                self.answer_next(name);
                self.tell(Event::CheckRequested);
            }
            Then::Exit(name) => {
                self.answer_next(name);
                self.tell(Event::FormExited);
                // The read after an exit waits for nothing here.
                self.tell(Event::RefreshRequested);
            }
            Then::JustThis => {
                let codes = self.state.with_untracked(|state| {
                    let capabilities = state.account()?.capabilities.as_ref()?;
                    Some(capabilities.currently_due.iter().take(1).cloned().collect())
                });
                self.tell(Event::QuestionRequested(codes.unwrap_or_default()));
            }
            Then::Offline => self.take(Told::Query(query::Event::WentOffline)),
            Then::Stale => {
                self.answer_next("error");
                for _ in 0..4 {
                    self.tell(Event::CheckRequested);
                }
            }
        }
    }

    /// The next reads are answered as in the state of this name, and the one that is waiting.
    pub(super) fn answer_next(&self, name: &str) {
        name.clone_into(&mut self.answer.borrow_mut());
        if let Some(id) = self.waiting.take() {
            self.answer(id);
            self.drain();
        }
    }

    fn take(&self, told: Told) {
        self.later(told);
        self.drain();
    }

    fn drain(&self) {
        if self.draining.replace(true) {
            return;
        }
        loop {
            let Some(told) = self.inbox.borrow_mut().pop_front() else {
                break;
            };
            match told {
                Told::Onboarding(event) => self.step_flow(event),
                Told::Query(event) => self.step_watch(event),
            }
        }
        self.draining.set(false);
    }

    fn step_flow(&self, event: Event) {
        let commands = self.flow.borrow_mut().step(event);
        let flow = self.flow.borrow();
        let is_other = |shown: &OnboardingState| shown != flow.state();
        // Once the owner has ended, nobody is left to be shown anything.
        if self.state.try_with_untracked(is_other) == Some(true) {
            self.state.set(flow.state().clone());
        }
        drop(flow);
        for command in commands {
            match command {
                Command::Query(event) => self.later(Told::Query(event)),
                Command::OpenForm => self.open_form(),
                Command::CloseForm | Command::Preconnect | Command::SignOut | Command::Leave => {}
            }
        }
    }

    fn step_watch(&self, event: query::Event) {
        let commands = self.watch.borrow_mut().step(event, now(), 0.5);
        for command in commands {
            if let query::Command::Read(id) = command {
                self.answer(id);
            }
        }
        let snapshot = Rc::clone(self.watch.borrow().snapshot());
        if !Rc::ptr_eq(&self.published.borrow(), &snapshot) {
            self.published.replace(Rc::clone(&snapshot));
            self.later(Told::Onboarding(Event::SnapshotChanged(snapshot)));
        }
    }

    fn answer(&self, id: query::ReadId) {
        let failed = |failure| query::Event::Failed(id, classify(Endpoint::Status, &failure));
        let told = match state::answer(&self.answer.borrow()) {
            Answer::Nothing => return self.waiting.set(Some(id)),
            Answer::Document(body) => match document::read(Reader::new(&body), Uuid::nil()) {
                Ok(account) => query::Event::Arrived(id, account),
                Err(unreadable) => failed(Failure::Unreadable(unreadable)),
            },
            Answer::Failure(failure) => failed(failure),
        };
        self.later(Told::Query(told));
    }

    fn open_form(&self) {
        let session = |failure: &Failure| classify(Endpoint::Session, failure);
        let event = match self.play {
            Play::Loads => return,
            Play::Shows | Play::Unsupported(_) => {
                self.draw_when_there();
                Event::FormShown
            }
            Play::Fails(failure) => Event::ScriptFailed(session(&Failure::Script(failure))),
            Play::Refused(http) => Event::SessionRefused(session(&state::refusal(self.name, http))),
        };
        self.later(Told::Onboarding(event));
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

    fn later(&self, told: Told) {
        self.inbox.borrow_mut().push_back(told);
    }
}

impl MountHandle for FakeMount {
    fn state(&self) -> RwSignal<OnboardingState> {
        self.state
    }

    fn tell(&self, event: Event) {
        self.take(Told::Onboarding(event));
    }

    fn business(&self) -> BusinessType {
        self.business
    }

    fn ask_host(&self, _: Request) -> bool {
        false
    }

    fn fill(&self, _: Slot) -> Option<El> {
        None
    }

    fn frame(&self) -> Option<HtmlElement> {
        self.frame.borrow().clone()
    }

    fn set_frame(&self, frame: HtmlElement) {
        self.frame.replace(Some(frame));
    }
}
