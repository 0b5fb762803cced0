//! What a host's theme and its organisation's brand come to, where they are not what they should be.
//!
//! Shades and contrast are the style sheet's (`style/tokens.css`). Here is only what CSS cannot do: to pass over a
//! value that is no colour instead of showing nothing, and to tell the developer so, once.

use super::dom::{El, el};
use crate::config::Brand;
use crate::watched::Live;
use crate::words::warn;
use leptos::prelude::*;
use std::rc::Rc;
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
pub(super) fn check_later(root: &El) {
    let Some(root) = root.element().cloned() else {
        return;
    };
    request_animation_frame(move || check(&root));
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

fn is_colour(value: &str) -> bool {
    web_sys::css::supports_with_value("color", value).unwrap_or_default()
}

/// Dresses the component in an organisation's brand: its logo above, its colour as the accent.
pub(crate) fn branded(root: El, brand: Live<Brand>) -> El {
    let dressed = Rc::clone(&brand);
    let colour = move || {
        let colour = dressed().primary_colour;
        if !colour.is_empty() && !is_colour(&colour) {
            warn(&["primary colour: not a colour: ", &colour].concat());
            return "".into();
        }
        colour.into()
    };
    let logo = el("div").class("dolfin-place").swap(
        move || brand().logo().map(str::to_owned),
        |url| url.as_ref().map(|url| logo(url)),
    );
    if let (Some(root), Some(logo)) = (root.element(), logo.element()) {
        // A fresh node goes anywhere.
        _ = root.prepend_with_node_1(logo);
    }
    root.live_style("--dolfin-accent", colour)
}

/// Decoration: who the organisation is, the host's page says. One that does not load leaves no trace.
fn logo(url: &str) -> El {
    let logo = el("img")
        .class("dolfin-logo")
        .attr("alt", "")
        .attr("referrerpolicy", "no-referrer")
        .attr("src", url);
    let image = logo.element().cloned();
    logo.on("error", move |_| {
        image.iter().for_each(|image| image.set_hidden(true));
    })
}
