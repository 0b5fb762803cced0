//! A form that is on its way or on the screen: how far it is, and whether it has been silent for too long.

use crate::onboarding::events::FormId;
use std::time::Duration;

/// A form that has drawn nothing for so long, with all it asked for, is told of.
const SILENCE: Duration = Duration::from_secs(20);

/// A form that is on its way or on the screen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    pub(super) id: FormId,
    pub(super) stage: Stage,
    /// How many secrets Stripe has asked for and not got.
    pub(super) secrets_owed: u32,
    /// It replaces one whose session Stripe did not take.
    pub(super) is_replacement: bool,
    /// The person has gone from step to step in it.
    pub(super) is_in_use: bool,
    /// Since when there is nothing left that Stripe could wait for.
    pub(super) since: Option<Duration>,
    /// That has been long ago, and it has drawn nothing.
    pub(super) is_late: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    Loading,
    Mounted,
    Shown,
}

impl Open {
    pub(super) fn new(id: FormId, is_replacement: bool) -> Self {
        Self {
            id,
            stage: Stage::Loading,
            secrets_owed: 0,
            is_replacement,
            is_in_use: false,
            since: None,
            is_late: false,
        }
    }

    /// When it has been silent for long, unless something else is waited for.
    pub(super) fn late_at(&self) -> Option<Duration> {
        let is_silent = self.stage == Stage::Mounted && self.secrets_owed == 0;
        self.since
            .filter(|_| is_silent)
            .map(|since| since + SILENCE)
    }

    /// Stripe may draw something before its element is said to be up.
    pub(super) fn reach(&mut self, stage: Stage) {
        self.stage = self.stage.max(stage);
    }
}
