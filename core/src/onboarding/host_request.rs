//! Requests to the host page: what only the host can do for the person, such as signing in.

use crate::account::situation::Action;

/// A request to the page the component stands in. It carries nothing but its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostRequest {
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

impl HostRequest {
    /// What of an action only the host can do, if anything.
    pub fn of(action: Action) -> Option<HostRequest> {
        match action {
            Action::SignIn => Some(HostRequest::SignIn),
            Action::Enable => Some(HostRequest::Enable),
            Action::Reset => Some(HostRequest::Reset),
            Action::ContactSupport => Some(HostRequest::Support),
            _ => None,
        }
    }

    /// The word hosts know it by.
    pub fn name(self) -> &'static str {
        match self {
            HostRequest::SignIn => "sign-in",
            HostRequest::Enable => "enable",
            HostRequest::Reset => "reset",
            HostRequest::Support => "support",
            HostRequest::HostedLink => "hosted-link",
            HostRequest::Open => "open",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_hosts_know_them_by_are_these() {
        use HostRequest::*;
        let names = [SignIn, Enable, Reset, Support, HostedLink, Open].map(HostRequest::name);
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
            (SignIn, Some(HostRequest::SignIn)),
            (Enable, Some(HostRequest::Enable)),
            (Reset, Some(HostRequest::Reset)),
            (ContactSupport, Some(HostRequest::Support)),
            (Start, None),
            (Continue, None),
            (ProvideOverdue, None),
            (Provide, None),
            (Appeal, None),
            (UpdateDetails, None),
            (CheckNow, None),
            (Retry, None),
        ] {
            assert_eq!(HostRequest::of(action), request, "{action:?}");
        }
    }
}
