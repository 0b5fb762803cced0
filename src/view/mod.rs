//! From a screen to the page: progress, requirements, notices, the form's frame.
//!
//! Only shows, and passes on what the person chose. Elements are made by [`dom`]; every closure in here reads a
//! slice of the screen, and the same answer again touches no node.

mod activity;
pub(crate) mod brand;
mod capabilities;
mod copy;
pub(crate) mod dom;
mod form;
mod freshness;
mod icon;
mod notice;
mod obstacle;
mod progress;
mod requirements;
pub(crate) mod sheet;
pub(crate) mod slot;
mod standing;
mod support;
mod theme;

use crate::account::document::Code;
use crate::account::problem::Problem;
use crate::account::requirement::Group;
use crate::account::standing::{Action, Request, Situation, Standing};
use crate::config::BusinessType;
use crate::flow::flow::{Event, Form, News, Screen};
use crate::task::{Task, keep, next_frame, watch};
use crate::watched::{Derived, Watched};
use crate::words::{Phrase, Words};
use dom::{El, el};
use gloo_timers::future::TimeoutFuture;
use reactive_graph::graph::untrack;
use slot::Slot;
use std::{rc::Rc, sync::Arc};
use web_sys::HtmlElement;

/// How long the form's script may keep the component from being seen. Nobody notices a twentieth of a second.
const PATIENCE_MS: u32 = 50;

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
struct Panel {
    stage: Watched<Rc<dyn Stage>>,
    screen: Watched<Screen>,
    /// Where things stand, once anything is known.
    judged: Derived<Option<Standing>>,
    /// The problem that leads, where nothing can be told or done before it is solved.
    leading: Derived<Option<Problem>>,
    /// What is due, as far as the person should see it.
    groups: Derived<Arc<Vec<Group>>>,
    /// What a request only the host could have served is answered with.
    answer: Watched<Option<Phrase>>,
    headline: Watched<Option<HtmlElement>>,
    /// The person asked for the form, and has not been taken to it yet.
    form_wanted: Watched<bool>,
    /// Whether the form keeps the rest from being drawn no longer.
    is_whole: Watched<bool>,
    /// Whether Stripe's form can be opened in this mount.
    has_form: bool,
    /// Whether the account is a test one.
    is_test: bool,
    /// Called for an action that needs the form, where this mount has none.
    elsewhere: Option<Watched<Rc<dyn Fn()>>>,
    words: Words,
}

