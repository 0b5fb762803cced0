//! Carries out what [`Flow`] commands: the only place where network, clock, page and Stripe meet.
//!
//! Decides nothing. Everything it starts is held by the [`Driver`] and ends with it; whatever comes back later,
//! Stripe's callbacks included, finds a weak reference to nothing.

use crate::account::{
    problem::{self, Endpoint, Failure, Problem},
    timestamp::Timestamp,
};
use crate::api::Api;
use crate::config::PublishableKey;
use crate::connect::{self, ConnectScript, FormOptions};
use crate::flow::flow::{Command, Event, Flow, FormPolicy, Screen};
use crate::form::OnboardingForm;
use crate::task::Task;
use gloo_events::EventListener;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::{Rc, Weak},
    time::Duration,
};
use uuid::Uuid;
use web_sys::{Document, VisibilityState};

/// What one mount is for.
#[derive(Clone)]
pub(crate) struct Mount {
    pub(crate) organisation: Uuid,
    /// `None` in a mount without a form.
    pub(crate) key: Option<PublishableKey>,
    pub(crate) api: Api,
    pub(crate) script: ConnectScript,
    pub(crate) form: FormPolicy,
    pub(crate) options: Signal<FormOptions>,
    pub(crate) locale: Signal<String>,
    /// Told each step of the form by Stripe's name for it.
    pub(crate) on_step: Option<UnsyncCallback<String>>,
}

/// Reports an event to a driver, or to nobody once it is gone.
pub(crate) type Tell = Rc<dyn Fn(Event)>;

/// One mount at work.
pub(crate) struct Driver {
    me: Weak<Driver>,
    mount: Mount,
    flow: RefCell<Flow>,
    inbox: RefCell<VecDeque<Event>>,
    draining: Cell<bool>,
    screen: RwSignal<Screen>,
    reading: RefCell<Option<Task>>,
    timer: RefCell<Option<Task>>,
    form: Rc<OnboardingForm>,
    listeners: RefCell<Vec<EventListener>>,
}

impl Driver {
    /// Starts a mount: the first status read, the session and the script leave in this very task.
    pub(crate) fn start(mount: Mount) -> Rc<Self> {
        let driver = Rc::new_cyclic(|me| Self {
            me: me.clone(),
            flow: RefCell::new(Flow::new(mount.form)),
            form: OnboardingForm::new(mount.clone(), teller(me.clone())),
            mount,
            inbox: RefCell::default(),
            draining: Cell::new(false),
            screen: RwSignal::new(Screen::default()),
            reading: RefCell::default(),
            timer: RefCell::default(),
            listeners: RefCell::default(),
        });
        driver.listen();
        if driver.mount.key.is_some()
            && let Some(obstacle) = connect::obstacle()
        {
            driver.tell(Event::ObstacleFound(obstacle));
        }
        driver.tell(Event::Mounted {
            visible: is_visible(),
        });
        driver
    }

    /// What to show. Written here alone.
    pub(crate) fn screen(&self) -> ReadSignal<Screen> {
        self.screen.read_only()
    }

    /// Stripe's form.
    pub(crate) fn form(&self) -> &OnboardingForm {
        &self.form
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

    /// Gives an open form the look and the language in force now.
    pub(crate) fn restyle(&self) {
        self.form.restyle();
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
            Command::OpenForm => {
                let only = self.flow.borrow().screen().only.clone();
                self.form.open(only);
            }
            Command::CloseForm => self.form.close(),
            Command::Preconnect => connect::preconnect(&self.mount.script),
            Command::SignOut => {
                self.reading.take();
                self.timer.take();
                self.form.sign_out();
            }
        }
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
            if let Some(driver) = me.upgrade() {
                driver.restyle();
            }
        }));
    }
}

fn teller(driver: Weak<Driver>) -> Tell {
    Rc::new(move |event| tell(&driver, event))
}

fn tell(driver: &Weak<Driver>, event: Event) {
    if let Some(driver) = driver.upgrade() {
        driver.tell(event);
    }
}

pub(crate) async fn sleep(wait: Duration) {
    TimeoutFuture::new(u32::try_from(wait.as_millis()).unwrap_or(u32::MAX)).await;
}

pub(crate) fn classify(endpoint: Endpoint, failure: &Failure) -> Problem {
    problem::classify(endpoint, failure, wall_clock())
}

pub(crate) fn wall_clock() -> Timestamp {
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
