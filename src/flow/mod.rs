//! What happens next. Pure: no browser, no clock, no chance; time and randomness come in as arguments and
//! effects go out as values, so that any order of events can be tried in a test.
//!
//! [`flow`] decides about one mount and writes its [`screen`]; [`watch`] decides about the readings that all mounts of
//! one account share. The watch is made of [`pace`] (when to ask again), a budget (how often at most), [`tabs`] (which
//! tab asks for all of them; [`wire`] is how they speak) and [`reading`] (what is known).

mod budget;
#[expect(
    clippy::module_inception,
    reason = "the room is named after its one decider"
)]
pub mod flow;
pub mod obstacle;
pub mod pace;
pub mod reading;
pub mod screen;
pub mod tabs;
pub mod watch;
pub mod wire;
