//! One mounted onboarding form: Stripe's instance, its element, and what they report.
//!
//! A new instance for every mount, because the client secret belongs to the instance. Dropping the [`Form`] takes
//! the element out of the page; Connect.js has no way to destroy an instance, so whatever it says afterwards
//! falls on closures that have nothing left to report to.
//!
//! Of the two documented ways into Connect.js this takes the one without npm: `StripeConnect.init`, then
//! `create`, which returns the element with its setters. Where an instance has no `create`, the element is made
//! and connected as Stripe's npm wrapper does it. `metaOptions` are not sent: they say which npm package made
//! the call, and none did.

use super::loader::{StripeConnect, method};
use crate::account::problem::{LoadErrorType, ScriptFailure};
use crate::api::ClientSecret;
use crate::config::PublishableKey;
use crate::json::own;
use js_sys::{Object, Promise, Reflect};
use std::{future::Future, pin::Pin, rc::Weak};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::future_to_promise;
use web_sys::Element;

const TAG: &str = "account-onboarding";

/// What Stripe's form reports.
pub(crate) enum Happening {
    /// Something of it can be seen.
    Shown,
    /// The person went to another step. Which one is not passed on: Stripe changes the list at will.
    Step,
    /// The person left, finished or not.
    Exit,
    /// It could not load, or died.
    Failed(LoadErrorType),
}

/// What the form needs from its owner. Held weakly, so that a form outlived by Stripe's callbacks is inert.
pub(crate) trait FormOwner {
    /// A secret never handed out before, or `None` when none is to be had (the owner shows why).
    fn secret(&self) -> Pin<Box<dyn Future<Output = Option<ClientSecret>>>>;
    /// Takes in what happened.
    fn happened(&self, happening: Happening);
}

/// Stripe's form in the page. Dropping it takes it out.
#[must_use = "the form leaves the page when this is dropped"]
pub(crate) struct Form {
    instance: JsValue,
    element: Element,
}

impl Drop for Form {
    fn drop(&mut self) {
        self.element.remove();
    }
}

impl Form {
    /// Makes an instance and puts its onboarding element into `slot`.
    pub(crate) fn open<S: FormOwner + 'static>(
        connect: &StripeConnect,
        key: &PublishableKey,
        locale: &str,
        appearance: &JsValue,
        owner: &Weak<S>,
        slot: &Element,
    ) -> Result<Self, ScriptFailure> {
        let instance = connect.init(&object(&[
            ("publishableKey", &key.as_str().into()),
            ("fetchClientSecret", &fetch_client_secret(owner.clone())),
            ("appearance", appearance),
            ("locale", &locale.into()),
        ]))?;
        let element = create(&instance)?;
        listen(&element, "setOnExit", owner, |_| Happening::Exit);
        listen(&element, "setOnStepChange", owner, |_| Happening::Step);
        listen(&element, "setOnLoadError", owner, |event| {
            let kind = own(&own(event, "error"), "type").as_string();
            Happening::Failed(load_error(kind.as_deref().unwrap_or_default()))
        });
        listen(&element, "setOnLoaderStart", owner, |_| Happening::Shown);
        slot.append_child(&element)
            .map_err(|_| ScriptFailure::InitFailed)?;
        Ok(Self { instance, element })
    }

    /// Gives the running form another look. Neither remounts nor asks for a session.
    pub(crate) fn restyle(&self, appearance: &JsValue) {
        if let Some(update) = method(&self.instance, "update") {
            // Stripe ignores what it cannot use; a look that cannot change is no reason to end the form.
            _ = update.call1(&self.instance, &object(&[("appearance", appearance)]));
        }
    }
}

/// Stripe calls this at `init` and again when a session expires, so it never answers from memory. It never
/// rejects: `undefined` makes Stripe report a failed session, and our own panel says why.
fn fetch_client_secret<S: FormOwner + 'static>(owner: Weak<S>) -> JsValue {
    Closure::<dyn Fn() -> Promise>::new(move || {
        let secret = owner.upgrade().map(|owner| owner.secret());
        future_to_promise(async move {
            let secret = match secret {
                Some(secret) => secret.await,
                None => None,
            };
            Ok(secret.map_or(JsValue::UNDEFINED, ClientSecret::hand_over))
        })
    })
    .into_js_value()
}

/// The element, with its setters, bound to `instance`.
fn create(instance: &JsValue) -> Result<Element, ScriptFailure> {
    if let Some(create) = method(instance, "create") {
        let element = create
            .call1(instance, &TAG.into())
            .map_err(|_| ScriptFailure::InitFailed)?;
        return element.dyn_into().map_err(|_| ScriptFailure::InitFailed);
    }
    let document = web_sys::window().and_then(|window| window.document());
    let element = document
        .and_then(|document| {
            document
                .create_element(&["stripe-connect-", TAG].concat())
                .ok()
        })
        .ok_or(ScriptFailure::InitFailed)?;
    let connect =
        Reflect::get(instance, &"connect".into()).map_err(|_| ScriptFailure::InitFailed)?;
    let bind = method(&element, "setConnector").ok_or(ScriptFailure::InitFailed)?;
    bind.call1(&element, &connect)
        .map_err(|_| ScriptFailure::InitFailed)?;
    Ok(element)
}

/// Gives one of the element's setters a callback. A setter this version of Connect.js lacks is passed over.
fn listen<S: FormOwner + 'static>(
    element: &Element,
    setter: &str,
    owner: &Weak<S>,
    read: fn(&JsValue) -> Happening,
) {
    let owner = owner.clone();
    // The browser frees it when Stripe lets go of it.
    let callback = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
        if let Some(owner) = owner.upgrade() {
            owner.happened(read(&event));
        }
    })
    .into_js_value();
    let set =
        method(element, setter).or_else(|| method(element, &[setter, "InternalOnly"].concat()));
    if let Some(set) = set {
        // Called as a method: the setters need their `this`.
        _ = set.call1(element, &callback);
    }
}

/// Stripe's `EmbeddedErrorType`.
fn load_error(name: &str) -> LoadErrorType {
    match name {
        "api_connection_error" => LoadErrorType::ApiConnectionError,
        "authentication_error" => LoadErrorType::AuthenticationError,
        "account_session_create_error" => LoadErrorType::AccountSessionCreateError,
        "invalid_request_error" => LoadErrorType::InvalidRequestError,
        "rate_limit_error" => LoadErrorType::RateLimitError,
        "api_error" => LoadErrorType::ApiError,
        "render_error" => LoadErrorType::RenderError,
        _ => LoadErrorType::Unknown,
    }
}

/// A plain object with these members.
pub(super) fn object(members: &[(&str, &JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        // Setting a property of a fresh object cannot fail.
        _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}
