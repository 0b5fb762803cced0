//! The bridge as a Rust host uses it: what it sets reaches Stripe, a change needs no new session, and a sign-out ends
//! Stripe's session too. Stripe and Dolfin are played by a few lines of JavaScript in the page.

#![cfg(target_family = "wasm")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "clippy's exception for tests does not reach their helpers"
)]

use dolfin_payment_onboarding::{
    Api, Appearance, CollectionOptions, ConnectScript, Fields, Font, FontFile, FontStyle,
    FormOptions, FormPolicy, PaymentAccountOnboarding, Requirements,
    config::{self, ApiBase, PublishableKey},
};
use leptos::{mount::mount_to, prelude::*};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::HtmlElement;

wasm_bindgen_test_configure!(run_in_browser);

/// Stripe's global and Dolfin's two endpoints, and what they were asked, in `window.asked`.
const WORLD: &str = r#"
    window.asked = [];
    // The runner serves an isolated page, which is an obstacle to be told first.
    Object.defineProperty(window, "crossOriginIsolated", { value: false, configurable: true });
    const TAG = "stripe-connect-account-onboarding";
    if (!customElements.get(TAG)) {
      class Stand extends HTMLElement { setConnector() {} }
      for (const name of ["CollectionOptions", "PrivacyPolicyUrl", "OnExit", "OnStepChange", "OnLoadError", "OnLoaderStart"]) {
        Stand.prototype[`set${name}InternalOnly`] = function (value) {
          (this.given ??= {})[name] = value;
          if (typeof value !== "function") window.asked.push(`${name} ${JSON.stringify(value)}`);
        };
      }
      customElements.define(TAG, Stand);
    }
    window.StripeConnect = { init(params) {
      const { appearance, locale, fonts } = params;
      window.asked.push(`init ${locale} ${appearance.overlays} ${appearance.variables.colorPrimary} ${JSON.stringify(fonts)}`);
      return {
        connect: {},
        update: ({ appearance, locale }) => window.asked.push(`update ${locale} ${appearance.variables.colorPrimary}`),
        logout: async () => { window.asked.push("logout"); throw new Error("nobody may see this"); },
      };
    } };
    window.real ??= window.fetch;
    window.fetch = async (request, ...more) => {
      const url = request.url ?? String(request);
      if (!url.includes("/organisations/")) return window.real(request, ...more);
      const path = url.split("/").pop();
      window.asked.push(path);
      return Response.json(path === "session" ? { clientSecret: "accs_secret__x" } : { provider: "Stripe", status: "NotStarted" });
    };
    window.unhandled = 0;
    addEventListener("unhandledrejection", () => (window.unhandled += 1));
"#;

#[wasm_bindgen_test]
async fn what_a_host_sets_reaches_stripe_and_changes_without_a_new_session() {
    js_sys::eval(WORLD).unwrap();
    let form = RwSignal::new(FormOptions {
        appearance: Appearance::default().color_primary("#0a7f5a"),
        fonts: vec![
            Font::Stylesheet("https://fonts.example/a.css".into()),
            Font::File(FontFile {
                family: "Ours".into(),
                src: "url(https://fonts.example/b.woff2)".into(),
                style: FontStyle::Italic,
                weight: Some(650),
            }),
        ],
        collection: CollectionOptions {
            fields: Fields::EventuallyDue,
            requirements: Some(Requirements::Exclude(vec!["tos_acceptance.*".into()])),
            ..CollectionOptions::default()
        },
        privacy_url: Some("https://host.example/privacy".into()),
        ..FormOptions::default()
    });
    let locale = RwSignal::new("fr-FR".to_owned());
    let steps = RwSignal::new(Vec::new());
    let host = section();
    let mount = mount_to(host.clone(), move || {
        view! {
            <PaymentAccountOnboarding
                organisation=organisation()
                publishable_key=key()
                api=api()
                form=form
                locale=locale
                on_step=UnsyncCallback::new(move |step: String| steps.update(|steps| steps.push(step)))
            />
        }
    });
    until("asked.some((line) => line.startsWith('CollectionOptions'))").await;
    assert!(holds(
        r##"asked.includes('init fr-FR dialog #0a7f5a [{"cssSrc":"https://fonts.example/a.css"},{"family":"Ours","src":"url(https://fonts.example/b.woff2)","style":"italic","weight":"650"}]')"##
    ));
    assert!(holds(
        r#"asked.includes('PrivacyPolicyUrl "https://host.example/privacy"')"#
    ));
    assert!(holds(
        r#"asked.includes('CollectionOptions {"fields":"eventually_due","futureRequirements":"omit","requirements":{"exclude":["tos_acceptance.*"]}}')"#
    ));

    locale.set("de-DE".to_owned());
    until("asked.includes('update de-DE #0a7f5a')").await;
    form.update(|form| form.appearance = Appearance::default().color_primary("#123456"));
    until("asked.includes('update de-DE #123456')").await;
    assert!(holds(
        "asked.filter((line) => line === 'session').length === 1"
    ));
    assert!(holds(
        "asked.filter((line) => line.startsWith('init')).length === 1"
    ));

    js_sys::eval(
        "document.querySelector('stripe-connect-account-onboarding').given.OnStepChange({ step: 'any_name' })",
    )
    .unwrap();
    assert_eq!(steps.get_untracked(), ["any_name"]);

    drop(mount);
    host.remove();
    assert!(holds("!asked.includes('logout')"), "leaving is no sign-out");
    assert!(holds(
        "!document.querySelector('stripe-connect-account-onboarding')"
    ));
}

