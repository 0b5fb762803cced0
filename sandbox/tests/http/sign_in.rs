//! A sign-in code is traded for its token, once.

use serde_json::json;

use crate::support::ask;

#[test]
fn a_code_is_good_for_its_token_once_and_no_cache_keeps_it() {
    let token = json!({ "token": "the-token" });
    let code = ask("POST", "/control/codes", Some(token)).json();
    let answer = ask("POST", "/auth/exchange", Some(code.clone()));
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.json()["token"], "the-token");
    assert!(answer.json()["userId"].is_string());
    assert_eq!(ask("POST", "/auth/exchange", Some(code)).status, 400);
}

#[test]
fn a_code_nobody_minted_is_worth_nothing() {
    let answer = ask("POST", "/auth/exchange", Some(json!({ "code": "x" })));
    assert_eq!(answer.status, 400);
}
