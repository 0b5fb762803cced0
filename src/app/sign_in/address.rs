//! The sign-in code in the page's address.
//!
//! Decides where a code may stand: in the fragment, which no server and no log of one sees, or in the query. Either is
//! gone from the address and from the history before anything is drawn.

use wasm_bindgen::JsValue;
use web_sys::{Url, UrlSearchParams};

const CODE: &str = "code";

/// Whether the address has a code in its fragment.
pub(super) fn has_code() -> bool {
    let code = || fragment(&address()?)?.get(CODE);
    code().is_some()
}

/// Takes the code out of the address. An empty one is none.
pub(super) fn take_code() -> Option<String> {
    let url = address()?;
    let query = url.search_params();
    let fragment = fragment(&url);
    let of_fragment = fragment.as_ref().and_then(|fragment| fragment.get(CODE));
    let of_query = query.get(CODE);
    if of_query.is_some() {
        query.delete(CODE);
    }
    if let (Some(fragment), Some(_)) = (fragment, &of_fragment) {
        fragment.delete(CODE);
        url.set_hash(&String::from(fragment.to_string()));
    }
    let code = of_fragment.or(of_query)?;
    let history = web_sys::window()?.history().ok()?;
    let state = history.state().unwrap_or(JsValue::NULL);
    let replaced = history.replace_state_with_url(&state, "", Some(&url.href()));
    // A code that stays in the address is not used: whoever sees it could use it too.
    replaced.ok().filter(|()| !code.is_empty())?;
    Some(code)
}

fn address() -> Option<Url> {
    Url::new(&web_sys::window()?.location().href().ok()?).ok()
}

/// What stands in the fragment, read as a query is.
fn fragment(url: &Url) -> Option<UrlSearchParams> {
    UrlSearchParams::new_with_str(url.hash().trim_start_matches('#')).ok()
}
