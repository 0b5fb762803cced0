//! From a state to the page: progress, requirements, notices, the form's frame.
//!
//! Only shows, and passes on what the person chose. Elements are made by [`dom`]; every closure in here reads a
//! slice of the state, and the same answer again touches no node.

mod activity;
pub(crate) mod brand;
mod capabilities;
mod copy;
#[cfg(feature = "leptos")]
pub(crate) mod embed;
#[cfg(feature = "leptos")]
pub(crate) mod hook;

mod context;
mod form;
mod freshness;
mod icon;
pub(crate) mod localised;
mod notice;
mod progress;
mod requirements;
pub(crate) mod sheet;
pub(crate) mod slot;
mod standing;
mod support;
mod theme;
mod unsupported;

use crate::reactive::effect::{Effect, on_cleanup};
use crate::reactive::element::{El, el};
use crate::reactive::task::Task;
use crate::translator::Translator;
use context::{ViewContext, focus};
use gloo_timers::future::TimeoutFuture;
use localised::Localised;
use onboarding_core::account::situation::Situation;
use onboarding_core::onboarding::state::FormState;
use onboarding_core::status::snapshot::ChangeNotice;
use onboarding_core::text::Phrase;
use reactive_graph::graph::untrack;
use reactive_graph::prelude::*;
use slot::Slot;
use std::rc::Rc;

pub(crate) use context::MountHandle;

/// How long the form's script may keep the component from being seen. Nobody notices a twentieth of a second.
const PATIENCE_MS: u32 = 50;

/// The status alone. `elsewhere` is called for an action that needs Stripe's form.
pub(crate) fn status(
    stage: Rc<dyn MountHandle>,
    elsewhere: Option<Rc<dyn Fn()>>,
    translator: Translator,
) -> El {
    whole(ViewContext::new(stage, elsewhere, translator))
}

/// The status, and Stripe's form.
pub(crate) fn onboarding(stage: Rc<dyn MountHandle>, is_test: bool, translator: Translator) -> El {
    let cx = ViewContext::new(stage, None, translator).with_form(is_test);
    whole(cx).show_keyed(
        move || cx.state.with(|state| state.form == FormState::Left),
        move |has_left| {
            // What held the focus is gone; the headline says what is next.
            if *has_left {
                cx.headline
                    .with_untracked(|headline| headline.iter().for_each(focus));
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
fn whole(cx: ViewContext) -> El {
    if cx
        .state
        .with_untracked(|state| state.form == FormState::Loading)
    {
        let patience = Task::start(async move {
            TimeoutFuture::new(PATIENCE_MS).await;
            cx.complete();
        });
        on_cleanup(move || drop(patience));
    } else {
        cx.complete();
    }
    let part = |around: El, part: fn(ViewContext) -> El| {
        around.show_keyed(
            move || cx.is_whole.get(),
            move |is_whole| is_whole.then(|| part(cx)),
        )
    };
    let above = part(root(cx).child(cx.fill(Slot::Header)), card).show_keyed(
        move || cx.situation() == Some(Situation::Active),
        move |is_complete| is_complete.then(|| cx.slot(Slot::Complete, |slot| slot)),
    );
    let with_form = above.child(cx.has_form.then(|| form::form(cx)));
    part(with_form, requirements::requirements)
        .child(cx.fill(Slot::Footer))
        .style("display", move || match cx.is_whole.get() {
            true => "",
            // Half of it would be pushed down by the rest.
            false => "none",
        })
}

/// The element of the whole component, with the hooks for hosts and tests.
fn root(cx: ViewContext) -> El {
    let state = move || {
        let is_told = cx.assessment().is_some();
        cx.state.with(|state| match state.account() {
            _ if !is_told => "loading".to_owned(),
            Some(account) => account.state.name().to_owned(),
            None => "error".to_owned(),
        })
    };
    let root = el("section").class("dolfin");
    let themed = root.element().cloned();
    Effect::new(move || {
        if cx.is_whole.get() {
            theme::check_later(themed.clone());
        }
    });
    root.attr("lang", move || cx.translator.locale().tag())
        .attr("dir", move || cx.translator.locale().direction())
        .aria_label(cx.translator, Phrase::ProductName)
        .attr("data-testid", "payment-account-status")
        .attr("aria-busy", move || {
            cx.assessment().is_none().then_some("true")
        })
        .attr("data-state", state)
        .attr("data-turn", move || {
            cx.assessment()
                .map_or("unknown", |assessment| assessment.turn.name())
        })
}

fn card(cx: ViewContext) -> El {
    // The rows stand from the first paint, as skeletons, so that nothing moves when the answer comes.
    let has_facts =
        move || cx.state.with(|state| state.account().is_some()) || cx.assessment().is_none();
    el("div")
        .class("dolfin-card")
        .child(announcement(cx, false))
        .child(announcement(cx, true))
        .child(standing::standing(cx))
        .child(passing(cx))
        .show_keyed(has_facts, move |has_facts| {
            has_facts.then(|| capabilities::capabilities(cx))
        })
        .child(freshness::freshness(cx))
        .child(
            el("div")
                .class("dolfin-foot")
                .child(activity::activity(cx))
                .child(support::support(cx)),
        )
}

/// Says once what changed. Only what is lost may interrupt what is being read out, so there are two of these, and a
/// change is told by one.
fn announcement(cx: ViewContext, of_loss: bool) -> El {
    let text = move || {
        cx.state.with(|state| match state.notice() {
            ChangeNotice::Changes(changes)
                if changes.iter().any(|change| change.is_loss()) == of_loss =>
            {
                // In another language it is no news.
                untrack(|| activity::told(cx.translator, changes))
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
        .child(text)
}

/// A failed read beside an account that is known: what is shown stays, and says that it may be old.
fn passing(cx: ViewContext) -> El {
    let problem = move || {
        let is_led = cx.leading.with(Option::is_some);
        cx.state
            .with(|state| state.problem().cloned())
            .filter(|_| !is_led)
    };
    el("div").show_keyed(problem, move |problem| {
        let alert = notice::alert(cx, problem.as_ref()?, move || cx.retry(), None);
        Some(el("div").class("dolfin-notice").child(alert))
    })
}
