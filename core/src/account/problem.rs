//! Everything that can go wrong, classified by what can be done about it.
//!
//! Decides, for what came back from either endpoint or did not, one [`ProblemKind`] (what the person can do), one
//! [`Class`] (what the machine may do), how long the server asks us to wait, and a reference to quote. The HTTP
//! status decides first; an error code only refines it and never contradicts it, because where Dolfin puts the
//! code is undocumented. What is not Dolfin's answer says nothing about this person or organisation, whatever its
//! status. Does not decide how often to try again: that is [`crate::status`].

mod answer;
mod failure;
#[cfg(test)]
mod tests;

pub use answer::{ErrorBody, ErrorDocument, SupportReference, retry_after};
pub use failure::{Endpoint, Failure, LoadErrorType, ScriptFailure};

use answer::ErrorCode;
use std::time::Duration;

use super::document::{Account, State};

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
    /// Look at the network: something between here and the service answered.
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
    /// Allow pop-ups, then try again by hand: Stripe could not check who the person is.
    AuthenticationFailed,
    /// Try again, or wait: Stripe has drawn nothing of its form for long.
    FormSilent,
    /// Contact support: a setting of the host's cannot be used.
    Misconfigured,
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
            ProblemKind::AuthenticationFailed => "authentication-failed",
            ProblemKind::FormSilent => "form-silent",
            ProblemKind::Misconfigured => "misconfigured",
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

/// Classifies a failure of `endpoint`.
pub fn classify(endpoint: Endpoint, failure: &Failure) -> Problem {
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
        Failure::UnusableToken => (Misconfigured, Terminal),
        Failure::Script(ScriptFailure::InitFailed) => (FormUnavailable, Retry),
        Failure::Script(ScriptFailure::HeldBack) => (ConsentNeeded, Terminal),
        Failure::Script(_) => (FormBlocked, Retry),
        Failure::Form(error) => match error {
            LoadErrorType::AccountSessionCreateError => (SessionNotTaken, Retry),
            LoadErrorType::AuthenticationError => (AuthenticationFailed, Retry),
            LoadErrorType::RenderError => (FormBlocked, Terminal),
            LoadErrorType::ApiConnectionError
            | LoadErrorType::ApiError
            | LoadErrorType::RateLimitError => (FormUnavailable, Terminal),
            LoadErrorType::InvalidRequestError | LoadErrorType::Unknown => (Refused, Terminal),
        },
        Failure::FormSilent => (FormSilent, Terminal),
        Failure::Crashed => (Crashed, Terminal),
    };
    let (retry_after, http, body) = match failure {
        Failure::Answered {
            http,
            retry_after,
            body,
        } => (*retry_after, Some(*http), body.as_ref()),
        _ => (None, None, None),
    };
    Problem {
        kind,
        class,
        retry_after: retry_after.filter(|_| class == Retry),
        http,
        reference: match body {
            Some(ErrorBody::Json(document)) => document.reference.clone(),
            _ => None,
        },
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

fn answered(endpoint: Endpoint, http: u16, body: Option<&ErrorBody>) -> (ProblemKind, Class) {
    use {Class::*, ProblemKind::*};
    let codes = match body {
        Some(ErrorBody::Json(document)) => document.codes.as_slice(),
        _ => &[],
    };
    match http {
        429 => (Busy, Retry),
        408 | 425 => (ServiceFault, Retry),
        // Whatever answered, it was not Dolfin: a firewall, a gateway, a captive portal.
        400..=499 if body == Some(&ErrorBody::Foreign) => (Intercepted, BadAnswer),
        401 | 300..=399 => (SignedOut, NeedsSignIn),
        403 => (Forbidden, Terminal),
        404 => (NotFound, Terminal),
        409 => {
            let said = codes.iter().find_map(|code| match code {
                ErrorCode::NotEnabled => Some(NotEnabled),
                ErrorCode::Disconnected => Some(Disconnected),
                ErrorCode::ProviderError => None,
            });
            (said.unwrap_or(UnsettledConflict), Terminal)
        }
        400..=499 => (Refused, Terminal),
        // The session endpoint declares 502 for this alone, so a problem document is enough; elsewhere, and
        // from a gateway without one, a 502 is anybody's.
        502 => {
            let is_dolfins =
                endpoint == Endpoint::Session && matches!(body, Some(ErrorBody::Json(_)));
            let is_stripes = is_dolfins || codes.contains(&ErrorCode::ProviderError);
            (
                if is_stripes {
                    ProviderFault
                } else {
                    ServiceFault
                },
                Retry,
            )
        }
        // RFC 6585: the network, not the service, wants a sign-in.
        511 => (Intercepted, BadAnswer),
        500..=599 => (ServiceFault, Retry),
        _ => (Garbled, BadAnswer),
    }
}
