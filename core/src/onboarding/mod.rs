//! One mount: what a person sees of an account, and what becomes of Stripe's form.
//!
//! [`machine`] takes in events and answers with commands, [`state`] is what there is to show, and [`environment`]
//! says what in this browser keeps Stripe's form from working.

pub mod environment;
pub mod machine;
pub mod request;
pub mod state;
