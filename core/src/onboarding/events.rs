//! The events and commands of one mount.
//!
//! Decides nothing. Whatever Stripe or Dolfin may report late carries the number of what it belongs to.

use super::environment::Unsupported;
use super::host_request::HostRequest;
use crate::account::{document::Code, problem::Problem};
use crate::status::{query, snapshot::StatusSnapshot};
use std::rc::Rc;
use std::time::Duration;

/// The number of a form; what another one reports is dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FormId(pub u32);

/// The number of a session request; an answer to any but the newest is dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SessionId(u32);

/// Something that happened to one form.
#[derive(Clone, Debug, PartialEq)]
pub enum FormEvent {
    /// Stripe's script could not be had, or not yet, or could not put its element up.
    ScriptFailed(Problem),
    /// Stripe's script is there, perhaps after it had failed.
    ScriptArrived,
    /// So is the frame, in the page: the element can be put up.
    FrameReady,
    /// Stripe's element is up.
    Mounted,
    /// Stripe asks for a secret that nobody has had.
    SecretRequested,
    /// Stripe drew something.
    Shown,
    /// The person went to another step.
    StepChanged,
    /// The person left, finished or not.
    Exited,
    /// The form could not load, or died.
    Failed(Problem),
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// Something in this browser will keep Stripe's form from working. Reported before [`Event::Mounted`].
    UnsupportedFound(Unsupported),
    /// The component is there, in a tab in sight. What the host wanted from the beginning was reported before.
    Mounted,
    /// The query knows something else than before.
    SnapshotChanged(Rc<StatusSnapshot>),
    /// A session was answered. It lasts so long, if that is known.
    SessionArrived(SessionId, Option<Duration>),
    /// A session could not be had.
    SessionFailed(SessionId, Problem),
    /// Something happened to a form.
    Form(FormId, FormEvent),
    /// The time to [wake](crate::state_machine::StateMachine::wakes_at) has come.
    TimerFired,
    /// The person wants to know now.
    CheckRequested,
    /// The host has heard of a change.
    RefreshRequested,
    /// The host has said that it will sign the person in.
    SignInPromised,
    /// The host wants silence.
    Paused,
    /// The host wants it no longer.
    Unpaused,
    /// The look or the language in force is another.
    LookChanged,
    /// The person wants the form, for everything Stripe asks.
    FormRequested,
    /// The person wants the form for these codes alone; for none in particular, everything.
    QuestionRequested(Vec<Code>),
    /// The person wants the form although they were told that it will not work here.
    OverrideRequested,
    /// The person wants what failed to be tried again.
    RetryRequested,
    /// The person signed out of the host. Nothing happens after it.
    SignedOut,
    /// The component left the page. Nothing happens after it.
    Unmounted,
}

/// Something to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Report this to the query.
    Query(query::Event),
    /// Hear nothing more from the query. What is still reported to it is for its other mounts.
    Leave,
    /// Ask Dolfin for a session, and keep its secret.
    RequestSession(SessionId),
    /// Give the secret that is kept to the first of Stripe's calls that wait for one.
    HandOverSecret,
    /// Let go of the secret that is kept: it is about to lapse.
    ForgetSecret,
    /// Load Stripe's script, and wait for the frame. A form that was there before makes way; a secret that is kept or
    /// on its way stays.
    LoadForm(FormId),
    /// Put Stripe's element up, on a fresh instance, for what the [state](super::state::OnboardingState::only) says.
    MountForm(FormId),
    /// Give Stripe's element the look and the language in force.
    RestyleForm,
    /// Take Stripe's element down, and let go of everything under way for it, session and secret included.
    CloseForm,
    /// Get the connection to Stripe ready: the form is likely to be asked for.
    Preconnect,
    /// Ask the host for what only it can do.
    AskHost(HostRequest),
    /// End Stripe's session and everything that is under way.
    SignOut,
}

impl FormId {
    pub(super) fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl SessionId {
    pub(super) fn next(self) -> Self {
        Self(self.0 + 1)
    }
}
