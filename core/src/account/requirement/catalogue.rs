//! What each requirement code asks, about whom, and where it is answered.
//!
//! A code is a path: a scope (`company`, `representative`, `person_…`) and a field. Persons all have the same
//! fields, so the fields are listed once. A row stands for itself and everything below it, and the longest row
//! that fits wins; the shortest rows are what is said of a code nobody has seen yet.
//!
//! The 855 patterns of the catalogue this was made from (parameter paths of Stripe's API, country
//! specifications, recorded answers) are a fixture of the tests, and each finds its row.

mod rows;
#[cfg(test)]
mod tests;

use super::label::Label as L;
use super::question::{Resolution, Subject};
use crate::account::document::Code;
use rows::{ACCOUNT, INTERVENTION, PERSON};

/// Finds what a code stands for. Every text is understood; the last resort is "more information".
/// The number of a person is not known here and is 0.
pub(in crate::account) fn look_up(code: &Code) -> (Subject, L, Resolution) {
    let code = today(code.as_str());
    let (scope, field) = code.split_once('.').unwrap_or((code, ""));
    if scope.starts_with("interv_") {
        let (label, way) = intervention(field);
        return (Subject::ExtraChecks, label, way);
    }
    let (subject, label) = match person(scope) {
        Some(subject) => (
            subject,
            longest(PERSON, field).unwrap_or(L::PersonalDetails),
        ),
        None => match longest(ACCOUNT, code) {
            Some(found) => found,
            // As in a person's own requirements, where the scope is understood.
            None => match longest(PERSON, code) {
                Some(label) => (Subject::SomePerson, label),
                None => (Subject::Other, L::MoreInformation),
            },
        },
    };
    (subject, label, Resolution::Form)
}

/// A path of Accounts v2 as the same path of v1, where the whole branch is the same.
fn today(code: &str) -> &str {
    let [individual, documents] = ["identity.individual", "identity.business_details.documents"];
    let after = |prefix: &str| code.strip_prefix("identity.")?.strip_prefix(prefix);
    match () {
        () if is_below(code, individual) => after("").unwrap_or(code),
        () if is_below(code, documents) => after("business_details.").unwrap_or(code),
        () => code,
    }
}

/// Whether `path` is `row` or stands below it.
fn is_below(path: &str, row: &str) -> bool {
    let below = path.strip_prefix(row);
    below.is_some_and(|below| below.is_empty() || below.starts_with('.'))
}

fn person(scope: &str) -> Option<Subject> {
    Some(match scope {
        "individual" => Subject::Individual,
        "representative" => Subject::Representative,
        "owners" => Subject::Owner,
        "directors" => Subject::Director,
        "executives" => Subject::Executive,
        "authorizer" => Subject::Authoriser,
        "legal_guardian" => Subject::Guardian,
        _ if scope.starts_with("person_") => Subject::Person(0),
        _ => return None,
    })
}

/// `interv_<id>.<description>.<resolution path>`. Reviews that a person may not be told about read as "a further
/// check", and neither they nor what support or a third party must resolve can be answered in the form.
fn intervention(rest: &str) -> (L, Resolution) {
    let (description, path) = rest.rsplit_once('.').unwrap_or((rest, ""));
    let closed = matches!(description, "legal_hold" | "sanctions_review");
    let way = match path {
        "notice" => Resolution::Notice,
        "support" | "underwriting_case" => Resolution::StripeSupport,
        _ if closed => Resolution::StripeSupport,
        _ => Resolution::Form,
    };
    let known = longest(INTERVENTION, description).filter(|_| !closed);
    let label = known.unwrap_or(match path {
        _ if closed => L::CheckOther,
        "challenge" => L::CheckReply,
        "form" => L::CheckForm,
        "underwriting_case" => L::CheckUnderwriting,
        _ => L::CheckOther,
    });
    (label, way)
}

/// The meaning of the longest row that is `path` or one of the paths above it.
fn longest<T: Copy>(rows: &[(&str, T)], path: &str) -> Option<T> {
    let mut best: Option<(usize, T)> = None;
    for (row, meaning) in rows {
        if is_below(path, row) && best.is_none_or(|(length, _)| length < row.len()) {
            best = Some((row.len(), *meaning));
        }
    }
    best.map(|(_, meaning)| meaning)
}
