//! What can come back from Dolfin or Stripe in place of what was wanted.
//!
//! Facts as `src` reports them; what they mean is decided in [`super`]. A request we aborted ourselves is no
//! failure and has no place here.

use super::answer::ErrorBody;
use crate::account::document::Unreadable;
use std::time::Duration;

/// Which of the two endpoints was asked. Stripe's script and form belong to the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// `POST …/payment-account/session`.
    Session,
    /// `GET …/payment-account/status`.
    Status,
}

/// What came back, or did not.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// An answer with a status that is no success.
    Answered {
        /// The status on the wire; a `status` member in the body is not asked.
        http: u16,
        /// What the `Retry-After` header asks for, if it can be read (across origins it must be exposed).
        retry_after: Option<Duration>,
        /// The body, if there is one.
        body: Option<ErrorBody>,
    },
    /// A redirect that was not followed: a login page, as a rule.
    Redirected,
    /// No answer: `fetch` failed.
    Unreachable {
        /// Whether the browser says it is offline. Across origins nothing else tells the cause.
        offline: bool,
    },
    /// No complete answer in time, the body included.
    TimedOut,
    /// A body beyond the limit.
    TooLarge,
    /// A success without a body.
    Empty,
    /// A success that is no JSON: a captive portal, a proxy's page, a fallback to `index.html`.
    NotJson,
    /// A success that breaks off, is invalid JSON, or whose body somebody else has read.
    Malformed,
    /// JSON that cannot be used.
    Unreadable(Unreadable),
    /// A session without a usable secret.
    UnusableSecret,
    /// The host's bearer token cannot stand in a header. Nothing was sent.
    UnusableToken,
    /// Connect.js could not be loaded or started.
    Script(ScriptFailure),
    /// Stripe's form reported that it could not load.
    Form(LoadErrorType),
    /// Stripe's form has drawn nothing for long, and reported nothing.
    FormSilent,
    /// The component itself failed.
    Crashed,
}

/// How loading Connect.js failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScriptFailure {
    /// The browser reported an error: network, content security policy, an extension.
    Blocked,
    /// Nothing happened in time.
    Stalled,
    /// Its tag is in the page but not run: a consent tool waits for the person to agree.
    HeldBack,
    /// It loaded, and `StripeConnect.init` is not there.
    NoGlobal,
    /// `StripeConnect.init` threw.
    InitFailed,
}

/// The `type` of Stripe's `onLoadError` (`EmbeddedError` in connect-js,
/// <https://docs.stripe.com/connect/get-started-connect-embedded-components>).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadErrorType {
    /// `api_connection_error`
    ApiConnectionError,
    /// `authentication_error`
    AuthenticationError,
    /// `account_session_create_error`
    AccountSessionCreateError,
    /// `invalid_request_error`
    InvalidRequestError,
    /// `rate_limit_error`
    RateLimitError,
    /// `api_error`
    ApiError,
    /// `render_error`
    RenderError,
    /// A type this version does not know.
    Unknown,
}
