//! Signing in to the standalone page by Dolfin's code exchange.
//!
//! Whoever sends a person here puts `#code=…` at the [`address`]. It is traded for a bearer token at once, and again
//! while no answer has come; only the service's word uses it up. The token is kept in this page's memory alone and never
//! leaves JavaScript: a reload needs a new code. Without a code the site's cookies are sent.
//!
//! Decides for whom requests are sent: nothing leaves for an organisation that the answer does not name, or before there
//! is a token. A link made by somebody else would sign a person in as that somebody, who must be seen: so the answer's
//! person and organisation are shown above the form.
//!
//! Limits: a code is good once and the token is not renewed. Once it has run out the person is asked to sign in again,
//! which is the business of whoever sent them.

mod address;
#[cfg(test)]
mod tests;

use crate::clock::sleep;
use crate::dolfin::Api;
use crate::dolfin::sign_in::{Person, SignedIn, is_answered};
use crate::reactive::effect::on_cleanup;
use crate::reactive::signal::RwSignal;
use crate::reactive::task::{Task, into_promise};
use gloo_events::EventListener;
use js_sys::{Function, Math, Promise};
use onboarding_core::account::problem::Failure;
use std::{future::pending, rc::Rc, time::Duration};
use uuid::Uuid;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Who uses the page, for as long as it is open.
#[derive(Clone)]
pub(super) struct SignIn {
    state: RwSignal<State>,
    /// Settled by a token and by nothing else; absent where the site's cookies are sent.
    token: Option<Promise>,
}

#[derive(Clone, Debug, PartialEq)]
enum State {
    /// The page was opened without a code.
    ByCookies,
    /// The service has not answered yet.
    Exchanging,
    Done(Rc<Person>),
    /// The service does not take the code.
    Refused,
}

/// Whether an organisation's page may be shown to whoever is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// As far as is known.
    Open,
    /// The service does not take the code.
    CodeRefused,
    /// The person does not belong to the organisation.
    NotAMember,
}

impl SignIn {
    /// Takes the code out of the address and exchanges it, until the current owner ends. Without an `api`, which is asked
    /// for where there is a code, there is nobody to exchange it with, which the page tells.
    pub(super) fn begin(api: impl FnOnce() -> Option<Api>) -> Self {
        let state = RwSignal::new_local(State::ByCookies);
        let code = address::take_code();
        let token = code.and_then(|code| Some((code, api()?)));
        let token = token.map(|(code, api)| {
            state.set(State::Exchanging);
            // `new Function()` would be an eval, which a page's policy forbids.
            let mut resolve = None;
            // It is there before `new` returns.
            let token = Promise::new(&mut |settle, _| resolve = Some(settle));
            let exchanging = Task::start(exchange(api, code, state, resolve));
            on_cleanup(move || drop(exchanging));
            token
        });
        follow_links();
        Self { state, token }
    }

    /// The `api` as whoever is signed in uses it on the page of `organisation`.
    pub(super) fn sign(&self, api: Api, organisation: Uuid) -> Api {
        let Some(token) = self.token.clone() else {
            return api;
        };
        let state = self.state;
        api.bearer_in_javascript(Rc::new(move || {
            let token = token.clone();
            into_promise(Box::pin(async move {
                let token = JsFuture::from(token).await.unwrap_or(JsValue::UNDEFINED);
                let is_member = state.try_with_untracked(|state| {
                    matches!(state, State::Done(person) if person.organisation(organisation).is_some())
                });
                if is_member != Some(true) {
                    pending::<()>().await;
                }
                token
            }))
        }))
    }

    /// Whether the page of `organisation` may be shown. Whoever asks follows it.
    pub(super) fn access(&self, organisation: Uuid) -> Access {
        match self.state.get() {
            State::ByCookies | State::Exchanging => Access::Open,
            State::Refused => Access::CodeRefused,
            State::Done(person) => match person.organisation(organisation) {
                Some(_) => Access::Open,
                None => Access::NotAMember,
            },
        }
    }

    /// The person's address and the name of `organisation`, once both are known. Whoever asks follows it.
    pub(super) fn identity(&self, organisation: Uuid) -> Option<(String, String)> {
        let State::Done(person) = self.state.get() else {
            return None;
        };
        let name = person.organisation(organisation)?.to_owned();
        Some((person.email.clone(), name))
    }
}

/// Until the service has answered, with growing pauses.
async fn exchange(api: Api, code: String, state: RwSignal<State>, resolve: Option<Function>) {
    let mut failures = 0;
    let answer = loop {
        match api.exchange_code(&code).await {
            Ok(signed_in) => break Some(signed_in),
            Err(failure) if is_answered(&failure) => break None,
            Err(failure) => {
                failures += 1;
                sleep(pause(failures, asked_for(&failure), Math::random())).await;
            }
        }
    };
    match answer {
        Some(SignedIn { token, person }) => {
            // Known before the first request leaves.
            state.set(State::Done(Rc::new(person)));
            // A promise's own function does not throw.
            _ = resolve.map(|resolve| resolve.call1(&JsValue::UNDEFINED, &token));
        }
        None => state.set(State::Refused),
    }
}

/// What the server wants to be waited.
fn asked_for(failure: &Failure) -> Option<Duration> {
    match failure {
        Failure::Answered { retry_after, .. } => *retry_after,
        _ => None,
    }
}

/// How long to wait after so many failures: 1 s, then twice as long each time, at most 30 s, and up to half as much
/// again by `random` in `0..1`; never less than the server has asked for.
fn pause(failures: u32, asked_for: Option<Duration>, random: f64) -> Duration {
    let doubled = Duration::from_secs(1 << failures.saturating_sub(1).min(5));
    let wait = doubled
        .min(Duration::from_secs(30))
        .mul_f64(1.0 + 0.5 * random);
    wait.max(asked_for.unwrap_or_default())
}

/// A link with another code to a page that is open changes its fragment alone: the page begins anew with it.
fn follow_links() {
    let Some(window) = web_sys::window() else {
        return;
    };
    let reload = move |_: &_| {
        if address::has_code()
            && let Some(window) = web_sys::window()
        {
            // Where it cannot, the code goes unused.
            _ = window.location().reload();
        }
    };
    let listener = EventListener::new(&window, "hashchange", reload);
    on_cleanup(move || drop(listener));
}
