//! Which step of the form asks for which requirement, and what a new British company is asked.
//!
//! Decides from the code alone. Step names are Stripe's (its documentation of embedded onboarding, `onStepChange`);
//! which code Stripe asks for on which screen is not published, so the mapping is ours.

use serde::Serialize;

/// Everything that is due from a new company in Great Britain, in Stripe's alphabetical order.
///
/// From a real dump of `GET /v1/country_specs/GB`: the minimum, and the representative's photo ID from the
/// additional list, which is asked of nearly everyone.
pub const NEW_COMPANY: [&str; 57] = [
    "business_profile.mcc",
    "business_profile.url",
    "business_type",
    "company.address.city",
    "company.address.line1",
    "company.address.postal_code",
    "company.directors_provided",
    "company.executives_provided",
    "company.name",
    "company.owners_provided",
    "company.phone",
    "company.tax_id",
    "directors.dob.day",
    "directors.dob.month",
    "directors.dob.year",
    "directors.email",
    "directors.first_name",
    "directors.last_name",
    "directors.relationship.title",
    "executives.address.city",
    "executives.address.line1",
    "executives.address.postal_code",
    "executives.dob.day",
    "executives.dob.month",
    "executives.dob.year",
    "executives.email",
    "executives.first_name",
    "executives.last_name",
    "executives.verification.additional_document",
    "executives.verification.document",
    "external_account",
    "owners.address.city",
    "owners.address.line1",
    "owners.address.postal_code",
    "owners.dob.day",
    "owners.dob.month",
    "owners.dob.year",
    "owners.email",
    "owners.first_name",
    "owners.last_name",
    "owners.verification.additional_document",
    "owners.verification.document",
    "representative.address.city",
    "representative.address.line1",
    "representative.address.postal_code",
    "representative.dob.day",
    "representative.dob.month",
    "representative.dob.year",
    "representative.email",
    "representative.first_name",
    "representative.last_name",
    "representative.phone",
    "representative.relationship.executive",
    "representative.relationship.title",
    "representative.verification.document",
    "tos_acceptance.date",
    "tos_acceptance.ip",
];

/// The steps in the order the form walks them.
pub const STEPS: [&str; 9] = [
    "risk_intervention",
    "business_type",
    "business_details",
    "representative_details",
    "owners",
    "directors",
    "external_account",
    "representative_document",
    "summary",
];

/// The step that asks for `code`, or `None` where no form can answer it.
#[must_use]
pub fn step_of(code: &str) -> Option<&'static str> {
    let mut segments = code.split('.');
    let first = segments.next().unwrap_or_default();
    let step = match first {
        "business_type" => "business_type",
        "external_account" | "bank_account" => "external_account",
        "tos_acceptance" => "summary",
        // The account's owner can answer a challenge or a form; the rest is for Stripe or its support.
        _ if first.starts_with("interv_") => {
            return matches!(code.rsplit('.').next(), Some("form" | "challenge"))
                .then_some("risk_intervention");
        }
        "documents" => "representative_document",
        _ if code.contains(".verification.") || code.contains(".documents.") => {
            "representative_document"
        }
        "representative" | "individual" => "representative_details",
        "owners" => "owners",
        "directors" | "executives" => "directors",
        _ if first.starts_with("person_") => "owners",
        "company" => match segments.next() {
            Some("owners_provided" | "ownership_declaration" | "ownership_exemption_reason") => {
                "owners"
            }
            Some("directors_provided" | "executives_provided" | "directorship_declaration") => {
                "directors"
            }
            _ => "business_details",
        },
        _ => "business_details",
    };
    Some(step)
}

/// One step that still asks for something.
#[derive(Debug, PartialEq, Serialize)]
pub struct Step {
    /// Stripe's name for the step.
    pub step: &'static str,
    /// The requirement codes it would settle, in the order they came.
    pub codes: Vec<String>,
}

/// The steps that `due` calls for, in the order of the form, without the empty ones.
#[must_use]
pub fn steps(due: &[String]) -> Vec<Step> {
    STEPS
        .into_iter()
        .map(|step| Step {
            step,
            codes: due
                .iter()
                .filter(|code| step_of(code) == Some(step))
                .cloned()
                .collect(),
        })
        .filter(|step| !step.codes.is_empty())
        .collect()
}
