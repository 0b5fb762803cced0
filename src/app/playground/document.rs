//! What the service would send in each of the playground's states: small documents, made up.

use serde::Serialize;

/// `PaymentAccountResponse`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Document {
    status: String,
    provider: Option<&'static str>,
    account_id: Option<&'static str>,
    capabilities: Option<Capabilities>,
}

/// `PaymentAccountCapabilities`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Capabilities {
    details_submitted: bool,
    charges_enabled: bool,
    payouts_enabled: bool,
    currently_due: Vec<String>,
    past_due: Vec<String>,
    disabled_reason: &'static str,
}

const HALF_WAY: &[&str] = &[
    "directors.first_name",
    "directors.last_name",
    "external_account",
    "owners.first_name",
    "owners.last_name",
    "representative.verification.document",
    "tos_acceptance.date",
    "tos_acceptance.ip",
];

/// The document of the state of this name.
pub(super) fn document(name: &str) -> Document {
    let overdue = &["company.tax_id", "representative.verification.document"];
    match name {
        "not-started" => account("NotStarted", [false; 3], &[], &[], ""),
        "overdue" => account(
            "Restricted",
            [true, false, false],
            overdue,
            overdue,
            "requirements.past_due",
        ),
        "needed-now" | "just-this" => account(
            "Restricted",
            [true, true, false],
            &[
                "external_account",
                "owners.dob.day",
                "owners.dob.month",
                "owners.dob.year",
            ],
            &[],
            "",
        ),
        "several-people" => account(
            "Restricted",
            [true, true, false],
            &[
                "person_1Qa.dob.day",
                "person_1Qa.dob.month",
                "person_1Qb.verification.document",
                "person_1Qb.email",
                "person_1Qc.address.city",
                "person_1Qc.address.line1",
            ],
            &["person_1Qb.verification.document"],
            "requirements.past_due",
        ),
        "under-review" | "no-change" => account(
            "OnboardingInProgress",
            [true, false, false],
            &[],
            &[],
            "requirements.pending_verification",
        ),
        "extra-checks" => account(
            "Restricted",
            [true, true, false],
            &["interv_1Q.supportability.support"],
            &[],
            "under_review",
        ),
        "active" | "turned-off" => account("Active", [true; 3], &[], &[], ""),
        "more-soon" => account(
            "Active",
            [true; 3],
            &["company.verification.document", "representative.phone"],
            &[],
            "",
        ),
        "payouts-off" => account(
            "Active",
            [true, true, false],
            &["external_account"],
            &[],
            "",
        ),
        "both-off" => account("Active", [true, false, false], &[], &[], ""),
        "limited" => account("Restricted", [true, true, false], &[], &[], "other"),
        "platform" => account(
            "Restricted",
            [true, false, false],
            &[],
            &[],
            "platform_paused",
        ),
        "rejected" => account("Rejected", [true, false, false], &[], &[], "rejected.other"),
        "appealable" => account(
            "Rejected",
            [true, false, false],
            &["interv_1Q.rejection_appeal.form"],
            &[],
            "rejected.other",
        ),
        "disconnected" => account("Disconnected", [true, false, false], &[], &[], ""),
        "not-enabled" => without_account("NotStarted", None),
        "not-stripe" => without_account("Active", Some("Manual")),
        "unknown-state" => account("PendingApproval", [true, false, false], &[], &[], ""),
        "resume-further" => account(
            "OnboardingInProgress",
            [false; 3],
            &[
                "external_account",
                "representative.verification.document",
                "tos_acceptance.date",
            ],
            &[],
            "",
        ),
        "turned-on" => account(
            "OnboardingInProgress",
            [true, false, false],
            &[],
            &[],
            "requirements.pending_verification",
        ),
        "many" | "many-but-one" => {
            let fields = ["dob.day", "email", "first_name", "last_name"];
            let codes: Vec<String> = (0..500)
                .flat_map(|person| fields.map(|field| format!("person_{person:04}.{field}")))
                .collect();
            let fewer = usize::from(name == "many-but-one");
            let codes: Vec<&str> = codes.iter().skip(fewer).map(String::as_str).collect();
            account("OnboardingInProgress", [false; 3], &codes, &[], "")
        }
        "hostile" => hostile(),
        // The states of the form and of the network stand on a half-finished account.
        _ => account("OnboardingInProgress", [false; 3], HALF_WAY, &[], ""),
    }
}

/// Markup, controls that turn text around, nothing at all in many characters, and far too much.
fn hostile() -> Document {
    let codes = [
        "<img src=x onerror=alert(1)>".to_owned(),
        "\u{202e}txet desrever".to_owned(),
        "a\u{200b}b\u{200d}\u{feff}c".to_owned(),
        "👩‍👩‍👧‍👦".repeat(40),
        "company.".to_owned() + &"x".repeat(10_000),
        "W".repeat(500),
        "javascript:alert(1)".to_owned(),
        "person_</script><script>alert(1)</script>.dob.day".to_owned(),
    ];
    Document {
        status: "<script>alert(1)</script>\u{202e}".repeat(40),
        provider: Some("Stripe"),
        account_id: Some("acct_\u{202e}1"),
        capabilities: Some(Capabilities {
            details_submitted: true,
            charges_enabled: false,
            payouts_enabled: false,
            currently_due: codes.to_vec(),
            past_due: Vec::new(),
            disabled_reason: "<b>rejected-not</b>",
        }),
    }
}

/// A document with details submitted, payments and payouts so.
fn account(
    state: &str,
    [details_submitted, charges_enabled, payouts_enabled]: [bool; 3],
    due: &[&str],
    past_due: &[&str],
    disabled_reason: &'static str,
) -> Document {
    let codes = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
    Document {
        status: state.to_owned(),
        provider: Some("Stripe"),
        account_id: Some("acct_1"),
        capabilities: Some(Capabilities {
            details_submitted,
            charges_enabled,
            payouts_enabled,
            currently_due: codes(due),
            past_due: codes(past_due),
            disabled_reason,
        }),
    }
}

/// A document of an organisation that has no account at Stripe.
fn without_account(state: &str, provider: Option<&'static str>) -> Document {
    Document {
        status: state.to_owned(),
        provider,
        account_id: None,
        capabilities: None,
    }
}
