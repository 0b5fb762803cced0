//! How old what is shown is, and a way to look again that answers honestly.
//!
//! The age never announces itself: it stands outside every live region, and in a tree of its own, so that nobody who
//! watches the page for changes is told that time has passed. What is worth telling once, such as an answer to
//! somebody who asked, stands beside it in a live region.

use super::ViewContext;
use super::localised::Localised;
use super::notice::button;
use crate::clock::now;
use crate::reactive::effect::on_cleanup;
use crate::reactive::element::{El, Text, el};
use crate::reactive::signal::RwSignal;
use crate::reactive::task::Task;
use gloo_timers::future::TimeoutFuture;
use onboarding_core::status::snapshot::{ChangeNotice, Freshness};
use onboarding_core::text::Phrase;
use reactive_graph::prelude::*;
use std::time::Duration;
use web_sys::{ShadowRootInit, ShadowRootMode};

/// Fine enough to show that it is kept up to date, coarse enough not to be a stopwatch.
const LOOK_AT_THE_CLOCK_MS: u32 = 5_000;

/// The last line of the card, where there is something to be fresh.
pub(super) fn freshness(cx: ViewContext) -> El {
    let is_of_use = move || {
        let has_account = cx.state.with(|state| state.account().is_some());
        // Before the first answer it keeps its place.
        has_account || cx.assessment().is_none()
    };
    el("div").show_keyed(is_of_use, move |is_of_use| is_of_use.then(|| line(cx)))
}

fn line(cx: ViewContext) -> El {
    let ViewContext {
        state, translator, ..
    } = cx;
    let clock = ticking();
    let age = move || -> Text {
        let Some(at) = state.with(|state| state.checked_at()) else {
            return translator.phrase(Phrase::Checking);
        };
        let seconds = clock.get().saturating_sub(at).as_secs();
        match seconds {
            0..5 => translator.phrase(Phrase::CheckedJustNow),
            5..3600 => translator
                .fill(
                    Phrase::CheckedAgo,
                    &[("ago", &translator.ago(seconds as usize))],
                )
                .into(),
            _ => translator.phrase(Phrase::CheckedLongAgo),
        }
    };
    let answer = move || -> Text {
        let phrase = state.with(|state| match (state.freshness(), state.notice()) {
            _ if state.is_slow() => Some(Phrase::SlowAnswer),
            _ if state.checking() => Some(Phrase::Checking),
            (Freshness::Offline, _) => Some(Phrase::OfflineMark),
            (_, ChangeNotice::NoAnswer) => Some(Phrase::CouldNotCheck),
            (Freshness::Stale, _) => Some(Phrase::StaleText),
            (_, ChangeNotice::NoChange) => Some(Phrase::NoChangeYet),
            (Freshness::Resting, _) => Some(Phrase::RestingMark),
            _ => None,
        });
        phrase.map_or(Text::default(), |phrase| translator.phrase(phrase))
    };
    let check =
        button("quiet", "check-now", move || cx.check()).phrase(translator, Phrase::ActionCheckNow);
    el("p")
        .class("dolfin-freshness")
        .attr("data-mark", move || {
            state.with(|state| state.freshness()).name()
        })
        .child(in_its_own_tree(el("span").child(age)))
        .child(check)
        .child(el("span").attr("role", "status").child(answer))
}

/// Puts the age where changes of the page are not looked for.
fn in_its_own_tree(age: El) -> El {
    let place = el("span").attr("data-testid", "freshness");
    let root = place.element().and_then(|place| {
        place
            .attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))
            .ok()
    });
    match (root, age.element()) {
        (Some(root), Some(age)) => {
            // Adding a fresh element to a fresh root cannot fail.
            _ = root.append_child(age);
            place
        }
        _ => place.child(age),
    }
}

/// A clock that is read now and then, while the view lives.
fn ticking() -> RwSignal<Duration> {
    let clock = RwSignal::new_local(now());
    let ticking = Task::start(async move {
        loop {
            TimeoutFuture::new(LOOK_AT_THE_CLOCK_MS).await;
            clock.set(now());
        }
    });
    on_cleanup(move || drop(ticking));
    clock
}
