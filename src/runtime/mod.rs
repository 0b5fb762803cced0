//! Carries out what the core commands: network, clock, page events, Stripe. Decides nothing.
//!
//! Each machine of the core has a runner that holds all it has running: [`query_runner`] the reads of one account's
//! status, [`mount_runner`] one mount, and `form_runner` and `session_runner` its form. One [`event_loop`] drives them.
//! [`mount`] is what a host asks of a mount, and [`handle`] what a view needs of one.

pub(crate) mod event_loop;
mod form_runner;
pub(crate) mod handle;
pub(crate) mod mount;
pub(crate) mod mount_runner;
mod page;
pub(crate) mod query_runner;
mod session_runner;
