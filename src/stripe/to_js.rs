//! From a value that serde can serialise to a value of JavaScript.
//!
//! As much of serde's data model as Stripe's parameters need: texts, numbers, flags, lists, members by name, enums by
//! their name or around one value. Anything else is refused.

use js_sys::{Array, Object, Reflect};
use serde::ser::{self, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct};
use std::fmt::{self, Display};
use wasm_bindgen::JsValue;

/// Why a value is not one of JavaScript.
#[derive(Debug)]
struct Refused;

impl Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("not serialisable")
    }
}

impl std::error::Error for Refused {}

impl ser::Error for Refused {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

impl From<JsValue> for Refused {
    fn from(_: JsValue) -> Self {
        Self
    }
}

/// The value as JavaScript has it; `undefined` where it has no shape there.
pub(super) fn write(value: &impl Serialize) -> JsValue {
    value.serialize(ToJs).unwrap_or(JsValue::UNDEFINED)
}

struct ToJs;

/// A list under way.
struct List(Array);

/// An object under way, and the name whose value comes next.
struct Members {
    object: Object,
    name: JsValue,
}

impl Members {
    fn new() -> Self {
        Self {
            object: Object::new(),
            name: JsValue::UNDEFINED,
        }
    }

    fn set(&self, name: &JsValue, value: &(impl Serialize + ?Sized)) -> Result<(), Refused> {
        Reflect::set(&self.object, name, &value.serialize(ToJs)?)?;
        Ok(())
    }
}

macro_rules! refused {
    ($($method:ident($($kind:ty),*);)*) => {
        $(fn $method(self, $(_: $kind),*) -> Result<JsValue, Refused> { Err(Refused) })*
    };
}

impl ser::Serializer for ToJs {
    type Ok = JsValue;
    type Error = Refused;
    type SerializeSeq = List;
    type SerializeTuple = Impossible<JsValue, Refused>;
    type SerializeTupleStruct = Impossible<JsValue, Refused>;
    type SerializeTupleVariant = Impossible<JsValue, Refused>;
    type SerializeMap = Members;
    type SerializeStruct = Members;
    type SerializeStructVariant = Impossible<JsValue, Refused>;

    refused! {
        serialize_i8(i8); serialize_i16(i16); serialize_i32(i32); serialize_i64(i64);
        serialize_u8(u8); serialize_u16(u16); serialize_u32(u32); serialize_u64(u64);
        serialize_f32(f32); serialize_char(char); serialize_bytes(&[u8]);
        serialize_unit(); serialize_unit_struct(&'static str); serialize_none();
    }

    fn serialize_bool(self, value: bool) -> Result<JsValue, Refused> {
        Ok(value.into())
    }

    fn serialize_f64(self, value: f64) -> Result<JsValue, Refused> {
        Ok(value.into())
    }

    fn serialize_str(self, value: &str) -> Result<JsValue, Refused> {
        Ok(value.into())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<JsValue, Refused> {
        value.serialize(self)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<JsValue, Refused> {
        Ok(variant.into())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<JsValue, Refused> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<JsValue, Refused> {
        let members = Members::new();
        members.set(&variant.into(), value)?;
        Ok(members.object.into())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List, Refused> {
        Ok(List(Array::new()))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Members, Refused> {
        Ok(Members::new())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Members, Refused> {
        Ok(Members::new())
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Refused> {
        Err(Refused)
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Refused> {
        Err(Refused)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Refused> {
        Err(Refused)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Refused> {
        Err(Refused)
    }
}

impl SerializeSeq for List {
    type Ok = JsValue;
    type Error = Refused;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        self.0.push(&value.serialize(ToJs)?);
        Ok(())
    }

    fn end(self) -> Result<JsValue, Refused> {
        Ok(self.0.into())
    }
}

impl SerializeMap for Members {
    type Ok = JsValue;
    type Error = Refused;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Refused> {
        self.name = key.serialize(ToJs)?;
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        self.set(&self.name, value)
    }

    fn end(self) -> Result<JsValue, Refused> {
        Ok(self.object.into())
    }
}

impl SerializeStruct for Members {
    type Ok = JsValue;
    type Error = Refused;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Refused> {
        self.set(&name.into(), value)
    }

    fn end(self) -> Result<JsValue, Refused> {
        Ok(self.object.into())
    }
}
