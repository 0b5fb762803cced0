//! The JSON of an answer, bounded on the way.
//!
//! Text and value stay in JavaScript: a session answer holds the client secret, and of a status document only the
//! members that are read are ever copied into WebAssembly memory. Bytes become text as they come, and the browser
//! parses the text.

use crate::js_value::{object, own};
use gloo_net::http::Response;
use js_sys::{JsString, Promise, Uint8Array};
use onboarding_core::account::problem::Failure;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    // js-sys takes a `&str` here, which would copy a secret into wasm memory.
    #[wasm_bindgen(js_namespace = JSON, js_name = parse, catch)]
    fn parse(text: &JsString) -> Result<JsValue, JsValue>;

    // web-sys declares none of these as throwing. A stream that a host's own `fetch` has read is locked.
    type Stream;
    #[wasm_bindgen(method, js_name = getReader, catch)]
    fn get_reader(this: &Stream) -> Result<Reader, JsValue>;

    type Reader;
    #[wasm_bindgen(method, catch)]
    fn read(this: &Reader) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn cancel(this: &Reader) -> Result<Promise, JsValue>;

    // web-sys gives the text to Rust.
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

/// Why a body is no JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unread {
    /// There is none.
    Empty,
    /// Somebody else has read it, or reads it.
    Taken,
    /// It is longer than allowed; the rest was not waited for.
    TooLarge,
    /// It breaks off, or is not what it begins to be.
    Malformed,
    /// It is something else altogether: HTML, as a rule.
    NotJson,
}

impl From<Unread> for Failure {
    fn from(unread: Unread) -> Failure {
        match unread {
            Unread::Empty => Failure::Empty,
            Unread::Taken | Unread::Malformed => Failure::Malformed,
            Unread::TooLarge => Failure::TooLarge,
            Unread::NotJson => Failure::NotJson,
        }
    }
}

/// Reads the body as JSON, up to `limit` bytes.
pub(crate) async fn json(answer: &Response, limit: u32) -> Result<JsValue, Unread> {
    let text = text(answer, limit).await?;
    if text.length() == 0 {
        return Err(Unread::Empty);
    }
    parse(&text).map_err(|_| {
        // Nothing after the first letter is looked at.
        let first = text.trim_start().char_code_at(0);
        match first == f64::from(b'{') || first == f64::from(b'[') {
            true => Unread::Malformed,
            false => Unread::NotJson,
        }
    })
}

async fn text(answer: &Response, limit: u32) -> Result<JsString, Unread> {
    if answer.body_used() {
        return Err(Unread::Taken);
    }
    let stream = answer.body().ok_or(Unread::Empty)?;
    let stream: &Stream = stream.unchecked_ref();
    let reader = stream.get_reader().map_err(|_| Unread::Taken)?;
    // Half a character or Latin-1 is a damaged answer, not text with holes. A BOM is skipped.
    let strict = object(&[("fatal", JsValue::TRUE)]);
    let decoder = TextDecoder::new("utf-8", &strict).map_err(|_| Unread::Malformed)?;
    let [more, no_more] = [true, false].map(|stream: bool| object(&[("stream", stream.into())]));
    let mut text = JsString::from("");
    let mut size = 0;
    loop {
        let chunk = reader.read().map_err(|_| Unread::Malformed)?;
        let chunk = JsFuture::from(chunk).await.map_err(|_| Unread::Malformed)?;
        let Ok(bytes) = own(&chunk, "value").dyn_into::<Uint8Array>() else {
            break;
        };
        size += bytes.length();
        if size > limit {
            // Nobody waits for the rest; a failed cancel leaves nothing to do.
            _ = reader.cancel();
            return Err(Unread::TooLarge);
        }
        let piece = decode(&decoder, &bytes, &more)?;
        text = text.concat(&piece);
    }
    let nothing = Uint8Array::new_with_length(0);
    let rest = decode(&decoder, &nothing, &no_more)?;
    Ok(text.concat(&rest))
}

fn decode(
    decoder: &TextDecoder,
    bytes: &Uint8Array,
    options: &JsValue,
) -> Result<JsString, Unread> {
    decoder
        .decode(bytes, options)
        .map_err(|_| Unread::Malformed)
}
