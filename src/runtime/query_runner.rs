//! The status query of one mount at work: carries out what [`StatusQuery`] commands with fetch, timer and page events.
//!
//! Decides nothing. Everything it starts ends with it.
//!
//! Nothing here keeps a page from the back/forward cache: there is no `unload` listener.

use super::mount_runner::{MountRunner, is_visible};
use crate::clock::{now, sleep};
use crate::dolfin::Api;
use crate::reactive::task::{Task, yield_microtask};
use gloo_events::EventListener;
use onboarding_core::account::problem::{Endpoint, classify};
use onboarding_core::onboarding::machine;
use onboarding_core::state_machine::StateMachine;
use onboarding_core::status::policy::Policy;
use onboarding_core::status::query::{Command, Event, StatusQuery};
use onboarding_core::status::snapshot::StatusSnapshot;
use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::{Rc, Weak},
};
use uuid::Uuid;

/// A status query, and what it has running.
pub(super) struct QueryRunner {
    me: Weak<QueryRunner>,
    api: Api,
    organisation: Uuid,
    watch: RefCell<StatusQuery>,
    inbox: RefCell<VecDeque<Event>>,
    draining: Cell<bool>,
    published: RefCell<Rc<StatusSnapshot>>,
    mounts: RefCell<Vec<Weak<MountRunner>>>,
    reading: RefCell<Option<Task>>,
    timer: RefCell<Option<Task>>,
    listeners: RefCell<Vec<EventListener>>,
}

impl QueryRunner {
    /// The query for this account, not begun. It reports to `mount`.
    pub(super) fn new(api: &Api, organisation: Uuid, mount: Weak<MountRunner>) -> Rc<Self> {
        Rc::new_cyclic(|me| Self {
            me: me.clone(),
            api: api.clone(),
            organisation,
            watch: RefCell::new(StatusQuery::new(Policy::STANDARD)),
            inbox: RefCell::default(),
            draining: Cell::new(false),
            published: RefCell::default(),
            mounts: RefCell::new(vec![mount]),
            reading: RefCell::default(),
            timer: RefCell::default(),
            listeners: RefCell::default(),
        })
    }

    /// Reports to `mount` no more.
    pub(super) fn leave(&self, mount: &Weak<MountRunner>) {
        let is_other = |other: &Weak<MountRunner>| !other.ptr_eq(mount);
        self.mounts.borrow_mut().retain(is_other);
    }

    /// What is known.
    pub(super) fn snapshot(&self) -> Rc<StatusSnapshot> {
        Rc::clone(self.watch.borrow().snapshot())
    }

    /// Reports what happened, if that matters to anybody. May be called from within a command: the event then waits
    /// its turn.
    pub(super) fn tell(&self, event: Event) {
        if self.mounts.borrow().is_empty() {
            return;
        }
        self.inbox.borrow_mut().push_back(event);
        if self.draining.replace(true) {
            return;
        }
        loop {
            let Some(event) = self.inbox.borrow_mut().pop_front() else {
                break;
            };
            let random = js_sys::Math::random();
            let commands = self.watch.borrow_mut().step(event, now(), random);
            for command in commands {
                self.carry_out(command);
            }
            self.publish();
        }
        self.draining.set(false);
    }

    fn publish(&self) {
        let snapshot = self.snapshot();
        if Rc::ptr_eq(&self.published.borrow(), &snapshot) {
            return;
        }
        self.published.replace(Rc::clone(&snapshot));
        let mounts = self.mounts.borrow().clone();
        for mount in mounts.iter().filter_map(Weak::upgrade) {
            mount.tell(machine::Event::SnapshotChanged(Rc::clone(&snapshot)));
        }
    }

    fn carry_out(&self, command: Command) {
        match command {
            Command::Read(id) => {
                let (me, api, organisation) =
                    (self.me.clone(), self.api.clone(), self.organisation);
                let read = Task::start(async move {
                    // A session, a script and a form that can stand at once are waited for longer.
                    yield_microtask().await;
                    let answer = api.status(organisation).await;
                    let event = match answer {
                        Ok(account) => Event::Arrived(id, account),
                        Err(failure) => Event::Failed(id, classify(Endpoint::Status, &failure)),
                    };
                    tell(&me, event);
                });
                self.reading.replace(Some(read));
            }
            Command::Abort => drop(self.reading.take()),
            Command::SetTimer(wait) => {
                let me = self.me.clone();
                let timer = Task::start(async move {
                    sleep(wait).await;
                    tell(&me, Event::TimerFired);
                });
                self.timer.replace(Some(timer));
            }
            Command::CancelTimer => drop(self.timer.take()),
        }
    }

    /// Hears what becomes of the page and the network.
    pub(super) fn listen(&self) {
        let Some(window) = web_sys::window() else {
            return;
        };
        let mut listeners = self.listeners.borrow_mut();
        if !listeners.is_empty() {
            return;
        }
        let mut on = |target: &web_sys::EventTarget, name, event: fn() -> Option<Event>| {
            let me = self.me.clone();
            listeners.push(EventListener::new(target, name, move |_| {
                if let Some(event) = event() {
                    tell(&me, event);
                }
            }));
        };
        let shown = || is_visible().then_some(Event::BecameVisible);
        if let Some(document) = window.document() {
            on(&document, "visibilitychange", || {
                Some(match is_visible() {
                    true => Event::BecameVisible,
                    false => Event::BecameHidden,
                })
            });
            on(&document, "freeze", || Some(Event::Froze));
            on(&document, "resume", shown);
        }
        on(&window, "pagehide", || Some(Event::Froze));
        on(&window, "pageshow", shown);
        on(&window, "online", || Some(Event::WentOnline));
        on(&window, "offline", || Some(Event::WentOffline));
    }
}

pub(super) fn tell(watching: &Weak<QueryRunner>, event: Event) {
    if let Some(watching) = watching.upgrade() {
        watching.tell(event);
    }
}
