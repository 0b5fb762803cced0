//! Maps each situation, turn, action, change, subject and urgency to its phrase.
//!
//! One table between what [`account`](crate::account) judges and the wording. A sentence is true of every account that
//! comes to its situation: what is on and what is off is in the situation's name.

#[cfg(test)]
mod tests;

use super::phrase::Phrase as P;
use crate::account::{
    diff::Change,
    requirement::{Resolution, Subject, Urgency},
    situation::{Action, Rest, Situation, Turn},
};

/// One line: where things stand.
#[rustfmt::skip]
pub fn headline(situation: Situation) -> P {
    use Situation as S;
    match situation {
        S::NotStarted => P::NotStartedHead,
        S::Resume | S::LeftUnfinished => P::ResumeHead,
        S::Overdue | S::OverdueToStayOn => P::OverdueHead,
        S::NeededNow => P::NeededHead,
        S::NeededToStayOn => P::MoreSoonHead,
        S::UnderReview | S::JustSent => P::ReviewHead,
        S::ExtraChecks => P::ExtraChecksHead,
        S::Active | S::OnChecking | S::OnLimited | S::OnUnconfirmed => P::ActiveHead,
        S::ActiveUnconfirmed => P::UnconfirmedHead,
        S::PaymentsOnly(_) => P::PaymentsOnlyHead,
        S::PayoutsOnly(_) | S::PayoutsAlone => P::PayoutsOnlyHead,
        S::BothOff(_) => P::BothOffHead,
        S::PartlyOff(_) => P::PartlyOffHead,
        S::Limited | S::LimitedUnclear => P::LimitedHead,
        S::Rejected | S::Appealable => P::RejectedHead,
        S::Disconnected => P::DisconnectedHead,
        S::NotEnabled => P::NotEnabledHead,
        S::Manual | S::Yapily | S::OtherProvider => P::NotStripeHead,
        S::Platform | S::PlatformAndYou => P::PlatformHead,
        S::UnderWay | S::UnderWayUnclear => P::UnderWayHead,
        S::Settling => P::SettlingHead,
        S::Unsettled => P::UnsettledHead,
        S::Forbidden => P::ForbiddenHead,
        S::NotFound => P::NotFoundHead,
        S::SignedOut => P::SignedOutHead,
        S::Loading => P::LoadingHead,
        S::Offline => P::OfflineHead,
        S::Unreachable => P::UnreachableHead,
        S::Intercepted => P::InterceptedHead,
        S::Busy => P::BusyHead,
        S::ServiceFault => P::ServiceFaultHead,
        S::ProviderFault => P::ProviderFaultHead,
        S::Refused => P::RefusedHead,
        S::Garbled => P::GarbledHead,
        S::FormUnavailable | S::FormBlocked | S::ConsentNeeded => P::FormUnavailableHead,
        S::FormAuthentication => P::FormAuthenticationHead,
        S::FormSilent => P::FormSilentHead,
        S::Misconfigured => P::MisconfiguredHead,
        S::Crashed => P::CrashedHead,
    }
}

/// What it means, and what happens if nothing is done.
#[rustfmt::skip]
pub fn explanation(situation: Situation) -> P {
    use Situation as S;
    match situation {
        S::NotStarted => P::NotStartedText,
        S::Resume => P::ResumeText,
        S::LeftUnfinished => P::ResumeLeftText,
        S::Overdue => P::OverdueText,
        S::OverdueToStayOn => P::OverdueToStayOnText,
        S::NeededNow => P::NeededText,
        S::NeededToStayOn => P::MoreSoonText,
        S::UnderReview => P::ReviewText,
        S::JustSent => P::ReviewLeftText,
        S::ExtraChecks => P::ExtraChecksText,
        S::Active | S::PayoutsAlone => P::ActiveText,
        S::ActiveUnconfirmed => P::UnconfirmedText,
        S::OnChecking => P::OnCheckingText,
        S::OnLimited => P::OnLimitedText,
        S::OnUnconfirmed => P::OnUnconfirmedText,
        S::PaymentsOnly(rest) | S::PayoutsOnly(rest) | S::BothOff(rest) | S::PartlyOff(rest) => match rest {
            Rest::Needed => P::OffNeededText,
            Rest::Nothing => P::OffCheckingText,
            Rest::Unclear => P::OffUnclearText,
        },
        S::Limited => P::LimitedText,
        S::LimitedUnclear => P::LimitedUnclearText,
        S::Rejected => P::RejectedText,
        S::Appealable => P::AppealText,
        S::Disconnected => P::DisconnectedText,
        S::NotEnabled => P::NotEnabledText,
        S::Manual => P::ManualText,
        S::Yapily => P::YapilyText,
        S::OtherProvider => P::OtherProviderText,
        S::Platform => P::PlatformText,
        S::PlatformAndYou => P::PlatformAndYouText,
        S::UnderWay => P::UnderWayText,
        S::UnderWayUnclear => P::UnderWayUnclearText,
        S::Settling => P::SettlingText,
        S::Unsettled => P::UnsettledText,
        S::Forbidden => P::ForbiddenText,
        S::NotFound => P::NotFoundText,
        S::SignedOut => P::SignedOutText,
        S::Loading => P::LoadingText,
        S::Offline => P::OfflineText,
        S::Unreachable => P::UnreachableText,
        S::Intercepted => P::InterceptedText,
        S::Busy => P::BusyText,
        S::ServiceFault => P::ServiceFaultText,
        S::ProviderFault => P::ProviderFaultText,
        S::Refused => P::RefusedText,
        S::Garbled => P::GarbledText,
        S::FormUnavailable => P::FormUnavailableText,
        S::FormBlocked => P::FormBlockedText,
        S::ConsentNeeded => P::FormConsentText,
        S::FormAuthentication => P::FormAuthenticationText,
        S::FormSilent => P::FormSilentText,
        S::Misconfigured => P::MisconfiguredText,
        S::Crashed => P::CrashedText,
    }
}

