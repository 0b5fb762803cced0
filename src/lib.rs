//! Stripe payment-account onboarding for Dolfin.
//!
//! The rooms, in the order data flows. Pure ones build and test without a browser:
//!
//! - [`config`]: what a host may set, checked before anything is sent;
//! - [`account`]: what the API says, and what it means for a person;
//! - [`flow`]: what happens next, and when to ask again;
//! - [`words`]: every sentence a person can read;
//! - of `connect`, what a host says of Stripe's form: [`FormOptions`], [`Appearance`], [`CollectionOptions`], [`Font`].
//!
//! The rest exists only in WebAssembly: `api` speaks to Dolfin, `connect` to Stripe, `driver` carries out what
//! `flow` decides, `view` shows it. A Leptos host (feature `leptos`) uses the components of `onboarding` or,
//! without our interface, the signals of `hook`; `element` is what the npm
//! package is made of, `app` the standalone page.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod account;
pub mod config;
mod connect;
mod duration;
pub mod flow;
pub mod words;

#[cfg(target_family = "wasm")]
mod api;
#[cfg(all(target_family = "wasm", feature = "app"))]
pub mod app;
#[cfg(target_family = "wasm")]
mod clock;
#[cfg(target_family = "wasm")]
mod driver;
#[cfg(all(target_family = "wasm", feature = "element"))]
pub mod element;
#[cfg(target_family = "wasm")]
mod form;
#[cfg(all(target_family = "wasm", feature = "leptos"))]
mod hook;
#[cfg(target_family = "wasm")]
mod json;
#[cfg(all(target_family = "wasm", feature = "leptos"))]
mod onboarding;
#[cfg(all(target_family = "wasm", feature = "app", feature = "sandbox"))]
mod playground;
#[cfg(all(target_family = "wasm", feature = "app"))]
mod sign_in;
#[cfg(target_family = "wasm")]
mod task;
#[cfg(target_family = "wasm")]
mod view;
#[cfg(target_family = "wasm")]
mod watched;

pub use connect::{
    Appearance, CollectionOptions, Colour, Css, Fields, Font, FontFile, FontStyle, FormOptions,
    FutureRequirements, Length, Overlays, Requirements, TextTransform, Weight,
};

pub use duration::Duration;
pub use flow::flow::FormPolicy;

#[cfg(target_family = "wasm")]
pub use api::{Api, Sender, TokenProvider};
#[cfg(target_family = "wasm")]
pub use connect::ConnectScript;
#[cfg(all(target_family = "wasm", feature = "leptos"))]
pub use hook::{PaymentAccount, use_payment_account};
#[cfg(all(target_family = "wasm", feature = "leptos"))]
pub use onboarding::{PaymentAccountOnboarding, PaymentAccountStatus};
#[cfg(target_family = "wasm")]
pub use view::slot::{Slot, Slots};
