//! The standalone app: routes and runtime configuration. The first host of the component, and no more than that.
//!
//! Its configuration is read from `window.__PAYMENTS_CONFIG__ = { publishableKey, apiBase }`, else from
//! `<meta name="stripe-publishable-key">` and `<meta name="api-base">`, when a page is opened. Its language is
//! `locale` of the same, else the first of the browser's languages that there are words in; it is looked at again at
//! `languagechange`. `messages` holds sentences of the host's own.

mod settings;
mod way;

use crate::account::value::Value;
use crate::config::{self, ConfigError};
use crate::driver::Mount;
use crate::flow::flow::FormPolicy;
use crate::json::{self, own};
use crate::onboarding::{self, stand};
use crate::sign_in;
use crate::task::{keep, next_frame, watch};
use crate::view::dom::{El, el};
use crate::watched::{Watched, fixed};
use crate::words::{FILES, Language, Locale, Phrase, Words, files_in, messages};
use gloo_events::EventListener;
use leptos::prelude::*;
use settings::{Settings, config, setting};
use std::{borrow::Cow, rc::Rc};
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue};
use way::{Route, Way};
use web_sys::{Event, HtmlElement, HtmlInputElement};

/// Takes over the page.
pub fn run() {
    #[cfg(feature = "sandbox")]
    if crate::playground::is_asked_for() {
        leptos::mount::mount_to_body(crate::playground::page);
        return take_wait_away();
    }
    sign_in::begin();
    leptos::mount::mount_to_body(app);
    take_wait_away();
}

/// Removes what `index.html` shows while the app is on its way.
fn take_wait_away() {
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(wait) = document.and_then(|document| document.get_element_by_id("wait")) {
        wait.remove();
    }
}

fn app() -> impl IntoView {
    let locale = language();
    let given = config().map(|config| json::value(&own(&config, "messages")));
    let own_sentences = messages(&given.unwrap_or(Value::Null));
    let words = Words::english();
    words.follow(Language {
        locale: locale.live(),
        messages: fixed(own_sentences),
        files: files_in(setting("localeFiles", "locale-files").unwrap_or_else(|| FILES.to_owned())),
    });
    watch(Box::new(move || label_page(words)));
    let way = Way::begin();
    let page = el("main").class("page").swap(
        move || way.route(),
        move |route| {
            Some(match route {
                Route::Start => start(words, way),
                Route::Home(id) => home(words, id, way),
                Route::Onboarding(id) => onboarding(words, id, locale),
                Route::Lost => card(words, Phrase::LostTitle, Phrase::LostHint, "status"),
            })
        },
    );
    way.follow(Rc::new(|| next_frame(focus_title)));
    stand(page)
}

