//! What the parts of the view share: the state they show, and what a person's choice comes to.
//!
//! Decides where a choice goes: to the mount, to the host, or to the form that is open already. Draws nothing but the
//! slots a host may fill.

use super::slot::Slot;
use super::{requirements, standing};
use crate::clock::request_animation_frame;
use crate::reactive::element::{El, el};
use crate::reactive::signal::{RwSignal, StoredValue};
use crate::translator::Translator;
use onboarding_core::account::document::Code;
use onboarding_core::account::problem::Problem;
use onboarding_core::account::requirement::Group;
use onboarding_core::account::situation::{Action, Assessment, Request, Situation};
use onboarding_core::config::BusinessType;
use onboarding_core::onboarding::{machine::Event, state::OnboardingState};
use onboarding_core::text::Phrase;
use reactive_graph::{computed::Memo, prelude::*};
use std::{rc::Rc, sync::Arc};
use web_sys::HtmlElement;

/// What a view stands on: a mount at work, or the playground's fake_mount of one.
pub(crate) trait MountHandle {
    /// What to show.
    fn state(&self) -> RwSignal<OnboardingState>;
    /// Takes in what the person chose.
    fn tell(&self, event: Event);
    /// What kind of business it is, as far as the host has said.
    fn business(&self) -> BusinessType;
    /// Passes on to the host what only it can do. Whether it will.
    fn ask_host(&self, request: Request) -> bool;
    /// What the host gave to stand in this place.
    fn fill(&self, slot: Slot) -> Option<El>;
    /// Where Stripe's element is or will be.
    fn frame(&self) -> Option<HtmlElement>;
    /// Takes in where the view wants Stripe's element; calls `stood` once it is there.
    fn set_frame(&self, frame: HtmlElement, stood: Box<dyn FnOnce()>);
}

/// What the parts of the view share.
#[derive(Clone, Copy)]
pub(super) struct ViewContext {
    pub(super) stage: StoredValue<Rc<dyn MountHandle>>,
    pub(super) state: RwSignal<OnboardingState>,
    /// Where things stand, once anything is known.
    judged: Memo<Option<Assessment>>,
    /// The problem that leads, where nothing can be told or done before it is solved.
    pub(super) leading: Memo<Option<Problem>>,
    /// What is due, as far as the person should see it.
    pub(super) groups: Memo<Arc<Vec<Group>>>,
    /// What a request only the host could have served is answered with.
    pub(super) answer: RwSignal<Option<Phrase>>,
    pub(super) headline: RwSignal<Option<HtmlElement>>,
    /// The person asked for the form, and has not been taken to it yet.
    form_wanted: RwSignal<bool>,
    /// Whether the form keeps the rest from being drawn no longer.
    pub(super) is_whole: RwSignal<bool>,
    /// Whether Stripe's form can be opened in this mount.
    pub(super) has_form: bool,
    /// Whether the account is a test one.
    pub(super) is_test: bool,
    /// Called for an action that needs the form, where this mount has none.
    elsewhere: Option<StoredValue<Rc<dyn Fn()>>>,
    pub(super) translator: Translator,
}

impl ViewContext {
    pub(super) fn new(
        stage: Rc<dyn MountHandle>,
        elsewhere: Option<Rc<dyn Fn()>>,
        translator: Translator,
    ) -> Self {
        let state = stage.state();
        let judged = Memo::new(move |_| state.with(OnboardingState::assessment));
        Self {
            stage: StoredValue::new_local(stage),
            state,
            judged,
            groups: Memo::new(move |_| state.with(requirements::due)),
            leading: Memo::new(move |_| {
                state.with(|state| standing::leading(state.account().is_some(), state.trouble()))
            }),
            answer: RwSignal::new_local(None),
            headline: RwSignal::new_local(None),
            form_wanted: RwSignal::new_local(false),
            is_whole: RwSignal::new_local(false),
            has_form: false,
            is_test: false,
            elsewhere: elsewhere.map(StoredValue::new_local),
            translator,
        }
    }

