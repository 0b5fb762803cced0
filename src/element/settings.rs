//! What a JavaScript host sets, read from one plain object.
//!
//! Reads own members only, so a polluted `Object.prototype` sets nothing. Decides what each member is when it is
//! absent or of the wrong type; what a wrong one makes impossible is said by [`ConfigError`], and nothing is sent.
//! Functions stay JavaScript's. What is Stripe's to judge (`appearance`, `fonts`, `collectionOptions`) is passed
//! on as far as its shape is known.

use crate::components::context::HeadingLevel;
use crate::dolfin::Api;
use crate::js_value::{self, own};
use crate::stripe::{
    appearance::{self, Appearance, Overlays},
    loader::ConnectScript,
    options::{
        CollectionOptions, DisplayOptions, Fields, Font, FontDisplay, FontFile, FontStyle,
        FormOptions, FutureRequirements, Requirements,
    },
};
use crate::translator::Files;
use js_sys::{Function, Promise};
use onboarding_core::account::value::Value;
use onboarding_core::config::{self, ApiBase, Brand, BusinessType, ConfigError, PublishableKey};
use onboarding_core::onboarding::machine::FormPolicy;
use onboarding_core::text::Messages;
use std::rc::Rc;
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

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
            api = api.bearer(Rc::new(move || {
                let asked = promise(ask.call0(&JsValue::UNDEFINED));
                Box::pin(async move { JsFuture::from(asked).await.ok()?.as_string() })
            }));
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
    crate::translator::messages(&js_value::value(&own(js, "messages")))
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

/// How Stripe's form looks and what it asks, in Stripe's shapes.
pub(super) fn form_options(js: &JsValue) -> FormOptions {
    let part = |name: &str| js_value::value(&own(js, name));
    let text = |name: &str| own(js, name).as_string();
    FormOptions {
        appearance: appearance(&part("appearance")),
        fonts: part("fonts").items().iter().filter_map(font).collect(),
        collection: collection(&part("collectionOptions")),
        full_terms_url: text("fullTermsOfServiceUrl"),
        recipient_terms_url: text("recipientTermsOfServiceUrl"),
        privacy_url: text("privacyPolicyUrl"),
        display: display(&part("displayOptions")),
        skip_terms: own(js, "skipTermsOfServiceCollection") == JsValue::TRUE,
    }
}

fn appearance(given: &Value) -> Appearance {
    let overlays = match word(given, "overlays") {
        Some("drawer") => Overlays::Drawer,
        _ => Overlays::Dialog,
    };
    let mut appearance = Appearance::default().overlays(overlays);
    if let Some(Value::Object(variables)) = given.get("variables") {
        for (name, value) in variables {
            let value: appearance::Value = match value {
                Value::Text(text) => text.clone().into(),
                Value::Number(number) => (*number).into(),
                _ => continue,
            };
            appearance = appearance.variable(name.clone(), value);
        }
    }
    appearance
}

fn display(given: &Value) -> Option<DisplayOptions> {
    match given.get("showObjectIds") {
        Some(Value::Bool(show_object_ids)) => Some(DisplayOptions {
            show_object_ids: *show_object_ids,
        }),
        _ => None,
    }
}

fn collection(given: &Value) -> CollectionOptions {
    let requirements = given.get("requirements").and_then(|requirements| {
        let codes = |name| {
            let items = requirements.get(name)?.items();
            Some(items.iter().filter_map(owned).collect())
        };
        codes("only")
            .map(Requirements::Only)
            .or_else(|| codes("exclude").map(Requirements::Exclude))
    });
    CollectionOptions {
        fields: match word(given, "fields") {
            Some("eventually_due") => Fields::EventuallyDue,
            _ => Fields::CurrentlyDue,
        },
        future_requirements: match word(given, "futureRequirements") {
            Some("include") => FutureRequirements::Include,
            _ => FutureRequirements::Omit,
        },
        requirements,
    }
}

fn font(given: &Value) -> Option<Font> {
    if let Some(url) = word(given, "cssSrc") {
        return Some(Font::Stylesheet(url.to_owned()));
    }
    Some(Font::File(FontFile {
        family: word(given, "family")?.to_owned(),
        src: word(given, "src")?.to_owned(),
        style: match word(given, "style") {
            Some("italic") => FontStyle::Italic,
            Some("oblique") => FontStyle::Oblique,
            _ => FontStyle::Normal,
        },
        weight: word(given, "weight").map(str::to_owned),
        display: match word(given, "display") {
            Some("auto") => Some(FontDisplay::Auto),
            Some("block") => Some(FontDisplay::Block),
            Some("fallback") => Some(FontDisplay::Fallback),
            Some("optional") => Some(FontDisplay::Optional),
            Some("swap") => Some(FontDisplay::Swap),
            _ => None,
        },
        unicode_range: word(given, "unicodeRange").map(str::to_owned),
    }))
}

fn word<'a>(of: &'a Value, name: &str) -> Option<&'a str> {
    of.get(name)?.text()
}

fn owned(value: &Value) -> Option<String> {
    value.text().map(str::to_owned)
}
