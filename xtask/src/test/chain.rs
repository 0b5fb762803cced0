//! Runs the steps of a chain, and reports on all of them.
//!
//! What a chain makes comes first, one step after the other: the first that fails ends it, and the rest is reported as not
//! run. What is then tested needs what was made, and no other test. What could not be checked here is reported as such,
//! with the reason; it is neither passed nor failed.

use crate::{progress::human, workspace::Workspace};
use anyhow::Result;
use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

/// What should hold, and what finds out.
pub type Step = (&'static str, fn(&Workspace) -> Result<Verdict>);

/// What a step has found, unless it failed.
pub enum Verdict {
    Holds,
    /// It cannot be found out here; why not.
    NotChecked(String),
}

/// What became of a step.
pub enum Outcome {
    Passed(Duration),
    Failed(Duration),
    NotChecked(String),
    NotRun,
}

/// Steps that belong together.
pub struct Chain {
    pub makes: Vec<Step>,
    pub tests: Vec<Step>,
}

/// Runs the steps of a chain: no further than to the first of `makes` that fails. What a step prints is its tool's own.
pub fn run(workspace: &Workspace, chain: &Chain) -> Vec<(&'static str, Outcome)> {
    let mut failed = false;
    let mut outcome = |(what, check): &Step, is_needed: bool| {
        if failed {
            return (*what, Outcome::NotRun);
        }
        eprintln!("\n== {what}");
        let started = Instant::now();
        let answer = check(workspace);
        let time = started.elapsed();
        let outcome = match answer {
            Ok(Verdict::Holds) => {
                eprintln!("== {what}: passed in {}", human(time));
                Outcome::Passed(time)
            }
            Ok(Verdict::NotChecked(reason)) => {
                eprintln!("== {what}: not checked, {reason}");
                Outcome::NotChecked(reason)
            }
            Err(error) => {
                failed = is_needed;
                eprintln!("{error:#}\n== {what}: failed after {}", human(time));
                Outcome::Failed(time)
            }
        };
        (*what, outcome)
    };
    let made = chain.makes.iter().map(|step| (step, true));
    let all = made.chain(chain.tests.iter().map(|step| (step, false)));
    all.map(|(step, is_needed)| outcome(step, is_needed))
        .collect()
}

/// Prints what became of every step. The closing line counts steps; the tools have counted their own tests above.
pub fn report(outcomes: &[(&str, Outcome)], time: Duration) -> ExitCode {
    let width = outcomes.iter().map(|(what, _)| what.len()).max();
    let width = width.unwrap_or_default();
    println!();
    for (what, outcome) in outcomes {
        println!("{what:width$}  {}", in_words(outcome));
    }
    println!("{:width$}  in all   {}\n", "", human(time));
    println!("{}", closing_line(outcomes));
    let failed = |(_, outcome): &(&str, Outcome)| matches!(outcome, Outcome::Failed(_));
    match outcomes.iter().any(failed) {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    }
}

fn in_words(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Passed(time) => format!("passed   {}", human(*time)),
        Outcome::Failed(time) => format!("FAILED   {}", human(*time)),
        Outcome::NotChecked(reason) => format!("not checked: {reason}"),
        Outcome::NotRun => "not run".to_owned(),
    }
}

fn closing_line(outcomes: &[(&str, Outcome)]) -> String {
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for (_, outcome) in outcomes {
        *match outcome {
            Outcome::Passed(_) => &mut passed,
            Outcome::Failed(_) => &mut failed,
            Outcome::NotChecked(_) | Outcome::NotRun => &mut skipped,
        } += 1;
    }
    match skipped {
        0 => format!("{passed} passed, {failed} failed"),
        _ => format!("{passed} passed, {failed} failed, {skipped} skipped"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);
    const HOLDS: Step = ("holds", |_| Ok(Verdict::Holds));
    const FAILS: Step = ("fails", |_| anyhow::bail!("on purpose"));

    fn outcomes(makes: &[Step], tests: &[Step]) -> Vec<String> {
        let workspace = Workspace::find().unwrap();
        let (makes, tests) = (makes.to_vec(), tests.to_vec());
        let ran = run(&workspace, &Chain { makes, tests });
        let words = ran.iter().map(|(_, outcome)| in_words(outcome));
        words
            .map(|words| words.split("  ").next().unwrap().to_owned())
            .collect()
    }

    #[test]
    fn a_test_that_fails_keeps_no_other_test_from_running() {
        let ran = outcomes(&[HOLDS], &[FAILS, HOLDS]);
        assert_eq!(ran, ["passed", "FAILED", "passed"]);
    }

    #[test]
    fn what_cannot_be_made_is_not_tested() {
        let ran = outcomes(&[FAILS, HOLDS], &[HOLDS]);
        assert_eq!(ran, ["FAILED", "not run", "not run"]);
    }

    #[test]
    fn what_was_not_checked_is_not_counted_as_passed() {
        let outcomes = [
            ("a", Outcome::Passed(SECOND)),
            ("b", Outcome::NotChecked("there is no network".to_owned())),
            ("c", Outcome::NotRun),
        ];
        assert_eq!(closing_line(&outcomes), "1 passed, 0 failed, 2 skipped");
        assert_eq!(in_words(&outcomes[1].1), "not checked: there is no network");
    }

    #[test]
    fn a_failure_is_counted_and_fails_the_whole() {
        let outcomes = [
            ("a", Outcome::Passed(SECOND)),
            ("b", Outcome::Failed(SECOND)),
        ];
        assert_eq!(closing_line(&outcomes), "1 passed, 1 failed");
        assert_eq!(report(&outcomes, SECOND), ExitCode::FAILURE);
        assert_eq!(report(&outcomes[..1], SECOND), ExitCode::SUCCESS);
    }
}
