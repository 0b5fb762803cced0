//! Everything that can go wrong, classified by what can be done about it.
//!
//! Decides, for what came back from either endpoint or did not, one [`ProblemKind`] (what the person can do), one
//! [`Class`] (what the machine may do), how long the server asks us to wait, and a reference to quote. The HTTP
//! status decides first; an error code only refines it and never contradicts it, because where Dolfin puts the
//! code is undocumented. Does not decide how often to try again: that is `flow`.
//!
//! A request we aborted ourselves is no failure and has no place here. Nothing of a body is kept but the
//! reference.

mod answer;

use super::{
    document::{Account, State, Unreadable},
    timestamp::Timestamp,
    value::Value,
};
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
        /// The `Retry-After` header, if it can be read (across origins it must be exposed).
        retry_after: Option<String>,
        /// The body, if it is JSON, whatever its content type.
        body: Option<Value>,
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
    /// A success that breaks off or is invalid JSON.
    Malformed,
    /// JSON that cannot be used.
    Unreadable(Unreadable),
    /// A session without a usable secret.
    UnusableSecret,
    /// Connect.js could not be loaded or started.
    Script(ScriptFailure),
    /// Stripe's form reported that it could not load.
    Form(LoadErrorType),
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

/// A failure, as far as it changes what happens next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What the person can do about it.
    pub kind: ProblemKind,
    /// What may happen without the person.
    pub class: Class,
    /// No request before this has passed, if the server said so; at most five minutes.
    pub retry_after: Option<Duration>,
    /// The HTTP status of the answer, if there was one: a hook for hosts and tests, never a sentence.
    pub http: Option<u16>,
    /// What support needs to find the request.
    pub reference: Option<SupportReference>,
}

/// One variant for each thing a person can do about a problem, or be told to wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// Sign in again at the host (401, or a redirect to a login).
    SignedOut,
    /// Ask an administrator (403, `Payment.Forbidden`).
    Forbidden,
    /// Contact support: there is no such organisation, or not for this person (404, `Organisation.NotFound`).
    NotFound,
    /// Enable payments at the host (409, `PaymentAccount.NotEnabled`).
    NotEnabled,
    /// Reset the integration at the host, then onboard again (409, `PaymentAccount.Disconnected`).
    Disconnected,
    /// A 409 that does not say which of the two it is: ask the status endpoint, then [`settle`].
    UnsettledConflict,
    /// Try again: Stripe failed (502, `PaymentAccount.ProviderError`).
    ProviderFault,
    /// Wait: too many requests (429).
    Busy,
    /// Wait, then try again: the service fails (other 5xx, 408, 425).
    ServiceFault,
    /// Wait, then try again: no answer in time.
    Slow,
    /// Contact support: the service refuses a request that would be the same the next time (other 4xx).
    Refused,
    /// Come back online.
    Offline,
    /// Check the network: no answer at all.
    Unreachable,
    /// Sign in to the network: something other than the service answered.
    Intercepted,
    /// Try again, then contact support: the answer makes no sense.
    Garbled,
    /// Try again, or open what blocks it: Stripe's form cannot be loaded here.
    FormBlocked,
    /// Agree to it in the page's consent tool, then try again: it holds Stripe's script back.
    ConsentNeeded,
    /// Try again by hand: Stripe's form did not open.
    FormUnavailable,
    /// Stripe did not take the session: a fresh one usually helps.
    SessionNotTaken,
    /// Reload the page.
    Crashed,
}

impl ProblemKind {
    /// The word hosts know it by.
    pub fn name(self) -> &'static str {
        match self {
            ProblemKind::SignedOut => "signed-out",
            ProblemKind::Forbidden => "forbidden",
            ProblemKind::NotFound => "not-found",
            ProblemKind::NotEnabled => "not-enabled",
            ProblemKind::Disconnected => "disconnected",
            ProblemKind::UnsettledConflict => "conflict",
            ProblemKind::ProviderFault => "provider-fault",
            ProblemKind::Busy => "busy",
            ProblemKind::ServiceFault => "service-fault",
            ProblemKind::Slow => "slow",
            ProblemKind::Refused => "refused",
            ProblemKind::Offline => "offline",
            ProblemKind::Unreachable => "unreachable",
            ProblemKind::Intercepted => "intercepted",
            ProblemKind::Garbled => "garbled",
            ProblemKind::FormBlocked => "form-blocked",
            ProblemKind::ConsentNeeded => "consent-needed",
            ProblemKind::FormUnavailable => "form-unavailable",
            ProblemKind::SessionNotTaken => "session-not-taken",
            ProblemKind::Crashed => "crashed",
        }
    }

    /// Whether it says something about the account, or the person's access to it, that trying again does not
    /// change.
    pub fn is_about_the_account(self) -> bool {
        matches!(
            self,
            ProblemKind::Forbidden
                | ProblemKind::NotFound
                | ProblemKind::NotEnabled
                | ProblemKind::Disconnected
        )
    }
}

