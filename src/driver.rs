//! Carries out what [`Flow`] commands: the only place where network, clock, page and Stripe meet.
//!
//! Decides nothing. Everything it starts is held by the [`Driver`] and ends with it; whatever comes back later,
//! Stripe's callbacks included, finds a weak reference to nothing.

use crate::account::{
    problem::{self, Endpoint, Failure, Problem},
    session::Session,
    timestamp::Timestamp,
};
use crate::api::{Api, ClientSecret};
use crate::config::PublishableKey;
use crate::connect::{self, FormOwner, Happening, ScriptUrl};
use crate::flow::{
    flow::{Command, Event, Flow, FormPolicy, Screen},
    pace,
};
use crate::task::Task;
use futures_channel::oneshot;
use gloo_events::EventListener;
use gloo_timers::future::TimeoutFuture;
use leptos::{html::Div, prelude::*};
use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    future::Future,
    pin::Pin,
    rc::{Rc, Weak},
    time::Duration,
};
use uuid::Uuid;
use web_sys::{Document, Element, VisibilityState};

/// A secret that has waited for the script until this close to its end is not worth handing over.
const ABOUT_TO_LAPSE: Duration = Duration::from_secs(20);

/// What one mount is for.
#[derive(Clone)]
pub(crate) struct Mount {
    pub(crate) organisation: Uuid,
    /// `None` in a mount without a form.
    pub(crate) key: Option<PublishableKey>,
    pub(crate) api: Api,
    pub(crate) script: ScriptUrl,
    pub(crate) form: FormPolicy,
    pub(crate) locale: String,
}

/// A secret, and when it lapses, if that is known.
type Minted = Option<(ClientSecret, Option<Duration>)>;

/// The form's running parts; each ends when it is taken out.
#[derive(Default)]
struct FormParts {
    open: Option<connect::Form>,
    loading: Option<Task>,
    minting: Option<Task>,
    /// The session asked for when the form was opened, until Stripe takes it. A script that fails leaves it
    /// here for the next try.
    unused: Option<oneshot::Receiver<Minted>>,
}

/// One mount at work.
pub(crate) struct Driver {
    me: Weak<Driver>,
    mount: Mount,
    flow: RefCell<Flow>,
    inbox: RefCell<VecDeque<Event>>,
    draining: Cell<bool>,
    screen: RwSignal<Screen>,
    frame: NodeRef<Div>,
    reading: RefCell<Option<Task>>,
    timer: RefCell<Option<Task>>,
    form: RefCell<FormParts>,
    listeners: RefCell<Vec<EventListener>>,
}

impl Driver {
    /// Starts a mount: the first status read, the session and the script leave in this very task.
    ///
    /// `frame` is where the view puts Stripe's element once the screen has one.
    pub(crate) fn start(mount: Mount, frame: NodeRef<Div>) -> Rc<Self> {
        let driver = Rc::new_cyclic(|me| Self {
            me: me.clone(),
            flow: RefCell::new(Flow::new(mount.form)),
            mount,
            inbox: RefCell::default(),
            draining: Cell::new(false),
            screen: RwSignal::new(Screen::default()),
            frame,
            reading: RefCell::default(),
            timer: RefCell::default(),
            form: RefCell::default(),
            listeners: RefCell::default(),
        });
        driver.listen();
        driver.tell(Event::Mounted {
            visible: is_visible(),
        });
        driver
    }

    /// What to show. Written here alone.
    pub(crate) fn screen(&self) -> ReadSignal<Screen> {
        self.screen.read_only()
    }

    /// Reports what happened. May be called from within a command: the event then waits its turn.
    pub(crate) fn tell(&self, event: Event) {
        self.inbox.borrow_mut().push_back(event);
        if self.draining.replace(true) {
            return;
        }
        loop {
            let Some(event) = self.inbox.borrow_mut().pop_front() else {
                break;
            };
            let commands = self
                .flow
                .borrow_mut()
                .step(event, now(), js_sys::Math::random());
            self.publish();
            for command in commands {
                self.carry_out(command);
            }
        }
        self.draining.set(false);
    }

    /// The same screen again wakes nobody.
    fn publish(&self) {
        let flow = self.flow.borrow();
        if self.screen.with_untracked(|shown| shown != flow.screen()) {
            self.screen.set(flow.screen().clone());
        }
    }

    fn carry_out(&self, command: Command) {
        match command {
            Command::ReadStatus(id) => {
                let (me, mount) = (self.me.clone(), self.mount.clone());
                let read = Task::start(async move {
                    let event = match mount.api.status(mount.organisation).await {
                        Ok(account) => Event::StatusArrived(id, account),
                        Err(failure) => {
                            Event::StatusFailed(id, classify(Endpoint::Status, &failure))
                        }
                    };
                    tell(&me, event);
                });
                self.reading.replace(Some(read));
            }
            Command::WakeAfter(wait) => {
                let me = self.me.clone();
                let timer = Task::start(async move {
                    sleep(wait).await;
                    tell(&me, Event::TimerRang);
                });
                self.timer.replace(Some(timer));
            }
            Command::SleepOn => drop(self.timer.take()),
            Command::OpenForm => self.open_form(),
            Command::CloseForm => drop(self.form.take()),
        }
    }

