//! For tests: accounts, written as documents in place.

use super::document::{self, Account, Code};
use super::json::Tree;
use uuid::Uuid;

/// The organisation every test asks about.
pub(crate) const ASKED: Uuid = Uuid::from_u128(0x6f1c_2d1e_8a51_4d0c_9b1e_0a2b_3c4d_5e6f);

/// The account of a document that must be readable.
pub(crate) fn read(body: &serde_json::Value) -> Account {
    document::read(Tree(body), ASKED).unwrap()
}

/// The account of a document written in place.
macro_rules! account {
    ($($json:tt)+) => { crate::account::fixture::read(&serde_json::json!($($json)+)) };
}
pub(crate) use account;

pub(crate) fn codes(texts: &[&str]) -> Vec<Code> {
    texts.iter().map(|text| Code::new(text)).collect()
}
