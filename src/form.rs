//! Stripe's form in one mount: session, script and instance, started together.
//!
//! Carries out [`Command::OpenForm`] and [`Command::CloseForm`]; reports to the driver and decides nothing. Between
//! the session and Stripe it keeps at most one secret, and that one unused: a script that fails leaves it for
//! the next try of the same mount.
//!
//! [`Command::OpenForm`]: crate::flow::flow::Command::OpenForm
//! [`Command::CloseForm`]: crate::flow::flow::Command::CloseForm

use crate::account::problem::{Endpoint, Failure, Problem, ScriptFailure};
use crate::account::session::Session;
use crate::api::ClientSecret;
use crate::config::PublishableKey;
use crate::connect::{self, FormOwner, Happening};
use crate::driver::{Mount, Tell, classify, now, sleep, wall_clock};
use crate::flow::{flow::Event, pace};
use crate::task::Task;
use futures_channel::oneshot;
use gloo_timers::future::TimeoutFuture;
use std::{
    cell::RefCell,
    future::Future,
    pin::Pin,
    rc::{Rc, Weak},
    time::Duration,
};
use web_sys::HtmlElement;

/// A secret that has waited for the script until this close to its end is not worth handing over.
const ABOUT_TO_LAPSE: Duration = Duration::from_secs(20);

/// A secret, and when it lapses, if that is known.
type Minted = Option<(ClientSecret, Option<Duration>)>;

/// The running parts; each ends when it is taken out.
#[derive(Default)]
struct Parts {
    open: Option<connect::Form>,
    loading: Option<Task>,
    minting: Option<Task>,
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
            parts: RefCell::default(),
        })
    }

    /// Opens it on a fresh instance. Session and script leave in this very task.
    pub(crate) fn open(&self) {
        let Some(key) = self.mount.key.clone() else {
            return;
        };
        let me = self.me.clone();
        let script = self.mount.script.clone();
        let loading = Task::start(async move {
            let stripe = connect::load(&script).await;
            let Some(slot) = shown(&me).await else { return };
            if let Some(form) = me.upgrade() {
                form.mount_on(stripe, &key, &slot);
            }
        });
        let mut parts = self.parts.borrow_mut();
        parts.loading = Some(loading);
        if parts.unused.is_none() {
            let (minting, minted) = self.mint();
            parts.minting = Some(minting);
            parts.unused = Some(minted);
        }
    }

    /// Takes it out of the page, and drops what was on its way.
    pub(crate) fn close(&self) {
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

    /// Gives an open form the look its frame has now.
    pub(crate) fn restyle(&self) {
        if let (Some(form), Some(frame)) = (&self.parts.borrow().open, self.frame()) {
            form.restyle(&connect::appearance_of(&frame));
        }
    }

    fn mount_on(
        &self,
        stripe: Result<connect::StripeConnect, ScriptFailure>,
        key: &PublishableKey,
        slot: &HtmlElement,
    ) {
        let stripe = match stripe {
            Ok(stripe) => stripe,
            Err(failure) => return (self.tell)(Event::ScriptFailed(script_problem(failure))),
        };
        let look = connect::appearance_of(slot);
        match connect::Form::open(&stripe, key, &self.mount.locale, &look, &self.me, slot) {
            Ok(form) => self.parts.borrow_mut().open = Some(form),
            Err(failure) => (self.tell)(Event::FormFailed(script_problem(failure))),
        }
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
                match pace::session_retry(&problem, failures, js_sys::Math::random()) {
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
    fn secret(&self) -> Pin<Box<dyn Future<Output = Option<ClientSecret>>>> {
        let me = self.me.clone();
        Box::pin(async move {
            let prepared = me.upgrade()?.parts.borrow_mut().unused.take();
            if let Some(prepared) = prepared {
                let (secret, lapses_at) = prepared.await.ok().flatten()?;
                if lapses_at.is_none_or(|end| now() + ABOUT_TO_LAPSE < end) {
                    return Some(secret);
                }
            }
            let (_minting, minted) = me.upgrade()?.mint();
            let (secret, _) = minted.await.ok().flatten()?;
            Some(secret)
        })
    }

    fn happened(&self, happening: Happening) {
        (self.tell)(match happening {
            Happening::Shown => Event::FormShown,
            Happening::Step => Event::StepChanged,
            Happening::Exit => Event::FormExited,
            Happening::Failed(kind) => {
                Event::FormFailed(classify(Endpoint::Session, &Failure::Form(kind)))
            }
        });
    }
}

/// The frame, once the view has put it into the page; `None` once the form is gone.
async fn shown(form: &Weak<OnboardingForm>) -> Option<HtmlElement> {
    loop {
        match form.upgrade()?.frame() {
            Some(frame) if frame.is_connected() => return Some(frame),
            _ => TimeoutFuture::new(0).await,
        }
    }
}

fn script_problem(failure: ScriptFailure) -> Problem {
    classify(Endpoint::Session, &Failure::Script(failure))
}

/// When a session lapses on our own clock. The person's may be wrong: an end in the past says nothing.
fn lapses_at(session: &Session) -> Option<Duration> {
    let lifetime = session.expires_at?.0.checked_sub(wall_clock().0)?;
    u64::try_from(lifetime)
        .ok()
        .map(|lifetime| now() + Duration::from_millis(lifetime))
}
