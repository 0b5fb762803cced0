//! Connect.js, loaded once a page and again after a failure.
//!
//! The document is the registry: a tag with the script's exact address is shared by everybody on the page, and
//! one that failed is taken out, so that the next try can succeed without a reload. (Stripe's own loader keeps a
//! failed load for ever, and waits for ever for a tag that has already failed.) Nothing is remembered here.
//!
//! A tag taken out of the page may still run when its file comes at last. Its global is then welcome, as long as
//! somebody waits; whatever else it reports is not heard. (Measured: Chromium lets a new tag join the request that
//! an older one with the same address is still waiting for, so what comes late is often all that comes.) Once one
//! tag has run, the others are kept from running: the script is made to run once.
//!
//! Limits: the script carries no integrity hash, because Stripe serves a moving file from an unversioned path.

use super::{retry, trusted_types};
use crate::clock::sleep;
use futures_channel::oneshot;
use futures_util::future::{Either, select};
use gloo_events::EventListener;
use js_sys::{Function, Reflect};
use onboarding_core::account::problem::ScriptFailure;
use std::time::Duration;
use std::{borrow::Cow, cell::Cell, rc::Rc, time};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlCollection, HtmlElement, HtmlLinkElement, HtmlScriptElement};

/// The one address Stripe serves Connect.js from.
const STRIPE: &str = "https://connect-js.stripe.com/v1.0/connect.js";
/// The older address, recognised in pages that already carry it.
const STRIPE_OLDER: &str = "https://connect-js.stripe.com/v0.1/connect.js";
/// Where both are.
const STRIPE_ORIGIN: &str = "https://connect-js.stripe.com";

/// Marks a tag as one of ours: a property of the node, which markup cannot set.
const OURS: &str = "dolfinConnect";

