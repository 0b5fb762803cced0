//! What Dolfin says of a payment account, what it means, and what happens next.
//!
//! Values in, values out: no browser, no framework, no clock, no randomness. Time and random numbers come in as
//! arguments, effects go out as commands, so that any order of events can be tried in a test.
//!
//! - [`config`]: what a host may set, checked before anything is sent;
//! - [`account`]: what the API says, and what it means;
//! - [`status`]: the query for one account's status: what is known, how fresh it is, when to read again;
//! - [`onboarding`]: one mount: the status, Stripe's form and its session together;
//! - [`text`]: every sentence a person can read;
//! - [`tolerant`]: how a member of the wrong type is read.
//!
//! [`status`] and [`onboarding`] are [state machines](state_machine), which decide; the crate around this one carries
//! out what they command.
//!
//! # How a status answer reaches the page
//!
//! ```text
//!         around (src/)                                 here (core/src/)
//!
//!  1  runtime/query_runner.rs  read          <-Read-  status/query/schedule.rs
//!  2  dolfin  request, bounded text
//!  3                                          text->  account/document.rs  read      (copied: what was asked for)
//!  4  runtime/event_loop.rs  tell         -Arrived->  status/query/responses.rs      (taken in: one Rc<Account>)
//!  5  runtime/query_runner.rs  settled    <-pointer-  status/query.rs  snapshot      (shared, not copied)
//!  6      each observer           -SnapshotChanged->  onboarding/machine.rs, state.rs
//!  7  runtime/mount_runner.rs  settled      <-state-  onboarding/machine.rs  state   (what a view shows)
//!  8  components/situation.rs                 words->  account/situation.rs, text/wording.rs, text/catalogue.rs
//!     reactive  writes what has changed to the page
//! ```
//!
//! The account is copied when it is read, and when a host's JavaScript is handed a snapshot (`element/snapshot.rs`);
//! from one to the other it goes as one pointer. The same answer again keeps the pointer that is there, and nothing
//! after step 5 happens but that the snapshot's age is another.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod account;
pub mod config;
#[cfg(feature = "defects")]
pub mod defects;
pub mod onboarding;
pub mod state_machine;
pub mod status;
pub mod text;
pub mod tolerant;
