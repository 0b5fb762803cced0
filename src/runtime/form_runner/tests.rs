//! Stripe's form in a mount at work: what it asks for and when, and that it survives whatever Stripe's script does.

use crate::clock::sleep;
use crate::dolfin::Api;
use crate::reactive::signal::{RwSignal, getter};
use crate::runtime::handle::MountHandle;
use crate::runtime::mount::Mount;
use crate::runtime::mount_runner::MountRunner;
use crate::stripe::appearance::Appearance;
use crate::stripe::fake_connect::{evaluate, holds, install_with, log, uninstall};
use crate::stripe::options::FormOptions;
use any_spawner::Executor;
use js_sys::Promise;
use onboarding_core::config::{ApiBase, PublishableKey};
use onboarding_core::onboarding::{events::Event, machine::FormPolicy, state::FormState};
use reactive_graph::owner::Owner;
use std::{cell::RefCell, rc::Rc, time::Duration};
use uuid::Uuid;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

/// Everything of Connect.js that we call, in the order in which a mount does.
const METHODS: [&str; 11] = [
    "init",
    "create",
    "setConnector",
    "setOnExit",
    "setOnStepChange",
    "setOnLoadError",
    "setOnLoaderStart",
    "connected",
    "update",
    "logout",
    "disconnected",
];

/// Everything of ours that it calls.
const CALLBACKS: [&str; 5] = [
    "fetchClientSecret",
    "OnExit",
    "OnStepChange",
    "OnLoadError",
    "OnLoaderStart",
];

/// Dolfin, with a session for everybody and an account that has not been started.
fn api() -> Api {
    let base = ApiBase::parse("/api").unwrap();
    Api::at(base).sent_by(Rc::new(|request| {
        let is_session = request.url().ends_with("session");
        if is_session {
            evaluate("window.sessions = (window.sessions ?? 0) + 1");
        }
        let body = match is_session {
            true => "{ clientSecret: 'accs_secret__x' }",
            false => "{ provider: 'Stripe', status: 'NotStarted' }",
        };
        Promise::resolve(&evaluate(&format!("Response.json({body})")))
    }))
}

/// What a mount with a form is for.
fn described() -> Mount {
    // Set by whichever test comes first.
    _ = Executor::init_wasm_bindgen();
    // The runner serves an isolated page, which is told first.
    evaluate(
        "Object.defineProperty(window, 'crossOriginIsolated', { value: false, configurable: true })",
    );
    Mount {
        key: Some(PublishableKey::parse("pk_test_mount").unwrap()),
        form: FormPolicy::AtOnce,
        ..Mount::new(Uuid::from_u128(1), api())
    }
}

/// Gives a mount's form its place in the page.
fn framed(runner: &MountRunner) -> HtmlElement {
    let document = web_sys::window().unwrap().document().unwrap();
    let frame: HtmlElement = document.create_element("div").unwrap().unchecked_into();
    document.body().unwrap().append_child(&frame).unwrap();
    MountHandle::set_frame(runner, frame.clone());
    frame
}

fn is_logged(start: &str) -> bool {
    log().iter().any(|call| call.starts_with(start))
}

async fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    for _ in 0..500 {
        if is_so() {
            return;
        }
        sleep(Duration::from_millis(5)).await;
    }
    panic!("{what}: never; {:?}", log());
}

fn form_of(runner: &MountRunner) -> Option<FormState> {
    MountHandle::state(runner).try_with_untracked(|state| state.form.clone())
}

