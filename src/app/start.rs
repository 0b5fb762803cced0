//! The start page: asks whose account it is, and goes there.

use super::router::{self, Router};
use crate::components::localised::Localised;
use crate::reactive::element::{El, el};
use crate::reactive::signal::RwSignal;
use crate::translator::Translator;
use onboarding_core::config;
use onboarding_core::text::Phrase;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

/// Asks whose account it is.
pub(super) fn start(translator: Translator, to: Router) -> El {
    let refused = RwSignal::new_local(false);
    let field = el("input")
        .attr("name", "organisation")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("aria-describedby", "organisation-error")
        .attr("aria-invalid", move || refused.get().then_some("true"));
    let input = field.element().cloned();
    let open = move |event: &Event| {
        event.prevent_default();
        let input = input
            .as_ref()
            .and_then(|input| input.dyn_ref::<HtmlInputElement>());
        match config::organisation(&input.map(HtmlInputElement::value).unwrap_or_default()) {
            Ok(id) => to.go(&router::onboarding(id)),
            Err(_) => refused.set(true),
        }
    };
    let error = move || {
        let is_refused = refused.get();
        is_refused.then(|| translator.phrase(Phrase::OrganisationMalformed))
    };
    el("form")
        .class("page-card")
        .on("submit", open)
        .child(
            el("h1")
                .focus_fallback()
                .phrase(translator, Phrase::StartTitle),
        )
        .child(el("p").phrase(translator, Phrase::StartHint))
        .child(
            el("label")
                .class("page-field")
                .phrase(translator, Phrase::StartField)
                .child(field),
        )
        .child(
            el("p")
                .class("page-error")
                .attr("id", "organisation-error")
                .attr("role", "alert")
                .child(error),
        )
        .child(
            el("button")
                .class("page-button")
                .attr("type", "submit")
                .phrase(translator, Phrase::StartButton),
        )
}
