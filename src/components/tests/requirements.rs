//! What Stripe needs, as a list of questions.

use super::documents::{Document, half_way};
use super::mount::{Shown, onboarding, status};
use crate::reactive::test_page::{Mutations, settled};
use onboarding_core::account::document::Account;
use onboarding_core::config::BusinessType;
use onboarding_core::onboarding::events::Event;
use wasm_bindgen_test::wasm_bindgen_test;

fn asking(due: &[&str], past_due: &[&str]) -> Account {
    Document(
        "OnboardingInProgress",
        [true, true, false],
        due,
        past_due,
        "",
    )
    .account()
}

/// So many questions, each of a person of its own.
fn asking_persons(count: usize) -> Account {
    let codes: Vec<String> = (0..count)
        .map(|person| format!("person_{person:04}.email"))
        .collect();
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    asking(&codes, &[])
}

fn questions(shown: &Shown) -> Vec<String> {
    shown.texts(".dolfin-question")
}

#[wasm_bindgen_test]
async fn whether_a_question_is_answered_open_or_overdue_is_text_too() {
    let shown = status(|mount| {
        mount.reads(asking(
            &["company.tax_id", "external_account", "tos_acceptance.date"],
            &[],
        ));
        mount.reads(asking(
            &["company.tax_id", "external_account"],
            &["company.tax_id"],
        ));
    });
    assert_eq!(
        questions(&shown),
        [
            "Overdue: Company registration or tax number",
            "Needed: Bank account for payouts",
            "Done: Stripe services agreement",
        ]
    );
    assert_eq!(shown.texts(".dolfin-tag"), ["Overdue", "Needed", "Done"]);
}

#[wasm_bindgen_test]
async fn a_question_is_found_by_each_of_its_codes_and_what_is_done_by_none() {
    let dob = ["owners.dob.day", "owners.dob.month", "owners.dob.year"];
    let shown = status(|mount| {
        mount.reads(asking(&[&dob[..], &["external_account"]].concat(), &[]));
        mount.reads(asking(&dob, &[]));
    });
    assert_eq!(shown.codes(), dob);
    assert_eq!(questions(&shown).len(), 2);
    let innermost = "[data-code='owners.dob.day'] [data-code='owners.dob.month'] [data-code='owners.dob.year'] > span";
    assert_eq!(shown.texts(innermost), ["Date of birth"]);
}

#[wasm_bindgen_test]
async fn an_answered_question_is_ticked_where_it_stood_and_nothing_else_of_its_group_is_made_anew()
{
    let shown = onboarding(|mount| mount.reads(half_way()));
    let before = shown.all(".dolfin-group");
    settled().await;
    let mutations = Mutations::of(&shown.find(".dolfin-requirements").unwrap());
    shown.mount.reads(
        Document(
            "OnboardingInProgress",
            [false; 3],
            &["external_account", "owners.first_name", "owners.last_name"],
            &[],
            "",
        )
        .account(),
    );
    let touched = mutations.records().await;
    assert_eq!(shown.all(".dolfin-group"), before);
    let lists = touched
        .iter()
        .filter(|line| line.ends_with("dolfin-questions"));
    assert_eq!(lists.count(), 2, "one out, one in: {touched:?}");
    assert!(questions(&shown).contains(&"Done: Photo ID".to_owned()));
}

macro_rules! lengths {
    ($($name:ident: $asked:literal, $shown:literal, $more:expr;)*) => { $(
        #[wasm_bindgen_test]
        async fn $name() {
            let shown = status(|mount| mount.reads(asking_persons($asked)));
            assert_eq!(questions(&shown).len(), $shown);
            let more: &[&str] = &$more;
            assert_eq!(shown.texts(".dolfin-more"), more);
            shown.is_sound(stringify!($name));
            assert_eq!(shown.written_by_the_same_again().await, [""; 0]);
        }
    )* };
}

lengths! {
    one_question: 1, 1, [];
    ninety_nine_questions: 99, 99, [];
    a_hundred_questions: 100, 100, [];
    a_hundred_and_one_questions: 101, 100, ["And 1 more."];
    five_hundred_questions: 500, 100, ["And 400 more."];
    fifteen_hundred_questions: 1500, 100, ["And 1,400 more."];
}

