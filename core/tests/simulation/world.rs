//! The model around the tabs: server, network, clock and person.

use crate::chance::Chance;
use crate::tab::{Outcome, Request, Sight, Tab, marker, version};
use onboarding_core::account::document::{Account, Capabilities, Provider, State};
use onboarding_core::account::problem::{Endpoint, Failure, Problem, classify};
use onboarding_core::onboarding::machine::{self, FormPolicy, Onboarding};
use onboarding_core::state_machine::StateMachine;
use onboarding_core::status::query::{Command, Event};
use onboarding_core::status::snapshot::Freshness;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;
use std::time::Duration;

const fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

pub struct World {
    now: Duration,
    chance: Chance,
    tabs: [Option<Box<Tab>>; 3],
    version: u32,
    state: u8,
    fault: Option<Outcome>,
    hash: DefaultHasher,
    /// What happened, told only for a schedule that has been shrunk.
    pub trace: Option<Vec<String>>,
}

impl World {
    pub fn new() -> Self {
        Self {
            now: ms(1000),
            chance: Chance::new(0),
            tabs: [None, None, None],
            version: 0,
            state: 0,
            fault: None,
            hash: DefaultHasher::new(),
            trace: None,
        }
    }

    pub fn digest(&self) -> u64 {
        self.hash.finish()
    }

    /// One step: half of the time what is due next happens, else somebody does something.
    pub fn step(&mut self, word: u64) -> Result<(), String> {
        self.chance = Chance::new(word);
        if self.chance.one_in(2) {
            return self.let_time_pass(ms(400_000));
        }
        let pause = [0, 0, 20, 300, 2000, 6000][self.chance.below(6) as usize];
        self.now += ms(pause);
        let at = self.chance.below(3) as usize;
        match self.chance.below(34) {
            0..=1 => self.open(at),
            2 => self.close(at),
            3..=5 => self.hide(at),
            6..=9 => self.show(at),
            10 => self.freeze(at),
            11 => self.network(at, false),
            12..=13 => self.network(at, true),
            14 => self.mount(at),
            15 => self.unmount(at),
            16 => self.pause(at),
            17..=18 => self.person(at, machine::Event::CheckRequested),
            19 => self.person(at, machine::Event::RetryRequested),
            20 => self.person(at, machine::Event::FormRequested),
            21 => self.person(at, machine::Event::RefreshRequested),
            22..=23 => self.form(at, machine::Event::StepChanged),
            24 => self.form(at, machine::Event::FormExited),
            25 => self.form(at, machine::Event::FormShown),
            26 => {
                let refusal = problem(Endpoint::Session, Outcome::Status(502, None));
                self.form(at, machine::Event::SessionRefused(refusal))
            }
            27..=28 => {
                self.version += 1;
                self.state = self.chance.below(6) as u8;
                self.tell(|world| format!("the server goes to {}", world.state));
                Ok(())
            }
            29..=30 => {
                self.fault = Some(match self.chance.below(7) {
                    0 => Outcome::Unreachable,
                    1 => Outcome::Garbage,
                    2 => Outcome::Status(401, None),
                    3 => Outcome::Status(403, None),
                    4 => Outcome::Status(429, Some(self.chance.below(300) as u32)),
                    5 => Outcome::Status(409, None),
                    _ => Outcome::Status(503, None),
                });
                self.tell(|_| "a fault begins".into());
                Ok(())
            }
            31 => {
                self.fault = None;
                self.tell(|_| "the fault ends".into());
                Ok(())
            }
            32 => {
                self.now += ms(8 * 3_600_000);
                self.tell(|_| "eight hours of sleep".into());
                Ok(())
            }
            // Something goes on and on, such as a form that reports endless steps.
            _ => (0..20).try_for_each(|_| {
                self.person(at, machine::Event::RefreshRequested)?;
                self.let_time_pass(ms(500))
            }),
        }
    }

