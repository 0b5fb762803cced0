//! From a screen to the page: progress, requirements, notices, the form's frame.
//!
//! Only shows, and passes on what the person chose. Every slice of the screen goes through a `Memo`, so that the
//! same answer again touches no node. Nodes are built by functions, not markup: `view!` puts static markup in
//! through `innerHTML`, which a page with Trusted Types refuses; it is used for components alone.

mod capabilities;
mod form;
mod freshness;
mod icon;
mod notice;
mod progress;
mod requirements;
mod sheet;
mod standing;

use crate::account::problem::Problem;
use crate::account::standing::{Action, Standing};
use crate::driver::Driver;
use crate::flow::flow::{Event, Form, News, Screen};
use crate::words::{Phrase, Words};
use leptos::{attr::Attribute, html, html::Div, prelude::*};
use std::rc::Rc;

/// What the parts of the view share.
#[derive(Clone, Copy)]
struct Panel {
    driver: StoredValue<Rc<Driver>, LocalStorage>,
    screen: ReadSignal<Screen>,
    standing: Memo<Option<Standing>>,
    /// The problem that leads, where nothing can be told or done before it is solved.
    leading: Memo<Option<Problem>>,
    /// What a request only the host could have served is answered with.
    answer: RwSignal<Option<Phrase>>,
    headline: NodeRef<html::H2>,
    /// Where Stripe's element goes.
    frame: NodeRef<Div>,
    /// The person asked for the form, and has not been taken to it yet.
    form_wanted: StoredValue<bool>,
    /// Called for an action that needs the form, where this mount has none.
    elsewhere: Option<UnsyncCallback<()>>,
    words: Words,
}

impl Panel {
    fn new(
        driver: Rc<Driver>,
        frame: NodeRef<Div>,
        elsewhere: Option<UnsyncCallback<()>>,
        words: Words,
    ) -> Self {
        let screen = driver.screen();
        Self {
            driver: StoredValue::new_local(driver),
            screen,
            standing: Memo::new(move |_| screen.with(Screen::standing)),
            leading: Memo::new(move |_| {
                screen.with(|screen| standing::leading(screen.account.is_some(), screen.trouble()))
            }),
            answer: RwSignal::new(None),
            headline: NodeRef::new(),
            frame,
            form_wanted: StoredValue::new(false),
            elsewhere,
            words,
        }
    }

    fn tell(self, event: Event) {
        self.driver.try_with_value(|driver| driver.tell(event));
    }

    fn check(self) {
        self.tell(Event::CheckAsked);
    }

    fn retry(self) {
        self.answer.set(None);
        self.tell(Event::RetryAsked);
    }

    /// Opens the form, or takes the person to the one that is open.
    fn open_form(self) {
        match self.frame.get_untracked() {
            Some(frame) if frame.is_connected() => _ = frame.focus(),
            _ => {
                self.form_wanted.set_value(true);
                self.tell(Event::FormAsked);
            }
        }
    }

    fn act(self, action: Action) {
        self.answer.set(match action {
            Action::SignIn => Some(Phrase::HostSignIn),
            Action::Enable => Some(Phrase::HostEnable),
            Action::Reset => Some(Phrase::HostReset),
            Action::ContactSupport => Some(Phrase::HostSupport),
            _ => None,
        });
        match (action, self.elsewhere) {
            (Action::CheckNow, _) => self.check(),
            (Action::Retry, _) => self.retry(),
            (action, Some(elsewhere)) if action.opens_form() => elsewhere.run(()),
            (action, None) if action.opens_form() => self.open_form(),
            _ => {}
        }
    }
}

/// The status alone. `elsewhere` is called for an action that needs Stripe's form.
pub(crate) fn status(
    driver: Rc<Driver>,
    elsewhere: Option<UnsyncCallback<()>>,
    words: Words,
) -> impl IntoView {
    let panel = Panel::new(driver, NodeRef::new(), elsewhere, words);
    root(panel).child((card(panel), requirements::requirements(panel)))
}

