//! What each requirement code asks, about whom, and where it is answered.
//!
//! A code is a path: a scope (`company`, `representative`, `person_…`) and a field. Persons all have the same
//! fields, so the fields are listed once. A row stands for itself and everything below it, and the longest row
//! that fits wins; the shortest rows are what is said of a code nobody has seen yet.
//!
//! The 855 patterns of the catalogue this was made from (parameter paths of Stripe's API, country
//! specifications, recorded answers) are a fixture of the tests, and each finds its row here. Matching, grouping
//! and English labels together are 8.3 KB of wasm after brotli 11; the budget is 12.

use super::{Label, Resolution, Subject};
use Label as L;
use Subject::{Agreements, BankAccount, Business, Documents, Individual};

/// Finds what a code stands for. Every text is understood; the last resort is "more information".
/// The number of a person is not known here and is 0.
pub(super) fn look_up(code: &str) -> (Subject, Label, Resolution) {
    let (scope, field) = code.split_once('.').unwrap_or((code, ""));
    if is_intervention(scope) {
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

/// Whether it is one of Stripe's interventions.
pub(super) fn is_intervention(code: &str) -> bool {
    code.starts_with("interv_")
}

fn person(scope: &str) -> Option<Subject> {
    Some(match scope {
        "individual" => Individual,
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
fn intervention(rest: &str) -> (Label, Resolution) {
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
    let initial = path.as_bytes().first();
    for (row, meaning) in rows {
        // Its first letter rules nearly every row out: a third of the time, for thousands of codes.
        let fits = row.as_bytes().first() == initial
            && path
                .strip_prefix(row)
                .is_some_and(|below| below.is_empty() || below.starts_with('.'));
        if fits && best.is_none_or(|(length, _)| length < row.len()) {
            best = Some((row.len(), *meaning));
        }
    }
    best.map(|(_, meaning)| meaning)
}

/// Fields of a person, below the scope.
#[rustfmt::skip]
const PERSON: &[(&str, Label)] = &[
    ("first_name", L::Name),
    ("last_name", L::Name),
    ("first_name_kana", L::NameKana),
    ("last_name_kana", L::NameKana),
    ("first_name_kanji", L::NameKanji),
    ("last_name_kanji", L::NameKanji),
    ("maiden_name", L::MaidenName),
    ("full_name_aliases", L::OtherNames),
    ("dob", L::BirthDate),
    ("email", L::Email),
    ("phone", L::Phone),
    ("gender", L::Gender),
    ("nationality", L::Nationality),
    ("id_number", L::IdNumber),
    ("id_number_secondary", L::SecondIdNumber),
    ("ssn_last_4", L::SsnLast4),
    ("political_exposure", L::PoliticalExposure),
    ("relationship", L::Role),
    ("relationship.title", L::JobTitle),
    ("relationship.percent_ownership", L::Shareholding),
    ("verification.document", L::PhotoId),
    ("verification.additional_document", L::SecondDocument),
    ("verification.proof_of_liveness", L::Liveness),
    ("documents.passport", L::Passport),
    ("documents.visa", L::Visa),
    ("documents.company_authorization", L::Authorisation),
    ("additional_tos_acceptances", L::PersonTerms),
    ("us_cfpb_data", L::Demographics),
    ("address", L::HomeAddress),
    ("address_kana", L::HomeAddressKana),
    ("address_kanji", L::HomeAddressKanji),
    ("registered_address", L::PersonRegisteredAddress),
    ("contact_point_verification_address", L::ContactAddress),
    ("business_vat_id_number", L::VatNumber),
];

/// Everything that is no person's.
#[rustfmt::skip]
const ACCOUNT: &[(&str, (Subject, Label))] = &[
    ("country", (Business, L::Country)),
    ("business_type", (Business, L::BusinessType)),
    ("business_profile", (Business, L::BusinessDetails)),
    ("business_profile.mcc", (Business, L::Industry)),
    ("business_profile.url", (Business, L::Website)),
    ("business_profile.product_description", (Business, L::ProductDescription)),
    ("business_profile.name", (Business, L::TradingName)),
    ("business_profile.support_phone", (Business, L::SupportPhone)),
    ("business_profile.support_email", (Business, L::SupportEmail)),
    ("business_profile.support_url", (Business, L::SupportWebsite)),
    ("business_profile.support_address", (Business, L::SupportAddress)),
    ("business_profile.estimated_worker_count", (Business, L::WorkerCount)),
    ("business_profile.annual_revenue", (Business, L::AnnualRevenue)),
    ("business_profile.monthly_estimated_revenue", (Business, L::MonthlyRevenue)),
    ("business_profile.minority_owned_business_designation", (Business, L::MinorityOwned)),
    ("jp_risa_compliance_survey", (Business, L::InstalmentSurvey)),
    ("company", (Business, L::BusinessDetails)),
    ("company.address", (Business, L::BusinessAddress)),
    ("company.address_kana", (Business, L::BusinessAddressKana)),
    ("company.address_kanji", (Business, L::BusinessAddressKanji)),
    ("company.registered_address", (Business, L::RegisteredAddress)),
    ("company.administrative_address", (Business, L::AdministrativeAddress)),
    ("company.principal_place_of_business", (Business, L::PrincipalPlace)),
    ("company.name", (Business, L::BusinessName)),
    ("company.name_kana", (Business, L::BusinessNameKana)),
    ("company.name_kanji", (Business, L::BusinessNameKanji)),
    ("company.phone", (Business, L::BusinessPhone)),
    ("company.tax_id", (Business, L::TaxId)),
    ("company.registration_number", (Business, L::TaxId)),
    ("company.tax_id_registrar", (Business, L::TaxRegistrar)),
    ("company.vat_id", (Business, L::VatNumber)),
    ("company.business_vat_id_number", (Business, L::VatNumber)),
    ("company.vat_registration_status", (Business, L::VatStatus)),
    ("company.registration_date", (Business, L::RegistrationDate)),
    ("company.structure", (Business, L::LegalStructure)),
    ("company.pan", (Business, L::Pan)),
    ("company.export_license_id", (Business, L::ExportLicence)),
    ("company.export_purpose_code", (Business, L::ExportPurpose)),
    ("company.business_cross_border_transaction_classifications", (Business, L::CrossBorder)),
    ("company.owners_provided", (Business, L::AllOwners)),
    ("company.directors_provided", (Business, L::AllDirectors)),
    ("company.executives_provided", (Business, L::AllExecutives)),
    ("company.ownership_exemption_reason", (Business, L::OwnershipExemption)),
    ("company.ownership_declaration", (Agreements, L::OwnershipDeclaration)),
    ("company.directorship_declaration", (Agreements, L::DirectorshipDeclaration)),
    ("company.representative_declaration", (Agreements, L::RepresentativeDeclaration)),
    ("company.verification", (Documents, L::CompanyDocument)),
    ("relationship", (Business, L::AddPeople)),
    ("relationship.representative", (Business, L::AddRepresentative)),
    ("relationship.account_opener", (Business, L::AddRepresentative)),
    ("relationship.owner", (Business, L::AddOwners)),
    ("relationship.director", (Business, L::AddDirectors)),
    ("relationship.executive", (Business, L::AddExecutives)),
    ("relationship.authorizer", (Business, L::AddAuthoriser)),
    ("relationship.legal_guardian", (Business, L::AddGuardian)),
    ("relationship.title", (Subject::SomePerson, L::JobTitle)),
    ("relationship.percent_ownership", (Subject::SomePerson, L::Shareholding)),
    ("documents", (Documents, L::SupportingDocument)),
    ("documents.bank_account_ownership_verification", (Documents, L::BankProof)),
    ("documents.company_license", (Documents, L::BusinessLicence)),
    ("documents.company_memorandum_of_association", (Documents, L::Memorandum)),
    ("documents.company_ministerial_decree", (Documents, L::MinisterialDecree)),
    ("documents.company_registration_verification", (Documents, L::RegistrationDocument)),
    ("documents.company_tax_id_verification", (Documents, L::TaxDocument)),
    ("documents.proof_of_address", (Documents, L::AddressProof)),
    ("documents.proof_of_registration", (Documents, L::RegistrationProof)),
    ("documents.proof_of_ultimate_beneficial_ownership", (Documents, L::OwnershipProof)),
    ("documents.passport", (Documents, L::Passport)),
    ("documents.visa", (Documents, L::Visa)),
    ("documents.company_authorization", (Documents, L::Authorisation)),
    ("external_account", (BankAccount, L::BankAccount)),
    ("external_account.account_number", (BankAccount, L::BankAccountNumber)),
    ("external_account.routing_number", (BankAccount, L::SortCode)),
    ("external_account.account_holder_name", (BankAccount, L::AccountHolder)),
    ("external_account.account_holder_type", (BankAccount, L::AccountHolderType)),
    ("external_account.country", (BankAccount, L::BankCountry)),
    ("external_account.currency", (BankAccount, L::Currency)),
    ("default_currency", (BankAccount, L::Currency)),
    ("tos_acceptance", (Agreements, L::Terms)),
    ("settings", (Business, L::PaymentSettings)),
    ("settings.payments.statement_descriptor", (Business, L::StatementName)),
    ("settings.payments.statement_descriptor_kana", (Business, L::StatementNameKana)),
    ("settings.payments.statement_descriptor_kanji", (Business, L::StatementNameKanji)),
    ("settings.card_payments.statement_descriptor_prefix", (Business, L::StatementName)),
    ("settings.card_payments.statement_descriptor_prefix_kana", (Business, L::StatementNameKana)),
    ("settings.card_payments.statement_descriptor_prefix_kanji", (Business, L::StatementNameKanji)),
    ("settings.bacs_debit_payments", (Business, L::BacsName)),
    ("settings.sepa_debit_payments", (Business, L::SepaCreditor)),
    ("settings.branding", (Business, L::Branding)),
    ("settings.payouts.schedule", (Business, L::PayoutSchedule)),
    ("settings.payouts.statement_descriptor", (Business, L::PayoutStatementName)),
    ("settings.card_issuing.tos_acceptance", (Agreements, L::CardIssuingTerms)),
    ("settings.treasury.tos_acceptance", (Agreements, L::FinancialAccountTerms)),
    // The paths of Stripe's Accounts v2.
    ("configuration", (Business, L::PaymentSettings)),
    ("configuration.merchant.mcc", (Business, L::Industry)),
    ("configuration.merchant.support", (Business, L::SupportPhone)),
    ("configuration.merchant.support_phone", (Business, L::SupportPhone)),
    ("configuration.merchant.statement_descriptor", (Business, L::StatementName)),
    ("defaults", (Business, L::BusinessDetails)),
    ("defaults.profile.business_url", (Business, L::Website)),
    ("defaults.profile.product_description", (Business, L::ProductDescription)),
    ("defaults.profile.doing_business_as", (Business, L::TradingName)),
    ("identity", (Individual, L::PersonalDetails)),
    ("identity.individual.verification.proof_of_liveness", (Individual, L::Liveness)),
    ("identity.entity_type", (Business, L::BusinessType)),
    ("identity.attestations", (Agreements, L::Terms)),
    ("identity.attestations.persons_provided", (Business, L::AddPeople)),
    ("identity.attestations.persons_provided.owners", (Business, L::AllOwners)),
    ("identity.attestations.persons_provided.directors", (Business, L::AllDirectors)),
    ("identity.attestations.persons_provided.executives", (Business, L::AllExecutives)),
    ("identity.business_details", (Business, L::BusinessDetails)),
    ("identity.business_details.monthly_estimated_revenue", (Business, L::MonthlyRevenue)),
    ("identity.business_details.registered_name", (Business, L::BusinessName)),
    ("identity.business_details.phone", (Business, L::BusinessPhone)),
    ("identity.business_details.id_numbers", (Business, L::TaxId)),
    ("identity.business_details.structure", (Business, L::LegalStructure)),
    ("identity.business_details.address", (Business, L::BusinessAddress)),
    ("identity.business_details.documents", (Documents, L::CompanyDocument)),
    // The API before 2019.
    ("legal_entity", (Business, L::BusinessDetails)),
];

/// Descriptions of interventions.
#[rustfmt::skip]
const INTERVENTION: &[(&str, Label)] = &[
    ("address_verification", L::CheckAddress),
    ("bank_account_verification", L::CheckBankAccount),
    ("business_model_verification", L::CheckBusinessModel),
    ("credit_review", L::CheckCredit),
    ("customer_service_contact", L::CheckCustomerContact),
    ("domain_verification", L::CheckDomain),
    ("fulfillment_policy", L::CheckFulfilment),
    ("identity_verification", L::CheckIdentity),
    ("intellectual_property_usage", L::CheckIntellectualProperty),
    ("other_business_inquiry", L::CheckBusiness),
    ("other_compliance_inquiry", L::CheckCompliance),
    ("other_supportability_inquiry", L::CheckSupportability),
    ("pep_review", L::CheckPublicOffice),
    ("platform_concern", L::CheckPlatform),
    ("product_description", L::CheckProduct),
    ("rejection_appeal", L::RejectionAppeal),
    ("supportability_rejection_appeal", L::RejectionAppeal),
    ("reserve_appeal", L::CheckReserve),
    ("restricted_or_prohibited_industry_diligence", L::CheckIndustry),
    ("statement_descriptor", L::CheckStatementName),
    ("url_inquiry", L::CheckWebsite),
];
