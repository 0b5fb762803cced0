//! What a JavaScript host sets, read from one plain object.
//!
//! Reads own members only, so a polluted `Object.prototype` sets nothing. Decides what each member is when it is
//! absent or of the wrong type; what a wrong one makes impossible is said by [`ConfigError`], and nothing is sent.
//! Functions stay JavaScript's. What is Stripe's to judge (`appearance`, `fonts`, `collectionOptions`) is passed
//! on as far as its shape is known.

use crate::components::context::HeadingLevel;
use crate::dolfin::Api;
use crate::js_value::{members, own, read_as, texts};
use crate::stripe::{
    Appearance, CollectionOptions, ConnectScript, Fields, Font, FontFile, FontStyle, FormOptions,
    FutureRequirements, Overlays, Requirements,
};
use crate::translator::Files;
use js_sys::{Function, Promise};
use onboarding_core::config::{self, ApiBase, Brand, BusinessType, ConfigError, PublishableKey};
use onboarding_core::onboarding::machine::FormPolicy;
use onboarding_core::text::Messages;
use onboarding_core::tolerant::{Known, known};
use serde::Deserialize;
use std::rc::Rc;
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue};

/// The settings of one mount that count from its start to its end.
pub(super) struct Settings {
    pub(super) organisation: Uuid,
    pub(super) key: Option<PublishableKey>,
    pub(super) api: Api,
    pub(super) script: ConnectScript,
    pub(super) form: FormPolicy,
    pub(super) business: BusinessType,
    pub(super) heading_level: HeadingLevel,
}

impl Settings {
    /// Reads them. A mount `with_form` needs a publishable key.
    pub(super) fn read(js: &JsValue, with_form: bool) -> Result<Self, ConfigError> {
        let text = |name: &str| own(js, name).as_string();
        let organisation = config::organisation(&text("organisationId").unwrap_or_default())?;
        let key = match with_form {
            true => Some(PublishableKey::parse(
                &text("publishableKey").unwrap_or_default(),
            )?),
            false => None,
        };
        let mut api = Api::at(ApiBase::parse(&text("apiBase").unwrap_or_default())?);
        if let Ok(ask) = own(js, "token").dyn_into::<Function>() {
            api =
                api.bearer_in_javascript(Rc::new(move || promise(ask.call0(&JsValue::UNDEFINED))));
        }
        if let Ok(send) = own(js, "fetch").dyn_into::<Function>() {
            api = api.sent_by(Rc::new(move |request| {
                promise(send.call1(&JsValue::UNDEFINED, request))
            }));
        }
        let mut script = ConnectScript::default();
        if let Some(nonce) = text("nonce") {
            script = script.nonce(&nonce);
        }
        let form = match text("form").as_deref() {
            _ if !with_form => FormPolicy::Never,
            Some("on-request") => FormPolicy::OnRequest,
            _ => FormPolicy::AtOnce,
        };
        Ok(Self {
            organisation,
            key,
            api,
            script,
            form,
            business: BusinessType::parse(&text("businessType").unwrap_or_default()),
            heading_level: heading_level(&own(js, "headingLevel")),
        })
    }
}

/// What a host's function gave, as the promise it should have been.
fn promise(given: Result<JsValue, JsValue>) -> Promise {
    match given {
        Ok(value) => Promise::resolve(&value),
        Err(error) => Promise::reject(&error),
    }
}

/// The level of the topmost heading: an attribute is a text, a property a number. What is neither is not set.
fn heading_level(given: &JsValue) -> HeadingLevel {
    let text = given.as_string().and_then(|text| text.trim().parse().ok());
    let number = given.as_f64().map(|number| number as u8);
    text.or(number).map(HeadingLevel::new).unwrap_or_default()
}

/// The language in force.
pub(super) fn locale(js: &JsValue) -> String {
    let locale = own(js, "locale").as_string();
    locale.unwrap_or_else(|| "en-GB".to_owned())
}

/// The organisation's logo and colour.
pub(super) fn brand(js: &JsValue) -> Brand {
    let text = |name: &str| own(js, name).as_string().unwrap_or_default();
    Brand {
        logo_url: text("logoUrl"),
        primary_colour: text("primaryColour"),
    }
}

/// The host's own sentences.
pub(super) fn messages(js: &JsValue) -> Messages {
    texts(&own(js, "messages"))
}

