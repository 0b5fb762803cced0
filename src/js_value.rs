//! From a response body to a JSON value, bounded on the way; and back to JavaScript.
//!
//! Decides nothing about meaning. The text stays in JavaScript (a session answer holds the client secret), only
//! own properties are looked at (the host page may have polluted `Object.prototype`), and reading stops at the
//! limit instead of filling the memory of somebody's phone.
//!
//! [`read_as`] and [`write`] carry any type of serde's over the border.

mod deserializer;
mod mismatch;
mod own;
mod serializer;
#[cfg(test)]
mod tests;

pub(crate) use own::{members, own, texts};

use deserializer::Reader;
use js_sys::{Array, JsString, Object, Reflect, Uint8Array};
use onboarding_core::account::{problem::Failure, value::Value};
use serde::{Deserialize, Serialize};
use serializer::Writer;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, Response};

/// Deeper than anything the API sends, shallow enough for any stack.
const DEEPEST: usize = 16;

#[wasm_bindgen]
extern "C" {
    // js-sys takes a `&str` here, which would copy a secret into wasm memory.
    #[wasm_bindgen(js_namespace = JSON, js_name = parse, catch)]
    fn parse(text: &JsString) -> Result<JsValue, JsValue>;

    type TextDecoder;
    #[wasm_bindgen(constructor, catch)]
    fn new(label: &str, options: &JsValue) -> Result<TextDecoder, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn decode(
        this: &TextDecoder,
        bytes: &Uint8Array,
        options: &JsValue,
    ) -> Result<JsString, JsValue>;
}

/// Reads the body as JSON, up to `limit` bytes.
pub(crate) async fn read(response: &Response, limit: u32) -> Result<JsValue, Failure> {
    let text = text(response, limit).await?;
    if text.length() == 0 {
        return Err(Failure::Empty);
    }
    parse(&text).map_err(|_| {
        let opens_json = matches!(
            char::from_u32(text.trim().char_code_at(0) as u32),
            Some('{' | '[')
        );
        if opens_json {
            Failure::Malformed
        } else {
            Failure::NotJson
        }
    })
}

async fn text(response: &Response, limit: u32) -> Result<JsString, Failure> {
    let Some(body) = response.body() else {
        return Err(Failure::Empty);
    };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    // Fatal: half a character or Latin-1 is a damaged answer, not text with holes. A BOM is skipped.
    let strict = flag("fatal");
    let more = flag("stream");
    let decoder = TextDecoder::new("utf-8", &strict).map_err(|_| Failure::Malformed)?;
    let mut text = JsString::from("");
    let mut size = 0;
    loop {
        let chunk = JsFuture::from(reader.read())
            .await
            .map_err(|_| Failure::Malformed)?;
        let Ok(bytes) = own(&chunk, "value").dyn_into::<Uint8Array>() else {
            break;
        };
        size += bytes.length();
        if size > limit {
            // Nobody waits for the rest; a failed cancel leaves nothing to do.
            _ = reader.cancel();
            return Err(Failure::TooLarge);
        }
        let piece = decoder
            .decode(&bytes, &more)
            .map_err(|_| Failure::Malformed)?;
        text = text.concat(&piece);
    }
    let nothing = Uint8Array::new_with_length(0);
    let rest = decoder
        .decode(&nothing, &JsValue::UNDEFINED)
        .map_err(|_| Failure::Malformed)?;
    Ok(text.concat(&rest))
}

/// `{ [name]: true }`
fn flag(name: &str) -> JsValue {
    let options = Object::new();
    // Setting a property of a fresh object cannot fail.
    _ = Reflect::set(&options, &name.into(), &JsValue::TRUE);
    options.into()
}

/// Reads `value` as a `T`; `None` where it is none.
pub(crate) fn read_as<T: for<'de> Deserialize<'de>>(value: &JsValue) -> Option<T> {
    T::deserialize(Reader::new(value)).ok()
}

/// The same value in JavaScript; `undefined` where it has no shape there.
pub(crate) fn write(value: &(impl Serialize + ?Sized)) -> JsValue {
    value.serialize(Writer).unwrap_or(JsValue::UNDEFINED)
}

/// Copies a parsed JSON value for the pure rooms.
pub(crate) fn value(js: &JsValue) -> Value {
    copy(js, DEEPEST)
}

fn copy(js: &JsValue, depth: usize) -> Value {
    if let Some(text) = js.as_string() {
        return Value::Text(text);
    }
    if let Some(number) = js.as_f64() {
        return Value::Number(number);
    }
    if let Some(bool) = js.as_bool() {
        return Value::Bool(bool);
    }
    let Some(depth) = depth.checked_sub(1) else {
        return Value::Null;
    };
    if let Some(list) = js.dyn_ref::<Array>() {
        return Value::List(list.iter().map(|item| copy(&item, depth)).collect());
    }
    let Some(object) = js.dyn_ref::<Object>() else {
        return Value::Null;
    };
    let member = |name: JsValue| {
        let value = Reflect::get(object, &name).unwrap_or(JsValue::UNDEFINED);
        Some((name.as_string()?, copy(&value, depth)))
    };
    Value::Object(Object::keys(object).iter().filter_map(member).collect())
}