/// What may happen without the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Nothing: only the person or the host can change it.
    Terminal,
    /// Trying again, within the limits of `flow`.
    Retry,
    /// Asking the host for fresh credentials, once.
    NeedsSignIn,
    /// Trying again, slowly: what came back was not an answer.
    BadAnswer,
}

/// A trace id to quote to support. Safe to show: nothing but `0-9`, `a-f` and hyphens, at most 64 of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupportReference(Box<str>);

impl SupportReference {
    /// The reference as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Classifies a failure of `endpoint`. `now` turns a `Retry-After` date into a wait.
pub fn classify(endpoint: Endpoint, failure: &Failure, now: Timestamp) -> Problem {
    use {Class::*, ProblemKind::*};
    let (kind, class) = match failure {
        Failure::Answered { http, body, .. } => answered(endpoint, *http, body.as_ref()),
        Failure::Redirected => (SignedOut, NeedsSignIn),
        Failure::Unreachable { offline: true } => (Offline, Retry),
        Failure::Unreachable { offline: false } => (Unreachable, Retry),
        Failure::TimedOut => (Slow, Retry),
        Failure::NotJson => (Intercepted, BadAnswer),
        Failure::Empty | Failure::Malformed | Failure::TooLarge | Failure::Unreadable(_) => {
            (Garbled, BadAnswer)
        }
        Failure::UnusableSecret => (FormUnavailable, BadAnswer),
        Failure::Script(ScriptFailure::InitFailed) => (FormUnavailable, Retry),
        Failure::Script(ScriptFailure::HeldBack) => (ConsentNeeded, Terminal),
        Failure::Script(_) => (FormBlocked, Retry),
        Failure::Form(error) => match error {
            LoadErrorType::AccountSessionCreateError | LoadErrorType::AuthenticationError => {
                (SessionNotTaken, Retry)
            }
            LoadErrorType::RenderError => (FormBlocked, Terminal),
            LoadErrorType::ApiConnectionError
            | LoadErrorType::ApiError
            | LoadErrorType::RateLimitError => (FormUnavailable, Terminal),
            LoadErrorType::InvalidRequestError | LoadErrorType::Unknown => (Refused, Terminal),
        },
        Failure::Crashed => (Crashed, Terminal),
    };
    let (mut wait, mut reference, mut status) = (None, None, None);
    if let Failure::Answered {
        http,
        retry_after,
        body,
    } = failure
    {
        status = Some(*http);
        wait = retry_after
            .as_deref()
            .filter(|_| class == Retry)
            .and_then(|header| answer::wait_for(header, now));
        reference = body.as_ref().and_then(answer::support_reference);
    }
    Problem {
        kind,
        class,
        retry_after: wait,
        http: status,
        reference,
    }
}

/// Settles a [`ProblemKind::UnsettledConflict`] by what the status endpoint says. It stays unsettled where the
/// account exists and is connected: then trying again is all there is.
pub fn settle(account: &Account) -> ProblemKind {
    match account.state {
        State::Disconnected => ProblemKind::Disconnected,
        State::NotStarted => ProblemKind::NotEnabled,
        // These three cannot be without an account, whatever else is missing.
        State::Active | State::Restricted | State::Rejected => ProblemKind::UnsettledConflict,
        _ if account.account_id_known => ProblemKind::UnsettledConflict,
        _ => ProblemKind::NotEnabled,
    }
}

fn answered(endpoint: Endpoint, http: u16, body: Option<&Value>) -> (ProblemKind, Class) {
    use {Class::*, ProblemKind::*};
    match http {
        401 | 300..=399 => (SignedOut, NeedsSignIn),
        403 => (Forbidden, Terminal),
        404 => (NotFound, Terminal),
        409 => {
            let said = body.and_then(|body| {
                answer::code_in(
                    body,
                    &[
                        ("PaymentAccount.NotEnabled", NotEnabled),
                        ("PaymentAccount.Disconnected", Disconnected),
                    ],
                )
            });
            (said.unwrap_or(UnsettledConflict), Terminal)
        }
        429 => (Busy, Retry),
        408 | 425 => (ServiceFault, Retry),
        400..=499 => (Refused, Terminal),
        // The session endpoint declares 502 for this alone, so a problem document is enough; elsewhere, and
        // from a gateway without one, a 502 is anybody's.
        502 => {
            let problem = body.is_some_and(|body| {
                endpoint == Endpoint::Session && matches!(body, Value::Object(_))
                    || answer::code_in(body, &[("PaymentAccount.ProviderError", ProviderFault)])
                        .is_some()
            });
            (if problem { ProviderFault } else { ServiceFault }, Retry)
        }
        // RFC 6585: the network, not the service, wants a sign-in.
        511 => (Intercepted, BadAnswer),
        500..=599 => (ServiceFault, Retry),
        _ => (Garbled, BadAnswer),
    }
}
