//! Codes as questions.

use std::collections::BTreeSet;

use onboarding_core::account::{
    document::Code,
    requirement::{Group, Label, Resolution, Subject, Urgency, due, groups, groups_among},
};

use crate::support::{catalogue, codes, example};

/// The only question about one code.
fn question(code: &str) -> (Subject, Label, Resolution) {
    let groups = groups(&codes(&[code]), &[]);
    assert_eq!(groups.len(), 1, "{code}");
    assert_eq!(groups[0].questions.len(), 1, "{code}");
    let question = &groups[0].questions[0];
    assert_eq!(question.codes, codes(&[code]));
    assert_eq!(
        (question.urgency, groups[0].urgency),
        (Urgency::Due, Urgency::Due)
    );
    (groups[0].subject, question.label, question.way)
}

/// `urgency subject: label [codes]`, a line a question.
fn outline(groups: &[Group]) -> Vec<String> {
    let mut lines = Vec::new();
    for group in groups {
        for question in &group.questions {
            let codes: Vec<&str> = question.codes.iter().map(Code::as_str).collect();
            lines.push(format!(
                "{:?} {:?}: {} [{}]",
                group.urgency,
                group.subject,
                question.label.english(),
                codes.join(" ")
            ));
        }
    }
    lines
}

#[test]
fn every_pattern_of_the_catalogue_is_asked_of_the_right_subject() {
    use Subject::*;
    let rows = catalogue();
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
            "Person" => &[Person(1)],
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
    for [pattern, _, _, source] in catalogue() {
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
    let rows = catalogue();
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
fn labels_are_plain_words() {
    let mut seen = BTreeSet::new();
    for label in Label::ALL {
        let words = label.english();
        assert!(
            words.chars().next().unwrap().is_ascii_uppercase(),
            "{words}"
        );
        assert!(!words.contains(['_', '.', '{']), "{words}");
        assert!(words.len() <= 60, "{words}");
        seen.insert(words);
    }
    // The selfie check is asked both as a person's field and as an intervention.
    assert_eq!(seen.len() + 1, Label::ALL.len());
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
    let mut lines = outline(&groups(
        &codes(&["company.quantum_flux", "owners.aura"]),
        &[],
    ));
    lines.extend(outline(&groups(
        &codes(&["settings.warp", "interv_9.vibe_check.form"]),
        &[],
    )));
    assert_eq!(
        lines,
        [
            "Due Business: More about the business [company.quantum_flux]",
            "Due Owner: More personal details [owners.aura]",
            "Due Business: Payment settings [settings.warp]",
            "Due ExtraChecks: A form from Stripe [interv_9.vibe_check.form]",
        ]
    );
}

#[test]
fn several_codes_of_one_question_are_one_question() {
    let due = codes(&[
        "company.address.city",
        "company.address.line1",
        "company.address.postal_code",
        "representative.dob.day",
        "representative.dob.month",
        "representative.dob.year",
        "representative.first_name",
        "representative.last_name",
        "tos_acceptance.date",
        "tos_acceptance.ip",
    ]);
    assert_eq!(
        outline(&groups(&due, &[])),
        [
            "Due Business: Business address [company.address.city company.address.line1 company.address.postal_code]",
            "Due Representative: Full name [representative.first_name representative.last_name]",
            "Due Representative: Date of birth [representative.dob.day representative.dob.month representative.dob.year]",
            "Due Agreements: Stripe services agreement [tos_acceptance.date tos_acceptance.ip]",
        ]
    );
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
fn past_due_comes_first_and_never_twice() {
    let current = codes(&[
        "business_profile.url",
        "company.tax_id",
        "external_account",
        "representative.dob.day",
        "representative.dob.month",
    ]);
    let past = codes(&[
        "external_account",
        "representative.dob.month",
        "company.tax_id",
    ]);
    assert_eq!(
        outline(&groups(&current, &past)),
        [
            "PastDue Business: Company registration or tax number [company.tax_id]",
            "PastDue Representative: Date of birth [representative.dob.day representative.dob.month]",
            "PastDue BankAccount: Bank account for payouts [external_account]",
            "Due Business: Website [business_profile.url]",
        ]
    );
}

#[test]
fn past_due_need_not_be_a_subset() {
    let groups = groups(&codes(&["external_account"]), &codes(&["company.phone"]));
    assert_eq!(
        outline(&groups),
        [
            "PastDue Business: Business phone number [company.phone]",
            "Due BankAccount: Bank account for payouts [external_account]",
        ]
    );
}

#[test]
fn each_person_has_a_number_that_does_not_depend_on_the_order() {
    let there = codes(&[
        "person_b.dob.day",
        "person_a.email",
        "person_b.email",
        "person_c.phone",
    ]);
    let mut back = there.clone();
    back.reverse();
    let lines = outline(&groups(&there, &[]));
    assert_eq!(
        lines,
        [
            "Due Person(1): Email address [person_a.email]",
            "Due Person(2): Date of birth [person_b.dob.day]",
            "Due Person(2): Email address [person_b.email]",
            "Due Person(3): Phone number [person_c.phone]",
        ]
    );
    assert_eq!(outline(&groups(&back, &[])), lines);
    // Nor on what is overdue.
    let overdue = groups(&there, &codes(&["person_c.phone"]));
    assert_eq!(overdue[0].subject, Subject::Person(3));
    assert_eq!(Subject::Person(3).number(), Some(3));
    assert_eq!(Subject::Business.number(), None);
}

#[test]
fn one_id_that_begins_like_another_is_another_person() {
    let groups = groups(
        &codes(&[
            "person_1.email",
            "person_12.email",
            "person_1",
            "person_1.phone",
        ]),
        &[],
    );
    assert_eq!(
        outline(&groups),
        [
            "Due Person(1): Email address [person_1.email]",
            "Due Person(1): Phone number [person_1.phone]",
            "Due Person(1): More personal details [person_1]",
            "Due Person(2): Email address [person_12.email]",
        ]
    );
}

#[test]
fn checks_say_where_they_are_answered() {
    use Resolution::*;
    for (code, label, way) in [
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
        assert_eq!(question(code), (Subject::ExtraChecks, label, way), "{code}");
    }
}

#[test]
fn a_check_with_support_is_not_the_same_question_as_one_in_the_form() {
    let groups = groups(
        &codes(&[
            "interv_1.url_inquiry.form",
            "interv_2.url_inquiry.support",
            "interv_3.url_inquiry.form",
        ]),
        &[],
    );
    assert_eq!(
        outline(&groups),
        [
            "Due ExtraChecks: A correct or clearer website [interv_1.url_inquiry.form interv_3.url_inquiry.form]",
            "Due ExtraChecks: A correct or clearer website [interv_2.url_inquiry.support]",
        ]
    );
    let [form, support] = &groups[0].questions[..] else {
        panic!("two questions");
    };
    assert_eq!(
        (form.way, support.way),
        (Resolution::Form, Resolution::StripeSupport)
    );
}

#[test]
fn only_what_the_form_asks_by_code_can_be_opened_alone() {
    let alone = |code: &str| {
        let groups = groups(&codes(&[code]), &[]);
        groups[0].questions[0].can_be_opened_alone(groups[0].subject)
    };
    assert!(alone("company.tax_id"));
    assert!(alone("something.never.seen"));
    assert!(!alone("interv_1.url_inquiry.form"));
    assert!(!alone("interv_1.url_inquiry.support"));
}

#[test]
fn the_sum_of_what_is_due() {
    let sum = |current: &[&str], past: &[&str]| {
        let due = due(&codes(current), &codes(past));
        (due.nothing, due.answerable, due.overdue, due.appeal)
    };
    assert_eq!(sum(&[], &[]), (true, false, false, false));
    assert_eq!(sum(&["a"], &[]), (false, true, false, false));
    assert_eq!(sum(&[], &["a"]), (false, true, true, false));
    assert_eq!(
        sum(&["interv_1.legal_hold.support"], &[]),
        (false, false, false, false)
    );
    assert_eq!(
        sum(&["a"], &["interv_1.url_inquiry.support"]),
        (false, true, false, false)
    );
    assert_eq!(
        sum(&["interv_1.rejection_appeal.form"], &[]),
        (false, true, false, true)
    );
    assert_eq!(
        sum(&["interv_1.rejection_appeal.support"], &[]),
        (false, false, false, false)
    );
}

#[test]
fn every_subject_has_a_heading_of_its_own() {
    use Subject::*;
    let all = [
        Business,
        Individual,
        Representative,
        Owner,
        Director,
        Executive,
        Authoriser,
        Guardian,
        Person(1),
        SomePerson,
        BankAccount,
        Documents,
        Agreements,
        ExtraChecks,
        Other,
    ];
    let headings: BTreeSet<&str> = all
        .iter()
        .map(|subject| subject.heading().english())
        .collect();
    assert_eq!(headings.len(), all.len());
    assert_eq!(
        Person(2).heading().english().replace("{number}", "2"),
        "Person 2"
    );
}

#[test]
fn t04_ten_thousand_codes_survive() {
    let many: Vec<Code> = (0..10_000)
        .map(|n| Code::new(&format!("person_{:05}.email", n % 7_000)))
        .collect();
    let groups = groups(&many, &many[..10]);
    assert_eq!(groups.len(), 7_000);
    assert_eq!(groups[0].urgency, Urgency::PastDue);
    assert_eq!(groups[9].urgency, Urgency::PastDue);
    assert_eq!(groups[10].urgency, Urgency::Due);
    assert_eq!(groups[6_999].subject, Subject::Person(7_000));
}

#[test]
fn what_was_asked_and_no_longer_is_is_done_where_it_stood() {
    let seen = codes(&[
        "external_account",
        "owners.dob.day",
        "owners.dob.month",
        "company.tax_id",
    ]);
    let groups = groups_among(
        &seen,
        &codes(&["owners.dob.month"]),
        &codes(&["company.tax_id"]),
    );
    assert_eq!(
        outline(&groups),
        [
            "PastDue Business: Company registration or tax number [company.tax_id]",
            // Half of a question is a question, for the half that is left.
            "Due Owner: Date of birth [owners.dob.month]",
            "Done BankAccount: Bank account for payouts [external_account]",
        ]
    );
}

#[test]
fn a_person_keeps_their_number_when_another_has_nothing_left_to_answer() {
    let seen = codes(&["person_a.email", "person_b.email"]);
    let groups = groups_among(&seen, &codes(&["person_b.email"]), &[]);
    let subjects: Vec<_> = groups
        .iter()
        .map(|group| (group.urgency, group.subject))
        .collect();
    assert_eq!(
        subjects,
        [
            (Urgency::Done, Subject::Person(1)),
            (Urgency::Due, Subject::Person(2))
        ]
    );
}