/// Whose turn it is.
pub fn turn(turn: Turn, situation: Situation) -> P {
    match (turn, situation) {
        (Turn::You, _) => P::TurnYou,
        (Turn::Stripe, _) => P::TurnStripe,
        (Turn::Administrator, _) => P::TurnAdministrator,
        (Turn::Host, _) => P::TurnHost,
        (Turn::Support, _) => P::TurnSupport,
        (Turn::Nobody, Situation::Active) => P::TurnNobody,
        (Turn::Nobody, _) => P::TurnNobodyElse,
        (Turn::Unknown, Situation::Settling) => P::Loading,
        (Turn::Unknown, _) => P::TurnUnknown,
    }
}

/// The label of an action's button: the outcome, not "click here".
pub fn action(action: Action) -> P {
    match action {
        Action::Start => P::ActionStart,
        Action::Continue => P::ActionContinue,
        Action::ProvideOverdue => P::ActionProvideOverdue,
        Action::Provide => P::ActionProvide,
        Action::Appeal => P::ActionAppeal,
        Action::UpdateDetails => P::ActionUpdateDetails,
        Action::CheckNow => P::ActionCheckNow,
        Action::Retry => P::ActionRetry,
        Action::SignIn => P::ActionSignIn,
        Action::Enable => P::ActionEnable,
        Action::Reset => P::ActionReset,
        Action::ContactSupport => P::ActionContactSupport,
    }
}

/// The sentence that tells a change; [`Change::count`] fills its `{count}`.
pub fn change(change: Change) -> P {
    match change {
        Change::Rejected => P::ChangeRejected,
        Change::Disconnected => P::ChangeDisconnected,
        Change::PaymentsOff => P::ChangePaymentsOff,
        Change::PayoutsOff => P::ChangePayoutsOff,
        Change::Overdue(_) => P::ChangeOverdue,
        Change::Active => P::ChangeActive,
        Change::PaymentsOn => P::ChangePaymentsOn,
        Change::PayoutsOn => P::ChangePayoutsOn,
        Change::Submitted => P::ChangeSubmitted,
        Change::AskedAgain(_) => P::ChangeAskedAgain,
        Change::Asked(_) => P::ChangeAsked,
        Change::Answered(_) => P::ChangeAnswered,
        Change::Left(_) => P::ChangeLeft,
        Change::NothingLeft => P::ChangeNothingLeft,
        Change::Other => P::ChangeOther,
    }
}

/// The heading of a subject's questions; [`Subject::number`] fills the `{number}` of a person.
pub fn subject(subject: Subject) -> P {
    match subject {
        Subject::Business => P::SubjectBusiness,
        Subject::Individual => P::SubjectIndividual,
        Subject::Representative => P::SubjectRepresentative,
        Subject::Owner => P::SubjectOwner,
        Subject::Director => P::SubjectDirector,
        Subject::Executive => P::SubjectExecutive,
        Subject::Authoriser => P::SubjectAuthoriser,
        Subject::Guardian => P::SubjectGuardian,
        Subject::Person(_) => P::SubjectPerson,
        Subject::SomePerson => P::SubjectSomePerson,
        Subject::BankAccount => P::SubjectBankAccount,
        Subject::Documents => P::SubjectDocuments,
        Subject::Agreements => P::SubjectAgreements,
        Subject::ExtraChecks => P::SubjectExtraChecks,
        Subject::Other => P::SubjectOther,
    }
}

/// How urgent a question is.
pub fn urgency(urgency: Urgency) -> P {
    match urgency {
        Urgency::PastDue => P::UrgencyPastDue,
        Urgency::Due => P::UrgencyDue,
        Urgency::Done => P::UrgencyDone,
    }
}

/// Why a question cannot be answered here, where it cannot.
pub fn resolution(resolution: Resolution) -> Option<P> {
    match resolution {
        Resolution::Form => None,
        Resolution::StripeSupport => Some(P::ResolutionStripeSupport),
        Resolution::Notice => Some(P::ResolutionNotice),
    }
}
