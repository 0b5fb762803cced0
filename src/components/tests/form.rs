//! Every state of Stripe's form.

use super::documents::{Document, half_way, problem};
use super::mount::{Shown, TestMount, onboarding, status, with_options};
use crate::components::view_options::ViewOptions;
use crate::reactive::test_page::{Mutations, settled};
use onboarding_core::account::problem::{Problem, ProblemKind};
use onboarding_core::onboarding::environment::Unsupported;
use onboarding_core::onboarding::events::{Event, FormEvent};
use onboarding_core::onboarding::host_request::HostRequest;
use onboarding_core::onboarding::machine::FormPolicy;
use onboarding_core::onboarding::state::FormState;
use std::time::Duration;
use wasm_bindgen_test::wasm_bindgen_test;

fn open() -> Shown {
    onboarding(|mount| {
        mount.reads(half_way());
        mount.form_event(FormEvent::Shown);
    })
}

async fn settles(shown: &Shown, name: &str) {
    shown.is_sound(name);
    assert_eq!(shown.written_by_the_same_again().await, [""; 0], "{name}");
}

#[wasm_bindgen_test]
async fn while_it_loads_its_shape_stands_in_the_frame_s_place_and_says_so_once() {
    let shown = onboarding(|mount| mount.reads(half_way()));
    assert_eq!(shown.mount.now().form, FormState::Loading);
    assert!(shown.hook("onboarding-frame").is_some());
    assert_eq!(
        shown.texts(".dolfin-waiting [role=status]"),
        ["Opening Stripe's secure form."]
    );
    assert_eq!(
        shown.all(".dolfin-waiting-field[aria-hidden=true]").len(),
        3
    );
    settles(&shown, "loading").await;
}

#[wasm_bindgen_test]
async fn the_frame_is_one_node_from_the_first_to_the_last_and_nothing_of_ours_is_in_it() {
    let shown = onboarding(|mount| mount.reads(half_way()));
    let frame = shown.hook("onboarding-frame").unwrap();
    assert_eq!(frame.inner_html(), "");
    shown.mount.form_event(FormEvent::Shown);
    settled().await;
    assert_eq!(shown.hook("onboarding-frame"), Some(frame.clone()));
    assert!(shown.find(".dolfin-waiting").is_none());
    assert_eq!(frame.inner_html(), "");
    assert_eq!(frame.get_attribute("dir").as_deref(), Some("ltr"));
    settles(&shown, "shown").await;
}

#[wasm_bindgen_test]
async fn it_stands_before_the_list_of_what_is_due() {
    let shown = open();
    let form = shown.find(".dolfin-form").unwrap();
    let list = shown.find(".dolfin-requirements").unwrap();
    assert_eq!(form.compare_document_position(&list), 4, "the list follows");
}

#[wasm_bindgen_test]
async fn a_step_of_the_form_writes_nothing() {
    let shown = open();
    settled().await;
    let mutations = Mutations::of(&shown.page.root);
    shown.mount.form_event(FormEvent::StepChanged);
    assert_eq!(mutations.records().await, [""; 0]);
}

#[wasm_bindgen_test]
async fn for_one_question_alone_it_says_so_and_offers_the_rest() {
    let shown = open();
    let codes = shown.mount.now().questions.groups[0].questions[0]
        .codes
        .clone();
    shown.mount.happens(Event::QuestionRequested(codes));
    shown.mount.form_event(FormEvent::Shown);
    settled().await;
    assert!(shown.find(".dolfin-form-only").is_some());
    settles(&shown, "one question").await;
    shown.press("everything").await;
    assert_eq!(*shown.mount.told.borrow(), [Event::FormRequested]);
    assert!(shown.find(".dolfin-form-only").is_none());
}

