//! The languages there are words in, and which of them is nearest to a wanted one.
//!
//! The package's JavaScript (`npm/src/locales.js`) and the page where the app cannot run (`index.html`) decide the same
//! without WebAssembly. All three are held to one table, `core/tests/text/nearest.json`.
//!
//! Limits: what counts is the language and the country directly after it. A country without words of its own takes the
//! first of its language: `en-AU` British English, `pt-AO` Brazilian Portuguese (CLDR would say European).

/// A language there are words in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale(&'static str);

/// Every tag, in the order in which they are listed to people. Of a language with several, the first stands for the
/// countries that have none. One text costs less than a table.
const TAGS: &str = "en-GB ar cs-CZ da-DK de-DE el-GR en-US es-ES fi-FI fr-FR it-IT ja-JP nb-NO nl-NL pl-PL pt-BR pt-PT \
    ro-RO sv-SE";

impl Locale {
    /// British English, which is compiled in.
    pub const ENGLISH: Locale = Locale("en-GB");

    /// American English, whose differences from the British are compiled in.
    pub const AMERICAN: Locale = Locale("en-US");

    /// Every language, in the order in which they are listed to people.
    pub fn all() -> impl Iterator<Item = Locale> {
        TAGS.split(' ').map(Locale)
    }

    /// The nearest to a BCP 47 tag or a POSIX name: the same language in the same country, else the first of the same
    /// language. Norwegian is Bokmål, by whatever name. `None` where there are no words in that language.
    pub fn nearest(tag: &str) -> Option<Locale> {
        let mut tag = tag.trim().replace('_', "-");
        if begins(&tag, "no") || begins(&tag, "nn") {
            tag = "nb".to_owned();
        }
        let mut first = None;
        for locale in Locale::all() {
            if begins(&tag, locale.0) {
                return Some(locale);
            }
            if first.is_none() && begins(&tag, locale.0.get(..2)?) {
                first = Some(locale);
            }
        }
        first
    }

    /// Its BCP 47 tag, which is also the name of its file.
    pub fn tag(self) -> &'static str {
        self.0
    }

    /// Which way it is written: a value for `dir`.
    pub fn direction(self) -> &'static str {
        if self.0 == "ar" { "rtl" } else { "ltr" }
    }
}

/// Whether the first parts of `tag` are these.
fn begins(tag: &str, parts: &str) -> bool {
    let is_next = tag
        .as_bytes()
        .get(parts.len())
        .is_none_or(|next| *next == b'-');
    let same = |start: &str| start.eq_ignore_ascii_case(parts);
    is_next && tag.get(..parts.len()).is_some_and(same)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_arabic_is_written_from_the_right() {
        let rtl = |locale: &Locale| locale.direction() == "rtl";
        let found: Vec<_> = Locale::all().filter(rtl).collect();
        assert_eq!(found, [Locale("ar")]);
    }
}
