//! From codes to the list of questions.

use super::{Group, Label, QuestionList, Resolution, Seen, Subject, Urgency};
use crate::account::document::{Account, Code};
use crate::account::fixture::{account, asking};
use crate::text::Catalogue;

fn groups(current: &[&str], past: &[&str]) -> Vec<Group> {
    QuestionList::of(&asking(current, past)).groups
}

/// `urgency subject: label [codes]`, a line a question.
fn outline(groups: &[Group]) -> Vec<String> {
    let words = Catalogue::default();
    let mut lines = Vec::new();
    for group in groups {
        for question in &group.questions {
            let codes: Vec<&str> = question.codes.iter().map(Code::as_str).collect();
            lines.push(format!(
                "{:?} {:?}: {} [{}]",
                group.urgency,
                group.subject,
                words.label(question.label),
                codes.join(" ")
            ));
        }
    }
    lines
}

#[test]
fn several_codes_of_one_question_are_one_question() {
    let due = &[
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
    ];
    assert_eq!(
        outline(&groups(due, &[])),
        [
            "Due Business: Business address [company.address.city company.address.line1 company.address.postal_code]",
            "Due Representative: Full name [representative.first_name representative.last_name]",
            "Due Representative: Date of birth [representative.dob.day representative.dob.month representative.dob.year]",
            "Due Agreements: Stripe services agreement [tos_acceptance.date tos_acceptance.ip]",
        ]
    );
}

