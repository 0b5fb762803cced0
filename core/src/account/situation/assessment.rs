//! What each situation asks of whom: turn, tone and actions, in one table.

use super::kind::{Rest, Situation};

/// What is to be done, and by whom. Its words are in [`crate::text::wording`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// Where things stand.
    pub situation: Situation,
    /// Who has to act.
    pub turn: Turn,
    /// How serious it is. Never the only sign: the words say it too.
    pub tone: Tone,
    /// The one next thing to do.
    pub primary: Option<Action>,
    /// A quieter alternative.
    pub secondary: Option<Action>,
}

/// Who has to act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The person who reads it.
    You,
    /// Stripe.
    Stripe,
    /// An administrator of the organisation.
    Administrator,
    /// The page the component stands in, at the person's word.
    Host,
    /// The platform's support.
    Support,
    /// Nobody: it is done, or there is nothing to do.
    Nobody,
    /// Not known.
    Unknown,
}

/// How serious it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing is wrong.
    Neutral,
    /// Waiting.
    Pending,
    /// Something should be done.
    Warning,
    /// Something is off or over.
    Danger,
    /// Everything is on.
    Success,
}

/// What a person can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Open the form for the first time.
    Start,
    /// Open the form again.
    Continue,
    /// Open the form for what is overdue.
    ProvideOverdue,
    /// Open the form for what is needed.
    Provide,
    /// Open the form to appeal.
    Appeal,
    /// Open the form although nothing is due.
    UpdateDetails,
    /// Read the status now.
    CheckNow,
    /// Do again what failed.
    Retry,
    /// Ask the host to sign the person in.
    SignIn,
    /// Ask the host to enable payments (`POST …/payment-account/enable`).
    Enable,
    /// Ask the host to reset the integration.
    Reset,
    /// Ask the host for its support.
    ContactSupport,
}

impl Assessment {
    /// The assessment of a situation.
    #[rustfmt::skip]
    pub(super) fn of(situation: Situation) -> Assessment {
        use {Action as A, Situation as S, Tone::*, Turn::*};
        let (turn, tone, primary, secondary) = match situation {
            // Of a known account
            S::NotStarted => (You, Neutral, Some(A::Start), None),
            S::Resume | S::LeftUnfinished => (You, Warning, Some(A::Continue), None),
            S::Overdue | S::OverdueToStayOn => (You, Danger, Some(A::ProvideOverdue), None),
            S::NeededNow | S::NeededToStayOn => (You, Warning, Some(A::Provide), None),
            S::UnderReview | S::JustSent | S::OnChecking => (Stripe, Pending, None, Some(A::CheckNow)),
            S::ExtraChecks => (Stripe, Warning, None, Some(A::ContactSupport)),
            S::Active => (Nobody, Success, None, Some(A::UpdateDetails)),
            S::PayoutsAlone => (Nobody, Neutral, None, Some(A::UpdateDetails)),
            S::ActiveUnconfirmed => (Nobody, Neutral, None, Some(A::CheckNow)),
            S::OnUnconfirmed => (Unknown, Neutral, None, Some(A::CheckNow)),
            S::OnLimited | S::Limited => (Support, Warning, None, Some(A::ContactSupport)),
            S::LimitedUnclear => (Unknown, Warning, Some(A::Continue), Some(A::CheckNow)),
            S::PaymentsOnly(rest) | S::PayoutsOnly(rest) | S::BothOff(rest) | S::PartlyOff(rest) => match rest {
                Rest::Needed => (You, Warning, Some(A::Provide), None),
                Rest::Nothing => (Stripe, Warning, None, Some(A::CheckNow)),
                Rest::Unclear => (Unknown, Warning, Some(A::Continue), Some(A::CheckNow)),
            },
            S::Rejected => (Support, Danger, None, Some(A::ContactSupport)),
            S::Appealable => (You, Danger, Some(A::Appeal), Some(A::ContactSupport)),
            S::Disconnected => (Host, Danger, Some(A::Reset), None),
            S::NotEnabled => (Host, Neutral, Some(A::Enable), None),
            S::Manual | S::Yapily | S::OtherProvider => (Nobody, Neutral, None, None),
            S::Platform => (Support, Neutral, Some(A::ContactSupport), None),
            S::PlatformAndYou => (Support, Neutral, Some(A::ContactSupport), Some(A::Provide)),
            S::UnderWay => (Stripe, Neutral, None, Some(A::CheckNow)),
            S::UnderWayUnclear => (Unknown, Neutral, Some(A::Continue), Some(A::CheckNow)),
            S::Settling | S::Unsettled => (Unknown, Pending, None, Some(A::CheckNow)),

            // Of the access to it
            S::Forbidden => (Administrator, Warning, None, Some(A::Retry)),
            S::NotFound => (Support, Danger, None, Some(A::ContactSupport)),
            S::SignedOut => (You, Warning, Some(A::SignIn), None),

            // Nothing known of it
            S::Loading => (Unknown, Neutral, None, None),
            S::Offline | S::Unreachable | S::Busy | S::ServiceFault => (Unknown, Warning, Some(A::Retry), None),
            S::Intercepted => (You, Warning, Some(A::Retry), None),
            S::ProviderFault => (Stripe, Warning, Some(A::Retry), None),
            S::Refused | S::Misconfigured => (Support, Danger, Some(A::ContactSupport), None),
            S::Garbled => (Unknown, Warning, Some(A::Retry), Some(A::ContactSupport)),
            S::FormUnavailable | S::FormBlocked | S::ConsentNeeded | S::FormSilent => (Unknown, Warning, Some(A::Retry), None),
            S::FormAuthentication => (You, Warning, Some(A::Retry), None),
            S::Crashed => (Support, Danger, Some(A::Retry), Some(A::ContactSupport)),
        };
        Assessment { situation, turn, tone, primary, secondary }
    }
}

impl Turn {
    /// The word in the DOM (`data-turn`).
    pub fn name(self) -> &'static str {
        match self {
            Turn::You => "you",
            Turn::Stripe => "stripe",
            Turn::Administrator => "administrator",
            Turn::Host => "host",
            Turn::Support => "support",
            Turn::Nobody => "nobody",
            Turn::Unknown => "unknown",
        }
    }
}

impl Tone {
    /// The word in the DOM (`data-tone`).
    pub fn name(self) -> &'static str {
        match self {
            Tone::Neutral => "neutral",
            Tone::Pending => "pending",
            Tone::Warning => "warning",
            Tone::Danger => "danger",
            Tone::Success => "success",
        }
    }
}

impl Action {
    /// Whether it needs Stripe's form, and so a session.
    pub fn opens_form(self) -> bool {
        matches!(
            self,
            Action::Start
                | Action::Continue
                | Action::ProvideOverdue
                | Action::Provide
                | Action::Appeal
                | Action::UpdateDetails
        )
    }
}
