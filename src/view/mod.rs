//! From a screen to the page: progress, requirements, notices, the form's frame.
//!
//! Only shows, and passes on what the person chose. Elements are made by [`dom`]; every closure in here reads a
//! slice of the screen, and the same answer again touches no node.

mod activity;
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
mod standing;
mod support;
pub(crate) mod theme;

use crate::account::document::Code;
use crate::account::problem::Problem;
use crate::account::requirement::Group;
use crate::account::standing::{Action, Request, Situation, Standing};
use crate::flow::flow::{Event, Form, News, Screen};
use crate::task::{Task, keep};
use crate::words::{Phrase, Words};
use dom::{El, el};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use std::rc::Rc;
use web_sys::HtmlElement;

/// How long the form's script may keep the component from being seen. Nobody notices a twentieth of a second.
const PATIENCE_MS: u32 = 50;

/// What a view stands on: a mount at work, or the playground's imitation of one.
pub(crate) trait Stage {
    /// What to show.
    fn screen(&self) -> ReadSignal<Screen>;
    /// Takes in what the person chose.
    fn tell(&self, event: Event);
    /// Passes on to the host what only it can do. Whether it will.
    fn ask_host(&self, request: Request) -> bool;
    /// Where Stripe's element is or will be.
    fn frame(&self) -> Option<HtmlElement>;
    /// Takes in where the view wants Stripe's element; calls `stood` once it is there.
    fn set_frame(&self, frame: HtmlElement, stood: Box<dyn FnOnce()>);
}

/// What the parts of the view share.
#[derive(Clone, Copy)]
struct Panel {
    stage: StoredValue<Rc<dyn Stage>, LocalStorage>,
    screen: ReadSignal<Screen>,
    /// Where things stand, once anything is known.
    judged: Memo<Option<Standing>>,
    /// The problem that leads, where nothing can be told or done before it is solved.
    leading: Memo<Option<Problem>>,
    /// What is due, as far as the person should see it.
    groups: Memo<Vec<Group>>,
    /// What a request only the host could have served is answered with.
    answer: RwSignal<Option<Phrase>>,
    headline: StoredValue<Option<HtmlElement>, LocalStorage>,
    /// The person asked for the form, and has not been taken to it yet.
    form_wanted: StoredValue<bool>,
    /// Whether more than the form's place is there.
    is_whole: RwSignal<bool>,
    /// Whether Stripe's form can be opened in this mount.
    has_form: bool,
    /// Whether the account is a test one.
    is_test: bool,
    /// Called for an action that needs the form, where this mount has none.
    elsewhere: Option<UnsyncCallback<()>>,
    words: Words,
}

impl Panel {
    fn new(stage: Rc<dyn Stage>, elsewhere: Option<UnsyncCallback<()>>, words: Words) -> Self {
        let screen = stage.screen();
        let judged = Memo::new(move |_| screen.with(Screen::standing));
        Self {
            stage: StoredValue::new_local(stage),
            screen,
            judged,
            groups: Memo::new(move |_| {
                let situation = judged.get().map(|standing| standing.situation);
                screen.with(|screen| requirements::due(screen, situation))
            }),
            leading: Memo::new(move |_| {
                screen.with(|screen| standing::leading(screen.account.is_some(), screen.trouble()))
            }),
            answer: RwSignal::new(None),
            headline: StoredValue::new_local(None),
            form_wanted: StoredValue::new(false),
            is_whole: RwSignal::new(false),
            has_form: false,
            is_test: false,
            elsewhere,
            words,
        }
    }

    fn standing(self) -> Option<Standing> {
        self.judged.get()
    }

    fn situation(self) -> Option<Situation> {
        self.standing().map(|standing| standing.situation)
    }

