//! What the parts of the view share: the screen they show, and what a person's choice comes to.
//!
//! Decides where a choice goes: to the mount, to the host, or to the form that is open already. Draws nothing but the
//! slots a host may fill.

use super::dom::{El, el};
use super::slot::Slot;
use super::{requirements, standing};
use crate::account::document::Code;
use crate::account::problem::Problem;
use crate::account::requirement::Group;
use crate::account::standing::{Action, Request, Situation, Standing};
use crate::config::BusinessType;
use crate::flow::flow::{Event, Screen};
use crate::task::next_frame;
use crate::watched::{Derived, Watched};
use crate::words::{Phrase, Words};
use std::{rc::Rc, sync::Arc};
use web_sys::HtmlElement;

/// What a view stands on: a mount at work, or the playground's imitation of one.
pub(crate) trait Stage {
    /// What to show.
    fn screen(&self) -> Watched<Screen>;
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
pub(super) struct Panel {
    pub(super) stage: Watched<Rc<dyn Stage>>,
    pub(super) screen: Watched<Screen>,
    /// Where things stand, once anything is known.
    judged: Derived<Option<Standing>>,
    /// The problem that leads, where nothing can be told or done before it is solved.
    pub(super) leading: Derived<Option<Problem>>,
    /// What is due, as far as the person should see it.
    pub(super) groups: Derived<Arc<Vec<Group>>>,
    /// What a request only the host could have served is answered with.
    pub(super) answer: Watched<Option<Phrase>>,
    pub(super) headline: Watched<Option<HtmlElement>>,
    /// The person asked for the form, and has not been taken to it yet.
    form_wanted: Watched<bool>,
    /// Whether the form keeps the rest from being drawn no longer.
    pub(super) is_whole: Watched<bool>,
    /// Whether Stripe's form can be opened in this mount.
    pub(super) has_form: bool,
    /// Whether the account is a test one.
    pub(super) is_test: bool,
    /// Called for an action that needs the form, where this mount has none.
    elsewhere: Option<Watched<Rc<dyn Fn()>>>,
    pub(super) words: Words,
}

impl Panel {
    pub(super) fn new(stage: Rc<dyn Stage>, elsewhere: Option<Rc<dyn Fn()>>, words: Words) -> Self {
        let screen = stage.screen();
        let judged = Derived::new(move || screen.with(Screen::standing));
        Self {
            stage: Watched::new(stage),
            screen,
            judged,
            groups: Derived::new(move || screen.with(requirements::due)),
            leading: Derived::new(move || {
                screen.with(|screen| standing::leading(screen.account.is_some(), screen.trouble()))
            }),
            answer: Watched::new(None),
            headline: Watched::new(None),
            form_wanted: Watched::new(false),
            is_whole: Watched::new(false),
            has_form: false,
            is_test: false,
            elsewhere: elsewhere.map(Watched::new),
            words,
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
    pub(super) fn standing(self) -> Option<Standing> {
        let judged = self.is_whole.get().then(|| self.judged.get());
        judged.flatten()
    }

    pub(super) fn situation(self) -> Option<Situation> {
        self.standing().map(|standing| standing.situation)
    }

    /// What the host gave to stand in this place.
    pub(super) fn fill(self, slot: Slot) -> Option<El> {
        self.stage.peek(|stage| stage.fill(slot))
    }

    /// The same, or else `ours`.
    pub(super) fn slot(self, slot: Slot, ours: impl FnOnce(El) -> El) -> El {
        let fresh = || el("slot").attr("name", &slot.name());
        self.fill(slot).unwrap_or_else(|| ours(fresh()))
    }

    pub(super) fn tell(self, event: Event) {
        self.stage.peek(|stage| stage.tell(event));
    }

    pub(super) fn check(self) {
        self.tell(Event::CheckAsked);
    }

    pub(super) fn retry(self) {
        self.answer.set(None);
        self.tell(Event::RetryAsked);
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
            (_, Some(elsewhere)) => elsewhere.peek(|open| open()),
            (_, None) if self.has_form => self.open_form(),
            (_, None) => self.ask(Request::Open),
        }
    }

    /// Asks the host for what only it can do. Where it does not see to it, a sentence says whom to turn to.
    pub(super) fn ask(self, request: Request) {
        let asked = self.stage.peek(|stage| stage.ask_host(request));
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
            self.tell(Event::FormAsked);
        }
    }

    /// Opens the form for one question alone, and takes the person to it.
    pub(super) fn open_question(self, codes: &[Code]) {
        self.tell(Event::QuestionAsked(codes.to_vec()));
        if !self.go_to_form() {
            self.form_wanted.set(true);
        }
    }

    /// Takes the person to the form, if there is one.
    fn go_to_form(self) -> bool {
        let frame = self.stage.peek(|stage| stage.frame());
        let frame = frame.filter(|frame| frame.is_connected());
        frame.iter().for_each(focus);
        frame.is_some()
    }

    /// Gives Stripe's form its place, and takes a person there who asked for it.
    pub(super) fn show_frame(self, frame: Option<&HtmlElement>) {
        let Some(frame) = frame.cloned() else { return };
        let stood = Box::new(move || self.complete());
        self.stage
            .peek(|stage| stage.set_frame(frame.clone(), stood));
        if self.form_wanted.peek(bool::clone) {
            self.form_wanted.set(false);
            // The frame is not in the page before this effect has run.
            next_frame(move || focus(&frame));
        }
    }
}

/// What cannot take the focus leaves it where the browser put it.
pub(super) fn focus(element: &HtmlElement) {
    _ = element.focus();
}
