//! What has changed: announced once, and kept to be read.

use super::documents::{Document, half_way};
use super::mount::{Shown, status};
use crate::reactive::test_page::settled;
use onboarding_core::account::diff::Change;
use onboarding_core::account::document::Account;
use onboarding_core::status::notice::ChangeNotice;
use std::time::Duration;
use wasm_bindgen_test::wasm_bindgen_test;

fn active() -> Account {
    Document("Active", [true; 3], &[], &[], "").account()
}

fn said(shown: &Shown) -> (String, String) {
    let text = |hook: &str| shown.hook(hook).unwrap().text_content().unwrap();
    (text("announcement"), text("announcement-of-loss"))
}

/// The status alone, which then hears of these changes.
async fn told(changes: &[Change]) -> Shown {
    let shown = status(|mount| mount.reads(half_way()));
    assert_eq!(said(&shown), (String::new(), String::new()));
    hear(&shown, changes, 1).await;
    shown
}

async fn hear(shown: &Shown, changes: &[Change], seq: u32) {
    shown.mount.reads(active());
    shown
        .mount
        .reads_again(Duration::from_secs(60 * u64::from(seq)));
    shown.mount.knows(|known| {
        let changes = changes.to_vec();
        known.notice = ChangeNotice::Changes { seq, changes };
    });
    settled().await;
}

macro_rules! changes {
    ($($name:ident: $changes:expr, $polite:literal, $urgent:literal;)*) => { $(
        #[wasm_bindgen_test]
        async fn $name() {
            let shown = told(&$changes).await;
            assert_eq!(said(&shown), ($polite.to_owned(), $urgent.to_owned()));
            assert_eq!(shown.hook("announcement").unwrap().get_attribute("role").as_deref(), Some("status"));
            assert_eq!(shown.hook("announcement-of-loss").unwrap().get_attribute("role").as_deref(), Some("alert"));
            let told = [$polite, $urgent].concat();
            assert_eq!(shown.texts("[data-testid=activity] li > span"), [told]);
            shown.is_sound(stringify!($name));
            assert_eq!(shown.written_by_the_same_again().await, [""; 0]);
        }
    )* };
}

changes! {
    good_news: [Change::Active, Change::PaymentsOn, Change::PayoutsOn],
        "The account is now active. Payments are now on. Payouts are now on.", "";
    answers: [Change::Answered(2), Change::Left(3)], "Done: 2. Still needed: 3.", "";
    the_last_answer: [Change::NothingLeft], "Nothing more is needed from you now.", "";
    new_questions: [Change::Asked(1)], "Newly needed: 1.", "";
    questions_that_are_overdue: [Change::Overdue(2)], "Now overdue: 2.", "";
    details_that_were_submitted: [Change::Submitted], "Your details have been submitted.", "";
    another_state: [Change::Other], "The status has changed.", "";
    payments_that_went_off: [Change::PaymentsOff], "", "Payments are now off.";
    payouts_that_went_off: [Change::PayoutsOff], "", "Payouts are now off.";
    a_rejection: [Change::Rejected], "", "Stripe cannot support this account.";
    a_disconnection: [Change::Disconnected], "", "The payment account has been disconnected.";
    a_loss_among_others: [Change::PaymentsOff, Change::Active], "", "Payments are now off. The account is now active.";
}

#[wasm_bindgen_test]
async fn what_happened_in_the_visit_is_kept_in_order_and_closed() {
    let shown = told(&[Change::Answered(1)]).await;
    hear(&shown, &[Change::Submitted], 2).await;
    hear(&shown, &[Change::Active], 3).await;
    assert_eq!(
        shown.texts("[data-testid=activity] [role=list] > li > span"),
        [
            "Done: 1.",
            "Your details have been submitted.",
            "The account is now active."
        ]
    );
    let times = shown.all("[data-testid=activity] time[datetime]");
    assert_eq!(times.len(), 3);
    assert!(shown.find("[data-testid=activity][open]").is_none());
}

#[wasm_bindgen_test]
async fn two_equal_changes_in_a_row_are_announced_and_kept_as_two() {
    let shown = told(&[Change::Overdue(1)]).await;
    let announced = || shown.hook("announcement").unwrap().first_element_child();
    let first = announced();
    hear(&shown, &[Change::Overdue(1)], 2).await;
    assert_eq!(said(&shown).0, "Now overdue: 1.");
    assert!(first.is_some() && announced() != first, "not the same node");
    let kept = "[data-testid=activity] li > span";
    assert_eq!(shown.texts(kept), ["Now overdue: 1.", "Now overdue: 1."]);
}

#[wasm_bindgen_test]
async fn before_anything_has_happened_there_is_no_list_of_it() {
    let shown = status(|mount| mount.reads(half_way()));
    assert!(shown.hook("activity").is_none());
}
