//! What a mount has to show: the account, how far Stripe's form is, and what is wrong.
//!
//! The [machine](super::machine) writes it; nothing here decides what happens next, how it is drawn or worded.

use super::environment::Unsupported;
use crate::account::{
    diff::Change,
    document::{Account, Code},
    problem::Problem,
    progress::Progress,
    requirement::QuestionList,
    situation::{self, Assessment, Facts, FormOutcome, Situation},
};
use crate::status::notice::ChangeNotice;
use crate::status::snapshot::{Freshness, StatusSnapshot};
use std::time::Duration;
use std::{rc::Rc, sync::Arc};

/// How far Stripe's form is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum FormState {
    /// Not opened in this mount, or closed because nothing is needed.
    #[default]
    Closed,
    /// On its way: session, script or first paint are awaited.
    Loading,
    /// The same, and Stripe has drawn nothing of it for long. It is shown if it comes after all.
    Late(Problem),
    /// On the screen.
    Shown,
    /// The person left it; whether they finished is for the status to say.
    Left,
    /// It could not be had.
    Failed(Problem),
    /// Not opened, because it would not work here; the person may insist, unless that is unsafe.
    Unsupported(Unsupported),
}

impl FormState {
    /// Whether the person has it before them, or soon will.
    pub fn is_open(&self) -> bool {
        matches!(
            self,
            FormState::Loading | FormState::Late(_) | FormState::Shown
        )
    }
}

/// What the person sees.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OnboardingState {
    /// What is known of the account, shared with the query that read it.
    pub status: Rc<StatusSnapshot>,
    /// How far Stripe's form is.
    pub form: FormState,
    /// When the person left the form, until an answer that was asked for after it has come: what is shown is from before
    /// it, and nothing of it is judged.
    pub left_at: Option<Duration>,
    /// The codes the form was asked for alone; empty where it asks for everything.
    pub only: Vec<Code>,
    /// How far along the account is, as far as this mount has seen.
    pub progress: Option<Progress>,
    /// What Stripe asks, and what it has asked in this mount and asks no more. Shared: there may be a hundred.
    pub questions: Arc<QuestionList>,
    /// What this mount has told of so far, the newest last; of a long visit no more than the end.
    pub activity: Vec<ActivityEntry>,
    /// The person has signed out of the host: this is the end, and nothing is known any more.
    pub signed_out: bool,
}

/// What one answer had to tell.
#[derive(Clone, Debug, PartialEq)]
pub struct ActivityEntry {
    /// The number of the notice that told it.
    pub seq: u32,
    /// When that answer was asked for.
    pub at: Duration,
    /// What was different, most important first; never empty.
    pub changes: Vec<Change>,
}

/// More than a visit brings: where the oldest went, the others would move under the reader's eyes.
const LONGEST_ACTIVITY: usize = 24;

impl OnboardingState {
    /// The newest answer. A later failure never takes it away.
    pub fn account(&self) -> Option<&Account> {
        self.status.account()
    }

    /// What went wrong with the newest status reads, until one succeeds.
    pub fn status_problem(&self) -> Option<&Problem> {
        self.status.problem()
    }

    /// What the newest answer has to tell, if anything.
    pub fn notice(&self) -> &ChangeNotice {
        &self.status.notice
    }

    /// Whether somebody who asked is waiting for an answer.
    pub fn checking(&self) -> bool {
        self.status.checking
    }

    /// Whether that answer, or the first, is long in coming.
    pub fn is_slow(&self) -> bool {
        self.status.is_slow
    }

    /// When the shown answer was asked for.
    pub fn checked_at(&self) -> Option<Duration> {
        self.status.checked_at()
    }

    /// How far what is shown can be relied on.
    pub fn freshness(&self) -> Freshness {
        self.status.freshness
    }

    /// Whether what came of the form that the person has left is not known yet.
    pub fn is_settling(&self) -> bool {
        self.left_at.is_some()
    }

    /// Takes in that the form was left.
    pub(super) fn leave_form(&mut self, now: Duration) {
        // A clock may be so coarse that the answer that is shown was asked for at the same time.
        let shown = self.checked_at().map(|at| at + Duration::from_nanos(1));
        self.left_at = Some(shown.unwrap_or_default().max(now));
    }

    /// Takes in what the query knows now: how far the account is, what of everything asked so far is left, and what
    /// the answer had to tell.
    pub(super) fn follow(&mut self, status: Rc<StatusSnapshot>) {
        let before = std::mem::replace(&mut self.status, Rc::clone(&status));
        self.left_at = self
            .left_at
            .filter(|left| status.checked_at() < Some(*left));
        let Some(account) = status.account() else {
            return;
        };
        if before.account() != Some(account) {
            self.measure(account);
        }
        let told = before.notice.changes().map(|(seq, _)| seq);
        match status.notice.changes() {
            // What was told before this mount came is not its news.
            Some((seq, changes)) if before.account().is_some() && Some(seq) > told => {
                let at = status.checked_at().unwrap_or_default();
                self.remember(seq, at, changes);
            }
            _ => {}
        }
    }

    fn measure(&mut self, account: &Account) {
        let progress = match &self.progress {
            Some(progress) => progress.next(account),
            None => Progress::first(account),
        };
        self.questions = Arc::new(QuestionList::among(progress.seen(), account));
        self.progress = Some(progress);
    }

    fn remember(&mut self, seq: u32, at: Duration, changes: &[Change]) {
        if self.activity.len() == LONGEST_ACTIVITY {
            self.activity.remove(0);
        }
        let changes = changes.to_vec();
        self.activity.push(ActivityEntry { seq, at, changes });
    }

    /// What keeps the whole account from being shown or set up: what the form's session was refused for, if that
    /// is about the account, else the newest failed read.
    pub fn account_problem(&self) -> Option<&Problem> {
        match &self.form {
            FormState::Failed(problem)
                if problem.kind.is_about_the_account() && self.may_be_stripes() =>
            {
                Some(problem)
            }
            _ => self.status_problem(),
        }
    }

    /// Whether a session can be refused for this account at all: one that is not Stripe's never has any.
    fn may_be_stripes(&self) -> bool {
        self.account().is_none_or(Account::is_stripes)
    }

    /// Where things stand, once anything is known.
    pub fn assessment(&self) -> Option<Assessment> {
        if self.account().is_none() && self.account_problem().is_none() {
            return None;
        }
        Some(situation::assess(&Facts {
            account: self.account(),
            problem: self.account_problem(),
            form: match self.form {
                FormState::Closed | FormState::Failed(_) | FormState::Unsupported(_) => {
                    FormOutcome::NotOpened
                }
                FormState::Loading | FormState::Late(_) | FormState::Shown => FormOutcome::Open,
                FormState::Left if !self.is_settling() => FormOutcome::Left,
                FormState::Left if self.status.is_unanswered => FormOutcome::LeftUnanswered,
                FormState::Left => FormOutcome::JustLeft,
            },
        }))
    }

    /// What Stripe asks and the person should set about.
    pub fn due(&self) -> QuestionList {
        let account = self.account().filter(|_| !self.is_over());
        account.map(QuestionList::of).unwrap_or_default()
    }

    /// Whether no answer helps any more. A rejected account still carries what was once due.
    pub fn is_over(&self) -> bool {
        let situation = self.assessment().map(|standing| standing.situation);
        matches!(
            situation,
            Some(Situation::Rejected | Situation::Disconnected)
        )
    }
}
