//! Stripe payment-account onboarding for Dolfin.
//!
//! The rooms, in the order data flows: [`account`] reads what the API says and judges what it means;
//! [`words`] holds every sentence.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod account;
pub mod words;
