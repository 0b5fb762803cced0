//! Polling intervals, retries and limits: every number of the query with its reason, and the waits made of them.
//!
//! Decides intervals and retries; keeps no time and sends nothing. Every status read while an account is not Active
//! makes Dolfin ask Stripe, whose allowance all organisations of a platform share, so reads follow events first and
//! the clock only where no event can tell.
//!
//! The figures are those of `cargo xtask bench load`: 20,000 onboardings of 13 minutes, a day on a pending account, a
//! crowd of 100,000 after an outage. The whole: 19.8 reads an onboarding, an outcome shown 0.5 s late (median), 8.4 s
//! at 95 %. Measured and left out: a retry quota after AWS and gRPC (no difference after an outage; where half of all
//! reads fail, 49 reads in 30 minutes instead of 66, but what is shown twice as old, 164 s at 95 %) and a pace of its
//! own for accounts that wait for a person (10 reads in two hours).

use crate::account::problem::{Class, Problem, ProblemKind};
use std::time::Duration;

const fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

const fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// All numbers of the query. [`Policy::STANDARD`] is the one in use; tests and measurements try others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The first wait after somebody left the form: most accounts settle within a second or two of it. With 10 s
    /// instead, half of all outcomes are shown 7.6 s late.
    pub burst: Duration,
    /// Each wait of the burst is longer by the time already waited divided by this: who has waited 10 s does not
    /// notice 2 s more, and the number of reads grows only with the logarithm of the wait.
    pub burst_slope: u32,
    /// The longest wait by how long the outcome has been awaited: until so long after the exit, at most so long.
    /// Stripe answers in seconds, or when its machines are done, or when a person is: minutes, hours. Without these
    /// rungs, the slope alone, 95 % are shown within 18 s, for one read less.
    pub ladder: [(Duration, Duration); 3],
    /// The longest wait of all: above the ladder, after a conflict, and while a form is open, whose steps say when to
    /// read. That last costs 0.2 reads an onboarding, and shows the end of a form that never reports it.
    pub slowest: Duration,
    /// An account with which nothing moves by itself, such as one that is Active, is read for so long after an exit: what
    /// was changed in the form may set it off again. Some 20 reads, most of them in the first 20 s.
    pub settled_burst: Duration,
    /// While the host signs the person in, a read is tried no sooner than this after the last one.
    pub sign_in_first: Duration,
    /// For so long: who has not signed in by then comes back to the page later, or presses again.
    pub sign_in_for: Duration,
    /// Where the ladder is entered when nobody has just left the form: the burst would be for nothing.
    pub entry: Duration,
    /// The same, at the latest, after an answer that brought a change: what moves may move again soon.
    pub entry_after_change: Duration,
    /// Intervals vary by this many per mille up and down, so that many tabs do not fall into step.
    pub jitter: u32,
    /// An answer younger than this is fresh enough for somebody who comes back to the tab.
    pub fresh: Duration,
    /// A return is answered within this, at random: a browser that wakes shows many tabs at once.
    pub return_spread: Duration,
    /// The same for a network that comes back, which it does for a whole office at once: 100,000 clients send 21,000
    /// requests/s at most; without it, all of them at once.
    pub online_spread: Duration,
    /// Steps of the form come in bursts; one read serves all within this time of the first.
    pub step_pause: Duration,
    /// No retry sooner: an instant one meets the same fault.
    pub retry_floor: Duration,
    /// The random part of a retry's wait is up to this after the first failure, twice that after each further one.
    pub retry_first: Duration,
    /// The ceiling of that: with full jitter it brings 100,000 clients back within a minute, 3,100 requests/s at most.
    pub retry_cap: Duration,
    /// The same for a service that says it is busy, or for something else answering in its place.
    pub busy_first: Duration,
    /// As [`Policy::retry_cap`].
    pub busy_cap: Duration,
    /// So many reads may leave in a row: an exit's burst, or a person who keeps pressing. Then one each
    /// [`Policy::refill`]. A host that refreshes at every change sends 131 requests in 10 minutes; without it, 4,001.
    pub bucket: u32,
    /// See [`Policy::bucket`].
    pub refill: Duration,
    /// A person who asks waits no longer than this after the last read, whatever is left of the allowance.
    pub patience: Duration,
    /// Somebody must have done something, or come back, within this; after it the clock asks no more. What has not
    /// settled in two hours is for a person at Stripe, and takes days. A day in sight: 75 requests; without it, 339.
    pub time_budget: Duration,
    /// A timer this late has slept with the machine, and somebody has woken that: browsers delay the timers of a tab
    /// in sight by seconds at most.
    pub overslept: Duration,
    /// Somebody who waits for an answer is told so when it takes this long: silence reads as a page that hangs.
    pub slow: Duration,
    /// Failures in a row before somebody who sees an account is told: one is noise.
    pub failures_told: u32,
    /// Failures in a row before what is shown is called stale.
    pub failures_stale: u32,
    /// The same good news is not told twice within this: replicas of a database may disagree for a while.
    pub news_pause: Duration,
}

