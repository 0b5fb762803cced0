//! One mount: what a person sees of an account, and what becomes of Stripe's form.
//!
//! [`machine`] takes in events and answers with commands, both listed in [`messages`]; `form` and `session` are its
//! parts for Stripe's form. [`state`] is what there is to show, [`environment`] says what in this browser keeps the form
//! from working, and [`request`] what is asked of the host page.

pub mod environment;
mod form;
pub mod machine;
pub mod messages;
pub mod request;
mod session;
pub mod state;
#[cfg(test)]
mod tests;