    /// I9: once faults stop, a tab in sight shows what the server has within its interval and a round trip.
    pub fn come_to_rest(&mut self) -> Result<(), String> {
        self.fault = None;
        for at in 0..3 {
            self.network(at, true)?;
            self.show(at)?;
            if self.tabs[at].as_ref().is_some_and(|tab| tab.is_paused) {
                self.pause(at)?;
            }
        }
        let end = self.now + ms(1_300_000);
        let mut has_asked = false;
        for _ in 0..3000 {
            let version = i64::from(self.version);
            let lags = |tab: &Tab| self::version(tab.reading.account()) != Some(version);
            let lagging: Vec<usize> = (0..3)
                .filter(|at| self.tabs[*at].as_deref().is_some_and(lags))
                .collect();
            if lagging.is_empty() {
                return Ok(());
            }
            let next = self.next_due();
            match next {
                Some(next) if next <= end => self.let_time_pass(end.saturating_sub(self.now))?,
                _ if !has_asked => {
                    // What is at an end is read when somebody asks.
                    has_asked = true;
                    self.now = end;
                    for at in lagging {
                        let tab = self.tabs[at].as_deref();
                        if tab.is_some_and(|tab| {
                            !tab.is_at_an_end() && tab.reading.freshness != Freshness::Resting
                        }) {
                            return Err("I9: the server's state is not shown in time".into());
                        }
                        self.person(at, machine::Event::CheckRequested)?;
                    }
                }
                _ if self.now < end + ms(30_000) && next.is_some() => {
                    self.let_time_pass(ms(30_000))?
                }
                _ => return Err("I10: asking does not help".into()),
            }
        }
        Err("I9: it never comes to rest".into())
    }

    fn next_due(&self) -> Option<Duration> {
        let tabs = self.tabs.iter().flatten();
        let of_tabs = tabs.flat_map(|tab| {
            let runs = tab.sight != Sight::Frozen;
            let arrives = tab.request.as_ref().map(|request| request.arrives);
            [tab.alarm, arrives]
                .into_iter()
                .flatten()
                .filter(move |_| runs)
        });
        of_tabs.min()
    }

    /// What is due next happens, if it is within `limit`.
    fn let_time_pass(&mut self, limit: Duration) -> Result<(), String> {
        let Some(due) = self.next_due().filter(|due| *due <= self.now + limit) else {
            self.now += limit.min(ms(2000));
            return Ok(());
        };
        self.now = self.now.max(due);
        for at in 0..3 {
            let Some(tab) = self.tabs[at]
                .as_deref_mut()
                .filter(|tab| tab.sight != Sight::Frozen)
            else {
                continue;
            };
            if let Some(request) = tab.request.take_if(|request| request.arrives <= self.now) {
                return self.arrive(at, request);
            }
            if tab.alarm.take_if(|alarm| *alarm <= self.now).is_some() {
                return self.query(at, Event::TimerFired);
            }
        }
        Ok(())
    }

    fn arrive(&mut self, at: usize, request: Request) -> Result<(), String> {
        let event = match request.outcome {
            Outcome::Account(version) => {
                self.tab(at, |tab| {
                    // What was asked for before the network went proves nothing.
                    tab.offline_since = tab.offline_since.filter(|since| request.left < *since);
                });
                Event::Arrived(request.id, self.account(version))
            }
            failure => {
                let problem = problem(Endpoint::Status, failure);
                let wait = problem.retry_after.unwrap_or_default();
                let hold = self.now + wait;
                let is_final = matches!(failure, Outcome::Status(401 | 403, _));
                self.tab(at, |tab| {
                    tab.hold = tab.hold.max(hold);
                    // Whatever wanted the read wants it still.
                    tab.is_prompted |= !is_final;
                });
                Event::Failed(request.id, problem)
            }
        };
        self.query(at, event)
    }

    fn account(&self, version: u32) -> Account {
        let state = match version & 7 {
            0 => State::NotStarted,
            1 | 2 => State::Active,
            3 => State::Restricted,
            4 => State::Rejected,
            5 => State::Unknown("".into()),
            _ => State::OnboardingInProgress,
        };
        Account {
            provider: Some(Provider::Stripe),
            state,
            account_id_known: true,
            capabilities: Some(Capabilities {
                details_submitted: Some(version & 8 == 0),
                currently_due: vec![marker(version)],
                ..Capabilities::default()
            }),
        }
    }

