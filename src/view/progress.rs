//! How far along the account is, where that means something.

use super::dom::{El, Say, el};
use super::{Panel, requirements};
use crate::account::standing::Situation;
use crate::words::Phrase;

/// The bar with its figure. Absent where there is nothing to complete: no account known, or one that is over.
pub(super) fn progress(panel: Panel) -> El {
    let percent = move || {
        let has_end = panel.situation().is_some_and(has_end);
        let percent = |progress: &crate::account::progress::Progress| progress.percent;
        let percent = panel
            .screen
            .with(|screen| screen.progress.as_ref().map(percent));
        percent.filter(|_| has_end)
    };
    let figure = move || percent().unwrap_or_default();
    let stage = move || match (panel.standing(), percent()) {
        (None, _) => Stage::Awaited,
        (_, None) => Stage::Absent,
        _ => Stage::Shown,
    };
    el("div")
        .class("dolfin-place")
        .swap(stage, move |stage| match stage {
            Stage::Awaited => Some(skeleton()),
            Stage::Absent => None,
            Stage::Shown => Some(bar(panel, figure)),
        })
}

/// What there is to see.
#[derive(PartialEq)]
enum Stage {
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

fn bar(panel: Panel, figure: impl Fn() -> u8 + Copy + 'static) -> El {
    let words = panel.words;
    let done = el("div")
        .class("dolfin-bar-done")
        .live_style("inline-size", move || {
            [&figure().to_string(), "%"].concat().into()
        });
    let bar = el("div")
        .class("dolfin-bar")
        .attr("role", "progressbar")
        .named(words, Phrase::ProgressLabel)
        .attr("aria-valuemin", "0")
        .attr("aria-valuemax", "100")
        .live_attr("aria-valuenow", move || Some(figure().to_string().into()))
        .live_attr("aria-valuetext", move || Some(label(panel, figure())))
        .child(done);
    let label = el("p")
        .class("dolfin-progress-label")
        .attr("aria-hidden", "true")
        .live_text(move || label(panel, figure()));
    el("div").class("dolfin-progress").child(label).child(bar)
}

/// What is left to do, where something is; the mere figure says nothing to somebody who has to act.
fn label(panel: Panel, percent: u8) -> Say {
    let Panel { groups, words, .. } = panel;
    let left = groups.with(|groups| requirements::left(groups));
    match (left, panel.situation()) {
        (0, Some(Situation::UnderReview)) => words.say(Phrase::ProgressChecking),
        // What is asked of an active account comes after a set-up that is complete.
        (0, _) | (_, Some(Situation::ActiveMoreSoon)) => words
            .fill(
                Phrase::ProgressText,
                &[("percent", &words.number(percent.into()))],
            )
            .into(),
        (left, _) => words.count(Phrase::ProgressLeft, left).into(),
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
