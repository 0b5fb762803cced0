//! Who a code signs in, and what is sent for them.

use super::{Access, SignIn, address, pause};
use crate::clock::sleep;
use crate::dolfin::Api;
use crate::reactive::task::Task;
use any_spawner::Executor;
use js_sys::Function;
use onboarding_core::config::ApiBase;
use reactive_graph::owner::Owner;
use std::time::Duration;
use uuid::Uuid;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Dolfin, which answers each exchange by the next of the answers, and every status.
const SCRIPT: &str = r#"
    window.real ??= window.fetch;
    window.kept ??= location.href;
    window.exchanged = [];
    window.authorised = [];
    window.play = (address, answers) => {
        history.replaceState({ kept: 1 }, "", address);
        window.fetch = async (request, ...more) => {
            if (request.url?.endsWith("/auth/exchange")) {
                exchanged.push(await request.json());
                return answers.shift()();
            }
            if (!request.url?.includes("/organisations/")) return real(request, ...more);
            authorised.push(request.headers.get("authorization"));
            return Response.json({ status: "NotStarted", provider: "Stripe" });
        };
    };
    window.stop = () => {
        window.fetch = real;
        history.replaceState(null, "", kept);
    };
"#;

fn play(address: &str, answers: &str) {
    run(SCRIPT);
    run(&format!("play({address:?}, {answers})"));
}

fn stop() {
    run("stop()");
}

fn look(expression: &str) -> JsValue {
    run(&format!("return ({expression})"))
}

fn run(script: &str) -> JsValue {
    let script = Function::new_no_args(script);
    script.call0(&JsValue::UNDEFINED).unwrap()
}

const OURS: u128 = 0x3f2504e0_4f89_41d3_9a0c_0305e82c3301;
const PERSON: &str = "() => Response.json({ token: 'a.b.c', email: 'ada@host.example', organisations: [
    7, { organisationId: '3F2504E0-4F89-41D3-9A0C-0305E82C3301', organisationName: 'Harbour & Vine' }] })";

fn api() -> Api {
    Api::at(ApiBase::parse("/api").unwrap())
}

/// The page at `address`, and how Dolfin answers its exchanges.
struct Page {
    sign_in: SignIn,
    owner: Owner,
}

impl Page {
    fn open(address: &str, answers: &[&str]) -> Self {
        // Set by whichever test comes first.
        _ = Executor::init_wasm_bindgen();
        play(address, &format!("[{}]", answers.join(",")));
        let owner = Owner::new();
        let sign_in = owner.with(|| SignIn::begin(|| Some(api())));
        Self { sign_in, owner }
    }

    /// Reads the status of `organisation` with what there is.
    fn read(&self, organisation: u128) -> Task {
        let api = self.sign_in.sign(api(), Uuid::from_u128(organisation));
        Task::start(async move {
            _ = api.status(Uuid::from_u128(organisation)).await;
        })
    }

    fn access(&self, organisation: u128) -> Access {
        self.sign_in.access(Uuid::from_u128(organisation))
    }

    fn identity(&self) -> Option<(String, String)> {
        self.sign_in.identity(Uuid::from_u128(OURS))
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.owner.cleanup();
        stop();
    }
}

fn holds(expression: &str) -> bool {
    look(expression).is_truthy()
}

async fn until(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..400 {
        if is_so() {
            return;
        }
        sleep(Duration::from_millis(10)).await;
    }
    panic!("never: {what}");
}

#[wasm_bindgen_test]
fn a_code_leaves_the_address_at_once_and_everything_else_stays() {
    for (before, code, after) in [
        ("/a?tab=1#code=x1&part=2", Some("x1"), "/a?tab=1#part=2"),
        ("/a?code=x2&tab=1#part", Some("x2"), "/a?tab=1#part"),
        ("/a#code=x3", Some("x3"), "/a"),
        ("/a?code=old#code=new", Some("new"), "/a"),
        ("/a#code=", None, "/a"),
        ("/a?tab=1#part", None, "/a?tab=1#part"),
    ] {
        play(before, "[]");
        assert_eq!(address::has_code(), before.contains("#code="), "{before}");
        assert_eq!(address::take_code().as_deref(), code, "{before}");
        let now = look("location.pathname + location.search + location.hash").as_string();
        assert_eq!(now.as_deref(), Some(after), "{before}");
        assert!(holds("history.state.kept === 1"), "{before}");
        stop();
    }
}

