//! The only place that knows Stripe: its script, its instance and its look.
//!
//! Knows no endpoint: it is handed an async function that yields a client secret. Decides nothing about what a
//! failure means for the person; it reports which one it was.

mod appearance;
mod instance;
mod loader;

pub(crate) use appearance::{follow_theme, of as appearance_of};
pub(crate) use instance::{Form, FormOwner, Happening};
pub use loader::ScriptUrl;
pub(crate) use loader::{StripeConnect, load};
