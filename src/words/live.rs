//! The wording in force in one mount, as views read it.
//!
//! A sentence read here is read again when the language or the host's own sentences change, so that a text follows
//! in place. English stands until another language has come, and where it does not come; a sentence of the host's
//! stands over both. Nobody waits for words: neither the session nor the script nor the status.

use super::{Label, Locale, Phrase, Wording, wording};
use leptos::prelude::*;
use std::borrow::Cow;

/// The wording in force.
#[derive(Clone, Copy)]
pub(crate) struct Words(RwSignal<Wording>);

impl Words {
    /// British English.
    pub(crate) fn english() -> Self {
        Self(RwSignal::new(Wording::default()))
    }

    /// The sentence for `phrase`, as it stands.
    pub(crate) fn say(self, phrase: Phrase) -> Cow<'static, str> {
        self.read(|wording| wording.say(phrase))
    }

    /// The label of a question.
    pub(crate) fn label(self, label: Label) -> Cow<'static, str> {
        self.read(|wording| wording.label(label))
    }

    /// The sentence for `phrase` with each `{name}` replaced by its value. A name without a value stays as it is.
    pub(crate) fn fill(self, phrase: Phrase, values: &[(&str, &str)]) -> String {
        wording::fill(&self.say(phrase), values)
    }

    /// The sentence for `phrase` in the form for `count`, with `{count}` filled.
    pub(crate) fn count(self, phrase: Phrase, count: usize) -> String {
        let category = if count == 1 { "one" } else { "other" };
        let sentence = self.read(|wording| wording.form_for(phrase, category));
        wording::fill(&sentence, &[("count", &count.to_string())])
    }

    /// The language of the sentences.
    pub(crate) fn locale(self) -> Locale {
        self.0.try_with(Wording::locale).unwrap_or(Locale::ENGLISH)
    }

    fn read(self, sentence: impl Fn(&Wording) -> Cow<'static, str>) -> Cow<'static, str> {
        self.0.try_with(sentence).unwrap_or_default()
    }
}
