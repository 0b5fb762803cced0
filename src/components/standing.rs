//! Where things stand: whose turn it is, one headline, and the one next action.

use super::icon::{Icon, icon, live_icon};
use super::localised::Localised;
use super::notice::{button, reference, retry, status};
use super::slot::Slot;
use super::{ViewContext, progress};
use crate::reactive::element::{El, el};
use onboarding_core::account::problem::Problem;
use onboarding_core::account::situation::{Action, Situation, Tone, Turn};
use onboarding_core::text::Phrase;
use reactive_graph::prelude::*;

/// The top of the card. Where a problem is all there is to tell, the whole of it is the alert.
pub(super) fn standing(cx: ViewContext) -> El {
    let ViewContext {
        leading,
        translator,
        ..
    } = cx;
    let when_led =
        move |value: &'static str| move || leading.with(Option::is_some).then_some(value);
    let headline = el("h2")
        .class("dolfin-headline")
        .focus_fallback()
        .show_keyed(
            move || cx.assessment().map(|assessment| assessment.headline),
            line(cx, Phrase::LoadingHead),
        );
    cx.headline.set(headline.element().cloned());
    let explanation = el("p").class("dolfin-explanation").show_keyed(
        move || cx.assessment().map(|assessment| assessment.explanation),
        line(cx, Phrase::LoadingText),
    );
    let said = el("slot")
        .class("dolfin-translator")
        .attr("name", move || place(cx).name())
        .child(headline)
        .child(explanation)
        .show_keyed(
            move || leading.get(),
            move |problem| {
                problem
                    .as_ref()
                    .and_then(|problem| reference(problem, translator))
            },
        );
    let ours = said.element().cloned();
    el("div")
        .class("dolfin-standing")
        .attr("role", when_led("alert"))
        .attr("data-testid", when_led("alert"))
        .attr("data-status", move || {
            leading.with(|problem| problem.as_ref().map(status))
        })
        .child(top(cx))
        .show_keyed(
            move || place(cx),
            move |place| {
                let own = cx.fill(*place);
                ours.iter().for_each(|ours| ours.set_hidden(own.is_some()));
                own
            },
        )
        .child(said)
        .child(progress::progress(cx))
        .child(actions(cx))
        .show_keyed(
            move || cx.answer.get(),
            move |answer| {
                answer.map(|phrase| el("p").class("dolfin-note").phrase(translator, phrase))
            },
        )
}

/// Which of the host's own words would stand here now.
fn place(cx: ViewContext) -> Slot {
    let led = cx
        .leading
        .with(|problem| problem.as_ref().map(|problem| problem.kind));
    match (led, cx.situation()) {
        (Some(problem), _) => Slot::Problem(problem),
        (None, Some(Situation::NotStarted)) => Slot::Empty,
        (None, _) => Slot::Standing,
    }
}

/// A phrase, or the shape of one while it is `awaited`.
fn line(cx: ViewContext, awaited: Phrase) -> impl Fn(&Option<Phrase>) -> Option<El> {
    move |phrase| {
        Some(match phrase {
            Some(phrase) => el("span").phrase(cx.translator, *phrase),
            None => el("span").class("dolfin-bone").child(
                el("span")
                    .class("dolfin-unseen")
                    .phrase(cx.translator, awaited),
            ),
        })
    }
}

/// Whose turn it is, and beside it what kind of account this is.
fn top(cx: ViewContext) -> El {
    let test_mode = || {
        el("span")
            .class("dolfin-test-mode")
            .phrase(cx.translator, Phrase::TestMode)
    };
    el("div")
        .class("dolfin-top")
        .child(turn(cx))
        .child(cx.is_test.then(test_mode))
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
            cx.assessment().map_or(Icon::Waiting, |assessment| {
                picture(assessment.turn, assessment.tone)
            })
        }))
        .child(move || {
            let translator = |assessment: onboarding_core::account::situation::Assessment| {
                turn_words(assessment.turn, assessment.situation)
            };
            cx.translator
                .phrase(cx.assessment().map_or(Phrase::Loading, translator))
        })
}

fn picture(turn: Turn, tone: Tone) -> Icon {
    match (turn, tone) {
        (Turn::Nobody, Tone::Success) => Icon::Done,
        (Turn::Support, Tone::Danger) => Icon::Stopped,
        (_, Tone::Danger) | (Turn::Unknown, Tone::Warning) => Icon::Attention,
        (Turn::You | Turn::Administrator | Turn::Host | Turn::Support, _) => Icon::Person,
        (Turn::Stripe, _) => Icon::Waiting,
        (Turn::Nobody | Turn::Unknown, _) => Icon::Open,
    }
}

fn turn_words(turn: Turn, situation: Situation) -> Phrase {
    match (turn, situation) {
        (Turn::You, _) => Phrase::TurnYou,
        (Turn::Stripe, _) => Phrase::TurnStripe,
        (Turn::Administrator, _) => Phrase::TurnAdministrator,
        (Turn::Host, _) => Phrase::TurnHost,
        (Turn::Support, _) => Phrase::TurnSupport,
        (Turn::Nobody, Situation::Active) => Phrase::TurnNobody,
        (Turn::Nobody, _) => Phrase::TurnNobodyElse,
        (Turn::Unknown, _) => Phrase::TurnUnknown,
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
    let is_waiting = move || cx.situation() == Some(Situation::UnderReview);
    el("div")
        .class("dolfin-next")
        .show_keyed(
            move || {
                cx.assessment()
                    .and_then(|assessment| assessment.primary.filter(offered))
            },
            action(cx, "primary", "primary-action"),
        )
        .show_keyed(
            move || {
                cx.assessment()
                    .and_then(|assessment| assessment.secondary.filter(offered))
            },
            action(cx, "secondary", "secondary-action"),
        )
        .show_keyed(
            move || leading.with(Option::is_some),
            move |is_led| is_led.then(|| retry(move || cx.retry(), translator)),
        )
        .show_keyed(is_waiting, move |is_waiting| {
            is_waiting.then(|| {
                el("p")
                    .class("dolfin-wait")
                    .attr("data-tone", "pending")
                    .child(icon(Icon::Waiting))
                    .child(el("span").phrase(translator, Phrase::ReviewWait))
            })
        })
}

fn action(
    cx: ViewContext,
    rank: &'static str,
    hook: &'static str,
) -> impl Fn(&Option<Action>) -> Option<El> {
    move |action| {
        action.map(|action| {
            button(rank, hook, move || cx.act(action)).phrase(cx.translator, action.label())
        })
    }
}

/// The problem that leads, where nothing of the account can be told or done before it is solved.
pub(super) fn leading(account_known: bool, trouble: Option<&Problem>) -> Option<Problem> {
    trouble
        .filter(|problem| !account_known || problem.kind.is_about_the_account())
        .cloned()
}
