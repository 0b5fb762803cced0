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

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen(inline_js = r#"
        const { PluralRules, NumberFormat, RelativeTimeFormat } = Intl;
        const set = (classes) => Object.assign(Intl, classes);
        const absent = undefined;
        export const take_away = () => set({ PluralRules: absent, NumberFormat: absent, RelativeTimeFormat: absent });
        export const give_back = () => set({ PluralRules, NumberFormat, RelativeTimeFormat });
    "#)]
    extern "C" {
        fn take_away();
        fn give_back();
    }

    fn locale(tag: &str) -> Locale {
        Locale::nearest(tag).unwrap()
    }

    #[wasm_bindgen_test]
    fn each_language_counts_in_its_own_way() {
        for (tag, counted) in [
            (
                "en",
                [(0, "other"), (1, "one"), (2, "other"), (21, "other")],
            ),
            ("fr", [(0, "one"), (1, "one"), (2, "other"), (21, "other")]),
            ("pl", [(1, "one"), (3, "few"), (5, "many"), (22, "few")]),
            ("ar", [(0, "zero"), (2, "two"), (5, "few"), (11, "many")]),
        ] {
            for (count, category) in counted {
                assert_eq!(plural(locale(tag), count), category, "{tag}: {count}");
            }
        }
    }

    #[wasm_bindgen_test]
    fn numbers_and_times_are_written_as_the_language_does() {
        assert_eq!(number(locale("en"), 1_234), "1,234");
        assert_eq!(number(locale("de"), 1_234), "1.234");
        let told = |tag, seconds| ago(locale(tag), seconds);
        let english = told("en", 59);
        assert!(
            english.contains("59") && english.ends_with(" ago"),
            "{english}"
        );
        let german = told("de", 3_599);
        assert!(german.starts_with("vor 59 Min"), "{german}");
        assert!(told("ar", 60).contains("قبل"), "{}", told("ar", 60));
    }

    #[wasm_bindgen_test]
    fn where_the_browser_lacks_a_class_the_plain_number_stands() {
        take_away();
        let outcome = (
            plural(locale("pl"), 3),
            number(locale("de"), 1_234),
            ago(locale("de"), 130),
            ago(locale("de"), 30),
        );
        give_back();
        let (plural, number, minutes, seconds) = outcome;
        assert_eq!(
            (&*plural, &*number, &*minutes, &*seconds),
            ("", "1234", "2 min", "30 s")
        );
    }
}
