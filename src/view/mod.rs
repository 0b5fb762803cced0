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
mod requirements;
mod sheet;
mod standing;

use crate::account::problem::Problem;
use crate::account::standing::{Action, Standing};
use crate::driver::Driver;
use crate::flow::flow::{Event, Form, News, Screen};
use crate::words::{Phrase, Words};
use leptos::{html, html::Div, prelude::*};
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
    /// Called for an action that needs the form, where this mount has none.
    elsewhere: Option<UnsyncCallback<()>>,
    words: Words,
}

impl Panel {
    fn new(driver: Rc<Driver>, elsewhere: Option<UnsyncCallback<()>>, words: Words) -> Self {
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
            (action, None) if action.opens_form() => self.tell(Event::FormAsked),
            _ => {}
        }
    }
}

/// The status card alone. `elsewhere` is called for an action that needs Stripe's form.
pub(crate) fn status(
    driver: Rc<Driver>,
    elsewhere: Option<UnsyncCallback<()>>,
    words: Words,
) -> impl IntoView {
    adopt_sheet();
    let panel = Panel::new(driver, elsewhere, words);
    html::div().class("dolfin dolfin-stack").child(card(panel))
}

/// The status card, and Stripe's form in `frame` below it.
pub(crate) fn onboarding(
    driver: Rc<Driver>,
    frame: NodeRef<Div>,
    is_test: bool,
    words: Words,
) -> impl IntoView {
    adopt_sheet();
    let panel = Panel::new(driver, None, words);
    return_focus(panel);
    html::div().class("dolfin dolfin-stack").child((
        is_test.then(|| {
            html::p()
                .class("dolfin-test-mode")
                .child(words.say(Phrase::TestMode))
        }),
        card(panel),
        form::form(panel, frame),
    ))
}

fn adopt_sheet() {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        sheet::adopt(&document);
    }
}

fn card(panel: Panel) -> impl IntoView {
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
    let has_account =
        Memo::new(move |_| screen.with(|screen| screen.account.is_some()) || is_loading.get());
    html::section()
        .class("dolfin-card")
        .attr("aria-label", words.say(Phrase::ProductName))
        .attr("aria-busy", move || is_loading.get().then_some("true"))
        .attr("data-testid", "payment-account-status")
        .attr("data-state", move || state.get())
        .attr("data-turn", move || turn.get())
        .child((
            announcement(panel),
            standing::standing(panel),
            progress(panel),
            passing(panel),
            move || {
                has_account
                    .get()
                    .then(|| capabilities::capabilities(screen, words))
            },
            requirements::requirements(screen, standing, words),
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

fn progress(panel: Panel) -> impl IntoView {
    let Panel { screen, words, .. } = panel;
    let percent = Memo::new(move |_| {
        screen.with(|screen| screen.progress.as_ref().map(|progress| progress.percent))
    });
    let is_known = Memo::new(move |_| percent.get().is_some());
    let label = move || {
        let percent = percent.get().unwrap_or_default().to_string();
        words.fill(Phrase::ProgressText, &[("percent", &percent)])
    };
    move || {
        is_known.get().then(|| {
            html::div().class("dolfin-progress").child((
                html::div()
                    .class("dolfin-bar")
                    .attr("role", "progressbar")
                    .attr("aria-label", words.say(Phrase::ProgressLabel))
                    .attr("aria-valuemin", "0")
                    .attr("aria-valuemax", "100")
                    .attr("aria-valuenow", move || {
                        percent.get().unwrap_or_default().to_string()
                    })
                    .child(
                        html::div()
                            .class("dolfin-bar-done")
                            .style(("inline-size", move || {
                                [&percent.get().unwrap_or_default().to_string(), "%"].concat()
                            })),
                    ),
                html::p().class("dolfin-progress-label").child(label),
            ))
        })
    }
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

/// When the person leaves the form, what held the focus is gone: it goes to the headline, which says what next.
fn return_focus(panel: Panel) {
    let has_left = Memo::new(move |_| panel.screen.with(|screen| screen.form == Form::Left));
    Effect::new(move |_| {
        if has_left.get()
            && let Some(headline) = panel.headline.get_untracked()
        {
            // A headline that cannot take the focus leaves it where the browser put it.
            _ = headline.focus();
        }
    });
}
