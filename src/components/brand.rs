//! An organisation's logo and colour, as a host gives them.
//!
//! Decides what happens to an unusable value: it is left out, and the developer is told of an invalid colour. Whether
//! logo and colour go together is the host's affair.

use super::theme::is_colour;
use crate::console::warn;
use crate::reactive::element::{El, el};
use crate::reactive::signal::Getter;
use onboarding_core::config::Brand;
use std::rc::Rc;

/// Dresses the component in an organisation's brand: its logo above, its colour as the accent.
pub(crate) fn branded(root: El, brand: Getter<Brand>) -> El {
    let dressed = Rc::clone(&brand);
    let colour = move || {
        let colour = dressed().primary_colour;
        if !colour.is_empty() && !is_colour(&colour) {
            warn(&["primary colour: not a colour: ", &colour].concat());
            return String::new();
        }
        colour
    };
    let logo = el("div").class("dolfin-contents").show_keyed(
        move || brand().logo().map(str::to_owned),
        |url| url.as_ref().map(|url| logo(url)),
    );
    if let (Some(root), Some(logo)) = (root.element(), logo.element()) {
        // A fresh node goes anywhere.
        _ = root.prepend_with_node_1(logo);
    }
    root.style("--dolfin-accent", colour)
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
