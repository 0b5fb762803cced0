//! Numbers, plurals and relative times, by the browser's `Intl`.
//!
//! The browser knows every language's rules already, so they cost no bytes. Where it lacks a class of `Intl`,
//! the bare number stands.

use js_sys::{Number, Object, Reflect};
use onboarding_core::text::Locale;
use std::cell::RefCell;
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
    type RelativeTimeFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locale: &str, options: &Object) -> Result<RelativeTimeFormat, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn format(this: &RelativeTimeFormat, value: f64, unit: &str) -> Result<String, JsValue>;
}

thread_local! {
    /// The rules of the language that was last asked for: they are long in the making, and asked for with every count.
    static RULES: RefCell<Option<(Locale, PluralRules)>> = const { RefCell::new(None) };
}

/// CLDR's plural category of a number of things.
pub(super) fn plural(locale: Locale, count: usize) -> String {
    RULES.with_borrow_mut(|rules| {
        rules.take_if(|(of, _)| *of != locale);
        if rules.is_none() {
            *rules = PluralRules::new(locale.tag()).ok().map(|new| (locale, new));
        }
        let category = rules
            .as_ref()
            .and_then(|(_, rules)| rules.select(count as f64).ok());
        category.unwrap_or_default()
    })
}

/// A whole number.
pub(super) fn number(locale: Locale, number: usize) -> String {
    // The first use of `toLocaleString` costs 11 ms, in the very task that shows the status. Of our languages only
    // Arabic has digits of its own.
    if number < 1_000 && locale.tag() != "ar" {
        return number.to_string();
    }
    // Every browser has it, and keeps what it needs for the language.
    Number::from(number as f64)
        .to_locale_string(locale.tag())
        .into()
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

    #[wasm_bindgen(module = "/tests/page.js")]
    extern "C" {
        #[wasm_bindgen(js_name = takeIntlAway)]
        fn take_away();
        #[wasm_bindgen(js_name = giveIntlBack)]
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
            ("ro", [(0, "few"), (1, "one"), (19, "few"), (20, "other")]),
            ("pt", [(0, "one"), (1, "one"), (2, "other"), (21, "other")]),
            (
                "pt-PT",
                [(0, "other"), (1, "one"), (2, "other"), (21, "other")],
            ),
            (
                "ja",
                [(0, "other"), (1, "other"), (2, "other"), (21, "other")],
            ),
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
    fn where_the_browser_lacks_a_class_the_bare_number_stands() {
        take_away();
        let outcome = (
            plural(locale("nl"), 3),
            ago(locale("de"), 130),
            ago(locale("de"), 30),
        );
        give_back();
        let (plural, minutes, seconds) = outcome;
        assert_eq!((&*plural, &*minutes, &*seconds), ("", "2 min", "30 s"));
    }
}
