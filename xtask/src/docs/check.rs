//! What must hold of the book and of the other guides: every link, anchor, include and named file is there.
//!
//! Decides by the Markdown sources. The book's pages link among themselves alone, for nothing else is in the built book;
//! they name files of the repository in code. Each page stands in `SUMMARY.md` once.
//!
//! Limits: links to other sites are not followed; a file that is named in a block of code is not looked for.

use crate::docs::{
    page::{Page, expand},
    summary::{self, Entry, PAGES},
};
use anyhow::{Context, Result};
use std::{
    collections::BTreeMap,
    fs,
    path::{Component, Path, PathBuf},
};

/// The guides outside the book.
const OTHERS: [&str; 3] = ["README.md", "npm/README.md", "sandbox/README.md"];
/// What begins the path of a file of the repository, in code.
const DIRECTORIES: [&str; 8] = [
    "benches/",
    "core/",
    "docs/",
    "examples/",
    "npm/",
    "sandbox/",
    "tests/",
    "xtask/",
];

/// Everything that does not hold, a sentence each.
///
/// # Errors
/// A guide cannot be read.
pub fn problems(root: &Path) -> Result<Vec<String>> {
    let mut problems = Vec::new();
    let written = markdown_below(&root.join(PAGES))?;
    listed_once(root, &written, &mut problems)?;

    let mut pages = BTreeMap::new();
    for file in written
        .into_iter()
        .chain(OTHERS.map(|file| root.join(file)))
    {
        let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        let directory = file.parent().unwrap_or(root);
        let name = shown(root, &file);
        let text = expand(&text, directory, |problem| {
            problems.push(format!("{name}: {problem}."));
        });
        pages.insert(file, Page::read(&text));
    }
    for (file, page) in &pages {
        let name = shown(root, file);
        let mut tell = |what: String| problems.push(format!("{name}: {what}."));
        if page.first_sentence.is_empty() {
            tell("there is no paragraph to say what the page is".to_owned());
        }
        let links = page.links.iter().filter(|link| !is_elsewhere(link));
        links
            .filter_map(|link| broken(root, file, link, &pages))
            .for_each(&mut tell);
        let paths = page.code.iter().filter(|code| is_path(code));
        paths
            .filter(|path| !root.join(path).exists())
            .for_each(|path| tell(format!("there is no `{path}`")));
    }
    Ok(problems)
}

/// Each page is listed, and what is listed is there; once each.
fn listed_once(root: &Path, written: &[PathBuf], problems: &mut Vec<String>) -> Result<()> {
    let entries = summary::of_book(root)?;
    let listed: Vec<PathBuf> = entries
        .into_iter()
        .filter_map(|entry| match entry {
            Entry::Page { path, .. } => Some(root.join(PAGES).join(path)),
            Entry::Part(_) => None,
        })
        .collect();
    for page in listed.iter().filter(|page| !written.contains(page)) {
        problems.push(format!(
            "SUMMARY.md lists {}, which is not there.",
            shown(root, page)
        ));
    }
    for page in written {
        let times = listed.iter().filter(|one| *one == page).count();
        if times != 1 {
            problems.push(format!(
                "SUMMARY.md lists {} {times} times.",
                shown(root, page)
            ));
        }
    }
    Ok(())
}

/// What is wrong with a link within the repository, if anything.
fn broken(root: &Path, from: &Path, link: &str, pages: &BTreeMap<PathBuf, Page>) -> Option<String> {
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    let to = match path {
        "" => from.to_path_buf(),
        _ => normal(&from.parent()?.join(path)),
    };
    let book = root.join(PAGES);
    if from.starts_with(&book) && !to.starts_with(&book) {
        return Some(format!("`{link}` leads out of the book"));
    }
    if !to.exists() {
        return Some(format!("`{link}` leads nowhere"));
    }
    let has_anchor = |page: &Page| page.anchors.iter().any(|one| one == anchor);
    (!anchor.is_empty() && !pages.get(&to).is_some_and(has_anchor))
        .then(|| format!("`{link}`: there is no such heading"))
}

fn is_elsewhere(link: &str) -> bool {
    link.contains("://") || link.starts_with("mailto:")
}

/// Whether it is plainly the path of a file of the repository.
fn is_path(code: &str) -> bool {
    let is_of_path = |char: char| char.is_ascii_alphanumeric() || "/._-".contains(char);
    DIRECTORIES
        .iter()
        .any(|directory| code.starts_with(directory))
        && code.chars().all(is_of_path)
}

/// Without `..`, and whether it is there or not.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => _ = normal.pop(),
            Component::CurDir => {}
            other => normal.push(other),
        }
    }
    normal
}

fn shown(root: &Path, file: &Path) -> String {
    file.strip_prefix(root)
        .unwrap_or(file)
        .display()
        .to_string()
}

/// Every page below a directory, but for the list of them.
fn markdown_below(directory: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut directories = vec![directory.to_path_buf()];
    while let Some(directory) = directories.pop() {
        for entry in fs::read_dir(&directory)? {
            let path = entry?.path();
            if path.is_dir() {
                directories.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md")
                && !path.ends_with("SUMMARY.md")
            {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A repository with this list of pages and these files, beside guides that are in order.
    fn told(name: &str, summary: &str, files: &[(&str, &str)]) -> Vec<String> {
        let root = std::env::temp_dir().join(format!("docs-{name}-{}", std::process::id()));
        let guides = OTHERS.map(|file| (file, "A guide."));
        let list = [("docs/src/SUMMARY.md", summary)];
        for (file, text) in guides.iter().chain(&list).chain(files) {
            let file = root.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        let problems = problems(&root).unwrap();
        fs::remove_dir_all(root).unwrap();
        problems
    }

    #[test]
    fn a_book_in_order_has_no_problems() {
        let a = "# A\n\nIt [leads](b/c.md#d-e) on and [away](https://x.example/#y); see `npm/README.md`, `npm/…`.";
        let c = "Back to [A](../a.md#a), [here](#d-e).\n\n## D, e\n\n{{#include ../../../npm/x.js:it}}\n";
        let x = "// ANCHOR: it\nlet it;\n// ANCHOR_END: it\n";
        let files = [
            ("docs/src/a.md", a),
            ("docs/src/b/c.md", c),
            ("npm/x.js", x),
        ];
        let problems = told("order", "- [A](a.md)\n  - [C](b/c.md)\n", &files);
        assert!(problems.is_empty(), "{problems:?}");
    }

    #[test]
    fn each_thing_that_is_not_there_is_named() {
        let a = "# A\n\n[1](none.md) [2](#none) [3](b.md#none) [4](../../npm/README.md) `tests/none`\n\n\
                 {{#include ../../npm/README.md:none}}";
        let files = [
            ("docs/src/a.md", a),
            ("docs/src/b.md", "# B"),
            ("docs/src/c.md", "C."),
        ];
        let problems = told("broken", "[A](a.md) [B](b.md) [B](b.md) [D](d.md)", &files);
        let told = problems.join("\n");
        for wanted in [
            "`none.md` leads nowhere",
            "`#none`: there is no such heading",
            "`b.md#none`: there is no such heading",
            "`../../npm/README.md` leads out of the book",
            "there is no `tests/none`",
            "has no anchor `none`",
            "b.md: there is no paragraph",
            "lists docs/src/d.md, which is not there",
            "lists docs/src/b.md 2 times",
            "lists docs/src/c.md 0 times",
        ] {
            assert!(told.contains(wanted), "{wanted} in\n{told}");
        }
        assert_eq!(problems.len(), 10, "{told}");
    }
}
