//! The page's tag for Connect.js: found or added, listened to, and taken out.
//!
//! Decides which tags count: those with the script's exact address, whoever added them, and of these none that the
//! browser does not run. A tag shows neither whether it has failed nor who added it, so a property on the node, which
//! markup cannot set, marks the tags that we added and those that we gave up on.

#[cfg(test)]
mod tests;

use super::global::unclobber;
use super::trusted_types;
use futures_channel::oneshot;
use gloo_events::EventListener;
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{
    JsCast,
    prelude::{JsValue, wasm_bindgen},
};
use web_sys::{Document, HtmlElement, HtmlLinkElement, HtmlScriptElement};

/// Where Stripe serves Connect.js from.
const STRIPE_ORIGIN: &str = "https://connect-js.stripe.com";
/// The older address, recognised in pages that already carry it.
const STRIPE_OLDER: &str = "https://connect-js.stripe.com/v0.1/connect.js";

/// What `type` says of a script that the browser runs.
const RUNS: [&str; 5] = [
    "",
    "text/javascript",
    "application/javascript",
    "text/ecmascript",
    "module",
];

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = HtmlScriptElement)]
    type Marked;
    #[wasm_bindgen(method, getter, catch, js_name = dolfinConnect)]
    fn mark(this: &Marked) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, setter, catch, js_name = dolfinConnect)]
    fn set_mark(this: &Marked, mark: &str) -> Result<(), JsValue>;
}

const OURS: &str = "ours";
const HELD_BACK: &str = "held back";
const GIVEN_UP: &str = "given up";

/// A tag for Connect.js in the page.
pub(super) struct ScriptTag(HtmlScriptElement);

impl ScriptTag {
    /// The page's first tag for the script at `url`, one that runs before one that does not.
    pub(super) fn find(document: &Document, url: &str) -> Option<Self> {
        let at = [
            "script[src=\"",
            url,
            "\"],script[src=\"",
            STRIPE_OLDER,
            "\"]",
        ];
        let found = document.query_selector_all(&at.concat()).ok()?;
        let tags = (0..found.length()).filter_map(|index| found.get(index)?.dyn_into().ok());
        let (runs, inert): (Vec<_>, Vec<_>) = tags.map(Self).partition(|tag| !tag.is_held_back());
        runs.into_iter().chain(inert).next()
    }

    /// Adds a tag of ours to the page's head; `None` where the page refuses it.
    pub(super) fn add(document: &Document, url: &str, nonce: Option<&str>) -> Option<Self> {
        unclobber();
        let tag: HtmlScriptElement = document.create_element("script").ok()?.dyn_into().ok()?;
        tag.unchecked_ref::<Marked>().set_mark(OURS).ok()?;
        let nonce = nonce.map(str::to_owned).or_else(|| nonce_of(document));
        if let Some(nonce) = nonce {
            tag.set_nonce(&nonce);
        }
        // Chromium runs a script of another site that was added by script after whatever else the page has to do,
        // first frames included, unless it is said to matter.
        tag.set_attribute("fetchpriority", "high").ok()?;
        trusted_types::set_src(&tag, url)?;
        document.head()?.append_child(&tag).ok()?;
        let tag = Self(tag);
        // The browser has decided by now: what is changed later does not keep a script from running.
        if !tag.would_run() {
            tag.set_mark(HELD_BACK);
        }
        Some(tag)
    }

    /// Whether it loads, or else fails. Pending for as long as neither is heard, which for a tag that ended before is
    /// for ever.
    pub(super) fn ended(&self) -> impl Future<Output = bool> + use<> {
        let (settle, settled) = oneshot::channel();
        let settle = Rc::new(Cell::new(Some(settle)));
        let listeners = ["load", "error"].map(|name| {
            let settle = settle.clone();
            EventListener::once(&self.0, name, move |event| {
                if let Some(settle) = settle.take() {
                    // Nobody waits any more: the owner is gone.
                    _ = settle.send(event.type_() == "load");
                }
            })
        });
        async move {
            let is_loaded = settled.await;
            drop(listeners);
            is_loaded.unwrap_or_default()
        }
    }

    /// Whether something else than the browser decides when it runs: a consent tool gives a tag a `type` of its own, or
    /// takes its address away, until the person has agreed.
    pub(super) fn is_held_back(&self) -> bool {
        !self.would_run() && self.mark().is_none_or(|mark| mark == HELD_BACK)
    }

    /// Whether the browser would run it if it were put into the page now.
    fn would_run(&self) -> bool {
        let kind = self.0.get_attribute("type").unwrap_or_default();
        RUNS.contains(&kind.trim().to_ascii_lowercase().as_str()) && self.0.has_attribute("src")
    }

    /// Whether it has most likely ended, without our hearing it: the browser has fetched its file before we came. Ours
    /// are taken out of the page when they fail, so one that is there is still loading.
    pub(super) fn may_be_dead(&self) -> bool {
        let clock = web_sys::window().and_then(|window| window.performance());
        let is_fetched =
            clock.is_some_and(|clock| clock.get_entries_by_name(&self.0.src()).length() > 0);
        is_fetched && self.mark().is_none()
    }

    /// Says that nothing was heard of it for too long. Whoever tries again takes it out.
    pub(super) fn give_up(&self) {
        self.set_mark(GIVEN_UP);
    }

    pub(super) fn is_given_up(&self) -> bool {
        self.mark().as_deref() == Some(GIVEN_UP)
    }

    /// Takes it out of the page, where it may still be on its way, and keeps it from running: a script whose element has
    /// left the document it was prepared in is not executed (HTML, "execute the script element").
    pub(super) fn remove(self) {
        self.0.remove();
        let elsewhere = self
            .0
            .owner_document()
            .and_then(|document| document.implementation().ok()?.create_html_document().ok());
        if let Some(elsewhere) = elsewhere {
            // One that cannot be moved runs after all, as any second copy in a page would.
            _ = elsewhere.adopt_node(&self.0);
        }
    }

    fn set_mark(&self, mark: &str) {
        // A node that takes no property counts as the page's.
        _ = self.0.unchecked_ref::<Marked>().set_mark(mark);
    }

    fn mark(&self) -> Option<String> {
        let mark = self.0.unchecked_ref::<Marked>().mark();
        mark.ok()?.as_string()
    }
}

/// Gets the connection ready. A page that has the link, or takes none, loads the script all the same.
pub(super) fn preconnect(document: &Document) {
    let link = || {
        let there = ["link[rel=preconnect][href=\"", STRIPE_ORIGIN, "\"]"].concat();
        if document.query_selector(&there).ok()?.is_some() {
            return None;
        }
        let link: HtmlLinkElement = document.create_element("link").ok()?.dyn_into().ok()?;
        link.set_rel("preconnect");
        link.set_href(STRIPE_ORIGIN);
        document.head()?.append_child(&link).ok()
    };
    _ = link();
}

/// The nonce the page gave its own scripts.
fn nonce_of(document: &Document) -> Option<String> {
    let script = document.query_selector("script[nonce]").ok()??;
    let nonce = script.dyn_into::<HtmlElement>().ok()?.nonce();
    (!nonce.is_empty()).then_some(nonce)
}
