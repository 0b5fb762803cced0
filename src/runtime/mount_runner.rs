//! Carries out what [`Onboarding`] commands in one mount: where the page, the watch over the account and Stripe meet.
//!
//! Decides nothing. Everything it starts is held by the [`MountRunner`] and ends with it; whatever comes back later,
//! Stripe's callbacks included, finds a weak reference to nothing. StatusSnapshot the status is the business of
//! [`watching`], which the mounts of one account share.

use super::form::OnboardingForm;
use super::mount::{Mount, WatchControl};
use super::query_runner::QueryRunner;
use crate::components::{context::MountHandle, slot::Slot};
use crate::reactive::effect::Effect;
use crate::reactive::element::El;
use crate::reactive::signal::{Getter, RwSignal};
use crate::stripe::environment;
use gloo_events::EventListener;
use onboarding_core::config::BusinessType;
use onboarding_core::onboarding::request::Request;
use onboarding_core::onboarding::{
    machine::{Command, Event, Onboarding},
    state::OnboardingState,
};
use onboarding_core::status::query;
use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::{Rc, Weak},
};
use web_sys::{Document, HtmlElement, VisibilityState};

/// Reports an event to a driver, or to nobody once it is gone.
pub(crate) type Tell = Rc<dyn Fn(Event)>;

/// One mount at work.
pub(crate) struct MountRunner {
    me: Weak<MountRunner>,
    flow: RefCell<Onboarding>,
    inbox: RefCell<VecDeque<Event>>,
    draining: Cell<bool>,
    /// What to show. Written here alone.
    state: RwSignal<OnboardingState>,
    mount: Mount,
    /// Until the person signs out.
    watching: RefCell<Option<Rc<QueryRunner>>>,
    form: Rc<OnboardingForm>,
    listeners: RefCell<Vec<EventListener>>,
}

impl MountRunner {
    /// Starts a mount: the first status read, the session and the script leave in this very task, or when the
    /// tab is first in sight. (A tab opened behind another one, or ahead of need, asks for nothing.)
    pub(crate) fn start(mount: Mount) -> Rc<Self> {
        let driver = Rc::new_cyclic(|me| Self {
            me: me.clone(),
            flow: RefCell::new(Onboarding::new(mount.form)),
            watching: RefCell::new(Some(QueryRunner::new(
                &mount.api,
                mount.organisation,
                me.clone(),
            ))),
            form: OnboardingForm::new(mount.clone(), teller(me.clone())),
            mount,
            inbox: RefCell::default(),
            draining: Cell::new(false),
            state: RwSignal::new_local(OnboardingState::default()),
            listeners: RefCell::default(),
        });
        driver.follow_host();
        if is_visible() {
            driver.begin();
        } else {
            driver.begin_when_visible();
        }
        driver
    }

    /// Starts a mount that follows what its host changes, for as long as the current owner lives.
    pub(crate) fn follow(mount: Mount, signed_out: Getter<bool>) -> Rc<Self> {
        let (options, locale) = (mount.options.clone(), mount.locale.clone());
        let driver = Self::start(mount);
        let follower = Rc::downgrade(&driver);
        let mut is_change = false;
        Effect::new(move || {
            _ = (options(), locale());
            let signed_out = signed_out();
            if let Some(driver) = follower.upgrade() {
                if signed_out {
                    driver.tell(Event::SignedOut);
                } else if is_change {
                    driver.restyle();
                }
            }
            is_change = true;
        });
        driver
    }

    /// Gives an open form the look and the language in force now.
    pub(crate) fn restyle(&self) {
        self.form.restyle();
    }

    /// Reads the status soon: the host has heard of a change.
    pub(crate) fn refresh(&self) {
        self.tell(Event::RefreshRequested);
    }