    /// The same in a mount that can open Stripe's form.
    pub(super) fn with_form(self, is_test: bool) -> Self {
        Self {
            has_form: true,
            is_test,
            ..self
        }
    }

    /// Where things stand, once that is known and drawn: who reads it in the page finds the rows beside it.
    pub(super) fn assessment(self) -> Option<Assessment> {
        let judged = self.is_whole.get().then(|| self.judged.get());
        judged.flatten()
    }

    pub(super) fn situation(self) -> Option<Situation> {
        self.assessment().map(|assessment| assessment.situation)
    }

    /// What the host gave to stand in this place.
    pub(super) fn fill(self, slot: Slot) -> Option<El> {
        self.stage.with_value(|stage| stage.fill(slot))
    }

    /// The same, or else `ours`.
    pub(super) fn slot(self, slot: Slot, ours: impl FnOnce(El) -> El) -> El {
        let fresh = || el("slot").attr("name", slot.name().as_str());
        self.fill(slot).unwrap_or_else(|| ours(fresh()))
    }

    pub(super) fn tell(self, event: Event) {
        self.stage.with_value(|stage| stage.tell(event));
    }

    pub(super) fn check(self) {
        self.tell(Event::CheckRequested);
    }

    pub(super) fn retry(self) {
        self.answer.set(None);
        self.tell(Event::RetryRequested);
    }

    pub(super) fn act(self, action: Action) {
        self.answer.set(None);
        if let Some(request) = action.request() {
            self.ask(request);
        }
        match (action, self.elsewhere) {
            (Action::CheckNow, _) => self.check(),
            (Action::Retry, _) => self.retry(),
            (action, _) if !action.opens_form() => {}
            (_, Some(elsewhere)) => elsewhere.with_value(|open| open()),
            (_, None) if self.has_form => self.open_form(),
            (_, None) => self.ask(Request::Open),
        }
    }

    /// Asks the host for what only it can do. Where it does not see to it, a sentence says whom to turn to.
    pub(super) fn ask(self, request: Request) {
        let asked = self.stage.with_value(|stage| stage.ask_host(request));
        self.answer.set(match request {
            _ if asked => None,
            Request::SignIn => Some(Phrase::HostSignIn),
            Request::Enable => Some(Phrase::HostEnable),
            Request::Reset => Some(Phrase::HostReset),
            Request::Support | Request::HostedLink | Request::Open => Some(Phrase::HostSupport),
        });
    }

    /// Draws what is not drawn yet, and shows it.
    pub(super) fn complete(self) {
        self.is_whole.set(true);
    }

    /// Opens the form, or takes the person to the one that is open.
    fn open_form(self) {
        if !self.go_to_form() {
            self.form_wanted.set(true);
            self.tell(Event::FormRequested);
        }
    }

    /// Opens the form for one question alone, and takes the person to it.
    pub(super) fn open_question(self, codes: &[Code]) {
        self.tell(Event::QuestionRequested(codes.to_vec()));
        if !self.go_to_form() {
            self.form_wanted.set(true);
        }
    }

    /// Takes the person to the form, if there is one.
    fn go_to_form(self) -> bool {
        let frame = self.stage.with_value(|stage| stage.frame());
        let frame = frame.filter(|frame| frame.is_connected());
        frame.iter().for_each(focus);
        frame.is_some()
    }

    /// Gives Stripe's form its place, and takes a person there who asked for it.
    pub(super) fn show_frame(self, frame: Option<&HtmlElement>) {
        let Some(frame) = frame.cloned() else { return };
        let stood = Box::new(move || self.complete());
        self.stage
            .with_value(|stage| stage.set_frame(frame.clone(), stood));
        if self.form_wanted.with_untracked(bool::clone) {
            self.form_wanted.set(false);
            // The frame is not in the page before this effect has run.
            request_animation_frame(move || focus(&frame));
        }
    }
}

/// What cannot take the focus leaves it where the browser put it.
pub(super) fn focus(element: &HtmlElement) {
    _ = element.focus();
}
