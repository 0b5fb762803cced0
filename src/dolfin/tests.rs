//! What leaves for Dolfin, to the letter, and what is made of what comes back.

use super::{Api, TokenProvider};
use crate::reactive::task::Task;
use gloo_timers::future::TimeoutFuture;
use js_sys::Promise;
use onboarding_core::account::{
    document::State,
    problem::{Endpoint, Failure, ProblemKind, classify},
};
use onboarding_core::config::ApiBase;
use std::{cell::RefCell, rc::Rc, time::Duration};
use uuid::Uuid;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{AbortSignal, Request, Response};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(module = "/tests/page.js")]
extern "C" {
    fn described(request: &Request) -> String;
    #[wasm_bindgen(catch)]
    fn answer(status: u16, body: Option<String>, headers: &str) -> Result<Response, JsValue>;
}

const ORGANISATION: Uuid = Uuid::from_u128(0x3f2504e0_4f89_41d3_9a0c_0305e82c3301);

/// An API that answers each request with the next of these, and what it was asked.
fn api(answers: Vec<Response>) -> (Api, Rc<RefCell<Vec<String>>>) {
    let (asked, answers) = (Rc::<RefCell<Vec<String>>>::default(), RefCell::new(answers));
    let seen = Rc::clone(&asked);
    let api = Api::at(ApiBase::parse("/api").unwrap()).sent_by(Rc::new(move |request| {
        seen.borrow_mut().push(described(request));
        match answers.borrow_mut().pop() {
            Some(answer) => Promise::resolve(&JsValue::from(answer)),
            None => Promise::reject(&"nobody".into()),
        }
    }));
    (api, asked)
}

fn ok(body: &str) -> Response {
    answer(200, Some(body.to_owned()), "{}").unwrap()
}

fn refused(status: u16, body: Option<&str>) -> Response {
    answer(status, body.map(str::to_owned), "{}").unwrap()
}

fn tokens(given: &'static [Option<&'static str>]) -> TokenProvider {
    let next = RefCell::new(given.iter());
    Rc::new(move || {
        let token = next.borrow_mut().next().copied().flatten();
        Box::pin(async move { token.map(str::to_owned) })
    })
}

#[wasm_bindgen_test]
async fn x04_x08_x20_x21_the_requests_are_these_to_the_letter() {
    let rest = "no-store\ncors\nmanual\nno-referrer\ntrue\naccept: application/json";
    let path = "/api/organisations/3f2504e0-4f89-41d3-9a0c-0305e82c3301/payment-account";
    let (by_cookie, asked) = api(Vec::new());
    _ = by_cookie.status(ORGANISATION).await;
    _ = by_cookie.session(ORGANISATION).await;
    assert_eq!(
        asked.take(),
        [
            format!("GET\n{path}/status\nsame-origin\n{rest}"),
            format!("POST\n{path}/session\nsame-origin\n{rest}\ncontent-type: application/json"),
        ]
    );
    _ = by_cookie.exchange_code("c\"1").await;
    assert_eq!(
        asked.take(),
        [format!(
            "POST\n/api/auth/exchange\nomit\n{rest}\ncontent-type: application/json"
        )]
    );
    let (by_token, asked) = api(Vec::new());
    let by_token = by_token.bearer(tokens(&[Some("abc"), Some("Bearer def"), None]));
    _ = by_token.status(ORGANISATION).await;
    _ = by_token.session(ORGANISATION).await;
    _ = by_token.status(ORGANISATION).await;
    assert_eq!(
        asked.take(),
        [
            format!("GET\n{path}/status\nomit\n{rest}\nauthorization: Bearer abc"),
            format!(
                "POST\n{path}/session\nomit\n{rest}\nauthorization: Bearer def\ncontent-type: application/json"
            ),
            format!("GET\n{path}/status\nomit\n{rest}"),
        ]
    );
}

