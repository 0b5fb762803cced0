//! The query with a defect seeded into it.

use super::polling::{Cause, Due, Polling};
use super::{Command, Event, StatusQuery};
use crate::account::diff::Change;
use crate::account::document::State;
use crate::account::problem::Class;
use crate::defects::Defect;
use crate::state_machine::StateMachine;
use crate::status::budget::Budget;
use crate::status::notice::ChangeNotice;
use crate::status::policy::Policy;
use crate::status::snapshot::Content;
use std::rc::Rc;
use std::time::Duration;

impl StatusQuery {
    /// A step of a query that has this `defect`.
    pub fn step_with(
        &mut self,
        defect: Option<Defect>,
        event: Event,
        now: Duration,
        random: f64,
    ) -> Vec<Command> {
        let Some(defect) = defect else {
            return self.step(event, now, random);
        };
        let mut commands = Vec::new();
        let was_checking = self.known.checking;
        let event = self.spoil_before(defect, event);
        self.take_in(event.clone(), now, random, &mut commands);
        self.spoil(defect, &event, now, was_checking);
        self.schedule(now, &mut commands);
        self.share();
        match defect {
            Defect::FrozenPageReads => commands.retain(|command| *command != Command::Abort),
            Defect::SnapshotCopied => self.shared = Rc::new(self.known.clone()),
            _ => {}
        }
        commands
    }

    fn spoil_before(&mut self, defect: Defect, event: Event) -> Event {
        match (defect, event) {
            (Defect::AbortedAnswerTaken, Event::Arrived(_, account)) => {
                let since = self.known.checked_at().unwrap_or_default();
                if !self.polling.is_in_flight() {
                    self.polling = Polling::InFlight {
                        id: self.newest,
                        since,
                        then: None,
                    };
                }
                Event::Arrived(self.newest, account)
            }
            (Defect::TwoReadsAtOnce, event) => {
                if let Polling::InFlight {
                    then: Some(due), ..
                } = self.polling
                {
                    self.polling = Polling::Due(due);
                }
                event
            }
            (Defect::ReturnIgnored, Event::BecameVisible) => Event::TimerFired,
            (_, event) => event,
        }
    }

    fn spoil(&mut self, defect: Defect, event: &Event, now: Duration, was_checking: bool) {
        let in_a_minute = Polling::Due(Due {
            at: now + Duration::from_secs(60),
            cause: Cause::Clock,
        });
        let has_answer = matches!(event, Event::Arrived(..));
        let is_resting = !matches!(self.polling, Polling::Due(_) | Polling::InFlight { .. });
        let is_active = |query: &Self| {
            let account = query.known.account();
            account.is_some_and(|account| account.state == State::Active)
        };
        match defect {
            Defect::ReadOutOfSight => self.is_visible = true,
            Defect::PauseIgnored => self.pauses = 0,
            Defect::ReadOffline => self.offline_since = None,
            Defect::RetryAfterIgnored => self.retry_after_until = Duration::ZERO,
            Defect::BudgetNeverSpent => {
                let spent_at = self.budget.spent_at();
                self.budget = Budget::default();
                if let Some(at) = spent_at {
                    self.budget.spend(&self.policy, at);
                }
            }
            Defect::NothingPlanned if has_answer => self.polling = Polling::Idle,
            Defect::SettledAccountRead if is_resting && is_active(self) => {
                self.polling = in_a_minute;
            }
            Defect::RefusalRetried if is_resting => {
                let problem = self.known.problem();
                if problem.is_some_and(|problem| problem.class == Class::Terminal) {
                    self.polling = in_a_minute;
                }
            }
            Defect::CheckForgotten => self.known.checking |= was_checking,
            Defect::SuccessToldAgain if has_answer && is_active(self) => {
                let again = vec![Change::Active];
                let pause = Policy {
                    news_pause: Duration::ZERO,
                    ..self.policy
                };
                let before = ChangeNotice::None;
                let notices = &mut self.notices;
                self.known.notice = notices.after_answer(&before, again, false, &pause, now);
            }
            Defect::FailureForgets if matches!(event, Event::Failed(..)) => {
                if let Some(problem) = self.known.problem().cloned() {
                    self.known.content = Content::Failed(problem);
                }
            }
            _ => {}
        }
    }
}
