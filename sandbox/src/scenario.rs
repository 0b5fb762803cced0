//! The situations that can be linked to, each an organisation with an id that is easy to remember.
//!
//! Decides only how each one starts; what happens next is decided in [`crate::organisation`]. Ids are stable, because
//! links, tests and screenshots contain them: new scenarios go to the end.

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

/// Name, title, description: one a line, to be read as a table.
#[rustfmt::skip]
const SCENARIOS: [(&str, &str, &str); 25] = [
    ("not-started", "Not started", "A new British company: the whole journey, from the first session to Active."),
    ("resume", "Half-way", "Business and representative are done; owners, directors, bank and ID are not."),
    ("overdue", "Overdue", "Charges and payouts are off, because a deadline has gone by."),
    ("needed-now", "Needed now", "Restricted, with something due but nothing overdue."),
    ("under-review", "Under review", "Everything is handed in; Stripe verifies, and does not finish."),
    ("active", "Active", "Payments and payouts are on; nothing is owed."),
    ("more-soon", "Active, more soon", "Payments and payouts are on, but Stripe asks for something more."),
    ("payouts-off", "Payments on, payouts off", "Customers can pay; the money cannot be paid out yet."),
    ("rejected", "Rejected", "Stripe does not want this business; nothing can be done here."),
    ("appealable", "Rejected, with an appeal", "Stripe has said no, and offers a form to appeal."),
    ("disconnected", "Disconnected", "The link to Stripe was cut; a session answers 409 PaymentAccount.Disconnected."),
    ("not-enabled", "Not enabled", "No payment account yet; a session answers 409 PaymentAccount.NotEnabled."),
    ("forbidden", "Forbidden", "This person may not set up payments: 403 on both endpoints."),
    ("unknown-organisation", "Unknown organisation", "Dolfin does not know it: 404 on both endpoints."),
    ("manual", "Manual", "Payments are recorded by hand; there is no form."),
    ("yapily", "Yapily", "Pay by bank; there is no form."),
    ("provider-error", "Provider error", "Stripe fails while the session is made: 502."),
    ("unknown-state", "Unknown state", "A state nobody has heard of: PendingApproval."),
    ("unknown-provider", "Unknown provider", "A provider nobody has heard of: Adyen."),
    ("uncoded-conflict", "Conflict without a code", "A session answers 409 with a generic title; only the status tells that it is Disconnected."),
    ("sensitive", "Sensitive reason", "Rejected for a reason that must not be shown: rejected.listed."),
    ("several-people", "Several people", "Three named people each owe something, one is overdue."),
    ("many", "Two thousand requirements", "More than anyone should be shown."),
    ("signed-out", "Signed out", "Dolfin wants a bearer token: 401 without one."),
    ("short-session", "Short session", "A session lives five seconds, so the form must ask for another."),
];

/// Every scenario, in the order of the page.
pub fn all() -> impl Iterator<Item = Scenario> {
    const FIRST: u128 = 0x0000_0000_0000_4000_8000_0000_0000_0001;
    (FIRST..)
        .zip(SCENARIOS)
        .map(|(id, (name, title, description))| Scenario {
            name,
            title,
            organisation: Uuid::from_u128(id),
            description,
        })
}

/// The organisation of a scenario's name.
#[must_use]
pub fn named(name: &str) -> Option<Uuid> {
    all()
        .find(|scenario| scenario.name == name)
        .map(|scenario| scenario.organisation)
}

/// How an organisation starts: as its scenario says, or new.
#[must_use]
pub fn start(organisation: Uuid, now: Timestamp) -> Organisation {
    let mut fresh = Organisation::new(now);
    let Some(scenario) = all().find(|scenario| scenario.organisation == organisation) else {
        return fresh;
    };
    let yesterday = now
        .saturating_sub(SignedDuration::from_hours(26))
        .unwrap_or(now);
    fresh.enabled_at = Some(dotnet_date(yesterday));
    // A document with a mistake starts as a new organisation, which the test of all scenarios notices.
    fresh.patched(&document(scenario.name)).unwrap_or(fresh)
}

