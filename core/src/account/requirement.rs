//! Requirement codes as questions, grouped by whose answer they are.
//!
//! Decides which codes are one question, whose question it is, how urgent it is and where it can be answered.
//! Does not word it ([`crate::text`] does) and does not say what the whole means ([`super::situation`]).
//! Stripe's `past_due` is a subset of `currently_due`
//! (<https://docs.stripe.com/connect/handling-api-verification>): a code in both is one code, past due.

mod catalogue;
mod label;
mod list;
mod question;
mod seen;
#[cfg(test)]
mod tests;

pub(super) use catalogue::look_up;
pub use label::Label;
pub use question::{Group, Question, QuestionList, Resolution, Subject, Urgency};
pub(super) use seen::Key;
pub use seen::Seen;
