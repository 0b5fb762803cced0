//! The situations one can link to, each an organisation with an id that can be remembered.
//!
//! Decides only how each one starts; what happens then is [`crate::organisation`]'s. Ids are stable: links,
//! tests and screenshots hold them. New scenarios go to the end.

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    form,
    organisation::{Organisation, dotnet_date},
};

/// One situation.
#[derive(Serialize)]
pub struct Scenario {
    /// What tests call it.
    pub name: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// `00000000-0000-4000-8000-…`, numbered from 1.
    pub organisation: Uuid,
    /// What to expect.
    pub description: &'static str,
}

type Row = (&'static str, &'static str, &'static str, fn() -> Value);

/// Name, title, description, and what differs from a new organisation.
const ROWS: [Row; 25] = [
    (
        "not-started",
        "Not started",
        "A new British company: the whole journey, from the first session to Active.",
        || json!({}),
    ),
    (
        "resume",
        "Half-way",
        "Business and representative are done; owners, directors, bank and ID are not.",
        || {
            let done = [
                "business_type",
                "business_details",
                "representative_details",
            ];
            let left = form::NEW_COMPANY
                .into_iter()
                .filter(|code| form::step_of(code).is_none_or(|step| !done.contains(&step)));
            json!({ "status": "OnboardingInProgress", "capabilities": { "currentlyDue": left.collect::<Vec<_>>() } })
        },
    ),
    (
        "overdue",
        "Overdue",
        "Charges and payouts are off, because a deadline has gone by.",
        || {
            let owed = ["company.tax_id", "representative.verification.document"];
            json!({ "status": "Restricted", "capabilities": {
            "detailsSubmitted": true, "currentlyDue": owed, "pastDue": owed, "disabledReason": "requirements.past_due" } })
        },
    ),
    (
        "needed-now",
        "Needed now",
        "Restricted, with something due but nothing overdue.",
        || {
            json!({ "status": "Restricted", "capabilities": {
            "chargesEnabled": true, "detailsSubmitted": true,
            "currentlyDue": ["external_account", "owners.dob.day", "owners.dob.month", "owners.dob.year"] } })
        },
    ),
    (
        "under-review",
        "Under review",
        "Everything is handed in; Stripe verifies, and does not finish.",
        || {
            json!({ "status": "OnboardingInProgress", "capabilities": {
            "detailsSubmitted": true, "disabledReason": "requirements.pending_verification" } })
        },
    ),
    (
        "active",
        "Active",
        "Payments and payouts are on; nothing is owed.",
        || json!({ "status": "Active", "capabilities": active() }),
    ),
    (
        "more-soon",
        "Active, more soon",
        "Payments and payouts are on, but Stripe asks for something more.",
        || {
            let mut capabilities = active();
            set(
                &mut capabilities,
                "currentlyDue",
                json!(["company.verification.document", "representative.phone"]),
            );
            json!({ "status": "Active", "capabilities": capabilities })
        },
    ),
    (
        "payouts-off",
        "Payments on, payouts off",
        "Customers can pay; the money cannot be paid out yet.",
        || {
            json!({ "status": "Restricted", "capabilities": {
            "chargesEnabled": true, "detailsSubmitted": true,
            "currentlyDue": ["external_account"], "pastDue": ["external_account"], "disabledReason": null } })
        },
    ),
    (
        "rejected",
        "Rejected",
        "Stripe does not want this business; nothing can be done here.",
        || json!({ "status": "Rejected", "capabilities": { "detailsSubmitted": true, "disabledReason": "rejected.other" } }),
    ),
    (
        "appealable",
        "Rejected, with an appeal",
        "Stripe has said no, and offers a form to appeal.",
        || {
            json!({ "status": "Rejected", "capabilities": {
            "detailsSubmitted": true, "disabledReason": "rejected.other",
            "currentlyDue": ["interv_1SandboxAppeal.rejection_appeal.form"] } })
        },
    ),
    (
        "disconnected",
        "Disconnected",
        "The link to Stripe was cut; a session answers 409 PaymentAccount.Disconnected.",
        || json!({ "status": "Disconnected", "capabilities": { "detailsSubmitted": true, "disabledReason": "platform_paused" } }),
    ),
    (
        "not-enabled",
        "Not enabled",
        "No payment account yet; a session answers 409 PaymentAccount.NotEnabled.",
        || json!({ "provider": null, "accountId": null, "enabledAt": null }),
    ),
    (
        "forbidden",
        "Forbidden",
        "This person may not set up payments: 403 on both endpoints.",
        || json!({ "settings": { "refusal": "Forbidden" } }),
    ),
    (
        "unknown-organisation",
        "Unknown organisation",
        "Dolfin does not know it: 404 on both endpoints.",
        || json!({ "settings": { "refusal": "NotFound" } }),
    ),
    (
        "manual",
        "Manual",
        "Payments are recorded by hand; there is no form.",
        || json!({ "status": "Active", "provider": "Manual", "accountId": null }),
    ),
    (
        "yapily",
        "Yapily",
        "Pay by bank; there is no form.",
        || json!({ "status": "Active", "provider": "Yapily", "accountId": null }),
    ),
    (
        "provider-error",
        "Provider error",
        "Stripe fails while the session is made: 502.",
        || json!({ "settings": { "refusal": "ProviderError" } }),
    ),
    (
        "unknown-state",
        "Unknown state",
        "A state nobody has heard of: PendingApproval.",
        || json!({ "status": "PendingApproval", "capabilities": { "detailsSubmitted": true } }),
    ),
    (
        "unknown-provider",
        "Unknown provider",
        "A provider nobody has heard of: Adyen.",
        || json!({ "status": "OnboardingInProgress", "provider": "Adyen", "accountId": "ah_1" }),
    ),
    (
        "uncoded-conflict",
        "Conflict without a code",
        "A session answers 409 with a generic title; only the status tells that it is Disconnected.",
        || json!({ "status": "Disconnected", "settings": { "refusal": "Conflict" } }),
    ),
    (
        "sensitive",
        "Sensitive reason",
        "Rejected for a reason that must not be shown: rejected.listed.",
        || json!({ "status": "Rejected", "capabilities": { "detailsSubmitted": true, "disabledReason": "rejected.listed" } }),
    ),
    (
        "several-people",
        "Several people",
        "Three named people each owe something, one is overdue.",
        || {
            json!({ "status": "Restricted", "capabilities": {
            "chargesEnabled": true, "detailsSubmitted": true,
            "currentlyDue": [
                "person_1QpmE2S1bA2P7JoAztLQ3RV8.dob.day", "person_1QpmE2S1bA2P7JoAztLQ3RV8.dob.month",
                "person_1QpmE2S1bA2P7JoAztLQ3RV8.dob.year", "person_1QpmF5S1bA2P7JoA0vXw91Kc.verification.document",
                "person_1QpmGhS1bA2P7JoAN3yRkZ4t.address.line1", "person_1QpmGhS1bA2P7JoAN3yRkZ4t.address.city",
                "person_1QpmGhS1bA2P7JoAN3yRkZ4t.address.postal_code"],
            "pastDue": ["person_1QpmF5S1bA2P7JoA0vXw91Kc.verification.document"],
            "disabledReason": "requirements.past_due" } })
        },
    ),
    (
        "many",
        "Two thousand requirements",
        "More than anyone should be shown.",
        || {
            let people = (0..500).flat_map(|n| {
                ["dob.day", "email", "first_name", "last_name"]
                    .map(|field| format!("person_{n:04}Sandbox.{field}"))
            });
            json!({ "status": "OnboardingInProgress", "capabilities": { "currentlyDue": people.collect::<Vec<_>>() } })
        },
    ),
    (
        "signed-out",
        "Signed out",
        "Dolfin wants a bearer token: 401 without one.",
        || json!({ "settings": { "token": "*" } }),
    ),
    (
        "short-session",
        "Short session",
        "A session lives five seconds, so the form must ask for another.",
        || json!({ "settings": { "secretLifetimeMs": 5_000 } }),
    ),
];

/// Every scenario, in the order of the page.
pub fn all() -> impl Iterator<Item = Scenario> {
    ROWS.iter()
        .enumerate()
        .map(|(index, &(name, title, description, _))| Scenario {
            name,
            title,
            organisation: id(index),
            description,
        })
}

/// How an organisation starts: as its scenario says, or new.
#[must_use]
pub fn start(organisation: Uuid, now: Timestamp) -> Organisation {
    let yesterday = now
        .saturating_sub(SignedDuration::from_hours(26))
        .unwrap_or(now);
    let mut fresh = Organisation::new(now);
    let row = ROWS
        .iter()
        .enumerate()
        .find(|(index, _)| id(*index) == organisation);
    let Some((_, (_, _, _, differs))) = row else {
        return fresh;
    };
    fresh.enabled_at = Some(dotnet_date(yesterday));
    // A scenario that does not fit the document is caught by the test that walks them all.
    fresh.patched(&differs()).unwrap_or(fresh)
}

/// The organisation of a scenario's name.
#[must_use]
pub fn named(name: &str) -> Option<Uuid> {
    all()
        .find(|scenario| scenario.name == name)
        .map(|scenario| scenario.organisation)
}

fn id(index: usize) -> Uuid {
    const FIRST: u128 = 0x0000_0000_0000_4000_8000_0000_0000_0001;
    Uuid::from_u128(FIRST + index as u128)
}

fn active() -> Value {
    json!({ "chargesEnabled": true, "payoutsEnabled": true, "detailsSubmitted": true })
}

fn set(object: &mut Value, name: &str, value: Value) {
    if let Some(members) = object.as_object_mut() {
        members.insert(name.to_owned(), value);
    }
}
