//! Requests and answers, built and read in one place for all of them: the status, the session, the exchange of a
//! sign-in code, the locale files.
//!
//! gloo-net builds requests and reads answers; sending is our own, because gloo-net's `send` panics where a patched
//! `fetch` rejects with something that is no `Error`. Knows no endpoint and decides nothing about what an answer means.
//!
//! Limits: gloo-net takes for granted that an empty `Headers` can be made and that `new Request` throws nothing but
//! `Error`s, as the standard says.

mod body;
mod request;
#[cfg(test)]
mod tests;

pub(crate) use body::{Unread, json};
pub use request::Sender;
pub(crate) use request::{AbortOnDrop, Outgoing, accept, send, set};
