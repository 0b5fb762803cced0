//! The query for one account's status: what is known, how fresh it is, and when to read again.
//!
//! [`query`] takes in events and answers with commands; [`policy`] holds every number with its reason, a private budget
//! says how often a read may leave at most; [`snapshot`] is what is known at one moment, and [`notice`] what of it is
//! worth telling.

mod budget;
pub mod notice;
pub mod policy;
pub mod query;
pub mod snapshot;
