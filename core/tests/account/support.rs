//! How the tests build JSON and accounts.

use onboarding_core::account::{
    document::{self, Account, Code},
    value::Value,
};
use uuid::Uuid;

/// The organisation every test asks about.
pub const ASKED: Uuid = Uuid::from_u128(0x6f1c_2d1e_8a51_4d0c_9b1e_0a2b_3c4d_5e6f);

/// Copies parsed JSON as the web room copies the browser's.
pub fn value(json: &serde_json::Value) -> Value {
    use serde_json::Value as Json;
    match json {
        Json::Null => Value::Null,
        Json::Bool(truth) => Value::Bool(*truth),
        // Beyond the range of a double JavaScript has Infinity.
        Json::Number(number) => Value::Number(number.as_f64().unwrap_or(f64::INFINITY)),
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(items) => Value::List(items.iter().map(value).collect()),
        Json::Object(members) => Value::Object(
            members
                .iter()
                .map(|(name, member)| (name.clone(), value(member)))
                .collect(),
        ),
    }
}

/// JSON, written in place.
macro_rules! json {
    ($($json:tt)+) => { crate::support::value(&serde_json::json!($($json)+)) };
}
pub(crate) use json;

/// The account of a document that must be readable.
pub fn read(body: &Value) -> Account {
    document::read(body, ASKED).unwrap()
}

/// The account of a document written in place.
macro_rules! account {
    ($($json:tt)+) => { crate::support::read(&crate::support::json!($($json)+)) };
}
pub(crate) use account;

pub fn codes(texts: &[&str]) -> Vec<Code> {
    texts.iter().map(|text| Code::new(text)).collect()
}

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
