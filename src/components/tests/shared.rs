//! Components that are given one account share its status query; two accounts share nothing.

use crate::clock::sleep;
use crate::components::embed::{PaymentAccountOnboarding, PaymentAccountStatus};
use crate::components::hook::{PaymentAccount, use_payment_account};
use crate::dolfin::Api;
use crate::reactive::test_page::settled;
use crate::stripe::fake_connect::{evaluate, install_with, uninstall};
use any_spawner::Executor;
use js_sys::Promise;
use leptos::{mount::mount_to, prelude::*};
use onboarding_core::config::{ApiBase, PublishableKey};
use std::{cell::RefCell, rc::Rc, time::Duration};
use uuid::Uuid;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

/// One person's API: the state it answers with, and what it was asked.
#[derive(Clone)]
struct Service {
    state: Rc<RefCell<&'static str>>,
    asked: Rc<RefCell<Vec<String>>>,
}

impl Service {
    fn new(state: &'static str) -> Self {
        _ = Executor::init_wasm_bindgen();
        Self {
            state: Rc::new(RefCell::new(state)),
            asked: Rc::default(),
        }
    }

    fn api(&self) -> Api {
        let me = self.clone();
        Api::at(ApiBase::parse("/api").unwrap()).sent_by(Rc::new(move |request| {
            let endpoint = request.url().rsplit('/').next().unwrap().to_owned();
            let body = match endpoint.as_str() {
                "session" => "{ clientSecret: 'accs_secret__x' }".to_owned(),
                _ => format!("{{ provider: 'Stripe', status: '{}' }}", me.state.borrow()),
            };
            me.asked.borrow_mut().push(endpoint);
            Promise::resolve(&evaluate(&format!("Response.json({body})")))
        }))
    }

    /// An account of the one organisation in these tests, for as long as `owner` lives.
    fn account(&self, owner: &Owner) -> PaymentAccount {
        owner.with(|| use_payment_account(Uuid::from_u128(1), self.api()))
    }

    /// What it was asked since the last look, once nothing more comes.
    async fn asked(&self) -> Vec<String> {
        sleep(Duration::from_millis(50)).await;
        self.asked.take()
    }
}

/// A component in the page, until it is dropped.
struct Mounted {
    place: HtmlElement,
    view: Option<Box<dyn std::any::Any>>,
}

impl Mounted {
    fn new<V: IntoView + 'static>(content: impl FnOnce() -> V + 'static) -> Self
    where
        <V as Render>::State: Mountable,
    {
        let document = web_sys::window().unwrap().document().unwrap();
        let place: HtmlElement = document.create_element("div").unwrap().unchecked_into();
        document.body().unwrap().append_child(&place).unwrap();
        let view = Box::new(mount_to(place.clone(), content));
        Self {
            place,
            view: Some(view),
        }
    }

    fn status(account: PaymentAccount) -> Self {
        Self::new(move || view! { <PaymentAccountStatus account /> })
    }

    /// The state it shows; nothing where it shows no component.
    fn state(&self) -> Option<String> {
        let shown = self.place.query_selector("[data-state]").unwrap();
        shown?.get_attribute("data-state")
    }

    fn press(&self, hook: &str) {
        let button = self
            .place
            .query_selector(&format!("[data-testid={hook}]"))
            .unwrap();
        button.unwrap().unchecked_into::<HtmlElement>().click();
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.view.take();
        self.place.remove();
    }
}

fn states<const N: usize>(all: [&Mounted; N]) -> [String; N] {
    all.map(|mounted| mounted.state().unwrap())
}

#[wasm_bindgen_test]
async fn two_components_of_one_account_cost_one_read_and_change_with_one_answer() {
    let service = Service::new("Restricted");
    let owner = Owner::new();
    let account = service.account(&owner);
    let (one, other) = (Mounted::status(account), Mounted::status(account));
    assert_eq!(service.asked().await, ["status"]);
    assert_eq!(states([&one, &other]), ["Restricted", "Restricted"]);

    service.state.replace("Rejected");
    one.press("check-now");
    assert_eq!(service.asked().await, ["status"]);
    assert_eq!(states([&one, &other]), ["Rejected", "Rejected"]);
    let known = account.account.get_untracked().unwrap();
    assert_eq!(known.state.name(), "Rejected");
}

