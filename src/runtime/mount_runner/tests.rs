//! When a mount's requests leave, by what its host says; and that it follows nothing else.

use super::MountRunner;
use crate::clock::sleep;
use crate::dolfin::Api;
use crate::reactive::signal::{RwSignal, getter};
use crate::runtime::handle::MountHandle;
use crate::runtime::mount::{Mount, PollControl};
use crate::stripe::fake_connect::{evaluate, install_with, uninstall};
use any_spawner::Executor;
use js_sys::Promise;
use onboarding_core::config::{ApiBase, PublishableKey};
use onboarding_core::onboarding::machine::FormPolicy;
use reactive_graph::owner::Owner;
use std::{cell::RefCell, rc::Rc, time::Duration};
use uuid::Uuid;
use wasm_bindgen_test::wasm_bindgen_test;

/// What has been sent, in order.
type Sent = Rc<RefCell<Vec<String>>>;

fn api(sent: &Sent) -> Api {
    let sent = Rc::clone(sent);
    Api::at(ApiBase::parse("/api").unwrap()).sent_by(Rc::new(move |request| {
        let endpoint = request.url().rsplit('/').next().unwrap().to_owned();
        let body = match endpoint.as_str() {
            "session" => "{ clientSecret: 'accs_secret__x' }",
            _ => "{ provider: 'Stripe', status: 'NotStarted' }",
        };
        sent.borrow_mut().push(endpoint);
        Promise::resolve(&evaluate(&format!("Response.json({body})")))
    }))
}

/// A mount with a form, whose host says what these signals say.
struct Host {
    owner: Owner,
    paused: RwSignal<bool>,
    signed_out: RwSignal<bool>,
    refreshed: RwSignal<u32>,
    sent: Sent,
}

impl Host {
    fn new() -> Self {
        // Set by whichever test comes first.
        _ = Executor::init_wasm_bindgen();
        // The runner serves an isolated page, which would be told first.
        evaluate(
            "Object.defineProperty(window, 'crossOriginIsolated', { value: false, configurable: true })",
        );
        // So that no script is asked for.
        install_with("{}");
        let owner = Owner::new();
        owner.with(|| Self {
            owner: owner.clone(),
            paused: RwSignal::new_local(false),
            signed_out: RwSignal::new_local(false),
            refreshed: RwSignal::new_local(0),
            sent: Sent::default(),
        })
    }

    fn mount(&self, api: Api) -> Rc<MountRunner> {
        let refreshed = self.refreshed;
        let mount = Mount {
            key: Some(PublishableKey::parse("pk_test_mount").unwrap()),
            form: FormPolicy::AtOnce,
            poll: PollControl {
                refresh: Some(Rc::new(move || _ = refreshed.get())),
                paused: getter(self.paused),
            },
            signed_out: getter(self.signed_out),
            ..Mount::new(Uuid::from_u128(1), api)
        };
        self.owner.with(|| MountRunner::start(mount))
    }

    async fn sent(&self) -> Vec<String> {
        sleep(Duration::from_millis(30)).await;
        self.sent.take()
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        uninstall();
    }
}

#[wasm_bindgen_test]
async fn session_and_status_leave_within_the_call_the_session_first() {
    let host = Host::new();
    let mount = host.mount(api(&host.sent));
    assert_eq!(host.sent.take(), ["session", "status"]);
    assert_eq!(host.sent().await, [""; 0]);
    drop(mount);
}

#[wasm_bindgen_test]
async fn paused_from_the_start_nothing_leaves_before_that_ends() {
    let host = Host::new();
    host.paused.set(true);
    let mount = host.mount(api(&host.sent));
    mount.refresh();
    assert_eq!(host.sent().await, [""; 0]);
    host.paused.set(false);
    assert_eq!(host.sent().await, ["session", "status"]);
    drop(mount);
}

#[wasm_bindgen_test]
async fn signed_out_from_the_start_nothing_leaves() {
    let host = Host::new();
    host.signed_out.set(true);
    let mount = host.mount(api(&host.sent));
    assert_eq!(host.sent().await, [""; 0]);
    drop(mount);
}

#[wasm_bindgen_test]
async fn a_host_that_signs_out_while_it_is_asked_for_a_token_ends_everything() {
    let host = Host::new();
    let signed_out = host.signed_out;
    let mount = host.mount(api(&host.sent).bearer(Rc::new(move || {
        signed_out.set(true);
        Box::pin(std::future::pending())
    })));
    assert_eq!(host.sent().await, [""; 0]);
    assert!(mount.state().with_untracked(|state| state.signed_out));
    mount.refresh();
    assert_eq!(host.sent().await, [""; 0]);
    drop(mount);
}

#[wasm_bindgen_test]
async fn what_a_host_reads_while_it_is_asked_for_a_token_is_not_followed() {
    let host = Host::new();
    let token = host.owner.with(|| RwSignal::new_local("one".to_owned()));
    let mount = host.mount(api(&host.sent).bearer(Rc::new(move || {
        let token = token.get();
        Box::pin(async move { Some(token) })
    })));
    assert_eq!(host.sent().await, ["session", "status"]);
    host.refreshed.set(1);
    assert_eq!(host.sent().await, ["status"]);
    token.set("two".to_owned());
    assert_eq!(host.sent().await, [""; 0]);
    drop(mount);
}

#[wasm_bindgen_test]
async fn a_mount_that_is_dropped_sends_nothing_more() {
    let host = Host::new();
    drop(host.mount(api(&host.sent)));
    host.sent.take();
    host.refreshed.set(1);
    assert_eq!(host.sent().await, [""; 0]);
}
