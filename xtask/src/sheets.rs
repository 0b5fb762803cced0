//! A sheet for each language, with which a native reader corrects it without the code.
//!
//! Decides what a reader sees of each sentence: its name, where it stands on the page, the English, and the translation
//! with its plural forms. Where it stands is said by the comments in `phrase.rs` and `label.rs`: one after an empty line
//! heads a section, any other is about the sentence below it.
//!
//! Limits: nothing is read back. Whoever gets the corrections writes them into the file of the language.

use crate::workspace::Workspace;
use anyhow::{Context, Result};
use onboarding_core::account::requirement::Label;
use onboarding_core::text::{Catalogue, Locale, Phrase};
use std::{borrow::Cow, collections::BTreeMap, fs, path::Path};

/// What a reader is told before the first sentence.
const INTRODUCTION: &str = "<p>Somebody who runs a small business reads this on a phone, while opening a Stripe account: plain \
    words, short, one form of address throughout. What stands in {braces} is filled in and stays as it is: {count} a number, \
    {percent} a figure up to 100, {ago} a time such as “5 min ago”, {label} the name of a question, {reference} an identifier, \
    {number}, {person} and {organisation} what they say. Where a sentence varies with a number, its other forms stand below \
    it, each with its <a href=\"https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html\">plural \
    category</a>; the first is for all other numbers.</p><p>To correct a sentence, send its name and how it should read.</p>";

const STYLE: &str = "body{margin:24px auto;max-width:72rem;padding:0 16px;font:1rem/1.5 system-ui,sans-serif}\
    table{width:100%;border-collapse:collapse;table-layout:fixed}th,td{padding:8px;border:1px solid #ccc;text-align:start;\
    vertical-align:top;overflow-wrap:anywhere}tbody th{font:.8125rem/1.8 monospace}thead{text-align:start}small{color:#555}";

/// Plural categories, in the order in which they are read; the general form is the sentence itself.
const CATEGORIES: [&str; 5] = ["zero", "one", "two", "few", "many"];

/// Writes a page for each language but British English, in `target/sheets`, and says where.
///
/// # Errors
/// A file of a language is missing or is no list of sentences, or a page cannot be written.
pub fn run(workspace: &Workspace) -> Result<()> {
    let out = workspace.target.join("sheets");
    fs::create_dir_all(&out)?;
    for locale in Locale::all().filter(|locale| *locale != Locale::ENGLISH) {
        let page = out.join(locale.tag()).with_extension("html");
        fs::write(&page, sheet(&workspace.root, locale)?)?;
        println!("{}", page.display());
    }
    Ok(())
}

/// A sentence as the source introduces it.
#[derive(Debug, Default, PartialEq)]
struct Place {
    name: String,
    /// The heading of its section, where it is the first of one.
    section: Option<String>,
    /// What is said of this sentence alone.
    note: String,
}

fn sheet(root: &Path, locale: Locale) -> Result<String> {
    let tag = locale.tag();
    let text = root.join("core/src/text");
    let file = text.join(format!("locales/{tag}.json"));
    let json =
        fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
    let sentences: BTreeMap<String, String> = serde_json::from_str(&json)
        .with_context(|| format!("{} is no list of sentences", file.display()))?;
    let english = english();

    let mut page = format!(
        "<!doctype html><html lang=\"en-GB\"><meta charset=\"utf-8\"><title>{tag}</title><style>{STYLE}</style>\
         <h1>{tag}</h1>{INTRODUCTION}"
    );
    for source in ["phrase.rs", "label.rs"] {
        for place in places(&fs::read_to_string(text.join(source))?) {
            let Place {
                name,
                section,
                note,
            } = &place;
            if let Some(section) = section {
                let section = escaped(section);
                page.push_str(&format!(
                    "</table><h2>{section}</h2><table><thead><tr><th>Name<th>English<th>{tag}</thead>\n"
                ));
            }
            let english = forms(&english, name);
            // What a file leaves out is the same in its language.
            let own = if sentences.contains_key(name) {
                forms(&sentences, name)
            } else {
                english.clone()
            };
            let (note, direction) = (escaped(note), locale.direction());
            page.push_str(&format!(
                "<tr id=\"{name}\"><th scope=\"row\">{name}<td>{english}<small>{note}</small>\
                 <td lang=\"{tag}\" dir=\"{direction}\">{own}\n"
            ));
        }
    }
    Ok(page.replacen("</table>", "", 1) + "</table></html>\n")
}

