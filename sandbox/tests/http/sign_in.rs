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
fn the_exchange_says_who_is_signed_in_and_for_which_organisations() {
    let organisations = json!([{
        "organisationId": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        "organisationName": "Harbour & Vine Ltd",
    }]);
    let person =
        json!({ "token": "t", "email": "amara@example.test", "organisations": organisations });
    let code = ask("POST", "/control/codes", Some(person)).json();
    let answer = ask("POST", "/auth/exchange", Some(code)).json();
    assert_eq!(answer["email"], "amara@example.test");
    assert_eq!(answer["organisations"], organisations);
}

#[test]
fn a_code_nobody_minted_is_worth_nothing() {
    let answer = ask("POST", "/auth/exchange", Some(json!({ "code": "x" })));
    assert_eq!(answer.status, 400);
}
