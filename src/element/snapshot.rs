//! What a host may know at one moment: plain values, with nothing in them that is secret.
//!
//! Holds no client secret, token, account id, name, or text of the API's. Requirement codes are Stripe's names for
//! what is due and go to the host's own code; the events of `npm/src/events.js` leave them out.

#[cfg(test)]
mod tests;

use crate::js_value;
use crate::translator::Translator;
use onboarding_core::account::document::Capabilities;
use onboarding_core::account::problem::Problem;
use onboarding_core::account::requirement::{Question, Urgency};
use onboarding_core::account::situation::Situation;
use onboarding_core::onboarding::state::{FormState, OnboardingState};
use onboarding_core::text::wording;
use serde::Serialize;
use std::borrow::Cow;
use wasm_bindgen::JsValue;

/// One moment, as `npm/types/index.d.ts` describes it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Snapshot<'a> {
    state: &'a str,
    turn: &'static str,
    tone: &'static str,
    /// Whether what came of a form that was left is known.
    settled: bool,
    headline: Option<Cow<'static, str>>,
    explanation: Option<Cow<'static, str>>,
    /// In per cent.
    progress: Option<u8>,
    details_submitted: Option<bool>,
    charges_enabled: Option<bool>,
    payouts_enabled: Option<bool>,
    requirements: Vec<Requirement>,
    form: &'static str,
    problem: Option<ProblemSnapshot<'a>>,
    form_problem: Option<ProblemSnapshot<'a>>,
    freshness: &'static str,
    checking: bool,
    /// In milliseconds since the page began.
    checked_at: Option<f64>,
}

/// One question.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Requirement {
    label: Cow<'static, str>,
    is_past_due: bool,
    codes: Vec<String>,
}

/// What went wrong.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ProblemSnapshot<'a> {
    kind: &'static str,
    can_retry: bool,
    http: Option<u16>,
    reference: Option<&'a str>,
}

/// The state, for JavaScript.
pub(super) fn of(state: &OnboardingState, translator: Translator) -> JsValue {
    let assessment = state.assessment();
    let account = state.account();
    let problem = state.account_problem();
    let known = account.and_then(|account| account.capabilities.as_ref());
    let is = |read: fn(&Capabilities) -> Option<bool>| known.and_then(read);
    let form_problem = match &state.form {
        FormState::Failed(problem) | FormState::Late(problem) => Some(problem),
        _ => None,
    };
    let said = match state.signed_out {
        true => Some(Situation::SignedOut),
        false => assessment.map(|assessment| assessment.situation),
    };
    let progress = state.progress.as_ref().map(|progress| progress.percent);
    js_value::write(&Snapshot {
        state: match (account, problem) {
            _ if state.signed_out => "signed-out",
            (Some(account), _) => account.state.name(),
            (None, Some(_)) => "error",
            (None, None) => "loading",
        },
        turn: match assessment {
            _ if state.signed_out => "nobody",
            Some(assessment) => assessment.turn.name(),
            None => "unknown",
        },
        tone: assessment.map_or("neutral", |assessment| assessment.tone.name()),
        settled: !state.is_settling(),
        headline: said.map(|situation| translator.phrase(wording::headline(situation))),
        explanation: said.map(|situation| translator.phrase(wording::explanation(situation))),
        progress: progress.filter(|_| !state.is_settling()),
        details_submitted: is(|known| known.details_submitted),
        charges_enabled: is(|known| known.charges_enabled),
        payouts_enabled: is(|known| known.payouts_enabled),
        requirements: requirements(state, translator),
        form: form(&state.form),
        problem: problem.map(ProblemSnapshot::of),
        form_problem: form_problem.map(ProblemSnapshot::of),
        freshness: state.freshness().name(),
        checking: state.checking(),
        checked_at: state.checked_at().map(|at| at.as_secs_f64() * 1000.0),
    })
}

/// What is due, as questions.
fn requirements(state: &OnboardingState, translator: Translator) -> Vec<Requirement> {
    let questions = state
        .due()
        .groups
        .into_iter()
        .flat_map(|group| group.questions);
    let requirement = |question: Question| Requirement {
        label: translator.label(question.label),
        is_past_due: question.urgency == Urgency::PastDue,
        codes: question
            .codes
            .iter()
            .map(|code| code.as_str().to_owned())
            .collect(),
    };
    questions.map(requirement).collect()
}

impl<'a> ProblemSnapshot<'a> {
    fn of(problem: &'a Problem) -> Self {
        Self {
            kind: problem.kind.name(),
            can_retry: !problem.kind.is_about_the_account(),
            http: problem.http,
            reference: problem
                .reference
                .as_ref()
                .map(|reference| reference.as_str()),
        }
    }
}

fn form(form: &FormState) -> &'static str {
    match form {
        FormState::Closed => "closed",
        FormState::Loading | FormState::Late(_) => "loading",
        FormState::Shown => "shown",
        FormState::Left => "left",
        FormState::Failed(_) => "failed",
        FormState::Unsupported(_) => "unsupported",
    }
}
