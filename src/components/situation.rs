//! Where the account stands: whose turn it is, one headline, and the one next action.

use super::alert::{button, reference, retry, status};
use super::context::ViewContext;
use super::icon::{Icon, icon, live_icon};
use super::localised::Localised;
use super::progress::progress;
use super::slot::Slot;
use crate::reactive::element::{El, el};
use onboarding_core::account::situation::{Action, Assessment, Situation, Tone, Turn};
use onboarding_core::text::{Phrase, wording};

/// The top of the card. Where a problem is all there is to tell, its sentence is the alert.
pub(super) fn situation(cx: ViewContext) -> El {
    let ViewContext {
        leading,
        translator,
        ..
    } = cx;
    let is_leading = move || leading.with(Option::is_some);
    let answer = move || cx.answer.get().map(|phrase| translator.phrase(phrase));
    el("div")
        .class("dolfin-situation")
        .attr("data-testid", move || is_leading().then_some("alert"))
        .attr("data-status", move || {
            leading.with(|problem| problem.as_ref().map(status))
        })
        .child(head(cx))
        // Above the words, which are now longer, now shorter: there it stands still.
        .child(progress(cx))
        .child(message(cx).attr("role", move || is_leading().then_some("alert")))
        .child(actions(cx))
        // There before it speaks, so that what it says is spoken.
        .child(
            el("p")
                .class("dolfin-note")
                .attr("role", "status")
                .child(answer),
        )
}

/// What is left to say once the person has signed out of the host.
pub(super) fn ended(cx: ViewContext) -> El {
    let headline = cx.heading(0).class("dolfin-headline").focus_fallback();
    el("div").class("dolfin-situation").child(
        el("div")
            .class("dolfin-message")
            .child(headline.phrase(cx.translator, Phrase::SignedOutHead))
            .child(
                el("p")
                    .class("dolfin-explanation")
                    .phrase(cx.translator, Phrase::SignedOutText),
            ),
    )
}

/// Headline and explanation: the host's own words where it gave some, else ours.
fn message(cx: ViewContext) -> El {
    let headline = cx
        .heading(0)
        .class("dolfin-headline")
        .focus_fallback()
        .show_keyed(
            move || cx.situation().map(wording::headline),
            line(cx, Phrase::LoadingHead),
        );
    cx.set_headline(headline.element().cloned());
    let explanation = el("p").class("dolfin-explanation").show_keyed(
        move || cx.situation().map(wording::explanation),
        line(cx, Phrase::LoadingText),
    );
    let ours = el("slot")
        .class("dolfin-message")
        .attr("name", move || slot(cx).name())
        .child(headline)
        .child(explanation)
        .show_keyed(
            move || cx.leading.get(),
            move |problem| reference(problem.as_ref()?, cx.translator),
        );
    let replaced = ours.element().cloned();
    el("div")
        .show_keyed(
            move || slot(cx),
            move |slot| {
                let theirs = cx.fill(*slot);
                let hide = |ours: &web_sys::HtmlElement| ours.set_hidden(theirs.is_some());
                replaced.iter().for_each(hide);
                theirs
            },
        )
        .child(ours)
}

/// Which of the host's own words would stand here now.
fn slot(cx: ViewContext) -> Slot {
    let leading = cx
        .leading
        .with(|problem| problem.as_ref().map(|problem| problem.kind));
    match (leading, cx.situation()) {
        (Some(problem), _) => Slot::Problem(problem),
        (None, Some(Situation::NotStarted)) => Slot::Empty,
        (None, _) => Slot::Situation,
    }
}

/// A phrase, or its skeleton while it is `awaited`.
fn line(cx: ViewContext, awaited: Phrase) -> impl Fn(&Option<Phrase>) -> Option<El> {
    move |phrase| {
        Some(match phrase {
            Some(phrase) => el("span").phrase(cx.translator, *phrase),
            None => el("span").class("dolfin-skeleton").child(
                el("span")
                    .class("dolfin-visually-hidden")
                    .phrase(cx.translator, awaited),
            ),
        })
    }
}

/// Whose turn it is, and beside it what kind of account this is.
fn head(cx: ViewContext) -> El {
    let test_mode = || {
        el("span")
            .class("dolfin-test-mode")
            .phrase(cx.translator, Phrase::TestMode)
    };
    el("div")
        .class("dolfin-situation-head")
        .child(turn(cx))
        .child(cx.options.is_test.then(test_mode))
}

fn turn(cx: ViewContext) -> El {
    let tone = move || {
        cx.assessment()
            .map_or(Tone::Neutral, |assessment| assessment.tone)
    };
    el("p")
        .class("dolfin-turn")
        .attr("data-tone", move || tone().name())
        .child(live_icon(move || {
            cx.assessment().map_or(Icon::Waiting, picture)
        }))
        // Other words are another node: what is of one line now and of two then does not move.
        .show_keyed(
            move || {
                cx.assessment()
                    .map_or(Phrase::Loading, |at| wording::turn(at.turn, at.situation))
            },
            move |phrase| Some(el("span").phrase(cx.translator, *phrase)),
        )
}

fn picture(assessment: Assessment) -> Icon {
    match (assessment.turn, assessment.tone) {
        (Turn::Nobody, Tone::Success) => Icon::Done,
        (Turn::Support, Tone::Danger) => Icon::Stopped,
        (_, Tone::Danger) | (Turn::Unknown, Tone::Warning) => Icon::Attention,
        (Turn::You | Turn::Administrator | Turn::Host | Turn::Support, _) => Icon::Person,
        (Turn::Stripe, _) | (Turn::Unknown, Tone::Pending) => Icon::Waiting,
        (Turn::Nobody | Turn::Unknown, _) => Icon::Open,
    }
}

/// What can be done: the next action, a quieter one, and trying again wherever a problem leads. Where the person can
/// only wait, how long that usually takes; a host that knows better words it otherwise.
fn actions(cx: ViewContext) -> El {
    let ViewContext {
        leading,
        translator,
        ..
    } = cx;
    // Trying again is a button of its own, which every problem has; checking stands beside the time of the last
    // check.
    let offered = |action: &Action| !matches!(action, Action::Retry | Action::CheckNow);
    let primary = move || cx.assessment()?.primary.filter(offered);
    let secondary = move || cx.assessment()?.secondary.filter(offered);
    el("div")
        .class("dolfin-actions")
        .show_keyed(primary, action(cx, "primary", "primary-action"))
        .show_keyed(secondary, action(cx, "secondary", "secondary-action"))
        .show(
            move || leading.with(Option::is_some),
            move || retry(move || cx.retry(), translator),
        )
        .show(
            move || {
                matches!(
                    cx.situation(),
                    Some(Situation::UnderReview | Situation::JustSent)
                )
            },
            move || {
                el("p")
                    .class("dolfin-wait")
                    .attr("data-tone", "pending")
                    .child(icon(Icon::Waiting))
                    .child(el("span").phrase(translator, Phrase::ReviewWait))
            },
        )
        // The place of what can be done, until an answer tells it: the first, and the first after an exit.
        .show(
            move || matches!(cx.situation(), None | Some(Situation::Settling)),
            || {
                el("span")
                    .class("dolfin-skeleton")
                    .attr("aria-hidden", "true")
            },
        )
}

fn action(
    cx: ViewContext,
    rank: &'static str,
    hook: &'static str,
) -> impl Fn(&Option<Action>) -> Option<El> {
    move |action| {
        action.map(|action| {
            button(rank, hook, move || cx.act(action))
                .phrase(cx.translator, wording::action(action))
        })
    }
}
