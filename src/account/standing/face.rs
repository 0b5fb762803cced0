//! What each situation looks like: turn, tone, words, actions. One table, so that it can be read as one.

use super::{Action, Facts, FormOutcome, Situation, Standing, Tone, Turn, judge};
use crate::{
    account::{document::Provider, problem::ProblemKind},
    words::Phrase as P,
};

pub(super) fn of(situation: Situation, facts: &Facts) -> Standing {
    use {Action as A, Situation as S, Tone::*, Turn::*};
    let left = facts.form == FormOutcome::Left;
    let asks = facts.account.is_some_and(judge::asks);
    let (turn, tone, headline, explanation, (primary, secondary)) = match situation {
        S::Loading => (
            Unknown,
            Neutral,
            P::LoadingHead,
            P::LoadingText,
            (None, None),
        ),
        S::NotStarted => (
            You,
            Neutral,
            P::NotStartedHead,
            P::NotStartedText,
            (Some(A::Start), None),
        ),
        S::Resume => {
            let text = if left {
                P::ResumeLeftText
            } else {
                P::ResumeText
            };
            (You, Warning, P::ResumeHead, text, (Some(A::Continue), None))
        }
        S::Overdue => (
            You,
            Danger,
            P::OverdueHead,
            P::OverdueText,
            (Some(A::ProvideOverdue), None),
        ),
        S::NeededNow => (
            You,
            Warning,
            P::NeededHead,
            P::NeededText,
            (Some(A::Provide), None),
        ),
        S::UnderReview => {
            let text = if left {
                P::ReviewLeftText
            } else {
                P::ReviewText
            };
            (
                Stripe,
                Pending,
                P::ReviewHead,
                text,
                (None, Some(A::CheckNow)),
            )
        }
        S::ExtraChecks => {
            let actions = (None, Some(A::ContactSupport));
            (
                Stripe,
                Warning,
                P::ExtraChecksHead,
                P::ExtraChecksText,
                actions,
            )
        }
        S::Active => (
            Nobody,
            Success,
            P::ActiveHead,
            P::ActiveText,
            (None, Some(A::UpdateDetails)),
        ),
        S::ActiveMoreSoon => (
            You,
            Warning,
            P::MoreSoonHead,
            P::MoreSoonText,
            (Some(A::Provide), None),
        ),
        S::ActiveUnconfirmed => {
            let actions = (None, Some(A::CheckNow));
            (
                Nobody,
                Neutral,
                P::UnconfirmedHead,
                P::UnconfirmedText,
                actions,
            )
        }
        S::PaymentsOnly | S::PayoutsOnly | S::BothOff | S::PartlyOff => {
            let headline = match situation {
                S::PaymentsOnly => P::PaymentsOnlyHead,
                S::PayoutsOnly => P::PayoutsOnlyHead,
                S::BothOff => P::BothOffHead,
                _ => P::PartlyOffHead,
            };
            if asks {
                let actions = (Some(A::Provide), None);
                (You, Warning, headline, P::OffNeededText, actions)
            } else {
                let actions = (None, Some(A::CheckNow));
                (Stripe, Warning, headline, P::OffCheckingText, actions)
            }
        }
        S::Limited => {
            let actions = (Some(A::Continue), Some(A::CheckNow));
            (Unknown, Warning, P::LimitedHead, P::LimitedText, actions)
        }
        S::Rejected => (
            Support,
            Danger,
            P::RejectedHead,
            P::RejectedText,
            (None, Some(A::ContactSupport)),
        ),
        S::Appealable => {
            let actions = (Some(A::Appeal), Some(A::ContactSupport));
            (You, Danger, P::RejectedHead, P::AppealText, actions)
        }
        S::Disconnected => (
            Host,
            Danger,
            P::DisconnectedHead,
            P::DisconnectedText,
            (Some(A::Reset), None),
        ),
        S::NotEnabled => (
            Host,
            Neutral,
            P::NotEnabledHead,
            P::NotEnabledText,
            (Some(A::Enable), None),
        ),
        S::NotStripe => {
            let text = match facts.account.and_then(|account| account.provider.as_ref()) {
                Some(Provider::Manual) => P::ManualText,
                Some(Provider::Yapily) => P::YapilyText,
                _ => P::OtherProviderText,
            };
            (Nobody, Neutral, P::NotStripeHead, text, (None, None))
        }
        S::PlatformAction => {
            let secondary = asks.then_some(A::Provide);
            let actions = (Some(A::ContactSupport), secondary);
            (Support, Neutral, P::PlatformHead, P::PlatformText, actions)
        }
        S::Unknown => {
            let actions = (Some(A::Continue), Some(A::CheckNow));
            (Unknown, Neutral, P::UnknownHead, P::UnknownText, actions)
        }
        S::Forbidden => (
            Administrator,
            Warning,
            P::ForbiddenHead,
            P::ForbiddenText,
            (None, Some(A::Retry)),
        ),
        S::NotFound => (
            Support,
            Danger,
            P::NotFoundHead,
            P::NotFoundText,
            (None, Some(A::ContactSupport)),
        ),
        S::SignedOut => (
            You,
            Warning,
            P::SignedOutHead,
            P::SignedOutText,
            (Some(A::SignIn), None),
        ),
        S::Offline => (
            Unknown,
            Warning,
            P::OfflineHead,
            P::OfflineText,
            (Some(A::Retry), None),
        ),
        S::Unreachable => (
            Unknown,
            Warning,
            P::UnreachableHead,
            P::UnreachableText,
            (Some(A::Retry), None),
        ),
        S::Intercepted => (
            You,
            Warning,
            P::InterceptedHead,
            P::InterceptedText,
            (Some(A::Retry), None),
        ),
        S::Busy => (
            Unknown,
            Warning,
            P::BusyHead,
            P::BusyText,
            (Some(A::Retry), None),
        ),
        S::ServiceFault => (
            Unknown,
            Warning,
            P::ServiceFaultHead,
            P::ServiceFaultText,
            (Some(A::Retry), None),
        ),
        S::ProviderFault => (
            Stripe,
            Warning,
            P::ProviderFaultHead,
            P::ProviderFaultText,
            (Some(A::Retry), None),
        ),
        S::Refused => (
            Support,
            Danger,
            P::RefusedHead,
            P::RefusedText,
            (Some(A::ContactSupport), None),
        ),
        S::Garbled => {
            let actions = (Some(A::Retry), Some(A::ContactSupport));
            (Unknown, Warning, P::GarbledHead, P::GarbledText, actions)
        }
        S::FormUnavailable => {
            let text = match facts.problem.map(|problem| problem.kind) {
                Some(ProblemKind::FormBlocked) => P::FormBlockedText,
                _ => P::FormUnavailableText,
            };
            (
                Unknown,
                Warning,
                P::FormUnavailableHead,
                text,
                (Some(A::Retry), None),
            )
        }
        S::Crashed => {
            let actions = (Some(A::Retry), Some(A::ContactSupport));
            (Support, Danger, P::CrashedHead, P::CrashedText, actions)
        }
    };
    Standing {
        situation,
        turn,
        tone,
        headline,
        explanation,
        primary,
        secondary,
    }
}
