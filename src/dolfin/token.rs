//! The bearer token on its way into a header.
//!
//! A token that a host's JavaScript has stays there: it is asked for at each request, its header is put together in
//! JavaScript, and nothing keeps either. One that a Rust host has comes as text, because there it is.

use js_sys::{JsString, Promise};
use std::{future::Future, pin::Pin, rc::Rc};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// What asks the host for a bearer token, once for each request and once more after a 401. `None` sends the request
/// without one. Whoever waits too long for an answer is told that the service is slow; an answer after the component
/// has left the page reaches nobody.
pub type TokenProvider = Rc<dyn Fn() -> Pin<Box<dyn Future<Output = Option<String>>>>>;

/// Where tokens come from.
#[derive(Clone)]
pub(super) enum TokenSource {
    /// A host in Rust.
    Rust(TokenProvider),
    /// A host in JavaScript: a promise of a text. Rejected, or of anything else, it is no token.
    JavaScript(Rc<dyn Fn() -> Promise>),
}

impl TokenSource {
    /// The value of an `Authorization` header, if there is a token.
    pub(super) async fn authorization(&self) -> Option<JsString> {
        let token = match self {
            TokenSource::Rust(ask) => JsString::from(ask().await?),
            TokenSource::JavaScript(ask) => JsFuture::from(ask()).await.ok()?.dyn_into().ok()?,
        };
        header(&token)
    }
}

/// `Bearer`, and the token after it. Who has given the scheme along with the token means the same.
fn header(token: &JsString) -> Option<JsString> {
    const SCHEME: &str = "bearer";
    let token = token.trim();
    let rest = token.slice(SCHEME.len() as u32, token.length());
    let is_scheme = token.slice(0, SCHEME.len() as u32).to_lower_case() == *SCHEME;
    let stands_alone = rest.length() == 0 || rest.trim_start().length() < rest.length();
    let token = match is_scheme && stands_alone {
        true => rest.trim(),
        false => token,
    };
    (token.length() > 0).then(|| JsString::from("Bearer ").concat(&token))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen::JsValue;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    fn the_scheme_stands_once_before_the_token() {
        for (token, expected) in [
            ("abc", Some("Bearer abc")),
            (" abc\n", Some("Bearer abc")),
            ("Bearer abc", Some("Bearer abc")),
            ("bearer  abc", Some("Bearer abc")),
            ("bearerabc", Some("Bearer bearerabc")),
            ("a\nb", Some("Bearer a\nb")),
            ("", None),
            ("  ", None),
            ("Bearer ", None),
        ] {
            let header = header(&token.into()).map(String::from);
            assert_eq!(header.as_deref(), expected, "{token:?}");
        }
    }

    #[wasm_bindgen_test]
    async fn what_is_no_text_is_no_token() {
        for promise in [
            Promise::resolve(&JsValue::from_f64(7.0)),
            Promise::resolve(&JsValue::UNDEFINED),
            Promise::reject(&"no".into()),
        ] {
            let source = TokenSource::JavaScript(Rc::new(move || promise.clone()));
            assert!(source.authorization().await.is_none());
        }
    }
}
