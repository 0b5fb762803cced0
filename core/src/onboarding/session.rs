//! The session that a form needs: asked for, tried again, kept while nobody has taken it, and gone when it lapses.
//!
//! Decides when Dolfin is asked for one, so that there are never two unused secrets. Does not decide who gets it: that
//! is [`form`](super::form). Knows nothing of the secret itself, which stays with whoever carries the commands out.

#[cfg(feature = "defects")]
mod defects;

use super::events::{Command, SessionId};
use crate::account::problem::{Class, Problem, ProblemKind};
use crate::status::policy::share;
use std::time::Duration;

/// A secret this close to its end is not worth handing over. A session that is said to end so soon after it was made
/// is one by a wrong clock, and is used: `expiresAt` blocks nothing (behaviours V12).
const ABOUT_TO_LAPSE: Duration = Duration::from_secs(20);

/// How often a failed request is repeated by itself: the person waits before an empty frame, and a third time rarely
/// helps.
const RETRIES: u32 = 2;

/// The same where it took all the time it had, so that there is a sentence after 20 s, or where what came back is no
/// session (behaviours E23, E25).
const RETRIES_OF_THE_COSTLY: u32 = 1;

/// No retry leaves later than this after the first request (behaviours R20).
const ALL_TRIES: Duration = Duration::from_secs(20);

/// No retry sooner; on top comes up to a second after the first failure and up to two after the second.
const RETRY_FLOOR: Duration = Duration::from_millis(300);

/// The one session of a mount that no form has taken yet.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Session {
    stage: Stage,
    newest: SessionId,
}

#[derive(Clone, Copy, Debug, Default)]
enum Stage {
    /// None is there or on its way.
    #[default]
    None,
    /// A request is under way.
    Requested(Tries),
    /// A request has failed; the next one leaves then.
    Retrying { at: Duration, tries: Tries },
    /// The secret is there, and good until then, if that is known.
    Unused { until: Option<Duration> },
}

/// What has been tried for one session.
#[derive(Clone, Copy, Debug, Default)]
struct Tries {
    failures: u32,
    /// When the first one left; known from the end of the step that it left in.
    since: Option<Duration>,
}

impl Session {
    /// Sees to it that one is there or on its way.
    pub(super) fn ensure(&mut self, commands: &mut Vec<Command>) {
        if let Stage::None = self.stage {
            self.request(Tries::default(), commands);
        }
    }

    /// Takes note of when the step ends that a first request may have left in.
    pub(super) fn step_ends(&mut self, now: Duration) {
        if let Stage::Requested(tries) = &mut self.stage {
            tries.since.get_or_insert(now);
        }
    }

    /// Takes in that request `id` was answered with a session that lasts for `lifetime`, if that is known.
    pub(super) fn arrived(&mut self, id: SessionId, lifetime: Option<Duration>, now: Duration) {
        if self.awaits(id).is_some() {
            let useful = lifetime.and_then(|whole| whole.checked_sub(ABOUT_TO_LAPSE));
            let until = useful.filter(|useful| !useful.is_zero());
            self.stage = Stage::Unused {
                until: until.map(|useful| now + useful),
            };
        }
    }

    /// Takes in that request `id` failed. Whether that was the last try.
    pub(super) fn failed(
        &mut self,
        id: SessionId,
        problem: &Problem,
        now: Duration,
        random: f64,
    ) -> bool {
        let Some(mut tries) = self.awaits(id) else {
            return false;
        };
        tries.failures += 1;
        let at = retry(problem, tries.failures, random).map(|wait| now + wait);
        let at = at.filter(|at| *at <= tries.since.unwrap_or(now) + ALL_TRIES);
        self.stage = match at {
            Some(at) => Stage::Retrying { at, tries },
            None => Stage::None,
        };
        at.is_none()
    }

    /// Does what is due by the clock.
    pub(super) fn follow_clock(&mut self, now: Duration, commands: &mut Vec<Command>) {
        match self.stage {
            Stage::Retrying { at, tries } if at <= now => self.request(tries, commands),
            Stage::Unused { until: Some(until) } if until <= now => {
                self.stage = Stage::None;
                commands.push(Command::ForgetSecret);
            }
            _ => {}
        }
    }

    /// When something is due by the clock.
    pub(super) fn wakes_at(&self) -> Option<Duration> {
        match self.stage {
            Stage::Retrying { at, .. } => Some(at),
            Stage::Unused { until } => until,
            Stage::None | Stage::Requested(_) => None,
        }
    }

    /// Takes the secret, if there is one: nobody else gets it.
    pub(super) fn take(&mut self) -> bool {
        let is_unused = matches!(self.stage, Stage::Unused { .. });
        if is_unused {
            self.stage = Stage::None;
        }
        is_unused
    }

    /// Forgets the secret, or the request for it.
    pub(super) fn clear(&mut self) {
        self.stage = Stage::None;
    }

    fn request(&mut self, tries: Tries, commands: &mut Vec<Command>) {
        self.newest = self.newest.next();
        self.stage = Stage::Requested(tries);
        commands.push(Command::RequestSession(self.newest));
    }

    /// What was tried before request `id`, if that is the one under way.
    fn awaits(&self, id: SessionId) -> Option<Tries> {
        match self.stage {
            Stage::Requested(tries) if id == self.newest => Some(tries),
            _ => None,
        }
    }
}

/// How long to wait before a failed request is repeated, or `None` where that does not help or was asked not to be done.
fn retry(problem: &Problem, failures: u32, random: f64) -> Option<Duration> {
    let retries = match problem.class {
        Class::Retry if problem.kind == ProblemKind::Slow => RETRIES_OF_THE_COSTLY,
        Class::Retry => RETRIES,
        Class::BadAnswer => RETRIES_OF_THE_COSTLY,
        Class::Terminal | Class::NeedsSignIn => 0,
    };
    let may_help = failures <= retries && problem.retry_after.is_none();
    let spread = Duration::from_secs(failures.into());
    may_help.then(|| RETRY_FLOOR + share(spread, random))
}
