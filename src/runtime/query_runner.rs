//! The status query of one account at work: reads when the query commands it, and hands on what it knows.
//!
//! Knows nothing of mounts: whoever observes it is told of each new snapshot. It is shared by handing it over, and known
//! by nothing else. Everything it has running ends with it.

use super::event_loop::{EventLoop, Runner};
use super::page;
use crate::dolfin::Api;
use crate::reactive::task::Task;
use gloo_events::EventListener;
use onboarding_core::account::problem::Endpoint;
use onboarding_core::account::problem::classify;
use onboarding_core::status::policy::Policy;
use onboarding_core::status::query::{Command, Event, ReadId, StatusQuery};
use onboarding_core::status::snapshot::StatusSnapshot;
use std::{
    cell::{OnceCell, RefCell},
    rc::{Rc, Weak},
};
use uuid::Uuid;

/// Told of what is known, whenever that is something else.
type Observe = dyn Fn(Rc<StatusSnapshot>);

/// Observes a query as long as it is kept.
pub(super) type Observer = Rc<Observe>;

/// A status query, and what it has running.
pub(crate) struct QueryRunner {
    me: Weak<Self>,
    api: Api,
    organisation: Uuid,
    events: EventLoop<StatusQuery, Self>,
    /// What was handed on last.
    shown: RefCell<Rc<StatusSnapshot>>,
    observers: RefCell<Vec<Weak<Observe>>>,
    read: RefCell<Option<Task>>,
    page: OnceCell<Vec<EventListener>>,
}

impl QueryRunner {
    /// The query for this account. It reads nothing before it is told of a mount.
    pub(super) fn new(api: &Api, organisation: Uuid) -> Rc<Self> {
        let query = StatusQuery::new(Policy::STANDARD);
        let runner = Rc::new_cyclic(|me| Self {
            me: me.clone(),
            api: api.clone(),
            organisation,
            shown: RefCell::new(Rc::clone(query.snapshot())),
            events: EventLoop::new(query, me.clone()),
            observers: RefCell::default(),
            read: RefCell::default(),
            page: OnceCell::new(),
        });
        let me = runner.me.clone();
        let listeners = page::listen(Rc::new(move |event| report(&me, event)));
        // Set here alone.
        _ = runner.page.set(listeners);
        runner
    }

    /// Tells `observer` what is known, now and from now on, until it is dropped.
    pub(super) fn observe(&self, observer: &Observer) {
        self.observers.borrow_mut().push(Rc::downgrade(observer));
        let shown = self.shown.borrow().clone();
        observer(shown);
    }

    /// Takes in what happened.
    pub(super) fn tell(&self, event: Event) {
        self.events.tell(event);
    }

    fn read(&self, id: ReadId) {
        let (me, api, organisation) = (self.me.clone(), self.api.clone(), self.organisation);
        let read = Task::start(async move {
            let event = match api.status(organisation).await {
                Ok(account) => Event::Arrived(id, account),
                Err(failure) => Event::Failed(id, classify(Endpoint::Status, &failure)),
            };
            report(&me, event);
        });
        self.read.replace(Some(read));
    }
}

impl Runner<StatusQuery> for QueryRunner {
    fn events(&self) -> &EventLoop<StatusQuery, Self> {
        &self.events
    }

    fn carry_out(&self, command: Command) {
        match command {
            Command::Read(id) => self.read(id),
            Command::Abort => drop(self.read.take()),
        }
    }

    fn settled(&self) {
        let snapshot = self.events.read(|query| Rc::clone(query.snapshot()));
        let before = self.shown.replace(Rc::clone(&snapshot));
        if Rc::ptr_eq(&before, &snapshot) {
            return;
        }
        self.observers
            .borrow_mut()
            .retain(|observer| observer.strong_count() > 0);
        let observers = self.observers.borrow().clone();
        for observer in observers.iter().filter_map(Weak::upgrade) {
            observer(Rc::clone(&snapshot));
        }
    }
}

fn report(runner: &Weak<QueryRunner>, event: Event) {
    if let Some(runner) = runner.upgrade() {
        runner.tell(event);
    }
}
