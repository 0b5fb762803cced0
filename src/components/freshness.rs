//! How old what is shown is, and a way to look again that answers honestly.
//!
//! The age never announces itself: it stands outside every live region, and in a tree of its own, so that nobody who
//! watches the page for changes is told that time has passed. What is worth telling once, such as an answer to
//! somebody who asked, stands beside it in a live region.

use super::ViewContext;
use super::notice::button;
use crate::clock::now;
use crate::reactive::element::{El, Say, el};
use crate::reactive::signal::Signal;
use crate::reactive::task::{Task, keep};
use gloo_timers::future::TimeoutFuture;
use onboarding_core::status::{notice::ChangeNotice, snapshot::Freshness};
use onboarding_core::text::Phrase;
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
    el("div").show(is_of_use, move |is_of_use| is_of_use.then(|| line(cx)))
}

fn line(cx: ViewContext) -> El {
    let ViewContext {
        state, translator, ..
    } = cx;
    let clock = ticking();
    let age = move || -> Say {
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
    let answer = move || -> Say {
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
        phrase.map_or(Say::default(), |phrase| translator.phrase(phrase))
    };
    let check =
        button("quiet", "check-now", move || cx.check()).phrase(translator, Phrase::ActionCheckNow);
    el("p")
        .class("dolfin-freshness")
        .live_attr("data-mark", move || {
            Some(state.with(|state| state.freshness()).name().into())
        })
        .child(in_its_own_tree(el("span").live_text(age)))
        .child(check)
        .child(el("span").attr("role", "status").live_text(answer))
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
fn ticking() -> Signal<Duration> {
    let clock = Signal::new(now());
    keep(Task::start(async move {
        loop {
            TimeoutFuture::new(LOOK_AT_THE_CLOCK_MS).await;
            clock.set(now());
        }
    }));
    clock
}
