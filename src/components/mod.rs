//! From a state to the page: where the account stands, what is needed, and the frame of Stripe's form.
//!
//! Only shows, and passes on what the person chose. Elements are made by [`reactive`](crate::reactive); every closure in
//! here reads a slice of the state, and the same answer again touches no node.

mod activity;
mod alert;
pub(crate) mod brand;
#[cfg(feature = "leptos")]
mod callbacks;
mod capabilities;
mod card;
pub(crate) mod context;
mod copy_button;
#[cfg(feature = "leptos")]
pub(crate) mod embed;
mod focus;
pub(crate) mod form;
mod freshness;
#[cfg(feature = "leptos")]
pub(crate) mod hook;
mod icon;
pub(crate) mod localised;
mod progress;
mod question;
mod requirements;
mod situation;
pub(crate) mod slot;
pub(crate) mod style_sheet;
mod support;
#[cfg(test)]
mod tests;
mod theme;
mod unsupported;
pub(crate) mod view;
pub(crate) mod view_options;
#[cfg(any(feature = "app", feature = "headless"))]
pub(crate) mod waiting;
