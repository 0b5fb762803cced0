//! What support needs to help a person, to be copied by them: in English, and nothing that is secret.
//!
//! No requirement code, no reason of Stripe's, no name, no id of an account; figures stand for lists. The person
//! sees what they send, because they paste it themselves.

use super::Panel;
use super::copy::copy;
use super::dom::{El, el};
use super::notice;
use crate::Duration;
use crate::clock;
use crate::flow::flow::{Form, Screen};
use crate::words::Phrase;

/// In the foot of the card: at the end of the component it would move whenever a list above it grows or goes.
pub(super) fn support(panel: Panel) -> El {
    el("div").class("dolfin-support").child(copy(
        panel.words,
        ("quiet", "diagnostics", Phrase::CopyForSupport),
        move || panel.screen.peek(|screen| report(screen, panel)).into(),
    ))
}

fn report(screen: &Screen, panel: Panel) -> String {
    let mut report = String::new();
    let mut line = |name: &str, value: &str| {
        for part in [name, ": ", value, "\n"] {
            report.push_str(part);
        }
    };
    line("version", env!("CARGO_PKG_VERSION"));
    line("time", &iso(clock::now()));
    line("language", panel.words.locale().tag());
    line(
        "state",
        screen
            .account
            .as_ref()
            .map_or("unknown", |account| account.state.name()),
    );
    line(
        "turn",
        screen
            .standing()
            .map_or("unknown", |standing| standing.turn.name()),
    );
    if let Some(facts) = screen
        .account
        .as_ref()
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
    line("shown", screen.mark.name());
    if let Some(at) = screen.checked_at {
        line("checked", &iso(at));
    }
    let form = match &screen.form {
        Form::Closed => "closed",
        Form::Loading => "loading",
        Form::Shown => "shown",
        Form::Left => "left",
        Form::Failed(_) => "failed",
        Form::Obstructed(obstacle) => obstacle.name(),
    };
    line("form", form);
    let failed = match &screen.form {
        Form::Failed(problem) => Some(problem),
        _ => None,
    };
    for problem in screen.problem.iter().chain(failed) {
        line("problem", &notice::status(problem));
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

/// The same as the browser's own date.
pub(super) fn date(at: Duration) -> js_sys::Date {
    let ago = clock::now().saturating_sub(at).as_secs_f64() * 1000.0;
    js_sys::Date::new(&(js_sys::Date::now() - ago).into())
}
