//! The account without our interface, as signals.
//!
//! What is known and what it means, kept up to date as the components keep it; how it looks is the host's. No form is
//! opened and no session asked for.

use crate::dolfin::Api;
use crate::reactive::signal::RwSignal;
use crate::runtime::{handle::MountHandle, mount::Mount, mount_runner::MountRunner};
use leptos::prelude::*;
use onboarding_core::account::{
    document::Account, problem::Problem, progress::Progress, requirement::QuestionList,
    situation::Assessment,
};
use onboarding_core::onboarding::state::OnboardingState;
use onboarding_core::status::snapshot::Freshness;
use std::rc::Rc;
use uuid::Uuid;

/// An organisation's payment account. Ends with the reactive owner it was asked for under.
#[derive(Clone, Copy)]
pub struct PaymentAccount {
    /// The newest answer. A later failure never takes it away.
    pub account: Memo<Option<Account>>,
    /// Where things stand and whose turn it is; `None` before anything is known.
    pub assessment: Memo<Option<Assessment>>,
    /// How far along it is.
    pub progress: Memo<Option<Progress>>,
    /// What Stripe still asks, as questions, the overdue first.
    pub requirements: Memo<QuestionList>,
    /// What went wrong with the newest reads, until one succeeds.
    pub problem: Memo<Option<Problem>>,
    /// How far what is known can be relied on.
    pub freshness: Memo<Freshness>,
    runner: StoredValue<Rc<MountRunner>, LocalStorage>,
}

impl PaymentAccount {
    /// Reads the status now: the host has heard of a change.
    pub fn refresh(&self) {
        self.runner.try_with_value(|runner| runner.refresh());
    }
}

/// Watches an organisation's payment account for as long as the current owner lives.
pub fn use_payment_account(organisation: Uuid, api: Api) -> PaymentAccount {
    let runner = MountRunner::start(Mount::new(organisation, api));
    let state = runner.state();
    PaymentAccount {
        account: slice(state, |state| state.account().cloned()),
        assessment: slice(state, OnboardingState::assessment),
        progress: slice(state, |state| state.progress.clone()),
        requirements: slice(state, OnboardingState::due),
        problem: slice(state, |state| state.account_problem().cloned()),
        freshness: slice(state, |state| state.freshness()),
        runner: StoredValue::new_local(runner),
    }
}

fn slice<T: PartialEq + Default + Send + Sync + 'static>(
    state: RwSignal<OnboardingState>,
    part: fn(&OnboardingState) -> T,
) -> Memo<T> {
    Memo::new(move |_| state.with(part))
}