/// The language of the page, while it lives.
fn language() -> Watched<String> {
    let locale = Watched::new(wanted_language());
    if let Some(window) = web_sys::window() {
        let listener = EventListener::new(&window, "languagechange", move |_| {
            locale.set(wanted_language());
        });
        keep(listener);
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

/// Says of the whole page which language it is in, which way that is written, and what it is about.
fn label_page(words: Words) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    document.set_title(&words.say(Phrase::ProductName));
    if let Some(root) = document.document_element() {
        let locale = words.locale();
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

/// Asks whose account it is.
fn start(words: Words, way: Way) -> El {
    let refused = Watched::new(false);
    let field = el("input")
        .attr("name", "organisation")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("aria-describedby", "organisation-error")
        .live_attr("aria-invalid", move || refused.get().then(|| "true".into()));
    let input = field.element().cloned();
    let open = move |event: &Event| {
        event.prevent_default();
        let input = input
            .as_ref()
            .and_then(|input| input.dyn_ref::<HtmlInputElement>());
        match config::organisation(&input.map(HtmlInputElement::value).unwrap_or_default()) {
            Ok(id) => way.go(&way::onboarding(id)),
            Err(_) => refused.set(true),
        }
    };
    let error = move || {
        if refused.get() {
            words.say(Phrase::OrganisationMalformed)
        } else {
            Cow::default()
        }
    };
    el("form")
        .class("page-card")
        .on("submit", open)
        .child(el("h1").inherits_focus().say(words, Phrase::StartTitle))
        .child(el("p").say(words, Phrase::StartHint))
        .child(
            el("label")
                .class("page-field")
                .say(words, Phrase::StartField)
                .child(field),
        )
        .child(
            el("p")
                .class("page-error")
                .attr("id", "organisation-error")
                .attr("role", "alert")
                .live_text(error),
        )
        .child(
            el("button")
                .class("page-button")
                .attr("type", "submit")
                .say(words, Phrase::StartButton),
        )
}

/// How an organisation's account stands, with the way into onboarding.
fn home(words: Words, id: &str, way: Way) -> El {
    organisation_page(words, id, Place::Home, |id, settings| {
        let open = move || way.go(&way::onboarding(id));
        onboarding::status(
            Mount::new(id, settings.api),
            Some(Rc::new(open)),
            None,
            words,
        )
    })
}

/// The whole job: status and Stripe's form.
fn onboarding(words: Words, id: &str, locale: Watched<String>) -> El {
    organisation_page(words, id, Place::Onboarding, |id, settings| {
        let mount = Mount {
            key: Some(settings.key),
            script: settings.script,
            form: FormPolicy::AtOnce,
            locale: locale.live(),
            ..Mount::new(id, settings.api)
        };
        onboarding::onboarding(mount, fixed(false), None, words)
    })
}

/// Which of an organisation's two pages.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Home,
    Onboarding,
}

/// What both pages share: the way between them, the title, and `content` for a usable id and configuration.
fn organisation_page(
    words: Words,
    id: &str,
    place: Place,
    content: impl FnOnce(Uuid, Settings) -> El,
) -> El {
    let heading = match place {
        Place::Home => Phrase::HomeTitle,
        Place::Onboarding => Phrase::OnboardingTitle,
    };
    match (config::organisation(id), Settings::of_page()) {
        (Ok(id), Ok(settings)) => {
            // Its requests leave before anything is drawn.
            let content = content(id, settings);
            let title = el("h1").class("page-title").inherits_focus();
            el("div")
                .child(bar(words, id, place))
                .child(title.say(words, heading))
                .child(content)
        }
        (Err(error), _) | (_, Err(error)) => mistake(words, error),
    }
}

fn bar(words: Words, id: Uuid, here: Place) -> El {
    let link = |place: Place, hook: &str, path: &str, label: Phrase| {
        let link = el("a")
            .attr("data-nav", hook)
            .attr("href", path)
            .say(words, label);
        if place == here {
            link.attr("aria-current", "page")
        } else {
            link
        }
    };
    let links = el("nav")
        .class("page-nav")
        .named(words, Phrase::NavLabel)
        .child(link(Place::Home, "home", &way::home(id), Phrase::NavHome))
        .child(link(
            Place::Onboarding,
            "onboarding",
            &way::onboarding(id),
            Phrase::NavOnboarding,
        ));
    el("header")
        .class("page-bar")
        .child(
            el("span")
                .class("page-name")
                .say(words, Phrase::ProductName),
        )
        .child(links)
}

/// What a developer or a person with a broken link is told. Nothing has been sent when this is shown.
fn mistake(words: Words, error: ConfigError) -> El {
    let (title, text) = match error {
        ConfigError::Organisation => (
            Phrase::OrganisationMalformed,
            Phrase::OrganisationMalformedHint,
        ),
        ConfigError::KeyMissing => (Phrase::KeyMissing, Phrase::KeyHint),
        ConfigError::KeySecret => (Phrase::KeySecret, Phrase::KeySecretHint),
        ConfigError::KeyMalformed => (Phrase::KeyMalformed, Phrase::KeyHint),
        ConfigError::ApiBase => (Phrase::ApiBaseMalformed, Phrase::ApiBaseHint),
    };
    card(words, title, text, "alert")
}

fn card(words: Words, title: Phrase, text: Phrase, role: &str) -> El {
    let way_out = el("a").attr("href", "/").say(words, Phrase::LostWayOut);
    el("section")
        .class("page-card")
        .attr("role", role)
        .attr("data-testid", "page-message")
        .child(el("h1").inherits_focus().say(words, title))
        .child(el("p").say(words, text))
        .child(el("p").child(way_out))
}
