//! What a tab may spend: a token bucket for requests, and a quota for quick retries.
//!
//! Guards Stripe's allowance, which all organisations share, against anything above it that goes wrong: a form that
//! reports endless steps, a flapping network, a person who keeps pressing. Decides how soon the next request may
//! leave; does not send.

use super::policy::Policy;
use crate::account::problem::ProblemKind;
use std::time::Duration;

/// The spending of one watch. Time flows in through [`Budget::pass`] alone.
#[derive(Debug)]
pub(super) struct Budget {
    /// What has been saved up, as the time in sight that it takes. Cannot go below nothing.
    saved: Duration,
    at: Duration,
    /// Tenths of a failure.
    quota: u32,
}

impl Budget {
    pub(super) fn full(policy: &Policy, now: Duration) -> Self {
        Self {
            saved: policy.refill * policy.bucket,
            at: now,
            quota: policy.quota,
        }
    }

    /// Takes in the time since the last call, spent in sight or not.
    pub(super) fn pass(&mut self, policy: &Policy, now: Duration, in_sight: bool) {
        let passed = now.saturating_sub(self.at);
        self.at = self.at.max(now);
        let earned = match in_sight {
            true => passed,
            false => passed / policy.hidden_refill.max(1),
        };
        self.saved = (self.saved + earned).min(policy.refill * policy.bucket);
    }

    /// How long to wait, in sight, before one more request may leave.
    pub(super) fn wait(&self, policy: &Policy) -> Duration {
        policy.refill.saturating_sub(self.saved)
    }

    /// Spends one request. One that could not be afforded, because a person would not wait, takes what is there.
    pub(super) fn spend(&mut self, policy: &Policy) {
        self.saved = self.saved.saturating_sub(policy.refill);
    }

    /// A failure lowers the quota. "Busy" lowers it less: the service has said how to go on.
    pub(super) fn failed(&mut self, kind: ProblemKind) {
        let cost = if kind == ProblemKind::Busy { 5 } else { 10 };
        self.quota = self.quota.saturating_sub(cost);
    }

    /// A success raises the quota by a tenth of what a failure costs.
    pub(super) fn succeeded(&mut self, policy: &Policy) {
        self.quota = (self.quota + 1).min(policy.quota);
    }

    /// Whether the service has failed so rarely that a quick retry may help.
    pub(super) fn allows_quick_retry(&self, policy: &Policy) -> bool {
        self.quota * 2 >= policy.quota
    }
}
