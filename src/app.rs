//! The standalone app: routes and runtime configuration. The first host of the component, and no more than that.
//!
//! Its configuration is read from `window.__PAYMENTS_CONFIG__ = { publishableKey, apiBase }`, else from
//! `<meta name="stripe-publishable-key">` and `<meta name="api-base">`, when a page is opened.

use crate::api::Api;
use crate::config::{self, ApiBase, ConfigError, PublishableKey};
use crate::connect::ConnectScript;
use crate::json::own;
use crate::onboarding::{PaymentAccountOnboarding, PaymentAccountStatus};
use crate::words::{Phrase, Words};
use js_sys::Reflect;
use leptos::{ev, html, prelude::*};
use leptos_router::{
    components::{A, Route, Router, Routes},
    hooks::{use_navigate, use_params_map},
    path,
};
use uuid::Uuid;
use wasm_bindgen::JsCast;
use web_sys::HtmlMetaElement;

/// Takes over the page.
pub fn run() {
    leptos::mount::mount_to_body(App);
}

#[component]
fn App() -> impl IntoView {
    view! {
        <Router>
            <main class="page">
                <Routes fallback=Lost>
                    <Route path=path!("/") view=Start />
                    <Route path=path!("/organisations/:id") view=Home />
                    <Route path=path!("/organisations/:id/payment-account") view=Onboarding />
                </Routes>
            </main>
        </Router>
    }
}

/// Asks whose account it is.
#[component]
fn Start() -> impl IntoView {
    let say = |phrase| Words.say(phrase);
    let input = NodeRef::<html::Input>::new();
    let refused = RwSignal::new(false);
    let navigate = use_navigate();
    let open = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let text = input
            .get_untracked()
            .map(|input| input.value())
            .unwrap_or_default();
        match config::organisation(&text) {
            Ok(id) => navigate(&onboarding_path(id), Default::default()),
            Err(_) => refused.set(true),
        }
    };
    html::form().class("page-card").on(ev::submit, open).child((
        html::h1().child(say(Phrase::StartTitle)),
        html::p().child(say(Phrase::StartHint)),
        html::label().class("page-field").child((
            say(Phrase::StartField),
            html::input()
                .node_ref(input)
                .attr("name", "organisation")
                .attr("autocomplete", "off")
                .attr("spellcheck", "false")
                .attr("aria-invalid", move || refused.get().then_some("true"))
                .attr("aria-describedby", "organisation-error"),
        )),
        html::p()
            .class("page-error")
            .id("organisation-error")
            .attr("role", "alert")
            .child(move || refused.get().then(|| say(Phrase::OrganisationMalformed))),
        html::button()
            .class("page-button")
            .attr("type", "submit")
            .child(say(Phrase::StartButton)),
    ))
}

/// How an organisation's account stands, with the way into onboarding.
#[component]
fn Home() -> impl IntoView {
    let navigate = use_navigate();
    organisation_page(false, move |id, settings| {
        let navigate = navigate.clone();
        view! {
            <PaymentAccountStatus
                organisation=id
                api=settings.api
                on_open=UnsyncCallback::new(move |()| navigate(&onboarding_path(id), Default::default()))
            />
        }
        .into_any()
    })
}

/// The whole job: status and Stripe's form.
#[component]
fn Onboarding() -> impl IntoView {
    organisation_page(true, |id, settings| {
        view! {
            <PaymentAccountOnboarding
                organisation=id
                publishable_key=settings.key
                api=settings.api
                script=settings.script
            />
        }
        .into_any()
    })
}

/// The frame of both pages: the name, the way between them, and `content` for a usable id and configuration.
fn organisation_page(
    onboarding: bool,
    content: impl Fn(Uuid, Settings) -> AnyView + Send + 'static,
) -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        config::organisation(&params.with(|params| params.get("id").unwrap_or_default()))
    });
    move || match (id.get(), Settings::of_page()) {
        (Ok(id), Ok(settings)) => (bar(id), title(onboarding), content(id, settings)).into_any(),
        (Err(error), _) | (_, Err(error)) => mistake(error).into_any(),
    }
}

fn title(onboarding: bool) -> impl IntoView {
    let phrase = if onboarding {
        Phrase::OnboardingTitle
    } else {
        Phrase::HomeTitle
    };
    html::h1().class("page-title").child(Words.say(phrase))
}

fn bar(id: Uuid) -> impl IntoView {
    view! {
        <header class="page-bar">
            <span class="page-name">{Words.say(Phrase::ProductName)}</span>
            <nav class="page-nav" aria-label=Words.say(Phrase::NavLabel)>
                <A href=home_path(id) exact=true attr:data-nav="home">{Words.say(Phrase::NavHome)}</A>
                <A href=onboarding_path(id) exact=true attr:data-nav="onboarding">
                    {Words.say(Phrase::NavOnboarding)}
                </A>
            </nav>
        </header>
    }
}

/// What a developer or a person with a broken link is told. Nothing has been sent when this is shown.
fn mistake(error: ConfigError) -> impl IntoView {
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
    card(title, text, "alert")
}

/// Any other address.
#[component]
fn Lost() -> impl IntoView {
    card(Phrase::LostTitle, Phrase::LostHint, "status")
}

fn card(title: Phrase, text: Phrase, role: &'static str) -> impl IntoView {
    html::section()
        .class("page-card")
        .attr("role", role)
        .attr("data-testid", "page-message")
        .child((
            html::h1().child(Words.say(title)),
            html::p().child(Words.say(text)),
            html::p().child(
                html::a()
                    .attr("href", "/")
                    .child(Words.say(Phrase::LostWayOut)),
            ),
        ))
}

fn home_path(id: Uuid) -> String {
    ["/organisations/", &id.to_string()].concat()
}

fn onboarding_path(id: Uuid) -> String {
    [&home_path(id), "/payment-account"].concat()
}

/// The page's configuration, checked.
struct Settings {
    key: PublishableKey,
    api: Api,
    script: ConnectScript,
}

impl Settings {
    fn of_page() -> Result<Self, ConfigError> {
        let key = setting("publishableKey", "stripe-publishable-key").unwrap_or_else(default_key);
        let base = setting("apiBase", "api-base").unwrap_or_default();
        Ok(Self {
            key: PublishableKey::parse(&key)?,
            api: Api::at(ApiBase::parse(&base)?),
            script: script(),
        })
    }
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
    ConnectScript::stand_in(
        setting("connectScript", "connect-script")
            .unwrap_or_else(|| "/sandbox/connect.js".to_owned()),
    )
}

#[cfg(not(feature = "sandbox"))]
fn script() -> ConnectScript {
    ConnectScript::default()
}

/// A setting of the page, unless it is absent or empty.
fn setting(property: &str, meta: &str) -> Option<String> {
    let window = web_sys::window()?;
    let config = Reflect::get(&window, &"__PAYMENTS_CONFIG__".into()).ok()?;
    own(&config, property)
        .as_string()
        .or_else(|| {
            let selector = ["meta[name=\"", meta, "\"]"].concat();
            let meta = window.document()?.query_selector(&selector).ok()??;
            Some(meta.dyn_into::<HtmlMetaElement>().ok()?.content())
        })
        .filter(|text| !text.trim().is_empty())
}
