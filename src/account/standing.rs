//! Whose turn it is: what a person is told, and what they can do next.
//!
//! Decides, from one account, the latest problem and what the form last did, the [`Situation`], and with it
//! turn, tone, words and actions. Derives what the API does not say: *under review* is "details submitted,
//! nothing due, not yet on". Where facts contradict each other the more careful reading stands: nothing is *all
//! set* unless the account is Active, both capabilities are on, nothing is due and no reason speaks against it.
//! Leaving Stripe's form is not completing it, and changes no situation.
//!
//! A passing problem never hides a known account: it is shown beside it. Only what the API says about the
//! person's access or the account itself comes first. No date is given, because the API has none.

mod face;

use super::{
    document::{Account, Capabilities, DisabledReason, Provider, State},
    problem::{Problem, ProblemKind, settle},
    requirement::{self, Due},
};
use crate::words::Phrase;

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
    /// The person left it (Stripe's `onExit`), finished or not.
    Left,
}

/// What is shown and offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Where things stand.
    pub situation: Situation,
    /// Who has to act.
    pub turn: Turn,
    /// How serious it is. Never the only sign: the words say it too.
    pub tone: Tone,
    /// One line.
    pub headline: Phrase,
    /// What it means, and what happens if nothing is done.
    pub explanation: Phrase,
    /// The one next thing to do.
    pub primary: Option<Action>,
    /// A quieter alternative.
    pub secondary: Option<Action>,
}

/// Where things stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Situation {
    /// Nothing is known yet.
    Loading,
    /// Nobody has begun.
    NotStarted,
    /// Begun and not submitted.
    Resume,
    /// Information is past due.
    Overdue,
    /// Information is currently due.
    NeededNow,
    /// Everything is submitted and Stripe is checking it. Derived: Dolfin has no word for it.
    UnderReview,
    /// All that is due are checks which Stripe's support or a third party must resolve.
    ExtraChecks,
    /// Active, payments and payouts on, nothing due.
    Active,
    /// Active, payments and payouts on, and something is due to keep them on.
    ActiveMoreSoon,
    /// Active, and whether payments and payouts are on is not known.
    ActiveUnconfirmed,
    /// Active, payments on, payouts off.
    PaymentsOnly,
    /// Active, payouts on, payments off.
    PayoutsOnly,
    /// Active, payments and payouts off.
    BothOff,
    /// Active, one capability off and the other not known.
    PartlyOff,
    /// Limited, and the API does not say why.
    Limited,
    /// Rejected for good, as far as can be seen here.
    Rejected,
    /// Rejected, and Stripe takes an appeal.
    Appealable,
    /// Disconnected: the integration must be reset first.
    Disconnected,
    /// The organisation has no payment account yet.
    NotEnabled,
    /// Payments run through somebody other than Stripe.
    NotStripe,
    /// The platform has to change something.
    PlatformAction,
    /// A state this version does not know.
    Unknown,
    /// The person may not configure payments.
    Forbidden,
    /// There is no such organisation, or not for this person.
    NotFound,
    /// The session at the host has ended.
    SignedOut,
    /// Nothing known: the browser is offline.
    Offline,
    /// Nothing known: the service cannot be reached.
    Unreachable,
    /// Nothing known: the network itself wants a sign-in.
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
    /// Nothing known: the component failed.
    Crashed,
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
    /// The page the component stands in.
    Host,
    /// The platform's support.
    Support,
    /// Nobody: it is done, or there is nothing to do.
    Nobody,
    /// Not known.
    Unknown,
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

    /// The label of its button: the outcome, not "click here".
    pub fn label(self) -> Phrase {
        match self {
            Action::Start => Phrase::ActionStart,
            Action::Continue => Phrase::ActionContinue,
            Action::ProvideOverdue => Phrase::ActionProvideOverdue,
            Action::Provide => Phrase::ActionProvide,
            Action::Appeal => Phrase::ActionAppeal,
            Action::UpdateDetails => Phrase::ActionUpdateDetails,
            Action::CheckNow => Phrase::ActionCheckNow,
            Action::Retry => Phrase::ActionRetry,
            Action::SignIn => Phrase::ActionSignIn,
            Action::Enable => Phrase::ActionEnable,
            Action::Reset => Phrase::ActionReset,
            Action::ContactSupport => Phrase::ActionContactSupport,
        }
    }
}

/// Says where things stand.
pub fn standing(facts: &Facts) -> Standing {
    let situation = situation(facts.account, facts.problem.map(|problem| problem.kind));
    face::of(situation, facts)
}

