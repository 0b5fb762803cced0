//! The one function through which Stripe calls us.
//!
//! Connect.js has no way to destroy an instance, and may keep what it was given for as long as the page lives. So
//! it is never given a closure: each callback is this one function, bound by the browser to a number. The number
//! names a mounted form while there is one; after that it names nothing, and a call that comes late is answered
//! with nothing. Whatever Stripe keeps, no mount leaves anything behind on our side.

use crate::dolfin::ClientSecret;
use crate::js_value::own;
use crate::reactive::task::into_promise;
use js_sys::Function;
use onboarding_core::account::problem::LoadErrorType;
use std::{
    cell::{Cell, RefCell},
    future::Future,
    pin::Pin,
    rc::{Rc, Weak},
};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};

/// What Stripe's form reports.
pub(crate) enum FormEvent {
    /// Something of it can be seen.
    Shown,
    /// The person went to the step of this name. Stripe changes the names at will: they tell nothing but a change.
    Step(String),
    /// The person left, finished or not. Reported once.
    Exit,
    /// It could not load, or died.
    Failed(LoadErrorType),
}

/// What a form needs from its owner.
pub(crate) trait FormOwner {
    /// A secret never handed out before, or `None` when none is to be had (the owner shows why).
    fn secret(&self) -> Pin<Box<dyn Future<Output = Option<ClientSecret>>>>;
    /// Takes in what happened.
    fn happened(&self, happening: FormEvent);
}

/// What a bound function stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Call {
    Secret,
    LoaderStart,
    StepChange,
    LoadError,
    Exit,
}

thread_local! {
    /// One for each realm: a function has to outlive every mount that Stripe may still call.
    static DOOR: Door = Door::new();
}

struct Door {
    knock: Function,
    last: Cell<u32>,
    owners: RefCell<Vec<(u32, Weak<dyn FormOwner>)>>,
}

impl Door {
    fn new() -> Self {
        let knock = Closure::<dyn Fn(u32, u8, JsValue) -> JsValue>::new(knocked).into_js_value();
        Self {
            knock: knock.unchecked_into(),
            last: Cell::new(0),
            owners: RefCell::default(),
        }
    }
}

/// A form's place at the door. Dropping it makes every function bound to it answer with nothing.
#[must_use = "Stripe's calls reach nobody once this is dropped"]
pub(super) struct Place(u32);

impl Place {
    /// Lets Stripe's calls reach `owner`.
    pub(super) fn of(owner: Weak<dyn FormOwner>) -> Self {
        DOOR.with(|door| {
            let number = door.last.get().wrapping_add(1);
            door.last.set(number);
            door.owners.borrow_mut().push((number, owner));
            Self(number)
        })
    }

    /// A name no other place of this copy of the crate has.
    pub(super) fn name(&self) -> String {
        ["dolfin-form-", &self.0.to_string()].concat()
    }

    /// The function to give Stripe for `call`.
    pub(super) fn function(&self, call: Call) -> Function {
        DOOR.with(|door| {
            let (place, call) = (self.0.into(), (call as u8).into());
            let bound = door.knock.bind2(&JsValue::UNDEFINED, &place, &call);
            bound.unchecked_into()
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        leave(self.0);
    }
}

fn leave(place: u32) {
    DOOR.with(|door| {
        door.owners
            .borrow_mut()
            .retain(|(number, _)| *number != place)
    });
}

fn owner(place: u32) -> Option<Rc<dyn FormOwner>> {
    DOOR.with(|door| {
        let owners = door.owners.borrow();
        let (_, owner) = owners.iter().find(|(number, _)| *number == place)?;
        owner.upgrade()
    })
}

fn knocked(place: u32, call: u8, payload: JsValue) -> JsValue {
    let owner = owner(place);
    if call == Call::Secret as u8 {
        return secret(owner.map(|owner| owner.secret()));
    }
    if let Some(owner) = owner {
        let happening = if call == Call::LoaderStart as u8 {
            FormEvent::Shown
        } else if call == Call::StepChange as u8 {
            FormEvent::Step(own(&payload, "step").as_string().unwrap_or_default())
        } else if call == Call::LoadError as u8 {
            let kind = own(&own(&payload, "error"), "type").as_string();
            FormEvent::Failed(load_error(kind.as_deref().unwrap_or_default()))
        } else {
            // Stripe may say it twice, and has nothing to say after it.
            leave(place);
            FormEvent::Exit
        };
        owner.happened(happening);
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
