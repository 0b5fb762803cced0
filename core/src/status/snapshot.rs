//! What the query knows at one moment, and how old that is.
//!
//! Decides what of an answer is new and what of a failure is worth showing. A failure never takes away what is known.

use super::notice::ChangeNotice;
use crate::account::{
    diff::{self, Change},
    document::Account,
    problem::{Class, Problem, ProblemKind},
    requirement::Seen,
};
use std::rc::Rc;
use std::time::Duration;

/// What is known at one moment. Shared by every mount of the account, and the same one as long as nothing changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatusSnapshot {
    /// What is known of the account.
    pub content: Content,
    /// What the newest answer has to tell, if anything.
    pub notice: ChangeNotice,
    /// Whether somebody who asked is waiting for an answer.
    pub checking: bool,
    /// Whether that answer, or the first, is long in coming.
    pub is_slow: bool,
    /// Somebody has left a form, and no answer has come since: what is known is from before it.
    pub is_settling: bool,
    /// The same, and no answer could be had.
    pub is_unanswered: bool,
    /// How far what is shown can be relied on.
    pub freshness: Freshness,
    /// Everything that was asked so far.
    pub asked: Seen,
    /// The person has signed out of the host: nothing else is known, and nothing will be.
    pub signed_out: bool,
}

/// What can be known of the account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Content {
    /// Nothing yet.
    #[default]
    Empty,
    /// Nothing, because of this.
    Failed(Problem),
    /// The newest answer.
    Loaded {
        /// What it says.
        account: Rc<Account>,
        /// When it was asked for.
        checked_at: Duration,
        /// What went wrong with the reads since, as far as it is worth showing.
        problem: Option<Problem>,
    },
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
    /// The newest answer.
    pub fn account(&self) -> Option<&Account> {
        match &self.content {
            Content::Loaded { account, .. } => Some(account),
            Content::Empty | Content::Failed(_) => None,
        }
    }

    /// What went wrong with the newest reads, as far as it is worth showing, until one succeeds.
    pub fn problem(&self) -> Option<&Problem> {
        match &self.content {
            Content::Empty => None,
            Content::Failed(problem) => Some(problem),
            Content::Loaded { problem, .. } => problem.as_ref(),
        }
    }

    /// When the shown answer was asked for.
    pub fn checked_at(&self) -> Option<Duration> {
        match self.content {
            Content::Loaded { checked_at, .. } => Some(checked_at),
            Content::Empty | Content::Failed(_) => None,
        }
    }

    /// Takes in an answer that was asked for at `started`; says what is different from what was known.
    pub(super) fn take(&mut self, answer: Account, started: Duration) -> Vec<Change> {
        let (account, changes) = match &self.content {
            Content::Loaded { account, .. } if **account == answer => (account.clone(), Vec::new()),
            Content::Loaded { account, .. } => {
                let changes = diff::changes(&self.asked, account, &answer);
                (Rc::new(answer), changes)
            }
            Content::Empty | Content::Failed(_) => (Rc::new(answer), Vec::new()),
        };
        self.asked.take(&account);
        self.content = Content::Loaded {
            account,
            checked_at: started,
            problem: None,
        };
        changes
    }

    /// Takes in a failure. One that may pass is shown beside a known account only where it `is_lasting`, or where
    /// somebody asked.
    pub(super) fn miss(&mut self, problem: Problem, is_lasting: bool) {
        let was_asked = self.checking;
        self.give_up();
        match &mut self.content {
            Content::Failed(shown) if is_the_same(shown, &problem) => {}
            Content::Empty | Content::Failed(_) => self.content = Content::Failed(problem),
            Content::Loaded { problem: shown, .. } => {
                let may_pass = matches!(problem.class, Class::Retry | Class::BadAnswer);
                // That there is no network is said by the freshness, without an alarm.
                let is_quiet = problem.kind == ProblemKind::Offline;
                let is_worth_showing = !is_quiet && (!may_pass || is_lasting || was_asked);
                if is_worth_showing && !shown.as_ref().is_some_and(|old| is_the_same(old, &problem))
                {
                    *shown = Some(problem);
                }
            }
        }
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
}

/// The same problem again is not shown anew, whatever its reference.
fn is_the_same(one: &Problem, other: &Problem) -> bool {
    (one.kind, one.class, one.http) == (other.kind, other.class, other.http)
}
