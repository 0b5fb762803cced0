//! From facts to a [`Situation`]. Reads top down: what comes first is what a person has to know first.

use super::Situation;
use crate::account::{
    document::{Account, Capabilities, DisabledReason, Provider, State},
    problem::{ProblemKind, settle},
    requirement::{self, Due},
};

/// The situation when nothing is known but a problem.
pub(super) fn problem(kind: ProblemKind) -> Situation {
    match kind {
        ProblemKind::SignedOut => Situation::SignedOut,
        ProblemKind::Forbidden => Situation::Forbidden,
        ProblemKind::NotFound => Situation::NotFound,
        ProblemKind::NotEnabled => Situation::NotEnabled,
        ProblemKind::Disconnected => Situation::Disconnected,
        // Until the status endpoint settles it there is nothing to say.
        ProblemKind::UnsettledConflict => Situation::Loading,
        ProblemKind::ProviderFault => Situation::ProviderFault,
        ProblemKind::Busy => Situation::Busy,
        ProblemKind::ServiceFault | ProblemKind::Slow => Situation::ServiceFault,
        ProblemKind::Refused => Situation::Refused,
        ProblemKind::Offline => Situation::Offline,
        ProblemKind::Unreachable => Situation::Unreachable,
        ProblemKind::Intercepted => Situation::Intercepted,
        ProblemKind::Garbled => Situation::Garbled,
        ProblemKind::FormBlocked
        | ProblemKind::ConsentNeeded
        | ProblemKind::FormUnavailable
        | ProblemKind::SessionNotTaken => Situation::FormUnavailable,
        ProblemKind::Misconfigured => Situation::Misconfigured,
        ProblemKind::Crashed => Situation::Crashed,
    }
}

/// The situation of a known account. Only a problem that is about the account or the access to it counts;
/// any other passes and is shown beside.
pub(super) fn account(account: &Account, problem: Option<ProblemKind>) -> Situation {
    let problem = match problem {
        Some(ProblemKind::UnsettledConflict) => Some(settle(account)),
        problem => problem,
    };
    match problem {
        Some(kind) if kind.is_about_the_account() => self::problem(kind),
        _ => alone(account),
    }
}

/// Whether Stripe's form has something to ask of the person.
pub(super) fn asks(account: &Account) -> bool {
    account.capabilities.as_ref().is_some_and(|capabilities| {
        let due = requirement::due(&capabilities.currently_due, &capabilities.past_due);
        let unsent = capabilities.details_submitted == Some(false);
        due.answerable || unsent || missing(capabilities, &due)
    })
}

/// Whether Stripe's reason speaks of needed information that the lists do not have.
fn missing(capabilities: &Capabilities, due: &Due) -> bool {
    due.nothing && capabilities.disabled_reason == Some(DisabledReason::InformationNeeded)
}

fn alone(account: &Account) -> Situation {
    if !matches!(account.provider, None | Some(Provider::Stripe)) {
        return Situation::NotStripe;
    }
    if account.state == State::Disconnected {
        return Situation::Disconnected;
    }
    let unknown = Capabilities::default();
    let capabilities = account.capabilities.as_ref().unwrap_or(&unknown);
    let due = requirement::due(&capabilities.currently_due, &capabilities.past_due);
    if account.is_rejected() {
        return if due.appeal {
            Situation::Appealable
        } else {
            Situation::Rejected
        };
    }
    let reason = capabilities.disabled_reason;
    let unsent = capabilities.details_submitted != Some(true);
    // Stripe may call everything past due from the first day. Before anybody has begun, that is no news.
    let begun = account.state != State::NotStarted || !unsent;
    // Overdue by reason counts too, unless all that is due is beyond the form.
    let possible = due.answerable || due.nothing;
    if begun && (due.overdue || possible && reason == Some(DisabledReason::PastDue)) {
        return Situation::Overdue;
    }
    if reason == Some(DisabledReason::Platform) {
        return Situation::PlatformAction;
    }
    if !begun {
        return Situation::NotStarted;
    }
    let needed = match account.state {
        _ if !due.answerable && !missing(capabilities, &due) => None,
        State::OnboardingInProgress if unsent => Some(Situation::Resume),
        _ => Some(Situation::NeededNow),
    };
    match account.state {
        State::Active => active(capabilities, needed, &due),
        _ => unfinished(&account.state, capabilities, needed, &due),
    }
}

fn active(capabilities: &Capabilities, needed: Option<Situation>, due: &Due) -> Situation {
    match (capabilities.charges_enabled, capabilities.payouts_enabled) {
        (Some(true), Some(false)) => return Situation::PaymentsOnly,
        (Some(false), Some(true)) => return Situation::PayoutsOnly,
        (Some(false), Some(false)) => return Situation::BothOff,
        (Some(false), None) | (None, Some(false)) => return Situation::PartlyOff,
        (Some(true), Some(true)) if needed.is_some() => return Situation::ActiveMoreSoon,
        _ => {}
    }
    if let Some(needed) = needed {
        return needed;
    }
    if !due.nothing {
        return Situation::ExtraChecks;
    }
    // Active, and yet Stripe says that nothing was submitted, or gives a reason against it.
    if capabilities.details_submitted == Some(false) {
        return Situation::Resume;
    }
    match capabilities.disabled_reason {
        Some(DisabledReason::Checking) => Situation::UnderReview,
        Some(_) => Situation::Limited,
        None if capabilities.both_on() => Situation::Active,
        None => Situation::ActiveUnconfirmed,
    }
}

/// In progress, restricted, of a state this version does not know, or not started and submitted all the same.
fn unfinished(
    state: &State,
    capabilities: &Capabilities,
    needed: Option<Situation>,
    due: &Due,
) -> Situation {
    if let Some(needed) = needed {
        return needed;
    }
    if !due.nothing {
        return Situation::ExtraChecks;
    }
    let reason = capabilities.disabled_reason;
    match capabilities.details_submitted {
        Some(false) => return Situation::Resume,
        _ if reason == Some(DisabledReason::Checking) => return Situation::UnderReview,
        _ if *state == State::Restricted && reason.is_some() => return Situation::Limited,
        Some(true) if *state == State::OnboardingInProgress || !capabilities.both_on() => {
            return Situation::UnderReview;
        }
        _ => {}
    }
    match state {
        State::OnboardingInProgress => Situation::Resume,
        State::Restricted => Situation::Limited,
        _ => Situation::Unknown,
    }
}
