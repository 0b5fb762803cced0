//! The status document of `GET /organisations/{id}/payment-account/status`, read tolerantly.
//!
//! Decides what each member says, or that it says nothing: no member is required, enums are open, a missing
//! boolean is not `false`, and a member of the wrong type counts as absent. Refuses only what is no object or
//! is about another organisation. Does not judge what the facts mean: that is [`super::situation`].
//!
//! Limits: unknown names are cut at 2,000 characters, each list of codes at 2,000 entries (a body of 64 KiB
//! holds hardly more).

use std::{borrow::Cow, collections::BinaryHeap, sync::Arc};
use uuid::Uuid;

use super::{timestamp::Timestamp, value::Value};

/// An organisation's payment account, as the status endpoint describes it (`PaymentAccountResponse`).
///
/// Holds neither Stripe's account id nor the text of a disabled reason: what is not kept cannot leak.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Who handles the payments. `None` before Dolfin has chosen one.
    pub provider: Option<Provider>,
    /// Dolfin's summary of where the account stands.
    pub state: State,
    /// Whether the provider has an account for the organisation (`accountId`); it has none before *enable*.
    pub account_id_known: bool,
    /// What Stripe allows and asks for. `None` when not known, which is not the same as "nothing".
    pub capabilities: Option<Capabilities>,
    /// When payments were enabled in Dolfin. Enabled is not active.
    pub enabled_at: Option<Timestamp>,
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
    /// A state this version does not know; empty when there was none. Never read as Active, never as an end.
    Unknown(Box<str>),
}

/// `PaymentProvider`, an enumeration that has already grown once. Only Stripe has a form to fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Provider {
    /// Card payments through a connected account.
    Stripe,
    /// Payments recorded by hand.
    Manual,
    /// Open-banking payments.
    Yapily,
    /// A provider this version does not know.
    Unknown(Box<str>),
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
    /// Stripe's `requirements.currently_due`, as sent: order and duplicates kept.
    pub currently_due: Vec<Code>,
    /// Stripe's `requirements.past_due`; normally a subset of `currently_due`.
    pub past_due: Vec<Code>,
    /// Why Stripe disabled something, as far as it changes what a person is told.
    pub disabled_reason: Option<DisabledReason>,
}

/// One requirement code of Stripe's, such as `company.tax_id`. An address for machines, never shown as text.
///
/// Shared, not copied: a reading goes through several hands, and two thousand codes would be copied in each.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(Arc<str>);

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

/// Reads a status document that answers a question about the organisation `asked`.
///
/// # Errors
///
/// Refuses what is not an object, and what names another organisation; a document that names none is accepted.
pub fn read(body: &Value, asked: Uuid) -> Result<Account, Unreadable> {
    if !matches!(body, Value::Object(_)) {
        return Err(Unreadable::WrongShape);
    }
    if let Some(id) = text(body, "organisationId")
        && Uuid::try_parse(id) != Ok(asked)
    {
        return Err(Unreadable::OtherOrganisation);
    }
    Ok(Account {
        provider: body.get("provider").and_then(Provider::read),
        state: State::read(body.get("status")),
        account_id_known: text(body, "accountId").is_some(),
        capabilities: body.get("capabilities").and_then(Capabilities::read),
        enabled_at: body.get("enabledAt").and_then(Timestamp::read),
    })
}

impl Account {
    /// Whether Stripe asks for so much that a page needs a while to show it. Most accounts have a dozen codes.
    pub fn is_long(&self) -> bool {
        const LONG: usize = 200;
        let due = |known: &Capabilities| known.currently_due.len() + known.past_due.len();
        self.capabilities
            .as_ref()
            .is_some_and(|known| due(known) > LONG)
    }

    /// Whether Stripe has rejected it, by Dolfin's state or by Stripe's reason.
    pub fn is_rejected(&self) -> bool {
        let capabilities = self.capabilities.as_ref();
        self.state == State::Rejected
            || capabilities.and_then(|capabilities| capabilities.disabled_reason)
                == Some(DisabledReason::Rejected)
    }
}

impl State {
    /// The API's spelling; `Unknown` when the document had none.
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

