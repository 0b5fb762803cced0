//! Every language says everything, loses nothing, and falls back to English sentence by sentence.

#![cfg(not(target_family = "wasm"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy's exception for tests does not reach their helpers"
)]

use onboarding_core::account::requirement::Label;
use onboarding_core::text::{Catalogue, Locale, MessageError, Phrase, fill};
use proptest::prelude::*;
use std::{collections::BTreeSet, fs, path::PathBuf};

type Entries = Vec<(String, String)>;

/// The plural categories of each language beside its general form, as far as whole numbers reach them. (Polish has
/// its `many` as the general form; French and Spanish a `many` for millions.)
const CATEGORIES: [(&str, &[&str]); 7] = [
    ("en-GB", &["one"]),
    ("ar", &["zero", "one", "two", "few", "many"]),
    ("de-DE", &["one"]),
    ("es-ES", &["one"]),
    ("fr-FR", &["one"]),
    ("nl-NL", &["one"]),
    ("pl-PL", &["one", "few"]),
];

/// Words of the wrong form of address, in languages that have two. Each language keeps to one: *Sie*, *vous*, *tú*, *je*,
/// and the Polish *ty*.
const WRONG_ADDRESS: [(&str, &[&str]); 5] = [
    ("de-DE", &["du", "dein", "deine", "dich", "dir"]),
    ("fr-FR", &["tu", "ton", "ta", "tes", "toi"]),
    ("es-ES", &["usted", "ustedes"]),
    ("nl-NL", &["u", "uw"]),
    ("pl-PL", &["państwo", "państwa", "pana", "pani"]),
];

/// Sentences that are the same in another language.
const SHARED: [(&str, &[&str]); 7] = [
    ("en-GB", &[]),
    ("ar", &[]),
    ("de-DE", &["NavLabel", "SubjectPerson", "Website"]),
    ("es-ES", &["Pan", "ExportLicence"]),
    ("fr-FR", &["NavLabel", "SubjectDocuments"]),
    ("nl-NL", &["Website", "Pan", "ExportLicence"]),
    ("pl-PL", &[]),
];

/// What stands in Latin letters in an Arabic sentence: names, placeholders, and what a developer types.
const LATIN: &str = "Stripe https Safari Chrome API api base PAN Bacs SEPA pk window PAYMENTS CONFIG meta name stripe \
    publishable key percent count label ago reference number person organisation";

fn file(locale: &str) -> PathBuf {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/text/locales");
    PathBuf::from(folder).join(format!("{locale}.json"))
}

/// The entries of a file, in order; one stands on each line.
fn entries(locale: &str) -> Entries {
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
fn english() -> Entries {
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

fn english_of<'a>(all: &'a Entries, key: &str) -> &'a str {
    let name = key.split('.').next().unwrap();
    &all.iter().find(|(known, _)| known == name).unwrap().1
}

fn of<T>(table: &[(&str, T)], locale: &str) -> Option<T>
where
    T: Copy,
{
    table
        .iter()
        .find(|(known, _)| *known == locale)
        .map(|(_, value)| *value)
}

fn tags() -> impl Iterator<Item = &'static str> {
    Locale::ALL.into_iter().map(Locale::tag)
}

#[test]
fn each_sentence_has_a_name_of_its_own() {
    let names: Vec<_> = english().into_iter().map(|(name, _)| name).collect();
    let distinct: BTreeSet<_> = names.iter().collect();
    assert_eq!(distinct.len(), names.len());
}

