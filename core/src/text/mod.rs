//! Every sentence a person can read, by language.
//!
//! Decides which sentence stands for what [`account`](crate::account) has judged ([`wording`]), how a [`Phrase`] or a
//! [`Label`] is worded ([`Catalogue`]), and which of our languages is nearest to the one that is wanted ([`Locale`]).
//! English is compiled in, British and American, and stands for whatever another language or a host gives no usable
//! sentence for.
//!
//! Limits: a sentence varies with one number at most.
//!
//! [`Label`]: crate::account::requirement::Label

mod catalogue;
mod english;
mod label;
mod locale;
mod phrase;
pub mod wording;

pub use catalogue::{Catalogue, MessageError, fill};
pub use locale::Locale;
pub use phrase::Phrase;

/// A host's own sentences: each by the name of the [`Phrase`] or label whose place it takes, with `.one`, `.few`, …
/// for the form a plural category wants.
pub type Messages = Vec<(String, String)>;
