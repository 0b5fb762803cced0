//! How Stripe's form looks, as a host may set it.
//!
//! A map from Stripe's appearance variables to values. A name that Stripe does not know is left out, and the developer
//! is told: with a typing error Stripe would show its default without a word. Values are Stripe's to judge.
//!
//! Names: `@stripe/connect-js` 3.4.6, `AppearanceVariables`, to which a test holds this list.
//! Values: <https://docs.stripe.com/connect/embedded-appearance-options>.

use crate::console::warn;
use serde::Serialize;
use std::borrow::Cow;

/// Stripe's `appearance`. The default sets nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Appearance {
    pub(super) overlays: Overlays,
    pub(super) variables: Vec<(Cow<'static, str>, Value)>,
}

/// The value of an appearance variable: CSS, or a number. Without `var()`, for Stripe's form cannot see the page.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// CSS, such as `#0a7f5a`, `8px` or `600`.
    Text(Cow<'static, str>),
    /// A number, which `overlayZIndex` alone takes.
    Number(f64),
}

/// How Stripe opens what does not fit into the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Overlays {
    /// In the middle of the page.
    #[default]
    Dialog,
    /// From its side.
    Drawer,
}

impl Appearance {
    /// Sets Stripe's `overlays`.
    #[must_use]
    pub fn overlays(mut self, overlays: Overlays) -> Self {
        self.overlays = overlays;
        self
    }

    /// Sets the appearance variable of that name, such as `colorPrimary`, in place of an earlier value. A name that
    /// Stripe does not know sets nothing and is told on the console.
    #[must_use]
    pub fn variable(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Value>) -> Self {
        self.set(name.into(), value.into());
        self
    }

    fn set(&mut self, name: Cow<'static, str>, value: Value) {
        if VARIABLES
            .split_ascii_whitespace()
            .all(|known| known != name)
        {
            return warn(&["appearance: Stripe has no variable ", &name].concat());
        }
        self.variables.retain(|(set, _)| *set != name);
        self.variables.push((name, value));
    }
}

impl From<&'static str> for Value {
    fn from(css: &'static str) -> Self {
        Value::Text(css.into())
    }
}

impl From<String> for Value {
    fn from(css: String) -> Self {
        Value::Text(css.into())
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Value::Number(number)
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Self {
        Value::Number(number.into())
    }
}

/// Every variable of Stripe's, in its order. One text: a table of references would weigh more than the names.
const VARIABLES: &str = "\
    fontFamily fontSizeBase spacingUnit borderRadius \
    colorPrimary colorBackground colorText colorDanger \
    buttonPrimaryColorBackground buttonPrimaryColorBorder buttonPrimaryColorText \
    buttonSecondaryColorBackground buttonSecondaryColorBorder buttonSecondaryColorText \
    buttonDangerColorBackground buttonDangerColorBorder buttonDangerColorText \
    buttonPaddingX buttonPaddingY \
    buttonLabelFontSize buttonLabelFontWeight buttonLabelTextTransform \
    colorSecondaryText \
    actionPrimaryColorText \
    actionPrimaryTextDecorationLine actionPrimaryTextDecorationColor \
    actionPrimaryTextDecorationStyle actionPrimaryTextDecorationThickness \
    actionPrimaryTextTransform \
    actionSecondaryColorText \
    actionSecondaryTextDecorationLine actionSecondaryTextDecorationColor \
    actionSecondaryTextDecorationStyle actionSecondaryTextDecorationThickness \
    actionSecondaryTextTransform \
    badgeNeutralColorBackground badgeNeutralColorText badgeNeutralColorBorder \
    badgeSuccessColorBackground badgeSuccessColorText badgeSuccessColorBorder \
    badgeWarningColorBackground badgeWarningColorText badgeWarningColorBorder \
    badgeDangerColorBackground badgeDangerColorText badgeDangerColorBorder \
    badgePaddingX badgePaddingY \
    badgeLabelFontSize badgeLabelFontWeight badgeLabelTextTransform \
    offsetBackgroundColor formBackgroundColor \
    colorBorder formHighlightColorBorder formAccentColor formPlaceholderTextColor \
    inputFieldPaddingX inputFieldPaddingY tableRowPaddingY \
    buttonBorderRadius formBorderRadius badgeBorderRadius overlayBorderRadius \
    overlayZIndex overlayBackdropColor \
    bodyMdFontSize bodyMdFontWeight bodySmFontSize bodySmFontWeight \
    headingXlFontSize headingXlFontWeight headingXlTextTransform \
    headingLgFontSize headingLgFontWeight headingLgTextTransform \
    headingMdFontSize headingMdFontWeight headingMdTextTransform \
    headingSmFontSize headingSmFontWeight headingSmTextTransform \
    headingXsFontSize headingXsFontWeight headingXsTextTransform \
    labelMdFontSize labelMdFontWeight labelMdTextTransform \
    labelSmFontSize labelSmFontWeight labelSmTextTransform";

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn there_are_92_variables_each_once() {
        let mut names: Vec<_> = VARIABLES.split_ascii_whitespace().collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 92);
    }

    #[wasm_bindgen_test]
    fn a_variable_set_again_has_its_newest_value() {
        let appearance = Appearance::default()
            .variable("colorPrimary", "#0a7f5a")
            .variable("overlayZIndex", 900)
            .variable("colorPrimary", String::from("#123456"));
        let expected = [
            ("overlayZIndex".into(), Value::Number(900.0)),
            ("colorPrimary".into(), Value::Text("#123456".into())),
        ];
        assert_eq!(appearance.variables, expected);
    }

    #[wasm_bindgen_test]
    fn a_name_that_stripe_does_not_know_is_left_out() {
        for name in ["colourPrimary", "color", "", " ", "colorPrimary colorText"] {
            let appearance = Appearance::default().variable(name, "#0a7f5a");
            assert_eq!(appearance, Appearance::default(), "{name}");
        }
    }
}
