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
mod panel;
mod progress;
mod requirements;
pub(crate) mod sheet;
pub(crate) mod slot;
mod standing;
mod support;
mod theme;

use crate::account::standing::Situation;
use crate::flow::flow::{Form, News};
use crate::task::{Task, keep, watch};
use crate::words::{Phrase, Words};
use dom::{El, el};
use gloo_timers::future::TimeoutFuture;
use panel::{Panel, focus};
use reactive_graph::graph::untrack;
use slot::Slot;
use std::rc::Rc;

pub(crate) use panel::Stage;

/// How long the form's script may keep the component from being seen. Nobody notices a twentieth of a second.
const PATIENCE_MS: u32 = 50;

/// The status alone. `elsewhere` is called for an action that needs Stripe's form.
pub(crate) fn status(stage: Rc<dyn Stage>, elsewhere: Option<Rc<dyn Fn()>>, words: Words) -> El {
    whole(Panel::new(stage, elsewhere, words))
}

/// The status, and Stripe's form.
pub(crate) fn onboarding(stage: Rc<dyn Stage>, is_test: bool, words: Words) -> El {
    let panel = Panel::new(stage, None, words).with_form(is_test);
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
