//! What a person, their form or their host does: each is owed something fresh, and an honest answer.

use super::polling::Cause;
use super::{Command, StatusQuery};
use crate::status::snapshot::StatusSnapshot;
use std::time::Duration;

impl StatusQuery {
    /// The person asks. Where they cannot be served, they are told so.
    pub(super) fn check(&mut self, now: Duration) {
        self.last_activity = now;
        self.known.ask();
        if self.pauses > 0 || self.retry_after_until > now + self.policy.patience {
            self.give_up();
        } else if !self.polling.is_in_flight() {
            self.want(Cause::Asked, now, now);
        }
    }

    pub(super) fn refresh(&mut self, now: Duration) {
        self.want(Cause::Event, now, now);
    }

    /// Nobody tells when the person is signed in: that shows when a read is answered.
    pub(super) fn sign_in_promised(&mut self, now: Duration) {
        self.last_activity = now;
        self.sign_in_since = Some(now);
        self.want(Cause::Event, now + self.policy.sign_in_first, now);
    }

    pub(super) fn pause(&mut self) {
        self.pauses += 1;
        self.give_up();
    }

    /// What was known is forgotten, for whoever comes next.
    pub(super) fn sign_out(&mut self, now: Duration, commands: &mut Vec<Command>) {
        self.abort(now, commands);
        // A pause that nobody ends.
        self.pauses += 1;
        self.known = StatusSnapshot {
            signed_out: true,
            ..StatusSnapshot::default()
        };
    }

    fn give_up(&mut self) {
        self.known.give_up();
        self.polling.downgrade_asked();
    }

    pub(super) fn form_opened(&mut self, now: Duration, random: f64) {
        self.forms += 1;
        self.last_activity = now;
        if self.forms == 1 {
            self.awaiting = None;
        }
        self.replan(now, random);
    }

    pub(super) fn step_changed(&mut self, now: Duration) {
        self.last_activity = now;
        self.form_did_something(now + self.policy.step_pause, now);
    }

    pub(super) fn form_closed(&mut self, now: Duration, random: f64) {
        self.forms = self.forms.saturating_sub(1);
        if self.forms == 0 {
            self.await_outcome(now, self.policy.entry);
        }
        self.replan(now, random);
    }

    /// What of the form has reached Stripe is not known before an answer that is asked for from now on. One that is
    /// under way is given up for it: it would come first, and be of no use.
    pub(super) fn form_exited(&mut self, now: Duration, commands: &mut Vec<Command>) {
        self.forms = self.forms.saturating_sub(1);
        self.last_activity = now;
        self.has_left = true;
        self.burst_until = now + self.policy.settled_burst;
        self.abort(now, commands);
        self.await_outcome(now, Duration::ZERO);
        self.form_did_something(now, now);
    }

    /// A read may show it, unless no read is answered.
    fn form_did_something(&mut self, at: Duration, now: Duration) {
        if !self.is_refused() && !self.is_signed_out() {
            self.want(Cause::Event, at, now);
        }
    }
}
