//! Whose turn it is, and what can be done next.
//!
//! Decides, from one account, the latest problem and what the form last did, the [`Situation`], and with it turn, tone
//! and actions. The situation of an account comes from one table of `rules`; its words are chosen in
//! [`crate::text::wording`]. Leaving Stripe's form is not completing it, and changes words alone.
//!
//! A passing problem never hides a known account: it is shown beside it. Only what the API says about the
//! person's access or the account itself comes first. No date is given, because the API has none.

mod assessment;
mod kind;
mod rules;
#[cfg(test)]
mod tests;

pub use assessment::{Action, Assessment, Tone, Turn};
pub use kind::{Rest, Situation};

use super::{
    document::Account,
    problem::{Problem, ProblemKind, settle},
};

/// All that is known at one moment.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The last account that was read.
    pub account: Option<&'a Account>,
    /// The latest problem that has not been overcome.
    pub problem: Option<&'a Problem>,
    /// What Stripe's form last did.
    pub form: FormOutcome,
}

/// What Stripe's form last did in this mount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormOutcome {
    /// It has not been opened.
    NotOpened,
    /// It is open.
    Open,
    /// The person left it (Stripe's `onExit`), finished or not, and no answer that was asked for since has come: nothing
    /// is known of what was answered.
    JustLeft,
    /// The same, and the answer that was asked for could not be had.
    LeftUnanswered,
    /// The person left it, and the account is known since.
    Left,
}

/// Says where things stand. Without an account, the problem alone decides: so a problem that is shown beside a
/// known account is assessed by asking for it alone.
pub fn assess(facts: &Facts) -> Assessment {
    let kind = facts.problem.map(|problem| problem.kind);
    Assessment::of(match (facts.account, kind) {
        (None, None) => Situation::Loading,
        (None, Some(kind)) => of_problem(kind),
        (Some(account), kind) => of_account(account, kind, facts.form),
    })
}

/// Whether Stripe's form has something to ask, so that a session is worth its request. False for an account
/// that is Active with nothing due, under review, Rejected without an appeal, Disconnected, or not Stripe's.
pub fn wants_form(account: &Account) -> bool {
    let assessment = Assessment::of(rules::situation(account));
    let actions = [assessment.primary, assessment.secondary].into_iter();
    let asks = |action: Action| action.opens_form() && action != Action::UpdateDetails;
    actions.flatten().any(asks)
}

/// Whether Stripe has a form for the account at all, for whoever asks for it. Not for one that is Rejected without an
/// appeal, Disconnected, not enabled, or not Stripe's.
pub fn has_form(account: &Account) -> bool {
    use Situation::{Disconnected, Manual, NotEnabled, OtherProvider, Rejected, Yapily};
    let situation = rules::situation(account);
    !matches!(
        situation,
        Rejected | Disconnected | NotEnabled | Manual | Yapily | OtherProvider
    )
}

/// Only a problem that is about the account or the access to it counts; any other passes and is shown beside.
fn of_account(account: &Account, problem: Option<ProblemKind>, form: FormOutcome) -> Situation {
    let is_old = matches!(form, FormOutcome::JustLeft | FormOutcome::LeftUnanswered);
    let problem = match problem {
        // What was known before the person left the form settles nothing.
        Some(ProblemKind::UnsettledConflict) if !is_old => Some(settle(account)),
        problem => problem,
    };
    match (problem, form) {
        (Some(kind), _) if kind.is_about_the_account() => of_problem(kind),
        (None, FormOutcome::JustLeft) => Situation::Settling,
        (_, FormOutcome::JustLeft | FormOutcome::LeftUnanswered) => Situation::Unsettled,
        (_, FormOutcome::Left) => match rules::situation(account) {
            Situation::Resume => Situation::LeftUnfinished,
            Situation::UnderReview => Situation::JustSent,
            other => other,
        },
        (_, FormOutcome::NotOpened | FormOutcome::Open) => rules::situation(account),
    }
}

/// The situation when nothing is known but a problem.
fn of_problem(kind: ProblemKind) -> Situation {
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
        ProblemKind::FormBlocked => Situation::FormBlocked,
        ProblemKind::ConsentNeeded => Situation::ConsentNeeded,
        ProblemKind::FormUnavailable | ProblemKind::SessionNotTaken => Situation::FormUnavailable,
        ProblemKind::AuthenticationFailed => Situation::FormAuthentication,
        ProblemKind::FormSilent => Situation::FormSilent,
        ProblemKind::Misconfigured => Situation::Misconfigured,
        ProblemKind::Crashed => Situation::Crashed,
    }
}
