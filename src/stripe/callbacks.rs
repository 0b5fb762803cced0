//! The one function through which Stripe calls us.
//!
//! Connect.js has no way to destroy an instance, and may keep what it was given for as long as the page lives. So it
//! is never given a closure: each callback is one dispatcher, bound by the browser to a number and a kind. The number
//! names an open form; once that has gone it names nothing, and a call that comes late is answered with nothing.
//! Whatever Stripe keeps, no mount leaves anything behind on our side.
//!
//! Decides who is called, not what follows. Stripe may call at any time, within a call of ours too: nothing is
//! borrowed here while an owner runs.

#[cfg(test)]
mod tests;

use crate::dolfin::ClientSecret;
use crate::js_value::own;
use crate::reactive::task::into_promise;
use js_sys::Function;
use onboarding_core::account::problem::LoadErrorType;
use onboarding_core::onboarding::events::FormId;
use std::{
    cell::{Cell, RefCell},
    future::Future,
    pin::Pin,
    rc::{Rc, Weak},
};
use wasm_bindgen::prelude::{Closure, JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    // js-sys has no `bind` that may throw.
    #[derive(Clone)]
    type Dispatcher;
    #[wasm_bindgen(method, catch)]
    fn bind(
        this: &Dispatcher,
        this_argument: &JsValue,
        id: u32,
        callback: u8,
    ) -> Result<Function, JsValue>;
}

/// What Stripe's form reports.
#[derive(Debug)]
pub(crate) enum StripeEvent {
    /// Something of it can be seen.
    Shown,
    /// The person went to the step of this name. Stripe changes the names at will: they tell nothing but a change.
    Step(String),
    /// The person left, finished or not. Reported once, and nothing after it.
    Exit,
    /// It could not load, or died. May be reported again.
    Failed(LoadErrorType),
}

/// What a form needs from its owner.
pub(crate) trait FormOwner {
    /// A secret never handed out before, or `None` when none is to be had (the owner shows why).
    fn secret(&self, form: FormId) -> Pin<Box<dyn Future<Output = Option<ClientSecret>>>>;
    /// Takes in what happened. May be called while the form is being opened, before its owner has it.
    fn report(&self, form: FormId, event: StripeEvent);
}

/// What a bound function stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Callback {
    ClientSecret,
    LoaderStart,
    StepChange,
    LoadError,
    Exit,
}

/// The number by which Stripe's calls find an open form. No other form of this copy of the crate has it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct CallbackId(u32);

/// An open form, as it can be found.
struct Entry {
    id: CallbackId,
    form: FormId,
    owner: Weak<dyn FormOwner>,
}

/// One for each realm: the function has to outlive every mount that Stripe may still call.
struct Registry {
    dispatcher: Dispatcher,
    last: Cell<u32>,
    entries: RefCell<Vec<Entry>>,
}

thread_local! {
    static REGISTRY: Registry = Registry {
        dispatcher: Closure::<dyn Fn(u32, u8, JsValue) -> JsValue>::new(dispatch)
            .into_js_value()
            .into(),
        last: Cell::default(),
        entries: RefCell::default(),
    };
}

/// The callbacks of one form. Dropping it makes every one of them answer with nothing.
#[must_use = "Stripe's calls reach nobody once this is dropped"]
pub(super) struct Callbacks(CallbackId);

impl Callbacks {
    /// Lets Stripe's calls reach `owner`, for its form of that number.
    pub(super) fn register(form: FormId, owner: Weak<dyn FormOwner>) -> Self {
        REGISTRY.with(|registry| {
            let id = CallbackId(registry.last.get().wrapping_add(1));
            registry.last.set(id.0);
            let entry = Entry { id, form, owner };
            registry.entries.borrow_mut().push(entry);
            Self(id)
        })
    }

    /// A name no other form of this copy of the crate has.
    pub(super) fn name(&self) -> String {
        let CallbackId(number) = self.0;
        ["dolfin-form-", &number.to_string()].concat()
    }

    /// The function to give Stripe for `callback`.
    ///
    /// # Errors
    ///
    /// What was thrown, where the page has put something else in the place of `bind`.
    pub(super) fn function(&self, callback: Callback) -> Result<Function, JsValue> {
        let CallbackId(number) = self.0;
        let dispatcher = REGISTRY.with(|registry| registry.dispatcher.clone());
        dispatcher.bind(&JsValue::UNDEFINED, number, callback as u8)
    }
}

impl Drop for Callbacks {
    fn drop(&mut self) {
        forget(self.0);
    }
}

fn forget(id: CallbackId) {
    REGISTRY.with(|registry| registry.entries.borrow_mut().retain(|entry| entry.id != id));
}

fn find(id: CallbackId) -> Option<(FormId, Rc<dyn FormOwner>)> {
    REGISTRY.with(|registry| {
        let entries = registry.entries.borrow();
        let entry = entries.iter().find(|entry| entry.id == id)?;
        Some((entry.form, entry.owner.upgrade()?))
    })
}

fn dispatch(number: u32, callback: u8, payload: JsValue) -> JsValue {
    let id = CallbackId(number);
    let found = find(id);
    if callback == Callback::ClientSecret as u8 {
        return secret(found.map(|(form, owner)| owner.secret(form)));
    }
    if let Some((form, owner)) = found {
        let event = if callback == Callback::LoaderStart as u8 {
            StripeEvent::Shown
        } else if callback == Callback::StepChange as u8 {
            StripeEvent::Step(own(&payload, "step").as_string().unwrap_or_default())
        } else if callback == Callback::LoadError as u8 {
            let kind = own(&own(&payload, "error"), "type").as_string();
            StripeEvent::Failed(load_error(kind.as_deref().unwrap_or_default()))
        } else {
            // Stripe may say it twice, and has nothing to say after it.
            forget(id);
            StripeEvent::Exit
        };
        owner.report(form, event);
    }
    JsValue::UNDEFINED
}

/// Never rejects: `undefined` makes Stripe report a failed session, and our own panel says why.
fn secret(secret: Option<Pin<Box<dyn Future<Output = Option<ClientSecret>>>>>) -> JsValue {
    let handed_over = async move {
        let secret = match secret {
            Some(secret) => secret.await,
            None => None,
        };
        secret.map_or(JsValue::UNDEFINED, ClientSecret::hand_over)
    };
    into_promise(Box::pin(handed_over)).into()
}

/// Stripe's `EmbeddedErrorType`.
fn load_error(name: &str) -> LoadErrorType {
    match name {
        "api_connection_error" => LoadErrorType::ApiConnectionError,
        "authentication_error" => LoadErrorType::AuthenticationError,
        "account_session_create_error" => LoadErrorType::AccountSessionCreateError,
        "invalid_request_error" => LoadErrorType::InvalidRequestError,
        "rate_limit_error" => LoadErrorType::RateLimitError,
        "api_error" => LoadErrorType::ApiError,
        "render_error" => LoadErrorType::RenderError,
        _ => LoadErrorType::Unknown,
    }
}