/// The status, and Stripe's form in `frame` between the headline and the list of what is due: on a phone nobody
/// should scroll past a list to reach what the list is about.
pub(crate) fn onboarding(
    driver: Rc<Driver>,
    frame: NodeRef<Div>,
    is_test: bool,
    words: Words,
) -> impl IntoView {
    let panel = Panel::new(driver, frame, None, words);
    follow_focus(panel);
    root(panel).child((
        is_test.then(|| {
            html::p()
                .class("dolfin-test-mode")
                .child(words.say(Phrase::TestMode))
        }),
        card(panel),
        form::form(panel),
        requirements::requirements(panel),
    ))
}

/// The element of the whole component, with the hooks for hosts and tests.
fn root(panel: Panel) -> html::HtmlElement<html::Section, impl Attribute, ()> {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        sheet::adopt(&document);
    }
    let Panel {
        screen,
        standing,
        words,
        ..
    } = panel;
    let state = Memo::new(move |_| {
        screen.with(|screen| match (&screen.account, screen.trouble()) {
            (Some(account), _) => account.state.name().to_owned(),
            (None, Some(_)) => "error".to_owned(),
            (None, None) => "loading".to_owned(),
        })
    });
    let turn = Memo::new(move |_| {
        standing.with(|standing| standing.map_or("unknown", |standing| standing.turn.name()))
    });
    let is_loading = Memo::new(move |_| standing.with(Option::is_none));
    html::section()
        .class("dolfin")
        .attr("aria-label", words.say(Phrase::ProductName))
        .attr("aria-busy", move || is_loading.get().then_some("true"))
        .attr("data-testid", "payment-account-status")
        .attr("data-state", move || state.get())
        .attr("data-turn", move || turn.get())
}

fn card(panel: Panel) -> impl IntoView {
    let Panel {
        screen, standing, ..
    } = panel;
    // The rows stand from the first paint, as skeletons, so that nothing moves when the answer comes.
    let has_facts = Memo::new(move |_| {
        screen.with(|screen| screen.account.is_some()) || standing.with(Option::is_none)
    });
    html::div().class("dolfin-card").child((
        announcement(panel),
        standing::standing(panel),
        passing(panel),
        move || {
            has_facts
                .get()
                .then(|| capabilities::capabilities(screen, panel.words))
        },
        freshness::freshness(panel),
    ))
}

/// Says once what changed; the only thing here that speaks up by itself.
fn announcement(panel: Panel) -> impl IntoView {
    let Panel { screen, words, .. } = panel;
    let text = Memo::new(move |_| {
        screen.with(|screen| match &screen.news {
            News::Changes(changes) => changes
                .iter()
                .map(|change| {
                    let count = change
                        .count()
                        .map(|count| count.to_string())
                        .unwrap_or_default();
                    words.fill(change.phrase(), &[("count", &count)])
                })
                .collect::<Vec<_>>()
                .join(" "),
            _ => String::new(),
        })
    });
    html::p()
        .class("dolfin-unseen")
        .attr("role", "status")
        .attr("data-testid", "announcement")
        .child(move || text.get())
}

/// A failed read beside an account that is known: what is shown stays, and says that it may be old.
fn passing(panel: Panel) -> impl IntoView {
    let Panel {
        screen,
        leading,
        words,
        ..
    } = panel;
    let problem = Memo::new(move |_| {
        let is_leading = leading.with(Option::is_some);
        screen
            .with(|screen| screen.problem.clone())
            .filter(|_| !is_leading)
    });
    move || {
        problem.get().map(|problem| {
            html::div().class("dolfin-notice").child(notice::alert(
                &problem,
                move || panel.retry(),
                words,
            ))
        })
    }
}

/// The focus follows what the person did: into the form they asked for, and, when they leave it, to the headline,
/// which says what is next.
fn follow_focus(panel: Panel) {
    let has_left = Memo::new(move |_| panel.screen.with(|screen| screen.form == Form::Left));
    Effect::new(move |_| {
        if has_left.get()
            && let Some(headline) = panel.headline.get_untracked()
        {
            // What cannot take the focus leaves it where the browser put it; so below.
            _ = headline.focus();
        }
    });
    Effect::new(move |_| {
        let frame = panel.frame.get();
        if panel.form_wanted.get_value()
            && let Some(frame) = frame
        {
            panel.form_wanted.set_value(false);
            _ = frame.focus();
        }
    });
}
