//! Signing in to the standalone app by Dolfin's code exchange.
//!
//! Whoever sends a person here puts `?code=…` at the address; it is taken out before anything is shown, so that it
//! stands in no history and no referrer, and traded for a bearer token with the first request that needs one. The
//! token is kept in this page's memory alone: a reload needs a new code. Without a code the site's cookies are sent.
//!
//! Limits: a code is good once and the token is not renewed. Once it has run out the person is asked to sign in
//! again, which is the business of whoever sent them.

use crate::dolfin::Api;
use js_sys::Promise;
use onboarding_core::config::ApiBase;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::future_to_promise;
use web_sys::{Url, UrlSearchParams};

/// What the page was opened with.
enum SignIn {
    Code(String),
    /// The exchange, done or under way. A JavaScript promise, because any number of requests wait for it.
    Token(Promise),
}

thread_local! {
    /// One page is one person.
    static TICKET: RefCell<Option<SignIn>> = const { RefCell::new(None) };
}

/// Takes the code out of the address.
pub(crate) fn begin() {
    TICKET.set(take_code().map(SignIn::Code));
}

/// The API at `base`, for whoever is signed in.
pub(crate) fn sign(base: ApiBase) -> Api {
    let api = Api::at(base.clone());
    let token = TICKET.with_borrow_mut(|ticket| {
        let token = match ticket.as_ref()? {
            SignIn::Token(token) => token.clone(),
            SignIn::Code(code) => {
                let code = code.clone();
                future_to_promise(async move {
                    let token = Api::exchange_code(&base, &code).await;
                    // Refused or not, the status endpoint says what that means for the person.
                    Ok(token.unwrap_or(JsValue::UNDEFINED))
                })
            }
        };
        *ticket = Some(SignIn::Token(token.clone()));
        Some(token)
    });
    match token {
        Some(token) => api.bearer_in_javascript(Rc::new(move || token.clone())),
        None => api,
    }
}

fn take_code() -> Option<String> {
    let window = web_sys::window()?;
    let url = Url::new(&window.location().href().ok()?).ok()?;
    let query: UrlSearchParams = url.search_params();
    let code = query.get("code")?;
    query.delete("code");
    let history = window.history().ok()?;
    let state = history.state().unwrap_or(JsValue::NULL);
    history
        .replace_state_with_url(&state, "", Some(&url.href()))
        .ok()?;
    Some(code).filter(|code| !code.is_empty())
}
