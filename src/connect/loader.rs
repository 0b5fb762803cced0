//! Connect.js, loaded once a page and again after a failure.
//!
//! The document is the registry: a tag with the script's exact address is shared by everybody on the page, and
//! one that failed is taken out, so that the next try can succeed without a reload. (Stripe's own loader keeps a
//! failed load for ever.) Nothing is remembered here.
//!
//! Limits: three tries, each at most 15 s; a script cannot carry an integrity hash, because Stripe serves a
//! moving file from an unversioned path.

use crate::account::problem::ScriptFailure;
use futures_util::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, HtmlScriptElement};

/// The one address Stripe serves Connect.js from.
const STRIPE: &str = "https://connect-js.stripe.com/v1.0/connect.js";
/// The older address, recognised in pages that already carry it.
const STRIPE_OLDER: &str = "https://connect-js.stripe.com/v0.1/connect.js";

const STALLED_AFTER_MS: u32 = 15_000;
const TRIES: u32 = 3;

/// Where Connect.js is loaded from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptUrl(std::borrow::Cow<'static, str>);

impl Default for ScriptUrl {
    fn default() -> Self {
        Self(STRIPE.into())
    }
}

impl ScriptUrl {
    /// A stand-in for Stripe's script. Exists only in builds with the feature `sandbox`, so that a production
    /// build cannot be talked into loading anything else.
    #[cfg(feature = "sandbox")]
    pub fn stand_in(url: String) -> Self {
        Self(url.into())
    }
}

/// Stripe's global, once it is there.
pub(crate) struct StripeConnect(JsValue);

impl StripeConnect {
    /// What the page has under that name, if it is Stripe's. An element with that id is not (DOM clobbering).
    fn of_page() -> Option<Self> {
        let window = web_sys::window()?;
        let global = Reflect::get(&window, &"StripeConnect".into()).ok()?;
        let is_stripe = global.is_object()
            && !global.is_instance_of::<Element>()
            && method(&global, "init").is_some();
        is_stripe.then_some(Self(global))
    }

    /// A new instance: the secret belongs to it, so every mount takes its own.
    pub(crate) fn init(&self, params: &JsValue) -> Result<JsValue, ScriptFailure> {
        let init = method(&self.0, "init").ok_or(ScriptFailure::NoGlobal)?;
        let instance = init
            .call1(&self.0, params)
            .map_err(|_| ScriptFailure::InitFailed)?;
        if instance.is_object() {
            Ok(instance)
        } else {
            Err(ScriptFailure::InitFailed)
        }
    }
}

/// The object's method of that name, inherited ones included.
pub(super) fn method(object: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(object, &name.into()).ok()?.dyn_into().ok()
}

/// Loads Connect.js, or finds it loaded.
pub(crate) async fn load(url: &ScriptUrl) -> Result<StripeConnect, ScriptFailure> {
    let mut tried = 1;
    loop {
        match try_once(url).await {
            Err(_) if tried < TRIES => {
                // 1 s, 2 s, each with up to half as much again: a whole platform may have failed together.
                let pause = f64::from(1_000 * tried) * (1.0 + 0.5 * js_sys::Math::random());
                TimeoutFuture::new(pause as u32).await;
                tried += 1;
            }
            settled => return settled,
        }
    }
}

async fn try_once(url: &ScriptUrl) -> Result<StripeConnect, ScriptFailure> {
    if let Some(connect) = StripeConnect::of_page() {
        return Ok(connect);
    }
    let document = web_sys::window()
        .and_then(|window| window.document())
        .ok_or(ScriptFailure::Blocked)?;
    let tag = match find(&document, url) {
        Some(tag) => tag,
        None => add(&document, url).ok_or(ScriptFailure::Blocked)?,
    };
    let settled = Promise::new(&mut |resolve, reject| {
        // Adding a listener to an element cannot fail.
        _ = tag.add_event_listener_with_callback("load", &resolve);
        _ = tag.add_event_listener_with_callback("error", &reject);
    });
    let outcome = match select(
        JsFuture::from(settled),
        TimeoutFuture::new(STALLED_AFTER_MS),
    )
    .await
    {
        Either::Left((Ok(_), _)) => StripeConnect::of_page().ok_or(ScriptFailure::NoGlobal),
        Either::Left((Err(_), _)) => Err(ScriptFailure::Blocked),
        // A tag that had fired before we came never fires again; its global may be there all the same.
        Either::Right(_) => StripeConnect::of_page().ok_or(ScriptFailure::Stalled),
    };
    if outcome.is_err() {
        tag.remove();
    }
    outcome
}

fn find(document: &Document, url: &ScriptUrl) -> Option<HtmlScriptElement> {
    [&url.0, STRIPE_OLDER].into_iter().find_map(|url| {
        let selector = ["script[src=\"", url, "\"]"].concat();
        document.query_selector(&selector).ok()??.dyn_into().ok()
    })
}

fn add(document: &Document, url: &ScriptUrl) -> Option<HtmlScriptElement> {
    let tag: HtmlScriptElement = document.create_element("script").ok()?.dyn_into().ok()?;
    tag.set_src(&url.0);
    document.head()?.append_child(&tag).ok()?;
    Some(tag)
}