    fn open(&mut self, at: usize) -> Result<(), String> {
        if self.tabs[at].is_some() {
            return Ok(());
        }
        self.tabs[at] = Some(Box::new(Tab::new()));
        let online = !self.chance.one_in(8);
        let now = self.now;
        self.tab(at, |tab| tab.offline_since = (!online).then_some(now));
        if !online {
            self.query(at, Event::WentOffline)?;
        }
        self.mounted(at, 0, machine::Event::Mounted)
    }

    fn close(&mut self, at: usize) -> Result<(), String> {
        self.tabs[at] = None;
        self.tell(|_| format!("tab {at} is closed"));
        Ok(())
    }

    fn hide(&mut self, at: usize) -> Result<(), String> {
        if !self.tab(at, |tab| {
            tab.sight == Sight::Visible && {
                tab.sight = Sight::Hidden;
                true
            }
        }) {
            return Ok(());
        }
        self.query(at, Event::BecameHidden)
    }

    fn show(&mut self, at: usize) -> Result<(), String> {
        if !self.tab(at, |tab| {
            tab.sight != Sight::Visible && {
                tab.sight = Sight::Visible;
                true
            }
        }) {
            return Ok(());
        }
        self.query(at, Event::BecameVisible)
    }

    fn freeze(&mut self, at: usize) -> Result<(), String> {
        if !self.tab(at, |tab| {
            tab.sight != Sight::Frozen && {
                tab.sight = Sight::Frozen;
                true
            }
        }) {
            return Ok(());
        }
        self.query(at, Event::Froze)
    }

    fn network(&mut self, at: usize, online: bool) -> Result<(), String> {
        let now = self.now;
        if !self.tab(at, |tab| {
            tab.offline_since = match online {
                true => None,
                false => tab.offline_since.or(Some(now)),
            };
            true
        }) {
            return Ok(());
        }
        self.query(
            at,
            match online {
                true => Event::WentOnline,
                false => Event::WentOffline,
            },
        )
    }

    fn mount(&mut self, at: usize) -> Result<(), String> {
        let new = self.tab(at, |tab| {
            tab.mounts.len() == 1 && tab.sight == Sight::Visible
        });
        if !new {
            return Ok(());
        }
        self.tab(at, |tab| {
            tab.mounts.push(Onboarding::new(FormPolicy::Never));
            true
        });
        self.mounted(at, 1, machine::Event::Mounted)
    }

    fn unmount(&mut self, at: usize) -> Result<(), String> {
        if !self.tab(at, |tab| tab.mounts.len() == 2) {
            return Ok(());
        }
        self.mounted(at, 0, machine::Event::Unmounted)?;
        self.tab(at, |tab| drop(tab.mounts.remove(0)));
        Ok(())
    }

    fn pause(&mut self, at: usize) -> Result<(), String> {
        let Some(tab) = self.tabs[at].as_deref_mut() else {
            return Ok(());
        };
        tab.is_paused = !tab.is_paused;
        let event = match tab.is_paused {
            true => machine::Event::Paused,
            false => machine::Event::Unpaused,
        };
        self.mounted(at, 0, event)
    }

    /// Somebody who sees the page, or its host, wants something.
    fn person(&mut self, at: usize, event: machine::Event) -> Result<(), String> {
        let is_refresh = event == machine::Event::RefreshRequested;
        let can = self.tab(at, |tab| {
            let can = is_refresh || tab.sight == Sight::Visible;
            let checks = matches!(
                event,
                machine::Event::CheckRequested | machine::Event::RetryRequested
            );
            tab.is_asked |= can && checks && tab.request.is_none() && !tab.is_paused;
            can && tab.sight != Sight::Frozen
        });
        match can {
            true => self.mounted(at, 0, event),
            false => Ok(()),
        }
    }

    /// Stripe's form reports, if it is open.
    fn form(&mut self, at: usize, event: machine::Event) -> Result<(), String> {
        let is_open = self.tab(at, |tab| {
            let is_open = tab.mounts[0].state().form.is_open();
            is_open && tab.sight != Sight::Frozen
        });
        match is_open {
            true => self.mounted(at, 0, event),
            false => Ok(()),
        }
    }

    fn tab<T: Default>(&mut self, at: usize, with: impl FnOnce(&mut Tab) -> T) -> T {
        self.tabs[at].as_deref_mut().map(with).unwrap_or_default()
    }

