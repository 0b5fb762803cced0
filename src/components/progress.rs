//! How far along the account is, where that means something.

use super::context::ViewContext;
use super::localised::Localised;
use crate::reactive::element::{El, Text, el};
use crate::reactive::signal::Memo;
use onboarding_core::account::progress::Progress;
use onboarding_core::account::situation::Situation;
use onboarding_core::text::Phrase;

/// What there is to see.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Skeleton,
    Nothing,
    Bar,
}

/// The bar with its figure. Absent where there is nothing to complete: no account known, or one that is over. Its place
/// is kept for it between the exit and its outcome.
pub(super) fn progress(cx: ViewContext) -> El {
    let percent = Memo::new(move |_| {
        let has_end = cx.situation().is_some_and(has_end);
        let percent = |progress: &Progress| progress.percent;
        let percent = cx.state.with(|state| state.progress.as_ref().map(percent));
        percent.filter(|_| has_end)
    });
    let shown = move || match (cx.situation(), percent.get()) {
        (None | Some(Situation::Settling), _) => Shown::Skeleton,
        (_, None) => Shown::Nothing,
        _ => Shown::Bar,
    };
    el("div")
        .class("dolfin-contents")
        .show_keyed(shown, move |shown| match shown {
            Shown::Skeleton => Some(skeleton()),
            Shown::Nothing => None,
            Shown::Bar => Some(bar(cx, percent)),
        })
}

/// The shape of the bar: it takes the same room.
fn skeleton() -> El {
    el("div")
        .class("dolfin-progress")
        .attr("aria-hidden", "true")
        .child(el("span").class("dolfin-skeleton"))
        .child(el("div").class("dolfin-bar"))
}

fn bar(cx: ViewContext, percent: Memo<Option<u8>>) -> El {
    let figure = move || percent.get().unwrap_or(0);
    let label = move || label(cx, figure());
    let done = el("div").class("dolfin-bar-done");
    let bar = el("div")
        .class("dolfin-bar")
        .attr("role", "progressbar")
        .aria_label(cx.translator, Phrase::ProgressLabel)
        .attr("aria-valuemin", "0")
        .attr("aria-valuemax", "100")
        .attr("aria-valuenow", move || figure().to_string())
        .attr("aria-valuetext", label)
        .child(done.style("--done", move || [&figure().to_string(), "%"].concat()));
    let label = el("p")
        .class("dolfin-progress-label")
        .attr("aria-hidden", "true")
        .child(label);
    el("div").class("dolfin-progress").child(label).child(bar)
}

/// What is left to do, where something is; the mere figure says nothing to somebody who has to act.
fn label(cx: ViewContext, percent: u8) -> Text {
    let translator = cx.translator;
    let with_figure = |phrase| {
        let percent = translator.number(percent.into());
        translator.fill(phrase, &[("percent", &percent)]).into()
    };
    match (cx.questions.with(|list| list.left()), cx.situation()) {
        (0, Some(Situation::UnderReview | Situation::JustSent)) => {
            with_figure(Phrase::ProgressChecking)
        }
        // What is asked of an active account comes after a set-up that is complete.
        (0, _) | (_, Some(Situation::NeededToStayOn)) => with_figure(Phrase::ProgressText),
        (left, _) => translator.count(Phrase::ProgressLeft, left).into(),
    }
}

fn has_end(situation: Situation) -> bool {
    let is_over = matches!(
        situation,
        Situation::Rejected
            | Situation::Appealable
            | Situation::Disconnected
            | Situation::PayoutsAlone
            // How far it is will be known in a moment.
            | Situation::Settling
            | Situation::Unsettled
            | Situation::NotEnabled
            | Situation::Forbidden
            | Situation::NotFound
    );
    !is_over && !situation.is_elsewhere()
}
