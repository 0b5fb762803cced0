//! The only place that knows Stripe: its script, its instance, its look and its surroundings.
//!
//! Knows no endpoint: it is handed an async function that yields a client secret. Decides nothing about what a
//! failure means for the person; it reports which one it was.

mod appearance;
mod options;
mod retry;

mod callbacks;
mod environment;
mod instance;
mod light_dom;
mod loader;
mod theme;
mod trusted_types;

pub use appearance::{Appearance, Colour, Css, Length, Overlays, TextTransform, Weight};
pub use options::{
    CollectionOptions, Fields, Font, FontFile, FontStyle, FormOptions, FutureRequirements,
    Requirements,
};

pub(crate) use callbacks::{FormEvent, FormOwner};
pub(crate) use environment::unsupported;
pub(crate) use instance::{Form, Opening};
pub use loader::ConnectScript;
pub(crate) use loader::{StripeConnect, load, preconnect};
pub(crate) use theme::{Look, follow};