/// A page without Stripe's script, which takes what is meant for its head into `window.taken` instead, so that
/// nothing leaves this machine.
const UNLOADED: &str = r#"
    delete window.StripeConnect;
    window.taken = [];
    const { appendChild } = Node.prototype;
    HTMLHeadElement.prototype.appendChild = function (node) {
      const address = node.src || node.href || "";
      if (!address.startsWith("https://connect-js.stripe.com")) return appendChild.call(this, node);
      window.taken.push(`${node.localName} ${address} ${node.nonce}`);
      return node;
    };
    window.restore = () => delete HTMLHeadElement.prototype.appendChild;
"#;

#[wasm_bindgen_test]
async fn a_nonce_goes_on_the_tag_of_stripes_script() {
    js_sys::eval(WORLD).unwrap();
    js_sys::eval(UNLOADED).unwrap();
    let host = section();
    let mount = mount_to(host.clone(), move || {
        let script = ConnectScript::default().nonce("n0nce");
        view! { <PaymentAccountOnboarding organisation=organisation() publishable_key=key() api=api() script=script /> }
    });
    until("taken.includes('script https://connect-js.stripe.com/v1.0/connect.js n0nce')").await;
    assert!(holds("taken.length === 1"), "nothing else has it");
    drop(mount);
    host.remove();
    js_sys::eval("restore()").unwrap();
}

#[wasm_bindgen_test]
async fn a_form_that_waits_to_be_asked_for_has_the_connection_ready_and_no_more() {
    js_sys::eval(WORLD).unwrap();
    js_sys::eval(UNLOADED).unwrap();
    let host = section();
    let mount = mount_to(host.clone(), move || {
        view! {
            <PaymentAccountOnboarding
                organisation=organisation()
                publishable_key=key()
                api=api()
                opens=FormPolicy::OnRequest
            />
        }
    });
    until("taken.length === 1").await;
    assert!(holds(
        "taken[0].startsWith('link https://connect-js.stripe.com/')"
    ));
    pause(200).await;
    assert!(holds("!asked.includes('session') && taken.length === 1"));
    js_sys::eval("document.querySelector('[data-testid=primary-action]').click()").unwrap();
    until("asked.includes('session') && taken.length === 2").await;
    drop(mount);
    host.remove();
    js_sys::eval("restore()").unwrap();
}

#[wasm_bindgen_test]
async fn a_sign_out_ends_stripes_session_once_and_nothing_follows() {
    js_sys::eval(WORLD).unwrap();
    let signed_out = RwSignal::new(false);
    let host = section();
    let mount = mount_to(host.clone(), move || {
        view! {
            <PaymentAccountOnboarding
                organisation=organisation()
                publishable_key=key()
                api=api()
                signed_out=signed_out
            />
        }
    });
    until("document.querySelector('stripe-connect-account-onboarding')?.given?.OnExit").await;
    js_sys::eval("window.late = document.querySelector('stripe-connect-account-onboarding').given")
        .unwrap();
    signed_out.set(true);
    until("asked.includes('logout')").await;
    assert!(holds(
        "!document.querySelector('stripe-connect-account-onboarding')"
    ));
    js_sys::eval("window.before = asked.length; window.late.OnExit(); window.late.OnStepChange({ step: 'x' })")
        .unwrap();
    signed_out.notify();
    pause(200).await;
    assert!(
        holds("asked.length === window.before"),
        "something followed"
    );
    assert!(holds("unhandled === 0"), "a rejection was left to the page");
    drop(mount);
    host.remove();
}

fn organisation() -> uuid::Uuid {
    config::organisation("3f2504e0-4f89-41d3-9a0c-0305e82c3301").unwrap()
}

fn key() -> PublishableKey {
    PublishableKey::parse("pk_test_bridge").unwrap()
}

fn api() -> Api {
    Api::at(ApiBase::parse("/api").unwrap())
}

fn section() -> HtmlElement {
    let document = web_sys::window().unwrap().document().unwrap();
    let section = document.create_element("section").unwrap();
    document.body().unwrap().append_child(&section).unwrap();
    section.unchecked_into()
}

fn holds(expression: &str) -> bool {
    js_sys::eval(expression).unwrap().is_truthy()
}

async fn until(expression: &str) {
    for _ in 0..200 {
        if holds(expression) {
            return;
        }
        pause(10).await;
    }
    panic!(
        "never: {expression}; {:?}",
        js_sys::eval("JSON.stringify(asked)")
    );
}

async fn pause(ms: i32) {
    let timer = js_sys::Promise::new(&mut |resolve, _| {
        let window = web_sys::window().unwrap();
        window
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms)
            .unwrap();
    });
    JsFuture::from(timer).await.unwrap();
}