#[wasm_bindgen_test]
async fn nothing_aborts_what_has_been_answered() {
    for answer in [
        ok(r#"{"clientSecret":"accs_secret_1"}"#),
        refused(403, Some("{}")),
        ok("<html>"),
    ] {
        let sent = Rc::new(RefCell::new(Vec::<AbortSignal>::new()));
        let seen = Rc::clone(&sent);
        let api = Api::at(ApiBase::parse("/api").unwrap()).sent_by(Rc::new(move |request| {
            seen.borrow_mut().push(request.signal());
            Promise::resolve(&JsValue::from(answer.clone().unwrap()))
        }));
        _ = api.session(ORGANISATION).await;
        assert_eq!(sent.borrow().len(), 1);
        assert!(!sent.borrow().iter().any(AbortSignal::aborted));
    }
}

#[wasm_bindgen_test]
async fn what_nobody_waits_for_any_more_is_aborted() {
    let sent = Rc::new(RefCell::new(None));
    let seen = Rc::clone(&sent);
    let api = Api::at(ApiBase::parse("/api").unwrap()).sent_by(Rc::new(move |request| {
        seen.replace(Some(request.signal()));
        Promise::new(&mut |_, _| {})
    }));
    let task = Task::start(async move { _ = api.session(ORGANISATION).await });
    let signal = sent.take().unwrap();
    assert!(!signal.aborted());
    drop(task);
    TimeoutFuture::new(0).await;
    assert!(signal.aborted());
}

#[wasm_bindgen_test]
async fn e19_a_status_is_read_as_an_account_though_it_says_it_is_plain_text() {
    let (api, _) = api(vec![ok(
        r#"{"Status":"Restricted","capabilities":{"currentlyDue":{"0":"a","2":"b"},"pastDue":7}}"#,
    )]);
    let account = api.status(ORGANISATION).await.unwrap();
    assert_eq!(account.state, State::Restricted);
    let known = account.capabilities.unwrap();
    assert_eq!(known.currently_due.len(), 2);
    assert!(known.more_may_be_due && known.past_due.is_empty());
}

#[wasm_bindgen_test]
async fn two_thousand_codes_as_long_as_stripes_are_no_error() {
    let code = |n: usize| format!("\"person_1QpmE2S1bA2P7JoAztLQ{n:04}.verification.document\"");
    let codes: Vec<String> = (0..2_000).map(code).collect();
    let body = format!(
        r#"{{"capabilities":{{"currentlyDue":[{}]}}}}"#,
        codes.join(",")
    );
    assert!(body.len() > 64 * 1024);
    let (api, _) = api(vec![ok(&body)]);
    let known = api
        .status(ORGANISATION)
        .await
        .unwrap()
        .capabilities
        .unwrap();
    assert_eq!(
        (known.currently_due.len(), known.more_may_be_due),
        (2_000, false)
    );
}

#[wasm_bindgen_test]
async fn t08_a_session_keeps_its_secret_and_tells_its_lifetime() {
    let soon = js_sys::Date::new(&(js_sys::Date::now() + 60_000.0).into());
    let soon = String::from(soon.to_iso_string());
    for (body, lives) in [
        (
            format!(r#"{{"clientSecret":"cs_1","expiresAt":"{soon}"}}"#),
            true,
        ),
        (
            r#"{"ClientSecret":"cs_1","expiresAt":"0001-01-01T00:00:00"}"#.to_owned(),
            false,
        ),
        (r#"{"clientSecret":"cs_1","expiresAt":7}"#.to_owned(), false),
        (r#"{"clientSecret":"cs_1"}"#.to_owned(), false),
    ] {
        let (api, _) = api(vec![ok(&body)]);
        let (secret, session) = api.session(ORGANISATION).await.ok().unwrap();
        assert_eq!(secret.hand_over(), "cs_1");
        assert_eq!(session.lifetime.is_some(), lives, "{body}");
        let longest = Duration::from_secs(60);
        assert!(session.lifetime.is_none_or(|lifetime| lifetime <= longest));
    }
    for body in [
        "{}",
        "[]",
        r#"{"clientSecret":7}"#,
        r#"{"clientSecret":""}"#,
        r#"{"clientSecret":"a\nb"}"#,
    ] {
        let (api, _) = api(vec![ok(body)]);
        let failure = api.session(ORGANISATION).await.err();
        assert_eq!(failure, Some(Failure::UnusableSecret), "{body}");
    }
}

#[wasm_bindgen_test]
async fn x07_a_401_is_tried_once_more_with_a_fresh_token_and_never_without_one() {
    let (by_token, asked) = api(vec![ok("{}"), refused(401, None)]);
    let by_token = by_token.bearer(tokens(&[Some("old"), Some("new")]));
    assert!(by_token.status(ORGANISATION).await.is_ok());
    let asked = asked.take();
    assert!(asked[0].ends_with("Bearer old") && asked[1].ends_with("Bearer new"));
    let (by_token, asked) = api(vec![
        refused(401, None),
        refused(401, None),
        refused(401, None),
    ]);
    let by_token = by_token.bearer(tokens(&[Some("old"), Some("new"), Some("newer")]));
    assert!(by_token.status(ORGANISATION).await.is_err());
    assert_eq!(asked.take().len(), 2);
    let (by_cookie, asked) = api(vec![refused(401, None), refused(401, None)]);
    assert!(by_cookie.status(ORGANISATION).await.is_err());
    assert_eq!(asked.take().len(), 1);
}

#[wasm_bindgen_test]
async fn c2_a_token_that_cannot_stand_in_a_header_is_told_and_nothing_is_sent() {
    for token in ["a\nb", "a\u{0}b", "tokén\u{2603}"] {
        let (api, asked) = api(vec![ok("{}")]);
        let given: &'static str = token.to_owned().leak();
        let ask: TokenProvider = Rc::new(move || Box::pin(async move { Some(given.to_owned()) }));
        let failure = api.bearer(ask).status(ORGANISATION).await.unwrap_err();
        assert_eq!(failure, Failure::UnusableToken, "{token:?}");
        assert_eq!(asked.take().len(), 0);
    }
}

#[wasm_bindgen_test]
async fn only_json_is_dolfins_word() {
    for (status, body, kind) in [
        (401, Some("<html>Blocked"), ProblemKind::Intercepted),
        (403, Some("<html>Blocked"), ProblemKind::Intercepted),
        (404, Some("Not here"), ProblemKind::Intercepted),
        (403, Some(r#"{"title":"Forb"#), ProblemKind::Intercepted),
        (401, None, ProblemKind::SignedOut),
        (403, None, ProblemKind::Forbidden),
        (
            404,
            Some(r#"{"title":"Organisation.NotFound"}"#),
            ProblemKind::NotFound,
        ),
        (
            409,
            Some(r#"{"errors":[{"code":"PaymentAccount.Disconnected"}]}"#),
            ProblemKind::Disconnected,
        ),
        (502, Some("<html>Bad gateway"), ProblemKind::ServiceFault),
    ] {
        let (api, _) = api(vec![refused(status, body)]);
        let failure = api.status(ORGANISATION).await.unwrap_err();
        let problem = classify(Endpoint::Status, &failure);
        assert_eq!(
            (problem.kind, problem.http),
            (kind, Some(status)),
            "{body:?}"
        );
    }
}

#[wasm_bindgen_test]
async fn a_wish_to_wait_is_read_from_its_header() {
    for (header, wait) in [
        ("7".to_owned(), Some(7)),
        ("soon".to_owned(), None),
        ("Sun, 06 Nov 1994 08:49:37 GMT".to_owned(), None),
        ("Fri, 31 Dec 9999 23:59:59 GMT".to_owned(), Some(300)),
    ] {
        let headers = format!(r#"{{"retry-after":"{header}"}}"#);
        let (api, _) = api(vec![answer(503, None, &headers).unwrap()]);
        let failure = api.status(ORGANISATION).await.unwrap_err();
        let problem = classify(Endpoint::Status, &failure);
        assert_eq!(
            problem.retry_after,
            wait.map(Duration::from_secs),
            "{header}"
        );
    }
}

#[wasm_bindgen_test]
async fn an_answer_about_another_organisation_is_refused() {
    let (api, _) = api(vec![ok(
        r#"{"organisationId":"00000000-0000-0000-0000-000000000001"}"#,
    )]);
    let failure = api.status(ORGANISATION).await.unwrap_err();
    let problem = classify(Endpoint::Status, &failure);
    assert_eq!(problem.kind, ProblemKind::Garbled);
}
