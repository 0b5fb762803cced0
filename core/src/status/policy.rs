//! When to ask Dolfin again: every number of the watch, with its reason, and the waits made of them.
//!
//! Decides intervals and retries; keeps no time and sends nothing. Every status read while an account is not
//! Active makes Dolfin ask Stripe, whose allowance all organisations of a platform share, so reads follow events
//! first and the clock only where no event can tell (behaviours 5.1).

use crate::account::{
    document::{Account, State},
    problem::{Class, Problem, ProblemKind},
};
use std::time::Duration;

const fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

const fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// All numbers of the watch. [`Policy::STANDARD`] is the one in use; tests and measurements try others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// While the form is open its steps say when to look; this only guards against a form that says nothing.
    pub heartbeat: Duration,
    /// The first look after somebody left the form: most accounts settle within a second or two of it.
    pub burst: Duration,
    /// Each wait of the burst is longer by the time already waited divided by this: who has waited 10 s does not
    /// notice 2 s more, and the number of looks grows only with the logarithm of the wait.
    pub burst_slope: u32,
    /// The longest wait at each age of the wait: until so long after the exit, at most so long. The last rung
    /// has no end. Stripe answers in seconds, or when its machines are done, or when a person is: minutes, hours.
    pub ladder: [(Duration, Duration); 4],
    /// Where the ladder is entered when nobody has just left the form: the burst would be for nothing.
    pub mounted_at_rung: Duration,
    /// The same where it is the person's turn: nothing moves until they, or a colleague, do something.
    pub idle_at_rung: Duration,
    /// The same, at the latest, after an answer that brought a change: what moves may move again soon.
    pub moved_at_rung: Duration,
    /// Intervals vary by this many per mille up and down, so that many tabs do not fall into step.
    pub jitter: u32,
    /// An answer younger than this is fresh enough for somebody who comes back to the tab.
    pub fresh: Duration,
    /// A return is answered within this, at random: a browser that wakes shows many tabs at once.
    pub return_spread: Duration,
    /// The same for a network that comes back, which it does for a whole office at once: 100,000 clients over
    /// 5 s are 21,000 requests/s, without it 500,000.
    pub online_spread: Duration,
    /// Steps of the form come in bursts; one read serves all that are no further apart than this…
    pub step_pause: Duration,
    /// …but no step waits longer.
    pub step_patience: Duration,
    /// A tab that comes to the front so soon after another one of ours left it takes over its watch: the person
    /// has not been away.
    pub hand_over: Duration,
    /// No retry sooner: an instant one meets the same fault.
    pub retry_floor: Duration,
    /// The random part of a retry's wait is up to this after the first failure, twice that after each further.
    pub retry_first: Duration,
    /// The ceiling of that: with full jitter it brings 100,000 clients back within a minute without a herd.
    pub retry_cap: Duration,
    /// The same for a service that says it is busy, or for something else answering in its place.
    pub busy_first: Duration,
    /// As [`Policy::retry_cap`].
    pub busy_cap: Duration,
    /// Retries of a session request: the person waits before an empty frame, and a third rarely helps.
    pub session_retries: u32,
    /// As many reads in a row as a tab can ever send: an exit's burst, or a person who keeps pressing.
    pub bucket: u32,
    /// One more is allowed after this time in sight, …
    pub refill: Duration,
    /// …and twelve times slower out of sight.
    pub hidden_refill: u32,
    /// A person who asks waits no longer for the allowance than this.
    pub patience: Duration,
    /// The retry quota in tenths of a failure (after AWS and gRPC): below half, no quick retries.
    pub quota: u32,
    /// Somebody must have done something, or come back, within this; after it the clock asks no more. What has
    /// not settled in two hours is for a person at Stripe, and takes days.
    pub time_budget: Duration,
    /// A timer this late has slept with the machine: browsers delay those of a tab in sight by seconds at most.
    pub overslept: Duration,
    /// Somebody who waits for an answer is told so when it takes this long: silence reads as a page that hangs.
    pub slow: Duration,
    /// Failures in a row before somebody who sees an account is told: one is noise.
    pub failures_told: u32,
    /// Failures in a row before what is shown is called old.
    pub failures_stale: u32,
    /// The same good news is not told twice within this: replicas of a database may disagree for a while.
    pub news_pause: Duration,
}

