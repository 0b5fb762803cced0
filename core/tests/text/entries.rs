//! The sentences of a language's file, by name.

use onboarding_core::account::requirement::Label;
use onboarding_core::text::{Catalogue, Locale, Phrase};
use std::{fs, path::PathBuf};

pub type Entries = Vec<(String, String)>;

pub fn file(locale: &str) -> PathBuf {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/text/locales");
    PathBuf::from(folder).join(format!("{locale}.json"))
}

/// The entries of a file, in order; one stands on each line.
pub fn entries(locale: &str) -> Entries {
    let text = fs::read_to_string(file(locale)).unwrap();
    let whole: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text).unwrap();
    let entry = |line: &str| -> (String, String) {
        let line = line.trim().trim_end_matches(',');
        let members: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(&format!("{{{line}}}")).unwrap();
        let (key, sentence) = members.into_iter().next().unwrap();
        (key, sentence.as_str().unwrap().to_owned())
    };
    let lines = text.lines().filter(|line| line.len() > 1);
    let entries: Entries = lines.map(entry).collect();
    assert_eq!(entries.len(), whole.len(), "{locale}: a key stands twice");
    entries
}

/// Every sentence there is, with its English.
pub fn english() -> Entries {
    let phrases = Phrase::ALL
        .iter()
        .map(|phrase| (phrase.name(), phrase.english()));
    let words = Catalogue::default();
    let owned = |(name, english): (&str, &str)| (name.to_owned(), english.to_owned());
    let labels = Label::ALL
        .iter()
        .map(|label| (label.name().to_owned(), words.label(*label).into_owned()));
    phrases.map(owned).chain(labels).collect()
}

pub fn english_of<'a>(all: &'a Entries, key: &str) -> &'a str {
    let name = key.split('.').next().unwrap();
    &all.iter().find(|(known, _)| known == name).unwrap().1
}

pub fn tags() -> impl Iterator<Item = &'static str> {
    Locale::all().map(Locale::tag)
}
