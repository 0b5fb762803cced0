//! How Stripe's form looks, as a host may set it.
//!
//! One builder method for each of Stripe's 92 appearance variables, typed by what Stripe accepts; a method nobody
//! calls costs no byte. Ranges are Stripe's and not checked here: Stripe falls back to its default.
//! Names and ranges: `@stripe/connect-js` 3.4.6, `AppearanceVariables`, to which a test holds this list.

use std::borrow::Cow;
#[cfg(all(target_family = "wasm", feature = "element"))]
use wasm_bindgen::JsValue;

/// Stripe's `appearance`. The default sets nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Appearance {
    pub(crate) overlays: Overlays,
    pub(crate) variables: Vec<(Cow<'static, str>, Value)>,
}

/// A value as Stripe takes it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Text(Cow<'static, str>),
    Number(f64),
}

/// How Stripe opens what does not fit into the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Overlays {
    /// In the middle of the page.
    #[default]
    Dialog,
    /// From its side.
    Drawer,
}

impl Overlays {
    /// Stripe's word for it.
    pub fn name(self) -> &'static str {
        match self {
            Overlays::Dialog => "dialog",
            Overlays::Drawer => "drawer",
        }
    }
}

/// A colour: hex, `rgb()` or `hsl()`, and `rgba()` where alpha is allowed. No `var()`: Stripe cannot see the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colour(Cow<'static, str>);

impl<T: Into<Cow<'static, str>>> From<T> for Colour {
    fn from(css: T) -> Self {
        Self(css.into())
    }
}

/// A CSS value that is none of the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Css(Cow<'static, str>);

impl<T: Into<Cow<'static, str>>> From<T> for Css {
    fn from(css: T) -> Self {
        Self(css.into())
    }
}

/// A CSS `font-weight`, 1 to 1000.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weight(u16);

impl From<u16> for Weight {
    fn from(weight: u16) -> Self {
        Self(weight)
    }
}

/// A length. Some variables take pixels alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Length {
    /// Pixels.
    Px(f32),
    /// Times the font size of the parent.
    Em(f32),
    /// Times the font size of the root.
    Rem(f32),
}

/// A CSS `text-transform`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextTransform {
    /// As it is.
    None,
    /// First letters in upper case.
    Capitalize,
    /// All in upper case.
    Uppercase,
    /// All in lower case.
    Lowercase,
}

impl From<Colour> for Value {
    fn from(colour: Colour) -> Self {
        Value::Text(colour.0)
    }
}

impl From<Css> for Value {
    fn from(css: Css) -> Self {
        Value::Text(css.0)
    }
}

impl From<Weight> for Value {
    fn from(weight: Weight) -> Self {
        Value::Text(weight.0.to_string().into())
    }
}

impl From<Length> for Value {
    fn from(length: Length) -> Self {
        let (number, unit) = match length {
            Length::Px(number) => (number, "px"),
            Length::Em(number) => (number, "em"),
            Length::Rem(number) => (number, "rem"),
        };
        Value::Text([&number.to_string(), unit].concat().into())
    }
}

impl From<TextTransform> for Value {
    fn from(transform: TextTransform) -> Self {
        Value::Text(Cow::Borrowed(match transform {
            TextTransform::None => "none",
            TextTransform::Capitalize => "capitalize",
            TextTransform::Uppercase => "uppercase",
            TextTransform::Lowercase => "lowercase",
        }))
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Self {
        Value::Number(number.into())
    }
}

impl Appearance {
    /// Stripe's `overlays`.
    #[must_use]
    pub fn overlays(mut self, overlays: Overlays) -> Self {
        self.overlays = overlays;
        self
    }

    fn with(mut self, name: &'static str, value: Value) -> Self {
        self.variables.push((name.into(), value));
        self
    }

