//! What has happened in this visit, to be read by somebody who was not looking: closed, so that its growth moves
//! nothing that nobody has opened.

use super::Panel;
use super::dom::{El, el};
use super::support::date;
use crate::account::change::Change;
use crate::flow::flow::Happened;
use crate::words::{Phrase, Words};
use js_sys::{Object, Reflect};

/// The list, once something has happened.
pub(super) fn activity(panel: Panel) -> El {
    el("div").class("dolfin-place").swap(
        move || panel.screen.with(|screen| !screen.activity.is_empty()),
        move |any| any.then(|| list(panel)),
    )
}

fn list(panel: Panel) -> El {
    let words = panel.words;
    let happened = move || panel.screen.with(|screen| screen.activity.clone());
    el("details")
        .class("dolfin-activity")
        .attr("data-testid", "activity")
        .child(el("summary").say(words, Phrase::ActivityTitle))
        .child(
            el("ul")
                .class("dolfin-list")
                .each(happened, move |happened| row(words, happened)),
        )
}

fn row(words: Words, happened: Happened) -> El {
    let at = date(happened.at);
    let iso: String = at.to_iso_string().into();
    let time = el("time")
        .attr("datetime", &iso)
        .live_text(move || clock(&at, words).into());
    let sentence = el("span").live_text(move || told(words, &happened.changes).into());
    el("li").child(time).child(sentence)
}

/// Some changes in words, in one breath.
pub(super) fn told(words: Words, changes: &[Change]) -> String {
    let sentence =
        |change: &Change| words.count(change.phrase(), change.count().unwrap_or_default());
    let sentences: Vec<String> = changes.iter().map(sentence).collect();
    sentences.join(" ")
}

/// Hours and minutes, as they are written in the language.
fn clock(at: &js_sys::Date, words: Words) -> String {
    let short = Object::new();
    // Setting a property of a fresh object cannot fail.
    _ = Reflect::set(&short, &"timeStyle".into(), &"short".into());
    at.to_locale_string(words.locale().tag(), &short).into()
}
