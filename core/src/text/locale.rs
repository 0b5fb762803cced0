//! The languages there are words in, and which of them is nearest to a wanted one.

/// A language there are words in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale(&'static str);

impl Locale {
    /// British English, which needs no file.
    pub const ENGLISH: Locale = Locale("en-GB");

    /// Every language, in the order in which they are listed to people.
    pub const ALL: [Locale; 7] = [
        Locale::ENGLISH,
        Locale("ar"),
        Locale("de-DE"),
        Locale("es-ES"),
        Locale("fr-FR"),
        Locale("nl-NL"),
        Locale("pl-PL"),
    ];

    /// The nearest to a BCP 47 tag: the same language, whatever the country, as Stripe does. `None` where there are
    /// no words in that language.
    pub fn nearest(tag: &str) -> Option<Locale> {
        let language = tag.trim().split(['-', '_']).next()?;
        let is_same = |locale: &Locale| {
            let own = locale.0.get(..2).unwrap_or_default();
            own.eq_ignore_ascii_case(language)
        };
        Locale::ALL.into_iter().find(is_same)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_decides_and_the_country_does_not() {
        for (tag, expected) in [
            ("en-GB", Some("en-GB")),
            ("en-US", Some("en-GB")),
            ("en", Some("en-GB")),
            ("de", Some("de-DE")),
            ("de-AT", Some("de-DE")),
            ("DE_ch", Some("de-DE")),
            (" fr-CA ", Some("fr-FR")),
            ("es-419", Some("es-ES")),
            ("nl-BE", Some("nl-NL")),
            ("pl", Some("pl-PL")),
            ("ar-EG", Some("ar")),
            ("ar-Latn-MA-x-own", Some("ar")),
            ("ja-JP", None),
            ("den", None),
            ("d", None),
            ("", None),
            ("-", None),
            ("é", None),
            ("../../de", None),
        ] {
            assert_eq!(Locale::nearest(tag).map(Locale::tag), expected, "{tag}");
        }
    }

    #[test]
    fn only_arabic_is_written_from_the_right() {
        let rtl = |locale: &Locale| locale.direction() == "rtl";
        let found: Vec<_> = Locale::ALL.into_iter().filter(rtl).collect();
        assert_eq!(found, [Locale("ar")]);
    }
}
