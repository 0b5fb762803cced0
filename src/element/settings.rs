//! What a JavaScript host sets, read from one plain object.
//!
//! Reads own members only, so a polluted `Object.prototype` sets nothing. Decides what each member is when it is
//! absent or of the wrong type; what a wrong one makes impossible is said by [`ConfigError`], and nothing is sent.
//! Functions stay JavaScript's. What is Stripe's to judge (`appearance`, `fonts`, `collectionOptions`) is passed
//! on as far as its shape is known.

use crate::components::view_options::HeadingLevel;
use crate::dolfin::Api;
use crate::js_value::{members, own, texts};
use crate::runtime::mount_runner::HAS_FORM;
use crate::stripe::{
    appearance::{self, Appearance, Overlays},
    loader::ConnectScript,
    options::{
        CollectionOptions, DisplayOptions, Fields, Font, FontDisplay, FontFile, FontStyle,
        FormOptions, FutureRequirements, Requirements,
    },
};
use crate::translator::Files;
use js_sys::{Array, Function, Promise};
use onboarding_core::config::{self, ApiBase, Brand, BusinessType, ConfigError, PublishableKey};
use onboarding_core::onboarding::machine::FormPolicy;
use onboarding_core::text::Messages;
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

/// How Stripe's form looks and what it asks, in Stripe's shapes.
pub(super) fn form_options(js: &JsValue) -> FormOptions {
    if !HAS_FORM {
        return FormOptions::default();
    }
    let text = |name: &str| own(js, name).as_string();
    let fonts = own(js, "fonts").dyn_into::<Array>().unwrap_or_default();
    FormOptions {
        appearance: appearance(&own(js, "appearance")),
        fonts: fonts.iter().filter_map(|given| font(&given)).collect(),
        collection: collection(&own(js, "collectionOptions")),
        display: display(&own(js, "displayOptions")),
        full_terms_url: text("fullTermsOfServiceUrl"),
        recipient_terms_url: text("recipientTermsOfServiceUrl"),
        privacy_url: text("privacyPolicyUrl"),
        skip_terms: own(js, "skipTermsOfServiceCollection") == JsValue::TRUE,
    }
}

fn appearance(given: &JsValue) -> Appearance {
    let overlays = match own(given, "overlays").as_string().as_deref() {
        Some("drawer") => Overlays::Drawer,
        _ => Overlays::Dialog,
    };
    let set = |appearance: Appearance, (name, value): (String, JsValue)| {
        let value: appearance::Value = match (value.as_string(), value.as_f64()) {
            (Some(text), _) => text.into(),
            (_, Some(number)) => number.into(),
            _ => return appearance,
        };
        appearance.variable(name, value)
    };
    let variables = members(&own(given, "variables")).into_iter();
    variables.fold(Appearance::default().overlays(overlays), set)
}

fn collection(given: &JsValue) -> CollectionOptions {
    let says = |name: &str, value: &str| own(given, name) == value;
    let requirements = own(given, "requirements");
    let codes = |name: &str| {
        let codes = own(&requirements, name).dyn_into::<Array>().ok()?;
        Some(codes.iter().filter_map(|code| code.as_string()).collect())
    };
    CollectionOptions {
        fields: match says("fields", "eventually_due") {
            true => Fields::EventuallyDue,
            false => Fields::CurrentlyDue,
        },
        future_requirements: match says("futureRequirements", "include") {
            true => FutureRequirements::Include,
            false => FutureRequirements::Omit,
        },
        // Of both lists, the first.
        requirements: codes("only")
            .map(Requirements::Only)
            .or_else(|| codes("exclude").map(Requirements::Exclude)),
    }
}

fn display(given: &JsValue) -> Option<DisplayOptions> {
    let show_object_ids = own(given, "showObjectIds").as_bool()?;
    Some(DisplayOptions { show_object_ids })
}

/// One of either kind; of both, the style sheet.
fn font(given: &JsValue) -> Option<Font> {
    let text = |name: &str| own(given, name).as_string();
    if let Some(url) = text("cssSrc") {
        return Some(Font::Stylesheet(url));
    }
    Some(Font::File(FontFile {
        family: text("family")?,
        src: text("src")?,
        style: match text("style").as_deref() {
            Some("italic") => FontStyle::Italic,
            Some("oblique") => FontStyle::Oblique,
            _ => FontStyle::Normal,
        },
        weight: text("weight"),
        display: match text("display").as_deref() {
            Some("auto") => Some(FontDisplay::Auto),
            Some("block") => Some(FontDisplay::Block),
            Some("fallback") => Some(FontDisplay::Fallback),
            Some("optional") => Some(FontDisplay::Optional),
            Some("swap") => Some(FontDisplay::Swap),
            _ => None,
        },
        unicode_range: text("unicodeRange"),
    }))
}
