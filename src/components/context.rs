//! The state that all parts of the view share, and what happens when a person presses a button.
//!
//! Decides where a press goes: to the mount, to the host, or to the form that is open already. Draws nothing but the
//! slots a host may fill.

use super::focus;
use super::slot::{Slot, Slots};
use super::view_options::ViewOptions;
use crate::clock::request_animation_frame;
use crate::reactive::element::{El, el};
use crate::reactive::signal::Memo;
use crate::reactive::signal::{RwSignal, StoredValue};
use crate::runtime::handle::MountHandle;
use crate::translator::Translator;
use onboarding_core::account::document::Code;
use onboarding_core::account::problem::Problem;
use onboarding_core::account::requirement::QuestionList;
use onboarding_core::account::situation::{Action, Assessment, Situation};
use onboarding_core::config::BusinessType;
use onboarding_core::onboarding::events::Event;
use onboarding_core::onboarding::host_request::HostRequest;
use onboarding_core::onboarding::state::{FormState, OnboardingState};
use onboarding_core::text::Phrase;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    sync::Arc,
};
use web_sys::HtmlElement;

/// What the parts of the view share.
#[derive(Clone, Copy)]
pub(super) struct ViewContext {
    parts: StoredValue<Rc<Parts>>,
    slots: StoredValue<Slots>,
    pub(super) state: RwSignal<OnboardingState>,
    assessment: Memo<Option<Assessment>>,
    /// The problem that leads, where nothing can be told or done before it is solved.
    pub(super) leading: Memo<Option<Problem>>,
    /// What is due, as far as the person should see it.
    pub(super) questions: Memo<Arc<QuestionList>>,
    /// Whom to turn to for what only the host could have done.
    pub(super) answer: RwSignal<Option<Phrase>>,
    /// Whether Stripe's form can be opened in this mount.
    pub(super) has_form: bool,
    pub(super) options: ViewOptions,
    pub(super) translator: Translator,
}

/// What of it is not followed.
struct Parts {
    mount: Rc<dyn MountHandle>,
    /// Called for an action that needs the form, where this mount has none.
    elsewhere: Option<Rc<dyn Fn()>>,
    headline: RefCell<Option<HtmlElement>>,
    /// The person asked for the form, and has not been taken to it yet.
    form_wanted: Cell<bool>,
}

impl ViewContext {
    pub(super) fn new(
        mount: Rc<dyn MountHandle>,
        slots: Slots,
        elsewhere: Option<Rc<dyn Fn()>>,
        options: ViewOptions,
        translator: Translator,
    ) -> Self {
        let state = mount.state();
        Self {
            parts: StoredValue::new_local(Rc::new(Parts {
                mount,
                elsewhere,
                headline: RefCell::default(),
                form_wanted: Cell::default(),
            })),
            slots: StoredValue::new_local(slots),
            state,
            assessment: Memo::new(move |_| state.with(OnboardingState::assessment)),
            leading: Memo::new(move |_| state.with(leading)),
            questions: Memo::new(move |_| state.with(due)),
            answer: RwSignal::new_local(None),
            has_form: false,
            options,
            translator,
        }
    }

    /// The same in a mount that can open Stripe's form.
    pub(super) fn with_form(self) -> Self {
        Self {
            has_form: true,
            ..self
        }
    }

    /// Where things stand, once that is known.
    pub(super) fn assessment(self) -> Option<Assessment> {
        self.assessment.get()
    }

    pub(super) fn situation(self) -> Option<Situation> {
        self.assessment().map(|assessment| assessment.situation)
    }

    /// The person has signed out of the host: nothing happens any more.
    pub(super) fn is_over(self) -> bool {
        self.state.with(|state| state.signed_out)
    }

    /// Nothing is drawn yet.
    pub(super) fn is_waiting(self) -> bool {
        self.options.is_waiting.is_some_and(RwSignal::get)
    }

    /// The person has left the form, and what came of it is known.
    pub(super) fn has_left(self) -> bool {
        self.state
            .with(|state| state.form == FormState::Left && !state.is_settling())
    }

    /// A heading so many levels below the topmost.
    pub(super) fn heading(self, below: u8) -> El {
        el(self.options.heading_level.tag(below))
    }

    /// What kind of business it is, as far as the host has said.
    pub(super) fn business(self) -> BusinessType {
        self.parts.with_value(|parts| parts.mount.business())
    }

    /// What the host gave to stand in this place.
    pub(super) fn fill(self, slot: Slot) -> Option<El> {
        self.slots.with_value(|slots| slots.fill(slot))
    }

