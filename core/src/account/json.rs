//! For tests: JSON, read as the browser's reader (`js_value` of the crate around this one) reads what `JSON.parse`
//! makes of it: a struct asks for its own members, by their name or by the same with its first letter in the other
//! case.

use serde::{
    Deserializer,
    de::{
        IntoDeserializer, Visitor,
        value::{Error, MapDeserializer, SeqDeserializer},
    },
};
use serde_json::Value;

/// A JSON tree, about to be read.
#[derive(Clone, Copy, Debug)]
pub struct Tree<'a>(pub &'a Value);

fn own<'a>(object: &'a serde_json::Map<String, Value>, name: &str) -> Option<&'a Value> {
    let (first, rest) = name.split_at_checked(1)?;
    let other = |first: String| object.get(&(first + rest));
    object
        .get(name)
        .or_else(|| other(first.to_uppercase()))
        .or_else(|| other(first.to_lowercase()))
}

fn wrong() -> Error {
    serde::de::Error::custom("not of that shape")
}

impl<'de> IntoDeserializer<'de> for Tree<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Tree<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(items) => visitor.visit_seq(SeqDeserializer::new(items.iter().map(Tree))),
            Value::Object(members) => {
                let members = members
                    .iter()
                    .map(|(name, value)| (name.as_str(), Tree(value)));
                visitor.visit_map(MapDeserializer::new(members))
            }
            other => other.deserialize_any(visitor).map_err(|_| wrong()),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let Value::Object(members) = self.0 else {
            return Err(wrong());
        };
        let wanted = |name: &&'static str| Some((*name, Tree(own(members, name)?)));
        visitor.visit_map(MapDeserializer::new(fields.iter().filter_map(wanted)))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}
