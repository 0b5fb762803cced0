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

mod judge;
mod presentation;
mod request;

pub use request::Request;

use super::{document::Account, problem::Problem};
use crate::text::Phrase;

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
pub struct Assessment {
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
    /// Nothing known: a setting of the host's cannot be used.
    Misconfigured,
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

/// Says where things stand. Without an account, the problem alone decides: so a problem that is shown beside a
/// known account is worded by asking for its standing alone.
pub fn assess(facts: &Facts) -> Assessment {
    let situation = match (facts.account, facts.problem) {
        (None, None) => Situation::Loading,
        (None, Some(problem)) => judge::problem(problem.kind),
        (Some(account), problem) => judge::account(account, problem.map(|problem| problem.kind)),
    };
    presentation::of(situation, facts)
}

/// Whether Stripe's form has something to ask, so that a session is worth its request. False for an account
/// that is Active with nothing due, under review, Rejected without an appeal, Disconnected, or not Stripe's.
pub fn wants_form(account: &Account) -> bool {
    let standing = assess(&Facts {
        account: Some(account),
        problem: None,
        form: FormOutcome::NotOpened,
    });
    let asks = |action| matches!(action, Some(action) if Action::opens_form(action));
    asks(standing.primary) || standing.secondary == Some(Action::Provide)
}
