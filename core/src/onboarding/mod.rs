//! One mount: what a person sees of an account, and what becomes of Stripe's form.
//!
//! [`machine`] takes in events and answers with commands, both listed in [`events`]; `form` and `session` are its
//! parts for Stripe's form. [`state`] is what there is to show, [`environment`] says what in this browser keeps the form
//! from working, and [`host_request`] what is asked of the host page.

pub mod environment;
pub mod events;
mod form;
pub mod host_request;
pub mod machine;
mod session;
pub mod state;
#[cfg(test)]
mod tests;
