//! Lenient deserialization: a member that is missing, `null` or of the wrong type is *not known*, and no error.
//!
//! Used for what others send: a document of the API's, a setting of a host's. One odd member must not take away the
//! others, so each is read for itself. What "not known" means is for the reader of the value to say; it
//! is never the same as `false`, nought or "nothing".
//!
//! Limits: these need a deserializer that has the whole value at hand, as one over JavaScript values has. A stream,
//! such as `serde_json::from_str`, would be left in the middle of a member it could not read.

use serde::{Deserialize, Deserializer};

/// A value, where it is what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known<T>(pub Option<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Known<T> {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        Ok(Self(T::deserialize(value).ok()))
    }
}

/// For `#[serde(default, deserialize_with = "known")]`: the member, where it is what it should be.
///
/// # Errors
///
/// None.
pub fn known<'de, D, T>(value: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Known::deserialize(value).map(|Known(value)| value)
}

/// The same where something stands for what is not known.
///
/// # Errors
///
/// None.
pub fn known_or_default<'de, D, T>(value: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    known(value).map(Option::unwrap_or_default)
}

/// The same for a text with something in it, made a `T` of: an open enumeration, for one. A number or a truth value is
/// no name of anything.
///
/// # Errors
///
/// None.
pub fn named<'de, D, T>(value: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: for<'a> From<&'a str>,
{
    let name: Option<String> = known(value)?;
    Ok(name
        .filter(|name| !name.is_empty())
        .map(|name| T::from(&name)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[derive(Debug, Deserialize, PartialEq)]
    struct Host {
        #[serde(default, deserialize_with = "known")]
        is_open: Option<bool>,
        #[serde(default, deserialize_with = "known_or_default")]
        floors: Vec<u8>,
        #[serde(default, deserialize_with = "named")]
        kind: Option<Kind>,
    }

    #[derive(Debug, PartialEq)]
    struct Kind(String);

    impl From<&str> for Kind {
        fn from(name: &str) -> Self {
            Self(name.to_owned())
        }
    }

    #[test]
    fn an_odd_member_is_not_known_and_takes_no_other_away() {
        let kind = || Some(Kind("inn".to_owned()));
        for (document, is_open, floors, named) in [
            (
                json!({ "is_open": true, "floors": [1, 2], "kind": "inn" }),
                Some(true),
                vec![1, 2],
                kind(),
            ),
            (
                json!({ "is_open": "yes", "floors": [1, 2], "kind": "inn" }),
                None,
                vec![1, 2],
                kind(),
            ),
            (
                json!({ "is_open": true, "floors": 2, "kind": "inn" }),
                Some(true),
                vec![],
                kind(),
            ),
            (
                json!({ "is_open": true, "floors": [1, "x"], "kind": 7 }),
                Some(true),
                vec![],
                None,
            ),
            (
                json!({ "is_open": null, "floors": null, "kind": "" }),
                None,
                vec![],
                None,
            ),
            (json!({}), None, vec![], None),
        ] {
            let expected = Host {
                is_open,
                floors,
                kind: named,
            };
            assert_eq!(
                Host::deserialize(&document).unwrap(),
                expected,
                "{document}"
            );
        }
    }
}
