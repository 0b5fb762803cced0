//! What a host's theme comes to, where it is not what it should be.
//!
//! Shades and contrast are the style sheet's (`style/tokens.css`). Here is only what CSS cannot do: to pass over a
//! value that is no colour instead of showing nothing, and to tell the developer so, once.

use crate::clock::request_animation_frame;
use crate::translator::load::warn;
use web_sys::HtmlElement;

/// The tokens that are colours.
const COLOURS: [&str; 11] = [
    "--dolfin-accent",
    "--dolfin-on-accent",
    "--dolfin-surface",
    "--dolfin-sunken",
    "--dolfin-text",
    "--dolfin-muted",
    "--dolfin-line",
    "--dolfin-success",
    "--dolfin-warning",
    "--dolfin-danger",
    "--dolfin-pending",
];

/// Once the component stands in the page, puts the fallback in the place of each token that is no colour.
pub(super) fn check_later(root: Option<HtmlElement>) {
    request_animation_frame(move || root.iter().for_each(check));
}

fn check(root: &HtmlElement) {
    let Some(Ok(Some(given))) = web_sys::window().map(|window| window.get_computed_style(root))
    else {
        return;
    };
    for token in COLOURS {
        let value = given.get_property_value(token).unwrap_or_default();
        if !value.is_empty() && !is_colour(&value) {
            warn(&[token, ": not a colour: ", &value].concat());
            // The value that counts as none. The browser knows the property.
            _ = root.style().set_property(token, "initial");
        }
    }
}

pub(super) fn is_colour(value: &str) -> bool {
    web_sys::css::supports_with_value("color", value).unwrap_or_default()
}
