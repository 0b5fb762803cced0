//! How old what is shown is, and what a person who asks is answered.

use super::documents::{Document, half_way};
use super::mount::{Shown, status};
use crate::clock::now;
use crate::reactive::test_page::{Mutations, settled};
use gloo_timers::future::TimeoutFuture;
use onboarding_core::onboarding::events::Event;
use onboarding_core::status::notice::ChangeNotice;
use onboarding_core::status::snapshot::Freshness;
use std::time::Duration;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen(module = "/tests/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = makeMinutesShort)]
    fn make_minutes_short();
    #[wasm_bindgen(js_name = letPass)]
    fn let_pass(ms: f64);
    #[wasm_bindgen(js_name = giveClockBack)]
    fn give_back();
}

/// The sentence beside the button.
fn answer(shown: &Shown) -> String {
    shown.texts(".dolfin-freshness > [role=status]").concat()
}

fn age(shown: &Shown) -> String {
    shown.texts("time[data-testid=freshness]").concat()
}

macro_rules! answers {
    ($($name:ident: $change:expr, $freshness:literal, $answer:literal;)*) => { $(
        #[wasm_bindgen_test]
        async fn $name() {
            let shown = status(|mount| {
                mount.reads(half_way());
                mount.knows($change);
            });
            let line = format!("[data-freshness={}]", $freshness);
            assert!(shown.find(&line).is_some());
            assert_eq!(answer(&shown), $answer);
            assert_eq!(age(&shown), "Checked just now");
            shown.is_sound(stringify!($name));
            assert_eq!(shown.written_by_the_same_again().await, [""; 0]);
        }
    )* };
}

answers! {
    up_to_date: |_| {}, "live", "";
    stale: |known| known.freshness = Freshness::Stale, "stale", "You are seeing the last known status.";
    offline: |known| known.freshness = Freshness::Offline, "offline", "You are offline. We'll show the latest as soon as you are back online.";
    resting: |known| known.freshness = Freshness::Resting, "resting", "We'll show the latest when you come back.";
    slow: |known| known.is_slow = true, "live", "This is taking longer than usual.";
    no_change: |known| known.notice = ChangeNotice::NoChange, "live", "No change yet.";
    no_answer: |known| known.notice = ChangeNotice::NoAnswer, "live", "Could not check just now.";
}

#[wasm_bindgen_test]
async fn before_the_first_answer_it_keeps_its_place() {
    let shown = status(|_| {});
    assert_eq!(age(&shown), "Checking…");
    assert!(shown.find("time:not([datetime])").is_some());
    shown.mount.reads(half_way());
    settled().await;
    assert_eq!(age(&shown), "Checked just now");
    let at = shown
        .find("time")
        .unwrap()
        .get_attribute("datetime")
        .unwrap();
    let ago = js_sys::Date::now() - js_sys::Date::parse(&at);
    assert!((-1_000.0..60_000.0).contains(&ago), "{at}");
}

#[wasm_bindgen_test]
async fn an_unchanged_answer_that_nobody_asked_for_writes_nothing_though_it_is_younger() {
    let shown = status(|mount| mount.reads(half_way()));
    settled().await;
    let mutations = Mutations::of(&shown.page.root);
    for later in [1, 2, 90] {
        shown.mount.reads_again(now() + Duration::from_secs(later));
        settled().await;
    }
    assert_eq!(mutations.records().await, [""; 0]);
}

#[wasm_bindgen_test]
async fn whoever_asks_is_told_the_age_of_the_answer() {
    let long_ago = now();
    let shown = status(|mount| {
        mount.reads(half_way());
        mount.reads_again(long_ago);
    });
    let before = shown.find("time").unwrap().get_attribute("datetime");
    shown.press("check-now").await;
    assert_eq!(*shown.mount.told.borrow(), [Event::CheckRequested]);
    shown.mount.knows(|known| known.checking = true);
    settled().await;
    assert_eq!(answer(&shown), "Checking…");
    shown.mount.reads_again(now() + Duration::from_secs(5));
    shown.mount.knows(|known| {
        known.checking = false;
        known.notice = ChangeNotice::NoChange;
    });
    settled().await;
    assert_eq!(answer(&shown), "No change yet.");
    let after = shown.find("time").unwrap().get_attribute("datetime");
    assert_ne!(before, after);
}

#[wasm_bindgen_test]
async fn the_age_is_written_once_a_minute() {
    make_minutes_short();
    let shown = status(|mount| mount.reads(half_way()));
    settled().await;
    let mut ages = Vec::new();
    let mut written = Vec::new();
    for minutes in [2, 1, 60] {
        let mutations = Mutations::of(&shown.page.root);
        let_pass(f64::from(minutes) * 60_000.0);
        TimeoutFuture::new(120).await;
        ages.push(age(&shown));
        written.push(mutations.records().await.len());
    }
    give_back();
    assert_eq!(ages[..2], ["Checked 2 min ago", "Checked 3 min ago"]);
    assert_eq!(ages[2], "Checked more than an hour ago");
    assert_eq!(written, [1, 1, 1]);
}

#[wasm_bindgen_test]
async fn the_age_stands_in_no_live_region() {
    let shown = status(|mount| mount.reads(half_way()));
    assert!(
        shown
            .find(":is([role=status], [role=alert], [aria-live]) time")
            .is_none()
    );
    assert!(shown.hook("freshness").unwrap().shadow_root().is_none());
}

#[wasm_bindgen_test]
async fn one_changed_fact_touches_its_own_nodes_alone() {
    let shown = status(|mount| {
        mount.reads(Document("Active", [true, true, false], &[], &[], "").account());
    });
    settled().await;
    let mutations = Mutations::of(&shown.page.root);
    shown
        .mount
        .reads(Document("Active", [true, true, false], &[], &[], "other").account());
    settled().await;
    let before = mutations.records().await;
    assert_eq!(before, [""; 0], "another reason shows nothing else");
    shown
        .mount
        .reads(Document("Active", [true, false, false], &[], &[], "other").account());
    let touched = mutations.records().await;
    let elsewhere = |line: &&String| {
        line.contains("chargesEnabled")
            || line.contains("dolfin-group")
            || line.contains("question")
    };
    assert!(
        !touched.is_empty() && touched.iter().find(elsewhere).is_none(),
        "{touched:?}"
    );
    let rows = touched
        .iter()
        .filter(|line| line.ends_with("dolfin-capability"));
    assert_eq!(
        rows.count(),
        2,
        "data-enabled and data-tone of one row: {touched:?}"
    );
}
