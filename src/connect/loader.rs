//! Connect.js, loaded once a page and again after a failure.
//!
//! The document is the registry: a tag with the script's exact address is shared by everybody on the page, and
//! one that failed is taken out, so that the next try can succeed without a reload. (Stripe's own loader keeps a
//! failed load for ever, and waits for ever for a tag that has already failed.) Nothing is remembered here.
//!
//! Limits: a tag taken out of the page may still run when its file comes at last; its global is then welcome,
//! whatever else it reports is not heard. The script carries no integrity hash, because Stripe serves a moving
//! file from an unversioned path.

use super::{tries, trusted};
use crate::account::problem::ScriptFailure;
use futures_channel::oneshot;
use futures_util::future::{Either, select};
use gloo_events::EventListener;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Function, Reflect};
use std::{borrow::Cow, cell::Cell, rc::Rc, time::Duration};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, HtmlElement, HtmlLinkElement, HtmlScriptElement};

/// The one address Stripe serves Connect.js from.
const STRIPE: &str = "https://connect-js.stripe.com/v1.0/connect.js";
/// The older address, recognised in pages that already carry it.
const STRIPE_OLDER: &str = "https://connect-js.stripe.com/v0.1/connect.js";
/// Where both are.
const STRIPE_ORIGIN: &str = "https://connect-js.stripe.com";

/// Marks a tag as one of ours: a property of the node, which markup cannot set.
const OURS: &str = "dolfinConnect";

/// Where Connect.js is loaded from, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectScript {
    url: Cow<'static, str>,
    nonce: Option<Rc<str>>,
    stalled_after: Duration,
}

impl Default for ConnectScript {
    fn default() -> Self {
        Self {
            url: STRIPE.into(),
            nonce: None,
            stalled_after: Duration::from_secs(15),
        }
    }
}

impl ConnectScript {
    /// The nonce of the page's `Content-Security-Policy`. Without one, that of the page's first script with a
    /// nonce is used. It is given to the script's tag and to nothing else.
    #[must_use]
    pub fn nonce(mut self, nonce: &str) -> Self {
        self.nonce = Some(nonce.into());
        self
    }

    /// How long a try may take before the next is made: 15 s unless said otherwise.
    #[must_use]
    pub fn stalled_after(mut self, stalled_after: Duration) -> Self {
        self.stalled_after = stalled_after;
        self
    }

    /// A stand-in for Stripe's script. Exists only in builds with the feature `sandbox`, so that a production
    /// build cannot be talked into loading anything else.
    #[cfg(feature = "sandbox")]
    pub fn stand_in(url: String) -> Self {
        Self {
            url: url.into(),
            ..Self::default()
        }
    }
}

/// Stripe's global, once it is there.
pub(crate) struct StripeConnect(JsValue);

impl StripeConnect {
    /// What the page has under that name, if it is Stripe's. Markup can put an element there (DOM clobbering), but
    /// no element has a function `init` unless a script gave it one.
    fn of_page() -> Option<Self> {
        let window = web_sys::window()?;
        let global = Reflect::get(&window, &"StripeConnect".into()).ok()?;
        (global.is_object() && method(&global, "init").is_some()).then_some(Self(global))
    }

