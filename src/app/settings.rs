//! The configuration of the standalone page: from `window.__PAYMENTS_CONFIG__`, else from the page's `<meta>`.
//!
//! Reads it each time it is wanted and keeps nothing. Which values are usable is decided in [`onboarding_core::config`].

use super::sign_in::SignIn;
use crate::dolfin::Api;
use crate::js_value::own;
use crate::stripe::loader::ConnectScript;
use js_sys::{Function, Promise, Reflect};
use onboarding_core::config::{ApiBase, ConfigError, PublishableKey};
use std::rc::Rc;
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlMetaElement;

/// The page's configuration, checked.
pub(super) struct Settings {
    pub(super) key: PublishableKey,
    pub(super) api: Api,
    pub(super) script: ConnectScript,
    /// Whether the first status read left before we came, and is still for us to take.
    pub(super) is_under_way: bool,
}

impl Settings {
    /// For the page of `organisation`, used by whoever is signed in.
    pub(super) fn of_page(sign_in: &SignIn, organisation: Uuid) -> Result<Self, ConfigError> {
        let key = setting("publishableKey", "stripe-publishable-key").unwrap_or_else(default_key);
        Ok(Self {
            key: PublishableKey::parse(&key)?,
            api: sign_in.sign(api()?, organisation),
            script: script(),
            is_under_way: early("hasStatus").is_truthy(),
        })
    }
}

/// Dolfin's API. The first requests to it are answered by those that the page has sent before we came
/// (`npm/src/page-start.js`).
pub(super) fn api() -> Result<Api, ConfigError> {
    let base = ApiBase::parse(&setting("apiBase", "api-base").unwrap_or_default())?;
    let api = Api::at(base);
    let Ok(send) = early("fetch").dyn_into::<Function>() else {
        return Ok(api);
    };
    Ok(api.sent_by(Rc::new(move |request| {
        let sent = send.call1(&JsValue::UNDEFINED, request);
        sent.map_or_else(
            |error| Promise::reject(&error),
            |sent| Promise::resolve(&sent),
        )
    })))
}

/// What the page's early start says or does by this name.
fn early(name: &str) -> JsValue {
    let early = web_sys::window().map(|window| own(&window, "__dolfinEarlyStart"));
    own(&early.unwrap_or_default(), name)
}

/// `cargo xtask start --publishable-key` sets the key at build time; the sandbox takes any.
fn default_key() -> String {
    let built_in = if cfg!(feature = "sandbox") {
        Some("pk_test_sandbox")
    } else {
        option_env!("STRIPE_PUBLISHABLE_KEY")
    };
    built_in.unwrap_or_default().to_owned()
}

#[cfg(feature = "sandbox")]
fn script() -> ConnectScript {
    let url = setting("connectScript", "connect-script")
        .unwrap_or_else(|| "/sandbox/connect.js".to_owned());
    let script = ConnectScript::stand_in(url);
    // Nobody waits a quarter of a minute for each stalled script of a test.
    match setting("connectStalledAfter", "connect-stalled-after").map(|ms| ms.parse()) {
        Some(Ok(ms)) => script.stalled_after(std::time::Duration::from_millis(ms)),
        _ => script,
    }
}

#[cfg(not(feature = "sandbox"))]
fn script() -> ConnectScript {
    ConnectScript::default()
}

/// A setting of the page. What the host sets counts even when it is empty, so that a key which never arrived is
/// told; an empty `<meta>` is how the page is shipped, and sets nothing.
pub(super) fn setting(property: &str, meta: &str) -> Option<String> {
    own(&config()?, property).as_string().or_else(|| {
        let selector = ["meta[name=\"", meta, "\"]"].concat();
        let meta = web_sys::window()?
            .document()?
            .query_selector(&selector)
            .ok()??;
        let content = meta.dyn_into::<HtmlMetaElement>().ok()?.content();
        Some(content).filter(|text| !text.trim().is_empty())
    })
}

/// What the host page has set.
pub(super) fn config() -> Option<JsValue> {
    let window = web_sys::window()?;
    Reflect::get(&window, &"__PAYMENTS_CONFIG__".into()).ok()
}
