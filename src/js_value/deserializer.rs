//! Reads a JavaScript value as any Rust type that derives `Deserialize`.
//!
//! Decides which members count: an object's own, under the name the type gives them or, where there is none of that
//! name, under the same name with its first letter in the other case (`ClientSecret` is what .NET sends when its
//! naming policy is off). A struct asks for its own members only, so whatever else an object holds is never looked
//! at. Does not decide what a wrong type means: `Deserialize` fails, and the type says what that is worth.
//!
//! `serde-wasm-bindgen` does the same and more for 13 KB (brotli) in place of these 2.
//!
//! Limits: 16 levels deep; enums are plain names; a number is a whole one where it has no fraction, and beyond 2^53 it
//! is as exact as JavaScript has it.

use super::mismatch::Mismatch;
use super::own::own;
use js_sys::{Array, Object};
use serde::de::{
    DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor,
    value::StringDeserializer,
};
use wasm_bindgen::{JsCast, JsValue};

/// Deeper than anything that is read here, shallow enough for any stack.
const DEEPEST: usize = 16;

/// The largest whole number that a double holds exactly.
const LARGEST_EXACT: f64 = 9_007_199_254_740_991.0;

/// A JavaScript value, about to be read.
#[derive(Clone)]
pub(crate) struct Reader {
    value: JsValue,
    depth: usize,
}

impl Reader {
    pub(crate) fn new(value: &JsValue) -> Self {
        Self {
            value: value.clone(),
            depth: DEEPEST,
        }
    }

    /// One of the values in this one.
    fn inside(&self, value: JsValue) -> Result<Self, Mismatch> {
        let depth = self.depth.checked_sub(1).ok_or(Mismatch)?;
        Ok(Self { value, depth })
    }

    fn is_nothing(&self) -> bool {
        self.value.is_null() || self.value.is_undefined()
    }

    /// An object that is no list and no function, whose members may be read by name.
    fn object(&self) -> Option<&Object> {
        let is_object = self.value.is_object() && !Array::is_array(&self.value);
        is_object.then(|| self.value.unchecked_ref())
    }
}

impl<'de> Deserializer<'de> for Reader {
    type Error = Mismatch;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        if self.is_nothing() {
            return visitor.visit_unit();
        }
        if let Some(text) = self.value.as_string() {
            return visitor.visit_string(text);
        }
        if let Some(truth) = self.value.as_bool() {
            return visitor.visit_bool(truth);
        }
        if let Some(number) = self.value.as_f64() {
            let is_whole = number.fract() == 0.0 && number.abs() <= LARGEST_EXACT;
            return match is_whole {
                true => visitor.visit_i64(number as i64),
                false => visitor.visit_f64(number),
            };
        }
        if let Some(list) = self.value.dyn_ref::<Array>() {
            return visitor.visit_seq(Items {
                list,
                at: 0,
                of: &self,
            });
        }
        let object = self.object().ok_or(Mismatch)?;
        let names = Object::keys(object)
            .into_iter()
            .filter_map(|name| name.as_string());
        visitor.visit_map(Members {
            names,
            name: String::new(),
            of: &self,
        })
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.is_nothing() {
            true => visitor.visit_none(),
            false => visitor.visit_some(self),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        self.object().ok_or(Mismatch)?;
        let is_there = |name: &&&str| !own(&self.value, name).is_undefined();
        let names = fields
            .iter()
            .filter(is_there)
            .map(|name| (*name).to_owned());
        visitor.visit_map(Members {
            names,
            name: String::new(),
            of: &self,
        })
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        let name = self.value.as_string().ok_or(Mismatch)?;
        let name: StringDeserializer<Mismatch> = name.into_deserializer();
        visitor.visit_enum(name)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier
    }
}

/// The items of a list.
struct Items<'a> {
    list: &'a Array,
    at: u32,
    of: &'a Reader,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Mismatch;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Mismatch> {
        if self.at >= self.list.length() {
            return Ok(None);
        }
        let item = self.list.get(self.at);
        self.at += 1;
        seed.deserialize(self.of.inside(item)?).map(Some)
    }
}

/// The members of an object, by these names.
struct Members<'a, N> {
    names: N,
    /// The name whose value comes next.
    name: String,
    of: &'a Reader,
}

impl<'de, N: Iterator<Item = String>> MapAccess<'de> for Members<'_, N> {
    type Error = Mismatch;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Mismatch> {
        let Some(name) = self.names.next() else {
            return Ok(None);
        };
        self.name.clone_from(&name);
        let name: StringDeserializer<Mismatch> = name.into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mismatch> {
        let value = own(&self.of.value, &self.name);
        seed.deserialize(self.of.inside(value)?)
    }
}
