//! What Stripe's calls come to, early, late and malformed.

use crate::reactive::task::yield_microtask;
use crate::stripe::fake_connect::{evaluate, holds};
use crate::stripe::scene::Scene;
use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn what_stripe_reports_carries_the_number_of_its_form() {
    let scene = Scene::with("{}");
    let _form = scene.open().unwrap();
    scene.heard();
    for callback in [
        "OnLoaderStart",
        "OnStepChange",
        "OnLoadError",
        "OnExit",
        "OnExit",
        "OnStepChange",
    ] {
        evaluate(&format!("fake.call('{callback}')"));
    }
    assert_eq!(
        scene.heard(),
        [
            "FormId(7) Shown",
            "FormId(7) Step(\"summary\")",
            "FormId(7) Failed(AuthenticationError)",
            "FormId(7) Exit",
        ],
        "an exit is told once, and nothing after it"
    );
    assert!(holds("fake.trapped.length === 0"));
}

#[wasm_bindgen_test]
fn a_payload_that_is_not_stripes_is_read_without_harm() {
    let scene = Scene::with("{}");
    let _form = scene.open().unwrap();
    scene.heard();
    for payload in [
        "",
        "null",
        "1",
        "{ get step() { throw 1 } }",
        "{ step: {} }",
    ] {
        evaluate(&format!("fake.given.OnStepChange({payload})"));
    }
    for payload in [
        "",
        "{ error: null }",
        "{ error: { type: 'something_new' } }",
    ] {
        evaluate(&format!("fake.given.OnLoadError({payload})"));
    }
    let heard = scene.heard();
    assert_eq!(heard.len(), 8, "{heard:?}");
    assert!(
        heard
            .iter()
            .all(|line| { line == "FormId(7) Step(\"\")" || line == "FormId(7) Failed(Unknown)" })
    );
}

#[wasm_bindgen_test]
async fn a_form_that_has_gone_hears_nothing_and_gives_nothing() {
    let scene = Scene::with("{ chatter: { within: 'disconnected', callback: 'OnExit' } }");
    let form = scene.open().unwrap();
    yield_microtask().await;
    scene.heard();
    drop(form);
    assert_eq!(scene.frame.child_element_count(), 0);
    for callback in [
        "OnLoaderStart",
        "OnStepChange",
        "OnLoadError",
        "OnExit",
        "fetchClientSecret",
    ] {
        evaluate(&format!("fake.call('{callback}')"));
    }
    let late = evaluate("fake.secrets.at(-1)");
    let late = JsFuture::from(Promise::resolve(&late)).await;
    assert!(late.is_ok_and(|secret| secret.is_undefined()));
    assert!(scene.heard().is_empty());
    assert!(holds("fake.trapped.length === 0"));
}
