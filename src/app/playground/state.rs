//! Every state the component can be in, and how to come by each: what the service answers, how Stripe's form
//! behaves, and what happens then.
//!
//! Names are links and file names: they stay. Documents are small and made up; what they mean is decided by the
//! same code as ever.

use super::document::document;
use crate::js_value::{Reader, write};
use onboarding_core::account::problem::{ErrorBody, Failure, ScriptFailure};
use onboarding_core::onboarding::environment::Unsupported;
use serde::Serialize;
use wasm_bindgen::JsValue;

/// What the service says when it is asked.
pub(super) enum Answer {
    Document(JsValue),
    Failure(Failure),
    /// It takes for ever.
    Nothing,
}

/// What becomes of Stripe's form.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Play {
    Shows,
    Loads,
    /// It has drawn nothing for twenty seconds.
    IsLate,
    Fails(ScriptFailure),
    /// No session for it, with this HTTP status.
    Refused(u16),
    Unsupported(Unsupported),
}

/// What happens once the state stands.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Then {
    Nothing,
    /// The service answers otherwise, and the person looks again.
    Next(&'static str),
    /// The same, after the person has left the form.
    Exit(&'static str),
    /// The person opens the form for the first question alone.
    JustThis,
    /// The network goes.
    Offline,
    /// Several reads fail.
    Stale,
}

/// One state.
pub(super) struct State {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) play: Play,
    pub(super) then: Then,
}

#[rustfmt::skip]
const STATES: &[(&str, &str, Play, Then)] = {
    use {Play as P, Then as T};
    &[
        ("loading", "Loading", P::Loads, T::Nothing),
        ("not-started", "Not started", P::Shows, T::Nothing),
        ("resume", "Resume", P::Shows, T::Nothing),
        ("overdue", "Overdue", P::Shows, T::Nothing),
        ("needed-now", "Needed now", P::Shows, T::Nothing),
        ("several-people", "Several people", P::Shows, T::Nothing),
        ("under-review", "Under review", P::Shows, T::Nothing),
        ("extra-checks", "Further checks", P::Shows, T::Nothing),
        ("active", "Active", P::Shows, T::Nothing),
        ("more-soon", "Active, more soon", P::Shows, T::Nothing),
        ("payouts-off", "Payments on, payouts off", P::Shows, T::Nothing),
        ("both-off", "Active, both off", P::Shows, T::Nothing),
        ("limited", "Limited, nobody says why", P::Shows, T::Nothing),
        ("platform", "The platform has to act", P::Shows, T::Nothing),
        ("rejected", "Rejected", P::Shows, T::Nothing),
        ("appealable", "Rejected, with an appeal", P::Shows, T::Nothing),
        ("disconnected", "Disconnected", P::Refused(409), T::Nothing),
        ("not-enabled", "Not enabled", P::Refused(409), T::Nothing),
        ("forbidden", "Forbidden", P::Refused(403), T::Nothing),
        ("not-found", "Not found", P::Refused(404), T::Nothing),
        ("signed-out", "Signed out", P::Refused(401), T::Nothing),
        ("not-stripe", "Not Stripe", P::Shows, T::Nothing),
        ("unknown-state", "Unknown state", P::Shows, T::Nothing),
        ("offline", "Offline, nothing known", P::Loads, T::Nothing),
        ("offline-known", "Offline, with earlier data", P::Shows, T::Offline),
        ("stale", "Stale", P::Shows, T::Stale),
        ("error", "Error, nothing known", P::Loads, T::Nothing),
        ("error-known", "Error, with earlier data", P::Shows, T::Next("error")),
        ("form-loading", "Form loading", P::Loads, T::Nothing),
        ("form-late", "Form late", P::IsLate, T::Nothing),
        ("form-failed", "Form failed", P::Fails(ScriptFailure::Stalled), T::Nothing),
        ("form-blocked", "Form blocked", P::Fails(ScriptFailure::Blocked), T::Nothing),
        ("form-refused", "Session refused", P::Refused(502), T::Nothing),
        ("form-in-app", "In an app's browser", P::Unsupported(Unsupported::InApp), T::Nothing),
        ("form-insecure", "On an insecure page", P::Unsupported(Unsupported::Insecure), T::Nothing),
        ("just-this", "One question alone", P::Shows, T::JustThis),
        ("settling", "Left, and not known yet", P::Shows, T::Exit("loading")),
        ("unsettled", "Left, and cannot be known", P::Shows, T::Exit("error")),
        ("left", "Left with items open", P::Shows, T::Exit("resume-further")),
        ("handed-in", "Left with everything done", P::Shows, T::Exit("under-review")),
        ("turned-on", "Turned on before your eyes", P::Shows, T::Next("active")),
        ("turned-off", "Turned off before your eyes", P::Shows, T::Next("overdue")),
        ("no-change", "Checked, no change", P::Shows, T::Next("no-change")),
        ("many", "Two thousand requirements", P::Shows, T::Nothing),
        ("hostile", "Hostile text", P::Shows, T::Nothing),
    ]
};

/// Every state, in the order of the page.
pub(super) fn all() -> impl Iterator<Item = State> {
    STATES.iter().map(|&(name, title, play, then)| State {
        name,
        title,
        play,
        then,
    })
}

/// What the service answers in the state of this name.
pub(super) fn answer(name: &str) -> Answer {
    match name {
        "loading" => Answer::Nothing,
        "offline" => Answer::Failure(Failure::Unreachable { offline: true }),
        "error" => Answer::Failure(failure(503, "ServiceUnavailable")),
        "forbidden" => Answer::Failure(failure(403, "Payment.Forbidden")),
        "not-found" => Answer::Failure(failure(404, "Organisation.NotFound")),
        "signed-out" => Answer::Failure(failure(401, "Unauthorized")),
        name => Answer::Document(write(&document(name))),
    }
}

/// What a session is refused with.
pub(super) fn refusal(name: &str, http: u16) -> Failure {
    failure(
        http,
        match name {
            "disconnected" => "PaymentAccount.Disconnected",
            "not-enabled" => "PaymentAccount.NotEnabled",
            "form-refused" => "PaymentAccount.ProviderError",
            _ => "",
        },
    )
}

fn failure(http: u16, code: &'static str) -> Failure {
    let problem = write(&ProblemDetails {
        title: code,
        error_code: code,
        trace_id: "00-8f1c3a5e7b9d4c2e-01",
    });
    Failure::Answered {
        http,
        retry_after: None,
        body: Some(ErrorBody::read(Reader::new(&problem))),
    }
}

/// `ProblemDetails`, as .NET writes it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ProblemDetails {
    title: &'static str,
    error_code: &'static str,
    trace_id: &'static str,
}
