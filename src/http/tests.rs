//! What is made of odd answers and odd senders.

use super::{Unread, json, send};
use gloo_net::http::Response;
use js_sys::Promise;
use std::rc::Rc;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::Request;

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(module = "/tests/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = responseOf)]
    fn answer(text: &str) -> web_sys::Response;
    #[wasm_bindgen(js_name = inPieces)]
    fn in_pieces(bytes: &[u8], size: u32) -> web_sys::Response;
    fn endless() -> web_sys::Response;
    fn breaking() -> web_sys::Response;
    #[wasm_bindgen(js_name = patchFetch)]
    fn patch(text: &str);
    #[wasm_bindgen(js_name = giveFetchBack)]
    fn give_back();
}

async fn read(answer: web_sys::Response, limit: u32) -> Result<String, Unread> {
    let json = json(&Response::from(answer), limit).await?;
    Ok(js_sys::JSON::stringify(&json).unwrap().into())
}

#[wasm_bindgen_test]
async fn e20_t17_a_body_is_read_as_json_whatever_its_pieces() {
    let text = r#"{"a":"é𝄞","b":[1,null]}"#;
    for size in [1, 2, 3, 5, 1_000] {
        let whole = read(in_pieces(text.as_bytes(), size), 1_000).await;
        assert_eq!(whole.as_deref(), Ok(text), "{size} at a time");
    }
    let twice = read(answer(r#"'{"a":1,"a":2}'"#), 100).await;
    assert_eq!(twice.as_deref(), Ok(r#"{"a":2}"#), "the last one counts");
    let with_mark = ["\u{feff}".as_bytes(), b" [1]\r\n"].concat();
    assert_eq!(
        read(in_pieces(&with_mark, 2), 100).await.as_deref(),
        Ok("[1]")
    );
}

#[wasm_bindgen_test]
async fn e14_e15_e16_e20_what_is_no_json_says_what_it_is() {
    for (body, expected) in [
        ("null", Unread::Empty),
        ("''", Unread::Empty),
        ("' '", Unread::NotJson),
        ("'<!doctype html><p>Sign in'", Unread::NotJson),
        ("'Forbidden'", Unread::NotJson),
        ("'{\"a\":'", Unread::Malformed),
        ("' [1,'", Unread::Malformed),
        ("new Uint8Array([0x22, 0xe9, 0x22])", Unread::Malformed),
        ("new Uint8Array([0x22, 0xf0, 0x9d])", Unread::Malformed),
    ] {
        assert_eq!(read(answer(body), 100).await, Err(expected), "{body}");
    }
    assert_eq!(read(breaking(), 100).await, Err(Unread::Malformed));
}

#[wasm_bindgen_test]
async fn e18_x22_reading_stops_at_the_limit() {
    assert_eq!(read(answer("'[1]'"), 3).await.as_deref(), Ok("[1]"));
    assert_eq!(read(answer("'[12]'"), 3).await, Err(Unread::TooLarge));
    assert_eq!(read(endless(), 100_000).await, Err(Unread::TooLarge));
}

#[wasm_bindgen_test]
async fn b1_a_body_that_somebody_else_reads_is_told_and_nothing_is_thrown() {
    let used = answer("'[1]'");
    JsFuture::from(used.json().unwrap()).await.unwrap();
    assert_eq!(read(used, 100).await, Err(Unread::Taken));
    let locked = answer("'[1]'");
    let reader = locked.body().unwrap().get_reader();
    assert_eq!(read(locked, 100).await, Err(Unread::Taken));
    drop(reader);
}

#[wasm_bindgen_test]
async fn b1_a_fetch_that_misbehaves_reaches_nobody() {
    let request = Request::new_with_str("data:text/plain,x").unwrap();
    for patched in [
        "() => { throw new Error('at once') }",
        "() => { throw 'no Error' }",
        "() => Promise.reject('no Error')",
        "() => Promise.reject(undefined)",
        "() => Promise.resolve({ ok: true })",
        "() => 7",
        "() => undefined",
    ] {
        patch(patched);
        let answered = send(&request, None).await.is_some();
        give_back();
        assert!(!answered, "{patched}");
    }
    patch("() => new Response('[1]')");
    let answered = send(&request, None).await;
    give_back();
    assert_eq!(
        answered.unwrap().status(),
        200,
        "no promise is as good as one"
    );
}

#[wasm_bindgen_test]
async fn what_a_host_sends_in_our_place_is_trusted_no_more() {
    let request = Request::new_with_str("data:text/plain,x").unwrap();
    let sender = |given: Promise| -> super::Sender { Rc::new(move |_| given.clone()) };
    for given in [
        Promise::reject(&"no".into()),
        Promise::resolve(&JsValue::NULL),
        Promise::resolve(&JsValue::from(js_sys::Object::new())),
    ] {
        assert!(send(&request, Some(&sender(given))).await.is_none());
    }
    let given = Promise::resolve(&JsValue::from(answer("'[1]'")));
    assert!(send(&request, Some(&sender(given))).await.is_some());
}
