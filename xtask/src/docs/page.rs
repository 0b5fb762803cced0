//! A page of Markdown: what it links to, and what can be linked to in it.
//!
//! Decides anchors as mdBook does; GitHub's are the same for plain headings. `expand` puts included lines in place.
//!
//! Limits: of mdBook's directives only `#include` of a file or of an anchor in it.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::{fs, path::Path};

const DIRECTIVE: &str = "{{#";
const INCLUDE: &str = "include ";
const END_OF_DIRECTIVE: &str = "}}";

/// What is on a page.
#[derive(Debug, Default)]
pub struct Page {
    /// Its headings' ids.
    pub anchors: Vec<String>,
    /// Where its links and pictures point, as it is written.
    pub links: Vec<String>,
    /// What stands in it as code within a line.
    pub code: Vec<String>,
    /// How its first paragraph begins, to the first full stop.
    pub first_sentence: String,
}

impl Page {
    /// Reads a page whose includes are in place.
    pub fn read(markdown: &str) -> Self {
        let mut page = Self::default();
        let mut text = String::new();
        let mut own_id = None;
        let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES;
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Start(Tag::Heading { id, .. }) => {
                    own_id = id;
                    text.clear();
                }
                Event::Start(Tag::Paragraph) => text.clear(),
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    page.links.push(dest_url.into_string());
                }
                Event::Text(words) => text.push_str(&words),
                Event::Code(words) => {
                    text.push_str(&words);
                    page.code.push(words.into_string());
                }
                Event::SoftBreak => text.push(' '),
                Event::End(TagEnd::Heading(_)) => {
                    let id = own_id.take().map_or_else(|| anchor(&text), String::from);
                    page.anchors.push(page.unused(&id));
                }
                Event::End(TagEnd::Paragraph) if page.first_sentence.is_empty() => {
                    page.first_sentence = first_sentence(&text).to_owned();
                }
                _ => {}
            }
        }
        page
    }

    /// The second heading of the same words is numbered 1.
    fn unused(&self, id: &str) -> String {
        let is_free = |id: &String| !self.anchors.contains(id);
        let numbered = (1..).map(|number| format!("{id}-{number}"));
        std::iter::once(id.to_owned())
            .chain(numbered)
            .find(is_free)
            .unwrap_or_default()
    }
}

fn first_sentence(paragraph: &str) -> &str {
    let end = paragraph.find(". ").map(|at| at + 1);
    end.and_then(|end| paragraph.get(..end))
        .unwrap_or(paragraph)
}

/// A heading's id, as mdBook makes it.
fn anchor(heading: &str) -> String {
    let of_char = |char: char| match char {
        _ if char.is_alphanumeric() || char == '_' || char == '-' => Some(char),
        _ if char.is_whitespace() => Some('-'),
        _ => None,
    };
    let lower = heading.trim().to_lowercase();
    lower.chars().filter_map(of_char).collect()
}

/// The page with what it includes in place. What cannot be included is told to `problem`.
pub fn expand(markdown: &str, directory: &Path, mut problem: impl FnMut(String)) -> String {
    let mut expanded = String::new();
    let mut rest = markdown;
    while let Some((before, directive)) = rest.split_once(DIRECTIVE) {
        expanded.push_str(before);
        let Some((said, after)) = directive.split_once(END_OF_DIRECTIVE) else {
            problem("a directive has no end".to_owned());
            return expanded;
        };
        rest = after;
        match said.strip_prefix(INCLUDE) {
            Some(what) => match included(what.trim(), directory) {
                Ok(lines) => expanded.push_str(&lines),
                Err(why) => problem(why),
            },
            None => problem(format!("`{said}` is no include")),
        }
    }
    expanded + rest
}

fn included(what: &str, directory: &Path) -> Result<String, String> {
    let (path, anchor) = match what.split_once(':') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (what, None),
    };
    let text = fs::read_to_string(directory.join(path))
        .map_err(|error| format!("{path} cannot be included: {error}"))?;
    match anchor {
        None => Ok(text),
        Some(anchor) => {
            lines_of(&text, anchor).ok_or_else(|| format!("{path} has no anchor `{anchor}`"))
        }
    }
}

/// The lines between an anchor's beginning and its end, without other anchors; nothing where one of the two is missing.
fn lines_of(text: &str, anchor: &str) -> Option<String> {
    let mut lines = text.lines();
    lines.find(|line| named(line, "ANCHOR:") == Some(anchor))?;
    let mut taken = String::new();
    for line in lines {
        if named(line, "ANCHOR_END:") == Some(anchor) {
            return Some(taken);
        }
        if named(line, "ANCHOR:")
            .or(named(line, "ANCHOR_END:"))
            .is_none()
        {
            taken.push_str(line);
            taken.push('\n');
        }
    }
    None
}

/// The name of the anchor that begins or ends in a line.
fn named<'a>(line: &'a str, mark: &str) -> Option<&'a str> {
    let (_, after) = line.split_once(mark)?;
    let is_of_name = |char: char| char.is_alphanumeric() || char == '_' || char == '-';
    after.trim_start().split(|char| !is_of_name(char)).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_links_and_code_are_read_as_mdbook_does() {
        let page = Page::read(
            "# The `tag`, and Stripe's\n\nIt is [here](a.md#b). More.\n\n## Same\n\n## Same\n\n\
             ## Other {#own}\n\n```html\n# no heading [no](link.md)\n```\n\n| ![p](p.png) |\n|---|\n| `npm/x` |\n",
        );
        assert_eq!(
            page.anchors,
            ["the-tag-and-stripes", "same", "same-1", "own"]
        );
        assert_eq!(page.links, ["a.md#b", "p.png"]);
        assert_eq!(page.code, ["tag", "npm/x"]);
        assert_eq!(page.first_sentence, "It is here.");
    }

    #[test]
    fn an_include_is_put_in_place_and_one_that_cannot_be_is_told() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/docs");
        let mut problems = Vec::new();
        let text = "a {{#include page.rs:no-such}} b {{#include none.rs}} c {{#playground x.rs}} d {{#include page.rs}}";
        let expanded = expand(text, &here, |problem| problems.push(problem));
        assert!(expanded.starts_with("a  b  c  d //! A page of Markdown"));
        assert_eq!(problems.len(), 3, "{problems:?}");
    }

    #[test]
    fn lines_of_an_anchor_have_no_other_anchors_and_an_end() {
        let text = "1\n// ANCHOR: a\n2\n<!-- ANCHOR: b -->\n3\n// ANCHOR_END: a\n4";
        assert_eq!(lines_of(text, "a").as_deref(), Some("2\n3\n"));
        assert_eq!(lines_of(text, "b"), None);
        assert_eq!(lines_of(text, "c"), None);
    }
}
