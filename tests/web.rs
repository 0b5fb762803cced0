#![cfg(target_family = "wasm")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy's exception for tests does not reach their helpers"
)]
//! What a mount promises the page it stands in, and only a browser can show: it renders, it reads no more than it
//! may, and once it is dropped it is gone, requests and timers included.
//!
//! The API is a `window.fetch` of our own; the whole app against a real server is in `tests/e2e`.

use dolfin_payment_onboarding::HostRequest;
use dolfin_payment_onboarding::account::{diff::Change, problem::ProblemKind};
use dolfin_payment_onboarding::{Api, PaymentAccountStatus, Slot, Slots, config::ApiBase};
use gloo_timers::future::TimeoutFuture;
use leptos::{mount::mount_to, prelude::*};
use uuid::Uuid;
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(inline_js = r#"
    const real = window.fetch;
    let seen;
    const fake = (answer) => {
        // A test of its own: what an earlier one takes back late is not counted.
        const mine = (seen = { asked: 0, aborted: 0 });
        window.fetch = (request, ...more) => {
            if (!request.url?.includes("/payment-account/")) return real(request, ...more);
            mine.asked += 1;
            let isAnswered = false;
            request.signal.addEventListener("abort", () => { mine.aborted += !isAnswered; });
            const answered = answer();
            answered.then(() => { isAnswered = true; });
            return answered;
        };
    };
    export const answer_with = (body) => fake(async () => new Response(body));
    export const refuse_with = (status) => fake(async () => new Response("", { status }));
    export const never_answer = () => fake(() => new Promise(() => {}));
    export const times_asked = () => seen.asked;
    export const times_aborted = () => seen.aborted;
"#)]
extern "C" {
    fn answer_with(body: &str);
    fn refuse_with(status: u16);
    fn never_answer();
    fn times_asked() -> u32;
    fn times_aborted() -> u32;
}

const NEEDED: &str = r#"{
    "status": "Restricted", "provider": "Stripe", "accountId": "acct_1", "capabilities": {
        "chargesEnabled": true, "payoutsEnabled": false, "detailsSubmitted": true,
        "currentlyDue": ["external_account"], "pastDue": [], "disabledReason": null } }"#;

/// What `body` allows beside its members: the limit is 1 MiB.
fn padded(size: usize) -> String {
    let frame = r#"{"status":"Restricted","padding":""}"#.len();
    let padding = "x".repeat(size - frame);
    format!(r#"{{"status":"Restricted","padding":"{padding}"}}"#)
}

/// A place in the page, and the status of an organisation mounted there until it is dropped.
fn mount(organisation: u128) -> (HtmlElement, impl Sized) {
    mount_with(move || status(organisation))
}

fn mount_with<V: IntoView + 'static>(
    content: impl FnOnce() -> V + 'static,
) -> (HtmlElement, impl Sized) {
    let document = web_sys::window().unwrap().document().unwrap();
    let place: HtmlElement = document.create_element("div").unwrap().unchecked_into();
    document.body().unwrap().append_child(&place).unwrap();
    let mounted = mount_to(place.clone(), content);
    (place, mounted)
}

fn status(organisation: u128) -> impl IntoView {
    steered(organisation, Trigger::new(), Signal::stored(false))
}

fn steered(organisation: u128, refresh: Trigger, paused: Signal<bool>) -> impl IntoView {
    let organisation = Uuid::from_u128(organisation);
    let api = Api::at(ApiBase::parse("/api").unwrap());
    view! { <PaymentAccountStatus organisation api refresh paused /> }
}

fn find(place: &HtmlElement, selector: &str) -> Option<Element> {
    place.query_selector(selector).unwrap()
}

async fn until(what: &str, test: impl Fn() -> bool) {
    for _ in 0..200 {
        if test() {
            return;
        }
        TimeoutFuture::new(25).await;
    }
    panic!("{what}: not within 5 s");
}

#[wasm_bindgen_test]
async fn a_mount_shows_what_it_reads_and_is_gone_when_it_is_dropped() {
    answer_with(NEEDED);
    let (place, mounted) = mount(1);
    until("the state", || {
        find(&place, "[data-state=Restricted]").is_some()
    })
    .await;
    assert!(find(&place, "[data-code=external_account]").is_some());
    assert!(
        find(
            &place,
            "[data-capability=payoutsEnabled][data-enabled=false]"
        )
        .is_some()
    );

    drop(mounted);
    assert_eq!(place.inner_html(), "");
    let asked = times_asked();
    TimeoutFuture::new(1_500).await;
    assert_eq!(times_asked(), asked, "asked after the end");
    place.remove();
}

