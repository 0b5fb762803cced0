//! Sentences on elements: they follow the language and the host's own words.

use crate::reactive::element::El;
use crate::translator::Translator;
use onboarding_core::text::Phrase;

/// What can carry a sentence.
pub(crate) trait Localised {
    /// Adds a sentence as a child.
    fn phrase(self, translator: Translator, phrase: Phrase) -> Self;
    /// Names the element for assistive technology.
    fn aria_label(self, translator: Translator, phrase: Phrase) -> Self;
}

impl Localised for El {
    fn phrase(self, translator: Translator, phrase: Phrase) -> Self {
        self.child(move || translator.phrase(phrase))
    }

    fn aria_label(self, translator: Translator, phrase: Phrase) -> Self {
        self.attr("aria-label", move || translator.phrase(phrase))
    }
}
