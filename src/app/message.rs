//! A page that says one thing: what is wrong with the address or the configuration.

use super::router;
use crate::components::localised::Localised;
use crate::reactive::element::{El, el};
use crate::translator::Translator;
use onboarding_core::config::ConfigError;
use onboarding_core::text::Phrase;

/// What a developer or a person with a broken link is told. Nothing has been sent when this is shown.
pub(super) fn mistake(translator: Translator, error: ConfigError) -> El {
    let (title, text) = match error {
        ConfigError::Organisation => (
            Phrase::OrganisationMalformed,
            Phrase::OrganisationMalformedHint,
        ),
        ConfigError::KeyMissing => (Phrase::KeyMissing, Phrase::KeyHint),
        ConfigError::KeySecret => (Phrase::KeySecret, Phrase::KeySecretHint),
        ConfigError::KeyMalformed => (Phrase::KeyMalformed, Phrase::KeyHint),
        ConfigError::ApiBase => (Phrase::ApiBaseMalformed, Phrase::ApiBaseHint),
    };
    message(translator, title, text, "alert")
}

/// A card with a title, a sentence, and the way to the start page.
pub(super) fn message(translator: Translator, title: Phrase, text: Phrase, role: &str) -> El {
    let way_out = el("a")
        .attr("href", router::start().as_str())
        .phrase(translator, Phrase::LostWayOut);
    el("section")
        .class("page-card")
        .attr("role", role)
        .attr("data-testid", "page-message")
        .child(el("h1").focus_fallback().phrase(translator, title))
        .child(el("p").phrase(translator, text))
        .child(el("p").child(way_out))
}
