//! What the API says, and what it means for a person. Pure: no browser, no framework, no clock.
//!
//! Reading: what came back, as facts.
//!
//! - [`document`] reads the status document: provider, state, capabilities, what is due.
//! - [`session`] judges the session answer by its shape; the secret itself never comes here.
//! - [`problem`] classifies everything that can go wrong by what can be done about it.
//!
//! Interpreting: what the facts mean for a person.
//!
//! - [`requirement`] turns requirement codes into questions, grouped by whose answer they are.
//! - [`situation`] says where the account stands, whose turn it is and what the next action is.
//! - [`progress`] measures how far along the account is, and says so when Stripe asked for more.
//! - [`diff`] tells two snapshots apart.
//! - [`due`] says what is asked of an account and what of that is overdue.
//!
//! From a document to a turn:
//!
//! ```
//! # use onboarding_core::account::{document, requirement, situation::*};
//! let body = serde_json::json!({
//!     "status": "Restricted",
//!     "capabilities": {
//!         "detailsSubmitted": true,
//!         "currentlyDue": ["company.tax_id", "external_account"],
//!         "pastDue": ["company.tax_id"],
//!     }
//! });
//! let account = document::read(&body, uuid::Uuid::nil()).unwrap();
//! let assessment = assess(&Facts { account: Some(&account), problem: None, form: FormOutcome::NotOpened });
//! assert_eq!(assessment.turn, Turn::You);
//! assert_eq!(assessment.primary, Some(Action::ProvideOverdue));
//!
//! let asked = requirement::QuestionList::of(&account);
//! assert_eq!(asked.groups[0].questions[0].label, requirement::Label::TaxId);
//! assert_eq!((asked.groups.len(), asked.more), (2, 0));
//! ```
//!
//! Nothing here panics, and nothing a server sent is returned as text to show: words are chosen in
//! [`crate::text`].

pub mod diff;
pub mod document;
pub mod due;
#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
pub(crate) mod json;
pub mod problem;
pub mod progress;
pub mod requirement;
pub mod session;
pub mod situation;
