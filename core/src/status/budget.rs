//! The rate limit of one query: a token bucket, kept as the one moment when it will be full again.
//!
//! Guards Stripe's allowance, which all organisations share, against anything above the query that goes wrong: a host
//! that refreshes at every change, a form that reports endless steps, a person who keeps pressing. Decides how soon
//! the next read may leave; does not send.

use super::policy::Policy;
use std::time::Duration;

/// What one query has spent.
#[derive(Debug, Default)]
pub(super) struct Budget {
    full_at: Duration,
    spent_at: Option<Duration>,
}

impl Budget {
    /// When one more read may leave.
    pub(super) fn next_at(&self, policy: &Policy) -> Duration {
        let saved_up = policy.refill * policy.bucket.saturating_sub(1);
        self.full_at.saturating_sub(saved_up)
    }

    /// The same for somebody who asks, who is not kept waiting.
    pub(super) fn next_at_for_a_person(&self, policy: &Policy) -> Duration {
        let patient = self
            .spent_at
            .map_or(Duration::ZERO, |at| at + policy.patience);
        self.next_at(policy).min(patient)
    }

    /// Spends one read. One that could not be afforded, because somebody would not wait, takes what is there.
    pub(super) fn spend(&mut self, policy: &Policy, now: Duration) {
        let empty = now + policy.refill * policy.bucket;
        self.full_at = (self.full_at.max(now) + policy.refill).min(empty);
        self.spent_at = Some(now);
    }

    /// When the last read left, if one ever did.
    pub(super) fn spent_at(&self) -> Option<Duration> {
        self.spent_at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: Policy = Policy::STANDARD;
    const NOW: Duration = Duration::from_secs(1000);

    fn spent(reads: u32) -> Budget {
        let mut budget = Budget::default();
        (0..reads).for_each(|_| budget.spend(&POLICY, NOW));
        budget
    }

    #[test]
    fn x23_a_full_bucket_lets_so_many_reads_leave_at_once_and_then_one_each_refill() {
        assert!(spent(POLICY.bucket - 1).next_at(&POLICY) <= NOW);
        assert_eq!(spent(POLICY.bucket).next_at(&POLICY), NOW + POLICY.refill);
    }

    #[test]
    fn what_cannot_be_afforded_makes_no_debts() {
        assert_eq!(
            spent(POLICY.bucket + 50).next_at(&POLICY),
            NOW + POLICY.refill
        );
    }

    #[test]
    fn p17_a_person_waits_no_longer_than_the_patience_after_the_last_read() {
        let budget = spent(POLICY.bucket);
        assert_eq!(budget.next_at_for_a_person(&POLICY), NOW + POLICY.patience);
        assert_eq!(
            Budget::default().next_at_for_a_person(&POLICY),
            Duration::ZERO
        );
    }
}
