//! A failure as a problem, at this moment.

use crate::clock::wall_clock;
use onboarding_core::account::problem::{self, Endpoint, Failure, Problem};

/// What `failure` of `endpoint` is to the person. A date in it counts from now.
pub(crate) fn classify(endpoint: Endpoint, failure: &Failure) -> Problem {
    problem::classify(endpoint, failure, wall_clock())
}
