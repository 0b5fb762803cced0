//! Converts values between Rust and JavaScript.
//!
//! [`Reader`] and [`write`] carry any type that derives `Deserialize` or `Serialize`; [`own`] takes a member out as it
//! is, and `object` puts one together, which is smaller where there is much of it. Decides nothing about meaning. Only own members are looked at: the host page may have polluted
//! `Object.prototype`.

mod deserializer;
mod mismatch;
mod own;
mod serializer;
#[cfg(test)]
mod tests;

pub(crate) use deserializer::Reader;
#[cfg(feature = "headless")]
pub(crate) use own::members;
pub(crate) use own::{own, texts};

use js_sys::{Array, Object};
#[cfg(any(feature = "app", test))]
use serde::Deserialize;
use serde::Serialize;
use serializer::Writer;
use wasm_bindgen::JsValue;

/// Reads `value` as a `T`; `None` where it is none.
#[cfg(any(feature = "app", test))]
pub(crate) fn read_as<T: for<'de> Deserialize<'de>>(value: &JsValue) -> Option<T> {
    T::deserialize(Reader::new(value)).ok()
}

/// The same value in JavaScript; `undefined` where it has no shape there.
pub(crate) fn write(value: &(impl Serialize + ?Sized)) -> JsValue {
    value.serialize(Writer).unwrap_or(JsValue::UNDEFINED)
}

/// An object with these members, which are its own whatever the page has put on `Object.prototype`.
pub(crate) fn object(members: &[(&str, JsValue)]) -> JsValue {
    let pair = |(name, value): &(&str, JsValue)| Array::of2(&JsValue::from_str(name), value);
    let pairs: Array = members.iter().map(pair).collect();
    Object::from_entries(&pairs).map_or(JsValue::UNDEFINED, Into::into)
}

/// A list of what is made of each of these.
#[cfg(feature = "headless")]
pub(crate) fn list<T>(of: &[T], value: impl Fn(&T) -> JsValue) -> JsValue {
    of.iter().map(value).collect::<Array>().into()
}

/// A value, or `null`.
#[cfg(feature = "headless")]
pub(crate) fn or_null(value: Option<impl Into<JsValue>>) -> JsValue {
    value.map_or(JsValue::NULL, Into::into)
}
