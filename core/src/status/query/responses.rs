//! Handles answers and failures: what is known after one, and when the next poll is due.

use super::StatusQuery;
use super::polling::{Awaiting, Cause, Due, Polling, ReadId};
use crate::account::{
    document::{Account, State},
    problem::{Class, Problem, ProblemKind},
    situation::{self, Assessment, Facts, FormOutcome, Situation, Turn},
};
use crate::status::policy;
use crate::status::snapshot::Freshness;
use std::time::Duration;

impl StatusQuery {
    pub(super) fn arrived(&mut self, id: ReadId, account: Account, now: Duration, random: f64) {
        let Some((since, then)) = self.polling.end(id) else {
            return;
        };
        self.failures = 0;
        self.has_left = false;
        self.sign_in_since = None;
        // An answer is the better proof of a network, unless it was asked for while there still was one.
        self.offline_since = self.offline_since.filter(|gone| since < *gone);
        self.show(account, since);
        self.plan(now, random);
        if let Some(Due { at, cause }) = then {
            self.want(cause, at, now);
        }
    }

    pub(super) fn failed(&mut self, id: ReadId, problem: Problem, now: Duration, random: f64) {
        let Some((_, then)) = self.polling.end(id) else {
            return;
        };
        self.failures += 1;
        if let Some(asked) = problem.retry_after {
            self.retry_after_until = self.retry_after_until.max(now + asked);
        }
        if problem.kind == ProblemKind::Offline {
            _ = self.offline_since.get_or_insert(now);
        }
        let wait = self.policy.after_failure(&problem, self.failures, random);
        let wait = wait.or_else(|| self.until_signed_in(&problem, now));
        let is_lasting = self.failures >= self.policy.failures_told;
        self.known.miss(problem, is_lasting);
        // Where no retry helps, what was wanted meanwhile would meet the same refusal.
        let Some(wait) = wait else {
            return self.polling = Polling::Idle;
        };
        self.poll_in(wait, now);
        if let Some(Due { at, cause }) = then {
            self.want(cause, at, now);
        }
    }

    /// How long to wait before it is tried again whether the host has signed the person in.
    fn until_signed_in(&self, problem: &Problem, now: Duration) -> Option<Duration> {
        let waiting = now.saturating_sub(self.sign_in_since?);
        let may_be_soon = problem.class == Class::NeedsSignIn && waiting < self.policy.sign_in_for;
        may_be_soon.then(|| self.policy.interval(waiting).max(self.policy.sign_in_first))
    }

    fn show(&mut self, account: Account, since: Duration) {
        let is_first = self.known.account().is_none();
        let was_asked = std::mem::take(&mut self.known.checking);
        let changes = self.known.take(account, since);
        let has_moved = !changes.is_empty();
        if has_moved && self.known.account().is_some_and(is_complete) {
            self.burst_until = Duration::ZERO;
        }
        let (before, policy) = (&self.known.notice, &self.policy);
        let notices = &mut self.notices;
        self.known.notice = notices.after_answer(before, changes, was_asked, policy, since);
        if self.forms > 0 {
            return;
        }
        if is_first && self.awaiting.is_none() {
            self.await_outcome(since, self.policy.entry);
        } else if has_moved {
            // What moves may move again soon.
            let waited = self
                .awaiting
                .map_or(self.policy.entry, |one| one.so_far(since));
            self.await_outcome(since, waited.min(self.policy.entry_after_change));
        }
    }

    pub(super) fn await_outcome(&mut self, since: Duration, entered_at: Duration) {
        self.awaiting = Some(Awaiting { since, entered_at });
    }

    /// Decides when the clock wants the next read, now that an answer is there.
    pub(super) fn plan(&mut self, now: Duration, random: f64) {
        if !self.should_poll(now) {
            return self.polling = Polling::Idle;
        }
        let interval = match self.awaiting {
            Some(outcome) => self.policy.interval(outcome.so_far(now)),
            None => self.policy.slowest,
        };
        self.poll_in(self.policy.jittered(interval, random), now);
    }

    /// The same when something other than an answer changes the interval. A retry's wait stays, and what an event
    /// wants.
    pub(super) fn replan(&mut self, now: Duration, random: f64) {
        let is_clocked = match self.polling {
            Polling::Due(due) => due.cause == Cause::Clock,
            Polling::Idle | Polling::Resting => true,
            Polling::InFlight { .. } => false,
        };
        if is_clocked && self.failures == 0 && self.has_begun() {
            self.plan(now, random);
        }
    }

    fn poll_in(&mut self, wait: Duration, now: Duration) {
        let is_idle = now.saturating_sub(self.last_activity) > self.policy.time_budget;
        self.polling = match is_idle {
            true => Polling::Resting,
            false => Polling::Due(Due {
                at: now + wait,
                cause: Cause::Clock,
            }),
        };
    }

    /// Whether a read could tell something without anybody's doing.
    pub(super) fn should_poll(&self, now: Duration) -> bool {
        let is_settled = self.known.account().is_some_and(is_settled);
        (!is_settled || now < self.burst_until) && !self.is_refused() && !self.is_signed_out()
    }

    /// Whether the service has said that asking again will not help.
    pub(super) fn is_refused(&self) -> bool {
        self.known.problem().is_some_and(|problem| {
            problem.class == Class::Terminal && !policy::is_conflict(problem.kind)
        })
    }

    pub(super) fn is_signed_out(&self) -> bool {
        let problem = self.known.problem();
        problem.is_some_and(|problem| problem.class == Class::NeedsSignIn)
    }

    /// Whether the newest read has not failed, and nothing keeps the next one from being sent.
    pub(super) fn may_be_answered(&self) -> bool {
        self.failures == 0 && self.pauses == 0 && self.offline_since.is_none()
    }

    pub(super) fn is_stale(&self, now: Duration) -> bool {
        let age = self.known.checked_at().map(|at| now.saturating_sub(at));
        self.failures > 0 || age.is_none_or(|age| age > self.policy.fresh)
    }

    pub(super) fn freshness(&self) -> Freshness {
        match () {
            () if self.offline_since.is_some() => Freshness::Offline,
            () if self.polling == Polling::Resting => Freshness::Resting,
            () if self.failures >= self.policy.failures_stale => Freshness::Stale,
            () => Freshness::Live,
        }
    }
}

/// Whether nothing moves any more without somebody's doing: where a person is told that Stripe is checking, it may. (An
/// Active document may still be stale: Dolfin no longer asks Stripe then. It is read again when somebody comes back or
/// asks.)
fn is_settled(account: &Account) -> bool {
    matches!(
        account.state,
        State::Active | State::Rejected | State::Disconnected
    ) && assessment(account).turn != Turn::Stripe
}

/// Whether all that a form is for has been reached.
fn is_complete(account: &Account) -> bool {
    assessment(account).situation == Situation::Active
}

fn assessment(account: &Account) -> Assessment {
    situation::assess(&Facts {
        account: Some(account),
        problem: None,
        form: FormOutcome::NotOpened,
    })
}
