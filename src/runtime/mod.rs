//! Carries out what the core commands: network, clock, page events, Stripe. Decides nothing.

mod form;
pub(crate) mod mount;
pub(crate) mod mount_runner;
mod query_runner;
