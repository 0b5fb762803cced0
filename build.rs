//! Puts the component's style sheets together: what is written for people to read need not be downloaded. And gives the
//! files of the languages a version, so that a browser may keep them.
//!
//! Takes comments away and white space together. Limit: no string in a sheet may hold `/*` or two spaces.

use std::hash::{DefaultHasher, Hasher};
use std::{env, fs, io, path::Path};

const LANGUAGES: &str = "core/src/text/locales";

/// In the order in which they are to count.
const SHEETS: [&str; 8] = [
    "tokens",
    "layout",
    "situation",
    "capabilities",
    "requirements",
    "notice",
    "form",
    "motion",
];

fn main() -> io::Result<()> {
    let mut sheet = String::new();
    for name in SHEETS {
        let path = Path::new("style").join(name).with_extension("css");
        println!("cargo::rerun-if-changed={}", path.display());
        sheet.push_str(&stripped(&fs::read_to_string(path)?));
    }
    println!("cargo::rerun-if-changed={LANGUAGES}");
    println!(
        "cargo::rustc-env=LANGUAGES_VERSION={}",
        version(Path::new(LANGUAGES))?
    );
    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    fs::write(Path::new(&out).join("sheet.css"), sheet)
}

/// Another one when any of the files in `directory` is another.
fn version(directory: &Path) -> io::Result<String> {
    let files = fs::read_dir(directory)?.map(|entry| Ok(entry?.path()));
    let mut files = files.collect::<io::Result<Vec<_>>>()?;
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        hasher.write(&fs::read(file)?);
    }
    Ok(format!("{:x}", hasher.finish()))
}

fn stripped(css: &str) -> String {
    let mut parts = css.split("/*");
    let mut bare = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        bare.push_str(part.split_once("*/").map_or("", |(_, rest)| rest));
    }
    let mut tight = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    for mark in ["{", "}", ";", ","] {
        tight = tight.replace(&[" ", mark].concat(), mark);
        tight = tight.replace(&[mark, " "].concat(), mark);
    }
    tight.replace(": ", ":").replace(";}", "}")
}
