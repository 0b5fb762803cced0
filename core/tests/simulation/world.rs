//! The model around the tabs: server, network and clock. What people and pages do in it is `actions`; what the
//! machines' commands come to, `effects`.

use crate::tab::{Outcome, Sight, Tab, is_at_an_end, marker, version};
use onboarding_core::account::document::{Account, Capabilities, Provider, State};
use onboarding_core::account::problem::{Endpoint, Failure, Problem, classify};
use onboarding_core::defects::Defect;
use onboarding_core::onboarding::events;
use onboarding_core::status::query::Event;
use onboarding_core::status::snapshot::Freshness;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

pub const fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

pub const fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

pub struct World {
    pub now: Duration,
    pub chance: fastrand::Rng,
    pub tabs: [Option<Box<Tab>>; 3],
    pub version: u32,
    pub fault: Option<Outcome>,
    pub defect: Option<Defect>,
    hash: DefaultHasher,
    /// What happened, told only for a schedule that has been shrunk.
    pub trace: Option<Vec<String>>,
}

impl World {
    pub fn new(defect: Option<Defect>) -> Self {
        Self {
            now: ms(1000),
            chance: fastrand::Rng::with_seed(0),
            tabs: [None, None, None],
            version: 0,
            fault: None,
            defect,
            hash: DefaultHasher::new(),
            trace: None,
        }
    }

    pub fn digest(&self) -> u64 {
        self.hash.finish()
    }

    /// I12 is about what is shown, and when.
    pub fn shown(&mut self, what: impl Hash) {
        (what, self.now).hash(&mut self.hash);
    }

    pub fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.chance.usize(..choices.len())]
    }

    /// I9: once faults stop, a tab in sight shows what the server has within its interval and a round trip.
    pub fn come_to_rest(&mut self) -> Result<(), String> {
        self.fault = None;
        for at in 0..3 {
            self.network(at, true)?;
            self.show(at)?;
            for mount in 0..self.mounts(at) {
                self.mounted(at, mount, events::Event::Unpaused)?;
            }
        }
        let end = self.now + ms(1_300_000);
        let mut has_asked = false;
        for _ in 0..3000 {
            let version = i64::from(self.version);
            let lags = |tab: &Tab| self::version(tab.snapshot.account()) != Some(version);
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
                            !is_at_an_end(&tab.snapshot)
                                && tab.snapshot.freshness != Freshness::Resting
                        }) {
                            return Err("I9: the server's state is not shown in time".into());
                        }
                        self.person(at, events::Event::CheckRequested)?;
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
        let running = self.tabs.iter().flatten();
        let running = running.filter(|tab| tab.sight != Sight::Frozen);
        let of_tabs = running.flat_map(|tab| {
            let arrives = tab.request.as_ref().map(|request| request.arrives);
            let aborted = tab.aborted.as_ref().map(|request| request.arrives);
            let of_mounts = tab.mounts.iter().flat_map(|mount| {
                let post = mount.post.as_ref().map(|post| post.arrives);
                [mount.timer(), post]
            });
            [tab.timer(), arrives, aborted].into_iter().chain(of_mounts)
        });
        of_tabs.flatten().min()
    }

    /// What is due next happens, if it is within `limit`.
    pub fn let_time_pass(&mut self, limit: Duration) -> Result<(), String> {
        let Some(due) = self.next_due().filter(|due| *due <= self.now + limit) else {
            self.now += limit.min(ms(2000));
            return Ok(());
        };
        let now = self.now.max(due);
        self.now = now;
        for at in 0..3 {
            let Some(tab) = self.tabs[at].as_deref_mut() else {
                continue;
            };
            if tab.sight == Sight::Frozen {
                continue;
            }
            if let Some(request) = tab.request.take_if(|request| request.arrives <= now) {
                return self.arrive(at, request);
            }
            if let Some(aborted) = tab.aborted.take_if(|request| request.arrives <= now) {
                let account = self.account(self.version.saturating_sub(1));
                return self.query(at, Event::Arrived(aborted.id, account));
            }
            if tab.timer().is_some_and(|timer| timer <= now) {
                return self.query(at, Event::TimerFired);
            }
            for mount in 0..tab.mounts.len() {
                let model = &mut tab.mounts[mount];
                if let Some(post) = model.post.take_if(|post| post.arrives <= now) {
                    return self.answer_post(at, mount, post);
                }
                if model.timer().is_some_and(|timer| timer <= now) {
                    return self.mounted(at, mount, events::Event::TimerFired);
                }
            }
        }
        Ok(())
    }

    pub fn account(&self, version: u32) -> Account {
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
                details_submitted: Some(version & 8 != 0),
                currently_due: vec![marker(version)],
                ..Capabilities::default()
            }),
        }
    }

    pub fn tab<T: Default>(&mut self, at: usize, with: impl FnOnce(&mut Tab) -> T) -> T {
        self.tabs[at].as_deref_mut().map(with).unwrap_or_default()
    }

    pub fn mounts(&self, at: usize) -> usize {
        self.tabs[at].as_ref().map_or(0, |tab| tab.mounts.len())
    }

    pub fn tell(&mut self, what: impl FnOnce(&Self) -> String) {
        if self.trace.is_some() {
            let told = what(self);
            self.trace.get_or_insert_default().push(told);
        }
    }
}

pub fn problem(endpoint: Endpoint, outcome: Outcome) -> Problem {
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
