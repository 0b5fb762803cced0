//! Sets the script's address where the page enforces Trusted Types.
//!
//! Decides nothing but which address is trusted: Connect.js's and no other. A policy's name can be used once a realm,
//! so the policy is made once and kept; it outlives every mount. Where the page forbids the name, or another copy of
//! this crate has taken it, the plain text is tried: a default policy of the page's may admit it.

use js_sys::{Function, Object};
use std::cell::OnceCell;
use wasm_bindgen::{
    JsCast,
    prelude::{Closure, JsValue, wasm_bindgen},
};
use web_sys::{HtmlScriptElement, Window};

/// What a page lists in `Content-Security-Policy: trusted-types …`.
const POLICY: &str = "dolfin-connect";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = Window)]
    type Page;
    #[wasm_bindgen(method, getter, catch, js_name = trustedTypes)]
    fn trusted_types(this: &Page) -> Result<Factory, JsValue>;

    type Factory;
    #[wasm_bindgen(method, catch, js_name = createPolicy)]
    fn create_policy(this: &Factory, name: &str, rules: &Rules) -> Result<Policy, JsValue>;

    #[wasm_bindgen(extends = Object)]
    type Rules;
    #[wasm_bindgen(method, setter, catch, js_name = createScriptURL)]
    fn set_create_script_url(this: &Rules, rule: &Function) -> Result<(), JsValue>;

    type Policy;
    #[wasm_bindgen(method, catch, js_name = createScriptURL)]
    fn create_script_url(this: &Policy, url: &str) -> Result<JsValue, JsValue>;

    // web-sys sets a text, and cannot fail.
    #[wasm_bindgen(extends = HtmlScriptElement)]
    type Script;
    #[wasm_bindgen(method, setter, catch, js_name = src)]
    fn set_trusted_src(this: &Script, src: &JsValue) -> Result<(), JsValue>;
}

thread_local! {
    static ADMITTED: OnceCell<Option<Policy>> = const { OnceCell::new() };
}

/// Gives `tag` its address; `None` where the page refuses it.
pub(super) fn set_src(tag: &HtmlScriptElement, url: &str) -> Option<()> {
    let trusted = ADMITTED.with(|policy| {
        let policy = policy.get_or_init(|| policy_for(url)).as_ref()?;
        policy.create_script_url(url).ok()
    });
    let src = trusted.unwrap_or_else(|| url.into());
    tag.unchecked_ref::<Script>().set_trusted_src(&src).ok()
}

fn policy_for(url: &str) -> Option<Policy> {
    let window: Page = web_sys::window()?.unchecked_into();
    let url = url.to_owned();
    // The policy calls it for as long as the page lives.
    let admit =
        Closure::<dyn Fn(JsValue) -> Result<JsValue, JsValue>>::new(move |asked: JsValue| {
            if asked.as_string().as_deref() == Some(&url) {
                Ok(asked)
            } else {
                // Thrown: the browser then refuses the assignment.
                Err(asked)
            }
        })
        .into_js_value();
    let rules: Rules = Object::new().unchecked_into();
    rules.set_create_script_url(admit.unchecked_ref()).ok()?;
    window
        .trusted_types()
        .ok()?
        .create_policy(POLICY, &rules)
        .ok()
}
