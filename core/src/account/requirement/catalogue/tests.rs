//! What each code asks, about whom, and where it is answered.

use super::look_up;
use crate::account::document::Code;
use crate::account::requirement::{Label, Resolution, Subject};

/// The rows of the catalogue of codes: pattern, group, label, source.
fn rows() -> Vec<[&'static str; 4]> {
    let rows = include_str!("../../../../tests/fixtures/requirements.tsv").lines();
    let row = |row: &'static str| row.split('\t').collect::<Vec<_>>().try_into().unwrap();
    rows.skip(1).map(row).collect()
}

/// A code that a pattern of the catalogue fits.
fn example(pattern: &str) -> String {
    match pattern {
        "**" => "something.never.seen".to_owned(),
        _ => pattern
            .replace("person_*", "person_1QpmE2S1bA2P7JoAztLQ3RV8")
            .replace("interv_*", "interv_1AbC")
            .replace("**", "never.seen")
            .replace('*', "representative"),
    }
}

fn question(code: &str) -> (Subject, Label, Resolution) {
    look_up(&Code::new(code))
}

#[test]
fn every_pattern_of_the_catalogue_is_asked_of_the_right_subject() {
    use Subject::*;
    let rows = rows();
    assert_eq!(rows.len(), 855);
    for [pattern, group, _, _] in rows {
        let (subject, _, _) = question(&example(pattern));
        let expected: &[Subject] = match group {
            "Business type" | "Business profile" | "Company details" | "Company address" => {
                &[Business]
            }
            "Payment settings" => &[Business],
            "Ownership and control" => &[Business, Agreements],
            "Company documents" => &[Documents],
            "Individual" => &[Individual],
            "Person" if pattern.starts_with("documents.") => &[Documents],
            "Person" if pattern.starts_with("*.") => &[Representative],
            "Person" => &[Person(0)],
            "Person (bare code, as in Person.requirements)" => &[SomePerson],
            "Representative" => &[Representative],
            "Owners" => &[Owner],
            "Directors" => &[Director],
            "Executives" => &[Executive],
            "Authoriser" => &[Authoriser],
            "Legal guardian" => &[Guardian],
            "Bank account" => &[BankAccount],
            "Terms of service" => &[Agreements],
            "Stripe review" => &[ExtraChecks],
            "Other" => &[Other],
            other => panic!("a new group: {other}"),
        };
        assert!(
            expected.contains(&subject),
            "{pattern} is asked of {subject:?}"
        );
    }
}

#[test]
fn every_known_code_has_a_label_of_its_own() {
    let vague = [
        Label::BusinessDetails,
        Label::PaymentSettings,
        Label::AddPeople,
        Label::PersonalDetails,
        Label::SupportingDocument,
        Label::MoreInformation,
        Label::CheckOther,
    ];
    for [pattern, _, _, source] in rows() {
        let concrete = source != "fallback" && !pattern.ends_with("**");
        // Reviews a person may not be told about are vague on purpose; so is what has no description.
        let masked = ["legal_hold", "sanctions_review"]
            .iter()
            .any(|description| pattern.contains(description));
        let undescribed = pattern.starts_with("interv_*.*.");
        if concrete && !masked && !undescribed {
            let (_, label, _) = question(&example(pattern));
            assert!(!vague.contains(&label), "{pattern} is only {label:?}");
        }
    }
}

#[test]
fn what_the_catalogue_says_in_one_label_is_one_question() {
    // Same group and same label there: same question here, wherever the label is a question.
    let rows = rows();
    for [pattern, group, label, _] in &rows {
        for [other, other_group, other_label, _] in &rows {
            if (group, label) == (other_group, other_label)
                && !pattern.contains('*')
                && !other.contains('*')
            {
                let (subject, ours, _) = question(&example(pattern));
                let (other_subject, theirs, _) = question(&example(other));
                if subject == other_subject {
                    assert_eq!(ours, theirs, "{pattern} and {other}");
                }
            }
        }
    }
}

#[test]
fn a_name_is_not_the_name_in_another_script() {
    assert_eq!(question("company.name").1, Label::BusinessName);
    assert_eq!(question("company.name_kana").1, Label::BusinessNameKana);
    assert_eq!(question("company.tax_id_registrar").1, Label::TaxRegistrar);
    assert_eq!(
        question("individual.id_number_secondary").1,
        Label::SecondIdNumber
    );
    assert_eq!(
        question("individual.address_kanji.line1").1,
        Label::HomeAddressKanji
    );
}

