//! The only place that knows Stripe: its script, its instance, its form's look and what it needs of the browser.
//!
//! Knows no endpoint: it asks its [`FormOwner`](callbacks::FormOwner) for a client secret. Decides nothing about what a failure
//! means for the person; it reports which one it was.

pub(crate) mod appearance;
mod bindings;
pub(crate) mod callbacks;
pub(crate) mod environment;
#[cfg(test)]
pub(crate) mod fake_connect;
#[cfg(test)]
mod fake_script;
pub(crate) mod global;
pub(crate) mod instance;
mod light_dom;
pub(crate) mod loader;
pub(crate) mod options;
pub(crate) mod params;
#[cfg(test)]
mod scene;
mod script_tag;
pub(crate) mod theme;
mod trusted_types;
