//! When to ask Dolfin again.
//!
//! Decides intervals and retries; does not keep the time and sends nothing. Every status read while an account
//! is not Active makes Dolfin ask Stripe, whose allowance all organisations of a platform share, so reads follow
//! events first and the clock only where no event can tell (behaviours 5.1).

use crate::account::problem::{Class, Problem};
use std::time::Duration;

/// The longest wait a server can ask for.
const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(300);

/// Why the status is being watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watch {
    /// Stripe's form is open: its steps say when to look, the clock only guards against a silent form.
    Form,
    /// The person is waiting for the outcome of what they did, or for Stripe.
    Outcome {
        /// For how long they have been waiting.
        waited: Duration,
        /// How many reads that wait has cost so far.
        reads: u32,
    },
}

/// How long to wait before the next status read, given a `random` number in `0..1`.
pub fn next_read(watch: Watch, random: f64) -> Duration {
    let interval = match watch {
        Watch::Form => Duration::from_secs(120),
        Watch::Outcome { waited, reads } => match waited.as_secs() {
            // Most accounts settle within seconds of the exit, so the first looks are close together.
            0..120 => Duration::from_millis(500)
                .mul_f64(1.2_f64.powi(reads.min(30) as i32))
                .min(Duration::from_secs(10)),
            120..600 => Duration::from_secs(30),
            600..3600 => Duration::from_secs(60),
            _ => Duration::from_secs(300),
        },
    };
    // A fifth up or down, so that many tabs do not fall into step.
    interval.mul_f64(0.8 + 0.4 * random)
}

/// How long to wait before a failed status read is repeated, or `None` where only a person or the host can help.
pub fn after_failure(problem: &Problem, failures: u32, random: f64) -> Option<Duration> {
    if problem.class == Class::Terminal || problem.class == Class::NeedsSignIn {
        return None;
    }
    // Full jitter: after an outage everybody comes back spread over the whole interval.
    let ceiling = Duration::from_secs(2).mul_f64(2_f64.powi(failures.min(5) as i32));
    let own = Duration::from_millis(500) + ceiling.mul_f64(random);
    Some(match problem.retry_after {
        Some(asked) => asked.min(LONGEST_RETRY_AFTER) + own,
        None => own,
    })
}

/// How long to wait before a failed session request is repeated by itself: twice at most (behaviours E07).
pub fn session_retry(problem: &Problem, failures: u32, random: f64) -> Option<Duration> {
    let worth_it = matches!(problem.class, Class::Retry) && problem.retry_after.is_none();
    (worth_it && failures <= 2).then(|| {
        Duration::from_millis(300) + Duration::from_secs(u64::from(failures)).mul_f64(random)
    })
}
