//! How far along the account is, where that means something.

use super::localised::Localised;
use super::{ViewContext, requirements};
use crate::reactive::element::{El, Text, el};
use onboarding_core::account::situation::Situation;
use onboarding_core::text::Phrase;
use reactive_graph::prelude::*;

/// The bar with its figure. Absent where there is nothing to complete: no account known, or one that is over.
pub(super) fn progress(cx: ViewContext) -> El {
    let percent = move || {
        let has_end = cx.situation().is_some_and(has_end);
        let percent = |progress: &onboarding_core::account::progress::Progress| progress.percent;
        let percent = cx.state.with(|state| state.progress.as_ref().map(percent));
        percent.filter(|_| has_end)
    };
    let figure = move || percent().unwrap_or_default();
    let stage = move || match (cx.assessment(), percent()) {
        (None, _) => MountHandle::Awaited,
        (_, None) => MountHandle::Absent,
        _ => MountHandle::Shown,
    };
    el("div")
        .class("dolfin-place")
        .show_keyed(stage, move |stage| match stage {
            MountHandle::Awaited => Some(skeleton()),
            MountHandle::Absent => None,
            MountHandle::Shown => Some(bar(cx, figure)),
        })
}

/// What there is to see.
#[derive(PartialEq)]
enum MountHandle {
    Awaited,
    Absent,
    Shown,
}

/// The shape of the bar: it takes the same room.
fn skeleton() -> El {
    el("div")
        .class("dolfin-progress")
        .attr("aria-hidden", "true")
        .child(el("span").class("dolfin-bone"))
        .child(el("div").class("dolfin-bar"))
}

fn bar(cx: ViewContext, figure: impl Fn() -> u8 + Copy + 'static) -> El {
    let translator = cx.translator;
    let done = el("div")
        .class("dolfin-bar-done")
        .style("inline-size", move || [&figure().to_string(), "%"].concat());
    let bar = el("div")
        .class("dolfin-bar")
        .attr("role", "progressbar")
        .aria_label(translator, Phrase::ProgressLabel)
        .attr("aria-valuemin", "0")
        .attr("aria-valuemax", "100")
        .attr("aria-valuenow", move || figure().to_string())
        .attr("aria-valuetext", move || Some(label(cx, figure())))
        .child(done);
    let label = el("p")
        .class("dolfin-progress-label")
        .attr("aria-hidden", "true")
        .child(move || label(cx, figure()));
    el("div").class("dolfin-progress").child(label).child(bar)
}

/// What is left to do, where something is; the mere figure says nothing to somebody who has to act.
fn label(cx: ViewContext, percent: u8) -> Text {
    let ViewContext {
        groups, translator, ..
    } = cx;
    let left = groups.with(|groups| requirements::left(groups));
    match (left, cx.situation()) {
        (0, Some(Situation::UnderReview)) => translator.phrase(Phrase::ProgressChecking),
        // What is asked of an active account comes after a set-up that is complete.
        (0, _) | (_, Some(Situation::ActiveMoreSoon)) => translator
            .fill(
                Phrase::ProgressText,
                &[("percent", &translator.number(percent.into()))],
            )
            .into(),
        (left, _) => translator.count(Phrase::ProgressLeft, left).into(),
    }
}

fn has_end(situation: Situation) -> bool {
    !matches!(
        situation,
        Situation::Rejected
            | Situation::Appealable
            | Situation::Disconnected
            | Situation::NotStripe
            | Situation::NotEnabled
            | Situation::Forbidden
            | Situation::NotFound
    )
}
