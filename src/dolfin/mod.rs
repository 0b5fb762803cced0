//! Dolfin's two endpoints, and the only place that speaks to Dolfin.
//!
//! Sends, bounds and reads; what an answer means is decided in [`onboarding_core::account`]. The client secret stays a
//! JavaScript value from the response body to Stripe: its text never enters wasm memory. Knows no Leptos.
//!
//! Limits: a status body is read up to 64 KiB, a session body up to 16 KiB; a status read takes at most 10 s
//! and a session 15 s, body included (behaviours E18, E23).

use crate::js_value::{self, own};
use futures_util::future::{Either, select};
use gloo_net::http::Method;
use gloo_timers::future::TimeoutFuture;
use js_sys::{JsString, Promise};
use onboarding_core::account::{
    document::{self, Account},
    problem::Failure,
    session::{self, Session, SessionShape},
    value::Value,
};
use onboarding_core::config::ApiBase;
use std::{
    future::Future,
    pin::{Pin, pin},
    rc::Rc,
};
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, Headers, ReferrerPolicy, Request, RequestCache,
    RequestCredentials, RequestInit, RequestMode, RequestRedirect, Response, ResponseType,
};

/// What asks the host for a bearer token, once for each request. `None` sends the request without one.
pub type TokenProvider = Rc<dyn Fn() -> Pin<Box<dyn Future<Output = Option<String>>>>>;

/// What sends a request in place of the browser's `fetch`, and answers with a promise of a `Response`.
pub type Sender = Rc<dyn Fn(&Request) -> Promise>;

/// How to reach Dolfin's API.
#[derive(Clone)]
pub struct Api {
    base: ApiBase,
    token: Option<TokenProvider>,
    sender: Option<Sender>,
}

/// A single-use client secret on its way to Stripe. Opaque: it can be neither printed nor copied.
pub(crate) struct ClientSecret(JsValue);

impl ClientSecret {
    /// Hands the secret over; nothing is left behind.
    pub(crate) fn hand_over(self) -> JsValue {
        self.0
    }
}

/// The bounds of one exchange.
struct Exchange {
    method: Method,
    endpoint: &'static str,
    body_limit: u32,
    timeout_ms: u32,
}

impl Api {
    /// The API at `base`, reached with the browser's same-origin cookies.
    pub fn at(base: ApiBase) -> Self {
        Self {
            base,
            token: None,
            sender: None,
        }
    }

    /// Sends a bearer token instead of cookies. `token` is asked at each request and its answer kept nowhere.
    #[must_use]
    pub fn bearer(mut self, token: TokenProvider) -> Self {
        self.token = Some(token);
        self
    }

    /// Lets the host send each request itself: with further headers, through a proxy, in a test. The request is
    /// complete but for what the host adds, and its answer is trusted no more than any other.
    #[must_use]
    pub fn sent_by(mut self, sender: Sender) -> Self {
        self.sender = Some(sender);
        self
    }

    /// Reads the payment account's status.
    pub(crate) async fn status(&self, organisation: Uuid) -> Result<Account, Failure> {
        let body = self
            .exchange(
                organisation,
                Exchange {
                    method: Method::GET,
                    endpoint: "status",
                    body_limit: 64 * 1024,
                    timeout_ms: 10_000,
                },
            )
            .await?;
        document::read(&js_value::value(&body), organisation).map_err(Failure::Unreadable)
    }

    /// Asks for a fresh session. Every call mints a new secret, so this is never called ahead of need.
    pub(crate) async fn session(
        &self,
        organisation: Uuid,
    ) -> Result<(ClientSecret, Session), Failure> {
        let body = self
            .exchange(
                organisation,
                Exchange {
                    method: Method::POST,
                    endpoint: "session",
                    body_limit: 16 * 1024,
                    timeout_ms: 15_000,
                },
            )
            .await?;
        let secret = own(&body, "clientSecret");
        let expires_at = js_value::value(&own(&body, "expiresAt"));
        let session =
            session::judge(shape(&secret, &expires_at)).map_err(|_| Failure::UnusableSecret)?;
        Ok((ClientSecret(secret), session))
    }

    /// One request and its whole answer, within the time and size allowed. Dropping the future aborts it.
    async fn exchange(&self, organisation: Uuid, exchange: Exchange) -> Result<JsValue, Failure> {
        let answer = self.within_time(organisation, &exchange).await;
        match answer {
            // The token may just have run out: the host is asked for a fresh one, once (behaviours E01).
            Err(Failure::Answered { http: 401, .. }) if self.token.is_some() => {
                self.within_time(organisation, &exchange).await
            }
            answer => answer,
        }
    }

    async fn within_time(
        &self,
        organisation: Uuid,
        exchange: &Exchange,
    ) -> Result<JsValue, Failure> {
        let timeout = TimeoutFuture::new(exchange.timeout_ms);
        match select(pin!(self.send(organisation, exchange)), timeout).await {
            Either::Left((answer, _)) => answer,
            Either::Right(((), _)) => Err(Failure::TimedOut),
        }
    }

