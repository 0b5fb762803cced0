//! What each situation looks like: turn, tone, actions, words. One table, so that it can be read as one.

use super::{Action, Assessment, Facts, FormOutcome, Situation, Tone, Turn, judge};
use crate::{
    account::{document::Provider, problem::ProblemKind},
    text::Phrase as P,
};

#[rustfmt::skip]
pub(super) fn of(situation: Situation, facts: &Facts) -> Assessment {
    use {Action as A, Situation as S, Tone::*, Turn::*};
    let asks = facts.account.is_some_and(judge::asks);
    let left = facts.form == FormOutcome::Left;
    let (turn, tone, primary, secondary, headline, explanation) = match situation {
        // Of a known account
        S::NotStarted => (You, Neutral, Some(A::Start), None, P::NotStartedHead, P::NotStartedText),
        S::Resume if left => (You, Warning, Some(A::Continue), None, P::ResumeHead, P::ResumeLeftText),
        S::Resume => (You, Warning, Some(A::Continue), None, P::ResumeHead, P::ResumeText),
        S::Overdue => (You, Danger, Some(A::ProvideOverdue), None, P::OverdueHead, P::OverdueText),
        S::NeededNow => (You, Warning, Some(A::Provide), None, P::NeededHead, P::NeededText),
        S::UnderReview if left => (Stripe, Pending, None, Some(A::CheckNow), P::ReviewHead, P::ReviewLeftText),
        S::UnderReview => (Stripe, Pending, None, Some(A::CheckNow), P::ReviewHead, P::ReviewText),
        S::ExtraChecks => (Stripe, Warning, None, Some(A::ContactSupport), P::ExtraChecksHead, P::ExtraChecksText),
        S::Active => (Nobody, Success, None, Some(A::UpdateDetails), P::ActiveHead, P::ActiveText),
        S::ActiveMoreSoon => (You, Warning, Some(A::Provide), None, P::MoreSoonHead, P::MoreSoonText),
        S::ActiveUnconfirmed => (Nobody, Neutral, None, Some(A::CheckNow), P::UnconfirmedHead, P::UnconfirmedText),
        S::PaymentsOnly | S::PayoutsOnly | S::BothOff | S::PartlyOff => {
            let headline = match situation {
                S::PaymentsOnly => P::PaymentsOnlyHead,
                S::PayoutsOnly => P::PayoutsOnlyHead,
                S::BothOff => P::BothOffHead,
                _ => P::PartlyOffHead,
            };
            if asks {
                (You, Warning, Some(A::Provide), None, headline, P::OffNeededText)
            } else {
                (Stripe, Warning, None, Some(A::CheckNow), headline, P::OffCheckingText)
            }
        }
        S::Limited => (Unknown, Warning, Some(A::Continue), Some(A::CheckNow), P::LimitedHead, P::LimitedText),
        S::Rejected => (Support, Danger, None, Some(A::ContactSupport), P::RejectedHead, P::RejectedText),
        S::Appealable => (You, Danger, Some(A::Appeal), Some(A::ContactSupport), P::RejectedHead, P::AppealText),
        S::Disconnected => (Host, Danger, Some(A::Reset), None, P::DisconnectedHead, P::DisconnectedText),
        S::NotEnabled => (Host, Neutral, Some(A::Enable), None, P::NotEnabledHead, P::NotEnabledText),
        S::NotStripe => {
            let text = match facts.account.and_then(|account| account.provider) {
                Some(Provider::Manual) => P::ManualText,
                Some(Provider::Yapily) => P::YapilyText,
                _ => P::OtherProviderText,
            };
            (Nobody, Neutral, None, None, P::NotStripeHead, text)
        }
        S::PlatformAction => {
            let provide = asks.then_some(A::Provide);
            (Support, Neutral, Some(A::ContactSupport), provide, P::PlatformHead, P::PlatformText)
        }
        S::Unknown => (Unknown, Neutral, Some(A::Continue), Some(A::CheckNow), P::UnknownHead, P::UnknownText),

        // Of the access to it
        S::Forbidden => (Administrator, Warning, None, Some(A::Retry), P::ForbiddenHead, P::ForbiddenText),
        S::NotFound => (Support, Danger, None, Some(A::ContactSupport), P::NotFoundHead, P::NotFoundText),
        S::SignedOut => (You, Warning, Some(A::SignIn), None, P::SignedOutHead, P::SignedOutText),

        // Nothing known of it
        S::Loading => (Unknown, Neutral, None, None, P::LoadingHead, P::LoadingText),
        S::Offline => (Unknown, Warning, Some(A::Retry), None, P::OfflineHead, P::OfflineText),
        S::Unreachable => (Unknown, Warning, Some(A::Retry), None, P::UnreachableHead, P::UnreachableText),
        S::Intercepted => (You, Warning, Some(A::Retry), None, P::InterceptedHead, P::InterceptedText),
        S::Busy => (Unknown, Warning, Some(A::Retry), None, P::BusyHead, P::BusyText),
        S::ServiceFault => (Unknown, Warning, Some(A::Retry), None, P::ServiceFaultHead, P::ServiceFaultText),
        S::ProviderFault => (Stripe, Warning, Some(A::Retry), None, P::ProviderFaultHead, P::ProviderFaultText),
        S::Refused => (Support, Danger, Some(A::ContactSupport), None, P::RefusedHead, P::RefusedText),
        S::Garbled => (Unknown, Warning, Some(A::Retry), Some(A::ContactSupport), P::GarbledHead, P::GarbledText),
        S::FormUnavailable => {
            let text = match facts.problem.map(|problem| problem.kind) {
                Some(ProblemKind::FormBlocked) => P::FormBlockedText,
                Some(ProblemKind::ConsentNeeded) => P::FormConsentText,
                _ => P::FormUnavailableText,
            };
            (Unknown, Warning, Some(A::Retry), None, P::FormUnavailableHead, text)
        }
        S::Misconfigured => (Support, Danger, None, Some(A::ContactSupport), P::MisconfiguredHead, P::MisconfiguredText),
        S::Crashed => (Support, Danger, Some(A::Retry), Some(A::ContactSupport), P::CrashedHead, P::CrashedText),
    };
    Assessment { situation, turn, tone, headline, explanation, primary, secondary }
}
