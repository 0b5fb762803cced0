//! The standalone app: routes and runtime configuration. The first host of the component, and no more than that.
//!
//! Its configuration is read from `window.__PAYMENTS_CONFIG__ = { publishableKey, apiBase }`, else from
//! `<meta name="stripe-publishable-key">` and `<meta name="api-base">`, when a page is opened. Its language is
//! `locale` of the same, else the first of the browser's languages that there are words in; it is looked at again at
//! `languagechange`. `messages` holds sentences of the host's own.

#[cfg(feature = "sandbox")]
mod playground;
mod router;
mod settings;
mod sign_in;

use crate::components::embed::{self, stand};
use crate::js_value::{own, texts};
use crate::reactive::element::{El, el};
use crate::reactive::signal::{Signal, fixed};
use crate::reactive::task::{keep, next_frame, watch};
use crate::runtime::mount::Mount;
use crate::translator::{FILES, Language, Translator, files_in};
use gloo_events::EventListener;
use leptos::prelude::*;
use onboarding_core::config::{self, ConfigError};
use onboarding_core::onboarding::machine::FormPolicy;
use onboarding_core::text::{Locale, Phrase};
use router::{Route, Router};
use settings::{Settings, config, setting};
use std::{borrow::Cow, rc::Rc};
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, HtmlElement, HtmlInputElement};

/// Takes over the page.
pub fn run() {
    #[cfg(feature = "sandbox")]
    if crate::app::playground::is_asked_for() {
        leptos::mount::mount_to_body(crate::app::playground::page);
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
    let own_sentences = config().map(|config| texts(&own(&config, "messages")));
    let translator = Translator::english();
    translator.follow(Language {
        locale: locale.live(),
        messages: fixed(own_sentences.unwrap_or_default()),
        files: files_in(setting("localeFiles", "locale-files").unwrap_or_else(|| FILES.to_owned())),
    });
    watch(Box::new(move || label_page(translator)));
    let way = Router::begin();
    let page = el("main").class("page").show(
        move || way.route(),
        move |route| {
            Some(match route {
                Route::Start => start(translator, way),
                Route::Home(id) => home(translator, id, way),
                Route::Onboarding(id) => onboarding(translator, id, locale),
                Route::Lost => card(translator, Phrase::LostTitle, Phrase::LostHint, "status"),
            })
        },
    );
    way.follow(Rc::new(|| next_frame(focus_title)));
    stand(page)
}

/// The language of the page, while it lives.
fn language() -> Signal<String> {
    let locale = Signal::new(wanted_language());
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

/// Asks whose account it is.
fn start(translator: Translator, way: Router) -> El {
    let refused = Signal::new(false);
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
            Ok(id) => way.go(&router::onboarding(id)),
            Err(_) => refused.set(true),
        }
    };
    let error = move || {
        if refused.get() {
            translator.phrase(Phrase::OrganisationMalformed)
        } else {
            Cow::default()
        }
    };
    el("form")
        .class("page-card")
        .on("submit", open)
        .child(
            el("h1")
                .focus_fallback()
                .phrase(translator, Phrase::StartTitle),
        )
        .child(el("p").phrase(translator, Phrase::StartHint))
        .child(
            el("label")
                .class("page-field")
                .phrase(translator, Phrase::StartField)
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
                .phrase(translator, Phrase::StartButton),
        )
}

/// How an organisation's account stands, with the way into onboarding.
fn home(translator: Translator, id: &str, way: Router) -> El {
    organisation_page(translator, id, Place::Home, |id, settings| {
        let open = move || way.go(&router::onboarding(id));
        embed::status(
            Mount::new(id, settings.api),
            Some(Rc::new(open)),
            None,
            translator,
        )
    })
}

/// The whole job: status and Stripe's form.
fn onboarding(translator: Translator, id: &str, locale: Signal<String>) -> El {
    organisation_page(translator, id, Place::Onboarding, |id, settings| {
        let mount = Mount {
            key: Some(settings.key),
            script: settings.script,
            form: FormPolicy::AtOnce,
            locale: locale.live(),
            ..Mount::new(id, settings.api)
        };
        embed::onboarding(mount, fixed(false), None, translator)
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
    translator: Translator,
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
            let title = el("h1").class("page-title").focus_fallback();
            el("div")
                .child(bar(translator, id, place))
                .child(title.phrase(translator, heading))
                .child(content)
        }
        (Err(error), _) | (_, Err(error)) => mistake(translator, error),
    }
}

fn bar(translator: Translator, id: Uuid, here: Place) -> El {
    let link = |place: Place, hook: &str, path: &str, label: Phrase| {
        let link = el("a")
            .attr("data-nav", hook)
            .attr("href", path)
            .phrase(translator, label);
        if place == here {
            link.attr("aria-current", "page")
        } else {
            link
        }
    };
    let links = el("nav")
        .class("page-nav")
        .aria_label(translator, Phrase::NavLabel)
        .child(link(
            Place::Home,
            "home",
            &router::home(id),
            Phrase::NavHome,
        ))
        .child(link(
            Place::Onboarding,
            "onboarding",
            &router::onboarding(id),
            Phrase::NavOnboarding,
        ));
    el("header")
        .class("page-bar")
        .child(
            el("span")
                .class("page-name")
                .phrase(translator, Phrase::ProductName),
        )
        .child(links)
}

/// What a developer or a person with a broken link is told. Nothing has been sent when this is shown.
fn mistake(translator: Translator, error: ConfigError) -> El {
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
    card(translator, title, text, "alert")
}

fn card(translator: Translator, title: Phrase, text: Phrase, role: &str) -> El {
    let way_out = el("a")
        .attr("href", "/")
        .phrase(translator, Phrase::LostWayOut);
    el("section")
        .class("page-card")
        .attr("role", role)
        .attr("data-testid", "page-message")
        .child(el("h1").focus_fallback().phrase(translator, title))
        .child(el("p").phrase(translator, text))
        .child(el("p").child(way_out))
}
