//! What support needs to help a person, to be copied by them: in English, and nothing that is secret.
//!
//! No requirement code, no reason of Stripe's, no name, no id of an account; figures stand for lists. The person
//! sees what they send, because they paste it themselves.

use super::alert;
use super::context::ViewContext;
use super::copy_button::copy_button;
use crate::clock::{date, now};
use crate::reactive::element::{El, el};
use onboarding_core::onboarding::state::{FormState, OnboardingState};
use onboarding_core::text::Phrase;
use std::time::Duration;

/// In the foot of the card: at the end of the component it would move whenever a list above it grows or goes.
pub(super) fn support(cx: ViewContext) -> El {
    el("div").class("dolfin-support").child(copy_button(
        cx.translator,
        ("quiet", "diagnostics", Phrase::CopyForSupport),
        move || cx.state.with_untracked(|state| report(state, cx)).into(),
    ))
}

fn report(state: &OnboardingState, cx: ViewContext) -> String {
    let mut report = String::new();
    let mut line = |name: &str, value: &str| {
        for part in [name, ": ", value, "\n"] {
            report.push_str(part);
        }
    };
    line("version", env!("CARGO_PKG_VERSION"));
    line("time", &iso(now()));
    line("language", cx.translator.locale().tag());
    line(
        "state",
        state
            .account()
            .map_or("unknown", |account| account.state.name()),
    );
    line(
        "turn",
        state
            .assessment()
            .map_or("unknown", |assessment| assessment.turn.name()),
    );
    if let Some(facts) = state
        .account()
        .and_then(|account| account.capabilities.as_ref())
    {
        let truth = |fact| match fact {
            Some(true) => "yes",
            Some(false) => "no",
            None => "unknown",
        };
        line("details submitted", truth(facts.details_submitted));
        line("payments", truth(facts.charges_enabled));
        line("payouts", truth(facts.payouts_enabled));
        line("due", &facts.currently_due.len().to_string());
        line("overdue", &facts.past_due.len().to_string());
    }
    line("shown", state.freshness().name());
    if let Some(at) = state.checked_at() {
        line("checked", &iso(at));
    }
    let form = match &state.form {
        FormState::Closed => "closed",
        FormState::Loading | FormState::Late(_) => "loading",
        FormState::Shown => "shown",
        FormState::Left => "left",
        FormState::Failed(_) => "failed",
        FormState::Unsupported(unsupported) => unsupported.name(),
    };
    line("form", form);
    let failed = match &state.form {
        FormState::Failed(problem) | FormState::Late(problem) => Some(problem),
        _ => None,
    };
    for problem in state.status_problem().into_iter().chain(failed) {
        line("problem", &alert::status(problem));
        if let Some(reference) = &problem.reference {
            line("reference", reference.as_str());
        }
    }
    let agent = web_sys::window().and_then(|window| window.navigator().user_agent().ok());
    line("browser", &agent.unwrap_or_default());
    report
}

/// A moment of this page's clock, in universal time.
fn iso(at: Duration) -> String {
    date(at).to_iso_string().into()
}
