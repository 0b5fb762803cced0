//! The simulation's power to find bugs: each seeded defect is found within 10,000 schedules.

use crate::schedule::{first_that_fails, report};
use onboarding_core::defects::Defect;

const SCHEDULES: u64 = 10_000;

#[test]
fn every_seeded_defect_is_found() {
    let mut missed = Vec::new();
    for defect in Defect::ALL {
        match first_that_fails(Some(defect), 0..SCHEDULES) {
            None => missed.push(defect),
            Some(seed) => {
                let story = report(Some(defect), seed);
                println!("{defect:?}: {}", story.lines().next().unwrap_or_default());
            }
        }
    }
    assert!(missed.is_empty(), "not found: {missed:?}");
}
