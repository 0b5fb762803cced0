//! Every situation there is.

/// Where things stand. Each has its turn, tone and actions in [`super::Assessment`], and its words in
/// [`crate::text::wording`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Situation {
    /// Nobody has begun.
    NotStarted,
    /// Begun and not submitted.
    Resume,
    /// The same, just after the person left the form.
    LeftUnfinished,
    /// Information is past due, and something is off or may be.
    Overdue,
    /// Information is past due, with payments and payouts on.
    OverdueToStayOn,
    /// Information is needed before everything can be on.
    NeededNow,
    /// Information is needed for payments and payouts to stay on.
    NeededToStayOn,
    /// Everything is submitted and Stripe is checking it. Derived: Dolfin has no word for it.
    UnderReview,
    /// The same, just after the person left the form.
    JustSent,
    /// All that is due are checks which Stripe's support or a third party must resolve.
    ExtraChecks,
    /// Active, payments and payouts on, nothing due.
    Active,
    /// Active, and whether payments and payouts are on is not known.
    ActiveUnconfirmed,
    /// Payments and payouts on, and Stripe is still checking.
    OnChecking,
    /// Payments and payouts on, and limited for a reason that nobody gives.
    OnLimited,
    /// Payments and payouts on, and whether more is needed is not known.
    OnUnconfirmed,
    /// Active, payouts on, payments off, and nothing to do: as an account for payouts alone is at its best.
    PayoutsAlone,
    /// Active, payments on, payouts off.
    PaymentsOnly(Rest),
    /// Active, payouts on, payments off.
    PayoutsOnly(Rest),
    /// Active, payments and payouts off.
    BothOff(Rest),
    /// Active, one of the two off and the other not known.
    PartlyOff(Rest),
    /// Limited for a reason that nobody gives, with nothing asked for.
    Limited,
    /// Limited, and what is asked for is not known.
    LimitedUnclear,
    /// Rejected for good, as far as can be seen here.
    Rejected,
    /// Rejected, and Stripe takes an appeal.
    Appealable,
    /// Disconnected: the integration must be reset first.
    Disconnected,
    /// The organisation has no payment account yet.
    NotEnabled,
    /// Payments are recorded by hand.
    Manual,
    /// Payments come by open banking.
    Yapily,
    /// Payments run through a provider this version does not know.
    OtherProvider,
    /// The platform has to change something.
    Platform,
    /// The platform has to change something, and Stripe needs information too.
    PlatformAndYou,
    /// Somewhere on the way, with nothing asked for.
    UnderWay,
    /// Somewhere on the way, and what is asked for is not known.
    UnderWayUnclear,
    /// The person has just left the form, and no answer has been asked for since.
    Settling,
    /// The same, and no answer could be had.
    Unsettled,
    /// The person may not configure payments.
    Forbidden,
    /// There is no such organisation, or not for this person.
    NotFound,
    /// The session at the host has ended.
    SignedOut,
    /// Nothing is known yet.
    Loading,
    /// Nothing known: the browser is offline.
    Offline,
    /// Nothing known: the service cannot be reached.
    Unreachable,
    /// Nothing known: something between here and the service answered.
    Intercepted,
    /// Nothing known: the service is busy.
    Busy,
    /// Nothing known: the service fails or is slow.
    ServiceFault,
    /// Nothing known: Stripe fails.
    ProviderFault,
    /// Nothing known: the service refuses the request.
    Refused,
    /// Nothing known: the answer makes no sense.
    Garbled,
    /// Nothing known: Stripe's form did not open.
    FormUnavailable,
    /// Nothing known: something keeps Stripe's form from loading here.
    FormBlocked,
    /// Nothing known: a consent tool of the page holds Stripe's form back.
    ConsentNeeded,
    /// Nothing known: Stripe could not check who the person is.
    FormAuthentication,
    /// Nothing known: Stripe has drawn nothing of its form.
    FormSilent,
    /// Nothing known: a setting of the host's cannot be used.
    Misconfigured,
    /// Nothing known: the component failed.
    Crashed,
}

/// What is left to do where something of an active account is off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rest {
    /// Information is needed.
    Needed,
    /// Nothing is asked for.
    Nothing,
    /// Whether something is needed is not known.
    Unclear,
}

impl Situation {
    /// Every one, in the order of declaration.
    #[rustfmt::skip]
    pub const ALL: &[Situation] = {
        use {Rest::*, Situation::*};
        &[
            NotStarted, Resume, LeftUnfinished, Overdue, OverdueToStayOn, NeededNow, NeededToStayOn,
            UnderReview, JustSent, ExtraChecks, Active, ActiveUnconfirmed, OnChecking, OnLimited, OnUnconfirmed,
            PayoutsAlone, PaymentsOnly(Needed), PaymentsOnly(Nothing), PaymentsOnly(Unclear),
            PayoutsOnly(Needed), PayoutsOnly(Nothing), PayoutsOnly(Unclear),
            BothOff(Needed), BothOff(Nothing), BothOff(Unclear),
            PartlyOff(Needed), PartlyOff(Nothing), PartlyOff(Unclear),
            Limited, LimitedUnclear, Rejected, Appealable, Disconnected, NotEnabled,
            Manual, Yapily, OtherProvider, Platform, PlatformAndYou, UnderWay, UnderWayUnclear,
            Settling, Unsettled, Forbidden, NotFound, SignedOut, Loading, Offline, Unreachable, Intercepted, Busy,
            ServiceFault, ProviderFault, Refused, Garbled, FormUnavailable, FormBlocked, ConsentNeeded,
            FormAuthentication, FormSilent, Misconfigured, Crashed,
        ]
    };

    /// Whether somebody else than Stripe handles the payments.
    pub fn is_elsewhere(self) -> bool {
        matches!(
            self,
            Situation::Manual | Situation::Yapily | Situation::OtherProvider
        )
    }
}
