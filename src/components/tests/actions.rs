//! What comes of a press: to the mount, to the host, or to the clipboard; and what whoever pressed is told.

use super::documents::{Document, half_way, problem};
use super::mount::{Shown, onboarding, status};
use crate::reactive::test_page::settled;
use js_sys::{Function, Object, Reflect};
use onboarding_core::account::problem::ProblemKind;
use onboarding_core::onboarding::events::{Event, FormEvent};
use onboarding_core::onboarding::host_request::HostRequest;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// What the live region under the actions says.
fn answer(shown: &Shown) -> String {
    shown.texts(".dolfin-note[role=status]").concat()
}

macro_rules! requests {
    ($($name:ident: $before:expr, $hook:literal, $request:ident, $answer:literal;)*) => { $(
        #[wasm_bindgen_test]
        async fn $name() {
            let shown = status($before);
            let region = shown.find(".dolfin-note[role=status]").unwrap();
            assert_eq!(answer(&shown), "", "there before it speaks");
            shown.press($hook).await;
            assert_eq!(*shown.mount.asked.borrow(), [HostRequest::$request]);
            assert_eq!(answer(&shown), $answer);
            assert_eq!(shown.find(".dolfin-note[role=status]"), Some(region));
            shown.is_sound(stringify!($name));

            let helped = status($before);
            helped.mount.host_helps.set(true);
            helped.press($hook).await;
            assert_eq!(answer(&helped), "", "the host sees to it");
        }
    )* };
}

requests! {
    to_sign_in: |mount| mount.fails(problem(ProblemKind::SignedOut, Some(401))), "primary-action", SignIn,
        "Please sign in again where you opened this page from.";
    to_enable_payments: |mount| mount.fails(problem(ProblemKind::NotEnabled, Some(409))), "primary-action", Enable,
        "Please switch payments on in your account settings, then come back here.";
    to_reset_the_integration: |mount| mount.reads(Document("Disconnected", [true, false, false], &[], &[], "").account()),
        "primary-action", Reset, "Please ask support to reset the payment account, then come back here.";
    to_contact_support: |mount| mount.reads(Document("Rejected", [true, false, false], &[], &[], "rejected.other").account()),
        "secondary-action", Support, "Please contact the support of the service you opened this page from.";
    to_open_the_form_elsewhere: |mount| mount.reads(half_way()), "primary-action", Open,
        "Please contact the support of the service you opened this page from.";
}

#[wasm_bindgen_test]
async fn a_host_that_signs_the_person_in_is_waited_for() {
    let shown = status(|mount| mount.fails(problem(ProblemKind::SignedOut, Some(401))));
    shown.press("primary-action").await;
    assert!(shown.mount.told.borrow().is_empty(), "nobody has said so");
    shown.mount.host_helps.set(true);
    shown.press("primary-action").await;
    assert_eq!(*shown.mount.told.borrow(), [Event::SignInPromised]);
}

#[wasm_bindgen_test]
async fn an_answer_goes_with_the_next_press() {
    let shown = status(|mount| mount.fails(problem(ProblemKind::SignedOut, Some(401))));
    shown.press("primary-action").await;
    assert_ne!(answer(&shown), "");
    shown.press("retry").await;
    assert_eq!(answer(&shown), "");
    assert_eq!(*shown.mount.told.borrow(), [Event::RetryRequested]);
}

#[wasm_bindgen_test]
async fn a_host_that_takes_the_component_away_while_it_is_asked_harms_nobody() {
    let shown = status(|mount| mount.fails(problem(ProblemKind::SignedOut, Some(401))));
    let owner = shown.page.owner.clone();
    let end: Box<dyn Fn()> = Box::new(move || owner.cleanup());
    shown.mount.while_asked.replace(Some(end));
    let button = shown.hook("primary-action").unwrap();
    button.click();
    button.click();
    settled().await;
    assert_eq!(
        *shown.mount.asked.borrow(),
        [HostRequest::SignIn],
        "and never again"
    );
}

/// Sets what the page has for a clipboard.
fn clipboard(value: &JsValue) {
    let descriptor = Object::new();
    Reflect::set(&descriptor, &"value".into(), value).unwrap();
    Reflect::set(&descriptor, &"configurable".into(), &true.into()).unwrap();
    let navigator = web_sys::window().unwrap().navigator();
    Object::define_property(navigator.as_ref(), &"clipboard".into(), &descriptor);
}

