//! What a host may set of Stripe's form, in Stripe's terms.
//!
//! Decides nothing and checks nothing: Stripe does. Facts: `@stripe/connect-js` 3.4.6, `types/shared.d.ts` and
//! `types/config.d.ts`; <https://docs.stripe.com/connect/supported-embedded-components/account-onboarding>.

use super::appearance::Appearance;

/// How Stripe's form looks and what it asks. The default is Stripe's own, in the look of the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormOptions {
    /// The look. What is not set here is taken from the page's design tokens.
    pub appearance: Appearance,
    /// Fonts for inside the form, which cannot see the page's. Fixed once the form is open.
    pub fonts: Vec<Font>,
    /// What is asked for. Fixed once the form is open.
    pub collection: CollectionOptions,
    /// The full terms of service, an absolute URL. Counts only where the platform collects requirements, as do the
    /// next two.
    pub full_terms_url: Option<String>,
    /// The terms for recipients of payments, an absolute URL.
    pub recipient_terms_url: Option<String>,
    /// The privacy policy, an absolute URL.
    pub privacy_url: Option<String>,
}

/// Stripe's `collectionOptions`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CollectionOptions {
    /// How far ahead to ask.
    pub fields: Fields,
    /// Whether to ask for what will be required later.
    pub future_requirements: FutureRequirements,
    /// Which requirements to ask for; all of them where this is absent.
    pub requirements: Option<Requirements>,
}

/// Stripe's `collectionOptions.fields`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fields {
    /// What is needed now.
    #[default]
    CurrentlyDue,
    /// What is needed now and what will be, in one go.
    EventuallyDue,
}

/// Stripe's `collectionOptions.futureRequirements`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FutureRequirements {
    /// Leave them for later.
    #[default]
    Omit,
    /// Ask for them too.
    Include,
}

/// Stripe's `collectionOptions.requirements`. An entry may end in `.*`, such as `tos_acceptance.*`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Requirements {
    /// Ask for these alone. Where all of them are provided, the form exits at once.
    Only(Vec<String>),
    /// Ask for everything but these.
    Exclude(Vec<String>),
}

/// A font for inside the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Font {
    /// The URL of a style sheet with `@font-face` rules. Its host must stand in `connect-src`.
    Stylesheet(String),
    /// One font file.
    File(FontFile),
}

/// Stripe's `CustomFontSource`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FontFile {
    /// The CSS family name.
    pub family: String,
    /// A CSS `src`, such as `url(https://…)`.
    pub src: String,
    /// The style this file is for.
    pub style: FontStyle,
    /// The weight this file is for, 100 to 900.
    pub weight: Option<u16>,
}

/// CSS `font-style`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FontStyle {
    /// `normal`
    #[default]
    Normal,
    /// `italic`
    Italic,
    /// `oblique`
    Oblique,
}

impl FontStyle {
    /// CSS's word for it.
    pub fn name(self) -> &'static str {
        match self {
            FontStyle::Normal => "normal",
            FontStyle::Italic => "italic",
            FontStyle::Oblique => "oblique",
        }
    }
}
