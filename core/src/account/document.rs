//! The status document of `GET /organisations/{id}/payment-account/status`, read tolerantly.
//!
//! Decides what each member says, or that it says nothing: no member is required, enums are open, a missing
//! boolean is not `false`, a member of the wrong type is not known, and a list that cannot be read is not an empty one.
//! Refuses only what is no object or is about another organisation. Does not judge what the facts mean: that is
//! [`super::situation`].
//!
//! Limits: at most [`MOST_CODES`] codes of a list; an unknown state's name is kept only where it is at most 40 ASCII
//! letters.

mod code;
#[cfg(test)]
mod tests;

pub use code::{Code, MOST_CODES};

use code::CodeList;
use serde::{Deserialize, Deserializer};
use uuid::Uuid;

use crate::tolerant::{known, named};

/// An organisation's payment account, as the status endpoint describes it (`PaymentAccountResponse`).
///
/// Holds neither Stripe's account id nor the text of a disabled reason: what is not kept cannot leak.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Who handles the payments. `None` before Dolfin has chosen one, and where it is not known.
    pub provider: Option<Provider>,
    /// Dolfin's summary of where the account stands.
    pub state: State,
    /// Whether the provider has an account for the organisation (`accountId`); it has none before *enable*.
    pub account_id_known: bool,
    /// What Stripe allows and asks for. `None` when not known, which is not the same as "nothing".
    pub capabilities: Option<Capabilities>,
}

/// `PaymentAccountState`: Dolfin's six states, and any it may add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody has begun.
    NotStarted,
    /// Stripe's form has been opened, or Stripe is checking what was sent.
    OnboardingInProgress,
    /// Dolfin counts the account as usable. Not a promise that payments and payouts are both on.
    Active,
    /// Stripe limits the account.
    Restricted,
    /// Stripe will not support the account.
    Rejected,
    /// The account is no longer connected; the integration must be reset before onboarding again.
    Disconnected,
    /// A state this version does not know: up to 40 letters, or empty where there was none or it is no name. Never
    /// read as Active, never as an end.
    Unknown(Box<str>),
}

/// `PaymentProvider`, an enumeration that has already grown once. Only Stripe has a form to fill in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provider {
    /// Card payments through a connected account.
    Stripe,
    /// Payments recorded by hand.
    Manual,
    /// Open-banking payments.
    Yapily,
    /// A provider this version does not know, by a name. (A number is no name, and so no other provider.)
    Unknown,
}

/// `PaymentAccountCapabilities`: what Stripe allows, and what it still asks for. The names are those of Stripe's
/// account object, <https://docs.stripe.com/api/accounts/object>.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// Stripe's `charges_enabled`: the account can take payments. `None` when not known.
    pub charges_enabled: Option<bool>,
    /// Stripe's `payouts_enabled`: money can be paid out. `None` when not known.
    pub payouts_enabled: Option<bool>,
    /// Stripe's `details_submitted`: onboarding was sent once. Submitted is not verified.
    pub details_submitted: Option<bool>,
    /// Stripe's `requirements.currently_due`, as sent: order and duplicates kept. Nothing where it is missing.
    pub currently_due: Vec<Code>,
    /// Stripe's `requirements.past_due`; normally a subset of `currently_due`.
    pub past_due: Vec<Code>,
    /// One of the lists, or a part of it, could not be read: more may be due than the lists say.
    pub more_may_be_due: bool,
    /// Why Stripe disabled something, as far as it changes what a person is told.
    pub disabled_reason: Option<DisabledReason>,
}

/// Stripe's `requirements.disabled_reason`, by what a person may be told about it.
///
/// The values are in <https://docs.stripe.com/connect/handling-api-verification> and in Stripe's SDKs; the set
/// grows. This is an allow-list: only reasons that are safe and useful to tell have a meaning of their own. `listed` is
/// deliberately the same as any other check, every `rejected.*` the same as any other rejection, and the text
/// is dropped here, so it can reach no page, event or log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisabledReason {
    /// `requirements.past_due`: information is overdue.
    PastDue,
    /// `requirements.fields_needed`, `pending.onboarding`: information is needed.
    InformationNeeded,
    /// `requirements.pending_verification`, `under_review`, `pending.review`, `listed`: Stripe is checking.
    Checking,
    /// `rejected.*`: Stripe has decided.
    Rejected,
    /// `action_required.requested_capabilities`, `platform_paused`, `platform_disabled`: the platform must act.
    Platform,
    /// Any other reason, known or not.
    Other,
}

/// Why a well-formed answer cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Not a JSON object.
    WrongShape,
    /// About another organisation than the one asked for.
    OtherOrganisation,
}

/// `PaymentAccountResponse`, as it comes.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct PaymentAccountResponse {
    #[serde(deserialize_with = "known")]
    organisation_id: Option<String>,
    #[serde(deserialize_with = "named")]
    provider: Option<Provider>,
    #[serde(deserialize_with = "known")]
    account_id: Option<String>,
    #[serde(deserialize_with = "named")]
    status: Option<State>,
    #[serde(deserialize_with = "known")]
    capabilities: Option<PaymentAccountCapabilities>,
}

