//! British English, as it is compiled in: all sentences of a list in one string, one per line.
//!
//! A table of `&str` would cost eight bytes for each sentence beside the text, and again for the names by which locale
//! files and hosts call them; a line costs one. A line is `Name`, tab, sentence; where the sentence varies with
//! `{count}`, the form for one comes first, with a tab after it.

/// Declares a list of sentences: an enum, and its text in English. `"{count} item" | "{count} items"` gives the form
/// for one first.
macro_rules! sentences {
    (
        $(#[doc = $doc:literal])*
        $kind:ident in $text:ident;
        $($name:ident: $english:literal $(| $many:literal)?,)*
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "the wording beside each name says what it is")]
        pub enum $kind { $($name,)* }

        pub(super) const $text: &str = concat!(
            $(stringify!($name), "\t", $english, $("\t", $many,)? "\n",)*
        );

        impl $kind {
            /// All of them, in the order of declaration.
            pub const ALL: &[$kind] = &[$($kind::$name,)*];

            /// The name by which a locale file and a host call it.
            pub fn name(self) -> &'static str {
                match self { $($kind::$name => stringify!($name),)* }
            }

            /// British English; of a sentence that varies, the form for many.
            pub fn english(self) -> &'static str {
                match self { $($kind::$name => [$english $(, $many)?].last().unwrap_or(&""),)* }
            }
        }
    };
}
pub(super) use sentences;

/// Name, sentence, and the form for one where there is one.
pub(super) type Line = (&'static str, &'static str, Option<&'static str>);

pub(super) fn lines(text: &'static str) -> impl Iterator<Item = Line> {
    text.lines().map(|line| {
        let (name, sentence) = line.split_once('\t').unwrap_or_default();
        match sentence.split_once('\t') {
            Some((one, many)) => (name, many, Some(one)),
            None => (name, sentence, None),
        }
    })
}