#[wasm_bindgen_test]
async fn whoever_asks_for_it_is_taken_to_it() {
    let account = Document("Active", [true; 3], &[], &[], "").account();
    let shown = onboarding(|mount| mount.reads(account));
    assert!(shown.hook("onboarding-frame").is_none());
    shown.press("secondary-action").await;
    assert_eq!(*shown.mount.told.borrow(), [Event::FormRequested]);
    crate::clock::painted().await;
    assert!(shown.find("[data-testid=onboarding-frame]:focus").is_some());
}

#[wasm_bindgen_test]
async fn whoever_asks_for_one_that_is_open_is_taken_to_it_and_nothing_is_opened() {
    let shown = open();
    shown.press("primary-action").await;
    assert!(shown.mount.told.borrow().is_empty());
    assert!(shown.find("[data-testid=onboarding-frame]:focus").is_some());
}

#[wasm_bindgen_test]
async fn a_mount_without_it_asks_the_host_to_open_it() {
    let shown = status(|mount| mount.reads(half_way()));
    shown.press("primary-action").await;
    assert_eq!(*shown.mount.asked.borrow(), [HostRequest::Open]);
    assert!(shown.mount.told.borrow().is_empty());
}

fn script_fails(mount: &TestMount, problem: Problem) {
    mount.form_event(FormEvent::ScriptFailed(problem));
}

fn form_fails(mount: &TestMount, problem: Problem) {
    mount.form_event(FormEvent::Failed(problem));
}

/// Dolfin refuses the session, as often as it is asked.
fn refuses_session(mount: &TestMount, problem: Problem) {
    while mount.now().form == FormState::Loading {
        mount.happens(Event::SessionFailed(mount.session.get(), problem.clone()));
        mount.ahead.set(mount.ahead.get() + Duration::from_secs(10));
        mount.happens(Event::TimerFired);
    }
}

macro_rules! failures {
    ($($name:ident: $happens:ident($kind:ident);)*) => { $(
        #[wasm_bindgen_test]
        async fn $name() {
            let shown = onboarding(|mount| {
                mount.reads(half_way());
                form_fails(mount, problem(ProblemKind::SessionNotTaken, None));
                $happens(mount, problem(ProblemKind::$kind, None));
            });
            fails(stringify!($name), &shown).await;
        }
    )* };
}

/// An alert in its place, which holds the sentence alone, with the way to try again and Stripe's own page.
async fn fails(name: &str, shown: &Shown) {
    assert!(
        matches!(shown.mount.now().form, FormState::Failed(_)),
        "{name}"
    );
    let sentence = ".dolfin-form [data-testid=alert] [role=alert]";
    assert_eq!(shown.all(sentence).len(), 1, "{name}");
    assert!(shown.hook("onboarding-frame").is_none());
    settles(shown, name).await;
    shown.press("hosted-link").await;
    assert_eq!(*shown.mount.asked.borrow(), [HostRequest::HostedLink]);
    assert_eq!(
        shown.texts(".dolfin-note[role=status]"),
        ["Please contact the support of the service you opened this page from."]
    );
    shown.press("retry").await;
    assert_eq!(
        *shown.mount.told.borrow(),
        [Event::QuestionRequested(Vec::new())],
        "the same again"
    );
    assert_eq!(shown.mount.now().form, FormState::Loading);
}

failures! {
    a_script_that_is_blocked: script_fails(FormBlocked);
    a_script_that_a_consent_tool_holds_back: script_fails(ConsentNeeded);
    a_script_that_does_not_come: script_fails(FormUnavailable);
    a_form_that_dies: form_fails(FormUnavailable);
    a_session_that_stripe_does_not_take_twice: form_fails(SessionNotTaken);
    a_window_of_stripe_s_that_is_blocked_or_closed: form_fails(AuthenticationFailed);
    a_session_that_stripe_refuses: refuses_session(ProviderFault);
    a_session_that_the_service_cannot_make: refuses_session(ServiceFault);
    a_session_that_does_not_come_in_time: refuses_session(Slow);
    a_session_that_nobody_answers: refuses_session(Unreachable);
}