/// What differs from a new organisation.
fn document(name: &str) -> Value {
    match name {
        "resume" => {
            let owed = half_way();
            account(
                "OnboardingInProgress",
                json!({
                    "currentlyDue": owed,
                    "pastDue": owed,
                    "disabledReason": "requirements.past_due",
                }),
            )
        }
        "overdue" => {
            let owed = ["company.tax_id", "representative.verification.document"];
            account(
                "Restricted",
                json!({
                    "detailsSubmitted": true,
                    "currentlyDue": owed,
                    "pastDue": owed,
                    "disabledReason": "requirements.past_due",
                }),
            )
        }
        "needed-now" => account(
            "Restricted",
            json!({
                "detailsSubmitted": true,
                "chargesEnabled": true,
                "currentlyDue": ["external_account", "owners.dob.day", "owners.dob.month", "owners.dob.year"],
            }),
        ),
        "under-review" => account(
            "OnboardingInProgress",
            json!({
                "detailsSubmitted": true,
                "disabledReason": "requirements.pending_verification",
            }),
        ),
        "active" => account("Active", active([])),
        "more-soon" => account(
            "Active",
            active(["company.verification.document", "representative.phone"]),
        ),
        "payouts-off" => account(
            "Restricted",
            json!({
                "detailsSubmitted": true,
                "chargesEnabled": true,
                "currentlyDue": ["external_account"],
                "pastDue": ["external_account"],
            }),
        ),
        "rejected" => rejected("rejected.other", []),
        "appealable" => rejected(
            "rejected.other",
            ["interv_1SandboxAppeal.rejection_appeal.form"],
        ),
        "sensitive" => rejected("rejected.listed", []),
        "disconnected" => account(
            "Disconnected",
            json!({
                "detailsSubmitted": true,
                "disabledReason": "platform_paused",
            }),
        ),
        "not-enabled" => json!({ "provider": null, "accountId": null, "enabledAt": null }),
        "manual" => json!({ "status": "Active", "provider": "Manual", "accountId": null }),
        "yapily" => json!({ "status": "Active", "provider": "Yapily", "accountId": null }),
        "unknown-state" => account("PendingApproval", json!({ "detailsSubmitted": true })),
        "unknown-provider" => json!({ "status": "OnboardingInProgress", "provider": "Adyen" }),
        "several-people" => account(
            "Restricted",
            json!({
                "detailsSubmitted": true,
                "chargesEnabled": true,
                "currentlyDue": [
                    "person_1QpmE2S1bA2P7JoAztLQ3RV8.dob.day",
                    "person_1QpmE2S1bA2P7JoAztLQ3RV8.dob.month",
                    "person_1QpmE2S1bA2P7JoAztLQ3RV8.dob.year",
                    "person_1QpmF5S1bA2P7JoA0vXw91Kc.verification.document",
                    "person_1QpmGhS1bA2P7JoAN3yRkZ4t.address.city",
                    "person_1QpmGhS1bA2P7JoAN3yRkZ4t.address.line1",
                    "person_1QpmGhS1bA2P7JoAN3yRkZ4t.address.postal_code",
                ],
                "pastDue": ["person_1QpmF5S1bA2P7JoA0vXw91Kc.verification.document"],
                "disabledReason": "requirements.past_due",
            }),
        ),
        "many" => account(
            "OnboardingInProgress",
            json!({ "currentlyDue": two_thousand() }),
        ),
        "forbidden" => json!({ "settings": { "refusal": "Forbidden" } }),
        "unknown-organisation" => json!({ "settings": { "refusal": "NotFound" } }),
        "provider-error" => json!({ "settings": { "refusal": "ProviderError" } }),
        "uncoded-conflict" => {
            json!({ "status": "Disconnected", "settings": { "refusal": "Conflict" } })
        }
        "signed-out" => json!({ "settings": { "token": "*" } }),
        "short-session" => json!({ "settings": { "secretLifetimeMs": 5_000 } }),
        _ => json!({}),
    }
}

fn account(status: &str, capabilities: Value) -> Value {
    json!({ "status": status, "capabilities": capabilities })
}

fn active<const N: usize>(due: [&str; N]) -> Value {
    json!({
        "detailsSubmitted": true,
        "chargesEnabled": true,
        "payoutsEnabled": true,
        "currentlyDue": due.to_vec(),
    })
}

fn rejected<const N: usize>(reason: &str, due: [&str; N]) -> Value {
    let capabilities = json!({
        "detailsSubmitted": true,
        "currentlyDue": due.to_vec(),
        "disabledReason": reason,
    });
    account("Rejected", capabilities)
}

fn half_way() -> Vec<&'static str> {
    let done = [
        Some("business_type"),
        Some("business_details"),
        Some("representative_details"),
    ];
    form::NEW_COMPANY
        .into_iter()
        .filter(|code| !done.contains(&form::step_of(code)))
        .collect()
}

fn two_thousand() -> Vec<String> {
    let fields = ["dob.day", "email", "first_name", "last_name"];
    (0..500)
        .flat_map(|person| fields.map(|field| format!("person_{person:04}Sandbox.{field}")))
        .collect()
}
