//! The model around the tabs: server, network, clock, locks, channel and person.

use crate::chance::Chance;
use crate::tab::{Outcome, Request, Sight, Tab, version};
use dolfin_payment_onboarding::Duration;
use dolfin_payment_onboarding::account::document::{Account, Capabilities, Provider, State};
use dolfin_payment_onboarding::account::problem::{Endpoint, Failure, Problem, classify};
use dolfin_payment_onboarding::account::timestamp::Timestamp;
use dolfin_payment_onboarding::flow::flow::{self, Flow, FormPolicy};
use dolfin_payment_onboarding::flow::reading::Mark;
use dolfin_payment_onboarding::flow::tabs::Heard;
use dolfin_payment_onboarding::flow::watch::{Command, Event};
use std::hash::{DefaultHasher, Hash, Hasher};

const fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// On its way to a tab: what another tab said, or what became of the lock.
struct Post {
    sent: Duration,
    at: Duration,
    to: usize,
    event: Event,
    is_message: bool,
}

pub struct World {
    now: Duration,
    chance: Chance,
    tabs: [Option<Box<Tab>>; 3],
    posts: Vec<Post>,
    leader: Option<usize>,
    led_since: Duration,
    queue: Vec<usize>,
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
            posts: Vec::new(),
            leader: None,
            led_since: Duration::ZERO,
            queue: Vec::new(),
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
            17..=18 => self.person(at, flow::Event::CheckAsked),
            19 => self.person(at, flow::Event::RetryAsked),
            20 => self.person(at, flow::Event::FormAsked),
            21 => self.person(at, flow::Event::RefreshAsked),
            22..=23 => self.form(at, flow::Event::StepChanged),
            24 => self.form(at, flow::Event::FormExited),
            25 => self.form(at, flow::Event::FormShown),
            26 => {
                let refusal = problem(Endpoint::Session, Outcome::Status(502, None));
                self.form(at, flow::Event::SessionRefused(refusal))
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
                self.person(at, flow::Event::RefreshAsked)?;
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
            let lags = |tab: &Tab| self::version(&tab.reading.account) != Some(version);
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
                            !tab.is_at_an_end() && tab.reading.mark != Mark::Resting
                        }) {
                            return Err("I9: the server's state is not shown in time".into());
                        }
                        self.person(at, flow::Event::CheckAsked)?;
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
        of_tabs.chain(self.posts.iter().map(|post| post.at)).min()
    }

    /// What is due next happens, if it is within `limit`.
    fn let_time_pass(&mut self, limit: Duration) -> Result<(), String> {
        let Some(due) = self.next_due().filter(|due| *due <= self.now + limit) else {
            self.now += limit.min(ms(2000));
            return Ok(());
        };
        self.now = self.now.max(due);
        if let Some(index) = self.posts.iter().position(|post| post.at <= self.now) {
            let post = self.posts.remove(index);
            return self.deliver(post);
        }
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
                return self.watch(at, Event::TimerRang);
            }
        }
        Ok(())
    }

    fn deliver(&mut self, mut post: Post) -> Result<(), String> {
        if let Event::Heard(Heard::Note(note)) = &mut post.event {
            // The wire carries a moment, so a message ages on its way.
            note.age += self.now.saturating_sub(post.sent);
        }
        let Some(tab) = self.tabs[post.to].as_deref_mut() else {
            return Ok(());
        };
        match &post.event {
            // The tab may have hung up, or let the lock go, meanwhile.
            Event::Heard(_) if !tab.hears => return Ok(()),
            Event::Heard(Heard::Note(note)) => {
                tab.hold = tab.hold.max(self.now + note.hold);
                tab.promised = note.next.map_or(tab.promised, |next| self.now + next);
            }
            Event::LeadGranted if self.leader != Some(post.to) => return Ok(()),
            Event::LeadRefused if !self.queue.contains(&post.to) => return Ok(()),
            _ => {}
        }
        self.watch(post.to, post.event)
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
        self.watch(at, event)
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
                ..Capabilities::default()
            }),
            enabled_at: Some(Timestamp(i64::from(version))),
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
        self.mounted(at, 0, flow::Event::Mounted { online })
    }

    fn close(&mut self, at: usize) -> Result<(), String> {
        self.tabs[at] = None;
        self.let_go(at);
        self.posts.retain(|post| post.to != at);
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
        self.watch(at, Event::BecameHidden)
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
        self.watch(at, Event::BecameVisible)
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
        self.watch(at, Event::Froze)
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
        self.watch(
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
            tab.mounts.push(Flow::new(FormPolicy::Never));
            true
        });
        self.mounted(at, 1, flow::Event::Mounted { online: true })
    }

    fn unmount(&mut self, at: usize) -> Result<(), String> {
        if !self.tab(at, |tab| tab.mounts.len() == 2) {
            return Ok(());
        }
        self.mounted(at, 0, flow::Event::Unmounted)?;
        self.tab(at, |tab| drop(tab.mounts.remove(0)));
        Ok(())
    }

    fn pause(&mut self, at: usize) -> Result<(), String> {
        let Some(tab) = self.tabs[at].as_deref_mut() else {
            return Ok(());
        };
        tab.is_paused = !tab.is_paused;
        let event = match tab.is_paused {
            true => flow::Event::Paused,
            false => flow::Event::Unpaused,
        };
        self.mounted(at, 0, event)
    }

    /// Somebody who sees the page, or its host, wants something.
    fn person(&mut self, at: usize, event: flow::Event) -> Result<(), String> {
        let is_refresh = event == flow::Event::RefreshAsked;
        let can = self.tab(at, |tab| {
            let can = is_refresh || tab.sight == Sight::Visible;
            let checks = matches!(event, flow::Event::CheckAsked | flow::Event::RetryAsked);
            tab.is_asked |= can && checks && tab.request.is_none() && !tab.is_paused;
            can && tab.sight != Sight::Frozen
        });
        match can {
            true => self.mounted(at, 0, event),
            false => Ok(()),
        }
    }

    /// Stripe's form reports, if it is open.
    fn form(&mut self, at: usize, event: flow::Event) -> Result<(), String> {
        let is_open = self.tab(at, |tab| {
            let is_open = tab.mounts[0].screen().form.is_open();
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
    fn mounted(&mut self, at: usize, mount: usize, event: flow::Event) -> Result<(), String> {
        let posts_allowed = matches!(
            (mount, &event),
            (
                0,
                flow::Event::Mounted { .. } | flow::Event::FormAsked | flow::Event::RetryAsked
            )
        );
        if !matches!(event, flow::Event::Watched(_)) {
            self.tell(|world| format!("{:?} tab {at}.{mount}: {event:?}", world.now));
        }
        let Some(flow) = self.tabs[at]
            .as_deref_mut()
            .and_then(|tab| tab.mounts.get_mut(mount))
        else {
            return Ok(());
        };
        let was_open = flow.screen().form.is_open();
        for command in flow.step(event) {
            match command {
                flow::Command::OpenForm if !posts_allowed || was_open => {
                    return Err("I6: a session nobody asked for".into());
                }
                flow::Command::OpenForm
                | flow::Command::CloseForm
                | flow::Command::Leave
                | flow::Command::Preconnect
                | flow::Command::SignOut => {}
                flow::Command::Watch(event) => self.watch(at, event)?,
            }
        }
        Ok(())
    }

    fn watch(&mut self, at: usize, event: Event) -> Result<(), String> {
        self.tell(|world| format!("{:?} tab {at}: {event:?}", world.now));
        let random = self.chance.unit();
        let now = self.now;
        let Some(tab) = self.tabs[at].as_deref_mut() else {
            return Ok(());
        };
        tab.is_paused &= event != Event::Unpaused;
        tab.is_prompted |= matches!(
            event,
            Event::Mounted { .. }
                | Event::BecameVisible
                | Event::WentOnline
                | Event::StepChanged
                | Event::FormExited
                | Event::RefreshAsked
                | Event::CheckAsked
                | Event::LeadGranted
        );
        for command in tab.watch.step(event, now, random) {
            self.obey(at, command)?;
        }
        let Some(tab) = self.tabs[at].as_deref_mut() else {
            return Ok(());
        };
        if tab.check(now)? {
            let shown = (at, version(&tab.reading.account), tab.reading.mark as u8);
            (shown, now).hash(&mut self.hash);
            let reading = tab.reading.clone();
            for mount in 0..tab.mounts.len() {
                let event = flow::Event::Watched(Box::new(reading.clone()));
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
                tab.is_asked |= tab.watch.reading().checking;
                tab.is_prompted = true;
            }
            Command::WakeAfter(wait) => tab.alarm = Some(now + wait),
            Command::SleepOn => tab.alarm = None,
            Command::Lead { take } => {
                tab.hears = true;
                let is_unprompted = !tab.is_prompted && now < tab.promised;
                // A leader of this moment may not be known of yet.
                let is_known =
                    now > self.led_since + ms(7000) && self.posts.iter().all(|post| post.to != at);
                let leader = self.leader.filter(|leader| *leader != at && is_known);
                let leader = leader.and_then(|leader| self.tabs[leader].as_deref());
                if take && is_unprompted && leader.is_some_and(Tab::is_at_work) {
                    return Err("M01: took the lead from a tab that keeps its promises".into());
                }
                self.lead(at, take);
            }
            Command::Follow => self.let_go(at),
            Command::Tell(note) => self.say(at, Heard::Note(note)),
            Command::TellLeaving => self.say(at, Heard::Leaving),
            Command::HangUp => {
                tab.hears = false;
                tab.promised = now;
                self.let_go(at);
            }
        }
        Ok(())
    }

    fn say(&mut self, from: usize, heard: Heard) {
        if self.tabs[from].as_deref().is_none_or(|tab| !tab.hears) {
            return;
        }
        let delay = ms(self.chance.below(30));
        for to in 0..3 {
            if to != from && self.tabs[to].as_deref().is_some_and(|tab| tab.hears) {
                self.post(to, delay, Event::Heard(heard.clone()), true);
            }
        }
    }

    fn post(&mut self, to: usize, delay: Duration, event: Event, is_message: bool) {
        let at = self.now + delay;
        // Messages arrive in order.
        let after = self
            .posts
            .iter()
            .rposition(|post| post.is_message && post.to == to);
        let at = match after {
            Some(index) if is_message => at.max(self.posts[index].at),
            _ => at,
        };
        self.posts.push(Post {
            sent: self.now,
            at,
            to,
            event,
            is_message,
        });
    }

    fn lead(&mut self, at: usize, take: bool) {
        self.queue.retain(|queued| *queued != at);
        if self.leader != Some(at) && (take || self.leader.is_none()) {
            self.led_since = self.now;
        }
        if take && self.leader != Some(at) {
            if let Some(robbed) = self.leader.replace(at) {
                self.post(robbed, ms(1), Event::LeadLost, false);
            }
            return self.post(at, ms(1), Event::LeadGranted, false);
        }
        match self.leader {
            None => {
                self.leader = Some(at);
                self.post(at, ms(1), Event::LeadGranted, false);
            }
            Some(leader) if leader == at => self.post(at, ms(1), Event::LeadGranted, false),
            Some(_) => {
                self.queue.push(at);
                self.post(at, ms(1), Event::LeadRefused, false);
            }
        }
    }

    fn let_go(&mut self, at: usize) {
        self.queue.retain(|queued| *queued != at);
        self.posts.retain(|post| post.to != at || post.is_message);
        if self.leader == Some(at) {
            self.leader = None;
            if !self.queue.is_empty() {
                let next = self.queue.remove(0);
                self.leader = Some(next);
                self.led_since = self.now;
                self.post(next, ms(2), Event::LeadGranted, false);
            }
        }
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
            retry_after: retry_after.map(|seconds| seconds.to_string()),
            body: None,
        },
        Outcome::Unreachable => Failure::Unreachable { offline: false },
        Outcome::Garbage | Outcome::Account(_) => Failure::NotJson,
    };
    classify(endpoint, &failure, Timestamp(0))
}