#[wasm_bindgen_test]
async fn a_request_under_way_is_taken_back_with_its_mount() {
    never_answer();
    let (place, mounted) = mount(2);
    until("the request", || times_asked() == 1).await;
    assert!(find(&place, "[aria-busy=true][data-state=loading]").is_some());
    assert_eq!(times_aborted(), 0);

    drop(mounted);
    until("the abort", || times_aborted() == 1).await;
    place.remove();
}

#[wasm_bindgen_test]
async fn e18_a_body_up_to_the_limit_is_read_and_a_larger_one_is_refused() {
    const LIMIT: usize = 1024 * 1024;
    for (organisation, size, expected) in [
        (3, LIMIT, "[data-state=Restricted]"),
        (
            4,
            LIMIT + 1,
            "[data-state=error] [data-testid=alert][data-status=bad-answer]",
        ),
    ] {
        answer_with(&padded(size));
        let (place, mounted) = mount(organisation);
        until(expected, || find(&place, expected).is_some()).await;
        drop(mounted);
        place.remove();
    }
}

#[wasm_bindgen_test]
async fn a_host_that_has_heard_of_a_change_has_the_status_read() {
    answer_with(NEEDED);
    let owner = Owner::new();
    let refresh = owner.with(Trigger::new);
    let (place, mounted) = mount_with(move || steered(10, refresh, Signal::stored(false)));
    until("the first read", || times_asked() == 1).await;
    until("the state", || {
        find(&place, "[data-state=Restricted]").is_some()
    })
    .await;
    refresh.notify();
    until("the second read", || times_asked() == 2).await;

    drop(mounted);
    refresh.notify();
    TimeoutFuture::new(300).await;
    assert_eq!(times_asked(), 2, "asked after the end");
    place.remove();
}

#[wasm_bindgen_test]
async fn p25_a_pause_keeps_the_status_from_being_read_from_the_beginning_until_it_ends() {
    answer_with(NEEDED);
    let owner = Owner::new();
    let (refresh, paused) = owner.with(|| (Trigger::new(), RwSignal::new(true)));
    let (place, mounted) = mount_with(move || steered(11, refresh, paused.into()));
    refresh.notify();
    TimeoutFuture::new(500).await;
    assert_eq!(times_asked(), 0);
    paused.set(false);
    until("the first read", || times_asked() == 1).await;
    paused.set(true);
    TimeoutFuture::new(100).await;
    refresh.notify();
    TimeoutFuture::new(500).await;
    assert_eq!(times_asked(), 1);
    drop(mounted);
    place.remove();
}

#[wasm_bindgen_test]
async fn two_components_of_one_account_know_nothing_of_each_other() {
    never_answer();
    let (first, one) = mount(12);
    let (second, other) = mount(12);
    until("both requests", || times_asked() == 2).await;
    drop(one);
    until("its abort", || times_aborted() == 1).await;
    TimeoutFuture::new(300).await;
    assert_eq!(times_aborted(), 1, "the other one still waits");
    drop(other);
    until("the other abort", || times_aborted() == 2).await;
    first.remove();
    second.remove();
}

#[wasm_bindgen_test]
async fn p25_a_pause_is_of_its_own_component_alone() {
    answer_with(NEEDED);
    let owner = Owner::new();
    let refresh = owner.with(Trigger::new);
    let (first, paused) = mount_with(move || steered(13, refresh, Signal::stored(true)));
    let (second, other) = mount(13);
    until("the state", || {
        find(&second, "[data-state=Restricted]").is_some()
    })
    .await;
    assert!(find(&first, "[data-state=loading]").is_some());
    assert_eq!(times_asked(), 1);
    drop(paused);
    drop(other);
    first.remove();
    second.remove();
}

#[wasm_bindgen_test]
async fn o07_o12_a_thousand_mounts_in_one_task_leave_one_request_and_nothing_else() {
    answer_with(NEEDED);
    for _ in 0..1_000 {
        let (place, mounted) = mount(14);
        drop(mounted);
        place.remove();
    }
    let (place, mounted) = mount(14);
    until("the state", || {
        find(&place, "[data-state=Restricted]").is_some()
    })
    .await;
    assert_eq!(times_asked() - times_aborted(), 1);
    drop(mounted);
    place.remove();
}

