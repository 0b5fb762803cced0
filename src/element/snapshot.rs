//! What a host may know at one moment: plain values, with nothing in them that is secret.
//!
//! Holds no client secret, token, account id, name, or text of the API's. Requirement codes are Stripe's names for
//! what is due and go to the host's own code; the events of `npm/index.js` leave them out.

use crate::js_value;
use crate::translator::Translator;
use onboarding_core::account::problem::Problem;
use onboarding_core::account::requirement::{Question, Urgency};
use onboarding_core::account::value::Value;
use onboarding_core::onboarding::state::{FormState, OnboardingState};
use wasm_bindgen::JsValue;

/// The state, for JavaScript.
pub(super) fn of(state: &OnboardingState, translator: Translator) -> JsValue {
    let standing = state.assessment();
    let account = state.account();
    let trouble = state.trouble();
    let text = |text: &str| Value::Text(text.to_owned());
    let due = account.and_then(|account| account.capabilities.as_ref());
    let is = |read: fn(&onboarding_core::account::document::Capabilities) -> Option<bool>| {
        due.and_then(read).map_or(Value::Null, Value::Bool)
    };
    let state_name = account.map_or(
        if trouble.is_some() {
            "error"
        } else {
            "loading"
        },
        |account| account.state.name(),
    );
    let said =
        |phrase: Option<_>| phrase.map_or(Value::Null, |phrase| text(&translator.phrase(phrase)));
    js_value::js(&object(vec![
        ("state", text(state_name)),
        (
            "turn",
            text(standing.map_or("unknown", |assessment| assessment.turn.name())),
        ),
        (
            "tone",
            text(standing.map_or("neutral", |assessment| assessment.tone.name())),
        ),
        (
            "headline",
            said(standing.map(|assessment| assessment.headline)),
        ),
        (
            "explanation",
            said(standing.map(|assessment| assessment.explanation)),
        ),
        (
            "progress",
            state.progress.as_ref().map_or(Value::Null, |progress| {
                Value::Number(progress.percent.into())
            }),
        ),
        ("detailsSubmitted", is(|known| known.details_submitted)),
        ("chargesEnabled", is(|known| known.charges_enabled)),
        ("payoutsEnabled", is(|known| known.payouts_enabled)),
        ("requirements", requirements(state, translator)),
        ("form", text(form(&state.form))),
        ("problem", trouble.map_or(Value::Null, problem)),
        (
            "formProblem",
            match &state.form {
                FormState::Failed(failed) => problem(failed),
                _ => Value::Null,
            },
        ),
        ("freshness", text(state.freshness().name())),
        ("checking", Value::Bool(state.checking())),
        (
            "checkedAt",
            state
                .checked_at()
                .map_or(Value::Null, |at| Value::Number(at.as_secs_f64() * 1000.0)),
        ),
    ]))
}

/// What is due, as questions.
fn requirements(state: &OnboardingState, translator: Translator) -> Value {
    let questions = state.due().into_iter().flat_map(|group| group.questions);
    let question = |question: Question| {
        let codes = question
            .codes
            .iter()
            .map(|code| Value::Text(code.as_str().to_owned()));
        object(vec![
            (
                "label",
                Value::Text(translator.label(question.label).into_owned()),
            ),
            (
                "isPastDue",
                Value::Bool(question.urgency == Urgency::PastDue),
            ),
            ("codes", Value::List(codes.collect())),
        ])
    };
    Value::List(questions.map(question).collect())
}

fn problem(problem: &Problem) -> Value {
    object(vec![
        ("kind", Value::Text(problem.kind.name().to_owned())),
        (
            "canRetry",
            Value::Bool(!problem.kind.is_about_the_account()),
        ),
        (
            "http",
            problem
                .http
                .map_or(Value::Null, |http| Value::Number(http.into())),
        ),
        (
            "reference",
            problem.reference.as_ref().map_or(Value::Null, |reference| {
                Value::Text(reference.as_str().to_owned())
            }),
        ),
    ])
}

fn form(form: &FormState) -> &'static str {
    match form {
        FormState::Closed => "closed",
        FormState::Loading => "loading",
        FormState::Shown => "shown",
        FormState::Left => "left",
        FormState::Failed(_) => "failed",
        FormState::Unsupported(_) => "obstructed",
    }
}

fn object(members: Vec<(&str, Value)>) -> Value {
    let owned = |(name, value): (&str, Value)| (name.to_owned(), value);
    Value::Object(members.into_iter().map(owned).collect())
}
