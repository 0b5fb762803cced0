//! Converts values between Rust and JavaScript, by serde.
//!
//! [`read_as`] and [`write`] carry any type that derives `Deserialize` or `Serialize`; [`own`] takes a member out as it
//! is. Decides nothing about meaning. Only own members are looked at: the host page may have polluted
//! `Object.prototype`.

mod deserializer;
mod mismatch;
mod own;
mod serializer;
#[cfg(test)]
mod tests;

pub(crate) use deserializer::Reader;
#[cfg(feature = "element")]
pub(crate) use own::members;
pub(crate) use own::{own, texts};

use serde::{Deserialize, Serialize};
use serializer::Writer;
use wasm_bindgen::JsValue;

/// Reads `value` as a `T`; `None` where it is none.
pub(crate) fn read_as<T: for<'de> Deserialize<'de>>(value: &JsValue) -> Option<T> {
    T::deserialize(Reader::new(value)).ok()
}

/// The same value in JavaScript; `undefined` where it has no shape there.
pub(crate) fn write(value: &(impl Serialize + ?Sized)) -> JsValue {
    value.serialize(Writer).unwrap_or(JsValue::UNDEFINED)
}