#[test]
fn checks_say_where_they_are_answered() {
    use Resolution::*;
    for (code, label, resolution) in [
        (
            "interv_1.identity_verification.challenge",
            Label::CheckIdentity,
            Form,
        ),
        (
            "interv_1.business_model_verification.form",
            Label::CheckBusinessModel,
            Form,
        ),
        (
            "interv_1.business_model_verification.support",
            Label::CheckBusinessModel,
            StripeSupport,
        ),
        ("interv_1.url_inquiry.notice", Label::CheckWebsite, Notice),
        (
            "interv_1.credit_review.underwriting_case",
            Label::CheckCredit,
            StripeSupport,
        ),
        (
            "interv_1.rejection_appeal.form",
            Label::RejectionAppeal,
            Form,
        ),
        (
            "interv_1.supportability_rejection_appeal.form",
            Label::RejectionAppeal,
            Form,
        ),
        ("interv_1.reserve_appeal.form", Label::CheckReserve, Form),
        ("interv_1.pep_review.form", Label::CheckPublicOffice, Form),
        // Nothing that a person may be told, or could do in the form, whatever the path.
        (
            "interv_1.sanctions_review.form",
            Label::CheckOther,
            StripeSupport,
        ),
        (
            "interv_1.sanctions_review.challenge",
            Label::CheckOther,
            StripeSupport,
        ),
        (
            "interv_1.sanctions_review.underwriting_case",
            Label::CheckOther,
            StripeSupport,
        ),
        (
            "interv_1.legal_hold.support",
            Label::CheckOther,
            StripeSupport,
        ),
        ("interv_1.legal_hold.notice", Label::CheckOther, Notice),
        // A description nobody has seen.
        ("interv_1.vibe.challenge", Label::CheckReply, Form),
        ("interv_1.vibe.form", Label::CheckForm, Form),
        (
            "interv_1.vibe.underwriting_case",
            Label::CheckUnderwriting,
            StripeSupport,
        ),
        ("interv_1.vibe.support", Label::CheckOther, StripeSupport),
        ("interv_1.vibe.notice", Label::CheckOther, Notice),
        ("interv_1.vibe.new_path", Label::CheckOther, Form),
        ("interv_1.vibe", Label::CheckOther, Form),
        ("interv_1", Label::CheckOther, Form),
    ] {
        assert_eq!(
            question(code),
            (Subject::ExtraChecks, label, resolution),
            "{code}"
        );
    }
}

#[test]
fn an_unknown_code_is_still_a_thing_to_do() {
    for code in [
        "x",
        "…",
        "a.b.c",
        ".",
        "..",
        "PERSON_1.dob",
        "interv",
        "compan",
        "companyx.name",
    ] {
        assert_eq!(
            question(code),
            (Subject::Other, Label::MoreInformation, Resolution::Form),
            "{code}"
        );
    }
    for (code, subject, label) in [
        (
            "company.quantum_flux",
            Subject::Business,
            Label::BusinessDetails,
        ),
        ("owners.aura", Subject::Owner, Label::PersonalDetails),
        ("settings.warp", Subject::Business, Label::PaymentSettings),
    ] {
        assert_eq!(question(code), (subject, label, Resolution::Form), "{code}");
    }
}

#[test]
fn codes_of_the_second_generation_have_their_questions() {
    use Subject::*;
    for (code, subject, label) in [
        ("identity.individual.given_name", Individual, Label::Name),
        ("identity.individual.surname", Individual, Label::Name),
        (
            "identity.individual.date_of_birth.day",
            Individual,
            Label::BirthDate,
        ),
        (
            "identity.individual.address.line1",
            Individual,
            Label::HomeAddress,
        ),
        ("identity.individual.phone", Individual, Label::Phone),
        ("identity.individual.email", Individual, Label::Email),
        (
            "identity.individual.id_numbers",
            Individual,
            Label::IdNumber,
        ),
        (
            "identity.individual.id_numbers.us_ssn_last_4",
            Individual,
            Label::SsnLast4,
        ),
        (
            "identity.individual.nationalities",
            Individual,
            Label::Nationality,
        ),
        (
            "identity.individual.political_exposure",
            Individual,
            Label::PoliticalExposure,
        ),
        (
            "identity.individual.documents.primary_verification.front_back",
            Individual,
            Label::PhotoId,
        ),
        (
            "identity.individual.documents.secondary_verification",
            Individual,
            Label::SecondDocument,
        ),
        (
            "identity.individual.script_names.kana.surname",
            Individual,
            Label::NameKana,
        ),
        (
            "identity.individual.never_seen",
            Individual,
            Label::PersonalDetails,
        ),
        ("identity.individual", Individual, Label::PersonalDetails),
        ("individual.given_name", Individual, Label::Name),
        ("representative.given_name", Representative, Label::Name),
        ("person_1Q.date_of_birth.year", Person(0), Label::BirthDate),
        (
            "identity.business_details.registered_name",
            Business,
            Label::BusinessName,
        ),
        (
            "identity.business_details.annual_revenue.amount",
            Business,
            Label::AnnualRevenue,
        ),
        (
            "identity.business_details.estimated_worker_count",
            Business,
            Label::WorkerCount,
        ),
        (
            "identity.business_details.never_seen",
            Business,
            Label::BusinessDetails,
        ),
        (
            "identity.business_details.documents.company_license.files",
            Documents,
            Label::BusinessLicence,
        ),
        (
            "identity.business_details.documents.primary_verification",
            Documents,
            Label::CompanyDocument,
        ),
        (
            "configuration.recipient.default_outbound_destination",
            BankAccount,
            Label::BankAccount,
        ),
        (
            "configuration.merchant.support.email",
            Business,
            Label::SupportEmail,
        ),
        (
            "identity.attestations.ownership_declaration.date",
            Agreements,
            Label::OwnershipDeclaration,
        ),
        ("contact_email", Business, Label::Email),
        ("identity.individuals", Individual, Label::PersonalDetails),
    ] {
        assert_eq!(question(code), (subject, label, Resolution::Form), "{code}");
    }
}
