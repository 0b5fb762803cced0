//! What the machines are told, what their commands come to, and what must hold after each.

use crate::mount::{Form, Post};
use crate::tab::{Outcome, Request, Tab, version};
use crate::world::{World, ms, problem, secs};
use onboarding_core::account::problem::Endpoint;
use onboarding_core::onboarding::events::{Command, Event, FormEvent};
use onboarding_core::status::policy::Policy;
use onboarding_core::status::query;
use std::rc::Rc;
use std::time::Duration;

type Played = Result<(), String>;

impl World {
    /// Tells a mount what happened. From within its own commands, that waits its turn, as in the event loop.
    pub fn mounted(&mut self, at: usize, mount: usize, event: Event) -> Played {
        let is_busy = self.tab(at, |tab| match tab.mounts.get_mut(mount) {
            Some(model) => {
                model.inbox.push_back(event);
                std::mem::replace(&mut model.is_busy, true)
            }
            None => true,
        });
        if is_busy || self.tabs[at].is_none() {
            return Ok(());
        }
        while let Some(event) = self.tab(at, |tab| tab.mounts[mount].inbox.pop_front()) {
            self.step_mount(at, mount, event)?;
        }
        self.tab(at, |tab| tab.mounts[mount].is_busy = false);
        Ok(())
    }

    fn step_mount(&mut self, at: usize, mount: usize, event: Event) -> Played {
        if !matches!(event, Event::SnapshotChanged(_)) {
            self.tell(|world| format!("{:?} tab {at}.{mount}: {event:?}", world.now));
        }
        let (now, random, defect) = (self.now, self.chance.f64(), self.defect);
        let Some(tab) = self.tabs[at].as_deref_mut() else {
            return Ok(());
        };
        let Some(model) = tab.mounts.get_mut(mount) else {
            return Ok(());
        };
        let is_due = model.timer().is_some_and(|timer| timer <= now);
        let late = (model.is_late(&event) && !is_due).then(|| model.machine.state().clone());
        model.hear(&event, now);
        heard_of_form(&mut model.form, &event);
        if matches!(event, Event::Form(_, FormEvent::Exited)) && !model.is_late(&event) {
            model.left = Some(now);
        }
        let commands = model.machine.step_with(defect, event.clone(), now, random);
        if let Some(before) = late
            && (!commands.is_empty() || *model.machine.state() != before)
        {
            return Err("S5: something late changed something".into());
        }
        for command in commands {
            self.obey_mount(at, mount, &event, command)?;
        }
        let ends = matches!(event, Event::SignedOut | Event::Unmounted);
        self.tab(at, |tab| {
            let model = tab.mounts.get_mut(mount)?;
            if ends {
                model.end();
            }
            Some(model.check())
        })
        .unwrap_or(Ok(()))
    }

    fn obey_mount(&mut self, at: usize, mount: usize, event: &Event, command: Command) -> Played {
        self.tell(|_| format!("    {command:?}"));
        let now = self.now;
        let Some(tab) = self.tabs[at].as_deref_mut() else {
            return Ok(());
        };
        let model = &mut tab.mounts[mount];
        model.may(event, &command, now)?;
        match command {
            Command::Query(event) => return self.query(at, event),
            Command::RequestSession(id) => {
                let answer = match self.fault {
                    Some(fault) => Event::SessionFailed(id, problem(Endpoint::Session, fault)),
                    None => {
                        let lifetime =
                            self.one_of(&[None, Some(secs(15)), Some(secs(60)), Some(secs(3600))]);
                        Event::SessionArrived(id, lifetime)
                    }
                };
                let arrives = now + ms(self.one_of(&[40, 400, 3000, 10_000]));
                let post = Post { arrives, answer };
                self.tab(at, |tab| tab.mounts[mount].post = Some(post));
            }
            Command::LoadForm(id) => {
                model.earlier = model.form.map(|form| form.id).or(model.earlier);
                model.form = Some(Form {
                    id,
                    has_script: false,
                    has_frame: false,
                    is_up: false,
                    waiting: 0,
                });
            }
            Command::CloseForm => {
                model.earlier = model.form.take().map(|form| form.id).or(model.earlier);
                (model.post, model.secret) = (None, None);
            }
            // Up at once: what Stripe says meanwhile is in the order of events.
            Command::MountForm(_)
            | Command::HandOverSecret
            | Command::ForgetSecret
            | Command::Leave
            | Command::Preconnect
            | Command::RestyleForm
            | Command::AskHost(_)
            | Command::SignOut => {}
        }
        Ok(())
    }

    pub fn answer_post(&mut self, at: usize, mount: usize, post: Post) -> Played {
        let now = self.now;
        if let Event::SessionArrived(_, lifetime) = post.answer {
            // One that ends so soon was judged by a wrong clock.
            let lifetime = lifetime
                .filter(|whole| *whole > secs(20))
                .unwrap_or(Duration::MAX / 2);
            self.tab(at, |tab| tab.mounts[mount].secret = Some(now + lifetime));
        }
        self.mounted(at, mount, post.answer)
    }

