//! Every sentence a person can read, by language.
//!
//! The pure part decides how a [`Phrase`] or a [`Label`] is worded ([`Catalogue`]) and which of our languages is
//! nearest to the one that is wanted ([`Locale`]). British English is compiled in, and stands for whatever
//! another language or a host gives no usable sentence for. In a browser, `live` keeps the wording in force, so
//! that a view follows a change of language in place.
//!
//! Limits: a sentence varies with one number at most.

mod catalogue;
mod english;
mod label;
mod locale;
mod phrase;

pub use catalogue::{Catalogue, MessageError, fill};
pub use label::Label;
pub use locale::Locale;
pub use phrase::Phrase;

/// A host's own sentences: each by the name of the [`Phrase`] or [`Label`] whose place it takes, with `.one`, `.few`, …
/// for the form a plural category wants.
pub type Messages = Vec<(String, String)>;
