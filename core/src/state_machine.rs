//! What the query and the mount have in common: events in, commands out.
//!
//! A machine keeps no time, draws no random numbers and does nothing itself. So any order of events can be tried in a
//! test, and one event loop runs them all.

use std::time::Duration;

/// Something that decides and does nothing itself.
pub trait StateMachine {
    /// Something that happened.
    type Event;
    /// Something to do.
    type Command;

    /// Takes in what happened at `now` and says what to do, in this order. `now` is the time since any fixed moment, on
    /// a clock that never goes back; `random` is a fresh number in `0..1`.
    fn step(&mut self, event: Self::Event, now: Duration, random: f64) -> Vec<Self::Command>;

    /// When [`StateMachine::timer_fired`] is to be reported, unless something else happens before.
    fn wakes_at(&self) -> Option<Duration>;

    /// The time said by [`StateMachine::wakes_at`] has come.
    fn timer_fired() -> Self::Event;
}