#[wasm_bindgen_test]
async fn a_component_that_comes_later_shows_what_is_known_without_asking() {
    let service = Service::new("Restricted");
    let owner = Owner::new();
    let account = service.account(&owner);
    assert_eq!(service.asked().await, ["status"]);
    let later = Mounted::status(account);
    assert_eq!(service.asked().await, [""; 0]);
    assert_eq!(states([&later]), ["Restricted"]);
}

#[wasm_bindgen_test]
async fn two_accounts_of_one_organisation_share_nothing() {
    let (ada, ben) = (Service::new("Restricted"), Service::new("NotStarted"));
    let owner = Owner::new();
    let (of_ada, of_ben) = (ada.account(&owner), ben.account(&owner));
    let (one, other) = (Mounted::status(of_ada), Mounted::status(of_ben));
    assert_eq!(ada.asked().await, ["status"]);
    assert_eq!(ben.asked().await, ["status"]);
    assert_eq!(states([&one, &other]), ["Restricted", "NotStarted"]);

    ada.state.replace("Rejected");
    of_ada.refresh();
    assert_eq!(ada.asked().await, ["status"]);
    assert_eq!(ben.asked().await, [""; 0]);
    assert_eq!(states([&one, &other]), ["Rejected", "NotStarted"]);
}

#[wasm_bindgen_test]
async fn where_one_component_goes_the_other_is_kept_up_to_date() {
    let service = Service::new("Restricted");
    let owner = Owner::new();
    let account = service.account(&owner);
    let (one, other) = (Mounted::status(account), Mounted::status(account));
    assert_eq!(service.asked().await, ["status"]);
    drop(one);
    service.state.replace("Rejected");
    account.refresh();
    assert_eq!(service.asked().await, ["status"]);
    assert_eq!(states([&other]), ["Rejected"]);
}

#[wasm_bindgen_test]
async fn a_component_outlives_the_account_that_it_was_given() {
    let service = Service::new("Restricted");
    let owner = Owner::new();
    let account = service.account(&owner);
    let shown = Mounted::status(account);
    assert_eq!(service.asked().await, ["status"]);
    owner.cleanup();
    service.state.replace("Rejected");
    shown.press("check-now");
    assert_eq!(service.asked().await, ["status"]);
    assert_eq!(states([&shown]), ["Rejected"]);

    let late = Mounted::status(account);
    assert_eq!(
        service.asked().await,
        [""; 0],
        "of an account that has ended"
    );
    assert_eq!(late.state(), None);

    let api = service.api();
    let beside = Mounted::new(
        move || view! { <PaymentAccountStatus account organisation=Uuid::from_u128(1) api /> },
    );
    assert_eq!(service.asked().await, [""; 0], "whatever stands beside it");
    assert_eq!(beside.state(), None);
}

#[wasm_bindgen_test]
async fn whoever_signs_out_of_one_component_has_signed_out_of_all() {
    // So that no script is asked for, and no obstacle told.
    evaluate(
        "Object.defineProperty(window, 'crossOriginIsolated', { value: false, configurable: true })",
    );
    install_with("{}");
    let service = Service::new("Restricted");
    let owner = Owner::new();
    let account = service.account(&owner);
    let signed_out = owner.with(|| RwSignal::new(false));
    let publishable_key = PublishableKey::parse("pk_test_shared").unwrap();
    let form = Mounted::new(
        move || view! { <PaymentAccountOnboarding account publishable_key signed_out /> },
    );
    let badge = Mounted::status(account);
    assert_eq!(service.asked().await, ["status", "session"]);
    signed_out.set(true);
    settled().await;
    account.refresh();
    let late = Mounted::status(account);
    assert_eq!(service.asked().await, [""; 0]);
    for (mounted, which) in [(&form, "form"), (&badge, "badge"), (&late, "late")] {
        let text = mounted.place.text_content().unwrap();
        assert!(text.contains("Your session has ended"), "{which}: {text}");
    }
    drop((form, badge, late));
    uninstall();
}

#[wasm_bindgen_test]
async fn a_component_that_was_told_of_no_account_stands_empty() {
    let shown = Mounted::new(|| view! { <PaymentAccountStatus /> });
    assert_eq!(shown.state(), None);
}