    fn tell(self, event: Event) {
        self.stage.try_with_value(|stage| stage.tell(event));
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
            (action, Some(elsewhere)) if action.opens_form() => elsewhere.run(()),
            (action, None) if action.opens_form() => self.open_form(),
            _ => {}
        }
    }

    /// Asks the host for what only it can do. Where it does not see to it, a sentence says whom to turn to.
    fn ask(self, request: Request) {
        let asked = self.stage.try_with_value(|stage| stage.ask_host(request));
        self.answer.set(match request {
            _ if asked == Some(true) => None,
            Request::SignIn => Some(Phrase::HostSignIn),
            Request::Enable => Some(Phrase::HostEnable),
            Request::Reset => Some(Phrase::HostReset),
            Request::Support | Request::HostedLink => Some(Phrase::HostSupport),
            Request::Open => None,
        });
    }

    /// Draws what is not drawn yet, and shows it.
    fn complete(self) {
        // Once the component is gone, nobody is left to see it.
        _ = self.is_whole.try_set(true);
    }

    /// Opens the form, or takes the person to the one that is open.
    fn open_form(self) {
        if !self.go_to_form() {
            self.form_wanted.set_value(true);
            self.tell(Event::FormAsked);
        }
    }

    /// Opens the form for one question alone, and takes the person to it.
    fn open_question(self, codes: &[Code]) {
        self.tell(Event::QuestionAsked(codes.to_vec()));
        if !self.go_to_form() {
            self.form_wanted.set_value(true);
        }
    }

    /// Takes the person to the form, if there is one.
    fn go_to_form(self) -> bool {
        let frame = self.stage.try_with_value(|stage| stage.frame()).flatten();
        let frame = frame.filter(|frame| frame.is_connected());
        frame.iter().for_each(focus);
        frame.is_some()
    }

    /// Gives Stripe's form its place, and takes a person there who asked for it.
    fn show_frame(self, frame: Option<&HtmlElement>) {
        let Some(frame) = frame.cloned() else { return };
        let stood = Box::new(move || self.complete());
        self.stage
            .try_with_value(|stage| stage.set_frame(frame.clone(), stood));
        if self.form_wanted.get_value() {
            self.form_wanted.set_value(false);
            // The frame is not in the page before this effect has run.
            request_animation_frame(move || focus(&frame));
        }
    }
}

/// The status alone. `elsewhere` is called for an action that needs Stripe's form.
pub(crate) fn status(
    stage: Rc<dyn Stage>,
    elsewhere: Option<UnsyncCallback<()>>,
    words: Words,
) -> El {
    let panel = Panel::new(stage, elsewhere, words);
    panel.complete();
    component(panel, None)
}

/// The status, and Stripe's form between the headline and the list of what is due: on a phone nobody should
/// scroll past a list to reach what the list is about.
///
/// The form's place is there at once, for Stripe's element to stand in. The component is drawn and seen in whole, when
/// that stands or [`PATIENCE_MS`] are over: drawing it takes longer than a script takes to come out of the browser's cache.
pub(crate) fn onboarding(stage: Rc<dyn Stage>, is_test: bool, words: Words) -> El {
    let panel = Panel {
        has_form: true,
        is_test,
        ..Panel::new(stage, None, words)
    };
    let form = form::form(panel);
    if panel
        .screen
        .with_untracked(|screen| screen.form == Form::Loading)
    {
        keep(Task::start(async move {
            TimeoutFuture::new(PATIENCE_MS).await;
            panel.complete();
        }));
    } else {
        panel.complete();
    }
    let component = component(panel, Some(form)).live_style("display", move || {
        match panel.is_whole.get() {
            true => "",
            false => "none",
        }
        .into()
    });
    component.swap(
        move || panel.screen.with(|screen| screen.form == Form::Left),
        move |has_left| {
            // What held the focus is gone; the headline says what is next.
            if *has_left {
                panel
                    .headline
                    .with_value(|headline| headline.iter().for_each(focus));
            }
            None
        },
    )
}

fn component(panel: Panel, form: Option<El>) -> El {
    let part = |around: El, part: fn(Panel) -> El| {
        around.swap(
            move || panel.is_whole.get(),
            move |is_whole| is_whole.then(|| part(panel)),
        )
    };
    let above = part(root(panel), card).swap(
        move || panel.situation() == Some(Situation::Active),
        |is_complete| is_complete.then(|| dom::slot("complete")),
    );
    [
        requirements::requirements,
        activity::activity,
        support::support,
    ]
    .into_iter()
    .fold(above.maybe(form), part)
}

/// The element of the whole component, with the hooks for hosts and tests.
fn root(panel: Panel) -> El {
    let state = move || {
        panel
            .screen
            .with(|screen| match (&screen.account, screen.trouble()) {
                (Some(account), _) => account.state.name().to_owned(),
                (None, Some(_)) => "error".to_owned(),
                (None, None) => "loading".to_owned(),
            })
    };
    let root = el("section").class("dolfin");
    theme::check_later(&root);
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
        let alert = notice::alert(problem.as_ref()?, move || panel.retry(), panel.words);
        Some(el("div").class("dolfin-notice").child(alert))
    })
}

/// What cannot take the focus leaves it where the browser put it.
fn focus(element: &HtmlElement) {
    _ = element.focus();
}
