//! How often and how patiently Connect.js is tried.

use super::{ConnectScript, pause};
use crate::stripe::fake_connect::{evaluate, holds, install_with};
use crate::stripe::fake_script::{Page, impatient, until};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_global_that_is_there_needs_no_tag() {
    let page = Page::new();
    install_with("{}");
    page.load(ConnectScript::default())
        .comes_to(&["loaded"])
        .await;
    assert!(holds("made.length === 0"));
}

#[wasm_bindgen_test]
async fn a_script_that_fails_is_tried_once_again_by_itself() {
    let page = Page::new();
    let loading = page.load(ConnectScript::default());
    evaluate("says(0, 'error')");
    until("a second tag", || holds("made.length === 2")).await;
    assert!(holds("tags() === 1 && !made[0].isConnected"));
    install_with("{}");
    evaluate("says(1, 'load')");
    loading.comes_to(&["loaded"]).await;
}

#[wasm_bindgen_test]
async fn a_script_that_fails_twice_is_told_and_leaves_no_tag() {
    for (event, failure) in [("error", "Blocked"), ("load", "NoGlobal")] {
        let page = Page::new();
        let loading = page.load(ConnectScript::default());
        evaluate(&format!("says(0, '{event}')"));
        until("a second tag", || holds("made.length === 2")).await;
        evaluate(&format!("says(1, '{event}')"));
        loading.comes_to(&[failure]).await;
        assert!(holds("tags() === 0"));
    }
}

#[wasm_bindgen_test]
async fn a_silent_script_is_told_and_used_when_it_comes_at_last() {
    let page = Page::new();
    let loading = page.load(impatient());
    loading.comes_to(&["Stalled so far"]).await;
    install_with("{}");
    evaluate("says(0, 'load')");
    loading.comes_to(&["Stalled so far", "loaded"]).await;
    assert!(holds("made.length === 1"));
}

#[wasm_bindgen_test]
async fn who_tries_again_after_silence_gets_another_tag_and_the_first_cannot_run() {
    let page = Page::new();
    let first = page.load(impatient());
    first.comes_to(&["Stalled so far"]).await;
    drop(first);
    let second = page.load(impatient());
    assert!(holds("made.length === 2 && tags() === 1"));
    assert!(holds("made[0].ownerDocument !== document"));
    install_with("{}");
    evaluate("says(1, 'load')");
    second.comes_to(&["loaded"]).await;
}

#[wasm_bindgen_test]
async fn b15_b16_two_mounts_share_the_tag_that_is_on_its_way() {
    let page = Page::new();
    let (one, other, gone) = (
        page.load(ConnectScript::default()),
        page.load(ConnectScript::default()),
        page.load(ConnectScript::default()),
    );
    assert!(holds("made.length === 1"));
    drop(gone);
    install_with("{}");
    evaluate("says(0, 'load')");
    one.comes_to(&["loaded"]).await;
    other.comes_to(&["loaded"]).await;
}

#[wasm_bindgen_test]
fn the_pause_before_the_retry_differs_from_page_to_page() {
    let millis = |random| pause(random).as_millis();
    assert_eq!([millis(0.0), millis(1.0)], [1_000, 1_500]);
}
