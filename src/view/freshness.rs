//! How old what is shown is, and a way to look again that answers honestly.
//!
//! The age never announces itself: it stands outside every live region, and in a tree of its own, so that nobody who
//! watches the page for changes is told that time has passed. What is worth telling once, such as an answer to
//! somebody who asked, stands beside it in a live region.

use super::Panel;
use super::dom::{El, Say, el};
use super::notice::button;
use crate::Duration;
use crate::clock::now;
use crate::flow::flow::{Mark, News};
use crate::task::{Task, keep};
use crate::watched::Watched;
use crate::words::Phrase;
use gloo_timers::future::TimeoutFuture;
use web_sys::{ShadowRootInit, ShadowRootMode};

/// Fine enough to show that it is kept up to date, coarse enough not to be a stopwatch.
const LOOK_AT_THE_CLOCK_MS: u32 = 5_000;

/// The last line of the card, where there is something to be fresh.
pub(super) fn freshness(panel: Panel) -> El {
    let is_of_use = move || {
        let has_account = panel.screen.with(|screen| screen.account.is_some());
        // Before the first answer it keeps its place.
        has_account || panel.standing().is_none()
    };
    el("div").swap(is_of_use, move |is_of_use| is_of_use.then(|| line(panel)))
}

fn line(panel: Panel) -> El {
    let Panel { screen, words, .. } = panel;
    let clock = ticking();
    let age = move || -> Say {
        let Some(at) = screen.with(|screen| screen.checked_at) else {
            return words.say(Phrase::Checking);
        };
        let seconds = clock.get().saturating_sub(at).as_secs();
        match seconds {
            0..5 => words.say(Phrase::CheckedJustNow),
            5..3600 => words
                .fill(Phrase::CheckedAgo, &[("ago", &words.ago(seconds as usize))])
                .into(),
            _ => words.say(Phrase::CheckedLongAgo),
        }
    };
    let answer = move || -> Say {
        let phrase = screen.with(|screen| match (screen.mark, &screen.news) {
            _ if screen.is_slow => Some(Phrase::SlowAnswer),
            _ if screen.checking => Some(Phrase::Checking),
            (Mark::Offline, _) => Some(Phrase::OfflineMark),
            (_, News::NoAnswer) => Some(Phrase::CouldNotCheck),
            (Mark::Stale, _) => Some(Phrase::StaleText),
            (_, News::NoChange) => Some(Phrase::NoChangeYet),
            (Mark::Resting, _) => Some(Phrase::RestingMark),
            _ => None,
        });
        phrase.map_or(Say::default(), |phrase| words.say(phrase))
    };
    let check =
        button("quiet", "check-now", move || panel.check()).say(words, Phrase::ActionCheckNow);
    el("p")
        .class("dolfin-freshness")
        .live_attr("data-mark", move || {
            Some(screen.with(|screen| screen.mark).name().into())
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
fn ticking() -> Watched<Duration> {
    let clock = Watched::new(now());
    keep(Task::start(async move {
        loop {
            TimeoutFuture::new(LOOK_AT_THE_CLOCK_MS).await;
            clock.set(now());
        }
    }));
    clock
}
