//! No view holds a sentence of its own.

use std::{fs, path::PathBuf};

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