/// A tag, and the name of the event it told of.
type Heard = (HtmlScriptElement, &'static str);

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
    pub fn stalled_after(mut self, stalled_after: time::Duration) -> Self {
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

/// Loads Connect.js, or finds it loaded. `waits_on` is called when a try has failed and the script may come all the
/// same: then this goes on, with new tries and after them with those that never answered.
pub(crate) async fn load(
    script: &ConnectScript,
    waits_on: impl Fn(ScriptFailure),
) -> Result<StripeConnect, ScriptFailure> {
    let mut late = Vec::new();
    let mut tried = 1;
    loop {
        let failure = match try_once(script, &mut late).await {
            Ok(connect) => return Ok(connect),
            Err(failure) => failure,
        };
        let pause = retry::pause(tried, js_sys::Math::random());
        if failure == ScriptFailure::Stalled || (pause.is_none() && !late.is_empty()) {
            waits_on(failure);
        } else if pause.is_none() {
            return Err(failure);
        }
        match pause {
            Some(pause) => rest(pause, &late).await,
            None => {
                // Answers when one of them runs, and never otherwise: the person has a way out by now.
                let (_listening, ran) = hear(late.iter().map(|tag| (tag, "load")));
                if let Ok((ran, _)) = ran.await {
                    silence_others(&ran, &late);
                }
                return StripeConnect::of_page().ok_or(ScriptFailure::NoGlobal);
            }
        }
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
        let patience = retry::patience(is_ours(&tag), was_fetched(&tag), script.stalled_after);
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
    let late_ones = late.iter().map(|tag| (tag, "load"));
    let own = [(&tag, "load"), (&tag, "error")];
    let (listening, settled) = hear(own.into_iter().chain(late_ones));
    let outcome = match select(settled, Box::pin(sleep(patience))).await {
        Either::Left((Ok((ran, "load")), _)) => {
            late.push(tag.clone());
            silence_others(&ran, late);
            StripeConnect::of_page().ok_or(ScriptFailure::NoGlobal)
        }
        Either::Left(_) => Err(ScriptFailure::Blocked),
        Either::Right(_) => StripeConnect::of_page().ok_or_else(|| {
            late.push(tag.clone());
            ScriptFailure::Stalled
        }),
    };
    drop(listening);
    if outcome.is_err() {
        tag.remove();
    }
    outcome
}

/// The pause between two tries. A `late` tag that runs meanwhile ends it: the next try finds its global.
async fn rest(pause: Duration, late: &[HtmlScriptElement]) {
    let (_listening, ran) = hear(late.iter().map(|tag| (tag, "load")));
    match select(ran, Box::pin(sleep(pause))).await {
        Either::Left((Ok((ran, _)), _)) => silence_others(&ran, late),
        // None is late: nobody is left to be heard.
        Either::Left((Err(_), pausing)) => pausing.await,
        Either::Right(_) => {}
    }
}

/// Keeps every tag but the one that `ran` from running too. A script whose element has left the document it was
/// prepared in is not executed (HTML, "execute the script element").
fn silence_others(ran: &HtmlScriptElement, tags: &[HtmlScriptElement]) {
    for tag in tags.iter().filter(|tag| *tag != ran) {
        let elsewhere = ran
            .owner_document()
            .and_then(|document| document.implementation().ok()?.create_html_document().ok());
        if let Some(elsewhere) = elsewhere {
            // A tag that cannot be moved runs after all, as any second copy in a page would.
            _ = elsewhere.adopt_node(tag);
        }
    }
}

/// The first of these events, for as long as the listeners are kept.
fn hear<'a>(
    events: impl Iterator<Item = (&'a HtmlScriptElement, &'static str)>,
) -> (Vec<EventListener>, oneshot::Receiver<Heard>) {
    let (settle, settled) = oneshot::channel();
    let settle = Rc::new(Cell::new(Some(settle)));
    let listening = events.map(|(tag, name)| {
        let (settle, heard) = (settle.clone(), (tag.clone(), name));
        EventListener::once(tag, name, move |_| {
            if let Some(settle) = settle.take() {
                // Nobody listens any more: the owner is gone.
                _ = settle.send(heard);
            }
        })
    });
    (listening.collect(), settled)
}

/// The page's first tag for the script.
fn find(document: &Document, script: &ConnectScript) -> Option<HtmlScriptElement> {
    let at = [
        "script[src=\"",
        &script.url,
        "\"],script[src=\"",
        STRIPE_OLDER,
        "\"]",
    ];
    let tag = document.query_selector(&at.concat()).ok()??;
    tag.dyn_into().ok()
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
    unclobber();
    let tag: HtmlScriptElement = document.create_element("script").ok()?.dyn_into().ok()?;
    Reflect::set(&tag, &OURS.into(), &JsValue::TRUE).ok()?;
    let nonce = script.nonce.as_deref().map(str::to_owned);
    if let Some(nonce) = nonce.or_else(|| nonce_of(document)) {
        tag.set_nonce(&nonce);
    }
    // Chromium runs a script of another site that was added by script after whatever else the page has to do, first
    // frames included, unless it is said to matter.
    tag.set_attribute("fetchpriority", "high").ok()?;
    trusted_types::set_src(&tag, &script.url)?;
    document.head()?.append_child(&tag).ok()?;
    Some(tag)
}

/// Gives the name back to the script where markup has taken it: a script that adds itself to what it finds there
/// would otherwise become a property of an element.
fn unclobber() {
    let Some(window) = web_sys::window() else {
        return;
    };
    let name = "StripeConnect".into();
    let is_markup = Reflect::get(&window, &name).is_ok_and(|global| {
        global.is_instance_of::<Element>() || global.is_instance_of::<HtmlCollection>()
    });
    if is_markup {
        // An own property of the window hides the element's name.
        _ = Reflect::set(&window, &name, &JsValue::UNDEFINED);
    }
}

/// The nonce the page gave its own scripts.
fn nonce_of(document: &Document) -> Option<String> {
    let script = document.query_selector("script[nonce]").ok()??;
    let nonce = script.dyn_into::<HtmlElement>().ok()?.nonce();
    (!nonce.is_empty()).then_some(nonce)
}
