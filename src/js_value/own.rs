//! Members of JavaScript objects, by name: their own alone, because a page may have put anything on
//! `Object.prototype`.

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The object's own property of that name, or of the same name with its first letter in the other case; else
/// undefined.
pub(crate) fn own(object: &JsValue, name: &str) -> JsValue {
    if !object.is_object() {
        return JsValue::UNDEFINED;
    }
    let members: &Object = object.unchecked_ref();
    let has = |name: &str| Object::has_own(members, &name.into());
    let mut other = name.to_owned();
    if let Some(first) = other.get_mut(..1) {
        let was = first.to_owned();
        first.make_ascii_uppercase();
        if *first == was {
            first.make_ascii_lowercase();
        }
    }
    let found = if has(name) {
        name
    } else if has(&other) {
        &other
    } else {
        return JsValue::UNDEFINED;
    };
    Reflect::get(object, &found.into()).unwrap_or(JsValue::UNDEFINED)
}

/// Every own member of an object, in its order. Nothing for what is none.
pub(crate) fn members(object: &JsValue) -> Vec<(String, JsValue)> {
    if !object.is_object() {
        return Vec::new();
    }
    let members: &Object = object.unchecked_ref();
    let member = |name: JsValue| {
        let value = Reflect::get(members, &name).unwrap_or(JsValue::UNDEFINED);
        Some((name.as_string()?, value))
    };
    Object::keys(members).iter().filter_map(member).collect()
}

/// The same as texts; what is none is empty.
pub(crate) fn texts(object: &JsValue) -> Vec<(String, String)> {
    let text = |(name, value): (String, JsValue)| (name, value.as_string().unwrap_or_default());
    members(object).into_iter().map(text).collect()
}
