//! The sentences in force: English, with another language over it, and a host's own over both.
//!
//! Decides what of a locale file and of a host's messages is usable, sentence by sentence. A sentence that varies
//! with `{count}` has its general form under its name and the others under `Name.one`, `Name.few`, … , after
//! CLDR's plural categories (<https://cldr.unicode.org/index/cldr-spec/plural-rules>). Which category a number
//! falls in is the caller's to say. Knows no browser: numbers, dates and lists come in as text.

use super::english::{Line, lines};
use super::label::LABELS;
use super::locale::Locale;
use super::phrase::{PHRASES, Phrase};
use crate::account::requirement::Label;
use std::borrow::Cow;

/// CLDR's plural categories but `other`, which is the general form.
const CATEGORIES: [&str; 5] = ["zero", "one", "two", "few", "many"];

/// Longer is no sentence of an interface.
const LONGEST: usize = 2_000;

/// Why a sentence is not used. English stands in for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageError {
    /// No sentence has that name.
    Unknown,
    /// It is not text, or empty, or longer than any sentence.
    NotText,
    /// It holds markup, which would be shown as it is.
    Markup,
    /// It lacks one of the English sentence's `{placeholders}`, or has one of its own.
    Placeholders,
}

impl MessageError {
    /// What a developer is told.
    pub fn told(self) -> &'static str {
        match self {
            MessageError::Unknown => "no sentence has that name",
            MessageError::NotText => "not a text",
            MessageError::Markup => "markup would be shown as it is",
            MessageError::Placeholders => "not the {placeholders} of the English sentence",
        }
    }
}

/// All sentences, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalogue {
    locale: Locale,
    sentences: Vec<Sentence>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Sentence {
    name: &'static str,
    english: &'static str,
    general: Cow<'static, str>,
    /// By plural category.
    forms: Vec<(Cow<'static, str>, Cow<'static, str>)>,
}

impl Default for Catalogue {
    /// British English.
    fn default() -> Self {
        let sentence = |(name, english, one): Line| Sentence {
            name,
            english,
            general: english.into(),
            forms: one
                .map(|one| ("one".into(), one.into()))
                .into_iter()
                .collect(),
        };
        Self {
            locale: Locale::ENGLISH,
            sentences: lines(PHRASES).chain(lines(LABELS)).map(sentence).collect(),
        }
    }
}

impl Catalogue {
    /// The language the sentences are in, but for those that fell back to English.
    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// American English. Its file is compiled in and read line by line, in the order of the sentences and without an escape,
    /// which a test holds it to.
    pub fn american() -> Self {
        let mut wording = Self::for_locale(Locale::AMERICAN);
        let mut sentences = wording.sentences.iter_mut();
        for line in include_str!("locales/en-US.json").lines() {
            let entry = line.trim_matches([' ', ',', '"']).split_once("\": \"");
            let Some((name, text)) = entry else { continue };
            if let Some(sentence) = sentences.find(|sentence| sentence.name == name) {
                sentence.general = text.into();
                sentence.forms.clear();
            }
        }
        wording
    }

    /// English, about to [take](Catalogue::take) the sentences of another language.
    pub fn for_locale(locale: Locale) -> Self {
        Self {
            locale,
            ..Self::default()
        }
    }

    /// Takes a sentence in, or says why it cannot be used. `key` is its name, with `.` and a plural category where
    /// it is the form for that. A general form takes the place of all forms there were, so it comes first.
    pub fn take(&mut self, key: &str, text: &str) -> Result<(), MessageError> {
        let (name, category) = match key.split_once('.') {
            Some((name, category)) => (name, Some(category)),
            None => (key, None),
        };
        let named = |sentence: &&mut Sentence| sentence.name == name;
        let sentence = self
            .sentences
            .iter_mut()
            .find(named)
            .ok_or(MessageError::Unknown)?;
        if category.is_some_and(|category| !CATEGORIES.contains(&category)) {
            return Err(MessageError::Unknown);
        }
        if text.trim().is_empty() || text.len() > LONGEST {
            return Err(MessageError::NotText);
        }
        if text.contains('<') && !sentence.english.contains('<') {
            return Err(MessageError::Markup);
        }
        // «One left» needs no figure.
        let spared = category.and(Some("count"));
        if lacks(text, sentence.english, spared) || lacks(sentence.english, text, None) {
            return Err(MessageError::Placeholders);
        }
        match category {
            None => {
                sentence.general = text.to_owned().into();
                sentence.forms.clear();
            }
            Some(category) => {
                sentence.forms.retain(|(known, _)| known != category);
                sentence
                    .forms
                    .push((category.to_owned().into(), text.to_owned().into()));
            }
        }
        Ok(())
    }

    /// The sentence for `phrase`, as it stands; of one that varies, the general form.
    pub fn phrase(&self, phrase: Phrase) -> Cow<'static, str> {
        self.form(phrase as usize, "")
    }

    /// The label of a question.
    pub fn label(&self, label: Label) -> Cow<'static, str> {
        self.form(Phrase::ALL.len() + label as usize, "")
    }

    /// The form of `phrase` for a number of that plural category.
    pub fn form_for(&self, phrase: Phrase, category: &str) -> Cow<'static, str> {
        self.form(phrase as usize, category)
    }

    /// The word by which a host knows what `phrase` is the sentence for: its name without the first word, such as
    /// `bank-account` of `SubjectBankAccount`.
    pub fn word(&self, phrase: Phrase) -> String {
        let name = self.sentences.get(phrase as usize).map(|known| known.name);
        let letters = name.unwrap_or_default().chars().skip(1);
        let mut word = String::new();
        for letter in letters.skip_while(char::is_ascii_lowercase) {
            if letter.is_ascii_uppercase() && !word.is_empty() {
                word.push('-');
            }
            word.push(letter.to_ascii_lowercase());
        }
        word
    }

    fn form(&self, index: usize, category: &str) -> Cow<'static, str> {
        let Some(sentence) = self.sentences.get(index) else {
            return Cow::default();
        };
        let mut forms = sentence.forms.iter();
        match forms.find(|(known, _)| known == category) {
            Some((_, form)) => form.clone(),
            None => sentence.general.clone(),
        }
    }
}

/// `sentence` with each `{name}` replaced by its value. A name without a value stays as it is.
pub fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut pieces = sentence.split('{');
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let value = piece.split_once('}').and_then(|(name, rest)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((*value, rest))
        });
        let (value, rest) = value.unwrap_or(("{", piece));
        filled.push_str(value);
        filled.push_str(rest);
    }
    filled
}

/// Whether `sentence` is without one of the `{placeholders}` of `other`, but for the one it is spared.
fn lacks(sentence: &str, other: &str, spared: Option<&str>) -> bool {
    placeholders(other)
        .any(|name| spared != Some(name) && !placeholders(sentence).any(|known| known == name))
}

fn placeholders(sentence: &str) -> impl Iterator<Item = &str> {
    let pieces = sentence.split('{').skip(1);
    pieces.filter_map(|piece| Some(piece.split_once('}')?.0))
}
