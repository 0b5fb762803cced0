//! `window.StripeConnect`: whether it is there, and whether it is Stripe's.
//!
//! Decides what is taken for Stripe's global. Markup can put an element under any name of the window's ("DOM
//! clobbering"), and an element in it under `init`, which in some browsers counts as a function.

#[cfg(test)]
mod tests;

use super::bindings::{Global, Instance, Page, Params};
use js_sys::Function;
use onboarding_core::account::problem::ScriptFailure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlCollection, Window};

/// Stripe's global, once it is there.
pub(crate) struct StripeConnect(Global);

impl StripeConnect {
    /// Stripe's global, if the page has it.
    pub(super) fn of_page() -> Option<Self> {
        let global = named()?;
        if !global.is_object() || is_markup(&global) {
            return None;
        }
        let global: Global = global.unchecked_into();
        let has_init = global
            .get_init()
            .is_ok_and(|init| init.is_instance_of::<Function>() && !is_markup(&init));
        has_init.then_some(Self(global))
    }

    /// A new instance: the secret belongs to it, so every mount takes its own.
    ///
    /// # Errors
    ///
    /// [`ScriptFailure::InitFailed`] where `init` throws or returns nothing to work with.
    pub(super) fn init(&self, params: &Params) -> Result<Instance, ScriptFailure> {
        // Stripe's own loader says so before it calls `init`. A frozen global goes without.
        _ = self.0.set_optimized_loading(true);
        let instance = self.0.init(params);
        let instance = instance.ok().filter(JsValue::is_object);
        let instance = instance.ok_or(ScriptFailure::InitFailed)?;
        Ok(instance.unchecked_into())
    }
}

/// Gives the name back to the script where markup has taken it: a script that adds itself to what it finds there
/// would otherwise become a property of an element.
pub(super) fn unclobber() {
    if named().as_ref().is_some_and(is_markup) {
        // An own property of the window hides the element's name. One that cannot be set leaves the page as it was.
        _ = page().map(|page| page.set_stripe_connect(&JsValue::UNDEFINED));
    }
}

fn named() -> Option<JsValue> {
    page()?.stripe_connect().ok()
}

fn page() -> Option<Page> {
    let window: Window = web_sys::window()?;
    Some(window.unchecked_into())
}

fn is_markup(value: &JsValue) -> bool {
    value.is_instance_of::<Element>() || value.is_instance_of::<HtmlCollection>()
}