    /// The same, or else `ours`.
    pub(super) fn slot(self, slot: Slot, ours: impl FnOnce(El) -> El) -> El {
        let fresh = || el("slot").attr("name", slot.name().as_str());
        self.fill(slot).unwrap_or_else(|| ours(fresh()))
    }

    pub(super) fn tell(self, event: Event) {
        // A host that is asked something may take the component away: then there is nobody to tell.
        if let Some(parts) = self.parts.try_get_value() {
            parts.mount.tell(event);
        }
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
        if let Some(request) = HostRequest::of(action) {
            self.ask(request);
        }
        let parts = self.parts.try_get_value();
        match (action, parts.and_then(|parts| parts.elsewhere.clone())) {
            (Action::CheckNow, _) => self.check(),
            (Action::Retry, _) => self.retry(),
            (action, _) if !action.opens_form() => {}
            (_, Some(elsewhere)) => elsewhere(),
            (_, None) if self.has_form => self.open_form(),
            (_, None) => self.ask(HostRequest::Open),
        }
    }

    /// Asks the host for what only it can do. Where it does not see to it, a sentence says whom to turn to.
    pub(super) fn ask(self, request: HostRequest) {
        // Taken out, because the host may take the component away while it is asked.
        let Some(parts) = self.parts.try_get_value() else {
            return;
        };
        let answer = match request {
            _ if parts.mount.ask_host(request) => {
                if request == HostRequest::SignIn {
                    self.tell(Event::SignInPromised);
                }
                None
            }
            HostRequest::SignIn => Some(Phrase::HostSignIn),
            HostRequest::Enable => Some(Phrase::HostEnable),
            HostRequest::Reset => Some(Phrase::HostReset),
            HostRequest::Support | HostRequest::HostedLink | HostRequest::Open => {
                Some(Phrase::HostSupport)
            }
        };
        self.answer.set(answer);
    }

    /// Opens the form, or takes the person to the one that is open.
    fn open_form(self) {
        if !self.go_to_form() {
            self.tell(Event::FormRequested);
        }
    }

    /// Opens the form for these questions alone, and takes the person to it.
    pub(super) fn open_question(self, codes: &[Code]) {
        self.tell(Event::QuestionRequested(codes.to_vec()));
        self.go_to_form();
    }

    /// Takes the person to the form, now or when there is one. Whether there is.
    fn go_to_form(self) -> bool {
        let Some(parts) = self.parts.try_get_value() else {
            return false;
        };
        let frame = parts.mount.frame();
        let frame = frame.filter(|frame| frame.is_connected());
        frame.iter().for_each(focus::give);
        parts.form_wanted.set(frame.is_none());
        frame.is_some()
    }

    /// Takes in where the headline is.
    pub(super) fn set_headline(self, headline: Option<HtmlElement>) {
        self.parts
            .with_value(|parts| _ = parts.headline.replace(headline));
    }

    /// Takes the person to the headline.
    pub(super) fn go_to_headline(self) {
        let headline = self
            .parts
            .with_value(|parts| parts.headline.borrow().clone());
        headline.iter().for_each(focus::give);
    }

    /// Says what the component stands in.
    pub(super) fn show_root(self, root: Option<&HtmlElement>) {
        if let Some(root) = root {
            self.parts
                .with_value(|parts| parts.mount.set_root(root.clone()));
        }
    }

    /// Gives Stripe's form its place, and takes a person there who asked for it.
    pub(super) fn show_frame(self, frame: Option<&HtmlElement>) {
        let Some(frame) = frame.cloned() else { return };
        let parts = self.parts.with_value(Rc::clone);
        parts.mount.set_frame(frame.clone());
        if parts.form_wanted.take() {
            // The frame is not in the page before this effect has run.
            request_animation_frame(move || focus::give(&frame));
        }
    }
}

/// The problem that leads, where nothing of the account can be told or done before it is solved.
fn leading(state: &OnboardingState) -> Option<Problem> {
    let is_known = state.account().is_some();
    let problem = state.account_problem();
    problem
        .filter(|problem| !is_known || problem.kind.is_about_the_account())
        .cloned()
}

/// What is due, as far as the person should see it, and what is not any more. Nothing where nothing is due, or it is not
/// known yet what of it has been answered.
fn due(state: &OnboardingState) -> Arc<QuestionList> {
    match state.is_over() || state.is_settling() || state.questions.is_done() {
        true => Arc::default(),
        false => Arc::clone(&state.questions),
    }
}