    fn open_form(&self) {
        let (me, mount, frame) = (self.me.clone(), self.mount.clone(), self.frame);
        let Some(key) = mount.key else { return };
        let loading = Task::start(async move {
            let event = match connect::load(&mount.script).await {
                Ok(stripe) => {
                    let slot = shown(frame).await;
                    let Some(driver) = me.upgrade() else { return };
                    let look = connect::appearance_of(&slot);
                    let form = connect::Form::open(&stripe, &key, &mount.locale, &look, &me, &slot);
                    match form {
                        Ok(form) => {
                            driver.form.borrow_mut().open = Some(form);
                            return;
                        }
                        Err(failure) => Event::FormFailed(script(failure)),
                    }
                }
                Err(failure) => Event::ScriptFailed(script(failure)),
            };
            tell(&me, event);
        });
        let mut form = self.form.borrow_mut();
        form.loading = Some(loading);
        if form.unused.is_none() {
            let (minting, minted) = self.mint();
            form.minting = Some(minting);
            form.unused = Some(minted);
        }
    }

    /// Asks for a session, again where that is worth it. The flow hears of a failure, the receiver of a success.
    fn mint(&self) -> (Task, oneshot::Receiver<Minted>) {
        let (me, mount) = (self.me.clone(), self.mount.clone());
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
                        tell(&me, Event::SessionRefused(problem));
                        break None;
                    }
                }
            };
            // Nobody left to take it: the form was closed meanwhile.
            _ = found.send(session);
        });
        (minting, minted)
    }

    fn listen(&self) {
        let Some(window) = web_sys::window() else {
            return;
        };
        let mut listeners = self.listeners.borrow_mut();
        if let Some(document) = window.document() {
            let me = self.me.clone();
            listeners.push(EventListener::new(
                &document,
                "visibilitychange",
                move |_| {
                    tell(
                        &me,
                        if is_visible() {
                            Event::BecameVisible
                        } else {
                            Event::BecameHidden
                        },
                    );
                },
            ));
        }
        for (name, event) in [
            ("online", Event::WentOnline),
            // Back from the back/forward cache, where timers stood still.
            ("pageshow", Event::BecameVisible),
            ("pagehide", Event::BecameHidden),
        ] {
            let me = self.me.clone();
            listeners.push(EventListener::new(&window, name, move |_| {
                tell(&me, event.clone())
            }));
        }
        let me = self.me.clone();
        listeners.extend(connect::follow_theme(move || {
            let Some(driver) = me.upgrade() else { return };
            if let (Some(form), Some(frame)) =
                (&driver.form.borrow().open, driver.frame.get_untracked())
            {
                form.restyle(&connect::appearance_of(&frame));
            }
        }));
    }
}

impl FormOwner for Driver {
    fn secret(&self) -> Pin<Box<dyn Future<Output = Option<ClientSecret>>>> {
        let me = self.me.clone();
        Box::pin(async move {
            let prepared = me.upgrade()?.form.borrow_mut().unused.take();
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
        self.tell(match happening {
            Happening::Shown => Event::FormShown,
            Happening::Step => Event::StepChanged,
            Happening::Exit => Event::FormExited,
            Happening::Failed(kind) => {
                Event::FormFailed(classify(Endpoint::Session, &Failure::Form(kind)))
            }
        });
    }
}

fn tell(driver: &Weak<Driver>, event: Event) {
    if let Some(driver) = driver.upgrade() {
        driver.tell(event);
    }
}

/// The frame, once the view has put it into the page.
async fn shown(frame: NodeRef<Div>) -> Element {
    loop {
        match frame.get_untracked() {
            Some(slot) if slot.is_connected() => return slot.into(),
            _ => TimeoutFuture::new(0).await,
        }
    }
}

async fn sleep(wait: Duration) {
    TimeoutFuture::new(u32::try_from(wait.as_millis()).unwrap_or(u32::MAX)).await;
}

fn script(failure: problem::ScriptFailure) -> Problem {
    classify(Endpoint::Session, &Failure::Script(failure))
}

fn classify(endpoint: Endpoint, failure: &Failure) -> Problem {
    problem::classify(endpoint, failure, wall_clock())
}

/// When a session lapses on our own clock. The person's may be wrong: an end in the past says nothing.
fn lapses_at(session: &Session) -> Option<Duration> {
    let lifetime = session.expires_at?.0.checked_sub(wall_clock().0)?;
    u64::try_from(lifetime)
        .ok()
        .map(|lifetime| now() + Duration::from_millis(lifetime))
}

fn wall_clock() -> Timestamp {
    Timestamp(js_sys::Date::now() as i64)
}

/// Time since the page began, on the clock that never goes back.
pub(crate) fn now() -> Duration {
    let ms = web_sys::window()
        .and_then(|window| window.performance())
        .map_or(0.0, |clock| clock.now());
    Duration::from_secs_f64(ms.max(0.0) / 1000.0)
}

fn is_visible() -> bool {
    let document: Option<Document> = web_sys::window().and_then(|window| window.document());
    document.is_none_or(|document| document.visibility_state() != VisibilityState::Hidden)
}
