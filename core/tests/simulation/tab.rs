//! One tab of the model: a real query with one or two mounts, and what the browser around them knows.
//!
//! Holds the invariants of the query: when a read may leave, and what may be shown.

use crate::mount::Mount;
use onboarding_core::account::diff::Change;
use onboarding_core::account::document::{Account, Code, State};
use onboarding_core::account::problem::{Class, ProblemKind};
use onboarding_core::account::situation::{Facts, FormOutcome, Turn, assess};
use onboarding_core::onboarding::machine::FormPolicy;
use onboarding_core::state_machine::StateMachine;
use onboarding_core::status::policy::Policy;
use onboarding_core::status::query::{Event, ReadId, StatusQuery};
use onboarding_core::status::snapshot::{Freshness, StatusSnapshot};
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;

/// What the model server will answer, decided when the read leaves.
#[derive(Clone, Copy, PartialEq)]
pub enum Outcome {
    Account(u32),
    Status(u16, Option<u32>),
    Unreachable,
    Garbage,
}

pub struct Request {
    pub id: ReadId,
    pub left: Duration,
    pub arrives: Duration,
    pub outcome: Outcome,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sight {
    Visible,
    Hidden,
    Frozen,
}

pub struct Tab {
    pub query: StatusQuery,
    pub inbox: VecDeque<Event>,
    pub is_busy: bool,
    pub mounts: Vec<Mount>,
    pub snapshot: Rc<StatusSnapshot>,
    pub request: Option<Request>,
    /// An aborted read that answers all the same.
    pub aborted: Option<Request>,
    pub sight: Sight,
    /// Since when it has been told that there is no network.
    pub offline_since: Option<Duration>,
    /// Something that justifies a read has happened since the last one left.
    pub is_prompted: bool,
    /// Somebody asked, or the mount is new: one try is due whatever the network's reputation.
    pub is_asked: bool,
    pub hold: Duration,
    /// A form was left, and no answer has come since.
    pub has_left: bool,
    /// Until when an exit justifies that reading goes on.
    pub burst_until: Duration,
    /// Until when a host's promise to sign the person in does.
    pub sign_in_until: Duration,
    /// How many mounts have told the query to be silent.
    pub pauses: u32,
    /// When the last reads left that nobody asked for.
    sent: [Duration; 80],
    count: usize,
    told: u32,
    entries: u32,
}

impl Tab {
    pub fn new() -> Self {
        let query = StatusQuery::new(Policy::STANDARD);
        Self {
            snapshot: Rc::clone(query.snapshot()),
            query,
            inbox: VecDeque::new(),
            is_busy: false,
            mounts: vec![Mount::new(FormPolicy::AtOnce)],
            request: None,
            aborted: None,
            sight: Sight::Visible,
            offline_since: None,
            is_prompted: true,
            is_asked: true,
            hold: Duration::ZERO,
            has_left: false,
            burst_until: Duration::ZERO,
            sign_in_until: Duration::ZERO,
            pauses: 0,
            sent: [Duration::ZERO; 80],
            count: 0,
            told: 0,
            entries: 0,
        }
    }

    pub fn timer(&self) -> Option<Duration> {
        self.query.wakes_at()
    }

    pub fn is_paused(&self) -> bool {
        self.pauses > 0
    }

    /// I1, I3, I4, I5: whether a read may leave now.
    pub fn may_read(&mut self, now: Duration) -> Result<(), String> {
        let ensure = |is, what: &str| if is { Ok(()) } else { Err(what.to_owned()) };
        self.is_asked |= self.query.snapshot().checking;
        ensure(self.request.is_none(), "I1: two reads under way")?;
        ensure(self.sight == Sight::Visible, "I3: sent out of sight")?;
        ensure(!self.is_paused(), "I3: sent while paused")?;
        ensure(self.is_online() || self.is_asked, "I3: sent while offline")?;
        ensure(
            self.is_prompted || !is_at_an_end(&self.snapshot),
            "I3: sent though nothing is open",
        )?;
        ensure(now >= self.hold, "I5: sent before Retry-After")?;
        if !std::mem::take(&mut self.is_asked) {
            let before = |reads: usize| {
                let at = self.count.checked_sub(reads)?;
                Some(now.saturating_sub(self.sent[at % 80]))
            };
            ensure(
                before(14).is_none_or(|ago| ago > Duration::from_secs(10)),
                "I4: 15 reads in 10 s",
            )?;
            ensure(
                before(72).is_none_or(|ago| ago > Duration::from_secs(300)),
                "I4: 73 reads in 5 min",
            )?;
            self.sent[self.count % 80] = now;
            self.count += 1;
        }
        self.is_prompted = false;
        Ok(())
    }

