//! When the next read may leave: the one place that sends, and that sets the timer.
//!
//! A read is wanted by the clock or by a prompt, and leaves when presence, network, budget and the service's own wish
//! allow it. While one is under way the timer only tells when it has become slow.

use super::{Cause, Command, Presence, Prompt, ReadId, StatusQuery};
use std::time::Duration;

impl StatusQuery {
    /// The one place that sends, and that sets the timer.
    pub(super) fn schedule(&mut self, now: Duration, todo: &mut Vec<Command>) {
        if self.next_send(now).is_some_and(|at| at <= now) {
            self.send(now, todo);
        }
        let slow = self.slow_at();
        self.snapshot.is_slow = slow.is_some_and(|at| at <= now);
        let timer_at = match self.next_send(now) {
            None => slow.filter(|at| *at > now),
            send => send,
        };
        if timer_at != self.timer_at {
            self.timer_at = timer_at;
            todo.push(match timer_at {
                Some(at) => Command::SetTimer(at.saturating_sub(now)),
                None => Command::CancelTimer,
            });
        }
    }

    /// When the answer that somebody in front waits for has been long in coming.
    fn slow_at(&self) -> Option<Duration> {
        let is_awaited = self.snapshot.checking || self.snapshot.account.is_none();
        let started = self.in_flight.filter(|_| is_awaited)?;
        (self.presence == Presence::Visible).then_some(started + self.policy.slow)
    }

    /// When the next read may leave, if one is wanted and nothing forbids it.
    pub(super) fn next_send(&self, now: Duration) -> Option<Duration> {
        if self.in_flight.is_some() || self.presence != Presence::Visible || self.pauses > 0 {
            return None;
        }
        let affordable = now + self.budget.wait(&self.policy);
        let is_online = self.offline_since.is_none();
        let prompted = self.prompt.and_then(|prompt| match prompt.cause {
            Cause::Asked => {
                let last = self.sent_at.unwrap_or_default() + self.policy.patience;
                Some(prompt.at.max(affordable.min(last)))
            }
            // Where the service asked for quiet, the retry's own random wait comes on top.
            _ if self.retry_after_until > now && self.next_poll_at.is_some() => None,
            _ => is_online.then(|| prompt.at.max(affordable)),
        });
        let clocked = self
            .next_poll_at
            .filter(|_| is_online)
            .map(|at| at.max(affordable));
        let at = [prompted, clocked].into_iter().flatten().min()?;
        Some(at.max(self.retry_after_until))
    }

    pub(super) fn send(&mut self, now: Duration, todo: &mut Vec<Command>) {
        self.newest.0 += 1;
        self.in_flight = Some(now);
        self.sent_at = Some(now);
        self.prompt = None;
        self.next_poll_at = None;
        self.budget.spend(&self.policy);
        todo.push(Command::Read(self.newest));
    }

    /// When the read was started that has now ended, if it is the one that is awaited.
    pub(super) fn ended(&mut self, id: ReadId) -> Option<Duration> {
        (id == self.newest).then(|| self.in_flight.take()).flatten()
    }

    /// Wants a read at `at`: together with what is wanted already, as early and as urgently as either.
    pub(super) fn want(&mut self, cause: Cause, at: Duration, asked_at: Duration) {
        let wanted = Prompt {
            at,
            cause,
            asked_at,
        };
        self.prompt = Some(match self.prompt {
            Some(known) => Prompt {
                at: known.at.min(at),
                cause: known.cause.max(cause),
                asked_at: known.asked_at.min(asked_at),
            },
            None => wanted,
        });
    }

    /// The form did something, which a read may show, unless no read is answered.
    pub(super) fn happened(&mut self, at: Duration, first: Duration) {
        if !self.is_refused() && !self.is_signed_out() {
            self.want(Cause::Event, at, first);
        }
    }

    /// Nobody asks any more; what else wanted a read wants it still.
    pub(super) fn downgrade_prompt(&mut self) {
        if let Some(prompt) = &mut self.prompt {
            prompt.cause = prompt.cause.min(Cause::Event);
        }
    }
}
