//! Makes a JavaScript value of any Rust type that derives `Serialize`.
//!
//! Decides shapes alone: a struct is an object, an enum without data its name, `None` is `null`, every number a
//! JavaScript number. An object's members are its own data properties whatever the page has put on
//! `Object.prototype`.
//!
//! Limits: as much of serde's data model as is used here, without tuples and bytes; whole numbers beyond 2^53 lose
//! their last digits.

use super::mismatch::Mismatch;
use js_sys::{Array, Object};
use serde::ser::{Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};
use wasm_bindgen::JsValue;

/// Writes one value.
pub(super) struct Writer;

/// What has no shape here.
type Nothing = Impossible<JsValue, Mismatch>;

/// A list on its way.
pub(super) struct List(Array);

/// An object on its way.
pub(super) struct Members {
    pairs: Array,
    name: JsValue,
}

impl Members {
    fn new() -> Self {
        Self {
            pairs: Array::new(),
            name: JsValue::UNDEFINED,
        }
    }

    fn push(&mut self, name: &JsValue, value: &(impl Serialize + ?Sized)) -> Result<(), Mismatch> {
        let value = value.serialize(Writer)?;
        self.pairs.push(&Array::of2(name, &value));
        Ok(())
    }

    fn object(self) -> Result<JsValue, Mismatch> {
        match Object::from_entries(&self.pairs) {
            Ok(object) => Ok(object.into()),
            Err(_) => Err(Mismatch),
        }
    }
}

macro_rules! numbers {
    ($($method:ident: $kind:ty),*) => {$(
        fn $method(self, number: $kind) -> Result<JsValue, Mismatch> {
            Ok(JsValue::from_f64(number as f64))
        }
    )*};
}

macro_rules! refused {
    ($($method:ident($($kind:ty),*) -> $out:ty;)*) => {$(
        fn $method(self, $(_: $kind),*) -> Result<$out, Mismatch> {
            Err(Mismatch)
        }
    )*};
}

impl Serializer for Writer {
    type Ok = JsValue;
    type Error = Mismatch;
    type SerializeSeq = List;
    type SerializeTuple = Nothing;
    type SerializeTupleStruct = Nothing;
    type SerializeTupleVariant = Nothing;
    type SerializeMap = Members;
    type SerializeStruct = Members;
    type SerializeStructVariant = Nothing;

    numbers! {
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64,
        serialize_f32: f32, serialize_f64: f64
    }

    refused! {
        serialize_char(char) -> JsValue;
        serialize_bytes(&[u8]) -> JsValue;
        serialize_unit() -> JsValue;
        serialize_unit_struct(&'static str) -> JsValue;
        serialize_tuple(usize) -> Nothing;
        serialize_tuple_struct(&'static str, usize) -> Nothing;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Nothing;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Nothing;
    }

    fn serialize_bool(self, truth: bool) -> Result<JsValue, Mismatch> {
        Ok(truth.into())
    }

    fn serialize_str(self, text: &str) -> Result<JsValue, Mismatch> {
        Ok(text.into())
    }

    fn serialize_none(self) -> Result<JsValue, Mismatch> {
        Ok(JsValue::NULL)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<JsValue, Mismatch> {
        value.serialize(self)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
    ) -> Result<JsValue, Mismatch> {
        Ok(name.into())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<JsValue, Mismatch> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Result<JsValue, Mismatch> {
        let mut members = Members::new();
        members.push(&name.into(), value)?;
        members.object()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List, Mismatch> {
        Ok(List(Array::new()))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Members, Mismatch> {
        Ok(Members::new())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Members, Mismatch> {
        Ok(Members::new())
    }
}

impl SerializeSeq for List {
    type Ok = JsValue;
    type Error = Mismatch;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Mismatch> {
        self.0.push(&item.serialize(Writer)?);
        Ok(())
    }

    fn end(self) -> Result<JsValue, Mismatch> {
        Ok(self.0.into())
    }
}

impl SerializeMap for Members {
    type Ok = JsValue;
    type Error = Mismatch;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Result<(), Mismatch> {
        self.name = name.serialize(Writer)?;
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Mismatch> {
        let name = std::mem::take(&mut self.name);
        self.push(&name, value)
    }

    fn end(self) -> Result<JsValue, Mismatch> {
        self.object()
    }
}

impl SerializeStruct for Members {
    type Ok = JsValue;
    type Error = Mismatch;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Mismatch> {
        self.push(&name.into(), value)
    }

    fn end(self) -> Result<JsValue, Mismatch> {
        self.object()
    }
}