    fn read(value: Option<&Value>) -> State {
        // A number is no state: taken as an ordinal, 2 would be Active.
        let name = value.and_then(Value::text).unwrap_or_default();
        [
            State::NotStarted,
            State::OnboardingInProgress,
            State::Active,
            State::Restricted,
            State::Rejected,
            State::Disconnected,
        ]
        .into_iter()
        .find(|state| state.name().eq_ignore_ascii_case(name))
        .unwrap_or_else(|| State::Unknown(cut(name).into()))
    }
}

impl Provider {
    fn read(value: &Value) -> Option<Provider> {
        let Some(name) = value.text() else {
            return Some(Provider::Unknown("".into()));
        };
        Some(match name {
            "" => return None,
            name if name.eq_ignore_ascii_case("Stripe") => Provider::Stripe,
            name if name.eq_ignore_ascii_case("Manual") => Provider::Manual,
            name if name.eq_ignore_ascii_case("Yapily") => Provider::Yapily,
            name => Provider::Unknown(cut(name).into()),
        })
    }
}

impl Capabilities {
    /// Whether payments and payouts are known to be on.
    pub fn both_on(&self) -> bool {
        self.charges_enabled == Some(true) && self.payouts_enabled == Some(true)
    }

    fn read(value: &Value) -> Option<Capabilities> {
        let truth = |name| value.get(name).and_then(Value::truth);
        let codes = |name| value.get(name).map(codes).unwrap_or_default();
        matches!(value, Value::Object(_)).then(|| Capabilities {
            charges_enabled: truth("chargesEnabled"),
            payouts_enabled: truth("payoutsEnabled"),
            details_submitted: truth("detailsSubmitted"),
            currently_due: codes("currentlyDue"),
            past_due: codes("pastDue"),
            disabled_reason: text(value, "disabledReason").map(DisabledReason::read),
        })
    }
}

impl DisabledReason {
    fn read(reason: &str) -> DisabledReason {
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

impl Code {
    /// Takes a code as the API spelt it.
    pub fn new(code: &str) -> Code {
        Code(cut(code).into())
    }

    /// The API's spelling.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Two lists as one, in alphabetical order, each code once.
    pub(super) fn sorted(some: &[Code], more: &[Code]) -> Vec<Code> {
        let [some, more] = [some, more].map(Code::in_order);
        let mut sorted = Vec::with_capacity(some.len() + more.len());
        let mut more = more.iter().peekable();
        for code in some.iter() {
            while let Some(earlier) = more.next_if(|other| *other < code) {
                sorted.push(earlier.clone());
            }
            more.next_if_eq(&code);
            sorted.push(code.clone());
        }
        sorted.extend(more.cloned());
        sorted
    }

    /// What is in order already, as Stripe's lists are, stays as it is; the rest goes through a heap, which is a tenth
    /// of the code of `slice::sort`.
    fn in_order(codes: &[Code]) -> Cow<'_, [Code]> {
        if codes.is_sorted_by(|code, next| code < next) {
            return codes.into();
        }
        let mut sorted = BinaryHeap::from(codes.to_vec()).into_sorted_vec();
        sorted.dedup();
        sorted.into()
    }
}

/// The most codes kept of one list.
pub const MOST_CODES: usize = 2_000;

/// Null, one text for a list, and items that are no texts have all been seen; an empty text asks for nothing. A text
/// of several lines holds a code in each.
fn codes(value: &Value) -> Vec<Code> {
    let items = match value {
        Value::Text(_) => std::slice::from_ref(value),
        _ => value.items(),
    };
    let texts = items.iter().filter_map(Value::text);
    let lines = texts.flat_map(|text| text.split('\n'));
    lines
        .filter(|line| !line.trim().is_empty())
        .take(MOST_CODES)
        .map(Code::new)
        .collect()
}

/// A member that is a text with something in it.
fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value
        .get(name)
        .and_then(Value::text)
        .filter(|text| !text.is_empty())
}

/// At most 2,000 characters of `text`.
fn cut(text: &str) -> &str {
    const LONGEST: usize = 2_000;
    if text.len() <= LONGEST {
        // It has no more characters than bytes.
        return text;
    }
    let end = text.char_indices().nth(LONGEST);
    end.and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}
