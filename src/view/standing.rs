//! Where things stand: whose turn it is, one headline, and the one next action.

use super::dom::{El, el};
use super::icon::{Icon, icon, live_icon};
use super::notice::{button, reference, retry, status};
use super::slot::Slot;
use super::{Panel, progress};
use crate::account::problem::Problem;
use crate::account::standing::{Action, Situation, Tone, Turn};
use crate::words::Phrase;

/// The top of the card. Where a problem is all there is to tell, the whole of it is the alert.
pub(super) fn standing(panel: Panel) -> El {
    let Panel { leading, words, .. } = panel;
    let when_led =
        move |value: &'static str| move || leading.with(Option::is_some).then(|| value.into());
    let headline = el("h2").class("dolfin-headline").inherits_focus().swap(
        move || panel.standing().map(|standing| standing.headline),
        line(panel, Phrase::LoadingHead),
    );
    panel.headline.set(headline.element().cloned());
    let explanation = el("p").class("dolfin-explanation").swap(
        move || panel.standing().map(|standing| standing.explanation),
        line(panel, Phrase::LoadingText),
    );
    let said = el("slot")
        .class("dolfin-words")
        .live_attr("name", move || Some(place(panel).name().into()))
        .child(headline)
        .child(explanation)
        .swap(
            move || leading.get(),
            move |problem| {
                problem
                    .as_ref()
                    .and_then(|problem| reference(problem, words))
            },
        );
    let ours = said.element().cloned();
    el("div")
        .class("dolfin-standing")
        .live_attr("role", when_led("alert"))
        .live_attr("data-testid", when_led("alert"))
        .live_attr("data-status", move || {
            leading.with(|problem| problem.as_ref().map(|problem| status(problem).into()))
        })
        .child(top(panel))
        .swap(
            move || place(panel),
            move |place| {
                let own = panel.fill(*place);
                ours.iter().for_each(|ours| ours.set_hidden(own.is_some()));
                own
            },
        )
        .child(said)
        .child(progress::progress(panel))
        .child(actions(panel))
        .swap(
            move || panel.answer.get(),
            move |answer| answer.map(|phrase| el("p").class("dolfin-note").say(words, phrase)),
        )
}

/// Which of the host's own words would stand here now.
fn place(panel: Panel) -> Slot {
    let led = panel
        .leading
        .with(|problem| problem.as_ref().map(|problem| problem.kind));
    match (led, panel.situation()) {
        (Some(problem), _) => Slot::Problem(problem),
        (None, Some(Situation::NotStarted)) => Slot::Empty,
        (None, _) => Slot::Standing,
    }
}

/// A phrase, or the shape of one while it is `awaited`.
fn line(panel: Panel, awaited: Phrase) -> impl Fn(&Option<Phrase>) -> Option<El> {
    move |phrase| {
        Some(match phrase {
            Some(phrase) => el("span").say(panel.words, *phrase),
            None => el("span")
                .class("dolfin-bone")
                .child(el("span").class("dolfin-unseen").say(panel.words, awaited)),
        })
    }
}

/// Whose turn it is, and beside it what kind of account this is.
fn top(panel: Panel) -> El {
    let test_mode = || {
        el("span")
            .class("dolfin-test-mode")
            .say(panel.words, Phrase::TestMode)
    };
    el("div")
        .class("dolfin-top")
        .child(turn(panel))
        .maybe(panel.is_test.then(test_mode))
}

fn turn(panel: Panel) -> El {
    let tone = move || {
        panel
            .standing()
            .map_or(Tone::Neutral, |standing| standing.tone)
    };
    el("p")
        .class("dolfin-turn")
        .live_attr("data-tone", move || Some(tone().name().into()))
        .child(live_icon(move || {
            panel.standing().map_or(Icon::Waiting, |standing| {
                picture(standing.turn, standing.tone)
            })
        }))
        .live_text(move || {
            let words = |standing: crate::account::standing::Standing| {
                turn_words(standing.turn, standing.situation)
            };
            panel
                .words
                .say(panel.standing().map_or(Phrase::Loading, words))
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
fn actions(panel: Panel) -> El {
    let Panel { leading, words, .. } = panel;
    // Trying again is a button of its own, which every problem has; checking stands beside the time of the last
    // check.
    let offered = |action: &Action| !matches!(action, Action::Retry | Action::CheckNow);
    let is_waiting = move || panel.situation() == Some(Situation::UnderReview);
    el("div")
        .class("dolfin-next")
        .swap(
            move || {
                panel
                    .standing()
                    .and_then(|standing| standing.primary.filter(offered))
            },
            action(panel, "primary", "primary-action"),
        )
        .swap(
            move || {
                panel
                    .standing()
                    .and_then(|standing| standing.secondary.filter(offered))
            },
            action(panel, "secondary", "secondary-action"),
        )
        .swap(
            move || leading.with(Option::is_some),
            move |is_led| is_led.then(|| retry(move || panel.retry(), words)),
        )
        .swap(is_waiting, move |is_waiting| {
            is_waiting.then(|| {
                el("p")
                    .class("dolfin-wait")
                    .attr("data-tone", "pending")
                    .child(icon(Icon::Waiting))
                    .child(el("span").say(words, Phrase::ReviewWait))
            })
        })
}

fn action(
    panel: Panel,
    rank: &'static str,
    hook: &'static str,
) -> impl Fn(&Option<Action>) -> Option<El> {
    move |action| {
        action.map(|action| {
            button(rank, hook, move || panel.act(action)).say(panel.words, action.label())
        })
    }
}

/// The problem that leads, where nothing of the account can be told or done before it is solved.
pub(super) fn leading(account_known: bool, trouble: Option<&Problem>) -> Option<Problem> {
    trouble
        .filter(|problem| !account_known || problem.kind.is_about_the_account())
        .cloned()
}
