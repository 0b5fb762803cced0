//! This watch among those of the browser's other tabs: who leads, what is told, what is believed.

use super::{Cause, Command, Presence, Prompt, Watch};
use crate::Duration;
use crate::flow::tabs::{Heard, Note};

impl Watch {
    /// The tab where something happens leads.
    pub(super) fn take_lead(&mut self, todo: &mut Vec<Command>) {
        if !self.part.leads() && self.presence == Presence::Visible {
            self.part.lead();
            todo.push(Command::Lead { take: true });
        }
    }

    /// A tab that follows waits for two intervals before it asks itself.
    pub(super) fn listen_out(&mut self, now: Duration) {
        if !self.part.leads() && self.failures == 0 && self.clock.is_some() {
            let promised = self.part.promise(now).unwrap_or(now).saturating_sub(now);
            self.clock = Some(now + self.interval(now).max(promised) * 2);
        }
    }

    pub(super) fn tell(
        &self,
        started: Duration,
        answered: bool,
        now: Duration,
        todo: &mut Vec<Command>,
    ) {
        // A tab that follows knows of no other plan than its leader's.
        let planned = match self.part.leads() {
            true => self.clock,
            false => self.part.promise(now),
        };
        todo.push(Command::Tell(Note {
            account: self.reading.account.clone().filter(|_| answered),
            age: now.saturating_sub(started),
            next: planned.map(|at| at.saturating_sub(now)),
            waiting: self.waiting(now),
            hold: self.hold.saturating_sub(now),
        }));
    }

    pub(super) fn heard(&mut self, heard: Heard, now: Duration, random: f64) {
        match heard {
            Heard::Leaving => {
                self.part.other_left(now);
                let is_return = |prompt: &Prompt| prompt.cause == Cause::Return;
                let promise = self.part.promise(now);
                if promise.is_some() && self.prompt.as_ref().is_some_and(is_return) {
                    self.prompt = None;
                    self.clock = promise.filter(|_| self.is_curious());
                }
                self.part.is_waiting = false;
            }
            Heard::Note(note) => {
                self.part.heard(note.next, now);
                self.hold = self.hold.max(now + note.hold);
                let Some(account) = note.account else {
                    return self.listen_out(now);
                };
                let started = now.saturating_sub(note.age);
                if self.read_at.is_some_and(|shown| shown >= started) {
                    return self.listen_out(now);
                }
                self.failures = 0;
                self.show(account, started);
                // Of two reads of the same moment, the one that has been heard of is the one that stays.
                self.read_at = Some(started + Duration::from_micros(1));
                // Whoever asked has been served by the other tab.
                self.calm_down();
                if self.forms == 0 && note.waiting < self.waiting(now) {
                    self.awaiting = Some(now);
                    self.entry = note.waiting;
                }
                if self.in_flight.is_none() {
                    self.plan(now, random);
                    self.listen_out(now);
                }
            }
        }
    }
}
