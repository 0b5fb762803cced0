//! A frame with a form in it, on the [fake](super::fake_connect) of Connect.js, for the tests of this folder.

use super::callbacks::{FormOwner, StripeEvent};
use super::fake_connect::{install_with, uninstall};
use super::global::StripeConnect;
use super::instance::Form;
use super::options::FormOptions;
use super::params::Opening;
use super::theme::Theme;
use crate::dolfin::ClientSecret;
use onboarding_core::account::{document::Code, problem::ScriptFailure};
use onboarding_core::config::PublishableKey;
use onboarding_core::onboarding::events::FormId;
use std::{
    cell::RefCell,
    future::{Future, ready},
    pin::Pin,
    rc::{Rc, Weak},
};
use web_sys::Element;

/// Hears what a form reports, and has no secret.
#[derive(Default)]
pub(crate) struct Owner {
    heard: RefCell<Vec<String>>,
}

impl FormOwner for Owner {
    fn secret(&self, form: FormId) -> Pin<Box<dyn Future<Output = Option<ClientSecret>>>> {
        self.heard.borrow_mut().push(format!("{form:?} secret"));
        Box::pin(ready(None))
    }

    fn report(&self, form: FormId, event: StripeEvent) {
        self.heard.borrow_mut().push(format!("{form:?} {event:?}"));
    }
}

/// A frame in the page, and what a form in it is opened with. Taken out in the end, Stripe's global too.
pub(crate) struct Scene {
    pub(crate) frame: Element,
    owner: Rc<Owner>,
    key: PublishableKey,
    pub(crate) locale: String,
    pub(crate) options: FormOptions,
    pub(crate) only: Vec<Code>,
}

impl Scene {
    /// With Connect.js as these options, written as JavaScript, make it.
    pub(crate) fn with(connect: &str) -> Self {
        install_with(connect);
        let document = web_sys::window().unwrap().document().unwrap();
        let frame = document.create_element("div").unwrap();
        document.body().unwrap().append_child(&frame).unwrap();
        Self {
            frame,
            owner: Rc::default(),
            key: PublishableKey::parse("pk_test_bridge").unwrap(),
            locale: "fr-FR".into(),
            options: FormOptions::default(),
            only: Vec::new(),
        }
    }

    pub(crate) fn open(&self) -> Result<Form, ScriptFailure> {
        let owner: Rc<dyn FormOwner> = self.owner.clone();
        let owner: Weak<dyn FormOwner> = Rc::downgrade(&owner);
        let connect = StripeConnect::of_page().unwrap();
        self.opened_with(|opening| Form::open(&connect, opening, &self.frame, owner))
    }

    pub(crate) fn opened_with<T>(&self, use_it: impl FnOnce(&Opening) -> T) -> T {
        let theme = Theme::of(&self.frame);
        use_it(&Opening {
            id: FormId(7),
            key: &self.key,
            locale: &self.locale,
            options: &self.options,
            only: &self.only,
            theme: &theme,
        })
    }

    /// What was heard since this was last asked, a line a report.
    pub(crate) fn heard(&self) -> Vec<String> {
        self.owner.heard.take()
    }
}

impl Drop for Scene {
    fn drop(&mut self) {
        self.frame.remove();
        uninstall();
    }
}
