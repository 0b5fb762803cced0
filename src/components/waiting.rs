//! Waiting for the first answer before anything is drawn.
//!
//! Where the first read left before the WebAssembly was there, its answer is about to come: to draw what is not known
//! yet, and then what is, takes longer than to draw once. On a fast network the status is there a fifth sooner, and on a
//! slow one nobody sees the wait (`cargo xtask bench visit`). Meanwhile the shape stands that the host shows.

use crate::clock::sleep;
use crate::reactive::effect::{Effect, on_cleanup};
use crate::reactive::signal::RwSignal;
use crate::reactive::task::Task;
use onboarding_core::onboarding::state::OnboardingState;
use std::time::Duration;

/// How long an answer that is on its way is waited for, once the page has nothing else to do: on a slow phone the
/// beginning alone takes longer, and the answer lies there unread meanwhile.
const PATIENCE: Duration = Duration::from_millis(40);

/// Sets `is_waiting` until `state` has an account, for a moment at most.
pub(crate) fn wait_for_answer(state: RwSignal<OnboardingState>, is_waiting: RwSignal<bool>) {
    is_waiting.set(true);
    let waiting = Task::start(async move {
        sleep(Duration::ZERO).await;
        sleep(PATIENCE).await;
        is_waiting.set(false);
    });
    on_cleanup(move || {
        drop(waiting);
        is_waiting.set(false);
    });
    Effect::new(move || {
        if state.with(|state| state.account().is_some()) {
            is_waiting.set(false);
        }
    });
}