/// Where a language's file is, as the host's function of its tag says.
pub(super) fn locale_files(js: &JsValue) -> Files {
    let at = own(js, "localeFile").dyn_into::<Function>().ok();
    Rc::new(move |tag| {
        let file = at
            .as_ref()
            .and_then(|at| at.call1(&JsValue::UNDEFINED, &tag.into()).ok());
        file.and_then(|file| file.as_string()).unwrap_or_default()
    })
}

/// Stripe's `appearance`.
#[derive(Deserialize)]
struct AppearanceSettings {
    #[serde(default, deserialize_with = "known")]
    overlays: Option<String>,
}

/// Stripe's `collectionOptions`.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct CollectionSettings {
    #[serde(deserialize_with = "known")]
    fields: Option<String>,
    #[serde(deserialize_with = "known")]
    future_requirements: Option<String>,
    #[serde(deserialize_with = "known")]
    requirements: Option<RequirementSettings>,
}

#[derive(Deserialize)]
struct RequirementSettings {
    #[serde(default, deserialize_with = "known")]
    only: Option<Vec<Known<String>>>,
    #[serde(default, deserialize_with = "known")]
    exclude: Option<Vec<Known<String>>>,
}

/// One of Stripe's `fonts`, of either kind.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FontSettings {
    #[serde(default, deserialize_with = "known")]
    css_src: Option<String>,
    #[serde(default, deserialize_with = "known")]
    family: Option<String>,
    #[serde(default, deserialize_with = "known")]
    src: Option<String>,
    #[serde(default, deserialize_with = "known")]
    style: Option<String>,
    #[serde(default, deserialize_with = "known")]
    weight: Option<String>,
}

/// How Stripe's form looks and what it asks, in Stripe's shapes.
pub(super) fn form_options(js: &JsValue) -> FormOptions {
    let text = |name: &str| own(js, name).as_string();
    let fonts: Vec<Known<FontSettings>> = read_as(&own(js, "fonts")).unwrap_or_default();
    let collection: Option<CollectionSettings> = read_as(&own(js, "collectionOptions"));
    FormOptions {
        appearance: appearance(&own(js, "appearance")),
        fonts: fonts.into_iter().filter_map(font).collect(),
        collection: collection_options(collection.unwrap_or_default()),
        full_terms_url: text("fullTermsOfServiceUrl"),
        recipient_terms_url: text("recipientTermsOfServiceUrl"),
        privacy_url: text("privacyPolicyUrl"),
    }
}

fn appearance(given: &JsValue) -> Appearance {
    let overlays = read_as(given).and_then(|given: AppearanceSettings| given.overlays);
    let look = Appearance::default().overlays(match overlays.as_deref() {
        Some("drawer") => Overlays::Drawer,
        _ => Overlays::Dialog,
    });
    let variables = members(&own(given, "variables")).into_iter();
    variables.fold(look, |look, (name, value)| look.aria_label(&name, &value))
}

fn collection_options(given: CollectionSettings) -> CollectionOptions {
    let codes = |given: Vec<Known<String>>| given.into_iter().filter_map(|Known(code)| code);
    let requirements = given.requirements.and_then(|given| {
        let only = given
            .only
            .map(|only| Requirements::Only(codes(only).collect()));
        let but = |but| Requirements::Exclude(codes(but).collect());
        only.or_else(|| given.exclude.map(but))
    });
    CollectionOptions {
        fields: match given.fields.as_deref() {
            Some("eventually_due") => Fields::EventuallyDue,
            _ => Fields::CurrentlyDue,
        },
        future_requirements: match given.future_requirements.as_deref() {
            Some("include") => FutureRequirements::Include,
            _ => FutureRequirements::Omit,
        },
        requirements,
    }
}

fn font(Known(given): Known<FontSettings>) -> Option<Font> {
    let given = given?;
    if let Some(url) = given.css_src {
        return Some(Font::Stylesheet(url));
    }
    Some(Font::File(FontFile {
        family: given.family?,
        src: given.src?,
        style: match given.style.as_deref() {
            Some("italic") => FontStyle::Italic,
            Some("oblique") => FontStyle::Oblique,
            _ => FontStyle::Normal,
        },
        weight: given.weight.and_then(|weight| weight.parse().ok()),
    }))
}
