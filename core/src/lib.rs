//! What Dolfin says of a payment account, what it means, and what happens next.
//!
//! Values in, values out: no browser, no framework, no clock, no randomness. Time and random numbers come in as
//! arguments, effects go out as commands, so that any order of events can be tried in a test.
//!
//! - [`config`]: what a host may set, checked before anything is sent;
//! - [`account`]: what the API says, and what it means;
//! - [`status`]: the query for one account's status: what is known, how fresh it is, when to read again;
//! - [`onboarding`]: one mount: the status, Stripe's form and its session together;
//! - [`text`]: every sentence a person can read;
//! - [`tolerant`]: how a member of the wrong type is read.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod account;
pub mod config;
pub mod onboarding;
pub mod state_machine;
pub mod status;
pub mod text;
pub mod tolerant;
