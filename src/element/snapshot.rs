//! What a host may know at one moment: plain values, with nothing in them that is secret.
//!
//! Holds no client secret, token, account id, name, or text of the API's. Requirement codes are Stripe's names for
//! what is due and go to the host's own code; the events of `npm/src/events.js` leave them out.
//!
//! The members are those of `Snapshot` in `npm/types/index.d.ts`. Objects are put together here and not by serde, which
//! is 1 KB more.

#[cfg(test)]
mod tests;

use crate::js_value::{list, object, or_null};
use crate::translator::Translator;
use js_sys::Array;
use onboarding_core::account::diff::Change;
use onboarding_core::account::document::{Account, Capabilities, Code, Provider};
use onboarding_core::account::problem::Problem;
use onboarding_core::account::requirement::{Group, Question, Urgency};
use onboarding_core::account::situation::{Assessment, Situation};
use onboarding_core::onboarding::state::{ActivityEntry, FormState, OnboardingState};
use onboarding_core::text::{Phrase, wording};
use std::borrow::Cow;
use std::time::Duration;
use wasm_bindgen::JsValue;

/// The state, for JavaScript.
pub(super) fn of(state: &OnboardingState, translator: Translator) -> JsValue {
    let assessment = state.assessment();
    let account = state.account();
    let problem = state.account_problem();
    let known = account.and_then(|account| account.capabilities.as_ref());
    let is = |read: fn(&Capabilities) -> Option<bool>| or_null(known.and_then(read));
    let form_problem = match &state.form {
        FormState::Failed(problem) | FormState::Late(problem) => Some(problem),
        _ => None,
    };
    let said = match state.signed_out {
        true => Some(Situation::SignedOut),
        false => assessment.map(|assessment| assessment.situation),
    };
    let sentence = |of: fn(Situation) -> Phrase| {
        or_null(said.map(|situation| text(translator.phrase(of(situation)))))
    };
    let progress = state.progress.as_ref().map(|progress| progress.percent);
    let due = state.due();
    let requirements = Array::new();
    let groups = list(&due.groups, |due| group(due, &requirements, translator));
    object(&[
        (
            "state",
            match (account, problem) {
                _ if state.signed_out => "signed-out",
                (Some(account), _) => account.state.name(),
                (None, Some(_)) => "error",
                (None, None) => "loading",
            }
            .into(),
        ),
        (
            "turn",
            match assessment {
                _ if state.signed_out => "nobody",
                Some(assessment) => assessment.turn.name(),
                None => "unknown",
            }
            .into(),
        ),
        (
            "tone",
            assessment
                .map_or("neutral", |assessment| assessment.tone.name())
                .into(),
        ),
        ("settled", (!state.is_settling()).into()),
        ("headline", sentence(wording::headline)),
        ("explanation", sentence(wording::explanation)),
        (
            "progress",
            or_null(progress.filter(|_| !state.is_settling())),
        ),
        ("detailsSubmitted", is(|known| known.details_submitted)),
        ("chargesEnabled", is(|known| known.charges_enabled)),
        ("payoutsEnabled", is(|known| known.payouts_enabled)),
        ("provider", or_null(account.and_then(provider))),
        (
            "actions",
            actions(assessment.filter(|_| !state.signed_out), translator),
        ),
        ("requirements", requirements.into()),
        ("groups", groups),
        ("moreRequirements", due.more.into()),
        (
            "activity",
            list(&state.activity, |entry| activity(entry, translator)),
        ),
        ("form", form(&state.form).into()),
        (
            "unsupported",
            match &state.form {
                FormState::Unsupported(unsupported) => unsupported.name().into(),
                _ => JsValue::NULL,
            },
        ),
        ("problem", problem_of(problem)),
        ("formProblem", problem_of(form_problem)),
        ("freshness", state.freshness().name().into()),
        ("checking", state.checking().into()),
        ("checkedAt", or_null(state.checked_at().map(milliseconds))),
    ])
}

fn text(text: Cow<'static, str>) -> JsValue {
    JsValue::from_str(&text)
}

fn provider(account: &Account) -> Option<&'static str> {
    account.provider.map(|provider| match provider {
        Provider::Stripe => "stripe",
        Provider::Manual => "manual",
        Provider::Yapily => "yapily",
        Provider::Unknown => "other",
    })
}

fn actions(assessment: Option<Assessment>, translator: Translator) -> JsValue {
    let actions = Array::new();
    for (offered, is_primary) in [
        (assessment.and_then(|assessment| assessment.primary), true),
        (
            assessment.and_then(|assessment| assessment.secondary),
            false,
        ),
    ] {
        if let Some(action) = offered {
            let phrase = wording::action(action);
            actions.push(&object(&[
                ("name", text(translator.word(phrase))),
                ("label", text(translator.phrase(phrase))),
                ("isPrimary", is_primary.into()),
            ]));
        }
    }
    actions.into()
}

/// Adds its questions to `requirements`, too.
fn group(due: &Group, requirements: &Array, translator: Translator) -> JsValue {
    let code = |code: &Code| code.as_str().into();
    let question = |question: &Question| {
        let requirement = object(&[
            ("label", text(translator.label(question.label))),
            ("isPastDue", (question.urgency == Urgency::PastDue).into()),
            (
                "canBeOpenedAlone",
                question.can_be_opened_alone(due.subject).into(),
            ),
            ("codes", list(&question.codes, code)),
        ]);
        requirements.push(&requirement);
        requirement
    };
    object(&[
        (
            "subject",
            text(translator.word(wording::subject(due.subject))),
        ),
        ("label", translator.subject(due.subject).into()),
        ("isPastDue", (due.urgency == Urgency::PastDue).into()),
        ("requirements", list(&due.questions, question)),
    ])
}

fn activity(entry: &ActivityEntry, translator: Translator) -> JsValue {
    let change = |change: &Change| text(translator.word(wording::change(*change)));
    object(&[
        ("at", milliseconds(entry.at).into()),
        ("text", translator.changes(&entry.changes).into()),
        ("changes", list(&entry.changes, change)),
    ])
}

/// What went wrong.
fn problem_of(problem: Option<&Problem>) -> JsValue {
    let Some(problem) = problem else {
        return JsValue::NULL;
    };
    let reference = problem.reference.as_ref();
    object(&[
        ("kind", problem.kind.name().into()),
        ("canRetry", (!problem.kind.is_about_the_account()).into()),
        ("http", or_null(problem.http)),
        (
            "reference",
            or_null(reference.map(|reference| reference.as_str())),
        ),
    ])
}

fn milliseconds(at: Duration) -> f64 {
    at.as_secs_f64() * 1000.0
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
