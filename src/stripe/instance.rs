//! One mounted onboarding form: Stripe's instance and its element.
//!
//! A new instance for every mount, because the client secret belongs to the instance. Dropping the [`Form`] takes
//! the element out of the page and closes the [`door`](super::callbacks) behind it; Connect.js has no way to destroy an
//! instance.
//!
//! This speaks to Connect.js exactly as Stripe's npm wrapper 3.4.6 does, because that is what nearly every page
//! does and what Stripe tests: the element is made by the page, bound with `setConnector`, and set through the
//! `…InternalOnly` setters. `metaOptions` say so: `sdk` and `sdkOptions.sdkVersion` name that protocol, and
//! `eagerClientSecretPromise` is what the first `fetchClientSecret` returned, so that Stripe need not call it for
//! a secret that is already under way. A secret is given out only once the instance stands; an `init` that throws
//! has not used it up.

use super::appearance::Value;
use super::callbacks::{Call, FormOwner, Place};
use super::light_dom::Stand;
use super::loader::{StripeConnect, method};
use super::options::{
    CollectionOptions, Fields, Font, FormOptions, FutureRequirements, Requirements,
};
use super::theme::Look;
use js_sys::{Array, Object, Promise, Reflect};
use onboarding_core::account::{document::Code, problem::ScriptFailure};
use onboarding_core::config::PublishableKey;
use std::rc::Weak;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

/// The element, as Connect.js defines it.
const TAG: &str = "stripe-connect-account-onboarding";
/// The version of the wrapper whose protocol this is.
const PROTOCOL: &str = "3.4.6";

/// Stripe's form in the page. Dropping it takes it out.
#[must_use = "the form leaves the page when this is dropped"]
pub(crate) struct Form {
    instance: JsValue,
    _stand: Stand,
    _place: Place,
}

/// What a form is opened with.
pub(crate) struct Opening<'a> {
    pub(crate) key: &'a PublishableKey,
    /// A BCP 47 tag; empty leaves it to the browser's language.
    pub(crate) locale: &'a str,
    pub(crate) options: &'a FormOptions,
    /// The only codes to ask for; empty asks for everything.
    pub(crate) only: &'a [Code],
    /// What it is to look like.
    pub(crate) look: &'a Look,
}

impl Form {
    /// Makes an instance and puts its onboarding element into the slot.
    pub(crate) fn open(
        connect: &StripeConnect,
        opening: &Opening,
        slot: &Element,
        owner: Weak<dyn FormOwner>,
    ) -> Result<Self, ScriptFailure> {
        let place = Place::of(owner);
        let instance = connect.init(&params(opening, &place)?)?;
        let element = element(slot, &instance).ok_or(ScriptFailure::InitFailed)?;
        set_up(&element, opening, &place);
        let stand = Stand::of(element, slot, &place.name());
        Ok(Self {
            instance,
            _stand: stand.ok_or(ScriptFailure::InitFailed)?,
            _place: place,
        })
    }

    /// Gives the running form another look and language. Neither remounts nor asks for a session.
    pub(crate) fn restyle(&self, opening: &Opening) {
        if let Some(update) = method(&self.instance, "update") {
            let changes = Object::new();
            dress(&changes, opening);
            // Stripe ignores what it cannot use; a look that cannot change is no reason to end the form.
            _ = update.call1(&self.instance, &changes);
        }
    }

    /// Ends Stripe's own session. For a sign-out from the host and for nothing else: the form is dead afterwards.
    pub(crate) fn log_out(&self) -> Option<Promise> {
        let log_out = method(&self.instance, "logout")?;
        log_out.call0(&self.instance).ok()?.dyn_into().ok()
    }
}

/// The onboarding element, bound to the instance. Where the page cannot bind one itself, the instance makes it, as
/// Stripe documents for pages without npm.
fn element(slot: &Element, instance: &JsValue) -> Option<Element> {
    let element = slot.owner_document()?.create_element(TAG).ok()?;
    if let Some(bind) = method(&element, "setConnector") {
        let connector = Reflect::get(instance, &"connect".into()).ok()?;
        bind.call1(&element, &connector).ok()?;
        return Some(element);
    }
    let create = method(instance, "create")?;
    let name = TAG.strip_prefix("stripe-connect-")?;
    create.call1(instance, &name.into()).ok()?.dyn_into().ok()
}