impl Policy {
    /// The policy in use. `cargo xtask bench load` prints what it costs and gains.
    pub const STANDARD: Policy = Policy {
        heartbeat: secs(300),
        burst: ms(300),
        burst_slope: 6,
        ladder: [
            (secs(300), secs(10)),
            (secs(600), secs(30)),
            (secs(3600), secs(60)),
            (Duration::MAX, secs(300)),
        ],
        mounted_at_rung: secs(300),
        idle_at_rung: secs(600),
        moved_at_rung: secs(10),
        jitter: 200,
        fresh: secs(5),
        return_spread: ms(250),
        online_spread: secs(5),
        step_pause: ms(300),
        slow: secs(3),
        step_patience: secs(2),
        hand_over: secs(2),
        retry_floor: ms(500),
        retry_first: secs(2),
        retry_cap: secs(60),
        busy_first: secs(5),
        busy_cap: secs(120),
        session_retries: 2,
        bucket: 12,
        refill: secs(5),
        hidden_refill: 12,
        patience: secs(2),
        quota: 100,
        time_budget: secs(2 * 3600),
        overslept: secs(300),
        failures_told: 2,
        failures_stale: 3,
        news_pause: secs(60),
    };

    /// The wait before the next look at an outcome that somebody has been `waiting` for, before jitter.
    pub fn rung(&self, waiting: Duration) -> Duration {
        let rung = self.ladder.iter().find(|(until, _)| waiting < *until);
        let longest = rung.map_or(self.heartbeat, |(_, longest)| *longest);
        longest.min(self.burst + waiting / self.burst_slope.max(1))
    }

    /// Where the ladder is entered for `account` when nobody has just left the form.
    pub fn entry(&self, account: &Account) -> Duration {
        let submitted = account
            .capabilities
            .as_ref()
            .and_then(|known| known.details_submitted);
        match account.state {
            State::NotStarted => self.idle_at_rung,
            State::OnboardingInProgress if submitted == Some(false) => self.idle_at_rung,
            _ => self.mounted_at_rung,
        }
    }

    /// `wait`, jittered up or down by a `random` number in `0..1`.
    pub fn jittered(&self, wait: Duration, random: f64) -> Duration {
        let jitter = f64::from(self.jitter) / 1000.0;
        share(wait, 1.0 - jitter + 2.0 * jitter * random)
    }

    /// How long to wait before a failed status read is repeated, or `None` where only a person or the host can
    /// help. `quick` is whether the quota still allows a quick retry.
    pub fn after_failure(
        &self,
        problem: &Problem,
        failures: u32,
        quick: bool,
        random: f64,
    ) -> Option<Duration> {
        let (first, cap) = match (problem.class, problem.kind) {
            // Minting has stopped; what the host does about it shows by itself.
            (Class::Terminal, kind) if is_conflict(kind) => {
                let slowest = self.ladder.last().map_or(self.busy_cap, |(_, wait)| *wait);
                return Some(self.jittered(slowest, random));
            }
            (Class::Terminal | Class::NeedsSignIn, _) => return None,
            (Class::BadAnswer, _) | (_, ProblemKind::Busy) => (self.busy_first, self.busy_cap),
            (Class::Retry, _) => (self.retry_first, self.retry_cap),
        };
        let doublings = failures.saturating_sub(1).min(16);
        let ceiling = match quick {
            true => (first * (1 << doublings)).min(cap),
            false => cap,
        };
        // Full jitter: after an outage everybody comes back spread over the whole interval.
        let own = self.retry_floor + share(ceiling, random);
        Some(problem.retry_after.unwrap_or_default() + own)
    }
}

/// How long to wait before a failed session request is repeated by itself: twice at most (behaviours E07).
pub fn session_retry(problem: &Problem, failures: u32, random: f64) -> Option<Duration> {
    let worth_it = problem.class == Class::Retry && problem.retry_after.is_none();
    (worth_it && failures <= Policy::STANDARD.session_retries)
        .then(|| ms(300) + share(secs(u64::from(failures)), random))
}

/// A 409 of any kind.
pub(super) fn is_conflict(kind: ProblemKind) -> bool {
    matches!(
        kind,
        ProblemKind::NotEnabled | ProblemKind::Disconnected | ProblemKind::UnsettledConflict
    )
}

/// That share of `whole`, to the millisecond.
pub(super) fn share(whole: Duration, share: f64) -> Duration {
    ms((whole.as_millis() as f64 * share) as u64)
}