/// A clipboard whose `writeText` does this.
fn clipboard_that(does: &str) {
    let clipboard = Object::new();
    let write = Function::new_with_args("text", does);
    Reflect::set(&clipboard, &"writeText".into(), &write).unwrap();
    self::clipboard(&clipboard);
}

/// What is said beside the button that copies details for support.
async fn copy() -> (Shown, String) {
    let shown = status(|mount| mount.reads(half_way()));
    let region = shown.find(".dolfin-copy-result[role=status]").unwrap();
    assert_eq!(region.text_content().unwrap(), "", "there before it speaks");
    shown.press("diagnostics").await;
    assert_eq!(shown.find(".dolfin-copy-result[role=status]"), Some(region));
    let said = shown.texts(".dolfin-copy-result").concat();
    (shown, said)
}

#[wasm_bindgen_test]
async fn what_is_copied_is_confirmed_in_a_region_that_was_there() {
    clipboard_that("window.copied = text; return Promise.resolve()");
    let (_shown, said) = copy().await;
    assert_eq!(said, "Copied");
    let window = web_sys::window().unwrap();
    let copied = Reflect::get(&window, &"copied".into()).unwrap();
    assert!(
        copied
            .as_string()
            .unwrap()
            .contains("state: OnboardingInProgress")
    );
}

macro_rules! refusals {
    ($($name:ident: $set:expr;)*) => { $(
        #[wasm_bindgen_test]
        async fn $name() {
            $set;
            let (shown, said) = copy().await;
            assert!(said.contains("state: OnboardingInProgress"), "{said}");
            shown.is_sound(stringify!($name));
        }
    )* };
}

refusals! {
    without_a_clipboard_the_text_is_shown: clipboard(&JsValue::UNDEFINED);
    where_the_browser_refuses_the_text_is_shown: clipboard_that("return Promise.reject(new Error('no'))");
    where_the_clipboard_throws_the_text_is_shown: clipboard_that("throw new TypeError('no')");
    where_the_clipboard_answers_nonsense_at_least_nothing_breaks: clipboard_that("throw undefined");
}

#[wasm_bindgen_test]
async fn what_support_gets_holds_no_code_no_reason_and_no_id() {
    clipboard(&JsValue::UNDEFINED);
    let shown = onboarding(|mount| {
        let due = ["company.tax_id", "external_account"];
        mount.reads(
            Document("Restricted", [true, true, false], &due, &due[..1], "listed").account(),
        );
        mount.fails(problem(ProblemKind::ServiceFault, Some(503)));
    });
    shown.press("diagnostics").await;
    let said = shown.texts(".dolfin-copy-result").concat();
    for line in [
        "\ndue: 2\n",
        "\noverdue: 1\n",
        "\nproblem: 503\n",
        "\nform: loading\n",
        "\nlanguage: en-GB\n",
    ] {
        assert!(said.contains(line), "{line:?} in {said}");
    }
    for secret in ["tax_id", "external_account", "acct_", "listed"] {
        assert!(!said.contains(secret), "{secret} in {said}");
    }
}

#[wasm_bindgen_test]
async fn after_sign_out_it_is_quiet_and_final() {
    let shown = onboarding(|mount| {
        mount.reads(half_way());
        mount.form_event(FormEvent::Shown);
    });
    shown.mount.happens(Event::SignedOut);
    settled().await;
    assert_eq!(shown.attr("data-state").as_deref(), Some("signed-out"));
    assert_eq!(shown.attr("data-turn").as_deref(), Some("nobody"));
    assert_eq!(shown.attr("aria-busy"), None);
    assert_eq!(shown.texts("h2"), ["Your session has ended"]);
    for gone in [
        "button",
        "[role]",
        "[data-testid=freshness]",
        ".dolfin-skeleton",
        ".dolfin-form",
        ".dolfin-requirements",
    ] {
        assert!(shown.find(gone).is_none(), "{gone}");
    }
    assert_eq!(shown.written_by_the_same_again().await, [""; 0]);
}

#[wasm_bindgen_test]
async fn a_mount_that_begins_signed_out_is_not_loading() {
    let shown = status(|mount| mount.happens(Event::SignedOut));
    assert_eq!(shown.attr("data-state").as_deref(), Some("signed-out"));
    assert!(shown.find(".dolfin-skeleton, [aria-busy]").is_none());
}