/// `en-GB.json` is not loaded by anybody: it is the list of names for hosts and translators. After a change of the
/// English sentences, `WRITE=1 cargo test -p onboarding-core --test text` writes it anew.
#[test]
fn the_list_of_names_is_the_one_that_is_compiled_in() {
    let line = |(name, sentence): (String, String)| {
        format!(
            "  \"{name}\": {}",
            serde_json::to_string(&sentence).unwrap()
        )
    };
    let wording = Catalogue::default();
    let mut lines = Vec::new();
    for (at, (name, general)) in english().into_iter().enumerate() {
        lines.push(line((name.clone(), general.clone())));
        if let Some(phrase) = Phrase::ALL.get(at) {
            let one = wording.form_for(*phrase, "one");
            if one != general {
                lines.push(line((format!("{name}.one"), one.into_owned())));
            }
        }
    }
    let expected = format!("{{\n{}\n}}\n", lines.join(",\n"));
    if std::env::var_os("WRITE").is_some() {
        fs::write(file("en-GB"), &expected).unwrap();
    }
    assert!(
        fs::read_to_string(file("en-GB")).is_ok_and(|found| found == expected),
        "run it with WRITE=1"
    );
}

#[test]
fn every_language_has_a_file_and_every_file_a_language() {
    let folder = file("en-GB").parent().unwrap().to_owned();
    let mut found: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    found.sort();
    let mut expected: Vec<_> = tags().map(|tag| format!("{tag}.json")).collect();
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn no_language_lacks_a_sentence_or_has_one_too_many() {
    let names: Vec<_> = english().into_iter().map(|(name, _)| name).collect();
    for tag in tags() {
        let mut found: Vec<_> = entries(tag).into_iter().map(|(key, _)| key).collect();
        found.retain(|key| !key.contains('.'));
        assert_eq!(found, names, "{tag}: the same names in the same order");
    }
}

#[test]
fn every_sentence_of_every_language_is_taken() {
    for locale in Locale::ALL {
        let mut wording = Catalogue::for_locale(locale);
        for (key, sentence) in entries(locale.tag()) {
            assert_eq!(
                wording.take(&key, &sentence),
                Ok(()),
                "{}: {key}",
                locale.tag()
            );
        }
        for (phrase, (key, sentence)) in Phrase::ALL.iter().zip(general(locale.tag())) {
            assert_eq!(
                (phrase.name(), wording.phrase(*phrase)),
                (&*key, sentence.into())
            );
        }
        assert_eq!(wording.locale(), locale);
    }
}

fn general(tag: &str) -> Entries {
    let mut entries = entries(tag);
    entries.retain(|(key, _)| !key.contains('.'));
    entries
}

#[test]
fn what_has_plural_forms_has_all_of_its_language() {
    for tag in tags() {
        let entries = entries(tag);
        let forms = |name: &str| -> Vec<&str> {
            let own = entries.iter().filter_map(|(key, _)| key.split_once('.'));
            own.filter(|(known, _)| *known == name)
                .map(|(_, category)| category)
                .collect()
        };
        let categories = of(&CATEGORIES, tag).unwrap();
        let varied: BTreeSet<_> = entries
            .iter()
            .filter_map(|(key, _)| Some(key.split_once('.')?.0))
            .collect();
        for name in &varied {
            assert_eq!(forms(name), categories, "{tag}: {name}");
        }
        assert!(tag == "en-GB" || varied.contains("ProgressLeft"), "{tag}");
    }
}

#[test]
fn nothing_is_left_in_english() {
    for tag in tags().filter(|tag| *tag != "en-GB") {
        let all = english();
        let mut same: Vec<_> = entries(tag)
            .into_iter()
            .filter(|(key, sentence)| english_of(&all, key) == sentence)
            .map(|(key, _)| key)
            .collect();
        same.sort();
        let mut shared = of(&SHARED, tag).unwrap().to_vec();
        shared.sort_unstable();
        assert_eq!(same, shared, "{tag}");
    }
}

#[test]
fn arabic_is_in_arabic_letters() {
    for (key, sentence) in entries("ar") {
        let words = sentence.split(|c: char| !c.is_ascii_alphabetic());
        let known: Vec<_> = LATIN.split_whitespace().collect();
        let hint = |word: &&str| word.len() > 1 && !known.contains(word);
        let foreign: Vec<_> = words.filter(hint).collect();
        let is_example = key == "OrganisationMalformedHint";
        assert!(foreign.is_empty() || is_example, "{key}: {foreign:?}");
        assert!(
            sentence
                .chars()
                .any(|c| ('\u{600}'..='\u{6ff}').contains(&c)),
            "{key}"
        );
    }
}

#[test]
fn sentences_are_sound_in_form() {
    let all = english();
    for tag in tags() {
        for (key, sentence) in entries(tag) {
            let about = format!("{tag}: {key}: {sentence}");
            let english = english_of(&all, &key);
            let length = sentence.chars().count();
            // A word has no room to speak of; a sentence must fit where the English one does.
            let most = (english.chars().count() * 22 / 10).max(32);
            assert!(length <= most, "{about}: {length} of {most}");
            assert_eq!(sentence.trim(), sentence, "{about}");
            assert!(!sentence.contains("  "), "{about}");
            assert_eq!(sentence.ends_with('.'), english.ends_with('.'), "{about}");
            assert!(!sentence.chars().any(char::is_control), "{about}");
        }
    }
}

#[test]
fn each_language_keeps_to_one_form_of_address() {
    for (tag, wrong) in WRONG_ADDRESS {
        for (key, sentence) in entries(tag) {
            let lower = sentence.to_lowercase();
            let mut words = lower.split(|c: char| !c.is_alphabetic());
            assert!(
                !words.any(|word| wrong.contains(&word)),
                "{tag}: {key}: {sentence}"
            );
        }
    }
}

/// What stands in quotes where a text is written into the page, other than a figure or a sign. The browser tests see the
/// same from the other side, as far as they come.
#[test]
fn no_view_holds_a_sentence_of_its_own() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../src");
    let folders = ["components", "app"].map(|folder| fs::read_dir(root.join(folder)).unwrap());
    let found = folders.into_iter().flatten();
    let mut files: Vec<_> = found.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.is_file());
    let calls = [
        ".child(\"",
        ".attr(\"aria-label\", \"",
        ".attr(\"title\", \"",
        ".attr(\"alt\", \"",
        ".attr(\"placeholder\", \"",
        ".set_data(\"",
    ];
    for file in files {
        let source: String = fs::read_to_string(&file)
            .unwrap()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let source = source.replace("( ", "(");
        for call in calls {
            for rest in source.split(call).skip(1) {
                let literal = rest.split('"').next().unwrap();
                assert!(
                    !literal.chars().any(char::is_alphabetic),
                    "{}: {literal}",
                    file.display()
                );
            }
        }
    }
}

