//! One mounted onboarding form: Stripe's instance and its element.
//!
//! A new instance for every mount, because the client secret belongs to the instance. Dropping the [`Form`] takes the
//! element out of the page and lets no late [call](super::callbacks) through; Connect.js has no way to destroy an
//! instance.
//!
//! Decides by which way an element is made and set: the documented one, else the private one of Stripe's npm package
//! (see [`bindings`](super::bindings)). A form that could not tell when the person leaves it is no form: without
//! `onExit` opening fails. Every other setting that this version of Connect.js lacks is passed over.
//!
//! Everything here may call back before it returns: no borrow is held, and the owner may end the form within a call.

#[cfg(test)]
mod tests;

use super::bindings::{self, COMPONENT, Instance, Onboarding, TAG};
use super::callbacks::{Callback, Callbacks, FormOwner};
use super::global::StripeConnect;
use super::light_dom::Placement;
use super::params::{self, Opening};
use crate::js_value::write;
use js_sys::Promise;
use onboarding_core::account::problem::ScriptFailure;
use std::rc::Weak;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

/// Stripe's form in the page. Dropping it takes it out.
#[must_use = "the form leaves the page when this is dropped"]
pub(crate) struct Form {
    // Goes first: what Stripe says while its element leaves the page is not heard.
    _callbacks: Callbacks,
    _placement: Placement,
    instance: Instance,
}

impl Form {
    /// Makes an instance and puts its onboarding element into the frame. Reports to `owner`, possibly before it
    /// returns.
    ///
    /// # Errors
    ///
    /// [`ScriptFailure::InitFailed`] where Stripe's script throws, makes no element, or would not say when the person
    /// leaves the form. No secret was used.
    pub(crate) fn open(
        connect: &StripeConnect,
        opening: &Opening,
        frame: &Element,
        owner: Weak<dyn FormOwner>,
    ) -> Result<Self, ScriptFailure> {
        let callbacks = Callbacks::register(opening.id, owner);
        let failed = |_| ScriptFailure::InitFailed;
        let params = params::init(opening, &callbacks).map_err(failed)?;
        let instance = connect.init(&params)?;
        let element = element(frame, &instance).ok_or(ScriptFailure::InitFailed)?;
        set_up(&element, opening, &callbacks).map_err(failed)?;
        let placement = Placement::of(element.into(), frame, &callbacks.name());
        Ok(Self {
            _callbacks: callbacks,
            _placement: placement.ok_or(ScriptFailure::InitFailed)?,
            instance,
        })
    }

    /// Gives the running form another look and language. Neither remounts nor asks for a session.
    pub(crate) fn restyle(&self, opening: &Opening) {
        // Stripe ignores what it cannot use; a look that cannot change is no reason to end the form.
        _ = self.instance.update(&params::update(opening));
    }

    /// Ends Stripe's own session. For a sign-out from the host and for nothing else: the form is dead afterwards.
    pub(crate) fn log_out(&self) -> Option<Promise> {
        // Whatever came back becomes a promise.
        Some(Promise::resolve(&self.instance.logout().ok()?))
    }
}

/// The onboarding element, bound to the instance.
fn element(frame: &Element, instance: &Instance) -> Option<Onboarding> {
    let documented = || {
        let element = instance.create(COMPONENT).ok()?;
        element.dyn_into::<Element>().ok()
    };
    let private = || {
        let element = frame.owner_document()?.create_element(TAG).ok()?;
        let connector = instance.connect().ok()?;
        let bound = element.unchecked_ref::<Onboarding>();
        bound.set_connector(&connector).ok()?;
        Some(element)
    };
    documented().or_else(private).map(JsCast::unchecked_into)
}

/// Sets what the host has set, then the callbacks, in the order of Stripe's npm package.
fn set_up(element: &Onboarding, opening: &Opening, callbacks: &Callbacks) -> Result<(), JsValue> {
    let options = opening.options;
    for (setter, url) in [
        (bindings::FULL_TERMS, &options.full_terms_url),
        (bindings::RECIPIENT_TERMS, &options.recipient_terms_url),
        (bindings::PRIVACY_POLICY, &options.privacy_url),
    ] {
        if let Some(url) = url {
            _ = setter.set(element, &url.into());
        }
    }
    if options.skip_terms {
        _ = bindings::SKIP_TERMS.set(element, &JsValue::TRUE);
    }
    if let Some(collection) = params::collection(opening) {
        _ = bindings::COLLECTION_OPTIONS.set(element, &write(&collection));
    }
    bindings::ON_EXIT.set(element, callbacks.function(Callback::Exit)?.as_ref())?;
    for (setter, callback) in [
        (bindings::ON_STEP_CHANGE, Callback::StepChange),
        (bindings::ON_LOAD_ERROR, Callback::LoadError),
        (bindings::ON_LOADER_START, Callback::LoaderStart),
    ] {
        _ = setter.set(element, callbacks.function(callback)?.as_ref());
    }
    Ok(())
}
