//! What is no answer: a failed request, a script, a form, a clock.

use super::BOTH;
use crate::account::document::Unreadable;
use crate::account::problem::{
    Class, Failure, LoadErrorType, Problem, ProblemKind, ScriptFailure, classify,
};

#[test]
fn e13_e14_e15_e16_e17_e18_e21_e22_e23_e25_e26_e27_e28_e29_e30_what_is_no_answer() {
    use {Class::*, ProblemKind::*};
    for (failure, kind, class) in [
        (Failure::Redirected, SignedOut, NeedsSignIn),
        (Failure::NotJson, Intercepted, BadAnswer),
        (Failure::Empty, Garbled, BadAnswer),
        (Failure::Malformed, Garbled, BadAnswer),
        (
            Failure::Unreadable(Unreadable::WrongShape),
            Garbled,
            BadAnswer,
        ),
        (
            Failure::Unreadable(Unreadable::OtherOrganisation),
            Garbled,
            BadAnswer,
        ),
        (Failure::TooLarge, Garbled, BadAnswer),
        (Failure::Unreachable { offline: true }, Offline, Retry),
        (Failure::Unreachable { offline: false }, Unreachable, Retry),
        (Failure::TimedOut, Slow, Retry),
        (Failure::UnusableSecret, FormUnavailable, BadAnswer),
        (Failure::UnusableToken, Misconfigured, Terminal),
        (Failure::Script(ScriptFailure::Blocked), FormBlocked, Retry),
        (Failure::Script(ScriptFailure::Stalled), FormBlocked, Retry),
        (Failure::Script(ScriptFailure::NoGlobal), FormBlocked, Retry),
        (
            Failure::Script(ScriptFailure::HeldBack),
            ConsentNeeded,
            Terminal,
        ),
        (
            Failure::Script(ScriptFailure::InitFailed),
            FormUnavailable,
            Retry,
        ),
        (
            Failure::Form(LoadErrorType::ApiConnectionError),
            FormUnavailable,
            Terminal,
        ),
        (
            Failure::Form(LoadErrorType::ApiError),
            FormUnavailable,
            Terminal,
        ),
        (
            Failure::Form(LoadErrorType::RateLimitError),
            FormUnavailable,
            Terminal,
        ),
        (
            Failure::Form(LoadErrorType::RenderError),
            FormBlocked,
            Terminal,
        ),
        (
            Failure::Form(LoadErrorType::AccountSessionCreateError),
            SessionNotTaken,
            Retry,
        ),
        (
            Failure::Form(LoadErrorType::AuthenticationError),
            AuthenticationFailed,
            Retry,
        ),
        (Failure::FormSilent, FormSilent, Terminal),
        (
            Failure::Form(LoadErrorType::InvalidRequestError),
            Refused,
            Terminal,
        ),
        (Failure::Form(LoadErrorType::Unknown), Refused, Terminal),
        (Failure::Crashed, Crashed, Terminal),
    ] {
        for endpoint in BOTH {
            let expected = Problem {
                kind,
                class,
                retry_after: None,
                http: None,
                reference: None,
            };
            assert_eq!(classify(endpoint, &failure), expected, "{failure:?}");
        }
    }
}
