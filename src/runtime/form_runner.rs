//! Stripe's form in one mount: script, frame and element.
//!
//! Carries out the commands about the form, and reports under its number. Stripe may call back within any call of ours:
//! nothing is borrowed meanwhile, and what it says waits its turn in the event loop.

#[cfg(test)]
mod tests;

use super::mount::Mount;
use super::session_runner::{Report, SessionRunner};
use crate::dolfin::ClientSecret;
use crate::reactive::task::{Task, yield_microtask};
use crate::stripe::{
    callbacks::{FormOwner, StripeEvent},
    global::StripeConnect,
    instance::Form,
    params::Opening,
    theme::{Following, Theme, follow},
};
use futures_channel::oneshot::{self, Sender};
use futures_util::future::{join, select};
use gloo_timers::future::TimeoutFuture;
use onboarding_core::account::document::Code;
use onboarding_core::account::problem::classify;
use onboarding_core::account::problem::{Endpoint, Failure, Problem, ScriptFailure};
use onboarding_core::config::PublishableKey;
use onboarding_core::onboarding::events::{Event, FormEvent, FormId};
use reactive_graph::graph::untrack;
use std::{
    cell::{Cell, RefCell},
    future::Future,
    pin::Pin,
    rc::{Rc, Weak},
};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

/// The form of one mount, open or not.
pub(super) struct FormRunner {
    me: Weak<Self>,
    key: PublishableKey,
    mount: Rc<Mount>,
    report: Report,
    /// Its session, which outlives a script that fails.
    pub(super) session: Rc<SessionRunner>,
    /// What the view stands in, whose theme is the form's.
    root: RefCell<Option<HtmlElement>>,
    /// Where the view wants Stripe's element.
    frame: RefCell<Option<HtmlElement>>,
    /// Whoever waits for the frame.
    awaited: RefCell<Option<Sender<()>>>,
    current: Cell<Option<FormId>>,
    parts: RefCell<Parts>,
}

/// The running parts of the current form; each ends when it is taken out.
#[derive(Default)]
struct Parts {
    /// The wait for script and frame, or for a farewell.
    task: Option<Task>,
    ready: Option<Ready>,
    element: Option<Rc<Form>>,
    /// The view's theme, which is the form's.
    theme: Option<Following>,
}

/// What an element is put up with.
struct Ready {
    stripe: StripeConnect,
    frame: HtmlElement,
    theme: Theme,
}

impl FormRunner {
    /// The form of `mount`, not open.
    pub(super) fn new(key: PublishableKey, mount: Rc<Mount>, report: Report) -> Rc<Self> {
        let session = SessionRunner::new(Rc::clone(&mount), Rc::clone(&report));
        Rc::new_cyclic(|me| Self {
            me: me.clone(),
            key,
            mount,
            report,
            session,
            root: RefCell::default(),
            frame: RefCell::default(),
            awaited: RefCell::default(),
            current: Cell::default(),
            parts: RefCell::default(),
        })
    }

    /// Takes in what the view stands in.
    pub(super) fn set_root(&self, root: HtmlElement) {
        self.root.replace(Some(root));
    }

    /// Takes in where the view wants Stripe's element.
    pub(super) fn set_frame(&self, frame: HtmlElement) {
        self.frame.replace(Some(frame));
        drop(self.awaited.take());
    }

    /// Where Stripe's element is or will be.
    pub(super) fn frame(&self) -> Option<HtmlElement> {
        self.frame.borrow().clone()
    }

    /// Loads the script and waits for the frame. The tag is in the page when this returns.
    pub(super) fn load(&self, id: FormId) {
        self.current.set(Some(id));
        self.session.dismiss_calls();
        drop(self.parts.take());
        let (me, mount) = (self.me.clone(), Rc::clone(&self.mount));
        let task = Task::start(async move {
            // Read while the script is on its way, where the view is in the page by then.
            let theme = async {
                yield_microtask().await;
                let root = me.upgrade()?.dressed()?;
                Some(Theme::of(&root))
            };
            let failed = |failure| report(&me, id, FormEvent::ScriptFailed(problem(failure)));
            let (stripe, theme) = join(mount.script.load(failed), theme).await;
            let stripe = match stripe {
                Ok(stripe) => stripe,
                Err(failure) => return failed(failure),
            };
            report(&me, id, FormEvent::ScriptArrived);
            let Some(frame) = frame_in_page(&me).await else {
                return;
            };
            if let Some(form) = me.upgrade() {
                let dressed = form.dressed().unwrap_or_else(|| frame.clone());
                let theme = theme.unwrap_or_else(|| Theme::of(&dressed));
                let ready = Some(Ready {
                    stripe,
                    frame,
                    theme,
                });
                form.parts.borrow_mut().ready = ready;
                form.tell(id, FormEvent::FrameReady);
            }
        });
        self.parts.borrow_mut().task = Some(task);
    }