#[wasm_bindgen_test]
async fn a_code_is_exchanged_at_once_and_says_who_is_signed_in() {
    let page = Page::open("/a#code=x1", &[PERSON]);
    assert_eq!(page.access(OURS), Access::Open, "as far as is known");
    let read = page.read(OURS);
    until("the read", || holds("authorised.length === 1")).await;
    assert!(holds(
        "exchanged.length === 1 && exchanged[0].code === 'x1'"
    ));
    assert!(holds("authorised[0] === 'Bearer a.b.c'"));
    let expected = ("ada@host.example".to_owned(), "Harbour & Vine".to_owned());
    assert_eq!(page.identity(), Some(expected));
    assert_eq!(page.access(OURS), Access::Open);
    drop(read);
}

#[wasm_bindgen_test]
async fn nothing_is_sent_for_an_organisation_that_the_answer_does_not_name() {
    let page = Page::open("/a#code=x1", &[PERSON]);
    let read = page.read(1);
    until("the answer", || page.identity().is_some()).await;
    assert_eq!(page.access(1), Access::NotAMember);
    // One that may be read is, after what may not was asked for.
    let other = page.read(OURS);
    until("the other read", || holds("authorised.length > 0")).await;
    assert!(holds("authorised.length === 1"));
    drop((read, other));
}

#[wasm_bindgen_test]
async fn a_code_that_is_refused_is_no_token_and_not_tried_again() {
    for answer in [
        "() => new Response('', { status: 400 })",
        "() => Response.json({ title: 'used' }, { status: 409 })",
    ] {
        let page = Page::open("/a?code=used", &[answer]);
        let read = page.read(OURS);
        until("the refusal", || page.access(OURS) == Access::CodeRefused).await;
        assert!(holds("exchanged.length === 1 && authorised.length === 0"));
        assert_eq!(page.identity(), None);
        drop(read);
    }
}

#[wasm_bindgen_test]
async fn a_code_is_kept_until_the_service_has_answered() {
    for silence in [
        "() => Promise.reject(new TypeError('network'))",
        "() => new Response('', { status: 503 })",
        "() => new Response('<p>Blocked</p>', { status: 403, headers: { 'content-type': 'text/html' } })",
        "() => new Response('<p>Sign in to the network</p>')",
        "() => Response.json({ email: 'no@token.example' })",
    ] {
        let page = Page::open("/a#code=x1", &[silence, PERSON]);
        let read = page.read(OURS);
        until(silence, || holds("authorised.length === 1")).await;
        assert!(holds(
            "exchanged.length === 2 && exchanged[1].code === 'x1'"
        ));
        drop(read);
    }
}

#[wasm_bindgen_test]
async fn without_a_code_the_sites_cookies_are_sent() {
    let page = Page::open("/a", &[]);
    let read = page.read(OURS);
    until("the read", || holds("authorised.length === 1")).await;
    assert!(holds("authorised[0] === null && exchanged.length === 0"));
    assert_eq!((page.access(OURS), page.identity()), (Access::Open, None));
    drop(read);
}

#[wasm_bindgen_test]
fn pauses_grow_and_the_server_has_its_way() {
    let millis = |failures, asked: Option<u64>, random| {
        pause(failures, asked.map(Duration::from_secs), random).as_millis()
    };
    let grown = [1, 2, 3, 6, 100].map(|failures| millis(failures, None, 0.0));
    assert_eq!(grown, [1_000, 2_000, 4_000, 30_000, 30_000]);
    assert_eq!(millis(1, None, 1.0), 1_500);
    assert_eq!(millis(1, Some(60), 0.0), 60_000);
}