impl Panel {
    fn new(stage: Rc<dyn Stage>, elsewhere: Option<Rc<dyn Fn()>>, words: Words) -> Self {
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

    /// Where things stand, once that is known and drawn: who reads it in the page finds the rows beside it.
    fn standing(self) -> Option<Standing> {
        let judged = self.is_whole.get().then(|| self.judged.get());
        judged.flatten()
    }

    fn situation(self) -> Option<Situation> {
        self.standing().map(|standing| standing.situation)
    }

    /// What the host gave to stand in this place.
    fn fill(self, slot: Slot) -> Option<El> {
        self.stage.peek(|stage| stage.fill(slot))
    }

    /// The same, or else `ours`.
    fn slot(self, slot: Slot, ours: impl FnOnce(El) -> El) -> El {
        let fresh = || el("slot").attr("name", &slot.name());
        self.fill(slot).unwrap_or_else(|| ours(fresh()))
    }

    fn tell(self, event: Event) {
        self.stage.peek(|stage| stage.tell(event));
    }

    fn check(self) {
        self.tell(Event::CheckAsked);
    }

    fn retry(self) {
        self.answer.set(None);
        self.tell(Event::RetryAsked);
    }

    fn act(self, action: Action) {
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
    fn ask(self, request: Request) {
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
    fn complete(self) {
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
    fn open_question(self, codes: &[Code]) {
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
    fn show_frame(self, frame: Option<&HtmlElement>) {
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

/// The status alone. `elsewhere` is called for an action that needs Stripe's form.
pub(crate) fn status(stage: Rc<dyn Stage>, elsewhere: Option<Rc<dyn Fn()>>, words: Words) -> El {
    whole(Panel::new(stage, elsewhere, words))
}

/// The status, and Stripe's form.
pub(crate) fn onboarding(stage: Rc<dyn Stage>, is_test: bool, words: Words) -> El {
    let panel = Panel {
        has_form: true,
        is_test,
        ..Panel::new(stage, None, words)
    };
    whole(panel).swap(
        move || panel.screen.with(|screen| screen.form == Form::Left),
        move |has_left| {
            // What held the focus is gone; the headline says what is next.
            if *has_left {
                panel
                    .headline
                    .peek(|headline| headline.iter().for_each(focus));
            }
            None
        },
    )
}

/// All of it, from top to bottom. The form stands between the headline and the list of what is due: on a phone nobody
/// should scroll past a list to reach what the list is about.
///
/// A form's place is there at once, for Stripe's element to stand in. The rest is drawn, and all of it seen, when that
/// stands or [`PATIENCE_MS`] are over: drawing takes longer than a script takes to come out of the browser's cache.
fn whole(panel: Panel) -> El {
    if panel.screen.peek(|screen| screen.form == Form::Loading) {
        keep(Task::start(async move {
            TimeoutFuture::new(PATIENCE_MS).await;
            panel.complete();
        }));
    } else {
        panel.complete();
    }
    let part = |around: El, part: fn(Panel) -> El| {
        around.swap(
            move || panel.is_whole.get(),
            move |is_whole| is_whole.then(|| part(panel)),
        )
    };
    let above = part(root(panel).maybe(panel.fill(Slot::Header)), card).swap(
        move || panel.situation() == Some(Situation::Active),
        move |is_complete| is_complete.then(|| panel.slot(Slot::Complete, |slot| slot)),
    );
    let with_form = above.maybe(panel.has_form.then(|| form::form(panel)));
    part(with_form, requirements::requirements)
        .maybe(panel.fill(Slot::Footer))
        .live_style("display", move || match panel.is_whole.get() {
            true => "".into(),
            // Half of it would be pushed down by the rest.
            false => "none".into(),
        })
}

/// The element of the whole component, with the hooks for hosts and tests.
fn root(panel: Panel) -> El {
    let state = move || {
        let is_told = panel.standing().is_some();
        panel.screen.with(|screen| match &screen.account {
            _ if !is_told => "loading".to_owned(),
            Some(account) => account.state.name().to_owned(),
            None => "error".to_owned(),
        })
    };
    let root = el("section").class("dolfin");
    let themed = root.element().cloned();
    watch(Box::new(move || {
        if panel.is_whole.get() {
            theme::check_later(themed.clone());
        }
    }));
    root.live_attr("lang", move || Some(panel.words.locale().tag().into()))
        .live_attr("dir", move || Some(panel.words.locale().direction().into()))
        .named(panel.words, Phrase::ProductName)
        .attr("data-testid", "payment-account-status")
        .live_attr("aria-busy", move || {
            panel.standing().is_none().then(|| "true".into())
        })
        .live_attr("data-state", move || Some(state().into()))
        .live_attr("data-turn", move || {
            Some(
                panel
                    .standing()
                    .map_or("unknown", |standing| standing.turn.name())
                    .into(),
            )
        })
}

fn card(panel: Panel) -> El {
    // The rows stand from the first paint, as skeletons, so that nothing moves when the answer comes.
    let has_facts =
        move || panel.screen.with(|screen| screen.account.is_some()) || panel.standing().is_none();
    el("div")
        .class("dolfin-card")
        .child(announcement(panel, false))
        .child(announcement(panel, true))
        .child(standing::standing(panel))
        .child(passing(panel))
        .swap(has_facts, move |has_facts| {
            has_facts.then(|| capabilities::capabilities(panel))
        })
        .child(freshness::freshness(panel))
        .child(
            el("div")
                .class("dolfin-foot")
                .child(activity::activity(panel))
                .child(support::support(panel)),
        )
}

/// Says once what changed. Only what is lost may interrupt what is being read out, so there are two of these, and a
/// change is told by one.
fn announcement(panel: Panel, of_loss: bool) -> El {
    let text = move || {
        panel.screen.with(|screen| match &screen.news {
            News::Changes(changes) if changes.iter().any(|change| change.is_loss()) == of_loss => {
                // In another language it is no news.
                untrack(|| activity::told(panel.words, changes))
            }
            _ => String::new(),
        })
    };
    let (role, hook) = match of_loss {
        true => ("alert", "announcement-of-loss"),
        false => ("status", "announcement"),
    };
    el("p")
        .class("dolfin-unseen")
        .attr("role", role)
        .attr("data-testid", hook)
        .live_text(move || text().into())
}

/// A failed read beside an account that is known: what is shown stays, and says that it may be old.
fn passing(panel: Panel) -> El {
    let problem = move || {
        let is_led = panel.leading.with(Option::is_some);
        panel
            .screen
            .with(|screen| screen.problem.clone())
            .filter(|_| !is_led)
    };
    el("div").swap(problem, move |problem| {
        let alert = notice::alert(panel, problem.as_ref()?, move || panel.retry(), None);
        Some(el("div").class("dolfin-notice").child(alert))
    })
}

/// What cannot take the focus leaves it where the browser put it.
fn focus(element: &HtmlElement) {
    _ = element.focus();
}
