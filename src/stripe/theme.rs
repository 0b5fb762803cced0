//! Our look, told to Stripe's form.
//!
//! Stripe takes plain colours and lengths, no `var()`. The frame around the form therefore wears our tokens as
//! ordinary CSS properties (`style/form.css`), and what the browser computed of them is passed on: one theme,
//! two surfaces, with no second list of colours. The frame's transition, which moves nothing, ends whenever any of
//! them becomes another: by a class of the host's, by its style sheet, by the system going dark.

use gloo_events::EventListener;
use web_sys::Element;

/// Stripe's appearance variable, and the computed property of the frame that carries its value.
const VARIABLES: [(&str, &str); 14] = [
    ("fontFamily", "font-family"),
    ("fontSizeBase", "font-size"),
    ("spacingUnit", "column-gap"),
    ("borderRadius", "border-top-left-radius"),
    ("colorPrimary", "caret-color"),
    ("colorBackground", "background-color"),
    ("colorText", "color"),
    ("colorBorder", "border-top-color"),
    ("colorDanger", "text-decoration-color"),
    ("colorSecondaryText", "text-emphasis-color"),
    ("offsetBackgroundColor", "border-right-color"),
    ("buttonPrimaryColorBackground", "border-left-color"),
    ("buttonPrimaryColorBorder", "border-left-color"),
    ("buttonPrimaryColorText", "column-rule-color"),
];

/// What a frame looks like at one moment, as Stripe's appearance variables.
#[derive(PartialEq)]
pub(crate) struct Look(Vec<(&'static str, String)>);

impl Look {
    /// What `frame` looks like now. The browser computes what it has not computed yet, which takes its time.
    pub(crate) fn of(frame: &Element) -> Self {
        let style = web_sys::window().and_then(|window| window.get_computed_style(frame).ok()?);
        let read = |(variable, property)| {
            let value = style.as_ref()?.get_property_value(property).ok()?;
            (!value.is_empty()).then(|| (variable, plain(value)))
        };
        Self(VARIABLES.into_iter().filter_map(read).collect())
    }

    pub(super) fn variables(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(name, value)| (*name, value.as_str()))
    }
}

/// A colour as Stripe takes it. Browsers write a mixed one as `color(srgb 0.04 0.39 0.5)`.
fn plain(value: String) -> String {
    let Some(numbers) = value.strip_prefix("color(srgb ") else {
        return value;
    };
    let channels: Vec<String> = numbers
        .split([' ', ')'])
        .take(3)
        .map(|number| {
            let share = js_sys::Number::parse_float(number).clamp(0.0, 1.0);
            ((share * 255.0).round() as u8).to_string()
        })
        .collect();
    ["rgb(", &channels.join(", "), ")"].concat()
}

/// Calls back whenever `frame` has come to look otherwise than `seen`, at once included, until the listener is dropped.
pub(crate) fn follow(
    frame: &Element,
    mut seen: Look,
    mut changed: impl FnMut(&Look) + 'static,
) -> EventListener {
    let watched = frame.clone();
    let mut check = move || {
        // One event for each property; after the first there is nothing new.
        let now = Look::of(&watched);
        if now != seen {
            seen = now;
            changed(&seen);
        }
    };
    check();
    EventListener::new(frame, "transitionend", move |_| check())
}
