//! How old what is shown is, and a way to look again that answers honestly.
//!
//! The age is rounded so that it changes rarely, and stands outside every live region: it never announces itself.

use super::Panel;
use super::dom::{El, Say, el};
use super::notice::button;
use crate::driver::now;
use crate::flow::flow::News;
use crate::task::Task;
use crate::words::Phrase;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use std::time::Duration;

const LOOK_AT_THE_CLOCK_MS: u32 = 15_000;

/// The last line of the card, once there is something to be fresh.
pub(super) fn freshness(panel: Panel) -> El {
    let has_account = move || panel.screen.with(|screen| screen.account.is_some());
    el("div").swap(has_account, move |has_account| {
        has_account.then(|| line(panel))
    })
}

fn line(panel: Panel) -> El {
    let Panel { screen, words, .. } = panel;
    let clock = ticking();
    let age = move || -> Say {
        let at = screen.with(|screen| screen.checked_at).unwrap_or_default();
        match clock.get().saturating_sub(at).as_secs() / 60 {
            0 => words.say(Phrase::CheckedJustNow).into(),
            minutes @ 1..60 => words
                .fill(
                    Phrase::CheckedMinutesAgo,
                    &[("minutes", &minutes.to_string())],
                )
                .into(),
            _ => words.say(Phrase::CheckedLongAgo).into(),
        }
    };
    let answer = move || -> Say {
        screen.with(|screen| match (screen.checking, &screen.news) {
            (true, _) => words.say(Phrase::Checking).into(),
            (_, News::NoChange) => words.say(Phrase::NoChangeYet).into(),
            (_, News::NoAnswer) => words.say(Phrase::CouldNotCheck).into(),
            _ => Say::default(),
        })
    };
    let check = button(
        "quiet",
        "check-now",
        words.say(Phrase::ActionCheckNow),
        move || panel.check(),
    );
    el("p")
        .class("dolfin-freshness")
        .child(el("span").attr("data-testid", "freshness").live_text(age))
        .child(check)
        .child(el("span").attr("role", "status").live_text(answer))
}

/// A clock that is read now and then, while the view lives.
fn ticking() -> ReadSignal<Duration> {
    let clock = RwSignal::new(now());
    let task = Task::start(async move {
        loop {
            TimeoutFuture::new(LOOK_AT_THE_CLOCK_MS).await;
            if clock.try_set(now()).is_some() {
                break;
            }
        }
    });
    StoredValue::new_local(task);
    clock.read_only()
}
