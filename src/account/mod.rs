//! What the API says, and what it means for a person. Pure: no browser, no framework, no clock.
//!
//! Two readers turn what came back into facts:
//!
//! - [`document`] reads the status document: provider, state, capabilities, what is due.
//! - [`session`] judges the session answer by its shape; the secret itself never comes here.
//! - [`problem`] classifies everything that can go wrong by what can be done about it.
//!
//! Four judges turn facts into something to tell a person:
//!
//! - [`requirement`] turns requirement codes into questions, grouped by whose answer they are.
//! - [`standing`] says whose turn it is, in what tone, and what the next action is.
//! - [`progress`] measures how far along the account is, and says so when Stripe asked for more.
//! - [`change`] tells two readings apart.
//!
//! [`value`] is the JSON they read and [`timestamp`] the moments in it. Nothing here panics, and nothing a
//! server sent is returned as text to show: words come from [`crate::words`].

pub mod change;
pub mod document;
pub mod problem;
pub mod progress;
pub mod requirement;
pub mod session;
pub mod standing;
pub mod timestamp;
pub mod value;
