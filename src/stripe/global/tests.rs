//! What is not taken for Stripe's global.

use crate::stripe::fake_connect::{evaluate, holds, install_with};
use crate::stripe::fake_script::{Page, impatient};
use crate::stripe::loader::ConnectScript;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn markup_under_the_name_of_stripes_global_is_not_taken_for_it() {
    for markup in [
        "<a id=StripeConnect name=init></a>",
        "<a id=StripeConnect></a><a id=StripeConnect name=init></a>",
        "<form id=StripeConnect><input name=init></form>",
        "<form id=StripeConnect><object name=init></object></form>",
    ] {
        let page = Page::new();
        let place = format!("<div id=markup>{markup}</div>");
        evaluate(&format!(
            "document.body.insertAdjacentHTML('beforeend', {place:?})"
        ));
        assert!(holds("window.StripeConnect"), "{markup}");
        let loading = page.load(ConnectScript::default());
        assert!(holds("made.length === 1"), "{markup}");
        assert!(holds("window.StripeConnect === undefined"), "{markup}");
        install_with("{}");
        evaluate("says(0, 'load')");
        loading.comes_to(&["loaded"]).await;
        evaluate("document.getElementById('markup').remove()");
    }
}

#[wasm_bindgen_test]
async fn a_global_that_throws_when_it_is_looked_at_is_none() {
    let page = Page::new();
    evaluate(
        "Object.defineProperty(window, 'StripeConnect', { configurable: true, get() { throw 1 } })",
    );
    let loading = page.load(impatient());
    loading.comes_to(&["Stalled so far"]).await;
    evaluate("delete window.StripeConnect");
}
