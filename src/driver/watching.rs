//! The watch over one account at work: carries out what [`Watch`] commands with fetch, timer and page.
//!
//! Decides nothing. The mounts of one page that show the same account, by the same API and person, share one; it
//! ends with the last of them, and with it its request, timer, listeners, lock and channel.
//!
//! Nothing here keeps a page from the back/forward cache: no `unload` listener, and lock and channel are let go
//! when the page is hidden away.

use super::tabs::Tabs;
use super::{Driver, classify, is_visible};
use crate::account::{document::Account, problem::Endpoint};
use crate::api::Api;
use crate::clock::{now, sleep};
use crate::flow::flow;
use crate::flow::pace::Policy;
use crate::flow::reading::Reading;
use crate::flow::tabs::Heard;
use crate::flow::watch::{Command, Event, Watch};
use crate::task::{Task, turn};
use gloo_events::EventListener;
use gloo_timers::future::TimeoutFuture;
use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::{Rc, Weak},
};
use uuid::Uuid;

thread_local! {
    /// The watches of this page, by what they may be shared under. Weak: the mounts own them.
    static WATCHES: RefCell<Vec<(String, Weak<Watching>)>> = const { RefCell::new(Vec::new()) };
}

/// A watch, shared by its mounts.
pub(super) struct Watching {
    me: Weak<Watching>,
    api: Api,
    organisation: Uuid,
    watch: RefCell<Watch>,
    inbox: RefCell<VecDeque<Event>>,
    draining: Cell<bool>,
    published: RefCell<Reading>,
    mounts: RefCell<Vec<Weak<Driver>>>,
    reading: RefCell<Option<Task>>,
    timer: RefCell<Option<Task>>,
    tabs: Tabs,
    listeners: RefCell<Vec<EventListener>>,
}

impl Watching {
    /// The page's watch over this account, begun if there is none yet. It reports to `mount`.
    pub(super) fn join(api: &Api, organisation: Uuid, mount: Weak<Driver>) -> Rc<Self> {
        let sharing = api.sharing(organisation);
        let running = WATCHES.with_borrow_mut(|watches| {
            watches.retain(|(_, watching)| watching.strong_count() > 0);
            let same = watches.iter().find(|(name, _)| *name == sharing.name);
            same.and_then(|(_, watching)| watching.upgrade())
        });
        let watching = running.unwrap_or_else(|| {
            let watching = Rc::new_cyclic(|me: &Weak<Self>| {
                let name = sharing.between_tabs.then(|| sharing.name.clone());
                Self {
                    me: me.clone(),
                    api: api.clone(),
                    organisation,
                    watch: RefCell::new(Watch::new(Policy::STANDARD)),
                    inbox: RefCell::default(),
                    draining: Cell::new(false),
                    published: RefCell::default(),
                    mounts: RefCell::default(),
                    reading: RefCell::default(),
                    timer: RefCell::default(),
                    tabs: Tabs::new(name, organisation, me.clone()),
                    listeners: RefCell::default(),
                }
            });
            let weak = Rc::downgrade(&watching);
            WATCHES.with_borrow_mut(|watches| watches.push((sharing.name, weak)));
            watching
        });
        watching.mounts.borrow_mut().push(mount);
        watching
    }

    /// Reports to `mount` no more.
    pub(super) fn leave(&self, mount: &Weak<Driver>) {
        let is_other = |other: &Weak<Driver>| !other.ptr_eq(mount);
        self.mounts.borrow_mut().retain(is_other);
    }

    /// What is known.
    pub(super) fn reading(&self) -> Reading {
        self.watch.borrow().reading().clone()
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
        let reading = self.reading();
        if *self.published.borrow() == reading {
            return;
        }
        self.published.replace(reading.clone());
        let mounts = self.mounts.borrow().clone();
        for mount in mounts.iter().filter_map(Weak::upgrade) {
            mount.tell(flow::Event::Watched(Box::new(reading.clone())));
        }
    }

    fn carry_out(&self, command: Command) {
        match command {
            Command::Read(id) => {
                let (me, api, organisation) =
                    (self.me.clone(), self.api.clone(), self.organisation);
                let read = Task::start(async move {
                    // A session, a script and a form that can stand at once are waited for longer.
                    turn().await;
                    let answer = api.status(organisation).await;
                    if answer.as_ref().is_ok_and(Account::is_long) {
                        // It takes a while to read and a while to show: let the page do something between.
                        TimeoutFuture::new(0).await;
                    }
                    let event = match answer {
                        Ok(account) => Event::Arrived(id, account),
                        Err(failure) => Event::Failed(id, classify(Endpoint::Status, &failure)),
                    };
                    tell(&me, event);
                });
                self.reading.replace(Some(read));
            }
            Command::Abort => drop(self.reading.take()),
            Command::WakeAfter(wait) => {
                let me = self.me.clone();
                let timer = Task::start(async move {
                    sleep(wait).await;
                    tell(&me, Event::TimerRang);
                });
                self.timer.replace(Some(timer));
            }
            Command::SleepOn => drop(self.timer.take()),
            Command::Lead { take } => self.tabs.lead(take),
            Command::Follow => self.tabs.follow(),
            Command::Tell(note) => self.tabs.say(&Heard::Note(note)),
            Command::TellLeaving => self.tabs.say(&Heard::Leaving),
            Command::HangUp => self.tabs.hang_up(),
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

pub(super) fn tell(watching: &Weak<Watching>, event: Event) {
    if let Some(watching) = watching.upgrade() {
        watching.tell(event);
    }
}
