//! How old what is shown is, and a way to look again that answers honestly.
//!
//! The age is rounded so that it changes rarely, and stands outside every live region: it never announces itself.

use super::Panel;
use crate::driver::now;
use crate::flow::flow::News;
use crate::task::Task;
use crate::words::Phrase;
use gloo_timers::future::TimeoutFuture;
use leptos::{ev, html, prelude::*};
use std::time::Duration;

const LOOK_AT_THE_CLOCK_MS: u32 = 15_000;

/// The last line of the card.
pub(super) fn freshness(panel: Panel) -> impl IntoView {
    let Panel { screen, words, .. } = panel;
    let clock = ticking();
    let age = Memo::new(move |_| {
        let at = screen.with(|screen| screen.checked_at)?;
        Some(clock.get().saturating_sub(at).as_secs() / 60)
    });
    let checking = Memo::new(move |_| screen.with(|screen| screen.checking));
    let answer = Memo::new(move |_| {
        screen.with(|screen| match (&screen.news, &screen.problem) {
            (News::NoChange, _) => Some(Phrase::NoChangeYet),
            (News::NoAnswer, _) => Some(Phrase::CouldNotCheck),
            _ => None,
        })
    });
    let text = move || match age.get() {
        None => words.say(Phrase::NotChecked).to_owned(),
        Some(0) => words.say(Phrase::CheckedJustNow).to_owned(),
        Some(minutes @ 1..60) => words.fill(
            Phrase::CheckedMinutesAgo,
            &[("minutes", &minutes.to_string())],
        ),
        Some(_) => words.say(Phrase::CheckedLongAgo).to_owned(),
    };
    let label = move || {
        words.say(if checking.get() {
            Phrase::Checking
        } else {
            Phrase::ActionCheckNow
        })
    };
    html::p().class("dolfin-freshness").child((
        html::span().attr("data-testid", "freshness").child(text),
        html::span().attr("aria-hidden", "true").child("·"),
        html::button()
            .class("dolfin-button")
            .attr("type", "button")
            .attr("data-rank", "quiet")
            .attr("data-testid", "check-now")
            .attr("aria-disabled", move || checking.get().then_some("true"))
            .on(ev::click, move |_| panel.check())
            .child(label),
        html::span()
            .attr("role", "status")
            .child(move || answer.get().map(|phrase| words.say(phrase))),
    ))
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
    let task = StoredValue::new_local(task);
    on_cleanup(move || task.dispose());
    clock.read_only()
}