#[wasm_bindgen_test]
async fn a_group_that_is_cut_off_shows_what_fits_and_the_rest_counts_as_more() {
    let mut codes: Vec<String> = (0..99)
        .map(|person| format!("person_{person:04}.email"))
        .collect();
    codes.extend(
        [
            "person_9999.email",
            "person_9999.phone",
            "person_9999.dob.day",
        ]
        .map(String::from),
    );
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    let shown = status(|mount| mount.reads(asking(&codes, &[])));
    assert_eq!(shown.all(".dolfin-group").len(), 100);
    assert_eq!(shown.texts(".dolfin-more"), ["And 2 more."]);
}

#[wasm_bindgen_test]
async fn what_was_more_comes_up_when_questions_are_answered() {
    let shown = status(|mount| mount.reads(asking_persons(102)));
    let kept = shown.all(".dolfin-group")[5].clone();
    // What is due comes before what is answered, where there is no room for both.
    shown.mount.reads(asking_persons(101));
    settled().await;
    assert_eq!(shown.all(".dolfin-group")[5], kept);
    assert_eq!(shown.texts(".dolfin-more"), ["And 1 more."]);
}

#[wasm_bindgen_test]
async fn a_question_opens_the_form_for_its_own_codes_and_has_a_name_of_its_own() {
    let dob = ["owners.dob.day", "owners.dob.month"];
    let shown = onboarding(|mount| mount.reads(asking(&dob, &[])));
    let button = shown.hook("just-this").unwrap();
    assert!(
        button
            .get_attribute("aria-label")
            .unwrap()
            .starts_with("Date of birth")
    );
    shown.press("just-this").await;
    let told = shown.mount.told.borrow();
    let [Event::QuestionRequested(codes)] = &told[..] else {
        panic!("{told:?}")
    };
    let codes: Vec<&str> = codes.iter().map(|code| code.as_str()).collect();
    assert_eq!(codes, dob);
}

#[wasm_bindgen_test]
async fn several_questions_of_one_subject_are_opened_together() {
    let shown = onboarding(|mount| {
        mount.reads(asking(
            &["owners.email", "owners.phone", "external_account"],
            &[],
        ))
    });
    assert_eq!(shown.all("[data-testid=just-these]").len(), 1);
    shown.press("just-these").await;
    let told = shown.mount.told.borrow();
    let [Event::QuestionRequested(codes)] = &told[..] else {
        panic!("{told:?}")
    };
    assert_eq!(codes.len(), 2);
}

#[wasm_bindgen_test]
async fn what_cannot_be_answered_here_says_by_whom_and_is_no_button() {
    let shown = onboarding(|mount| mount.reads(asking(&["interv_1Q.supportability.support"], &[])));
    assert!(shown.hook("just-this").is_none());
    assert_eq!(
        shown.texts(".dolfin-question-hint"),
        ["With Stripe. If Stripe has written to you, please reply to that message."]
    );
}

#[wasm_bindgen_test]
async fn an_unknown_code_is_never_shown_as_text() {
    let shown =
        status(|mount| mount.reads(asking(&["<img src=x>", "company.brand_new_field"], &[])));
    let text = shown.page.text();
    assert!(
        !text.contains("brand_new") && !text.contains("<img"),
        "{text}"
    );
    assert!(shown.find("img").is_none());
    assert_eq!(shown.codes().len(), 2);
}

macro_rules! preparations {
    ($($name:ident: $business:ident, $first:literal;)*) => { $(
        #[wasm_bindgen_test]
        async fn $name() {
            let shown = status(|mount| {
                mount.business.set(BusinessType::$business);
                mount.reads(Document("NotStarted", [false; 3], &[], &[], "").account());
            });
            let items = shown.texts("[data-testid=preparation] [role=list] > li");
            assert_eq!((items.len(), items[0].as_str()), (6, $first));
        }
    )* };
}

preparations! {
    a_company_is_told_what_to_have_at_hand: Company, "Company registration or tax number";
    a_person_in_business_is_told_what_to_have_at_hand: Individual, "Full name";
}

#[wasm_bindgen_test]
async fn where_stripe_has_asked_already_its_list_stands_instead() {
    let shown = status(|mount| {
        mount.reads(Document("NotStarted", [false; 3], &["external_account"], &[], "").account());
    });
    assert!(shown.hook("preparation").is_none());
    assert_eq!(shown.codes(), ["external_account"]);
}
