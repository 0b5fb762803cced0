//! Each language's file: nothing missing, nothing too much, nothing left in English.

use super::entries::{Entries, english, english_of, entries, file, tags};
use super::particulars::{AMERICAN, BRITISH, CATEGORIES, LATIN, SCRIPTS, SHARED, WRONG_ADDRESS};
use onboarding_core::text::{Catalogue, Locale, Phrase};
use std::{collections::BTreeSet, fs};

fn of<T>(table: &[(&str, T)], locale: &str) -> Option<T>
where
    T: Copy,
{
    table
        .iter()
        .find(|(known, _)| *known == locale)
        .map(|(_, value)| *value)
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
    for tag in tags() {
        let mut names: Vec<_> = english().into_iter().map(|(name, _)| name).collect();
        let mut found: Vec<_> = entries(tag).into_iter().map(|(key, _)| key).collect();
        found.retain(|key| !key.contains('.'));
        if tag == AMERICAN {
            names.retain(|name| found.contains(name));
        }
        assert_eq!(found, names, "{tag}: the same names in the same order");
    }
}

#[test]
fn every_sentence_of_every_language_is_taken() {
    for locale in Locale::all() {
        let mut wording = Catalogue::for_locale(locale);
        for (key, sentence) in entries(locale.tag()) {
            assert_eq!(
                wording.take(&key, &sentence),
                Ok(()),
                "{}: {key}",
                locale.tag()
            );
        }
        let general = general(locale.tag());
        for phrase in Phrase::ALL {
            let own = general.iter().find(|(key, _)| key == phrase.name());
            let expected = own.map_or(phrase.english(), |(_, sentence)| sentence);
            assert_eq!(wording.phrase(*phrase), expected, "{}", locale.tag());
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
        let varies = !categories.is_empty() && !tag.starts_with("en");
        assert_eq!(varied.contains("ProgressLeft"), varies, "{tag}");
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
        let mut shared = of(&SHARED, tag).unwrap_or_default().to_vec();
        shared.sort_unstable();
        assert_eq!(same, shared, "{tag}");
    }
}

/// What it leaves out is the British English that is compiled in.
#[test]
fn american_english_says_only_what_the_british_says_otherwise() {
    let own = entries(AMERICAN);
    for (key, british) in english() {
        let sentence = own.iter().find(|(name, _)| *name == key);
        let sentence = sentence.map_or(&british, |(_, sentence)| sentence);
        let read = sentence.replace("{organisation}", "").to_lowercase();
        let british = BRITISH.iter().find(|word| read.contains(**word));
        assert_eq!(british, None, "{key}: {sentence}");
    }
}

/// As it is read where it is compiled in, which the order of the file and whatever it escapes would break.
#[test]
fn american_english_is_compiled_in_whole() {
    let mut taken = Catalogue::for_locale(Locale::AMERICAN);
    for (key, sentence) in entries(AMERICAN) {
        assert_eq!(taken.take(&key, &sentence), Ok(()), "{key}");
    }
    assert_eq!(Catalogue::american(), taken);
}

#[test]
fn a_language_is_in_letters_of_its_own() {
    for (tag, letters, own) in SCRIPTS {
        let known: Vec<_> = LATIN.split(' ').chain(own.split(' ')).collect();
        for (key, sentence) in entries(tag) {
            let words = sentence.split(|c: char| !c.is_ascii_alphabetic());
            let hint = |word: &&str| word.len() > 1 && !known.contains(word);
            let foreign: Vec<_> = words.filter(hint).collect();
            let is_example = key == "OrganisationMalformedHint";
            assert!(
                foreign.is_empty() || is_example,
                "{tag}: {key}: {foreign:?}"
            );
            let is_own = |c| letters.iter().any(|range| range.contains(&c));
            assert!(sentence.chars().any(is_own), "{tag}: {key}");
        }
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
            let ends = sentence.ends_with(['.', '。']);
            assert_eq!(ends, english.ends_with('.'), "{about}");
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
