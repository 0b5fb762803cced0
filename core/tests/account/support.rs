//! How the tests build JSON and accounts.

use crate::json::Tree;
use onboarding_core::account::document::{self, Account};
use serde_json::Value;
use uuid::Uuid;

/// The organisation every test asks about.
pub const ASKED: Uuid = Uuid::from_u128(0x6f1c_2d1e_8a51_4d0c_9b1e_0a2b_3c4d_5e6f);

/// JSON, written in place.
macro_rules! json {
    ($($json:tt)+) => { serde_json::json!($($json)+) };
}
pub(crate) use json;

/// The account of a document that must be readable.
pub fn read(body: &Value) -> Account {
    document::read(Tree(body), ASKED).unwrap()
}

/// The account of a document written in place.
macro_rules! account {
    ($($json:tt)+) => { crate::support::read(&crate::support::json!($($json)+)) };
}
pub(crate) use account;

/// The rows of the catalogue of codes: pattern, group, label, source.
pub fn catalogue() -> Vec<[&'static str; 4]> {
    let rows = include_str!("../fixtures/requirements.tsv").lines().skip(1);
    rows.map(|row| {
        let columns: Vec<&str> = row.split('\t').collect();
        columns.try_into().unwrap()
    })
    .collect()
}

/// A code that a pattern of the catalogue fits.
pub fn example(pattern: &str) -> String {
    match pattern {
        "**" => "something.never.seen".to_owned(),
        _ => pattern
            .replace("person_*", "person_1QpmE2S1bA2P7JoAztLQ3RV8")
            .replace("interv_*", "interv_1AbC")
            .replace("**", "never.seen")
            .replace('*', "representative"),
    }
}

/// A number from the environment: how long to search, and from which seed.
pub fn setting(name: &str, otherwise: u64) -> u64 {
    let set = std::env::var(name).ok();
    set.and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}
