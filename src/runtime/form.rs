//! Stripe's form in one mount: session, script and instance, started together.
//!
//! Carries out [`Command::OpenForm`] and [`Command::CloseForm`]; reports to the driver and decides nothing. Between
//! the session and Stripe it keeps at most one secret, and that one unused: a script that fails leaves it for
//! the next try of the same mount.
//!
//! [`Command::OpenForm`]: onboarding_core::onboarding::machine::Command::OpenForm
//! [`Command::CloseForm`]: onboarding_core::onboarding::machine::Command::CloseForm

#[cfg(test)]
mod tests;

use crate::clock::{now, sleep};
use crate::dolfin::ClientSecret;
use crate::reactive::task::{Task, yield_microtask};
use crate::runtime::{mount::Mount, mount_runner::Tell};
use crate::stripe::{
    callbacks::{FormEvent, FormId, FormOwner},
    global::StripeConnect,
    instance::Form,
    params::Opening,
    theme::{Following, Theme, follow},
};
use futures_channel::oneshot;
use futures_util::future::join;
use gloo_timers::future::TimeoutFuture;
use onboarding_core::account::problem::{Endpoint, Failure, Problem, ScriptFailure, classify};
use onboarding_core::account::{document::Code, session::Session};
use onboarding_core::onboarding::machine::Event;
use onboarding_core::status::policy;
use reactive_graph::graph::untrack;
use std::time::Duration;
use std::{
    cell::{Cell, RefCell},
    future::Future,
    pin::Pin,
    rc::{Rc, Weak},
};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

/// A secret that has waited for the script until this close to its end is not worth handing over.
const ABOUT_TO_LAPSE: Duration = Duration::from_secs(20);

/// A secret, and when it lapses, if that is known.
type Minted = Option<(ClientSecret, Option<Duration>)>;

/// The running parts; each ends when it is taken out.
#[derive(Default)]
struct Parts {
    open: Option<Rc<Form>>,
    /// The frame's theme, which is the form's.
    theme: Option<Following>,
    loading: Option<Task>,
    minting: Vec<Task>,
    /// The session asked for when the form was opened, until Stripe takes it.
    unused: Option<oneshot::Receiver<Minted>>,
}

/// Stripe's form, open or not.
pub(crate) struct OnboardingForm {
    me: Weak<Self>,
    mount: Mount,
    /// Where the view wants Stripe's element.
    frame: RefCell<Option<HtmlElement>>,
    tell: Tell,
    /// The opening in force, by its number; none while the form is closed.
    current: Cell<Option<FormId>>,
    /// How often it was opened.
    openings: Cell<u32>,
    parts: RefCell<Parts>,
}

impl OnboardingForm {
    /// A form that is not open. It reports to `tell`.
    pub(crate) fn new(mount: Mount, tell: Tell) -> Rc<Self> {
        Rc::new_cyclic(|me| Self {
            me: me.clone(),
            mount,
            frame: RefCell::default(),
            tell,
            current: Cell::default(),
            openings: Cell::default(),
            parts: RefCell::default(),
        })
    }

