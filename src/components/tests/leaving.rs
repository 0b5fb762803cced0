//! What is seen from the exit of Stripe's form to what came of it.

use super::documents::{Document, half_way, problem};
use super::mount::{Shown, onboarding};
use crate::reactive::test_page::settled;
use onboarding_core::account::problem::ProblemKind;
use onboarding_core::onboarding::events::FormEvent;
use wasm_bindgen_test::wasm_bindgen_test;

fn open() -> Shown {
    onboarding(|mount| {
        mount.reads(half_way());
        mount.form_event(FormEvent::Shown);
    })
}

/// Nothing of this may be read before what came of the form is known.
const REPROACHES: [&str; 4] = ["You left", "skipped", "Left for later", "left to answer"];

async fn is_unjudged(shown: &Shown, headline: &str) {
    settled().await;
    assert_eq!(shown.texts(".dolfin-headline"), [headline]);
    let text = shown.page.text();
    for reproach in REPROACHES {
        assert!(!text.contains(reproach), "{text}");
    }
    assert_eq!(shown.attr("data-turn").as_deref(), Some("unknown"));
    assert!(
        shown
            .find("[role=progressbar], .dolfin-requirements")
            .is_none()
    );
    assert!(shown.hook("primary-action").is_none());
    assert!(shown.hook("check-now").is_some());
    assert_eq!(
        shown.texts("time[data-testid=freshness]"),
        ["As it was before the form was closed"]
    );
    shown.is_sound(headline);
    assert_eq!(shown.written_by_the_same_again().await, [""; 0]);
}

#[wasm_bindgen_test]
async fn until_it_is_known_nothing_is_judged_and_then_what_came_of_it_is_told() {
    let shown = open();
    shown.mount.leaves();
    assert!(shown.find(".dolfin-form").is_some(), "not drawn yet");
    is_unjudged(&shown, "Seeing what has reached Stripe").await;
    assert!(shown.find(".dolfin-form").is_none());
    assert_eq!(shown.texts(".dolfin-turn"), ["Checking"]);
    // What the answer brings has its place already.
    for place in [".dolfin-actions", ".dolfin-progress[aria-hidden]"] {
        let skeleton = [place, " > .dolfin-skeleton"].concat();
        assert!(shown.find(&skeleton).is_some(), "{place}");
    }
    shown.mount.reads(half_way());
    settled().await;
    assert_eq!(
        shown.texts(".dolfin-headline"),
        ["Pick up where you left off"]
    );
    assert_eq!(
        shown.texts("time[data-testid=freshness]"),
        ["Checked just now"]
    );
    assert!(shown.page.text().contains("Left for later"));
    shown.is_sound("left half-way");
}

#[wasm_bindgen_test]
async fn whoever_has_finished_reads_thanks_and_nothing_before() {
    let shown = open();
    shown.mount.leaves();
    is_unjudged(&shown, "Seeing what has reached Stripe").await;
    let sent = Document("OnboardingInProgress", [true, false, false], &[], &[], "");
    shown.mount.reads(sent.account());
    settled().await;
    assert_eq!(
        shown.texts(".dolfin-headline"),
        ["Stripe is checking your details"]
    );
}

#[wasm_bindgen_test]
async fn where_it_cannot_be_known_that_is_said() {
    let shown = open();
    shown.mount.leaves();
    shown.mount.knows(|snapshot| snapshot.is_unanswered = true);
    is_unjudged(&shown, "What has reached Stripe is not known yet").await;
    shown
        .mount
        .fails(problem(ProblemKind::ServiceFault, Some(503)));
    settled().await;
    is_unjudged(&shown, "What has reached Stripe is not known yet").await;
}

#[wasm_bindgen_test]
async fn whoever_was_in_the_form_is_at_the_headline_once_it_says_what_is_next() {
    let shown = open();
    let frame = shown.hook("onboarding-frame").unwrap();
    frame.set_inner_html("<input>");
    shown.find("input").unwrap().focus().unwrap();
    // Stripe's element is taken out before anything else is drawn.
    frame.set_inner_html("");
    shown.mount.leaves();
    settled().await;
    assert!(shown.find(":focus").is_none());
    shown.mount.reads(half_way());
    settled().await;
    assert!(shown.find(".dolfin-headline:focus").is_some());
}

#[wasm_bindgen_test]
async fn whoever_is_elsewhere_stays_there() {
    let shown = open();
    shown.hook("check-now").unwrap().focus().unwrap();
    shown.mount.leaves();
    settled().await;
    shown.mount.reads(half_way());
    settled().await;
    assert!(shown.find("[data-testid=check-now]:focus").is_some());
}

#[wasm_bindgen_test]
async fn what_is_asked_for_after_the_exit_is_not_called_left_for_later() {
    let shown = open();
    shown.mount.leaves();
    let sent = Document("OnboardingInProgress", [true, false, false], &[], &[], "");
    shown.mount.reads(sent.account());
    settled().await;
    let photo = ["representative.verification.document"];
    let refused = Document("Restricted", [true, false, false], &photo, &photo, "");
    shown.mount.reads(refused.account());
    settled().await;
    assert_eq!(shown.texts(".dolfin-heading"), ["What Stripe needs"]);
}

#[wasm_bindgen_test]
async fn the_age_is_that_of_the_answer_after_the_exit() {
    let shown = open();
    let before = shown.find("time").unwrap().get_attribute("datetime");
    shown.mount.leaves();
    settled().await;
    shown.mount.reads(half_way());
    settled().await;
    let after = shown.find("time").unwrap().get_attribute("datetime");
    assert_ne!(before, after);
}
