//! Every behaviour in `behaviours.txt` is carried by the name of a test, and no test carries one that is not there.
//!
//! A name is that of a Rust function under a `#[test]` or `#[wasm_bindgen_test]` (`fn p01_p02_…`), or any text on a line
//! of a `.test.mjs` file that is no comment. Says nothing of whether the test is a good one.

#![allow(
    clippy::expect_used,
    reason = "a list or a source that cannot be read fails the test"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

const LIST: &str = include_str!("behaviours.txt");
const SEARCHED: [&str; 5] = ["core", "sandbox", "src", "tests", "xtask"];

/// Each id, and whether it is struck.
fn listed() -> BTreeMap<&'static str, bool> {
    let lines = LIST
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut listed = BTreeMap::new();
    for line in lines {
        let (id, words) = line.split_once(' ').expect("an id and its words");
        assert!(is_id(id), "{line}");
        let twice = listed.insert(id, words.starts_with("struck: "));
        assert_eq!(twice, None, "{id} stands twice");
    }
    listed
}

/// A capital letter and two digits.
fn is_id(word: &str) -> bool {
    matches!(word.as_bytes(), [letter, tens, ones]
        if letter.is_ascii_uppercase() && tens.is_ascii_digit() && ones.is_ascii_digit())
}

fn named() -> BTreeSet<String> {
    let mut files = Vec::new();
    for directory in SEARCHED {
        collect(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join(directory),
            &mut files,
        );
    }
    let mut named = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a source file");
        match file.extension().and_then(|extension| extension.to_str()) {
            Some("rs") => of_rust(&text, &mut named),
            _ => of_javascript(&text, &mut named),
        }
    }
    named
}

fn collect(directory: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).expect("a directory") {
        let path = entry.expect("an entry").path();
        let name = path.to_string_lossy();
        if path.is_dir() {
            if !name.ends_with("node_modules") {
                collect(&path, files);
            }
        } else if name.ends_with(".rs") || name.ends_with(".test.mjs") {
            files.push(path);
        }
    }
}

fn of_rust(text: &str, named: &mut BTreeSet<String>) {
    let mut is_test = false;
    for line in text.lines().map(str::trim) {
        if line.starts_with("#[test]") || line.starts_with("#[wasm_bindgen_test") {
            is_test = true;
        } else if let Some((_, rest)) = line.split_once("fn ")
            && is_test
        {
            let name = rest.split('(').next().unwrap_or_default();
            let words = name.split('_').map(str::to_uppercase);
            named.extend(words.take_while(|word| is_id(word)));
            is_test = false;
        }
    }
}

fn of_javascript(text: &str, named: &mut BTreeSet<String>) {
    let lines = text.lines().map(str::trim);
    for line in lines.filter(|line| !line.starts_with("//") && !line.starts_with('*')) {
        let words = line.split(|letter: char| !letter.is_alphanumeric());
        named.extend(words.filter(|word| is_id(word)).map(str::to_owned));
    }
}

#[test]
fn every_behaviour_is_carried_by_a_test() {
    let named = named();
    let listed = listed();
    let missing: Vec<_> = listed
        .iter()
        .filter(|(id, is_struck)| !**is_struck && !named.contains(**id))
        .map(|(id, _)| *id)
        .collect();
    let struck = listed.values().filter(|is_struck| **is_struck).count();
    println!(
        "{} behaviours, {struck} struck, {} missing",
        listed.len(),
        missing.len()
    );
    assert_eq!(missing, [""; 0], "no test carries these");
}

#[test]
fn no_test_carries_what_is_struck() {
    let named = named();
    let listed = listed();
    let struck = listed.iter().filter(|(_, is_struck)| **is_struck);
    let carried: Vec<_> = struck.filter(|(id, _)| named.contains(**id)).collect();
    assert!(carried.is_empty(), "{carried:?}");
}

#[test]
fn an_id_counts_in_a_name_and_nowhere_else() {
    let mut named = BTreeSet::new();
    of_rust(
        "#[test]\nfn p01_p02_a_p03() {}\nfn p04_no_test() {}",
        &mut named,
    );
    of_javascript("test(\"P05 P06: x\");\n// P07\nconst p08 = 1;", &mut named);
    let expected = ["P01", "P02", "P05", "P06"].map(str::to_owned);
    assert_eq!(named, BTreeSet::from(expected));
}