    /// Opens it on a fresh instance, for `only` these codes where there are any. Session and script leave in this
    /// very task. A form that is open makes way; a session that was never used serves again.
    pub(crate) fn open(&self, only: Vec<Code>) {
        if self.mount.key.is_none() {
            return;
        }
        self.openings.set(self.openings.get().wrapping_add(1));
        let id = FormId(self.openings.get());
        self.current.set(Some(id));
        // Taken out first, for what goes may call back.
        let before = {
            let mut parts = self.parts.borrow_mut();
            (parts.open.take(), parts.theme.take(), parts.loading.take())
        };
        drop(before);
        let has_unused = self.parts.borrow().unused.is_some();
        if !has_unused {
            let (minting, minted) = self.mint();
            let mut parts = self.parts.borrow_mut();
            parts.minting = vec![minting];
            parts.unused = Some(minted);
        }
        let (me, tell) = (self.me.clone(), self.tell.clone());
        let script = self.mount.script.clone();
        let loading = Task::start(async move {
            let waits_on = |failure| tell(Event::ScriptFailed(script_problem(failure)));
            // Read while the script is on its way, where the frame is in the page by then.
            let theme = async {
                yield_microtask().await;
                in_page(&me).map(|frame| Theme::of(&frame))
            };
            let (stripe, theme) = join(script.load(waits_on), theme).await;
            if stripe.is_ok() {
                tell(Event::ScriptArrived);
            }
            let mounted = match stripe {
                Ok(stripe) => {
                    let Some(frame) = shown(&me).await else {
                        return;
                    };
                    let Some(form) = me.upgrade() else { return };
                    let theme = theme.unwrap_or_else(|| Theme::of(&frame));
                    form.mount(id, &stripe, &only, &frame, theme)
                }
                Err(failure) => Err(failure),
            };
            if let Err(failure) = mounted {
                tell(Event::ScriptFailed(script_problem(failure)));
            }
        });
        self.parts.borrow_mut().loading = Some(loading);
    }

    /// Takes it out of the page, and drops what was on its way.
    pub(crate) fn close(&self) {
        self.current.set(None);
        drop(self.parts.take());
    }

    /// Takes in where the view wants Stripe's element.
    pub(crate) fn set_frame(&self, frame: HtmlElement) {
        self.frame.replace(Some(frame));
    }

    /// Where Stripe's element is or will be.
    pub(crate) fn frame(&self) -> Option<HtmlElement> {
        self.frame.borrow().clone()
    }

    /// Gives an open form the look its frame has now, and the language in force.
    pub(crate) fn restyle(&self) {
        if let Some(frame) = self.frame() {
            self.wear(&Theme::of(&frame));
        }
    }

    fn wear(&self, theme: &Theme) {
        let open = self.parts.borrow().open.clone();
        if let (Some(form), Some(id)) = (open, self.current.get()) {
            self.opening(id, &[], theme, |opening| form.restyle(opening));
        }
    }

    /// Ends Stripe's session, then closes the form.
    pub(crate) fn sign_out(&self) {
        self.current.set(None);
        let parts = self.parts.take();
        let farewell = parts.open.as_deref().and_then(Form::log_out);
        drop(parts);
        let leaving = farewell.map(|farewell| {
            Task::start(async move {
                // Whether Stripe heard of it or not, nobody is signed in here any more.
                _ = JsFuture::from(farewell).await;
            })
        });
        self.parts.borrow_mut().loading = leaving;
    }

    /// Puts Stripe's element into `frame`. What it says meanwhile may have ended this opening, or begun another: then
    /// nothing of it is kept.
    fn mount(
        &self,
        id: FormId,
        stripe: &StripeConnect,
        only: &[Code],
        frame: &HtmlElement,
        theme: Theme,
    ) -> Result<(), ScriptFailure> {
        let owner: Weak<dyn FormOwner> = self.me.clone();
        let opened = self.opening(id, only, &theme, |opening| {
            Form::open(stripe, opening, frame, owner)
        });
        let is_current = || self.current.get() == Some(id);
        if !is_current() {
            return Ok(());
        }
        if let Some(form) = opened {
            self.parts.borrow_mut().open = Some(Rc::new(form?));
            let me = self.me.clone();
            let following = follow(frame, theme, move |theme| {
                if let Some(form) = me.upgrade() {
                    form.wear(theme);
                }
            });
            if !is_current() {
                return Ok(());
            }
            self.parts.borrow_mut().theme = following;
        }
        Ok(())
    }

    /// What the form is opened with, or dressed in; nothing in a mount without a form.
    fn opening<T>(
        &self,
        id: FormId,
        only: &[Code],
        theme: &Theme,
        use_it: impl FnOnce(&Opening) -> T,
    ) -> Option<T> {
        let key = self.mount.key.as_ref()?;
        let (options, locale) = untrack(|| ((self.mount.options)(), (self.mount.locale)()));
        Some(use_it(&Opening {
            id,
            key,
            locale: &locale,
            options: &options,
            only,
            theme,
        }))
    }

