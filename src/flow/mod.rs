//! What happens next. Pure: no browser, no clock, no chance; time and randomness come in as arguments and
//! effects go out as values, so that any order of events can be tried in a test.
//!
//! [`flow`] is the life of one mount and the only place that decides; [`pace`] says when to ask again,
//! [`obstacle`] what will keep Stripe's form from working here.

#[expect(
    clippy::module_inception,
    reason = "the room is named after its one decider"
)]
pub mod flow;
pub mod obstacle;
pub mod pace;
