//! Requirement codes, and lenient parsing of lists of them.
//!
//! Accepts arrays, objects with indices for names (what PHP and .NET proxies make of an array with holes) and a single
//! string. Entries that cannot be read are skipped, and the list says that it may be incomplete.

#[cfg(test)]
mod tests;

use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use std::{fmt, sync::Arc};

use crate::tolerant::Known;

/// As many codes of one list are kept. Most accounts have a dozen; a body of 1 MiB holds more.
pub const MOST_CODES: usize = 5_000;

/// One requirement code of Stripe's, such as `company.tax_id`. An address for machines, never shown as text.
///
/// Shared, not copied: a snapshot goes through several hands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(Arc<str>);

impl Code {
    /// Takes a code as the API spelt it; of a text too long for any, its beginning.
    pub fn new(code: &str) -> Code {
        const LONGEST: usize = 2_000;
        let end = code.char_indices().nth(LONGEST);
        let kept = end.and_then(|(end, _)| code.get(..end));
        Code(kept.unwrap_or(code).into())
    }

    /// The API's spelling.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Two lists as one, in alphabetical order, each code once. Quick where they are in order already, as Stripe's are.
    pub(in crate::account) fn sorted(some: &[Code], more: &[Code]) -> Vec<Code> {
        let mut sorted: Vec<Code> = Vec::with_capacity(some.len() + more.len());
        for code in some.iter().chain(more) {
            match sorted.last() {
                Some(last) if last >= code => {
                    if let Err(place) = sorted.binary_search(code) {
                        sorted.insert(place, code.clone());
                    }
                }
                _ => sorted.push(code.clone()),
            }
        }
        sorted
    }
}

/// A list of codes as it came: order and duplicates kept.
#[derive(Default)]
pub(super) struct CodeList {
    pub(super) codes: Vec<Code>,
    /// Something in it could not be read, or it was too long: there may be more than this.
    pub(super) is_partial: bool,
}

impl CodeList {
    fn take(&mut self, text: &str) {
        if text.trim().is_empty() {
            // It asks for nothing.
        } else if self.codes.len() < MOST_CODES {
            self.codes.push(Code::new(text));
        } else {
            self.is_partial = true;
        }
    }

    fn take_item(&mut self, item: Item) {
        match item {
            Item::Text(text) => self.take(&text),
            Item::Nothing => {}
            Item::Odd => self.is_partial = true,
        }
    }
}

/// What an item of a list can be.
enum Item {
    Text(String),
    Nothing,
    Odd,
}

impl<'de> Deserialize<'de> for Item {
    fn deserialize<D: Deserializer<'de>>(item: D) -> Result<Self, D::Error> {
        Ok(match Known::<Option<String>>::deserialize(item)? {
            Known(Some(Some(text))) => Item::Text(text),
            Known(Some(None)) => Item::Nothing,
            Known(None) => Item::Odd,
        })
    }
}

impl<'de> Deserialize<'de> for CodeList {
    fn deserialize<D: Deserializer<'de>>(list: D) -> Result<Self, D::Error> {
        list.deserialize_any(Reading)
    }
}

struct Reading;

impl<'de> Visitor<'de> for Reading {
    type Value = CodeList;

    fn expecting(&self, text: &mut fmt::Formatter) -> fmt::Result {
        text.write_str("a list of codes")
    }

    fn visit_str<E>(self, text: &str) -> Result<CodeList, E> {
        let mut list = CodeList::default();
        list.take(text);
        Ok(list)
    }

    fn visit_unit<E>(self) -> Result<CodeList, E> {
        Ok(CodeList::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<CodeList, A::Error> {
        let mut list = CodeList::default();
        while let Some(item) = items.next_element()? {
            list.take_item(item);
        }
        Ok(list)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut items: A) -> Result<CodeList, A::Error> {
        let mut list = CodeList::default();
        while let Some((IgnoredAny, item)) = items.next_entry()? {
            list.take_item(item);
        }
        Ok(list)
    }
}
