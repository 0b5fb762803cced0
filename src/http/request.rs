//! One request, from its parts to its answer.

use gloo_net::http::{Headers, Method, RequestBuilder, Response};
use js_sys::{JsString, Promise};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, ReferrerPolicy, Request, RequestCache, RequestCredentials,
    RequestRedirect,
};

/// What sends a request in place of the browser's `fetch`, and answers with a promise of a `Response`.
///
/// A promise that is rejected, or that holds something else, is a request that reached nobody.
pub type Sender = Rc<dyn Fn(&Request) -> Promise>;

#[wasm_bindgen]
extern "C" {
    // web-sys declares it as never throwing and always a promise. A patched one does as it likes.
    #[wasm_bindgen(js_name = fetch, catch)]
    fn fetch(request: &Request) -> Result<JsValue, JsValue>;

    // web-sys takes a `&str` for the value, which would copy a token into wasm memory.
    #[wasm_bindgen(extends = web_sys::Headers, js_name = Headers)]
    type OpaqueHeaders;
    #[wasm_bindgen(method, js_class = "Headers", js_name = set, catch)]
    fn set_opaque(this: &OpaqueHeaders, name: &str, value: &JsString) -> Result<(), JsValue>;
}

/// What differs from one request to another.
pub(crate) struct Outgoing<'a> {
    pub(crate) method: Method,
    pub(crate) url: &'a str,
    pub(crate) headers: web_sys::Headers,
    pub(crate) credentials: RequestCredentials,
    pub(crate) cache: RequestCache,
    pub(crate) redirect: RequestRedirect,
    pub(crate) body: Option<&'a JsString>,
    /// Ends the request.
    pub(crate) abort: &'a AbortOnDrop,
}

impl Outgoing<'_> {
    /// The whole request; `None` where it cannot be made, such as for an address that is none.
    pub(crate) fn build(self) -> Option<Request> {
        let builder = RequestBuilder::new(self.url)
            .method(self.method)
            .headers(Headers::from_raw(self.headers))
            .credentials(self.credentials)
            .cache(self.cache)
            .redirect(self.redirect)
            .referrer_policy(ReferrerPolicy::NoReferrer)
            .abort_signal(self.abort.signal().as_ref());
        let request = match self.body {
            Some(body) => builder.body(body),
            None => builder.build(),
        };
        request.ok().map(Into::into)
    }
}

/// What every request of ours says it takes.
pub(crate) fn accept(kind: &str) -> Option<web_sys::Headers> {
    let headers = web_sys::Headers::new().ok()?;
    headers.set("accept", kind).ok()?;
    Some(headers)
}

/// Sets a header whose value never enters wasm memory. `None` where it cannot stand in one: a line break, or a letter
/// beyond Latin-1.
pub(crate) fn set(headers: &web_sys::Headers, name: &str, value: &JsString) -> Option<()> {
    let headers: &OpaqueHeaders = headers.unchecked_ref();
    headers.set_opaque(name, value).ok()
}

/// Sends it, by `fetch` or whatever stands in its place. `None` where no answer comes, whatever the reason.
pub(crate) async fn send(request: &Request, sender: Option<&Sender>) -> Option<Response> {
    let sent = match sender {
        Some(send) => send(request),
        None => Promise::resolve(&fetch(request).ok()?),
    };
    let answer = JsFuture::from(sent).await.ok()?;
    let answer: web_sys::Response = answer.dyn_into().ok()?;
    Some(answer.into())
}

/// Aborts what was given its signal when dropped, so that a cancelled task cancels its request.
pub(crate) struct AbortOnDrop(Option<AbortController>);

impl AbortOnDrop {
    /// `None` in a browser without it.
    pub(crate) fn new() -> Option<Self> {
        let controller = AbortController::new().ok()?;
        Some(Self(Some(controller)))
    }

    /// Lets go of a request whose answer was read. The browser may not be through with it, and would list it as
    /// failed.
    pub(crate) fn answered(mut self) {
        self.0 = None;
    }

    fn signal(&self) -> Option<AbortSignal> {
        self.0.as_ref().map(AbortController::signal)
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}