/// What `init` is given, in the order of Stripe's wrapper: what the caller set, then `metaOptions`.
fn params(opening: &Opening, place: &Place) -> Result<JsValue, ScriptFailure> {
    let secret = place.function(Call::Secret);
    let eager = secret
        .call0(&JsValue::UNDEFINED)
        .map_err(|_| ScriptFailure::InitFailed)?;
    let params = Object::new();
    set(&params, "publishableKey", opening.key.as_str());
    set(&params, "fetchClientSecret", secret);
    dress(&params, opening);
    if !opening.options.fonts.is_empty() {
        let fonts: Array = opening.options.fonts.iter().map(font).collect();
        set(&params, "fonts", fonts);
    }
    let (meta, sdk) = (Object::new(), Object::new());
    set(&meta, "eagerClientSecretPromise", eager);
    set(&meta, "sdk", true);
    set(&sdk, "sdkVersion", PROTOCOL);
    set(&meta, "sdkOptions", sdk);
    set(&params, "metaOptions", meta);
    Ok(params.into())
}

/// What can also be changed later.
fn dress(params: &Object, opening: &Opening) {
    let appearance = Object::new();
    let wanted = &opening.options.appearance;
    set(&appearance, "overlays", wanted.overlays.name());
    let variables = Object::new();
    for (name, value) in opening.look.variables() {
        set(&variables, name, value);
    }
    // The host's word counts for more than what its page looks like.
    for (name, value) in &wanted.variables {
        match value {
            Value::Text(text) => set(&variables, name, text.as_ref()),
            Value::Number(number) => set(&variables, name, *number),
        }
    }
    set(&appearance, "variables", variables);
    set(params, "appearance", appearance);
    if !opening.locale.is_empty() {
        set(params, "locale", opening.locale);
    }
}

/// Calls the setters the wrapper's way and in its order, as methods: they need their `this`. One that this version
/// of Connect.js lacks is passed over, for the form works without any of them.
fn set_up(element: &Element, opening: &Opening, place: &Place) {
    let call = |setter: &str, value: JsValue| {
        let set =
            method(element, &[setter, "InternalOnly"].concat()).or_else(|| method(element, setter));
        if let Some(set) = set {
            _ = set.call1(element, &value);
        }
    };
    let options = opening.options;
    for (setter, url) in [
        ("setFullTermsOfServiceUrl", &options.full_terms_url),
        (
            "setRecipientTermsOfServiceUrl",
            &options.recipient_terms_url,
        ),
        ("setPrivacyPolicyUrl", &options.privacy_url),
    ] {
        if let Some(url) = url {
            call(setter, url.into());
        }
    }
    if let Some(collection) = collection(&options.collection, opening.only) {
        call("setCollectionOptions", collection);
    }
    for (setter, reported) in [
        ("setOnExit", Call::Exit),
        ("setOnStepChange", Call::StepChange),
        ("setOnLoadError", Call::LoadError),
        ("setOnLoaderStart", Call::LoaderStart),
    ] {
        call(setter, place.function(reported).into());
    }
}

/// Stripe's `CollectionOptions`; nothing where they are what Stripe does unasked.
fn collection(options: &CollectionOptions, only: &[Code]) -> Option<JsValue> {
    if only.is_empty() && *options == CollectionOptions::default() {
        return None;
    }
    let collection = Object::new();
    let fields = match options.fields {
        Fields::CurrentlyDue => "currently_due",
        Fields::EventuallyDue => "eventually_due",
    };
    set(&collection, "fields", fields);
    let future = match options.future_requirements {
        FutureRequirements::Omit => "omit",
        FutureRequirements::Include => "include",
    };
    set(&collection, "futureRequirements", future);
    let list = |codes: &mut dyn Iterator<Item = &str>| codes.map(JsValue::from).collect::<Array>();
    let restriction = match (only, &options.requirements) {
        ([], None) => None,
        ([], Some(Requirements::Only(codes))) => {
            Some(("only", list(&mut codes.iter().map(String::as_str))))
        }
        ([], Some(Requirements::Exclude(codes))) => {
            Some(("exclude", list(&mut codes.iter().map(String::as_str))))
        }
        (only, _) => Some(("only", list(&mut only.iter().map(Code::as_str)))),
    };
    if let Some((kind, codes)) = restriction {
        let requirements = Object::new();
        set(&requirements, kind, codes);
        set(&collection, "requirements", requirements);
    }
    Some(collection.into())
}

fn font(font: &Font) -> JsValue {
    let source = Object::new();
    match font {
        Font::Stylesheet(url) => set(&source, "cssSrc", url.as_str()),
        Font::File(file) => {
            set(&source, "family", file.family.as_str());
            set(&source, "src", file.src.as_str());
            set(&source, "style", file.style.name());
            if let Some(weight) = file.weight {
                set(&source, "weight", weight.to_string());
            }
        }
    }
    source.into()
}

fn set(object: &Object, name: &str, value: impl Into<JsValue>) {
    // Setting a property of a fresh object cannot fail.
    _ = Reflect::set(object, &name.into(), &value.into());
}
