//! Another language's file: fetched when it is wanted, and taken in sentence by sentence.
//!
//! Whatever comes is data: the browser parses it, and [`Catalogue::take`] decides what of it is usable.

use crate::dolfin::AbortOnDrop;
use crate::js_value::{self, texts};
use crate::reactive::task::yield_microtask;
use onboarding_core::text::{Catalogue, Locale};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Request, RequestCache, RequestInit, Response};

/// Several times what a language needs.
const LARGEST: u32 = 256 * 1024;

#[wasm_bindgen]
extern "C" {
    /// Tells whoever develops the page.
    #[wasm_bindgen(js_namespace = console)]
    pub(crate) fn warn(text: &str);
}

/// The words of `file`, or nothing where it does not come or is not an object. Says so on the console, once.
pub(super) async fn wording(file: &str, locale: Locale) -> Option<Catalogue> {
    let Some(sentences) = read(file).await.filter(JsValue::is_object) else {
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

/// Dropping the future aborts the request.
async fn read(file: &str) -> Option<JsValue> {
    // What the mount itself asks for leaves first.
    yield_microtask().await;
    let abort = AbortOnDrop::new().ok()?;
    let init = RequestInit::new();
    // The files carry no version in their name: a copy is used only where the server says it is the newest.
    init.set_cache(RequestCache::NoCache);
    init.set_signal(Some(&abort.signal()));
    let request = Request::new_with_str_and_init(file, &init).ok()?;
    let response = web_sys::window()?.fetch_with_request(&request);
    let response: Response = JsFuture::from(response).await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    js_value::read(&response, LARGEST).await.ok()
}
