//! What becomes of a sentence of a file's or a host's, usable or not.

use super::entries::english;
use onboarding_core::account::requirement::Label;
use onboarding_core::text::{Catalogue, MessageError, Phrase, fill};
use proptest::prelude::*;
use std::collections::BTreeSet;

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
