//! The component's style sheet, adopted by the page.
//!
//! Constructed, not written into a `<style>`: that needs no exception in a content security policy, and a host
//! that uses the Leptos component has nothing to link. However many components there are, the page adopts it
//! once; it stays after the last one, where it styles nothing.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

/// All of `style/` but the pages' own, put together and stripped by `build.rs`.
const SHEET: &str = include_str!(concat!(env!("OUT_DIR"), "/sheet.css"));

#[wasm_bindgen]
extern "C" {
    type CSSStyleSheet;
    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<CSSStyleSheet, JsValue>;
    #[wasm_bindgen(method, js_name = replaceSync, catch)]
    fn replace_sync(this: &CSSStyleSheet, css: &str) -> Result<(), JsValue>;
}

thread_local! {
    // One sheet object for all mounts, so that adopting it twice can be seen.
    static OURS: Option<CSSStyleSheet> = CSSStyleSheet::new()
        .ok()
        .filter(|sheet| sheet.replace_sync(SHEET).is_ok());
}

/// Makes sure that `root`, a document or a shadow root, wears our sheet. Without it the component is plain but
/// whole, so nothing is reported.
pub(crate) fn adopt(root: &JsValue) {
    OURS.with(|ours| {
        let adopted =
            Reflect::get(root, &"adoptedStyleSheets".into()).unwrap_or(JsValue::UNDEFINED);
        if let (Some(ours), Ok(adopted)) = (ours, adopted.dyn_into::<Array>())
            && !adopted.includes(ours, 0)
        {
            adopted.push(ours);
        }
    });
}
