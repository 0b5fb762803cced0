//! The standalone app: routes and runtime configuration. The first host of the component, and no more than that.
//!
//! Its configuration is read from `window.__PAYMENTS_CONFIG__ = { publishableKey, apiBase }`, else from
//! `<meta name="stripe-publishable-key">` and `<meta name="api-base">`, when a page is opened. Its language is
//! `locale` of the same, else the first of the browser's languages that there are words in; it is looked at again at
//! `languagechange`. `messages` holds sentences of the host's own. It may be served below any path of a site.

mod message;
mod organisation;
#[cfg(feature = "sandbox")]
mod playground;
mod router;
mod settings;
mod sign_in;
mod start;

use crate::clock::request_animation_frame;
use crate::components::embed::attach;
use crate::js_value::{own, texts};
use crate::reactive::effect::{Effect, on_cleanup};
use crate::reactive::element::el;
use crate::reactive::signal::{RwSignal, fixed, getter};
use crate::translator::{FILES, Language, Translator, files_in};
use gloo_events::EventListener;
use leptos::prelude::*;
use onboarding_core::text::{Locale, Phrase};
use router::{Route, Router};
use settings::{config, setting};
use sign_in::SignIn;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

/// Takes over the page.
pub fn run() {
    let shape = shape();
    #[cfg(feature = "sandbox")]
    if crate::app::playground::is_asked_for() {
        leptos::mount::mount_to_body(crate::app::playground::page);
        return remove(shape.as_ref());
    }
    leptos::mount::mount_to_body(|| app(shape));
}

/// What `index.html` shows while the app is on its way. By its name the page's own script knows that we have not begun.
fn shape() -> Option<Element> {
    let document = web_sys::window().and_then(|window| window.document())?;
    let shape = document.get_element_by_id("wait")?;
    shape.set_id("");
    Some(shape)
}

fn remove(shape: Option<&Element>) {
    if let Some(shape) = shape {
        shape.remove();
    }
}

/// The page, in the place of `shape`.
fn app(shape: Option<Element>) -> impl IntoView {
    // What is drawn is not shown yet: the shape stands until all of it is known.
    let is_waiting = RwSignal::new_local(false);
    let sign_in = SignIn::begin(|| settings::api().ok());
    let locale = language();
    let own_sentences = config().map(|config| texts(&own(&config, "messages")));
    let translator = Translator::english();
    translator.follow(Language {
        locale: getter(locale),
        messages: fixed(own_sentences.unwrap_or_default()),
        files: files_in(
            setting("localeFiles", "locale-files").unwrap_or_else(|| router::base() + FILES),
        ),
    });
    Effect::new(move || label_page(translator));
    let router = Router::begin();
    let page = el("main").class("page").show_keyed(
        move || router.route(),
        move |route| {
            Some(match route {
                Route::Start => start::start(translator, router),
                Route::Home(id) => organisation::home(translator, id, &sign_in, router, is_waiting),
                Route::Onboarding(id) => {
                    organisation::onboarding(translator, id, &sign_in, locale, is_waiting)
                }
                Route::Lost => {
                    message::message(translator, Phrase::LostTitle, Phrase::LostHint, "status")
                }
            })
        },
    );
    let page = page.attr("hidden", move || is_waiting.get().then_some(""));
    Effect::new(move || {
        if !is_waiting.get() {
            remove(shape.as_ref());
        }
    });
    router.follow(Rc::new(|| request_animation_frame(focus_title)));
    attach(page)
}

/// The language of the page, while it lives.
fn language() -> RwSignal<String> {
    let locale = RwSignal::new_local(wanted_language());
    if let Some(window) = web_sys::window() {
        let listener = EventListener::new(&window, "languagechange", move |_| {
            locale.set(wanted_language());
        });
        on_cleanup(move || drop(listener));
    }
    locale
}

fn wanted_language() -> String {
    let of_browser = || of_browser().unwrap_or(Locale::ENGLISH).tag().to_owned();
    setting("locale", "locale").unwrap_or_else(of_browser)
}

/// The first of the browser's languages that there are words in.
fn of_browser() -> Option<Locale> {
    let languages = web_sys::window()?.navigator().languages();
    let nearest = |tag: JsValue| Locale::nearest(&tag.as_string()?);
    languages.iter().find_map(nearest)
}

/// Says of the whole page which language it is in, which router that is written, and what it is about.
fn label_page(translator: Translator) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    document.set_title(&translator.phrase(Phrase::ProductName));
    if let Some(root) = document.document_element() {
        let locale = translator.locale();
        // Fails only for a name no attribute can have.
        _ = root.set_attribute("lang", locale.tag());
        _ = root.set_attribute("dir", locale.direction());
    }
}

/// Takes the focus to the title of a page that was gone to: the link that had it has left with the page before.
fn focus_title() {
    let document = web_sys::window().and_then(|window| window.document());
    let title = document.and_then(|document| document.query_selector("h1").ok()?);
    if let Some(title) = title.and_then(|title| title.dyn_into::<HtmlElement>().ok()) {
        // What cannot take the focus leaves it where the browser put it.
        _ = title.focus();
    }
}
