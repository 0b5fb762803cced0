//! The log of this visit's changes, for somebody who was not looking. Collapsed at first, so that a new entry does not
//! shift the layout.

use super::context::ViewContext;
use super::localised::Localised;
use crate::clock::date;
use crate::reactive::element::{El, el};
use crate::translator::Translator;
use js_sys::{Object, Reflect};
use onboarding_core::onboarding::state::ActivityEntry;
use onboarding_core::text::Phrase;

/// The list, once something has happened.
pub(super) fn activity(cx: ViewContext) -> El {
    el("div").class("dolfin-contents").show(
        move || cx.state.with(|state| !state.activity.is_empty()),
        move || list(cx),
    )
}

fn list(cx: ViewContext) -> El {
    let translator = cx.translator;
    let happened = move || cx.state.with(|state| state.activity.clone());
    el("details")
        .class("dolfin-activity")
        .attr("data-testid", "activity")
        .child(el("summary").phrase(translator, Phrase::ActivityTitle))
        .child(el("ul").class("dolfin-list").attr("role", "list").for_each(
            happened,
            Clone::clone,
            move |happened| row(translator, happened),
        ))
}

fn row(translator: Translator, happened: ActivityEntry) -> El {
    let at = date(happened.at);
    let iso: String = at.to_iso_string().into();
    let time = el("time")
        .attr("datetime", iso.as_str())
        .child(move || clock(&at, translator));
    let sentence = el("span").child(move || translator.changes(&happened.changes));
    el("li").child(time).child(sentence)
}

/// Hours and minutes, as they are written in the language.
fn clock(at: &js_sys::Date, translator: Translator) -> String {
    let short = Object::new();
    // Setting a property of a fresh object cannot fail.
    _ = Reflect::set(&short, &"timeStyle".into(), &"short".into());
    at.to_locale_string(translator.locale().tag(), &short)
        .into()
}
