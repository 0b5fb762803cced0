//! What is worth saying about the newest answer.
//!
//! Decides which changes are told, and gives each telling a number, so that two equal changes in a row are two.

use super::policy::Policy;
use crate::account::diff::Change;
use std::time::Duration;

/// What is worth saying about the newest answer. An unchanged answer that nobody asked for leaves it alone, unless it
/// said that there was none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ChangeNotice {
    /// Nothing.
    #[default]
    None,
    /// Something changed.
    Changes {
        /// The number of this telling; the next one's is higher.
        seq: u32,
        /// What changed, most important first; never empty.
        changes: Vec<Change>,
    },
    /// Somebody asked, and it is as it was.
    NoChange,
    /// Somebody asked, and no answer came.
    NoAnswer,
}

impl ChangeNotice {
    /// What has changed, with the number of this telling.
    pub fn changes(&self) -> Option<(u32, &[Change])> {
        match self {
            ChangeNotice::Changes { seq, changes } => Some((*seq, changes)),
            _ => None,
        }
    }
}

/// What one query has told so far.
#[derive(Debug, Default)]
pub(super) struct Notices {
    told: u32,
    active_told_at: Option<Duration>,
}

impl Notices {
    /// What is to be said after an answer that brought `changes`, where `before` was said so far.
    pub(super) fn after_answer(
        &mut self,
        before: &ChangeNotice,
        changes: Vec<Change>,
        was_asked: bool,
        policy: &Policy,
        now: Duration,
    ) -> ChangeNotice {
        let changes = self.worth_telling(changes, policy, now);
        match before {
            _ if !changes.is_empty() => {
                self.told += 1;
                let seq = self.told;
                ChangeNotice::Changes { seq, changes }
            }
            _ if was_asked => ChangeNotice::NoChange,
            ChangeNotice::NoAnswer => ChangeNotice::None,
            before => before.clone(),
        }
    }

    /// Good news is told once, though replicas that disagree may bring it again.
    fn worth_telling(
        &mut self,
        mut changes: Vec<Change>,
        policy: &Policy,
        now: Duration,
    ) -> Vec<Change> {
        if changes.contains(&Change::Active) {
            let told_at = self.active_told_at;
            if told_at.is_some_and(|at| now < at + policy.news_pause) {
                changes.retain(|change| *change != Change::Active);
            } else {
                self.active_told_at = Some(now);
            }
        }
        changes
    }
}
