//! The component's style sheet, adopted by the page.
//!
//! Constructed, not written into a `<style>`: that needs no exception in a content security policy, and a host
//! that uses the Leptos component has nothing to link. However many components there are, the page adopts it
//! once; it stays after the last one, where it styles nothing.
//!
//! A browser without `light-dark()` (Safari before 17.5, Chrome before 123, Firefox before 120) gets the first colour of
//! each pair: the component is light there, unless the host sets the tokens.

use js_sys::{Array, JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

/// All of `style/` but the pages' own, put together and stripped by `build.rs`.
const SHEET: &str = include_str!(concat!(env!("OUT_DIR"), "/sheet.css"));

#[wasm_bindgen]
extern "C" {
    type CSSStyleSheet;
    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<CSSStyleSheet, JsValue>;
    #[wasm_bindgen(method, js_name = replaceSync, catch)]
    fn replace_sync(this: &CSSStyleSheet, css: &JsString) -> Result<(), JsValue>;

    #[wasm_bindgen(js_namespace = CSS, catch)]
    fn supports(property: &str, value: &str) -> Result<bool, JsValue>;
}

thread_local! {
    // One sheet object for all mounts, so that adopting it twice can be seen.
    static OURS: Option<CSSStyleSheet> = CSSStyleSheet::new()
        .ok()
        .filter(|sheet| sheet.replace_sync(&css()).is_ok());
}

fn css() -> JsString {
    let css = JsString::from(SHEET);
    match supports("color", "light-dark(red,red)") {
        Ok(true) => css,
        _ => light(&css),
    }
}

/// With the first colour of each pair alone: all of it, and nothing of the other.
fn light(css: &JsString) -> JsString {
    css.replace_all("light-dark(", "color-mix(in srgb,100% ")
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

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn rules(css: &JsString) -> f64 {
        let sheet = CSSStyleSheet::new().unwrap();
        sheet.replace_sync(css).unwrap();
        let rules = Reflect::get(&sheet, &"cssRules".into()).unwrap();
        let length = Reflect::get(&rules, &"length".into()).unwrap();
        length.as_f64().unwrap()
    }

    #[wasm_bindgen_test]
    fn a_browser_without_pairs_of_colours_gets_every_rule_with_the_light_ones() {
        let all = JsString::from(SHEET);
        let light = light(&all);
        assert!(!light.includes("light-dark(", 0));
        assert!(rules(&light) > 50.0);
        assert_eq!(rules(&light), rules(&all));
    }

    #[wasm_bindgen_test]
    fn the_first_colour_of_a_pair_is_left_of_it() {
        let document = web_sys::window().unwrap().document().unwrap();
        let element = document.create_element("p").unwrap();
        document.body().unwrap().append_child(&element).unwrap();
        let colour = light(&JsString::from(
            "color:light-dark(rgb(255 0 0),rgb(0 0 255))",
        ));
        let style = String::from(colour);
        element.set_attribute("style", &style).unwrap();
        let window = web_sys::window().unwrap();
        let computed = window.get_computed_style(&element).unwrap().unwrap();
        let colour = computed.get_property_value("color").unwrap();
        assert_eq!(colour, "color(srgb 1 0 0)");
        element.remove();
    }
}
