//! What tabs say to each other, as values that a `BroadcastChannel` can carry.
//!
//! Decides the format, and what of it is believed. Anything on the page's origin can speak on the channel, so a
//! message of another shape, version or organisation, or from the future, is not heard. A message holds what the
//! status document says and times; no secret, token, person or account id. Both are read by the same reader.
//!
//! Ages travel as moments of the wall clock, the one clock that tabs share: a message that waited in a queue
//! does not seem younger. Its step between sending and reading spoils one message.

use super::tabs::{Heard, Note};
use crate::account::{
    document::{self, Account, Capabilities, Code, DisabledReason, Provider},
    timestamp::Timestamp,
    value::Value,
};
use std::time::Duration;
use uuid::Uuid;

/// The format's version. Tabs with different builds may be open at the same time.
const VERSION: f64 = 2.0;
/// No message asks for more patience than this: a read is planned, or held, five minutes ahead at most.
const LONGEST: f64 = 400_000.0;
/// Wall clocks are read a moment apart.
const TOLERANCE: f64 = 50.0;

/// The name of channel and lock for one API, organisation and person: what the name differs in is never shared.
///
/// `person` is hashed, so that it can be read in no list of locks. (FNV-1a is no secret-keeping hash; the name is
/// only ever seen within the origin.)
pub fn name(api: &str, organisation: Uuid, person: &str) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    // Between the parts stands a byte that no text holds.
    for byte in api.bytes().chain([0xff]).chain(person.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    let id = organisation.as_u128() ^ u128::from(hash) << 64 ^ u128::from(hash.rotate_left(17));
    let id = Uuid::from_u128(id).to_string();
    ["dolfin-payment-account/2/", &id].concat()
}

/// Writes what this tab has to say about `organisation`, at `wall` milliseconds of the wall clock.
pub fn write(heard: &Heard, organisation: Uuid, wall: f64) -> Value {
    let mut members = vec![("v", Value::Number(VERSION))];
    if let Heard::Note(note) = heard {
        let ms = |wait: Duration| Value::Number(wait.as_millis() as f64);
        members.push(("at", Value::Number(wall - note.age.as_millis() as f64)));
        members.push(("waiting", ms(note.waiting)));
        members.push(("hold", ms(note.hold)));
        members.extend(note.next.map(|next| ("next", ms(next))));
        let account = note.account.as_ref();
        members.extend(account.map(|account| ("account", document(account, organisation))));
    }
    object(members)
}

/// Reads what another tab said about `organisation`, at `wall` milliseconds of the wall clock.
pub fn read(message: &Value, organisation: Uuid, wall: f64) -> Option<Heard> {
    let number = |name| match message.get(name) {
        Some(Value::Number(number)) if number.is_finite() => Some(*number),
        _ => None,
    };
    if number("v") != Some(VERSION) {
        return None;
    }
    let Some(at) = number("at") else {
        return (message.get("account").is_none()).then_some(Heard::Leaving);
    };
    let age = wall - at;
    if age < -TOLERANCE {
        return None;
    }
    let wait = |name| number(name).map(|ms| Duration::from_millis(ms.clamp(0.0, LONGEST) as u64));
    let account = match message.get("account") {
        // Another tab's answer about another organisation, or about none, is no answer.
        Some(account) if account.get("organisationId").is_some() => {
            Some(document::read(account, organisation).ok()?)
        }
        Some(_) => return None,
        None => None,
    };
    Some(Heard::Note(Note {
        account,
        age: Duration::from_millis(age.max(0.0) as u64),
        next: wait("next"),
        waiting: Duration::from_millis(number("waiting")?.max(0.0) as u64),
        hold: wait("hold")?,
    }))
}

/// The account as a status document that reads as the same account again.
fn document(account: &Account, organisation: Uuid) -> Value {
    let mut members = vec![
        ("organisationId", Value::Text(organisation.to_string())),
        ("status", text(account.state.name())),
    ];
    let provider = account.provider.as_ref().map(|provider| match provider {
        Provider::Stripe => "Stripe",
        Provider::Manual => "Manual",
        Provider::Yapily => "Yapily",
        Provider::Unknown(name) => name,
    });
    members.extend(provider.map(|provider| ("provider", text(provider))));
    // That there is one is worth knowing; which one is not.
    members.extend(
        account
            .account_id_known
            .then(|| ("accountId", text("known"))),
    );
    let capabilities = account.capabilities.as_ref();
    members.extend(capabilities.map(|known| ("capabilities", self::capabilities(known))));
    let enabled_at = account.enabled_at;
    members
        .extend(enabled_at.map(|Timestamp(ms)| ("enabledAt", Value::Number(ms as f64 / 1000.0))));
    object(members)
}

fn capabilities(known: &Capabilities) -> Value {
    let truth = |is| Value::Bool(is);
    // One text, a code a line: two thousand would each be copied by itself, here and in every tab that hears it.
    let codes = |codes: &[Code]| {
        let lines: Vec<&str> = codes.iter().map(Code::as_str).collect();
        Value::Text(lines.join("\n"))
    };
    let reason = known.disabled_reason.map(|reason| match reason {
        DisabledReason::PastDue => "requirements.past_due",
        DisabledReason::InformationNeeded => "requirements.fields_needed",
        DisabledReason::Checking => "requirements.pending_verification",
        DisabledReason::Rejected => "rejected",
        DisabledReason::Platform => "platform_paused",
        DisabledReason::Other => "other",
    });
    let mut members = vec![
        ("currentlyDue", codes(&known.currently_due)),
        ("pastDue", codes(&known.past_due)),
    ];
    members.extend(
        known
            .charges_enabled
            .map(|is| ("chargesEnabled", truth(is))),
    );
    members.extend(
        known
            .payouts_enabled
            .map(|is| ("payoutsEnabled", truth(is))),
    );
    members.extend(
        known
            .details_submitted
            .map(|is| ("detailsSubmitted", truth(is))),
    );
    members.extend(reason.map(|reason| ("disabledReason", text(reason))));
    object(members)
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

fn object(members: Vec<(&str, Value)>) -> Value {
    let members = members.into_iter();
    Value::Object(members.map(|(name, value)| (name.into(), value)).collect())
}