#[wasm_bindgen_test]
async fn every_method_of_stripes_may_call_every_callback_before_it_returns() {
    for method in METHODS {
        for callback in CALLBACKS {
            let what = format!("{method} calls {callback}");
            let privately = method == "setConnector";
            install_with(&format!(
                "{{ privately: {privately}, chatter: {{ within: '{method}', callback: '{callback}' }} }}"
            ));
            let runner = MountRunner::start(described());
            let frame = framed(&runner);
            // It stands, or what it said meanwhile has ended it.
            until(&what, || {
                is_logged("connected")
                    || form_of(&runner).is_some_and(|form| form != FormState::Loading)
            })
            .await;
            MountHandle::tell(&*runner, Event::LookChanged);
            let elements = "document.querySelectorAll('stripe-connect-account-onboarding').length";
            assert!(holds(&format!("{elements} <= 1")), "{what}");
            if matches!(form_of(&runner), Some(FormState::Left)) {
                assert!(holds(&format!("{elements} === 0")), "{what}");
            }
            MountHandle::tell(&*runner, Event::SignedOut);
            assert_eq!(form_of(&runner), Some(FormState::Closed), "{what}");
            drop(runner);
            assert!(holds(&format!("{elements} === 0")), "{what}");
            let trapped = evaluate("fake.trapped.join()").as_string();
            assert_eq!(trapped.as_deref(), Some(""), "{what}");
            assert_eq!(frame.child_element_count(), 0, "{what}");
            frame.remove();
            uninstall();
        }
    }
}

#[wasm_bindgen_test]
async fn what_a_host_changes_reaches_the_open_form_without_another_session() {
    install_with("{}");
    evaluate("window.sessions = 0");
    let owner = Owner::new();
    owner.set();
    let locale = RwSignal::new_local("fr-FR".to_owned());
    let options = RwSignal::new_local(FormOptions::default());
    let steps = Rc::new(RefCell::new(Vec::new()));
    let taken = steps.clone();
    let mount = Mount {
        locale: getter(locale),
        options: getter(options),
        on_step: Some(Rc::new(move |step| taken.borrow_mut().push(step))),
        ..described()
    };
    let runner = owner.with(|| MountRunner::start(mount));
    let frame = framed(&runner);
    until("the form", || is_logged("connected")).await;
    assert!(holds("fake.params.locale === 'fr-FR'"));
    locale.set("de-DE".to_owned());
    until("another language", || {
        log()
            .iter()
            .any(|call| call.starts_with("update") && call.contains("de-DE"))
    })
    .await;
    options.set(FormOptions {
        appearance: Appearance::default().variable("colorPrimary", "#123456"),
        ..FormOptions::default()
    });
    until("another colour", || {
        log()
            .iter()
            .any(|call| call.starts_with("update") && call.contains("#123456"))
    })
    .await;
    evaluate("fake.call('OnStepChange')");
    assert_eq!(*steps.borrow(), ["summary"]);
    assert!(holds("sessions === 1"));
    assert_eq!(log().iter().filter(|call| *call == "init").count(), 1);
    drop((runner, owner));
    assert!(!is_logged("logout"), "to leave is not to sign out");
    frame.remove();
    uninstall();
}

#[wasm_bindgen_test]
async fn a_sign_out_ends_stripes_session_once_and_nothing_follows() {
    install_with("{}");
    let runner = MountRunner::start(described());
    let frame = framed(&runner);
    until("the form", || is_logged("connected")).await;
    evaluate("window.rejections = 0");
    evaluate("window.addEventListener('unhandledrejection', () => (window.rejections += 1))");
    MountHandle::tell(&*runner, Event::SignedOut);
    until("the sign-out", || is_logged("logout")).await;
    assert_eq!(frame.child_element_count(), 0);
    let before = log();
    for late in CALLBACKS {
        evaluate(&format!("fake.call('{late}')"));
    }
    MountHandle::tell(&*runner, Event::SignedOut);
    // Long enough for a rejection that nobody handles to be told.
    sleep(Duration::from_millis(50)).await;
    assert_eq!(log(), before);
    assert!(holds("rejections === 0"));
    drop(runner);
    frame.remove();
    uninstall();
}

#[wasm_bindgen_test]
async fn a_form_that_waits_to_be_asked_for_has_no_session_before() {
    install_with("{}");
    evaluate("window.sessions = 0");
    let runner = MountRunner::start(Mount {
        form: FormPolicy::OnRequest,
        ..described()
    });
    let frame = framed(&runner);
    until("the account", || {
        MountHandle::state(&*runner)
            .try_with_untracked(|state| state.account().is_some())
            .unwrap_or_default()
    })
    .await;
    assert!(holds("sessions === 0"));
    MountHandle::tell(&*runner, Event::FormRequested);
    until("the form", || is_logged("connected")).await;
    assert!(holds("sessions === 1"));
    drop(runner);
    frame.remove();
    uninstall();
}
