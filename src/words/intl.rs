//! Numbers, plurals and relative times, by the browser's `Intl`.
//!
//! The browser knows every language's rules already, so they cost no bytes. Where it lacks a part of `Intl`, the
//! plain number stands.

use super::Locale;
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type PluralRules;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locale: &str) -> Result<PluralRules, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn select(this: &PluralRules, number: f64) -> Result<String, JsValue>;

    #[wasm_bindgen(js_namespace = Intl)]
    type NumberFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locale: &str) -> Result<NumberFormat, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn format(this: &NumberFormat, number: f64) -> Result<String, JsValue>;

    #[wasm_bindgen(js_namespace = Intl)]
    type RelativeTimeFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locale: &str, options: &Object) -> Result<RelativeTimeFormat, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn format(this: &RelativeTimeFormat, value: f64, unit: &str) -> Result<String, JsValue>;
}

/// CLDR's plural category of a number of things.
pub(super) fn plural(locale: Locale, count: usize) -> String {
    let rules = PluralRules::new(locale.tag());
    let category = rules.and_then(|rules| rules.select(count as f64));
    category.unwrap_or_default()
}

/// A whole number.
pub(super) fn number(locale: Locale, number: usize) -> String {
    let format = NumberFormat::new(locale.tag());
    let written = format.and_then(|format| format.format(number as f64));
    written.unwrap_or_else(|_| number.to_string())
}

/// So many seconds ago, in minutes from the first one on.
pub(super) fn ago(locale: Locale, seconds: usize) -> String {
    let (count, unit, symbol) = match seconds {
        0..60 => (seconds, "second", " s"),
        _ => (seconds / 60, "minute", " min"),
    };
    let options = Object::new();
    // Setting a property of a fresh object cannot fail.
    _ = Reflect::set(&options, &"style".into(), &"short".into());
    let format = RelativeTimeFormat::new(locale.tag(), &options);
    let told = format.and_then(|format| format.format(-(count as f64), unit));
    told.unwrap_or_else(|_| [&count.to_string(), symbol].concat())
}
