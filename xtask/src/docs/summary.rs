//! `SUMMARY.md`: where the book's pages are, and their order.
//!
//! Decides what is a part's title and what is a page. Limits: the nesting of chapters is not kept.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use std::{fs, io, path::Path};

/// The pages and the list of them, below the repository.
pub const PAGES: &str = "docs/src";

/// One line of the list.
#[derive(Debug, PartialEq)]
pub enum Entry {
    /// The title of the pages that follow.
    Part(String),
    /// A page, by its path below the list.
    Page { title: String, path: String },
}

/// The entries of the book's own list.
pub fn of_book(root: &Path) -> io::Result<Vec<Entry>> {
    let list = root.join(PAGES).join("SUMMARY.md");
    Ok(read(&fs::read_to_string(list)?))
}

/// The entries in their order, without the list's own title.
fn read(markdown: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut text = String::new();
    let mut target = String::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::Heading { .. }) => text.clear(),
            Event::Start(Tag::Link { dest_url, .. }) => {
                text.clear();
                target = dest_url.into_string();
            }
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::End(TagEnd::Heading(_)) if text != "Summary" => {
                entries.push(Entry::Part(text.clone()));
            }
            Event::End(TagEnd::Link) => entries.push(Entry::Page {
                title: text.clone(),
                path: target.clone(),
            }),
            _ => {}
        }
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_pages_come_in_their_order() {
        let page = |title: &str, path: &str| Entry::Page {
            title: title.to_owned(),
            path: path.to_owned(),
        };
        assert_eq!(
            read("# Summary\n\n[Start](start.md)\n\n# Hosts\n\n- [The `tag`](hosts/plain.md)\n"),
            [
                page("Start", "start.md"),
                Entry::Part("Hosts".to_owned()),
                page("The tag", "hosts/plain.md")
            ]
        );
    }
}