    /// Trades a sign-in code for the bearer token it is good for, once. The token stays a JavaScript value.
    #[cfg(feature = "app")]
    pub(crate) async fn exchange_code(base: &ApiBase, code: &str) -> Result<JsValue, Failure> {
        let body = js_sys::Object::new();
        // Setting a property of a fresh object cannot fail.
        _ = js_sys::Reflect::set(&body, &"code".into(), &code.into());
        let body = js_sys::JSON::stringify(&body).map_err(|_| unreachable())?;
        let headers = headers()?;
        set(&headers, "content-type", "application/json")?;
        let init = init(Method::POST, &headers, RequestCredentials::Omit);
        init.set_body(&body);
        let request = Request::new_with_str_and_init(&base.code_exchange(), &init)
            .map_err(|_| unreachable())?;
        let window = web_sys::window().ok_or_else(unreachable)?;
        let answer = JsFuture::from(window.fetch_with_request(&request)).await;
        let response = answer.ok().and_then(|response| response.dyn_into().ok());
        let body = read(&response.ok_or_else(unreachable)?, 64 * 1024).await?;
        Ok(own(&body, "token"))
    }

    async fn send(&self, organisation: Uuid, exchange: &Exchange) -> Result<JsValue, Failure> {
        let token = match &self.token {
            Some(ask) => ask().await,
            None => None,
        };
        let abort = AbortOnDrop::new()?;
        let headers = headers()?;
        if exchange.method == Method::POST {
            // A POST without body or custom header is one that any page may send with the person's cookies;
            // this content type makes the browser ask the API first (behaviours X08).
            set(&headers, "content-type", "application/json")?;
        }
        if let Some(token) = token {
            set(&headers, "authorization", &["Bearer ", &token].concat())?;
        }
        let credentials = match self.token {
            Some(_) => RequestCredentials::Omit,
            None => RequestCredentials::SameOrigin,
        };
        let init = init(exchange.method.clone(), &headers, credentials);
        init.set_signal(Some(&abort.signal()));
        let url = self.base.payment_account(organisation, exchange.endpoint);
        let request = Request::new_with_str_and_init(&url, &init).map_err(|_| unreachable())?;
        // Not gloo-net's own `send`: it panics where a patched `fetch` rejects with something other than an Error.
        let answer = match &self.sender {
            Some(send) => send(&request),
            None => web_sys::window()
                .ok_or_else(unreachable)?
                .fetch_with_request(&request),
        };
        let response: Response = JsFuture::from(answer)
            .await
            .ok()
            .and_then(|response| response.dyn_into().ok())
            .ok_or_else(unreachable)?;
        read(&response, exchange.body_limit).await
    }
}

/// What every request of ours says it takes.
fn headers() -> Result<Headers, Failure> {
    let headers = Headers::new().map_err(|_| unreachable())?;
    set(&headers, "accept", "application/json")?;
    Ok(headers)
}

/// Fails for what cannot stand in a header, such as a token with a line break in it.
fn set(headers: &Headers, name: &str, value: &str) -> Result<(), Failure> {
    headers.set(name, value).map_err(|_| unreachable())
}

/// How every request of ours is sent: past every cache, without a referrer. A login redirect must be seen, not followed
/// into a page of HTML.
fn init(method: Method, headers: &Headers, credentials: RequestCredentials) -> RequestInit {
    let init = RequestInit::new();
    init.set_method(method.as_ref());
    init.set_headers(headers);
    init.set_credentials(credentials);
    init.set_cache(RequestCache::NoStore);
    init.set_mode(RequestMode::Cors);
    init.set_redirect(RequestRedirect::Manual);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    init
}

/// The answer's JSON if it is a success, else what came back instead.
async fn read(response: &Response, body_limit: u32) -> Result<JsValue, Failure> {
    if response.type_() == ResponseType::Opaqueredirect {
        return Err(Failure::Redirected);
    }
    let body = js_value::read(response, body_limit).await;
    if response.ok() {
        return body;
    }
    Err(Failure::Answered {
        http: response.status(),
        retry_after: response.headers().get("retry-after").ok().flatten(),
        body: body.ok().map(|body| js_value::value(&body)),
    })
}

fn unreachable() -> Failure {
    let online = web_sys::window().is_none_or(|window| window.navigator().on_line());
    Failure::Unreachable { offline: !online }
}

/// Looks at the secret from outside: how long it is, and whether it holds control characters.
fn shape<'a>(secret: &JsValue, expires_at: &'a Value) -> SessionShape<'a> {
    let text = secret.dyn_ref::<JsString>();
    let is_printable = |at| text.is_some_and(|text| text.char_code_at(at) >= f64::from(b' '));
    SessionShape {
        secret_length: text.map(|text| text.length() as usize),
        secret_is_clean: (0..text.map_or(0, JsString::length)).all(is_printable),
        expires_at: Some(expires_at),
    }
}

/// Aborts what was given its signal when dropped, so that a cancelled task cancels its fetch.
pub(crate) struct AbortOnDrop(AbortController);

impl AbortOnDrop {
    pub(crate) fn signal(&self) -> AbortSignal {
        self.0.signal()
    }

    pub(crate) fn new() -> Result<Self, Failure> {
        AbortController::new().map(Self).map_err(|_| unreachable())
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}
