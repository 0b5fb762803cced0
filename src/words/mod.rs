//! Every sentence a person can read.
//!
//! Decides how a [`Phrase`] is worded. Knows no browser: dates, plural categories and lists are formatted by
//! the caller and come in as text. British English is compiled in and is the fallback for every phrase.

mod phrase;
mod requirement;

pub use phrase::Phrase;
pub use requirement::Label;

/// The wording in force.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Words;

impl Words {
    /// The sentence for `phrase`, as it stands.
    pub fn say(&self, phrase: Phrase) -> &'static str {
        phrase.english()
    }

    /// The sentence for `phrase` with each `{name}` replaced by its value. A name without a value stays as it is.
    pub fn fill(&self, phrase: Phrase, values: &[(&str, &str)]) -> String {
        let mut sentence = self.say(phrase).to_owned();
        for (name, value) in values {
            sentence = sentence.replace(&["{", name, "}"].concat(), value);
        }
        sentence
    }
}
