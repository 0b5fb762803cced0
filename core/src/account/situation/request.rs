//! What only the host can do for the person.

use super::Action;

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

impl Action {
    /// What of it only the host can do, if anything.
    pub fn request(self) -> Option<Request> {
        match self {
            Action::SignIn => Some(Request::SignIn),
            Action::Enable => Some(Request::Enable),
            Action::Reset => Some(Request::Reset),
            Action::ContactSupport => Some(Request::Support),
            _ => None,
        }
    }
}
