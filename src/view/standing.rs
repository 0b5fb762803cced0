//! Where things stand: whose turn it is, one headline, and the one next action.

use super::icon::{Icon, icon};
use super::notice::{reference, retry, status};
use super::{Panel, progress};
use crate::account::problem::Problem;
use crate::account::standing::{Action, Situation, Standing, Tone, Turn};
use crate::words::{Phrase, Words};
use leptos::{ev, html, prelude::*};

/// The top of the card. Where a problem is all there is to tell, the whole of it is the alert.
pub(super) fn standing(panel: Panel) -> impl IntoView {
    let Panel {
        standing,
        leading,
        words,
        ..
    } = panel;
    let title =
        Memo::new(move |_| standing.with(|standing| standing.map(|standing| standing.headline)));
    let text =
        Memo::new(move |_| standing.with(|standing| standing.map(|standing| standing.explanation)));
    let led = Memo::new(move |_| leading.with(Option::is_some));
    html::div()
        .class("dolfin-standing")
        .attr("role", move || led.get().then_some("alert"))
        .attr("data-testid", move || led.get().then_some("alert"))
        .attr("data-status", move || {
            leading.with(|problem| problem.as_ref().map(status))
        })
        .child((
            turn(standing, words),
            html::h2()
                .class("dolfin-headline")
                .attr("tabindex", "-1")
                .node_ref(panel.headline)
                .child(move || match title.get() {
                    Some(phrase) => words.say(phrase).into_any(),
                    None => bone().into_any(),
                }),
            html::p()
                .class("dolfin-explanation")
                .child(move || match text.get() {
                    Some(phrase) => words.say(phrase).into_any(),
                    None => bone().into_any(),
                }),
            move || {
                leading.with(|problem| {
                    problem
                        .as_ref()
                        .and_then(|problem| reference(problem, words))
                })
            },
            progress::progress(panel),
            actions(panel),
            move || {
                panel
                    .answer
                    .get()
                    .map(|phrase| html::p().class("dolfin-note").child(words.say(phrase)))
            },
        ))
}

fn bone() -> impl IntoView {
    html::span().class("dolfin-bone")
}

fn turn(standing: Memo<Option<Standing>>, words: Words) -> impl IntoView {
    let slice = Memo::new(move |_| {
        standing.with(|standing| {
            standing.map(|standing| (standing.turn, standing.tone, standing.situation))
        })
    });
    let tone = move || {
        slice
            .get()
            .map_or(Tone::Neutral, |(_, tone, _)| tone)
            .name()
    };
    html::p()
        .class("dolfin-turn")
        .attr("data-tone", tone)
        .child((
            move || {
                icon(
                    slice
                        .get()
                        .map_or(Icon::Waiting, |(turn, tone, _)| picture(turn, tone)),
                )
            },
            move || {
                words.say(slice.get().map_or(Phrase::Loading, |(turn, _, situation)| {
                    turn_words(turn, situation)
                }))
            },
        ))
}

fn picture(turn: Turn, tone: Tone) -> Icon {
    match (turn, tone) {
        (Turn::Nobody, Tone::Success) => Icon::Done,
        (Turn::Support, Tone::Danger) => Icon::Stopped,
        (_, Tone::Danger) => Icon::Attention,
        (Turn::You | Turn::Administrator, _) => Icon::Person,
        (Turn::Stripe, _) => Icon::Waiting,
        (Turn::Host | Turn::Support | Turn::Nobody | Turn::Unknown, _) => Icon::Open,
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

/// What can be done: the next action, a quieter one, and trying again wherever a problem leads.
fn actions(panel: Panel) -> impl IntoView {
    let Panel {
        standing,
        leading,
        words,
        ..
    } = panel;
    // Asking again is a button of its own, which every problem has.
    let offered = |action: Option<Action>| action.filter(|action| *action != Action::Retry);
    let choice = move |choose: fn(&Standing) -> Option<Action>| {
        Memo::new(move |_| standing.with(|standing| offered(standing.as_ref().and_then(choose))))
    };
    let primary = choice(|standing| standing.primary);
    // "Check now" stands beside the time of the last check.
    let secondary = choice(|standing| {
        standing
            .secondary
            .filter(|action| *action != Action::CheckNow)
    });
    let led = Memo::new(move |_| leading.with(Option::is_some));
    html::div().class("dolfin-actions").child((
        move || {
            primary
                .get()
                .map(|action| button(panel, action, "primary", "primary-action"))
        },
        move || {
            secondary
                .get()
                .map(|action| button(panel, action, "secondary", "secondary-action"))
        },
        move || led.get().then(|| retry(move || panel.retry(), words)),
    ))
}

fn button(panel: Panel, action: Action, rank: &'static str, hook: &'static str) -> impl IntoView {
    html::button()
        .class("dolfin-button")
        .attr("type", "button")
        .attr("data-rank", rank)
        .attr("data-testid", hook)
        .on(ev::click, move |_| panel.act(action))
        .child(panel.words.say(action.label()))
}

/// The problem that leads, where nothing of the account can be told or done before it is solved.
pub(super) fn leading(account_known: bool, trouble: Option<&Problem>) -> Option<Problem> {
    trouble
        .filter(|problem| !account_known || problem.kind.is_about_the_account())
        .cloned()
}
