//! Which tag for Connect.js counts, and what becomes of one that others have a say in.

use crate::stripe::fake_connect::{evaluate, holds, install_with};
use crate::stripe::fake_script::{Page, until};
use crate::stripe::loader::ConnectScript;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn one_tag_with_the_pages_nonce_and_what_makes_chromium_hurry() {
    let page = Page::new();
    let loading = page.load(ConnectScript::default().nonce("n0nce"));
    let tag = evaluate("made.map((tag) => tag.outerHTML).join()").as_string();
    assert_eq!(
        tag.as_deref(),
        Some(
            r#"<script fetchpriority="high" src="https://connect-js.stripe.com/v1.0/connect.js"></script>"#
        )
    );
    assert!(holds(
        "made[0].nonce === 'n0nce' && made[0].parentNode === document.head"
    ));
    install_with("{}");
    evaluate("says(0, 'load')");
    loading.comes_to(&["loaded"]).await;
}

#[wasm_bindgen_test]
fn a_connection_is_made_ready_once_and_nothing_fetched() {
    let _page = Page::new();
    let script = ConnectScript::default();
    script.preconnect();
    script.preconnect();
    assert!(holds(
        "made.length === 1 && made[0].rel === 'preconnect' && made[0].href === 'https://connect-js.stripe.com/'"
    ));
}

#[wasm_bindgen_test]
async fn a_tag_of_the_pages_is_waited_for() {
    let page = Page::new();
    evaluate("window.theirs = tagOfThePage()");
    let loading = page.load(ConnectScript::default());
    assert!(holds("made.length === 0"));
    install_with("{}");
    evaluate("theirs.dispatchEvent(new Event('load'))");
    loading.comes_to(&["loaded"]).await;
}

#[wasm_bindgen_test]
async fn a_tag_of_the_pages_that_has_failed_before_is_replaced_soon() {
    let page = Page::new();
    evaluate("tagOfThePage()");
    evaluate("performance.getEntriesByName = () => [{}]");
    let loading = page.load(ConnectScript::default());
    until("a tag of ours", || holds("made.length === 1")).await;
    assert!(holds("tags() === 1 && !document.getElementById('theirs')"));
    install_with("{}");
    evaluate("says(0, 'load')");
    loading.comes_to(&["loaded"]).await;
}

#[wasm_bindgen_test]
async fn a_tag_that_a_consent_tool_holds_back_is_told_at_once_and_left_to_it() {
    for how in [
        "tagOfThePage('text/plain')",
        "window.onMade = (tag) => tag.setAttribute('type', 'javascript/blocked')",
    ] {
        let page = Page::new();
        evaluate(how);
        page.load(ConnectScript::default())
            .comes_to(&["HeldBack"])
            .await;
        let before = evaluate("tags()");
        page.load(ConnectScript::default())
            .comes_to(&["HeldBack"])
            .await;
        assert_eq!(evaluate("tags()"), before, "no second tag for it to run");
        // The person has agreed.
        install_with("{}");
        page.load(ConnectScript::default())
            .comes_to(&["loaded"])
            .await;
    }
}

#[wasm_bindgen_test]
async fn a_tag_that_is_changed_too_late_to_be_held_back_is_waited_for() {
    let page = Page::new();
    let loading = page.load(ConnectScript::default());
    evaluate("made[0].setAttribute('type', 'text/plain')");
    let other = page.load(ConnectScript::default());
    install_with("{}");
    evaluate("says(0, 'load')");
    loading.comes_to(&["loaded"]).await;
    other.comes_to(&["loaded"]).await;
    assert!(holds("made.length === 1"));
}
