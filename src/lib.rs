//! Stripe payment-account onboarding for Dolfin.
//!
//! What a host may use is re-exported here, and nothing else is public. What is decided without a browser is in the
//! crate `onboarding_core`; the modules around it, from the bottom up:
//!
//! - `clock`, `console`, `js_value`: the page's time; what its developer is told; values of JavaScript, read with care;
//! - `http`: requests and answers, built and read in one place;
//! - `reactive`: the element builder, and what it needs of Leptos' reactive graph;
//! - `dolfin`: Dolfin's API: status, session, sign-in exchange; the only place that speaks to Dolfin;
//! - `stripe`: the only place that knows Connect.js;
//! - `translator`: the sentences in force, in the language in force;
//! - `runtime`: carries out what the core commands: network, clock, page events, Stripe;
//! - `components`: from state to DOM; the two components that hosts mount, and the hook;
//! - `element`: what the npm package is made of; `app`: the standalone page.

#![cfg(target_family = "wasm")]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

#[cfg(feature = "app")]
pub mod app;
mod clock;
mod components;
mod console;
mod dolfin;
#[cfg(feature = "headless")]
pub mod element;
mod http;
mod js_value;
mod reactive;
mod runtime;
mod stripe;
mod translator;

pub use components::slot::{Slot, Slots};
#[cfg(feature = "leptos")]
pub use components::{
    embed::{PaymentAccountOnboarding, PaymentAccountStatus},
    hook::{PaymentAccount, use_payment_account},
};
pub use dolfin::{Api, Sender, TokenProvider};
pub use onboarding_core::onboarding::{host_request::HostRequest, machine::FormPolicy};
pub use onboarding_core::{account, config, text};
pub use stripe::{
    appearance::{Appearance, Overlays, Value as AppearanceValue},
    loader::ConnectScript,
    options::{
        CollectionOptions, DisplayOptions, Fields, Font, FontDisplay, FontFile, FontStyle,
        FormOptions, FutureRequirements, Requirements,
    },
};