impl Policy {
    /// The policy in use.
    pub const STANDARD: Policy = Policy {
        burst: ms(300),
        burst_slope: 6,
        ladder: [
            (secs(300), secs(10)),
            (secs(600), secs(30)),
            (secs(3600), secs(60)),
        ],
        slowest: secs(300),
        settled_burst: secs(60),
        sign_in_first: secs(2),
        sign_in_for: secs(600),
        entry: secs(300),
        entry_after_change: secs(10),
        jitter: 200,
        fresh: secs(5),
        return_spread: ms(250),
        online_spread: secs(5),
        step_pause: secs(1),
        retry_floor: ms(500),
        retry_first: secs(2),
        retry_cap: secs(60),
        busy_first: secs(5),
        busy_cap: secs(120),
        bucket: 12,
        refill: secs(5),
        patience: secs(2),
        time_budget: secs(2 * 3600),
        overslept: secs(300),
        slow: secs(3),
        failures_told: 2,
        failures_stale: 3,
        news_pause: secs(60),
    };

    /// The wait before the next read of an outcome that somebody has been `waiting` for, before jitter.
    pub fn interval(&self, waiting: Duration) -> Duration {
        let rung = self.ladder.iter().find(|(until, _)| waiting < *until);
        let longest = rung.map_or(self.slowest, |(_, longest)| *longest);
        longest.min(self.burst + waiting / self.burst_slope.max(1))
    }

    /// `wait`, jittered up or down by a `random` number in `0..1`.
    pub fn jittered(&self, wait: Duration, random: f64) -> Duration {
        let jitter = f64::from(self.jitter) / 1000.0;
        share(wait, 1.0 - jitter + 2.0 * jitter * random)
    }

    /// How long to wait before a failed read is repeated, or `None` where only a person or the host can help.
    pub fn after_failure(&self, problem: &Problem, failures: u32, random: f64) -> Option<Duration> {
        let (first, cap) = match (problem.class, problem.kind) {
            // No session is asked for any more; what the host does about it shows by itself.
            (Class::Terminal, kind) if is_conflict(kind) => {
                return Some(self.jittered(self.slowest, random));
            }
            (Class::Terminal | Class::NeedsSignIn, _) => return None,
            (Class::BadAnswer, _) | (_, ProblemKind::Busy) => (self.busy_first, self.busy_cap),
            (Class::Retry, _) => (self.retry_first, self.retry_cap),
        };
        let doublings = failures.saturating_sub(1).min(16);
        let ceiling = (first * (1 << doublings)).min(cap);
        // Full jitter: after an outage everybody comes back spread over the whole interval.
        let own = self.retry_floor + share(ceiling, random);
        Some(problem.retry_after.unwrap_or_default() + own)
    }
}

/// A 409 of any kind.
pub(super) fn is_conflict(kind: ProblemKind) -> bool {
    matches!(
        kind,
        ProblemKind::NotEnabled | ProblemKind::Disconnected | ProblemKind::UnsettledConflict
    )
}

/// That share of `whole`, to the millisecond.
pub(crate) fn share(whole: Duration, share: f64) -> Duration {
    ms((whole.as_millis() as f64 * share) as u64)
}
