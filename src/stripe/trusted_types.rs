//! Setting the script's address where the page enforces Trusted Types.
//!
//! A policy's name can be used once a realm, so the policy is made once and kept: the only thing of this crate that
//! outlives a mount, beside the door. It admits one address and refuses every other. Where the page forbids
//! the name, or another copy of this crate has taken it, the plain text is tried: a default policy of the page's may
//! admit it.

use super::loader::method;
use js_sys::{Object, Reflect};
use std::cell::OnceCell;
use wasm_bindgen::{JsValue, prelude::Closure};
use web_sys::HtmlScriptElement;

/// What a page lists in `Content-Security-Policy: trusted-types …`.
const POLICY: &str = "dolfin-connect";

thread_local! {
    static ADMIT: OnceCell<Option<JsValue>> = const { OnceCell::new() };
}

/// Gives `tag` its address; `None` where the page refuses it.
pub(super) fn set_src(tag: &HtmlScriptElement, url: &str) -> Option<()> {
    let trusted = ADMIT.with(|policy| {
        let policy = policy.get_or_init(|| policy_for(url)).as_ref()?;
        method(policy, "createScriptURL")?
            .call1(policy, &url.into())
            .ok()
    });
    let src = trusted.unwrap_or_else(|| url.into());
    Reflect::set(tag, &"src".into(), &src).ok().map(|_| ())
}

fn policy_for(url: &str) -> Option<JsValue> {
    let window = web_sys::window()?;
    let factory = Reflect::get(&window, &"trustedTypes".into()).ok()?;
    let create = method(&factory, "createPolicy")?;
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
    let rules = Object::new();
    Reflect::set(&rules, &"createScriptURL".into(), &admit).ok()?;
    create.call2(&factory, &POLICY.into(), &rules).ok()
}
