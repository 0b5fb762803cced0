//! The only place that knows Stripe: its script, its instance, its look and its surroundings.
//!
//! Knows no endpoint: it is handed an async function that yields a client secret. Decides nothing about what a
//! failure means for the person; it reports which one it was.

mod appearance;
mod options;
#[cfg(any(test, target_family = "wasm"))]
mod tries;

#[cfg(target_family = "wasm")]
mod door;
#[cfg(target_family = "wasm")]
mod instance;
#[cfg(target_family = "wasm")]
mod loader;
#[cfg(target_family = "wasm")]
mod look;
#[cfg(target_family = "wasm")]
mod stand;
#[cfg(target_family = "wasm")]
mod surroundings;
#[cfg(target_family = "wasm")]
mod trusted;

pub use appearance::{Appearance, Colour, Css, Length, Overlays, TextTransform, Weight};
pub use options::{
    CollectionOptions, Fields, Font, FontFile, FontStyle, FormOptions, FutureRequirements,
    Requirements,
};

#[cfg(target_family = "wasm")]
pub(crate) use door::{FormOwner, Happening};
#[cfg(target_family = "wasm")]
pub(crate) use instance::{Form, Opening};
#[cfg(target_family = "wasm")]
pub use loader::ConnectScript;
#[cfg(target_family = "wasm")]
pub(crate) use loader::{StripeConnect, load, preconnect};
#[cfg(target_family = "wasm")]
pub(crate) use look::{Look, follow};
#[cfg(target_family = "wasm")]
pub(crate) use surroundings::obstacle;
