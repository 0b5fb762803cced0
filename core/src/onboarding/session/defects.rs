//! The session with a defect seeded into it.

use super::{Session, Stage};
use crate::defects::Defect;

impl Session {
    /// Spoils what came of a step.
    pub(in crate::onboarding) fn spoil(&mut self, defect: Defect) {
        match (&mut self.stage, defect) {
            (Stage::Unused { until }, Defect::LapsedSecretKept) => *until = None,
            (
                Stage::Requested(tries) | Stage::Retrying { tries, .. },
                Defect::SessionRetriedForEver,
            ) => tries.failures = 0,
            _ => {}
        }
    }
}
