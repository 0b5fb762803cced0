//! Every sentence a person can read, by language.
//!
//! The pure part decides how a [`Phrase`] or a [`Label`] is worded ([`Wording`]) and which of our languages is
//! nearest to the one that is wanted ([`Locale`]). British English is compiled in, and stands for whatever
//! another language or a host gives no usable sentence for. In a browser, `live` keeps the wording in force, so
//! that a view follows a change of language in place.
//!
//! Limits: a sentence varies with one number at most.

mod english;
mod locale;
mod phrase;
mod requirement;
mod wording;

#[cfg(target_family = "wasm")]
mod intl;
#[cfg(target_family = "wasm")]
mod live;
#[cfg(target_family = "wasm")]
mod load;

pub use locale::Locale;
pub use phrase::Phrase;
pub use requirement::Label;
pub use wording::{Mistake, Wording, fill};

/// A host's own sentences: each by the name of the [`Phrase`] or [`Label`] whose place it takes, with `.one`, `.few`, …
/// for the form a plural category wants.
pub type Messages = Vec<(String, String)>;

#[cfg(all(target_family = "wasm", feature = "element"))]
pub(crate) use live::Files;
#[cfg(all(target_family = "wasm", feature = "leptos"))]
pub(crate) use live::{FILES, files_in};
#[cfg(target_family = "wasm")]
pub(crate) use live::{Language, Words};
#[cfg(target_family = "wasm")]
pub(crate) use load::warn;
#[cfg(all(target_family = "wasm", any(feature = "app", feature = "element")))]
pub(crate) use wording::messages;