    /// A new instance: the secret belongs to it, so every mount takes its own.
    pub(super) fn init(&self, params: &JsValue) -> Result<JsValue, ScriptFailure> {
        let init = method(&self.0, "init").ok_or(ScriptFailure::NoGlobal)?;
        // Stripe's own loader says so before it calls `init`. A frozen global goes without.
        _ = Reflect::set(&self.0, &"optimizedLoading".into(), &JsValue::TRUE);
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

/// Loads Connect.js, or finds it loaded. `stalled` is called when a try has taken too long and others follow.
pub(crate) async fn load(
    script: &ConnectScript,
    stalled: impl Fn(),
) -> Result<StripeConnect, ScriptFailure> {
    let mut late = Vec::new();
    let mut tried = 1;
    loop {
        let failure = match try_once(script, &mut late).await {
            Ok(connect) => return Ok(connect),
            Err(failure) => failure,
        };
        let Some(pause) = tries::pause(tried, js_sys::Math::random()) else {
            return Err(failure);
        };
        if failure == ScriptFailure::Stalled {
            stalled();
        }
        wait(pause).await;
        tried += 1;
    }
}

/// Gets the connection ready where the script will be needed soon. Fetches nothing.
pub(crate) fn preconnect(script: &ConnectScript) {
    let link = || {
        let document = web_sys::window()?.document()?;
        let there = ["link[rel=preconnect][href=\"", STRIPE_ORIGIN, "\"]"].concat();
        if script.url != STRIPE || document.query_selector(&there).ok()?.is_some() {
            return None;
        }
        let link: HtmlLinkElement = document.create_element("link").ok()?.dyn_into().ok()?;
        link.set_rel("preconnect");
        link.set_href(STRIPE_ORIGIN);
        document.head()?.append_child(&link).ok()
    };
    // A page that has the link, or takes none, loads the script all the same.
    _ = link();
}

/// One try. `late` holds the tags of earlier ones that never answered, and gains this one's if it does not either.
async fn try_once(
    script: &ConnectScript,
    late: &mut Vec<HtmlScriptElement>,
) -> Result<StripeConnect, ScriptFailure> {
    if let Some(connect) = StripeConnect::of_page() {
        return Ok(connect);
    }
    let document = web_sys::window()
        .and_then(|window| window.document())
        .ok_or(ScriptFailure::Blocked)?;
    if let Some(tag) = find(&document, script) {
        let patience = tries::patience(is_ours(&tag), was_fetched(&tag), script.stalled_after);
        let outcome = answer(tag, patience, late).await;
        // A tag given up before its time was dead when we came: this try is still to be made.
        if outcome.is_ok() || patience == script.stalled_after {
            return outcome;
        }
    }
    let tag = add(&document, script).ok_or(ScriptFailure::Blocked)?;
    answer(tag, script.stalled_after, late).await
}

/// What comes of `tag`. One that fails leaves the page.
async fn answer(
    tag: HtmlScriptElement,
    patience: Duration,
    late: &mut Vec<HtmlScriptElement>,
) -> Result<StripeConnect, ScriptFailure> {
    let (settle, settled) = oneshot::channel();
    let settle = Rc::new(Cell::new(Some(settle)));
    let hear = |tag: &HtmlScriptElement, name: &'static str| {
        let settle = settle.clone();
        EventListener::once(tag, name, move |_| {
            if let Some(settle) = settle.take() {
                // Nobody listens any more: the owner is gone.
                _ = settle.send(name == "load");
            }
        })
    };
    let mut listening = vec![hear(&tag, "load"), hear(&tag, "error")];
    listening.extend(late.iter().map(|tag| hear(tag, "load")));
    let outcome = match select(settled, Box::pin(wait(patience))).await {
        Either::Left((Ok(true), _)) => StripeConnect::of_page().ok_or(ScriptFailure::NoGlobal),
        Either::Left(_) => Err(ScriptFailure::Blocked),
        Either::Right(_) => StripeConnect::of_page().ok_or_else(|| {
            late.push(tag.clone());
            ScriptFailure::Stalled
        }),
    };
    if outcome.is_err() {
        tag.remove();
    }
    outcome
}

fn find(document: &Document, script: &ConnectScript) -> Option<HtmlScriptElement> {
    [&script.url, STRIPE_OLDER].into_iter().find_map(|url| {
        let selector = ["script[src=\"", url, "\"]"].concat();
        document.query_selector(&selector).ok()??.dyn_into().ok()
    })
}

fn is_ours(tag: &HtmlScriptElement) -> bool {
    Reflect::get(tag, &OURS.into()).is_ok_and(|mark| mark.is_truthy())
}

/// Whether the browser has already fetched the file of `tag`, successfully or not.
fn was_fetched(tag: &HtmlScriptElement) -> bool {
    let clock = web_sys::window().and_then(|window| window.performance());
    clock.is_some_and(|clock| clock.get_entries_by_name(&tag.src()).length() > 0)
}

fn add(document: &Document, script: &ConnectScript) -> Option<HtmlScriptElement> {
    let tag: HtmlScriptElement = document.create_element("script").ok()?.dyn_into().ok()?;
    Reflect::set(&tag, &OURS.into(), &JsValue::TRUE).ok()?;
    let nonce = script.nonce.as_deref().map(str::to_owned);
    if let Some(nonce) = nonce.or_else(|| nonce_of(document)) {
        tag.set_nonce(&nonce);
    }
    trusted::set_src(&tag, &script.url)?;
    document.head()?.append_child(&tag).ok()?;
    Some(tag)
}

/// The nonce the page gave its own scripts.
fn nonce_of(document: &Document) -> Option<String> {
    let script = document.query_selector("script[nonce]").ok()??;
    let nonce = script.dyn_into::<HtmlElement>().ok()?.nonce();
    (!nonce.is_empty()).then_some(nonce)
}

async fn wait(time: Duration) {
    TimeoutFuture::new(u32::try_from(time.as_millis()).unwrap_or(u32::MAX)).await;
}
