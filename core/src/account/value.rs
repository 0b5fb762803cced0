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

impl Value {
    /// The member called `name`: spelt exactly so, else in any other case (`ClientSecret` appears in the wild
    /// when .NET's naming policy is off). Missing and `null` are the same to every reader of this room.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let Value::Object(members) = self else {
            return None;
        };
        // From the end, so that of duplicate names the last wins, as in JavaScript.
        let spelt = |exactly: bool| {
            members.iter().rev().find(|(member, _)| {
                if exactly {
                    member == name
                } else {
                    member.eq_ignore_ascii_case(name)
                }
            })
        };
        match spelt(true).or_else(|| spelt(false)) {
            None | Some((_, Value::Null)) => None,
            Some((_, value)) => Some(value),
        }
    }

    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The truth value, if it is one: `"true"` and `1` are not.
    pub fn truth(&self) -> Option<bool> {
        match self {
            Value::Bool(truth) => Some(*truth),
            _ => None,
        }
    }

    /// The items of an array; nothing for anything else.
    pub fn items(&self) -> &[Value] {
        match self {
            Value::List(items) => items,
            _ => &[],
        }
    }
}