#[wasm_bindgen_test]
async fn a_host_says_in_its_own_words_what_stands_in_a_place_and_the_ways_out_stay() {
    refuse_with(403);
    let (place, mounted) = mount_with(|| {
        let shown = RwSignal::new("the owner");
        let slots = Slots::default()
            .with(
                Slot::Header,
                || view! { <h1 id="own-header">"Get paid"</h1> },
            )
            .with(Slot::Footer, || "Ours in your words")
            .with(Slot::Problem(ProblemKind::NotFound), || "Not this one")
            .with(Slot::Problem(ProblemKind::Forbidden), move || {
                view! { <p id="own" on:click=move |_| shown.set("Ada")>"Ask " {shown}</p> }
            });
        let api = Api::at(ApiBase::parse("/api").unwrap());
        view! { <PaymentAccountStatus organisation=Uuid::from_u128(15) api slots /> }
    });
    until("the host's words", || find(&place, "#own").is_some()).await;
    let own = find(&place, "#own").unwrap();
    assert_eq!(own.text_content().unwrap(), "Ask the owner");
    let all = place.text_content().unwrap();
    assert!(
        all.starts_with("Get paid") && all.ends_with("Ours in your words"),
        "{all}"
    );
    let ours: HtmlElement = find(&place, "h2").unwrap().unchecked_into();
    assert_eq!(ours.offset_height(), 0, "our words are still seen");
    assert!(find(&place, "[data-testid=retry]").is_some());

    // It is alive, and gone with its place.
    own.unchecked_ref::<HtmlElement>().click();
    until("the other name", || {
        own.text_content().unwrap() == "Ask Ada"
    })
    .await;
    answer_with(NEEDED);
    find(&place, "[data-testid=retry]")
        .unwrap()
        .unchecked_into::<HtmlElement>()
        .click();
    until("our words", || ours.offset_height() > 0).await;
    assert!(find(&place, "#own").is_none());
    assert!(find(&place, "#own-header").is_some());
    drop(mounted);
    assert_eq!(place.inner_html(), "");
    place.remove();
}

#[wasm_bindgen_test]
async fn the_status_alone_asks_the_host_for_the_form_and_tells_it_what_changed() {
    answer_with(r#"{"status":"NotStarted","provider":"Stripe","capabilities":null}"#);
    let owner = Owner::new();
    let (asked, changed, refresh) = owner.with(|| {
        (
            RwSignal::new(Vec::<HostRequest>::new()),
            RwSignal::new(Vec::<Change>::new()),
            Trigger::new(),
        )
    });
    let (place, mounted) = mount_with(move || {
        let api = Api::at(ApiBase::parse("/api").unwrap());
        let on_request = move |request| {
            asked.update(|asked| asked.push(request));
            false
        };
        let on_change = move |change| changed.update(|changed| changed.push(change));
        view! { <PaymentAccountStatus organisation=Uuid::from_u128(16) api refresh on_request on_change /> }
    });
    let action = "[data-testid=primary-action]";
    until("the action", || find(&place, action).is_some()).await;
    find(&place, action)
        .unwrap()
        .unchecked_into::<HtmlElement>()
        .click();
    until("the request", || {
        asked.get_untracked() == [HostRequest::Open]
    })
    .await;
    let answer = || find(&place, ".dolfin-note").and_then(|note| note.text_content());
    until("whom to turn to", || {
        answer().is_some_and(|said| !said.is_empty())
    })
    .await;
    assert!(changed.get_untracked().is_empty());

    let told = |change| move || changed.get_untracked().contains(&change);
    answer_with(NEEDED);
    refresh.notify();
    until("the state", told(Change::Other)).await;
    answer_with(&NEEDED.replace(r#""payoutsEnabled": false"#, r#""payoutsEnabled": true"#));
    refresh.notify();
    until("the payouts", told(Change::PayoutsOn)).await;
    let told = changed.get_untracked().len();
    refresh.notify();
    until("another read", || times_asked() == 2).await;
    TimeoutFuture::new(300).await;
    assert_eq!(changed.get_untracked().len(), told, "told twice");

    let overdue =
        |codes: &str| NEEDED.replace(r#""pastDue": []"#, &format!(r#""pastDue": [{codes}]"#));
    let overdue_told = || {
        let told = changed.get_untracked();
        told.iter()
            .filter(|change| **change == Change::Overdue(1))
            .count()
    };
    for (times, codes) in [
        r#""external_account""#,
        r#""external_account", "company.tax_id""#,
    ]
    .iter()
    .enumerate()
    {
        answer_with(&overdue(codes));
        refresh.notify();
        until("an equal change", || overdue_told() == times + 1).await;
    }
    drop(mounted);
    place.remove();
}
