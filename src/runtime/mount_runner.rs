//! One mount at work: where its host, the page, the query and Stripe's form meet.
//!
//! Carries out what [`Onboarding`] commands. Everything it has running ends with it; later callbacks are
//! ignored.

#[cfg(test)]
mod tests;

use super::event_loop::{EventLoop, Runner};
use super::form_runner::FormRunner;
use super::handle::MountHandle;
use super::mount::Mount;
use super::page;
use super::query_runner::{Observer, QueryRunner};
use crate::reactive::effect::Effect;
use crate::reactive::signal::RwSignal;
use crate::stripe::environment;
use gloo_events::EventListener;
use onboarding_core::config::BusinessType;
use onboarding_core::onboarding::host_request::HostRequest;
use onboarding_core::onboarding::{
    events::{Command, Event},
    machine::Onboarding,
    state::OnboardingState,
};
use onboarding_core::status::query;
use reactive_graph::graph::untrack;
use std::{
    cell::RefCell,
    mem,
    rc::{Rc, Weak},
};
use web_sys::HtmlElement;

/// Whether this build has Stripe's form. What is reached by way of it alone, the linker leaves out of one that has not.
pub(crate) const HAS_FORM: bool = cfg!(feature = "form");

/// One mount at work.
pub(crate) struct MountRunner {
    me: Weak<Self>,
    mount: Rc<Mount>,
    events: EventLoop<Onboarding, Self>,
    /// What to show. Written here alone.
    state: RwSignal<OnboardingState>,
    query: Rc<QueryRunner>,
    /// The query reports to this, as long as it is kept.
    observer: RefCell<Option<Observer>>,
    /// `None` in a mount without a form.
    form: Option<Rc<FormRunner>>,
    /// Waits for the tab to come to the front, if it was never there.
    in_sight: RefCell<Option<EventListener>>,
}

impl MountRunner {
    /// Starts a mount, which follows what its host changes for as long as the current owner lives. Session, script and
    /// the first status read leave within this call, or when the tab is first in front: one opened behind another, or
    /// ahead of need, asks for nothing.
    pub(crate) fn start(mut mount: Mount) -> Rc<Self> {
        let query = mount.query.take();
        let query = query.unwrap_or_else(|| QueryRunner::new(&mount.api, mount.organisation));
        let mount = Rc::new(mount);
        let runner = Rc::new_cyclic(|me: &Weak<Self>| {
            let (to_mount, to_query) = (me.clone(), me.clone());
            let report = Rc::new(move |event| tell(&to_mount, event));
            let observer: Observer =
                Rc::new(move |known| tell(&to_query, Event::SnapshotChanged(known)));
            let form = mount.key.clone();
            Self {
                me: me.clone(),
                events: EventLoop::new(Onboarding::new(mount.form), me.clone()),
                state: RwSignal::new_local(OnboardingState::default()),
                form: form
                    .filter(|_| HAS_FORM)
                    .map(|key| FormRunner::new(key, Rc::clone(&mount), report)),
                mount,
                query,
                observer: RefCell::new(Some(observer)),
                in_sight: RefCell::default(),
            }
        });
        runner.observe_query();
        runner.follow_host();
        runner.begin();
        runner
    }

    /// Reads the status soon: the host has heard of a change.
    pub(crate) fn refresh(&self) {
        self.events.tell(Event::RefreshRequested);
    }

    /// Keeps the status from being read, or lets it be read again. Stripe's form is not touched.
    #[cfg(feature = "headless")]
    pub(crate) fn pause(&self, paused: bool) {
        self.events.tell(match paused {
            true => Event::Paused,
            false => Event::Unpaused,
        });
    }

    /// A mount that shares this one's account: its organisation, its API and its status query.
    #[cfg(feature = "leptos")]
    pub(crate) fn share(&self) -> Mount {
        Mount {
            query: Some(self.query()),
            ..Mount::new(self.mount.organisation, self.mount.api.clone())
        }
    }

    /// Its status query, for another mount of this account.
    #[cfg(any(feature = "leptos", feature = "headless"))]
    pub(crate) fn query(&self) -> Rc<QueryRunner> {
        Rc::clone(&self.query)
    }

    fn observe_query(&self) {
        let observer = self.observer.borrow().clone();
        if let Some(observer) = observer {
            self.query.observe(&observer);
        }
    }

