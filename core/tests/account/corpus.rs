//! Recorded reality: whole documents, and what a person should be told, written by hand.
//!
//! Each file of `tests/fixtures/status` holds a document built from real lists of requirements, where it comes
//! from, and the expected standing and questions. The expectation comes from the conventions, not from the code.

use std::{collections::BTreeSet, fs, path::Path};

use onboarding_core::{
    account::{
        document::Code,
        requirement::QuestionList,
        situation::{Facts, FormOutcome, assess},
    },
    text::{self, Catalogue},
};
use serde_json::{Value as Json, json};

use crate::support::catalogue;

fn fixtures() -> Vec<(String, Json)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/status");
    let mut fixtures = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        fixtures.push((
            name,
            serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap(),
        ));
    }
    fixtures
}

/// What the code says, in the form of a fixture's expectation.
fn said(document: &Json) -> Json {
    let account = crate::support::read(document);
    let standing = assess(&Facts {
        account: Some(&account),
        problem: None,
        form: FormOutcome::NotOpened,
    });
    let words = Catalogue::default();
    let groups: Vec<Json> = QuestionList::of(&account)
        .groups
        .iter()
        .map(|group| {
            let number = group.subject.number().unwrap_or_default().to_string();
            let heading = text::wording::subject(group.subject).english();
            let labels = group
                .questions
                .iter()
                .map(|question| words.label(question.label));
            json!({
                "urgency": text::wording::urgency(group.urgency).english(),
                "heading": heading.replace("{number}", &number),
                "questions": labels.collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "situation": format!("{:?}", standing.situation),
        "turn": standing.turn.name(),
        "tone": format!("{:?}", standing.tone),
        "primary": standing.primary.map(|action| format!("{action:?}")),
        "secondary": standing.secondary.map(|action| format!("{action:?}")),
        "groups": groups,
    })
}

#[test]
fn every_document_is_told_as_expected() {
    let fixtures = fixtures();
    assert!(fixtures.len() >= 44);
    let mut wrong = Vec::new();
    for (name, fixture) in &fixtures {
        let said = said(&fixture["status"]);
        if said != fixture["expected"] {
            wrong.push(format!("{name}: {said:#}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_that_was_seen_or_specified_is_in_a_document() {
    let mut in_documents = BTreeSet::new();
    for (_, fixture) in fixtures() {
        for list in ["currentlyDue", "pastDue"] {
            if let Some(codes) = fixture["status"]["capabilities"][list].as_array() {
                in_documents.extend(codes.iter().filter_map(Json::as_str).map(str::to_owned));
            }
        }
    }
    let (mut observed, mut specified) = (0, 0);
    for [pattern, _, _, source] in catalogue() {
        let code = pattern.replace("person_*", "person_1QpmE2S1bA2P7JoAztLQ3RV8");
        observed += u32::from(source.contains("observed"));
        specified += u32::from(source.contains("country_specs"));
        if source.contains("observed") || source.contains("country_specs") {
            assert!(in_documents.contains(&code), "{code}");
        }
    }
    assert_eq!((observed, specified), (104, 165));
}

#[test]
fn nothing_a_server_sent_is_said() {
    for (name, fixture) in fixtures() {
        let said = said(&fixture["status"]).to_string();
        let account = crate::support::read(&fixture["status"]);
        let known = account.capabilities.unwrap_or_default();
        let codes = known
            .currently_due
            .iter()
            .chain(&known.past_due)
            .map(Code::as_str);
        for code in codes.filter(|code| code.contains(['.', '_'])) {
            assert!(!said.contains(code), "{name} says {code}");
        }
        if let Some(reason) = fixture["status"]["capabilities"]["disabledReason"].as_str() {
            assert!(
                !said.contains(&format!("\"{reason}\"")),
                "{name} says {reason}"
            );
        }
    }
}