    /// Keeps the status from being read, or lets it be read again. Stripe's form is not touched.
    pub(crate) fn pause(&self, paused: bool) {
        self.tell(match paused {
            true => Event::Paused,
            false => Event::Unpaused,
        });
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
            let commands = self.flow.borrow_mut().step(event);
            for command in commands {
                self.carry_out(command);
            }
            self.publish();
        }
        self.draining.set(false);
    }

    fn carry_out(&self, command: Command) {
        match command {
            Command::Query(event) => {
                if let Some(watching) = self.watching() {
                    watching.tell(event);
                }
            }
            Command::OpenForm => {
                let only = self.flow.borrow().state().only.clone();
                self.form.open(only);
            }
            Command::CloseForm => self.form.close(),
            Command::Preconnect => self.mount.script.preconnect(),
            Command::Leave => {
                if let Some(watching) = self.watching() {
                    watching.leave(&self.me);
                }
            }
            Command::SignOut => {
                drop(self.watching.take());
                self.form.sign_out();
            }
        }
    }

    fn watching(&self) -> Option<Rc<QueryRunner>> {
        self.watching.borrow().clone()
    }

    fn begin(&self) {
        if self.mount.key.is_some()
            && let Some(obstacle) = environment::unsupported()
        {
            self.tell(Event::UnsupportedFound(obstacle));
        }
        let online = web_sys::window().is_none_or(|window| window.navigator().on_line());
        if let Some(watching) = self.watching() {
            self.tell(Event::SnapshotChanged(watching.snapshot()));
            if !online {
                watching.tell(query::Event::WentOffline);
            }
        }
        self.tell(Event::Mounted);
        if let Some(watching) = self.watching() {
            watching.listen();
        }
    }

    fn begin_when_visible(&self) {
        let Some(document) = web_sys::window().and_then(|window| window.document()) else {
            return;
        };
        let me = self.me.clone();
        let begun = Cell::new(false);
        let listener = EventListener::new(&document, "visibilitychange", move |_| {
            if let Some(driver) = me.upgrade()
                && is_visible()
                && !begun.replace(true)
            {
                driver.begin();
            }
        });
        self.listeners.borrow_mut().push(listener);
    }

    /// The same state again wakes nobody.
    fn publish(&self) {
        let flow = self.flow.borrow();
        let is_other = |shown: &OnboardingState| shown != flow.state();
        // Once the owner has ended, nobody is left to be shown anything.
        if self.state.try_with_untracked(is_other) == Some(true) {
            self.state.set(flow.state().clone());
        }
    }

    /// What the host says. A pause that is there from the beginning is heard of before the first read.
    fn follow_host(&self) {
        let WatchControl { refresh, paused } = self.mount.watch.clone();
        let me = self.me.clone();
        let mut is_paused = false;
        Effect::new(move || {
            let wanted = paused();
            if let Some(driver) = me.upgrade()
                && wanted != is_paused
            {
                is_paused = wanted;
                driver.pause(wanted);
            }
        });
        let Some(refresh) = refresh else { return };
        let me = self.me.clone();
        let mut is_news = false;
        Effect::new(move || {
            refresh();
            if let Some(driver) = me.upgrade()
                && is_news
            {
                driver.refresh();
            }
            is_news = true;
        });
    }
}

impl MountHandle for MountRunner {
    fn state(&self) -> RwSignal<OnboardingState> {
        self.state
    }

    fn tell(&self, event: Event) {
        MountRunner::tell(self, event);
    }

    fn business(&self) -> BusinessType {
        self.mount.business
    }

    fn ask_host(&self, request: Request) -> bool {
        let host = self.mount.on_request.as_ref();
        host.is_some_and(|host| host(request))
    }

    fn fill(&self, slot: Slot) -> Option<El> {
        self.mount.slots.fill(slot)
    }

    fn frame(&self) -> Option<HtmlElement> {
        self.form.frame()
    }

    fn set_frame(&self, frame: HtmlElement) {
        self.form.set_frame(frame);
    }
}

impl Drop for MountRunner {
    fn drop(&mut self) {
        // Nobody is left to be shown anything.
        let commands = self.flow.borrow_mut().step(Event::Unmounted);
        for command in commands {
            self.carry_out(command);
        }
    }
}

fn teller(driver: Weak<MountRunner>) -> Tell {
    Rc::new(move |event| {
        if let Some(driver) = driver.upgrade() {
            driver.tell(event);
        }
    })
}

pub(super) fn is_visible() -> bool {
    let document: Option<Document> = web_sys::window().and_then(|window| window.document());
    document.is_none_or(|document| document.visibility_state() != VisibilityState::Hidden)
}
