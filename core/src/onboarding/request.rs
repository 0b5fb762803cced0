//! Requests to the host page: what only the host can do for the person, such as signing in.

use crate::account::situation::Action;

/// A request to the page the component stands in. It carries nothing but its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request {
    /// Sign the person in.
    SignIn,
    /// Enable payments: `POST …/payment-account/enable`, by the host's server.
    Enable,
    /// Reset the integration.
    Reset,
    /// Bring the person to the platform's support.
    Support,
    /// Bring the person to Stripe's own page: `POST …/payment-account/link`, by the host's server.
    HostedLink,
    /// Bring the person to the form, which is somewhere else.
    Open,
}

impl Request {
    /// What of an action only the host can do, if anything.
    pub fn of(action: Action) -> Option<Request> {
        match action {
            Action::SignIn => Some(Request::SignIn),
            Action::Enable => Some(Request::Enable),
            Action::Reset => Some(Request::Reset),
            Action::ContactSupport => Some(Request::Support),
            _ => None,
        }
    }

    /// The word hosts know it by.
    pub fn name(self) -> &'static str {
        match self {
            Request::SignIn => "sign-in",
            Request::Enable => "enable",
            Request::Reset => "reset",
            Request::Support => "support",
            Request::HostedLink => "hosted-link",
            Request::Open => "open",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_hosts_know_them_by_are_these() {
        use Request::*;
        let names = [SignIn, Enable, Reset, Support, HostedLink, Open].map(Request::name);
        let expected = [
            "sign-in",
            "enable",
            "reset",
            "support",
            "hosted-link",
            "open",
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn only_what_the_host_alone_can_do_is_asked_of_it() {
        use Action::*;
        for (action, request) in [
            (SignIn, Some(Request::SignIn)),
            (Enable, Some(Request::Enable)),
            (Reset, Some(Request::Reset)),
            (ContactSupport, Some(Request::Support)),
            (Start, None),
            (Continue, None),
            (ProvideOverdue, None),
            (Provide, None),
            (Appeal, None),
            (UpdateDetails, None),
            (CheckNow, None),
            (Retry, None),
        ] {
            assert_eq!(Request::of(action), request, "{action:?}");
        }
    }
}