    /// Asks for a session, again where that is worth it. The flow hears of a failure, the receiver of a success.
    fn mint(&self) -> (Task, oneshot::Receiver<Minted>) {
        let (mount, tell) = (self.mount.clone(), self.tell.clone());
        let (found, minted) = oneshot::channel();
        let minting = Task::start(async move {
            let mut failures = 0;
            let session = loop {
                let failure = match mount.api.session(mount.organisation).await {
                    Ok((secret, session)) => break Some((secret, lapses_at(&session))),
                    Err(failure) => failure,
                };
                failures += 1;
                let problem = classify(Endpoint::Session, &failure);
                match policy::session_retry(&problem, failures, js_sys::Math::random()) {
                    Some(wait) => sleep(wait).await,
                    None => {
                        tell(Event::SessionRefused(problem));
                        break None;
                    }
                }
            };
            // Nobody left to take it: the form was closed meanwhile.
            _ = found.send(session);
        });
        (minting, minted)
    }
}

impl FormOwner for OnboardingForm {
    fn secret(&self, id: FormId) -> Pin<Box<dyn Future<Output = Option<ClientSecret>>>> {
        let me = self.me.clone();
        Box::pin(async move {
            let prepared = {
                let form = me.upgrade().filter(|form| form.current.get() == Some(id))?;
                let mut parts = form.parts.borrow_mut();
                // An instance that did not come to stand gets nothing, and uses nothing up.
                parts.open.as_ref()?;
                parts.unused.take()
            };
            if let Some(prepared) = prepared {
                let (secret, lapses_at) = prepared.await.ok().flatten()?;
                if lapses_at.is_none_or(|end| now() + ABOUT_TO_LAPSE < end) {
                    return Some(secret);
                }
            }
            let minted = {
                let form = me.upgrade().filter(|form| form.current.get() == Some(id))?;
                let (minting, minted) = form.mint();
                let mut parts = form.parts.borrow_mut();
                parts.minting.retain(|task| !task.is_over());
                // Held by the form, so that closing it ends the request.
                parts.minting.push(minting);
                minted
            };
            let (secret, _) = minted.await.ok().flatten()?;
            Some(secret)
        })
    }

    fn report(&self, id: FormId, event: FormEvent) {
        if self.current.get() != Some(id) {
            return;
        }
        (self.tell)(match event {
            FormEvent::Shown => Event::FormShown,
            FormEvent::Step(step) => {
                if let Some(on_step) = &self.mount.on_step {
                    on_step(step);
                }
                Event::StepChanged
            }
            FormEvent::Exit => Event::FormExited,
            FormEvent::Failed(kind) => {
                Event::FormFailed(classify(Endpoint::Session, &Failure::Form(kind)))
            }
        });
    }
}

/// The frame, once the view has put it into the page; `None` once the form is gone.
async fn shown(form: &Weak<OnboardingForm>) -> Option<HtmlElement> {
    loop {
        // A view is built and put into the page in one go, so where the script is there already a turn is enough.
        yield_microtask().await;
        if let Some(frame) = in_page(form) {
            return Some(frame);
        }
        form.upgrade()?;
        TimeoutFuture::new(0).await;
    }
}

fn in_page(form: &Weak<OnboardingForm>) -> Option<HtmlElement> {
    form.upgrade()?.frame().filter(|frame| frame.is_connected())
}

fn script_problem(failure: ScriptFailure) -> Problem {
    classify(Endpoint::Session, &Failure::Script(failure))
}

/// When a session lapses. The person's clock may be wrong: an end that is near when the secret has only just come says
/// nothing.
fn lapses_at(session: &Session) -> Option<Duration> {
    let lifetime = session.lifetime?;
    (lifetime > ABOUT_TO_LAPSE).then(|| now() + lifetime)
}
