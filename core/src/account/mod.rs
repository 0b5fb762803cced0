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
//! - [`situation`] says whose turn it is, in what tone, and what the next action is.
//! - [`progress`] measures how far along the account is, and says so when Stripe asked for more.
//! - [`diff`] tells two readings apart.
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
//! let due = account.capabilities.unwrap();
//! let groups = requirement::groups(&due.currently_due, &due.past_due);
//! assert_eq!(groups[0].questions[0].label.english(), "Company registration or tax number");
//! assert_eq!(groups.len(), 2);
//! ```
//!
//! Nothing here panics, and nothing a server sent is returned as text to show: words come from [`crate::text`].

pub mod diff;
pub mod document;
#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod json;
pub mod problem;
pub mod progress;
pub mod requirement;
pub mod session;
pub mod situation;
