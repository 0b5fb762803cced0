//! Another language's file: fetched when it is wanted, and taken in sentence by sentence.
//!
//! Whatever comes is data: the browser parses it, and [`Catalogue::take`] decides what of it is usable.

use crate::console::warn;
use crate::http::{self, AbortOnDrop, Outgoing};
use crate::js_value::texts;
use crate::reactive::task::yield_microtask;
use gloo_net::http::Method;
use js_sys::Array;
use onboarding_core::text::{Catalogue, Locale};
use wasm_bindgen::JsValue;
use web_sys::{RequestCache, RequestCredentials, RequestRedirect};

/// Several times what a language needs.
const LARGEST: u32 = 256 * 1024;

/// The words of `file`, or nothing where it does not come or is not an object. Says so on the console, once.
pub(super) async fn wording(file: &str, locale: Locale) -> Option<Catalogue> {
    let Some(sentences) = read(file).await.filter(is_record) else {
        warn(&[file, " cannot be used; English is shown"].concat());
        return None;
    };
    let mut wording = Catalogue::for_locale(locale);
    let mut is_whole = true;
    for (key, text) in texts(&sentences) {
        is_whole &= wording.take(&key, &text).is_ok();
    }
    if !is_whole {
        warn(&[file, " is not of this version; English fills the gaps"].concat());
    }
    Some(wording)
}

/// Whether it holds sentences by name: a list does not.
fn is_record(value: &JsValue) -> bool {
    value.is_object() && !Array::is_array(value)
}

/// Dropping the future aborts the request.
async fn read(file: &str) -> Option<JsValue> {
    // What the mount itself asks for leaves first.
    yield_microtask().await;
    let abort = AbortOnDrop::new()?;
    let request = Outgoing {
        method: Method::GET,
        url: file,
        headers: http::accept("application/json")?,
        credentials: RequestCredentials::SameOrigin,
        cache: RequestCache::Default,
        redirect: RequestRedirect::Follow,
        body: None,
        abort: &abort,
    };
    let answer = http::send(&request.build()?, None).await?;
    if !answer.ok() {
        return None;
    }
    let read = http::json(&answer, LARGEST).await.ok();
    abort.answered();
    read
}
