//! Our look, told to Stripe's form.
//!
//! Stripe takes plain colours and lengths, no `var()`. The frame around the form therefore wears our tokens as
//! ordinary CSS properties (`style/form.css`), and what the browser computed of them is passed on: one theme,
//! two surfaces, with no second list of colours.

use gloo_events::EventListener;
use web_sys::Element;

/// Stripe's appearance variable, and the computed property of the frame that carries its value.
const VARIABLES: [(&str, &str); 10] = [
    ("fontFamily", "font-family"),
    ("fontSizeBase", "font-size"),
    ("borderRadius", "border-top-left-radius"),
    ("colorPrimary", "caret-color"),
    ("colorBackground", "background-color"),
    ("colorText", "color"),
    ("colorBorder", "border-top-color"),
    ("colorDanger", "outline-color"),
    ("colorSecondaryText", "text-emphasis-color"),
    ("buttonPrimaryColorText", "column-rule-color"),
];

/// What `frame` looks like now, as Stripe's appearance variables.
pub(super) fn of(frame: &Element) -> impl Iterator<Item = (&'static str, String)> + use<> {
    let style = web_sys::window().and_then(|window| window.get_computed_style(frame).ok()?);
    VARIABLES
        .into_iter()
        .filter_map(move |(variable, property)| {
            let value = style.as_ref()?.get_property_value(property).ok()?;
            (!value.is_empty()).then_some((variable, value))
        })
}

/// Calls back whenever the system goes from light to dark or back, until the listener is dropped.
pub(crate) fn follow_theme(mut changed: impl FnMut() + 'static) -> Option<EventListener> {
    let query = web_sys::window()?
        .match_media("(prefers-color-scheme: dark)")
        .ok()??;
    Some(EventListener::new(&query, "change", move |_| changed()))
}
