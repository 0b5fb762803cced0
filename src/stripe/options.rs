//! What a host may set of Stripe's form, in Stripe's terms.
//!
//! Decides nothing and checks nothing: Stripe does. Facts: `@stripe/connect-js` 3.4.6, `types/shared.d.ts` and
//! `types/config.d.ts`; <https://docs.stripe.com/connect/supported-embedded-components/account-onboarding>.

use super::appearance::Appearance;
use serde::{Serialize, Serializer, ser::SerializeStruct};

/// How Stripe's form looks and what it asks. The default is Stripe's own, in the look of the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormOptions {
    /// The look. What is not set here is taken from the page's design tokens.
    pub appearance: Appearance,
    /// Fonts for inside the form, which cannot see the page's. Fixed once the form is open.
    pub fonts: Vec<Font>,
    /// What is asked for. Fixed once the form is open.
    pub collection: CollectionOptions,
    /// What else the form shows; Stripe's default where this is absent.
    pub display: Option<DisplayOptions>,
    /// The full terms of service, an absolute URL. Counts only where the platform collects requirements, as do the
    /// next three.
    pub full_terms_url: Option<String>,
    /// The terms for recipients of payments, an absolute URL.
    pub recipient_terms_url: Option<String>,
    /// The privacy policy, an absolute URL.
    pub privacy_url: Option<String>,
    /// Leaves the terms of service out. Stripe has deprecated it for
    /// [`Requirements::Exclude`] with `tos_acceptance.*`.
    pub skip_terms: bool,
}

/// Stripe's `collectionOptions`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CollectionOptions {
    /// How far ahead to ask.
    pub fields: Fields,
    /// Whether to ask for what will be required later.
    pub future_requirements: FutureRequirements,
    /// Which requirements to ask for; all of them where this is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requirements: Option<Requirements>,
}

/// Stripe's `collectionOptions.fields`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fields {
    /// What is needed now.
    #[default]
    CurrentlyDue,
    /// What is needed now and what will be, in one go.
    EventuallyDue,
}

/// Stripe's `collectionOptions.futureRequirements`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FutureRequirements {
    /// Leave them for later.
    #[default]
    Omit,
    /// Ask for them too.
    Include,
}

/// Stripe's `collectionOptions.requirements`. An entry may end in `.*`, such as `tos_acceptance.*`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Requirements {
    /// Ask for these alone. Where all of them are provided, the form exits at once.
    Only(Vec<String>),
    /// Ask for everything but these.
    Exclude(Vec<String>),
}

/// Stripe's `displayOptions`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DisplayOptions {
    /// Shows the identifiers that Stripe gives its objects.
    pub show_object_ids: bool,
}

/// A font for inside the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Font {
    /// The URL of a style sheet with `@font-face` rules. Its host must stand in `connect-src`.
    Stylesheet(String),
    /// One font file.
    File(FontFile),
}

impl Serialize for Font {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Font::Stylesheet(url) => {
                let mut source = serializer.serialize_struct("CssFontSource", 1)?;
                source.serialize_field("cssSrc", url)?;
                source.end()
            }
            Font::File(file) => file.serialize(serializer),
        }
    }
}

/// Stripe's `CustomFontSource`. What is absent is CSS's default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FontFile {
    /// The CSS family name.
    pub family: String,
    /// A CSS `src`, such as `url(https://…)`.
    pub src: String,
    /// The style this file is for.
    pub style: FontStyle,
    /// The weight this file is for, or the weights of a variable font: a CSS `font-weight`, such as `650` or `100 900`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<String>,
    /// What stands there until the file has come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display: Option<FontDisplay>,
    /// The characters this file has: a CSS `unicode-range`, such as `U+0025-00FF`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unicode_range: Option<String>,
}

/// CSS `font-style`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FontStyle {
    /// `normal`
    #[default]
    Normal,
    /// `italic`
    Italic,
    /// `oblique`
    Oblique,
}

/// CSS `font-display`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FontDisplay {
    /// `auto`
    Auto,
    /// `block`
    Block,
    /// `fallback`
    Fallback,
    /// `optional`
    Optional,
    /// `swap`
    Swap,
}