#[wasm_bindgen_test]
async fn one_that_draws_nothing_is_told_of_above_its_frame_and_shown_if_it_comes() {
    let shown = onboarding(|mount| {
        mount.reads(half_way());
        mount.form_event(FormEvent::FrameReady);
        mount.form_event(FormEvent::SecretRequested);
        mount.form_event(FormEvent::Mounted);
        mount.happens(Event::SessionArrived(mount.session.get(), None));
    });
    let frame = shown.hook("onboarding-frame").unwrap();
    shown.mount.ahead.set(Duration::from_secs(30));
    shown.mount.happens(Event::TimerFired);
    settled().await;
    assert_eq!(
        shown.texts(".dolfin-form .dolfin-alert-title"),
        ["Stripe's form has not appeared yet"]
    );
    assert!(shown.hook("retry").is_some() && shown.hook("hosted-link").is_some());
    assert!(shown.find(".dolfin-waiting").is_none());
    settles(&shown, "silent").await;
    shown.mount.form_event(FormEvent::Shown);
    settled().await;
    assert!(shown.find(".dolfin-form .dolfin-alert").is_none());
    assert_eq!(shown.hook("onboarding-frame"), Some(frame), "the same node");
}

#[wasm_bindgen_test]
async fn what_does_not_pass_by_itself_is_not_said_to() {
    let shown = onboarding(|mount| {
        mount.reads(half_way());
        refuses_session(mount, problem(ProblemKind::ServiceFault, Some(503)));
    });
    let text = shown.texts(".dolfin-form [role=alert]").concat();
    assert!(!text.contains("by itself"), "{text}");
}

#[wasm_bindgen_test]
async fn a_refusal_that_is_about_the_account_is_said_once_and_at_the_top() {
    let shown = onboarding(|mount| {
        mount.reads(half_way());
        let forbidden = problem(ProblemKind::Forbidden, Some(403));
        refuses_session(mount, forbidden);
    });
    assert_eq!(shown.all("[data-testid=alert]").len(), 1);
    assert!(shown.find(".dolfin-situation[data-status='403']").is_some());
    assert!(shown.find(".dolfin-form").is_none());
    settles(&shown, "forbidden").await;
}

macro_rules! unsupported {
    ($($name:ident: $kind:ident, $way_out:expr, $insist:literal;)*) => { $(
        #[wasm_bindgen_test]
        async fn $name() {
            let options = ViewOptions::default();
            let shown = with_options(FormPolicy::OnRequest, options, |mount| {
                mount.happens(Event::UnsupportedFound(Unsupported::$kind));
                mount.reads(half_way());
                mount.happens(Event::FormRequested);
            });
            let notice = [
                "[data-testid=unsupported][data-unsupported=",
                Unsupported::$kind.name(),
                "]",
            ];
            let notice = notice.concat();
            assert_eq!(shown.all(&[&notice, " .dolfin-alert-text[role=status]"].concat()).len(), 1);
            assert!(shown.hook("onboarding-frame").is_none());
            let way_out: Option<&str> = $way_out;
            if let Some(way_out) = way_out {
                assert!(shown.find(&[&notice, " ", way_out].concat()).is_some());
            }
            settles(&shown, stringify!($name)).await;
            assert_eq!(shown.hook("insist").is_some(), $insist);
            if $insist {
                shown.press("insist").await;
                assert_eq!(*shown.mount.told.borrow(), [Event::OverrideRequested]);
                assert!(shown.hook("onboarding-frame").is_some());
            }
        }
    )* };
}

unsupported! {
    // The page of the tests has no address over plain HTTP but this one, whose secure twin it links to.
    on_an_insecure_page: Insecure, Some("a[href^='https:']"), false;
    in_a_frame_without_popups: NoPopups, Some("[data-testid=copy-link]"), true;
    in_a_frame_without_what_the_form_needs: Sandboxed, Some("[data-testid=copy-link]"), true;
    in_an_app_s_browser: InApp, Some("[data-testid=copy-link]"), true;
    on_an_isolated_page: Isolated, None, true;
}
