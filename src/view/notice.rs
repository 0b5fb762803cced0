//! Something went wrong: what it means and the way out, in the place where it happened.

use super::icon::{Icon, icon};
use crate::account::problem::{Class, Problem, ProblemKind};
use crate::account::standing::{Facts, FormOutcome, standing};
use crate::words::{Phrase, Words};
use leptos::{ev, html, prelude::*};

/// An alert for `problem`, with a button that calls `again`.
pub(super) fn alert<Again: Fn() + 'static>(
    problem: &Problem,
    again: Again,
    words: Words,
) -> impl IntoView + use<Again> {
    let told = standing(&Facts {
        account: None,
        problem: Some(problem),
        form: FormOutcome::NotOpened,
    });
    html::div()
        .class("dolfin-alert")
        .attr("role", "alert")
        .attr("data-testid", "alert")
        .attr("data-status", status(problem))
        .attr("data-tone", told.tone.name())
        .child((
            icon(Icon::Attention),
            html::div().class("dolfin-alert-text").child((
                html::p()
                    .class("dolfin-alert-title")
                    .child(words.say(told.headline)),
                html::p().child(words.say(told.explanation)),
                reference(problem, words),
            )),
            retry(again, words),
        ))
}

/// The button that tries again.
pub(super) fn retry(again: impl Fn() + 'static, words: Words) -> impl IntoView {
    html::button()
        .class("dolfin-button")
        .attr("type", "button")
        .attr("data-testid", "retry")
        .on(ev::click, move |_| again())
        .child(words.say(Phrase::ActionRetry))
}

/// What to quote to support, if there is something.
pub(super) fn reference(problem: &Problem, words: Words) -> Option<impl IntoView + use<>> {
    let reference = problem.reference.as_ref()?;
    let text = words.fill(Phrase::Reference, &[("reference", reference.as_str())]);
    Some(html::p().class("dolfin-reference").child(text))
}

/// The HTTP status, or a word for what happened instead of one.
pub(super) fn status(problem: &Problem) -> String {
    match (problem.http, problem.kind, problem.class) {
        (Some(http), ..) => http.to_string(),
        (_, ProblemKind::Offline, _) => "offline".to_owned(),
        (_, ProblemKind::Unreachable, _) => "unreachable".to_owned(),
        (_, ProblemKind::Slow, _) => "timeout".to_owned(),
        (_, ProblemKind::SignedOut, _) => "signed-out".to_owned(),
        (
            _,
            ProblemKind::FormBlocked | ProblemKind::FormUnavailable | ProblemKind::SessionNotTaken,
            _,
        ) => "form".to_owned(),
        (_, _, Class::BadAnswer) => "bad-answer".to_owned(),
        _ => "error".to_owned(),
    }
}