/// `PaymentAccountCapabilities`, as it comes.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct PaymentAccountCapabilities {
    #[serde(deserialize_with = "known")]
    charges_enabled: Option<bool>,
    #[serde(deserialize_with = "known")]
    payouts_enabled: Option<bool>,
    #[serde(deserialize_with = "known")]
    details_submitted: Option<bool>,
    #[serde(deserialize_with = "codes")]
    currently_due: CodeList,
    #[serde(deserialize_with = "codes")]
    past_due: CodeList,
    #[serde(deserialize_with = "named")]
    disabled_reason: Option<DisabledReason>,
}

/// A list of codes; of the wrong type it is none, and may hold anything.
fn codes<'de, D: Deserializer<'de>>(list: D) -> Result<CodeList, D::Error> {
    let list: Option<CodeList> = known(list)?;
    Ok(list.unwrap_or(CodeList {
        codes: Vec::new(),
        is_partial: true,
    }))
}

/// Reads a status document that answers a question about the organisation `asked`.
///
/// # Errors
///
/// Refuses what is not an object, and what names another organisation; a document that names none is accepted.
pub fn read<'de>(body: impl Deserializer<'de>, asked: Uuid) -> Result<Account, Unreadable> {
    let said = PaymentAccountResponse::deserialize(body).map_err(|_| Unreadable::WrongShape)?;
    let is_something = |text: &String| !text.is_empty();
    if let Some(id) = said.organisation_id.filter(is_something)
        && Uuid::try_parse(&id) != Ok(asked)
    {
        return Err(Unreadable::OtherOrganisation);
    }
    Ok(Account {
        provider: said.provider,
        state: said.status.unwrap_or(State::Unknown("".into())),
        account_id_known: said.account_id.is_some_and(|id| !id.is_empty()),
        capabilities: said.capabilities.map(|said| Capabilities {
            charges_enabled: said.charges_enabled,
            payouts_enabled: said.payouts_enabled,
            details_submitted: said.details_submitted,
            more_may_be_due: said.currently_due.is_partial || said.past_due.is_partial,
            currently_due: said.currently_due.codes,
            past_due: said.past_due.codes,
            disabled_reason: said.disabled_reason,
        }),
    })
}

impl Account {
    /// Whether Stripe has rejected it, by Dolfin's state or by Stripe's reason.
    pub fn is_rejected(&self) -> bool {
        let capabilities = self.capabilities.as_ref();
        self.state == State::Rejected
            || capabilities.and_then(|capabilities| capabilities.disabled_reason)
                == Some(DisabledReason::Rejected)
    }
}

impl Capabilities {
    /// Whether payments and payouts are known to be on.
    pub fn both_on(&self) -> bool {
        self.charges_enabled == Some(true) && self.payouts_enabled == Some(true)
    }
}

impl State {
    /// The API's spelling; `Unknown` when the document had none that looks like a name.
    pub fn name(&self) -> &str {
        match self {
            State::NotStarted => "NotStarted",
            State::OnboardingInProgress => "OnboardingInProgress",
            State::Active => "Active",
            State::Restricted => "Restricted",
            State::Rejected => "Rejected",
            State::Disconnected => "Disconnected",
            State::Unknown(name) if name.is_empty() => "Unknown",
            State::Unknown(name) => name,
        }
    }
}

impl From<&str> for State {
    fn from(name: &str) -> State {
        let known = [
            State::NotStarted,
            State::OnboardingInProgress,
            State::Active,
            State::Restricted,
            State::Rejected,
            State::Disconnected,
        ];
        let found = known
            .into_iter()
            .find(|state| state.name().eq_ignore_ascii_case(name));
        found.unwrap_or_else(|| {
            // It goes out to hosts, into attributes and reports: nothing that could be anything else than a name.
            let is_name = name.len() <= 40 && name.bytes().all(|byte| byte.is_ascii_alphabetic());
            State::Unknown(if is_name { name.into() } else { "".into() })
        })
    }
}

impl From<&str> for Provider {
    fn from(name: &str) -> Provider {
        match name {
            name if name.eq_ignore_ascii_case("Stripe") => Provider::Stripe,
            name if name.eq_ignore_ascii_case("Manual") => Provider::Manual,
            name if name.eq_ignore_ascii_case("Yapily") => Provider::Yapily,
            _ => Provider::Unknown,
        }
    }
}

impl From<&str> for DisabledReason {
    fn from(reason: &str) -> DisabledReason {
        match reason {
            "requirements.past_due" => DisabledReason::PastDue,
            "requirements.fields_needed" | "pending.onboarding" => {
                DisabledReason::InformationNeeded
            }
            "requirements.pending_verification" | "under_review" | "listed" | "pending.review" => {
                DisabledReason::Checking
            }
            "action_required.requested_capabilities" | "platform_paused" | "platform_disabled" => {
                DisabledReason::Platform
            }
            // The set grows; the prefix is its stable part.
            reason if reason.starts_with("rejected") => DisabledReason::Rejected,
            _ => DisabledReason::Other,
        }
    }
}
