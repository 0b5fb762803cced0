//! How far along the account is, where that means something.

use super::Panel;
use crate::account::standing::Situation;
use crate::words::Phrase;
use leptos::{html, prelude::*};

/// The bar with its figure. Absent where there is nothing to complete: no account known, or one that is over.
pub(super) fn progress(panel: Panel) -> impl IntoView {
    let Panel {
        screen,
        standing,
        words,
        ..
    } = panel;
    let percent = Memo::new(move |_| {
        let has_end = standing.with(|standing| standing.is_some_and(|s| has_end(s.situation)));
        let percent =
            screen.with(|screen| screen.progress.as_ref().map(|progress| progress.percent));
        percent.filter(|_| has_end)
    });
    let is_shown = Memo::new(move |_| percent.get().is_some());
    let figure = move || percent.get().unwrap_or_default().to_string();
    move || {
        is_shown.get().then(|| {
            html::div().class("dolfin-progress").child((
                html::div()
                    .class("dolfin-bar")
                    .attr("role", "progressbar")
                    .attr("aria-label", words.say(Phrase::ProgressLabel))
                    .attr("aria-valuemin", "0")
                    .attr("aria-valuemax", "100")
                    .attr("aria-valuenow", figure)
                    .child(
                        html::div()
                            .class("dolfin-bar-done")
                            .style(("inline-size", move || [&figure(), "%"].concat())),
                    ),
                html::p()
                    .class("dolfin-progress-label")
                    .attr("aria-hidden", "true")
                    .child(move || words.fill(Phrase::ProgressText, &[("percent", &figure())])),
            ))
        })
    }
}

fn has_end(situation: Situation) -> bool {
    !matches!(
        situation,
        Situation::Rejected
            | Situation::Disconnected
            | Situation::NotStripe
            | Situation::NotEnabled
            | Situation::Forbidden
            | Situation::NotFound
    )
}