    /// Steps a mount, and the watch as the mount commands.
    fn mounted(&mut self, at: usize, mount: usize, event: machine::Event) -> Result<(), String> {
        let posts_allowed = matches!(
            (mount, &event),
            (
                0,
                machine::Event::Mounted
                    | machine::Event::FormRequested
                    | machine::Event::RetryRequested
            )
        );
        if !matches!(event, machine::Event::SnapshotChanged(_)) {
            self.tell(|world| format!("{:?} tab {at}.{mount}: {event:?}", world.now));
        }
        let Some(flow) = self.tabs[at]
            .as_deref_mut()
            .and_then(|tab| tab.mounts.get_mut(mount))
        else {
            return Ok(());
        };
        let was_open = flow.state().form.is_open();
        for command in flow.step(event) {
            match command {
                machine::Command::OpenForm if !posts_allowed || was_open => {
                    return Err("I6: a session nobody asked for".into());
                }
                machine::Command::OpenForm
                | machine::Command::CloseForm
                | machine::Command::Leave
                | machine::Command::Preconnect
                | machine::Command::SignOut => {}
                machine::Command::Query(event) => self.query(at, event)?,
            }
        }
        Ok(())
    }

    fn query(&mut self, at: usize, event: Event) -> Result<(), String> {
        self.tell(|world| format!("{:?} tab {at}: {event:?}", world.now));
        let random = self.chance.unit();
        let now = self.now;
        let Some(tab) = self.tabs[at].as_deref_mut() else {
            return Ok(());
        };
        tab.is_paused &= event != Event::Unpaused;
        tab.is_prompted |= matches!(
            event,
            Event::Mounted
                | Event::BecameVisible
                | Event::WentOnline
                | Event::StepChanged
                | Event::FormExited
                | Event::RefreshRequested
                | Event::CheckRequested
        );
        for command in tab.query.step(event, now, random) {
            self.obey(at, command)?;
        }
        let Some(tab) = self.tabs[at].as_deref_mut() else {
            return Ok(());
        };
        if tab.check(now)? {
            let shown = (
                at,
                version(tab.reading.account()),
                tab.reading.freshness as u8,
            );
            (shown, now).hash(&mut self.hash);
            let reading = tab.reading.clone();
            for mount in 0..tab.mounts.len() {
                let event = machine::Event::SnapshotChanged(Rc::new(reading.clone()));
                self.mounted(at, mount, event)?;
            }
            if self.tabs[at]
                .as_deref()
                .is_some_and(|tab| !tab.has_a_way_out())
            {
                return Err("I10: nothing to press".into());
            }
        }
        Ok(())
    }

    fn obey(&mut self, at: usize, command: Command) -> Result<(), String> {
        self.tell(|_| format!("    {command:?}"));
        let now = self.now;
        let Some(tab) = self.tabs[at].as_deref_mut() else {
            return Ok(());
        };
        match command {
            Command::Read(id) => {
                tab.may_read(now)?;
                let outcome = self.fault.unwrap_or(Outcome::Account(self.version));
                let took = [40, 120, 400, 3000, 10_000][self.chance.below(5) as usize];
                tab.request = Some(Request {
                    id,
                    left: now,
                    arrives: now + ms(took),
                    outcome,
                });
            }
            Command::Abort => {
                tab.request = None;
                // Whoever asked asks still.
                tab.is_asked |= tab.query.snapshot().checking;
                tab.is_prompted = true;
            }
            Command::SetTimer(wait) => tab.alarm = Some(now + wait),
            Command::CancelTimer => tab.alarm = None,
        }
        Ok(())
    }

    fn tell(&mut self, what: impl FnOnce(&Self) -> String) {
        if self.trace.is_some() {
            let told = what(self);
            self.trace.get_or_insert_default().push(told);
        }
    }
}

fn problem(endpoint: Endpoint, outcome: Outcome) -> Problem {
    let failure = match outcome {
        Outcome::Status(http, retry_after) => Failure::Answered {
            http,
            retry_after: retry_after.map(|seconds| Duration::from_secs(seconds.into())),
            body: None,
        },
        Outcome::Unreachable => Failure::Unreachable { offline: false },
        Outcome::Garbage | Outcome::Account(_) => Failure::NotJson,
    };
    classify(endpoint, &failure)
}
