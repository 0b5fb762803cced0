//! The guide as a book: checked, built by mdBook in `target/docs`, and listed in `llms.txt` beside it.
//!
//! Decides where the book lies and what `llms.txt` says of each page. What must hold of the pages is in `check`, and a
//! test holds them to it without mdBook; `page` and `summary` read Markdown.
//!
//! Limits: links to other sites are not followed.

mod check;
mod page;
mod summary;

use crate::{
    tools::{self, Need},
    workspace::Workspace,
};
use anyhow::{Context, Result, bail};
use page::Page;
use std::{fs, path::Path};
use summary::{Entry, PAGES};
use xshell::cmd;

/// Checks and builds the book, and says where it is.
///
/// # Errors
/// A page does not hold to the rules, or mdBook is missing and cannot be installed.
pub fn run(workspace: &Workspace) -> Result<()> {
    let problems = check::problems(&workspace.root)?;
    if !problems.is_empty() {
        bail!("{}", problems.join("\n"));
    }
    tools::ensure(workspace, &[Need::Mdbook])?;
    let sh = &workspace.shell;
    let out = workspace.target.join("docs");
    cmd!(sh, "mdbook build docs --dest-dir {out}").run()?;
    fs::write(out.join("llms.txt"), llms(&workspace.root)?)?;
    println!("{}", out.join("index.html").display());
    Ok(())
}

/// The book for a language model: its title, what it is, and each page with its first sentence.
fn llms(root: &Path) -> Result<String> {
    let book: toml::Table = fs::read_to_string(root.join("docs/book.toml"))?.parse()?;
    let of_book = |name| {
        let value = book.get("book").and_then(|book| book.get(name)?.as_str());
        value.with_context(|| format!("docs/book.toml has no {name}"))
    };
    let mut text = format!(
        "# {}\n\n> {}\n\n",
        of_book("title")?,
        of_book("description")?
    );
    for entry in summary::of_book(root)? {
        text.push_str(&match entry {
            Entry::Part(title) => format!("\n## {title}\n\n"),
            Entry::Page { title, path } => {
                let page = Page::read(&fs::read_to_string(root.join(PAGES).join(&path))?);
                let address = path.replace(".md", ".html");
                format!("- [{title}]({address}): {}\n", page.first_sentence)
            }
        });
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root() -> &'static Path {
        Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
    }

    #[test]
    fn the_book_and_the_readmes_keep_to_the_rules() {
        let problems = check::problems(root()).unwrap();
        assert!(problems.is_empty(), "{}", problems.join("\n"));
    }

    #[test]
    fn a_language_model_is_told_of_every_page_in_a_sentence() {
        let text = llms(root()).unwrap();
        let pages = text.lines().filter(|line| line.starts_with("- ["));
        let written = fs::read_dir(root().join(PAGES)).unwrap().count();
        assert!(pages.clone().count() >= written - 1);
        for line in pages {
            let (_, sentence) = line.split_once("): ").unwrap();
            assert!(sentence.ends_with('.'), "{line}");
        }
    }
}
