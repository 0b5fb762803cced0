//! The query for one account's status: what is known, how fresh it is, and when to read again.
//!
//! [`query`] takes in events and answers with commands; [`policy`] holds every number with its reason, a private
//! budget says how often a request may leave at most, and [`snapshot`] is what is known at one moment.

mod budget;
pub mod policy;
pub mod query;
pub mod snapshot;
