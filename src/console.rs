//! What is told to whoever develops the page, on its console. Never anything about the person or the account.

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = warn, catch)]
    fn console_warn(text: &str) -> Result<(), JsValue>;
}

/// Writes a warning.
pub(crate) fn warn(text: &str) {
    // A console that a page has replaced by something that throws hears nothing.
    _ = console_warn(text);
}