/// Whether Stripe's form has something to ask, so that a session is worth its request. False for an account
/// that is Active with nothing due, under review, Rejected without an appeal, Disconnected, or not Stripe's.
pub fn wants_form(account: &Account) -> bool {
    let standing = standing(&Facts {
        account: Some(account),
        problem: None,
        form: FormOutcome::NotOpened,
    });
    let opens = |action: Option<Action>| action.is_some_and(Action::opens_form);
    opens(standing.primary)
        || opens(standing.secondary) && standing.secondary != Some(Action::UpdateDetails)
}

fn situation(account: Option<&Account>, problem: Option<ProblemKind>) -> Situation {
    let Some(account) = account else {
        return problem.map_or(Situation::Loading, without_account);
    };
    let problem = match problem {
        Some(ProblemKind::UnsettledConflict) => Some(settle(account)),
        problem => problem,
    };
    match problem {
        Some(ProblemKind::Forbidden) => Situation::Forbidden,
        Some(ProblemKind::NotFound) => Situation::NotFound,
        Some(ProblemKind::NotEnabled) => Situation::NotEnabled,
        Some(ProblemKind::Disconnected) => Situation::Disconnected,
        _ => of_account(account),
    }
}

fn without_account(problem: ProblemKind) -> Situation {
    match problem {
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
        ProblemKind::FormBlocked | ProblemKind::FormUnavailable | ProblemKind::SessionNotTaken => {
            Situation::FormUnavailable
        }
        ProblemKind::Crashed => Situation::Crashed,
    }
}

fn of_account(account: &Account) -> Situation {
    if !matches!(account.provider, None | Some(Provider::Stripe)) {
        return Situation::NotStripe;
    }
    if account.state == State::Disconnected {
        return Situation::Disconnected;
    }
    let unknown = Capabilities::default();
    let capabilities = account.capabilities.as_ref().unwrap_or(&unknown);
    let reason = capabilities.disabled_reason;
    let due = requirement::due(&capabilities.currently_due, &capabilities.past_due);

    if account.state == State::Rejected || reason == Some(DisabledReason::Rejected) {
        return match due.appeal {
            true => Situation::Appealable,
            false => Situation::Rejected,
        };
    }
    // A reason may speak of items which the lists do not have.
    let asked = due.current || due.nothing;
    if due.overdue || reason == Some(DisabledReason::PastDue) && asked {
        return Situation::Overdue;
    }
    if reason == Some(DisabledReason::Platform) {
        return Situation::PlatformAction;
    }
    match account.state {
        State::NotStarted if capabilities.details_submitted != Some(true) => Situation::NotStarted,
        State::Active => active(capabilities, &due),
        _ => unfinished(&account.state, capabilities, &due),
    }
}

fn active(capabilities: &Capabilities, due: &Due) -> Situation {
    match (capabilities.charges_enabled, capabilities.payouts_enabled) {
        (Some(true), Some(false)) => Situation::PaymentsOnly,
        (Some(false), Some(true)) => Situation::PayoutsOnly,
        (Some(false), Some(false)) => Situation::BothOff,
        (Some(false), None) | (None, Some(false)) => Situation::PartlyOff,
        _ if due.current => Situation::ActiveMoreSoon,
        _ if !due.nothing => Situation::ExtraChecks,
        // Active, and yet Stripe gives a reason or says that nothing was submitted.
        _ if capabilities.details_submitted == Some(false) => Situation::Resume,
        _ if capabilities.disabled_reason.is_some() => Situation::Limited,
        (Some(true), Some(true)) => Situation::Active,
        _ => Situation::ActiveUnconfirmed,
    }
}

/// In progress, restricted, of a state this version does not know, or not started and submitted all the same.
fn unfinished(state: &State, capabilities: &Capabilities, due: &Due) -> Situation {
    let in_progress = *state == State::OnboardingInProgress;
    let needed = capabilities.disabled_reason == Some(DisabledReason::InformationNeeded);
    let checking = capabilities.disabled_reason == Some(DisabledReason::Checking);
    match capabilities.details_submitted {
        submitted if due.current || needed && due.nothing => match submitted {
            Some(true) => Situation::NeededNow,
            _ if in_progress => Situation::Resume,
            _ => Situation::NeededNow,
        },
        _ if !due.nothing => Situation::ExtraChecks,
        Some(true) => Situation::UnderReview,
        None if checking => Situation::UnderReview,
        Some(false) => Situation::Resume,
        None => match state {
            State::OnboardingInProgress => Situation::Resume,
            State::Restricted => Situation::Limited,
            _ => Situation::Unknown,
        },
    }
}
