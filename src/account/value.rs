//! A JSON value, as the readers of this room take it.
//!
//! The browser parses the text (`JSON.parse` costs no bytes); the web room copies the result into this tree,
//! own properties only, and bounds its depth and size there. Tests build it from `serde_json`.

/// Any JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`, and anything JSON has no word for.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// Any number, as JavaScript holds it.
    Number(f64),
    /// Text. Lone surrogates have become U+FFFD.
    Text(String),
    /// An array.
    List(Vec<Value>),
    /// An object: own members in order; of duplicate names the last was kept.
    Object(Vec<(String, Value)>),
}
