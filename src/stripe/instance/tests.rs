//! By which way a form is made, what keeps it from being made, and where its element stands.

use crate::stripe::fake_connect::{evaluate, log};
use crate::stripe::scene::Scene;
use onboarding_core::account::problem::ScriptFailure;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn the_documented_way_comes_first_and_binds_nothing_privately() {
    let scene = Scene::with("{}");
    let _form = scene.open().unwrap();
    let calls = log();
    assert!(calls.contains(&"create account-onboarding".to_owned()));
    assert!(!calls.contains(&"setConnector".to_owned()));
    let connected = calls.iter().position(|call| call == "connected");
    let set = calls
        .iter()
        .rposition(|call| call.starts_with("setOn"))
        .unwrap();
    assert!(
        connected.is_some_and(|connected| connected > set),
        "an element that is set up before it is in the page can miss no event"
    );
}

#[wasm_bindgen_test]
fn the_private_way_is_taken_where_the_documented_one_is_absent() {
    let scene = Scene::with("{ privately: true }");
    let _form = scene.open().unwrap();
    let calls: Vec<_> = log()
        .into_iter()
        .filter(|line| !line.starts_with("init"))
        .collect();
    assert_eq!(
        calls,
        [
            "setConnector",
            "setOnExit function",
            "setOnStepChange function",
            "setOnLoadError function",
            "setOnLoaderStart function",
            "connected",
        ]
    );
}

#[wasm_bindgen_test]
fn a_form_that_would_not_say_when_the_person_leaves_is_a_failure() {
    for connect in [
        "{ without: ['OnExit'] }",
        "{ privately: true, without: ['OnExit'] }",
        "{ throwing: 'setOnExit' }",
    ] {
        let scene = Scene::with(connect);
        let failure = scene.open().err();
        assert_eq!(failure, Some(ScriptFailure::InitFailed), "{connect}");
        assert!(scene.frame.child_element_count() == 0, "{connect}");
    }
}

#[wasm_bindgen_test]
fn any_other_setter_that_is_absent_or_throws_is_passed_over() {
    for name in ["OnStepChange", "OnLoadError", "OnLoaderStart"] {
        for connect in [
            format!("{{ without: ['{name}'] }}"),
            format!("{{ throwing: 'set{name}' }}"),
        ] {
            let scene = Scene::with(&connect);
            assert!(scene.open().is_ok(), "{connect}");
        }
    }
}

#[wasm_bindgen_test]
fn what_throws_while_a_form_is_made_is_told_and_leaves_nothing() {
    for connect in [
        "{ throwing: 'init' }",
        "{ privately: true, throwing: 'setConnector' }",
    ] {
        let scene = Scene::with(connect);
        let failure = scene.open().err();
        assert_eq!(failure, Some(ScriptFailure::InitFailed), "{connect}");
        assert!(scene.frame.child_element_count() == 0, "{connect}");
    }
}

#[wasm_bindgen_test]
fn an_instance_that_is_none_is_a_failure() {
    let scene = Scene::with("{}");
    for nothing in ["undefined", "null", "'text'"] {
        evaluate(&format!("window.StripeConnect.init = () => {nothing}"));
        let failure = scene.open().err();
        assert_eq!(failure, Some(ScriptFailure::InitFailed), "{nothing}");
    }
}

#[wasm_bindgen_test]
async fn a_sign_out_ends_stripes_session_and_leaves_no_rejection() {
    let scene = Scene::with("{}");
    let form = scene.open().unwrap();
    let farewell = form.log_out().unwrap();
    assert!(log().contains(&"logout".to_owned()));
    let farewell = JsFuture::from(farewell).await;
    assert!(farewell.is_err(), "the rejection is handed on");
    drop(form);
    let scene = Scene::with("{ throwing: 'logout' }");
    assert!(scene.open().unwrap().log_out().is_none());
}

#[wasm_bindgen_test]
fn in_a_shadow_root_the_element_is_in_the_light_and_shown_in_the_frame() {
    let scene = Scene::with("{}");
    let document = web_sys::window().unwrap().document().unwrap();
    let host = document.create_element("div").unwrap();
    document.body().unwrap().append_child(&host).unwrap();
    let init = web_sys::ShadowRootInit::new(web_sys::ShadowRootMode::Open);
    let root = host.attach_shadow(&init).unwrap();
    root.append_child(&scene.frame).unwrap();
    let form = scene.open().unwrap();
    let element = host.query_selector("[slot^=dolfin-form-] > stripe-connect-account-onboarding");
    assert!(element.unwrap().is_some());
    assert!(scene.frame.query_selector("slot").unwrap().is_some());
    drop(form);
    assert_eq!(host.child_element_count(), 0);
    assert_eq!(scene.frame.child_element_count(), 0);
    host.remove();
}