#[test]
fn a_sentence_that_cannot_be_used_leaves_the_english_one() {
    for (key, text, mistake) in [
        ("NoSuchName", "x", MessageError::Unknown),
        ("", "x", MessageError::Unknown),
        ("constructor", "x", MessageError::Unknown),
        ("reviewHead", "x", MessageError::Unknown),
        ("ReviewHead.", "x", MessageError::Unknown),
        ("ReviewHead.other", "x", MessageError::Unknown),
        ("ReviewHead.one.one", "x", MessageError::Unknown),
        ("ReviewHead", "", MessageError::NotText),
        ("ReviewHead", " \n", MessageError::NotText),
        ("ReviewHead", &"x".repeat(3_000), MessageError::NotText),
        ("ReviewHead", "<b>Now</b>", MessageError::Markup),
        ("ReviewHead", "Now {count}", MessageError::Placeholders),
        ("ProgressText", "Done", MessageError::Placeholders),
        ("ProgressText", "{Percent}", MessageError::Placeholders),
        (
            "ProgressText",
            "{percent} of {total}",
            MessageError::Placeholders,
        ),
        (
            "FormJustThisName.one",
            "Just this",
            MessageError::Placeholders,
        ),
    ] {
        let mut wording = Catalogue::default();
        assert_eq!(wording.take(key, text), Err(mistake), "{key}: {text}");
        assert_eq!(wording, Catalogue::default(), "{key}: {text}");
    }
}

