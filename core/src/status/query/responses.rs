//! What an answer or a failure means for what is known, and when the clock wants the next read.

use super::StatusQuery;
use crate::account::{
    document::{Account, State},
    problem::{Class, Problem, ProblemKind},
};
use crate::status::policy;
use crate::status::snapshot::Freshness;
use std::time::Duration;

impl StatusQuery {
    pub(super) fn arrived(&mut self, account: Account, started: Duration) {
        self.failures = 0;
        // An answer is the better proof of a network, unless it was asked for while there still was one.
        self.offline_since = self.offline_since.filter(|since| started < *since);
        self.budget.succeeded(&self.policy);
        if self.read_at.is_none_or(|shown| shown <= started) {
            self.show(account, started);
        }
    }

    pub(super) fn show(&mut self, account: Account, started: Duration) {
        let is_first = self.snapshot.account.is_none();
        let has_moved = self.snapshot.take(account, started, self.policy.news_pause);
        self.read_at = Some(started);
        if self.forms > 0 {
            return;
        }
        if is_first && self.awaiting.is_none() {
            self.await_from_entry(started);
        } else if has_moved {
            // What moves may move again soon.
            self.entry = self.waiting(started).min(self.policy.moved_at_rung);
            self.awaiting = Some(started);
        }
    }

    /// Waits for an outcome that nobody has just worked on.
    pub(super) fn await_from_entry(&mut self, now: Duration) {
        let account = self.snapshot.account.as_ref();
        self.entry = account.map_or(self.policy.mounted_at_rung, |account| {
            self.policy.entry(account)
        });
        self.awaiting = Some(now);
    }

    /// For how long an outcome has been awaited.
    pub(super) fn waiting(&self, now: Duration) -> Duration {
        match self.awaiting {
            Some(since) => now.saturating_sub(since) + self.entry,
            None => self.policy.mounted_at_rung,
        }
    }

    pub(super) fn failed(&mut self, problem: Problem, now: Duration, random: f64) {
        self.failures += 1;
        let wait = self.policy.after_failure(
            &problem,
            self.failures,
            self.budget.allows_quick_retry(&self.policy),
            random,
        );
        self.budget.failed(problem.kind);
        if let Some(asked) = problem.retry_after {
            self.retry_after_until = self.retry_after_until.max(now + asked);
        }
        if problem.kind == ProblemKind::Offline {
            _ = self.offline_since.get_or_insert(now);
        }
        self.next_poll_at = wait.map(|wait| now + wait).filter(|_| !self.is_idle(now));
        self.snapshot.is_resting = wait.is_some() && self.next_poll_at.is_none();
        if wait.is_none() {
            // What happened meanwhile would meet the same refusal.
            self.prompt = None;
        }
        let is_telling = self.failures >= self.policy.failures_told;
        self.snapshot.miss(problem, is_telling);
    }

    /// Decides when the clock wants the next read, now that an answer is there.
    pub(super) fn plan(&mut self, now: Duration, random: f64) {
        let wait = self.policy.jittered(self.interval(now), random);
        let is_resting = self.is_idle(now);
        self.next_poll_at = (self.should_poll() && !is_resting).then_some(now + wait);
        self.snapshot.is_resting = self.should_poll() && is_resting;
    }

    /// The same when something else than an answer changes the interval. A retry's wait stays.
    pub(super) fn replan(&mut self, now: Duration, random: f64) {
        if self.failures == 0 && self.in_flight.is_none() && self.sent_at.is_some() {
            self.plan(now, random);
        }
    }

    pub(super) fn interval(&self, now: Duration) -> Duration {
        let rung = self.policy.rung(self.waiting(now));
        match (self.forms, self.awaiting) {
            (0, _) => rung,
            (_, None) => self.policy.heartbeat,
            (_, Some(_)) => rung.min(self.policy.heartbeat),
        }
    }

    /// Whether nobody has done anything for so long that the clock asks no more.
    pub(super) fn is_idle(&self, now: Duration) -> bool {
        now.saturating_sub(self.last_activity) > self.policy.time_budget
    }

    /// Whether a read could tell something that nobody has to do something for first.
    pub(super) fn should_poll(&self) -> bool {
        let is_settled = self.snapshot.account.as_ref().is_some_and(is_settled);
        !is_settled && !self.is_refused() && !self.is_signed_out()
    }

    /// Whether the service has said that asking again will not help.
    pub(super) fn is_refused(&self) -> bool {
        let problem = self.snapshot.problem.as_ref();
        problem.is_some_and(|problem| {
            problem.class == Class::Terminal && !policy::is_conflict(problem.kind)
        })
    }

    pub(super) fn is_signed_out(&self) -> bool {
        let problem = self.snapshot.problem.as_ref();
        problem.is_some_and(|problem| problem.class == Class::NeedsSignIn)
    }

    pub(super) fn is_stale(&self, now: Duration) -> bool {
        let age = self.read_at.map(|at| now.saturating_sub(at));
        self.failures > 0 || age.is_none_or(|age| age > self.policy.fresh)
    }

    pub(super) fn freshness(&self) -> Freshness {
        match () {
            () if self.offline_since.is_some() => Freshness::Offline,
            () if self.snapshot.is_resting => Freshness::Resting,
            () if self.failures >= self.policy.failures_stale => Freshness::Stale,
            () => Freshness::Live,
        }
    }
}

/// Whether nothing moves any more without somebody's doing. (An Active document may still be stale: Dolfin no
/// longer asks Stripe then. It is read again when somebody comes back or asks.)
fn is_settled(account: &Account) -> bool {
    matches!(
        account.state,
        State::Active | State::Rejected | State::Disconnected
    )
}