    /// Puts Stripe's element into the frame, for `only` these codes where there are any.
    pub(super) fn mount(&self, id: FormId, only: &[Code]) {
        let Some(ready) = self.parts.borrow_mut().ready.take() else {
            return;
        };
        let owner: Weak<dyn FormOwner> = self.me.clone();
        let opened = self.opening(id, only, &ready.theme, |opening| {
            Form::open(&ready.stripe, opening, &ready.frame, owner)
        });
        match opened {
            Ok(element) => {
                self.parts.borrow_mut().element = Some(Rc::new(element));
                let me = self.me.clone();
                let dressed = self.dressed().unwrap_or(ready.frame);
                let theme = follow(&dressed, ready.theme, move |theme| {
                    if let Some(form) = me.upgrade() {
                        form.wear(theme);
                    }
                });
                self.parts.borrow_mut().theme = theme;
                self.tell(id, FormEvent::Mounted);
            }
            Err(failure) => {
                self.session.dismiss_calls();
                self.tell(id, FormEvent::ScriptFailed(problem(failure)));
            }
        }
    }

    /// Takes the element out of the page, and lets go of what was on its way.
    pub(super) fn close(&self) {
        self.current.set(None);
        self.session.clear();
        drop(self.parts.take());
    }

    /// Ends Stripe's session, then closes the form.
    pub(super) fn sign_out(&self) {
        let element = self.parts.borrow().element.clone();
        let farewell = element.as_deref().and_then(Form::log_out);
        self.close();
        let leaving = farewell.map(|farewell| {
            Task::start(async move {
                // Whether Stripe heard of it or not, nobody is signed in here any more.
                _ = JsFuture::from(farewell).await;
            })
        });
        self.parts.borrow_mut().task = leaving;
    }

    /// Gives an open form the look its view has now, and the language in force.
    pub(super) fn restyle(&self) {
        if let Some(dressed) = self.dressed() {
            self.wear(&Theme::of(&dressed));
        }
    }

    /// What the form's look is read in, if it is in the page: the view, or the frame where nothing is known of a view.
    fn dressed(&self) -> Option<HtmlElement> {
        let root = self.root.borrow().clone().or_else(|| self.frame());
        root.filter(|root| root.is_connected())
    }

    fn wear(&self, theme: &Theme) {
        let element = self.parts.borrow().element.clone();
        if let (Some(element), Some(id)) = (element, self.current.get()) {
            self.opening(id, &[], theme, |opening| element.restyle(opening));
        }
    }

    /// What the form is opened with, or dressed in.
    fn opening<T>(
        &self,
        id: FormId,
        only: &[Code],
        theme: &Theme,
        use_it: impl FnOnce(&Opening) -> T,
    ) -> T {
        let (options, locale) = untrack(|| ((self.mount.options)(), (self.mount.locale)()));
        use_it(&Opening {
            id,
            key: &self.key,
            locale: &locale,
            options: &options,
            only,
            theme,
        })
    }

    fn tell(&self, id: FormId, event: FormEvent) {
        (self.report)(Event::Form(id, event));
    }
}

impl FormOwner for FormRunner {
    fn secret(&self, id: FormId) -> Pin<Box<dyn Future<Output = Option<ClientSecret>>>> {
        if self.current.get() != Some(id) {
            return Box::pin(async { None });
        }
        let answered = self.session.wait();
        self.tell(id, FormEvent::SecretRequested);
        Box::pin(async { answered.await.ok() })
    }

    fn report(&self, id: FormId, event: StripeEvent) {
        if self.current.get() != Some(id) {
            return;
        }
        let event = match event {
            StripeEvent::Shown => FormEvent::Shown,
            StripeEvent::Step(step) => {
                if let Some(on_step) = &self.mount.on_step {
                    on_step(step);
                }
                FormEvent::StepChanged
            }
            StripeEvent::Exit => FormEvent::Exited,
            StripeEvent::Failed(kind) => {
                FormEvent::Failed(classify(Endpoint::Session, &Failure::Form(kind)))
            }
        };
        self.tell(id, event);
    }
}

/// How often a frame that is in no page is looked for in one, in milliseconds: its host may never put it there.
const FRAME_CHECK_MS: u32 = 30;

/// The frame, once the view has put it into the page; `None` once the form is gone.
async fn frame_in_page(form: &Weak<FormRunner>) -> Option<HtmlElement> {
    loop {
        // A view is built and put into the page in one go, so where the script is there already a microtask is enough.
        yield_microtask().await;
        let frame = form.upgrade()?.frame();
        if let Some(frame) = frame.filter(|frame| frame.is_connected()) {
            return Some(frame);
        }
        let (awaited, made) = oneshot::channel();
        form.upgrade()?.awaited.replace(Some(awaited));
        // What has been made may come into the page later, of which nobody tells.
        select(made, TimeoutFuture::new(FRAME_CHECK_MS)).await;
    }
}

fn report(form: &Weak<FormRunner>, id: FormId, event: FormEvent) {
    if let Some(form) = form.upgrade() {
        form.tell(id, event);
    }
}

fn problem(failure: ScriptFailure) -> Problem {
    classify(Endpoint::Session, &Failure::Script(failure))
}