    pub fn arrive(&mut self, at: usize, request: Request) -> Played {
        let now = self.now;
        let event = match request.outcome {
            Outcome::Account(version) => {
                self.tab(at, |tab| {
                    // What was asked for before the network went proves nothing.
                    tab.offline_since = tab.offline_since.filter(|since| request.left < *since);
                    tab.has_left = false;
                    tab.is_prompted |= now < tab.burst_until;
                    for mount in &mut tab.mounts {
                        mount.left = mount.left.filter(|left| request.left < *left);
                    }
                });
                query::Event::Arrived(request.id, self.account(version))
            }
            failure => {
                let problem = problem(Endpoint::Status, failure);
                let hold = self.now + problem.retry_after.unwrap_or_default();
                let is_final = matches!(failure, Outcome::Status(401 | 403, _));
                self.tab(at, |tab| {
                    tab.hold = tab.hold.max(hold);
                    // Whatever wanted the read wants it still.
                    let may_pass = failure == Outcome::Status(401, None) && now < tab.sign_in_until;
                    tab.is_prompted |= !is_final || may_pass;
                });
                query::Event::Failed(request.id, problem)
            }
        };
        self.query(at, event)
    }

    /// Tells the query what happened, likewise.
    pub fn query(&mut self, at: usize, event: query::Event) -> Played {
        let is_busy = self.tab(at, |tab| {
            tab.inbox.push_back(event);
            std::mem::replace(&mut tab.is_busy, true)
        });
        if is_busy || self.tabs[at].is_none() {
            return Ok(());
        }
        while let Some(event) = self.tab(at, |tab| tab.inbox.pop_front()) {
            self.step_query(at, event)?;
        }
        self.tab(at, |tab| tab.is_busy = false);
        Ok(())
    }

    fn step_query(&mut self, at: usize, event: query::Event) -> Played {
        self.tell(|world| format!("{:?} tab {at}: {event:?}", world.now));
        let (now, random, defect) = (self.now, self.chance.f64(), self.defect);
        let Some(tab) = self.tabs[at].as_deref_mut() else {
            return Ok(());
        };
        tab.is_prompted |= matches!(
            event,
            query::Event::Mounted
                | query::Event::BecameVisible
                | query::Event::Focused
                | query::Event::SignInPromised
                | query::Event::WentOnline
                | query::Event::StepChanged
                | query::Event::FormExited
                | query::Event::RefreshRequested
                | query::Event::CheckRequested
        );
        match event {
            query::Event::FormExited => {
                tab.has_left = true;
                tab.burst_until = now + Policy::STANDARD.settled_burst;
            }
            query::Event::SignInPromised => tab.sign_in_until = now + Policy::STANDARD.sign_in_for,
            query::Event::Paused => tab.pauses += 1,
            query::Event::Unpaused => tab.pauses -= 1,
            _ => {}
        }
        for command in tab.query.step_with(defect, event, now, random) {
            self.obey_query(at, command)?;
        }
        let Some(tab) = self.tabs[at].as_deref_mut() else {
            return Ok(());
        };
        if !tab.check(now)? {
            return Ok(());
        }
        let shown = (
            version(tab.snapshot.account()),
            tab.snapshot.freshness as u8,
        );
        self.shown((at, shown));
        (0..self.mounts(at)).try_for_each(|mount| self.hand_over_snapshot(at, mount))?;
        match self.tabs[at].as_deref() {
            Some(tab) if !tab.has_a_way_out() => Err("I10: nothing to press".into()),
            _ => Ok(()),
        }
    }

    pub fn hand_over_snapshot(&mut self, at: usize, mount: usize) -> Played {
        let heard = |tab: &mut Tab| {
            let is_over = tab.mounts[mount].is_over;
            (!is_over).then(|| Rc::clone(&tab.snapshot))
        };
        match self.tab(at, heard) {
            Some(snapshot) => self.mounted(at, mount, Event::SnapshotChanged(snapshot)),
            None => Ok(()),
        }
    }

    fn obey_query(&mut self, at: usize, command: query::Command) -> Played {
        self.tell(|_| format!("    {command:?}"));
        let now = self.now;
        let outcome = self.fault.unwrap_or(Outcome::Account(self.version));
        let took = self.one_of(&[40, 120, 400, 3000, 10_000]);
        let Some(tab) = self.tabs[at].as_deref_mut() else {
            return Ok(());
        };
        match command {
            query::Command::Read(id) => {
                tab.may_read(now)?;
                tab.request = Some(Request {
                    id,
                    left: now,
                    arrives: now + ms(took),
                    outcome,
                });
            }
            query::Command::Abort => {
                // It may answer all the same.
                tab.aborted = tab.request.take();
                // Whoever asked asks still.
                tab.is_asked |= tab.query.snapshot().checking;
                tab.is_prompted = true;
            }
        }
        Ok(())
    }
}

/// What an event says of the form it is about.
fn heard_of_form(form: &mut Option<Form>, event: &Event) {
    let (Some(form), Event::Form(id, event)) = (form, event) else {
        return;
    };
    if form.id != *id {
        return;
    }
    match event {
        FormEvent::Mounted | FormEvent::Shown => form.is_up = true,
        FormEvent::SecretRequested => form.waiting += 1,
        // What could not be put up asks no more.
        FormEvent::ScriptFailed(_) => {
            (form.is_up, form.waiting) = (false, 0);
            (form.has_script, form.has_frame) = (false, false);
        }
        _ => {}
    }
}
