//! The list of sentences, each with its British English wording.

macro_rules! phrases {
    ($($(#[doc = $doc:literal])* $name:ident: $english:literal,)*) => {
        /// One sentence or label of the interface.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "the wording beside each name says what it is")]
        pub enum Phrase { $($(#[doc = $doc])* $name,)* }

        impl Phrase {
            /// Every phrase, in the order of declaration.
            pub const ALL: &[Phrase] = &[$(Phrase::$name,)*];

            /// British English.
            pub fn english(self) -> &'static str {
                match self { $(Phrase::$name => $english,)* }
            }
        }
    };
}

phrases! {
    // Names of things
    ProductName: "Payments",
}