    fn is_online(&self) -> bool {
        self.offline_since.is_none()
    }

    /// I2, I10, I11, I13 and liveness at every step, after the watch has spoken.
    pub fn check(&mut self, now: Duration) -> Result<bool, String> {
        let reading = Rc::clone(self.query.snapshot());
        let fail = |what: &str| Err(what.to_owned());
        let is_awaited = reading.checking || self.has_left || reading.account().is_none();
        let tells_slow = is_awaited && !reading.is_slow;
        let is_for_nothing = self.request.is_some() && !tells_slow;
        if self.timer().is_some() && (is_for_nothing || self.sight != Sight::Visible) {
            return fail("I13: a timer is armed for nothing");
        }
        let has_begun = self.mounts.iter().any(|mount| mount.has_begun);
        let is_live = has_begun && self.sight == Sight::Visible && !self.is_paused();
        let is_waiting = self.request.is_some() || self.timer().is_some();
        if is_live && reading.checking && !is_waiting {
            return fail("I9: somebody asked, and nothing is under way");
        }
        let sleeps = !self.is_online() || reading.freshness == Freshness::Resting;
        if is_live && !sleeps && !is_waiting {
            let is_at_an_end = is_at_an_end(&reading);
            if !is_at_an_end && *reading != StatusSnapshot::default() {
                return fail("I9: pending, and nothing is under way");
            }
        }
        if Rc::ptr_eq(&reading, &self.snapshot) {
            return Ok(false);
        }
        if *reading == *self.snapshot {
            return fail("another pointer to the same snapshot");
        }
        if reading.checked_at() < self.snapshot.checked_at() || reading.checked_at() > Some(now) {
            return fail("I2: went back in time");
        }
        if version(reading.account()) < version(self.snapshot.account()) {
            return fail("I2: an older answer is shown");
        }
        let is_active =
            |account: Option<&Account>| account.is_some_and(|known| known.state == State::Active);
        if is_active(reading.account()) && !is_active(self.snapshot.account()) {
            self.entries += 1;
        }
        if let Some((_, changes)) = reading.notice.changes()
            && reading.notice != self.snapshot.notice
        {
            self.told += changes
                .iter()
                .filter(|change| **change == Change::Active)
                .count() as u32;
            if self.told > self.entries {
                return fail("I11: success told twice");
            }
        }
        if self.snapshot.account().is_some() && reading.account().is_none() {
            return fail("P22: what is known was taken away");
        }
        self.snapshot = reading;
        Ok(true)
    }

    /// I10: there is something to press, or nothing is left to do.
    pub fn has_a_way_out(&self) -> bool {
        self.mounts.iter().all(|mount| {
            let state = mount.machine.state();
            let is_fine = matches!(
                state.account().map(|account| &account.state),
                Some(State::Active)
            );
            let waits = state.freshness() == Freshness::Offline || state.form.is_open();
            state.assessment().is_none_or(|standing| {
                let acts = standing.primary.is_some() || standing.secondary.is_some();
                acts || is_fine || waits || state.status_problem().is_some()
            })
        })
    }
}

/// Every change at the model server raises the version, which travels as the id of an intervention: something that
/// nobody can answer, and the same question whatever its id.
pub fn marker(version: u32) -> Code {
    Code::new(&format!("interv_{version}.other.support"))
}

pub fn version(account: Option<&Account>) -> Option<i64> {
    let due = &account?.capabilities.as_ref()?.currently_due;
    let (id, _) = due
        .first()?
        .as_str()
        .strip_prefix("interv_")?
        .split_once('.')?;
    id.parse().ok()
}

/// Whether only somebody's doing can bring anything new.
pub fn is_at_an_end(snapshot: &StatusSnapshot) -> bool {
    let settled = snapshot.account().is_some_and(|account| {
        let assessment = assess(&Facts {
            account: Some(account),
            problem: None,
            form: FormOutcome::NotOpened,
        });
        matches!(
            account.state,
            State::Active | State::Rejected | State::Disconnected
        ) && assessment.turn != Turn::Stripe
    });
    let refused = snapshot.problem().is_some_and(|problem| {
        let is_conflict = matches!(
            problem.kind,
            ProblemKind::UnsettledConflict | ProblemKind::NotEnabled | ProblemKind::Disconnected
        );
        match problem.class {
            Class::Terminal => !is_conflict,
            Class::NeedsSignIn => true,
            Class::Retry | Class::BadAnswer => false,
        }
    });
    settled || refused
}