#[test]
fn a_usable_sentence_takes_the_place_of_ours() {
    let mut wording = Catalogue::default();
    assert_eq!(wording.take("ReviewHead", "Bear with us"), Ok(()));
    assert_eq!(wording.take("TaxId", "Your tax number"), Ok(()));
    assert_eq!(wording.phrase(Phrase::ReviewHead), "Bear with us");
    assert_eq!(wording.label(Label::TaxId), "Your tax number");
    assert_eq!(
        wording.phrase(Phrase::ReviewText),
        Phrase::ReviewText.english()
    );
}

#[test]
fn a_general_form_takes_the_place_of_all_and_a_category_of_its_own() {
    let mut wording = Catalogue::default();
    let left = |wording: &Catalogue, category| {
        wording
            .form_for(Phrase::ProgressLeft, category)
            .into_owned()
    };
    assert_eq!(wording.take("ProgressLeft", "noch {count}"), Ok(()));
    assert_eq!(wording.take("ProgressLeft.one", "noch eine"), Ok(()));
    assert_eq!(
        wording.take("ProgressLeft.two", "noch zwei, {count}"),
        Ok(())
    );
    assert_eq!(left(&wording, "one"), "noch eine");
    assert_eq!(left(&wording, "two"), "noch zwei, {count}");
    for general in ["few", "other", "", "nonsense"] {
        assert_eq!(left(&wording, general), "noch {count}");
    }
    assert_eq!(wording.take("ProgressLeft.one", "nur eine"), Ok(()));
    assert_eq!(left(&wording, "one"), "nur eine");
    assert_eq!(wording.take("ProgressLeft", "{count}!"), Ok(()));
    assert_eq!(left(&wording, "one"), "{count}!");
}

#[test]
fn values_go_where_their_names_stand() {
    assert_eq!(
        fill("{a} and {b}, {a}", &[("a", "x"), ("b", "{c}")]),
        "x and {c}, x"
    );
    assert_eq!(fill("{a} {b}", &[("a", "1")]), "1 {b}");
    assert_eq!(fill("none {", &[("a", "1")]), "none {");
}

proptest! {
    #[test]
    fn whatever_a_file_holds_every_sentence_keeps_its_placeholders(
        messages in proptest::collection::vec((key(), text()), 0..40)
    ) {
        let mut wording = Catalogue::default();
        for (key, text) in &messages {
            _ = wording.take(key, text);
        }
        for phrase in Phrase::ALL {
            let sentence = wording.phrase(*phrase);
            prop_assert!(!sentence.trim().is_empty());
            for name in ["count", "percent", "label", "ago", "reference", "number"] {
                let name = format!("{{{name}}}");
                prop_assert_eq!(sentence.contains(&name), phrase.english().contains(&name));
            }
        }
    }
}

fn key() -> impl Strategy<Value = String> {
    let known: Vec<_> = english().into_iter().map(|(name, _)| name).collect();
    let known = prop::sample::select(known);
    let form = prop::sample::select(vec!["", ".one", ".few", ".other", "."]);
    prop_oneof![4 => (known, form).prop_map(|(name, form)| name + form), 1 => any::<String>()]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a-z ]{0,9}\\{(count|percent|label|ago|number|x)?\\}?[a-z<]{0,9}",
    ]
}

#[test]
fn labels_are_plain_words() {
    let words = Catalogue::default();
    let mut seen = BTreeSet::new();
    for label in Label::ALL {
        let words = words.label(*label);
        let first = words.chars().next().unwrap();
        assert!(first.is_ascii_uppercase(), "{words}");
        assert!(!words.contains(['_', '.', '{']), "{words}");
        assert!(words.len() <= 60, "{words}");
        seen.insert(words);
    }
    // The selfie check is asked both as a person's field and as an intervention.
    assert_eq!(seen.len() + 1, Label::ALL.len());
}
