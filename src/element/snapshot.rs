//! What a host may know at one moment: plain values, with nothing in them that is secret.
//!
//! Holds no client secret, token, account id, name, or text of the API's. Requirement codes are Stripe's names for
//! what is due and go to the host's own code; the events of `npm/index.js` leave them out.

use crate::account::problem::Problem;
use crate::account::requirement::{Question, Urgency};
use crate::account::value::Value;
use crate::flow::flow::{Form, Screen};
use crate::json;
use crate::words::Words;
use wasm_bindgen::JsValue;

/// The screen, for JavaScript.
pub(super) fn of(screen: &Screen, words: Words) -> JsValue {
    let standing = screen.standing();
    let account = screen.account.as_ref();
    let trouble = screen.trouble();
    let text = |text: &str| Value::Text(text.to_owned());
    let due = account.and_then(|account| account.capabilities.as_ref());
    let is = |read: fn(&crate::account::document::Capabilities) -> Option<bool>| {
        due.and_then(read).map_or(Value::Null, Value::Bool)
    };
    let state = account.map_or(
        if trouble.is_some() {
            "error"
        } else {
            "loading"
        },
        |account| account.state.name(),
    );
    let said = |phrase: Option<_>| phrase.map_or(Value::Null, |phrase| text(&words.say(phrase)));
    json::js(&object(vec![
        ("state", text(state)),
        (
            "turn",
            text(standing.map_or("unknown", |standing| standing.turn.name())),
        ),
        (
            "tone",
            text(standing.map_or("neutral", |standing| standing.tone.name())),
        ),
        ("headline", said(standing.map(|standing| standing.headline))),
        (
            "explanation",
            said(standing.map(|standing| standing.explanation)),
        ),
        (
            "progress",
            screen.progress.as_ref().map_or(Value::Null, |progress| {
                Value::Number(progress.percent.into())
            }),
        ),
        ("detailsSubmitted", is(|known| known.details_submitted)),
        ("chargesEnabled", is(|known| known.charges_enabled)),
        ("payoutsEnabled", is(|known| known.payouts_enabled)),
        ("requirements", requirements(screen, words)),
        ("form", text(form(&screen.form))),
        ("problem", trouble.map_or(Value::Null, problem)),
        (
            "formProblem",
            match &screen.form {
                Form::Failed(failed) => problem(failed),
                _ => Value::Null,
            },
        ),
        ("freshness", text(screen.mark.name())),
        ("checking", Value::Bool(screen.checking)),
        (
            "checkedAt",
            screen
                .checked_at
                .map_or(Value::Null, |at| Value::Number(at.as_secs_f64() * 1000.0)),
        ),
    ]))
}

/// What is due, as questions.
fn requirements(screen: &Screen, words: Words) -> Value {
    let questions = screen.due().into_iter().flat_map(|group| group.questions);
    let question = |question: Question| {
        let codes = question
            .codes
            .iter()
            .map(|code| Value::Text(code.as_str().to_owned()));
        object(vec![
            (
                "label",
                Value::Text(words.label(question.label).into_owned()),
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

fn form(form: &Form) -> &'static str {
    match form {
        Form::Closed => "closed",
        Form::Loading => "loading",
        Form::Shown => "shown",
        Form::Left => "left",
        Form::Failed(_) => "failed",
        Form::Obstructed(_) => "obstructed",
    }
}

fn object(members: Vec<(&str, Value)>) -> Value {
    let owned = |(name, value): (&str, Value)| (name.to_owned(), value);
    Value::Object(members.into_iter().map(owned).collect())
}