#[test]
fn past_due_comes_first_and_never_twice() {
    let current = &[
        "business_profile.url",
        "company.tax_id",
        "external_account",
        "representative.dob.day",
        "representative.dob.month",
    ];
    let past = &[
        "external_account",
        "representative.dob.month",
        "company.tax_id",
    ];
    assert_eq!(
        outline(&groups(current, past)),
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
    let groups = groups(&["external_account"], &["company.phone"]);
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
    let there = &[
        "person_b.dob.day",
        "person_a.email",
        "person_b.email",
        "person_c.phone",
    ];
    let mut back = there.to_vec();
    back.reverse();
    let lines = outline(&groups(there, &[]));
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
    let overdue = groups(there, &["person_c.phone"]);
    assert_eq!(overdue[0].subject, Subject::Person(3));
    assert_eq!(Subject::Person(3).number(), Some(3));
    assert_eq!(Subject::Business.number(), None);
}

#[test]
fn one_id_that_begins_like_another_is_another_person() {
    let groups = groups(
        &[
            "person_1.email",
            "person_12.email",
            "person_1",
            "person_1.phone",
        ],
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
fn a_check_with_support_is_not_the_same_question_as_one_in_the_form() {
    let groups = groups(
        &[
            "interv_1.url_inquiry.form",
            "interv_2.url_inquiry.support",
            "interv_3.url_inquiry.form",
        ],
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
        (form.resolution, support.resolution),
        (Resolution::Form, Resolution::StripeSupport)
    );
}

#[test]
fn only_what_the_form_asks_by_code_can_be_opened_alone() {
    let alone = |code: &str| {
        let groups = groups(&[code], &[]);
        groups[0].questions[0].can_be_opened_alone(groups[0].subject)
    };
    assert!(alone("company.tax_id"));
    assert!(alone("something.never.seen"));
    assert!(!alone("interv_1.url_inquiry.form"));
    assert!(!alone("interv_1.url_inquiry.support"));
}

#[test]
fn a_hundred_questions_are_listed_and_the_rest_is_counted() {
    let many: Vec<String> = (0..3_000).map(|n| format!("person_{n:04}.email")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let list = QuestionList::of(&asking(&many, &many[2_990..]));
    assert_eq!(
        (list.groups.len(), list.more, list.left()),
        (100, 2_900, 3_000)
    );
    assert_eq!(list.groups[9].urgency, Urgency::PastDue);
    assert_eq!(list.groups[9].subject, Subject::Person(3_000));
    assert_eq!(list.groups[10].subject, Subject::Person(1));
    assert_eq!(list.groups[99].urgency, Urgency::Due);
}

#[test]
fn what_is_due_is_listed_before_what_is_done() {
    let many: Vec<String> = (0..150).map(|n| format!("person_{n:04}.email")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let seen = Seen::of(&asking(&many, &[]));
    let list = QuestionList::among(&seen, &asking(&many[90..], &[]));
    let done = |list: &QuestionList| {
        let done = |group: &&Group| group.urgency == Urgency::Done;
        list.groups.iter().filter(done).count()
    };
    assert_eq!((list.groups.len(), done(&list), list.more), (100, 40, 0));
    let all_due = QuestionList::among(&seen, &asking(&many, &[]));
    assert_eq!(
        (all_due.groups.len(), done(&all_due), all_due.more),
        (100, 0, 50)
    );
    assert!(!list.is_done());
    assert!(QuestionList::among(&seen, &asking(&[], &[])).is_done());
    assert!(QuestionList::default().is_done());
}

#[test]
fn what_was_asked_and_no_longer_is_is_done_where_it_stood() {
    let before = [
        "external_account",
        "owners.dob.day",
        "owners.dob.month",
        "company.tax_id",
    ];
    let seen = Seen::of(&asking(&before, &[]));
    let list = QuestionList::among(&seen, &asking(&["owners.dob.month"], &["company.tax_id"]));
    assert_eq!(
        outline(&list.groups),
        [
            "PastDue Business: Company registration or tax number [company.tax_id]",
            // Half of a question is a question, for the half that is left.
            "Due Owner: Date of birth [owners.dob.month]",
            "Done BankAccount: Bank account for payouts [external_account]",
        ]
    );
    assert_eq!(list.left(), 2);
}

#[test]
fn a_person_keeps_the_number_they_were_given() {
    let asks = |codes: &[&str]| asking(codes, &[]);
    let mut seen = Seen::of(&asks(&["person_b.email", "person_c.email"]));
    // One with a smaller id comes later; another has nothing left to answer.
    let after = asks(&["person_a.email", "person_c.email"]);
    let subjects = |list: QuestionList| -> Vec<_> {
        let groups = list.groups.into_iter();
        groups.map(|group| (group.urgency, group.subject)).collect()
    };
    let expected = [
        (Urgency::Done, Subject::Person(1)),
        (Urgency::Due, Subject::Person(2)),
        (Urgency::Due, Subject::Person(3)),
    ];
    assert_eq!(subjects(QuestionList::among(&seen, &after)), expected);
    seen.take(&after);
    assert_eq!(subjects(QuestionList::among(&seen, &after)), expected);
}

#[test]
fn where_nothing_can_be_lost_nothing_is_overdue() {
    let due = ["company.tax_id", "external_account"];
    let with = |more: serde_json::Value| -> Account {
        let mut known = serde_json::json!({ "currentlyDue": due, "pastDue": due });
        for (name, value) in more.as_object().unwrap() {
            known[name] = value.clone();
        }
        account!({ "status": "OnboardingInProgress", "capabilities": known })
    };
    let urgency = |account: &Account| QuestionList::of(account).groups[0].urgency;
    for fresh in [
        serde_json::json!({}),
        serde_json::json!({ "detailsSubmitted": false, "chargesEnabled": false, "payoutsEnabled": false }),
    ] {
        assert_eq!(urgency(&with(fresh)), Urgency::Due);
    }
    for name in ["detailsSubmitted", "chargesEnabled", "payoutsEnabled"] {
        assert_eq!(
            urgency(&with(serde_json::json!({ name: true }))),
            Urgency::PastDue
        );
    }
    let active = account!({ "status": "Active", "capabilities": { "pastDue": due } });
    assert_eq!(urgency(&active), Urgency::PastDue);
}

#[test]
fn where_somebody_else_handles_the_payments_nothing_is_asked() {
    for provider in ["Manual", "Yapily", "Adyen"] {
        let account = account!({ "provider": provider, "status": "Active", "capabilities": {
            "currentlyDue": ["company.tax_id"], "pastDue": ["company.tax_id"],
        }});
        assert_eq!(QuestionList::of(&account), QuestionList::default());
    }
}

#[test]
fn the_labels_have_the_order_of_the_form() {
    assert!(Label::ALL.is_sorted());
    assert_eq!(Label::TaxId.name(), "TaxId");
}
