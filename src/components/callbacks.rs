//! What a Leptos host is told as it happens: known for the first time, changed, left, failed.
//!
//! Decides when each is told, once, as `npm/src/events.js` does for the elements. A callback that the host has dropped
//! is not called.

use crate::reactive::effect::Effect;
use crate::reactive::signal::RwSignal;
use leptos::prelude::{Callable, UnsyncCallback, untrack};
use onboarding_core::account::{diff::Change, problem::Problem, situation::Assessment};
use onboarding_core::onboarding::state::{ActivityEntry, FormState, OnboardingState};

/// The callbacks of one mount.
#[derive(Clone, Copy, Default)]
pub(crate) struct Callbacks {
    /// Where the account stands, or why that cannot be had, is known for the first time.
    pub(crate) ready: Option<UnsyncCallback<Assessment>>,
    /// One thing is different from one reading to the next.
    pub(crate) change: Option<UnsyncCallback<Change>>,
    /// The person has left Stripe's form. Nothing is known of what was answered.
    pub(crate) exit: Option<UnsyncCallback<()>>,
    /// Something went wrong, with the account or with the form.
    pub(crate) error: Option<UnsyncCallback<Problem>>,
}

/// What of the state is told.
#[derive(Clone, Default)]
struct Facts {
    assessment: Option<Assessment>,
    newest: Option<ActivityEntry>,
    has_left: bool,
    of_account: Option<Problem>,
    of_form: Option<Problem>,
}

impl Callbacks {
    /// Calls the host from now on, until the current owner ends.
    pub(crate) fn follow(self, state: RwSignal<OnboardingState>) {
        let mut before = state.with_untracked(|state| Facts {
            // An earlier mount's news are not this one's.
            newest: state.activity.last().cloned(),
            ..Facts::default()
        });
        Effect::new(move || {
            let now = state.with(Facts::of);
            let before = std::mem::replace(&mut before, now.clone());
            untrack(|| self.tell(&before, now));
        });
    }

    fn tell(self, before: &Facts, now: Facts) {
        let is_new = |before: &Option<Problem>, now: &Option<Problem>| match now {
            Some(now) => before.as_ref().is_none_or(|before| before.kind != now.kind),
            None => false,
        };
        let seq = |entry: &Option<ActivityEntry>| entry.as_ref().map(|entry| entry.seq);
        if let (None, Some(assessment)) = (before.assessment, now.assessment) {
            call(self.ready, assessment);
        }
        if now.has_left && !before.has_left {
            call(self.exit, ());
        }
        if seq(&now.newest) != seq(&before.newest) {
            let changes = now.newest.map(|entry| entry.changes);
            let changes = changes.into_iter().flatten();
            changes.for_each(|change| call(self.change, change));
        }
        // A problem of the whole account is told once.
        let is_one = now.of_account.as_ref().map(|problem| problem.kind)
            == now.of_form.as_ref().map(|problem| problem.kind);
        if is_new(&before.of_form, &now.of_form) && !is_one {
            now.of_form
                .into_iter()
                .for_each(|problem| call(self.error, problem));
        }
        if is_new(&before.of_account, &now.of_account) {
            now.of_account
                .into_iter()
                .for_each(|problem| call(self.error, problem));
        }
    }
}

impl Facts {
    fn of(state: &OnboardingState) -> Self {
        Self {
            assessment: state.assessment(),
            newest: state.activity.last().cloned(),
            has_left: state.form == FormState::Left,
            of_account: state.account_problem().cloned(),
            of_form: match &state.form {
                FormState::Failed(problem) => Some(problem.clone()),
                _ => None,
            },
        }
    }
}

fn call<T: 'static>(callback: Option<UnsyncCallback<T>>, with: T) {
    _ = callback.map(|callback| callback.try_run(with));
}