/// British English, by the names that a file has.
fn english() -> BTreeMap<String, String> {
    let catalogue = Catalogue::default();
    let phrases = Phrase::ALL.iter().flat_map(|phrase| {
        let (general, one) = (
            catalogue.phrase(*phrase),
            catalogue.form_for(*phrase, "one"),
        );
        let one = (one != general).then(|| (format!("{}.one", phrase.name()), one));
        [Some((phrase.name().to_owned(), general)), one]
    });
    let labels = Label::ALL
        .iter()
        .map(|label| Some((label.name().to_owned(), catalogue.label(*label))));
    let owned = |(name, text): (String, Cow<str>)| (name, text.into_owned());
    phrases.chain(labels).flatten().map(owned).collect()
}

/// A sentence with its plural forms, one a line.
fn forms(sentences: &BTreeMap<String, String>, name: &str) -> String {
    let general = sentences
        .get(name)
        .map(|text| escaped(text))
        .unwrap_or_default();
    let others = CATEGORIES.iter().filter_map(|category| {
        let text = sentences.get(&format!("{name}.{category}"))?;
        Some(format!("<br><small>{category}</small> {}", escaped(text)))
    });
    [general].into_iter().chain(others).collect()
}

/// The sentences that a source file declares, in order.
fn places(source: &str) -> Vec<Place> {
    let mut places = Vec::new();
    let mut next = Place::default();
    let mut after_space = true;
    for line in source.lines().map(str::trim) {
        if let Some(comment) = line.strip_prefix("// ") {
            if after_space {
                next.section = Some(comment.to_owned());
            } else {
                next.note.push_str(comment);
            }
        } else if let Some((name, text)) = line.split_once(": \"")
            && name.chars().all(char::is_alphanumeric)
            && text.ends_with("\",")
        {
            next.name = name.to_owned();
            places.push(std::mem::take(&mut next));
        }
        after_space = line.is_empty() || line.ends_with('{');
    }
    places
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root() -> &'static Path {
        Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
    }

    fn of(tag: &str) -> String {
        sheet(root(), Locale::nearest(tag).unwrap()).unwrap()
    }

    #[test]
    fn every_sentence_has_its_place_on_the_page_of_every_language() {
        let english = english();
        for locale in Locale::all().filter(|locale| *locale != Locale::ENGLISH) {
            let page = sheet(root(), locale).unwrap();
            let rows: Vec<_> = page
                .lines()
                .filter(|line| line.starts_with("<tr id="))
                .collect();
            assert_eq!(rows.len(), Phrase::ALL.len() + Label::ALL.len());
            for name in english.keys().filter(|name| !name.contains('.')) {
                let start = format!("<tr id=\"{name}\">");
                let row = rows.iter().find(|row| row.starts_with(&start)).unwrap();
                assert!(row.contains(&forms(&english, name)), "{name}");
                assert!(!row.ends_with("\">"), "{}: {name}", locale.tag());
            }
            let sections = page.matches("<h2>").count();
            assert!(sections > 10 && page.matches("<table>").count() == sections);
            assert_eq!(page.matches("</table>").count(), sections);
        }
    }

    #[test]
    fn a_sheet_shows_the_plural_forms_beside_the_english_ones() {
        let polish = of("pl");
        let row = polish
            .lines()
            .find(|line| line.contains("id=\"ProgressLeft\""))
            .unwrap();
        let at = |text: &str| row.find(text).unwrap_or_else(|| panic!("{text} in {row}"));
        assert!(
            at("{count} left to answer") < at("<small>one</small> ")
                && at("<small>one</small> ") < at("<small>few</small> ")
        );
    }

    #[test]
    fn what_american_english_leaves_out_is_shown_as_it_reads() {
        let row = "<tr id=\"OverdueHead\"><th scope=\"row\">OverdueHead<td>Information is overdue<small></small>\
                   <td lang=\"en-US\" dir=\"ltr\">Information is overdue";
        assert!(of("en-US").lines().any(|line| line == row));
    }

    #[test]
    fn a_comment_heads_a_section_or_is_about_the_sentence_below() {
        let found = places(
            "sentences! {\n    // Times\n    One: \"x\",\n    // Of one.\n    Two: \"y\" | \"z\",\n\n    // More\n    Three: \"\",\n}",
        );
        let place = |name: &str, section: Option<&str>, note: &str| Place {
            name: name.to_owned(),
            section: section.map(str::to_owned),
            note: note.to_owned(),
        };
        assert_eq!(
            found,
            [
                place("One", Some("Times"), ""),
                place("Two", None, "Of one."),
                place("Three", Some("More"), "")
            ]
        );
    }

    #[test]
    fn what_looks_like_markup_is_shown_as_it_is() {
        assert_eq!(
            escaped("<meta name=\"a\"> & b"),
            "&lt;meta name=\"a\"&gt; &amp; b"
        );
    }
}
