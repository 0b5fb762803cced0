//! What `init` and `update` are given.
//!
//! Decides what is sent and what is left to Stripe's defaults. What a host has set counts for more than the theme of
//! its page.

#[cfg(test)]
mod tests;

use super::appearance::{Overlays, Value};
use super::bindings::{MetaOptions, Params};
use super::callbacks::{Callback, Callbacks};
use super::options::{CollectionOptions, DisplayOptions, Font, FormOptions, Requirements};
use super::theme::Theme;
use crate::js_value::write;
use js_sys::Object;
use onboarding_core::account::document::Code;
use onboarding_core::config::PublishableKey;
use onboarding_core::onboarding::events::FormId;
use onboarding_core::text::Locale;
use serde::{Serialize, Serializer, ser::SerializeMap};
use wasm_bindgen::{JsCast, JsValue};

/// The version of Stripe's npm package whose protocol `metaOptions` names.
const PROTOCOL: &str = "3.4.6";

/// What a form is opened with.
pub(crate) struct Opening<'a> {
    /// The number under which it reports.
    pub(crate) id: FormId,
    pub(crate) key: &'a PublishableKey,
    /// A BCP 47 tag, or a POSIX name such as `de_DE`; empty leaves it to the browser's language.
    pub(crate) locale: &'a str,
    pub(crate) options: &'a FormOptions,
    /// The only codes to ask for; empty asks for everything.
    pub(crate) only: &'a [Code],
    /// What it is to look like.
    pub(crate) theme: &'a Theme,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Init<'a> {
    publishable_key: &'a str,
    appearance: Appearance<'a>,
    #[serde(skip_serializing_if = "str::is_empty", serialize_with = "as_bcp47")]
    locale: &'a str,
    #[serde(skip_serializing_if = "<[Font]>::is_empty")]
    fonts: &'a [Font],
    #[serde(skip_serializing_if = "Option::is_none")]
    display_options: Option<DisplayOptions>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Update<'a> {
    appearance: Appearance<'a>,
    #[serde(skip_serializing_if = "str::is_empty", serialize_with = "as_bcp47")]
    locale: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    display_options: Option<DisplayOptions>,
}

/// As Stripe spells it. Of all that a host may call a language we have words in, only Norwegian's other names are not in
/// Stripe's list; a country that Stripe does not have, it replaces itself.
fn as_bcp47<S: Serializer>(locale: &str, serializer: S) -> Result<S::Ok, S::Error> {
    match Locale::nearest(locale).map(Locale::tag) {
        Some(norwegian @ "nb-NO") => serializer.serialize_str(norwegian),
        _ => serializer.serialize_str(&locale.replace('_', "-")),
    }
}

#[derive(Serialize)]
struct Appearance<'a> {
    overlays: Overlays,
    variables: Variables<'a>,
}

/// The page's theme, and over it what the host has set.
struct Variables<'a>(&'a Opening<'a>);

impl Serialize for Variables<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut variables = serializer.serialize_map(None)?;
        for (name, value) in self.0.theme.variables() {
            variables.serialize_entry(name, value)?;
        }
        let set: &[(_, Value)] = &self.0.options.appearance.variables;
        for (name, value) in set {
            variables.serialize_entry(name, value)?;
        }
        variables.end()
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SdkOptions {
    sdk_version: &'static str,
}

/// What `init` takes. The secret is asked for in the same breath: Stripe need not call for one that is under way.
///
/// # Errors
///
/// What was thrown.
pub(super) fn init(opening: &Opening, callbacks: &Callbacks) -> Result<Params, JsValue> {
    let fetch_secret = callbacks.function(Callback::ClientSecret)?;
    let params: Params = write(&Init {
        publishable_key: opening.key.as_str(),
        appearance: appearance(opening),
        locale: opening.locale,
        fonts: &opening.options.fonts,
        display_options: opening.options.display,
    })
    .unchecked_into();
    params.set_fetch_client_secret(&fetch_secret)?;
    let meta: MetaOptions = Object::new().unchecked_into();
    meta.set_eager_client_secret(&fetch_secret.call0(&JsValue::UNDEFINED)?)?;
    meta.set_sdk(true)?;
    meta.set_sdk_options(&write(&SdkOptions {
        sdk_version: PROTOCOL,
    }))?;
    params.set_meta_options(&meta)?;
    Ok(params)
}

/// What `update` takes: all that can be changed in an open form.
pub(super) fn update(opening: &Opening) -> JsValue {
    write(&Update {
        appearance: appearance(opening),
        locale: opening.locale,
        display_options: opening.options.display,
    })
}

/// What `setCollectionOptions` takes; nothing where it is what Stripe does unasked.
pub(super) fn collection(opening: &Opening) -> Option<CollectionOptions> {
    let mut collection = opening.options.collection.clone();
    if !opening.only.is_empty() {
        let codes = opening.only.iter().map(|code| code.as_str().to_owned());
        collection.requirements = Some(Requirements::Only(codes.collect()));
    }
    (collection != CollectionOptions::default()).then_some(collection)
}

fn appearance<'a>(opening: &'a Opening<'a>) -> Appearance<'a> {
    Appearance {
        overlays: opening.options.appearance.overlays,
        variables: Variables(opening),
    }
}
