//! Checks the host's theme for invalid colours.
//!
//! Shades and contrast are the style sheet's (`style/tokens.css`). Here is only what CSS cannot do: to pass over a
//! value that is no colour instead of showing nothing, and to tell the developer so, once. A theme that was mended is
//! seen when the window has the focus again.

use crate::clock::painted;
use crate::console::warn;
use crate::reactive::effect::on_cleanup;
use crate::reactive::task::Task;
use gloo_events::EventListener;
use std::cell::RefCell;
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

/// Once the component has been painted, puts the fallback in the place of each token that is no colour. Before that,
/// to ask would cost a calculation of styles of its own.
pub(super) fn check_later(root: Option<HtmlElement>) {
    let (Some(root), Some(window)) = (root, web_sys::window()) else {
        return;
    };
    let checking = Task::start(async move {
        painted().await;
        let replaced = RefCell::new(check(&root, &[]));
        let listener = EventListener::new(&window, "focus", move |_| {
            let before = replaced.take();
            if !before.is_empty() {
                replaced.replace(check(&root, &before));
            }
        });
        std::future::pending::<()>().await;
        drop(listener);
    });
    on_cleanup(move || drop(checking));
}

/// Replaces what is no colour, and answers what that was. What was replaced `before` is looked at anew.
fn check(root: &HtmlElement, before: &[(&'static str, String)]) -> Vec<(&'static str, String)> {
    for (token, _) in before {
        _ = root.style().remove_property(token);
    }
    let Some(Ok(Some(given))) = web_sys::window().map(|window| window.get_computed_style(root))
    else {
        return Vec::new();
    };
    let wrong = COLOURS.iter().filter_map(|token| {
        let value = given.get_property_value(token).unwrap_or_default();
        (!value.is_empty() && !is_colour(&value)).then_some((*token, value))
    });
    // All are read before the first is written.
    let wrong: Vec<_> = wrong.collect();
    for (token, value) in &wrong {
        if !before.contains(&(*token, value.clone())) {
            warn(&[token, ": not a colour: ", value].concat());
        }
        // The value that counts as none. The browser knows the property.
        _ = root.style().set_property(token, "initial");
    }
    wrong
}

pub(super) fn is_colour(value: &str) -> bool {
    web_sys::css::supports_with_value("color", value).unwrap_or_default()
}