    /// Follows what the host says. What it wants from the beginning is heard of before anything is sent.
    fn follow_host(&self) {
        let host = Rc::clone(&self.mount);
        let mut was_paused = false;
        self.follow(Box::new(move || {
            let is_paused = (host.poll.paused)();
            let is_news = mem::replace(&mut was_paused, is_paused) != is_paused;
            is_news.then_some(match is_paused {
                true => Event::Paused,
                false => Event::Unpaused,
            })
        }));
        let host = Rc::clone(&self.mount);
        self.follow(Box::new(move || {
            (host.signed_out)().then_some(Event::SignedOut)
        }));
        let host = Rc::clone(&self.mount);
        self.follow_changes(move || {
            host.poll.refresh.iter().for_each(|refresh| refresh());
            Event::RefreshRequested
        });
        let host = Rc::clone(&self.mount);
        self.follow_changes(move || {
            _ = ((host.options)(), (host.locale)());
            Event::LookChanged
        });
    }

    /// Tells what the host says, now and whenever it says something else. Nothing that is called then is followed.
    fn follow(&self, mut said: Box<dyn FnMut() -> Option<Event>>) {
        let me = self.me.clone();
        Effect::new(move || {
            if let Some(event) = said() {
                untrack(|| tell(&me, event));
            }
        });
    }

    /// The same for what counts only when it changes.
    fn follow_changes(&self, said: impl Fn() -> Event + 'static) {
        let mut is_change = false;
        self.follow(Box::new(move || {
            let event = said();
            mem::replace(&mut is_change, true).then_some(event)
        }));
    }

    fn with_form(&self, act: impl FnOnce(&FormRunner)) {
        if let Some(form) = self.form() {
            act(form);
        }
    }

    fn form(&self) -> Option<&FormRunner> {
        self.form.as_deref().filter(|_| HAS_FORM)
    }

    fn begin(&self) {
        if let Some(unsupported) = self.form().and_then(|_| environment::unsupported()) {
            self.events.tell(Event::UnsupportedFound(unsupported));
        }
        if page::is_visible() {
            return self.events.tell(Event::Mounted);
        }
        let me = self.me.clone();
        let in_sight = page::when_visible(move || tell(&me, Event::Mounted));
        self.in_sight.replace(in_sight);
    }
}

impl Runner<Onboarding> for MountRunner {
    fn events(&self) -> &EventLoop<Onboarding, Self> {
        &self.events
    }

    fn carry_out(&self, command: Command) {
        match command {
            Command::Query(event) => self.query.tell(event),
            Command::Leave => drop(self.observer.take()),
            Command::AskHost(request) => _ = self.ask_host(request),
            Command::Preconnect => self.mount.script.preconnect(),
            Command::RequestSession(id) => self.with_form(|form| form.session.request(id)),
            Command::HandOverSecret => self.with_form(|form| form.session.hand_over()),
            Command::ForgetSecret => self.with_form(|form| form.session.forget()),
            Command::LoadForm(id) => self.with_form(|form| form.load(id)),
            Command::MountForm(id) => {
                let only = self.events.read(|machine| machine.state().only.clone());
                self.with_form(|form| form.mount(id, &only));
            }
            Command::RestyleForm => self.with_form(FormRunner::restyle),
            Command::CloseForm => self.with_form(FormRunner::close),
            Command::SignOut => {
                self.query.tell(query::Event::SignedOut);
                self.with_form(FormRunner::sign_out);
            }
        }
    }

    /// The same state again wakes nobody.
    fn settled(&self) {
        let state = self.events.read(|machine| {
            let is_other = |shown: &OnboardingState| shown != machine.state();
            // Once the owner has ended, nobody is left to be shown anything.
            let is_other = self.state.try_with_untracked(is_other) == Some(true);
            is_other.then(|| machine.state().clone())
        });
        if let Some(state) = state {
            self.state.set(state);
        }
    }
}

impl MountHandle for MountRunner {
    fn state(&self) -> RwSignal<OnboardingState> {
        self.state
    }

    fn tell(&self, event: Event) {
        self.events.tell(event);
    }

    fn business(&self) -> BusinessType {
        self.mount.business
    }

    fn ask_host(&self, request: HostRequest) -> bool {
        let host = self.mount.on_request.as_ref();
        host.is_some_and(|host| host(request))
    }

    fn frame(&self) -> Option<HtmlElement> {
        self.form()?.frame()
    }

    fn set_root(&self, root: HtmlElement) {
        self.with_form(|form| form.set_root(root));
    }

    fn set_frame(&self, frame: HtmlElement) {
        self.with_form(|form| form.set_frame(frame));
    }
}

impl Drop for MountRunner {
    fn drop(&mut self) {
        // What this mount has told the query is taken back; nobody is left to be shown anything.
        let commands = self.events.end(Event::Unmounted);
        commands
            .into_iter()
            .for_each(|command| self.carry_out(command));
    }
}

fn tell(runner: &Weak<MountRunner>, event: Event) {
    if let Some(runner) = runner.upgrade() {
        runner.events.tell(event);
    }
}