    /// A variable by Stripe's name for it, as a JavaScript host writes it. What is neither text nor number is left
    /// out.
    #[cfg(all(target_family = "wasm", feature = "element"))]
    pub(crate) fn aria_label(mut self, name: &str, value: &JsValue) -> Self {
        let value = match (value.as_string(), value.as_f64()) {
            (Some(text), _) => Value::Text(text.into()),
            (_, Some(number)) => Value::Number(number),
            _ => return self,
        };
        self.variables.push((name.to_owned().into(), value));
        self
    }
}

macro_rules! variables {
    ($($method:ident: $name:literal, $kind:ty, $accepted:literal;)*) => {
        impl Appearance {
            $(
                #[doc = concat!("Stripe's `", $name, "`. ", $accepted)]
                #[must_use]
                pub fn $method(self, value: impl Into<$kind>) -> Self {
                    self.with($name, Into::<$kind>::into(value).into())
                }
            )*
        }

        /// Every variable, in Stripe's order.
        #[cfg(test)]
        const NAMES: &[&str] = &[$($name,)*];
    };
}

variables! {
    font_family: "fontFamily", Css, "A CSS `font-family`.";
    font_size_base: "fontSizeBase", Length, "1 to 40 px, 0.1 to 4 em or rem.";
    spacing_unit: "spacingUnit", Length, "8 to 20 pixels.";
    border_radius: "borderRadius", Length, "In pixels, at most 24.";
    color_primary: "colorPrimary", Colour, "No alpha.";
    color_background: "colorBackground", Colour, "No alpha.";
    color_text: "colorText", Colour, "No alpha.";
    color_danger: "colorDanger", Colour, "No alpha.";
    button_primary_color_background: "buttonPrimaryColorBackground", Colour, "No alpha.";
    button_primary_color_border: "buttonPrimaryColorBorder", Colour, "No alpha.";
    button_primary_color_text: "buttonPrimaryColorText", Colour, "No alpha.";
    button_secondary_color_background: "buttonSecondaryColorBackground", Colour, "No alpha.";
    button_secondary_color_border: "buttonSecondaryColorBorder", Colour, "No alpha.";
    button_secondary_color_text: "buttonSecondaryColorText", Colour, "No alpha.";
    button_danger_color_background: "buttonDangerColorBackground", Colour, "No alpha.";
    button_danger_color_border: "buttonDangerColorBorder", Colour, "No alpha.";
    button_danger_color_text: "buttonDangerColorText", Colour, "No alpha.";
    button_padding_x: "buttonPaddingX", Length, "In pixels.";
    button_padding_y: "buttonPaddingY", Length, "In pixels.";
    button_label_font_size: "buttonLabelFontSize", Length, "1 to 200 px, 0.1 to 12 em or rem.";
    button_label_font_weight: "buttonLabelFontWeight", Weight, "A CSS `font-weight`.";
    button_label_text_transform: "buttonLabelTextTransform", TextTransform, "A CSS `text-transform`.";
    color_secondary_text: "colorSecondaryText", Colour, "Alpha allowed.";
    action_primary_color_text: "actionPrimaryColorText", Colour, "No alpha.";
    action_primary_text_decoration_line: "actionPrimaryTextDecorationLine", Css, "A CSS `text-decoration-line`.";
    action_primary_text_decoration_color: "actionPrimaryTextDecorationColor", Colour, "No alpha.";
    action_primary_text_decoration_style: "actionPrimaryTextDecorationStyle", Css, "A CSS `text-decoration-style`.";
    action_primary_text_decoration_thickness: "actionPrimaryTextDecorationThickness", Length, "A CSS `text-decoration-thickness`.";
    action_primary_text_transform: "actionPrimaryTextTransform", TextTransform, "A CSS `text-transform`.";
    action_secondary_color_text: "actionSecondaryColorText", Colour, "No alpha.";
    action_secondary_text_decoration_line: "actionSecondaryTextDecorationLine", Css, "A CSS `text-decoration-line`.";
    action_secondary_text_decoration_color: "actionSecondaryTextDecorationColor", Colour, "No alpha.";
    action_secondary_text_decoration_style: "actionSecondaryTextDecorationStyle", Css, "A CSS `text-decoration-style`.";
    action_secondary_text_decoration_thickness: "actionSecondaryTextDecorationThickness", Length, "A CSS `text-decoration-thickness`.";
    action_secondary_text_transform: "actionSecondaryTextTransform", TextTransform, "A CSS `text-transform`.";
    badge_neutral_color_background: "badgeNeutralColorBackground", Colour, "No alpha.";
    badge_neutral_color_text: "badgeNeutralColorText", Colour, "No alpha.";
    badge_neutral_color_border: "badgeNeutralColorBorder", Colour, "Alpha allowed.";
    badge_success_color_background: "badgeSuccessColorBackground", Colour, "No alpha.";
    badge_success_color_text: "badgeSuccessColorText", Colour, "No alpha.";
    badge_success_color_border: "badgeSuccessColorBorder", Colour, "Alpha allowed.";
    badge_warning_color_background: "badgeWarningColorBackground", Colour, "No alpha.";
    badge_warning_color_text: "badgeWarningColorText", Colour, "No alpha.";
    badge_warning_color_border: "badgeWarningColorBorder", Colour, "Alpha allowed.";
    badge_danger_color_background: "badgeDangerColorBackground", Colour, "No alpha.";
    badge_danger_color_text: "badgeDangerColorText", Colour, "No alpha.";
    badge_danger_color_border: "badgeDangerColorBorder", Colour, "Alpha allowed.";
    badge_padding_x: "badgePaddingX", Length, "In pixels.";
    badge_padding_y: "badgePaddingY", Length, "In pixels.";
    badge_label_font_size: "badgeLabelFontSize", Length, "1 to 200 px, 0.1 to 12 em or rem.";
    badge_label_font_weight: "badgeLabelFontWeight", Weight, "A CSS `font-weight`.";
    badge_label_text_transform: "badgeLabelTextTransform", TextTransform, "A CSS `text-transform`.";
    offset_background_color: "offsetBackgroundColor", Colour, "No alpha.";
    form_background_color: "formBackgroundColor", Colour, "No alpha.";
    color_border: "colorBorder", Colour, "Alpha allowed.";
    form_highlight_color_border: "formHighlightColorBorder", Colour, "Alpha allowed.";
    form_accent_color: "formAccentColor", Colour, "No alpha.";
    form_placeholder_text_color: "formPlaceholderTextColor", Colour, "No alpha.";
    input_field_padding_x: "inputFieldPaddingX", Length, "In pixels.";
    input_field_padding_y: "inputFieldPaddingY", Length, "In pixels.";
    table_row_padding_y: "tableRowPaddingY", Length, "In pixels.";
    button_border_radius: "buttonBorderRadius", Length, "In pixels.";
    form_border_radius: "formBorderRadius", Length, "In pixels, at most 24.";
    badge_border_radius: "badgeBorderRadius", Length, "In pixels, at most 24.";
    overlay_border_radius: "overlayBorderRadius", Length, "In pixels, at most 24.";
    overlay_z_index: "overlayZIndex", i32, "A CSS `z-index`.";
    overlay_backdrop_color: "overlayBackdropColor", Colour, "Alpha allowed.";
    body_md_font_size: "bodyMdFontSize", Length, "1 to 200 px, 0.1 to 12 em or rem.";
    body_md_font_weight: "bodyMdFontWeight", Weight, "A CSS `font-weight`.";
    body_sm_font_size: "bodySmFontSize", Length, "1 to 200 px, 0.1 to 12 em or rem.";
    body_sm_font_weight: "bodySmFontWeight", Weight, "A CSS `font-weight`.";
    heading_xl_font_size: "headingXlFontSize", Length, "1 to 200 px, 0.1 to 12 em or rem.";
    heading_xl_font_weight: "headingXlFontWeight", Weight, "A CSS `font-weight`.";
    heading_xl_text_transform: "headingXlTextTransform", TextTransform, "A CSS `text-transform`.";
    heading_lg_font_size: "headingLgFontSize", Length, "1 to 200 px, 0.1 to 12 em or rem.";
    heading_lg_font_weight: "headingLgFontWeight", Weight, "A CSS `font-weight`.";
    heading_lg_text_transform: "headingLgTextTransform", TextTransform, "A CSS `text-transform`.";
    heading_md_font_size: "headingMdFontSize", Length, "1 to 200 px, 0.1 to 12 em or rem.";
    heading_md_font_weight: "headingMdFontWeight", Weight, "A CSS `font-weight`.";
    heading_md_text_transform: "headingMdTextTransform", TextTransform, "A CSS `text-transform`.";
    heading_sm_font_size: "headingSmFontSize", Length, "1 to 200 px, 0.1 to 12 em or rem.";
    heading_sm_font_weight: "headingSmFontWeight", Weight, "A CSS `font-weight`.";
    heading_sm_text_transform: "headingSmTextTransform", TextTransform, "A CSS `text-transform`.";
    heading_xs_font_size: "headingXsFontSize", Length, "1 to 200 px, 0.1 to 12 em or rem.";
    heading_xs_font_weight: "headingXsFontWeight", Weight, "A CSS `font-weight`.";
    heading_xs_text_transform: "headingXsTextTransform", TextTransform, "A CSS `text-transform`.";
    label_md_font_size: "labelMdFontSize", Length, "1 to 200 px, 0.1 to 12 em or rem.";
    label_md_font_weight: "labelMdFontWeight", Weight, "A CSS `font-weight`.";
    label_md_text_transform: "labelMdTextTransform", TextTransform, "A CSS `text-transform`.";
    label_sm_font_size: "labelSmFontSize", Length, "1 to 200 px, 0.1 to 12 em or rem.";
    label_sm_font_weight: "labelSmFontWeight", Weight, "A CSS `font-weight`.";
    label_sm_text_transform: "labelSmTextTransform", TextTransform, "A CSS `text-transform`.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_is_spelt_as_stripe_takes_it() {
        let look = Appearance::default()
            .overlays(Overlays::Drawer)
            .color_primary("#0a7f5a")
            .font_family(String::from("Inter, sans-serif"))
            .font_size_base(Length::Rem(0.9))
            .border_radius(Length::Px(8.0))
            .heading_lg_font_weight(600)
            .label_sm_text_transform(TextTransform::Uppercase)
            .overlay_z_index(900);
        let text = |text: &'static str| Value::Text(text.into());
        assert_eq!(look.overlays.name(), "drawer");
        assert_eq!(
            look.variables,
            [
                ("colorPrimary".into(), text("#0a7f5a")),
                ("fontFamily".into(), text("Inter, sans-serif")),
                ("fontSizeBase".into(), text("0.9rem")),
                ("borderRadius".into(), text("8px")),
                ("headingLgFontWeight".into(), text("600")),
                ("labelSmTextTransform".into(), text("uppercase")),
                ("overlayZIndex".into(), Value::Number(900.0)),
            ]
        );
    }

    #[test]
    fn there_are_92_variables_each_once() {
        let mut names = NAMES.to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 92);
    }
}
