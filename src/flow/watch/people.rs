//! What a person who comes back, or asks, is owed: something fresh, and an honest answer.

use super::{Cause, Command, Presence, Watch};
use crate::Duration;
use crate::flow::pace;

impl Watch {
    pub(super) fn became_visible(&mut self, now: Duration, random: f64, todo: &mut Vec<Command>) {
        if self.presence == Presence::Visible {
            return;
        }
        self.presence = Presence::Visible;
        self.sign_of_life = now;
        if self.sent_at.is_none() {
            return;
        }
        self.part.lead();
        todo.push(Command::Lead { take: false });
        let promise = self.part.promise(now).filter(|_| self.failures == 0);
        match promise {
            Some(promise) if self.part.takes_over(now, self.policy.hand_over) => {
                self.clock = self.is_curious().then_some(promise);
            }
            // Another tab may be in sight too, and watch: the lead tells.
            Some(promise) => {
                self.part.is_waiting = true;
                self.clock = self.is_curious().then_some(promise);
            }
            None => self.returned(now, random),
        }
    }

    /// Somebody is back: they see something fresh, unless they have been told that asking does not help.
    pub(super) fn returned(&mut self, now: Duration, random: f64) {
        self.reading.is_resting = false;
        if self.in_flight.is_some() {
            return;
        }
        if self.is_stale(now) && !self.is_refused() {
            let spread = pace::share(self.policy.return_spread, random);
            self.want(Cause::Return, now + spread, now);
        } else if self.clock.is_none() && self.failures == 0 {
            self.plan(now, random);
        }
    }

    pub(super) fn check(&mut self, now: Duration, todo: &mut Vec<Command>) {
        self.sign_of_life = now;
        self.take_lead(todo);
        self.reading.ask();
        if self.pauses > 0 || self.hold > now + self.policy.patience {
            self.give_up();
        } else if self.in_flight.is_none() {
            self.want(Cause::Asked, now, now);
        }
    }

    /// Whoever asks cannot be served, and is told so.
    pub(super) fn give_up(&mut self) {
        self.reading.give_up();
        self.calm_down();
    }

    pub(super) fn cause_of_checking(&self) -> Cause {
        match self.reading.checking {
            true => Cause::Asked,
            false => Cause::Return,
        }
    }
}
