//! What the watch knows at one moment, and how old that is.
//!
//! Decides what of an answer or a failure is worth telling. A failure never takes away what is known.

use crate::account::{
    diff::{self, Change},
    document::Account,
    problem::{Class, Problem, ProblemKind},
};
use std::time::Duration;

/// What is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StatusSnapshot {
    /// The newest answer.
    pub account: Option<Account>,
    /// What went wrong with the newest reads, as far as it is worth telling, until one succeeds.
    pub problem: Option<Problem>,
    /// What the newest answer has to tell, if anything.
    pub notice: ChangeNotice,
    /// Whether somebody who asked is waiting for an answer.
    pub checking: bool,
    /// Whether that answer, or the first, is long in coming.
    pub is_slow: bool,
    /// When the shown answer was asked for.
    pub checked_at: Option<Duration>,
    /// How far it can be relied on.
    pub freshness: Freshness,
    /// Nothing has happened for long: the clock asks no more.
    pub is_resting: bool,
    /// When somebody was last told that the account is Active.
    pub active_announced_at: Option<Duration>,
}

/// What is worth saying about the newest answer. An unchanged answer nobody asked for leaves it alone, unless it said
/// that there was none.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum ChangeNotice {
    /// Nothing.
    #[default]
    None,
    /// What changed, most important first.
    Changes(Vec<Change>),
    /// Somebody asked, and it is as it was.
    NoChange,
    /// Somebody asked, and no answer came.
    NoAnswer,
}

/// How far what is shown can be relied on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Freshness {
    /// It is kept up to date.
    #[default]
    Live,
    /// Several reads in a row have failed.
    Stale,
    /// There is no network.
    Offline,
    /// Nothing has happened for long: it is read again when somebody comes back or asks.
    Resting,
}

impl Freshness {
    /// One word for hosts and style sheets.
    pub fn name(self) -> &'static str {
        match self {
            Freshness::Live => "live",
            Freshness::Stale => "stale",
            Freshness::Offline => "offline",
            Freshness::Resting => "resting",
        }
    }
}

impl StatusSnapshot {
    /// Takes in an answer that was asked for at `started`. Whether it differs from what was known.
    pub(super) fn take(&mut self, account: Account, started: Duration, pause: Duration) -> bool {
        let asked = std::mem::take(&mut self.checking);
        let changes = match &self.account {
            Some(before) if *before != account => diff::changes(before, &account),
            _ => Vec::new(),
        };
        let has_moved = !changes.is_empty();
        let told = self.worth_telling(changes, started, pause);
        if !told.is_empty() {
            self.notice = ChangeNotice::Changes(told);
        } else if asked {
            self.notice = ChangeNotice::NoChange;
        } else if self.notice == ChangeNotice::NoAnswer {
            self.notice = ChangeNotice::None;
        }
        self.problem = None;
        self.is_resting = false;
        self.checked_at = Some(started);
        self.account = Some(account);
        has_moved
    }

    /// Good news is told once, though replicas that disagree may bring it again.
    fn worth_telling(
        &mut self,
        mut changes: Vec<Change>,
        now: Duration,
        pause: Duration,
    ) -> Vec<Change> {
        if changes.contains(&Change::Active) {
            let is_old = self.active_announced_at.is_some_and(|at| now < at + pause);
            if is_old {
                changes.retain(|change| *change != Change::Active);
            } else {
                self.active_announced_at = Some(now);
            }
        }
        changes
    }

    /// Somebody asks.
    pub(super) fn ask(&mut self) {
        self.checking = true;
        self.notice = ChangeNotice::None;
    }

    /// Somebody asked, and cannot be served.
    pub(super) fn give_up(&mut self) {
        if std::mem::take(&mut self.checking) {
            self.notice = ChangeNotice::NoAnswer;
        }
    }

    /// Takes in a failure. One that may pass is told where `is_lasting`, or where nothing else can be shown.
    pub(super) fn miss(&mut self, problem: Problem, is_lasting: bool) {
        let asked = self.checking;
        self.give_up();
        let may_pass = matches!(problem.class, Class::Retry | Class::BadAnswer);
        let is_known = self.account.is_some();
        let is_told = match problem.kind {
            // The mark says it, without an alarm.
            ProblemKind::Offline => !is_known,
            _ => !may_pass || is_lasting || asked || !is_known,
        };
        // The same problem again is not told again, whatever its reference.
        let is_new = self.problem.as_ref().is_none_or(|told| {
            (told.kind, told.class, told.http) != (problem.kind, problem.class, problem.http)
        });
        if is_told && is_new {
            self.problem = Some(problem);
        }
    }
}
