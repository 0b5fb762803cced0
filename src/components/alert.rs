//! The alert: what went wrong and the way out, in the place where it happened.

use super::context::ViewContext;
use super::focus;
use super::icon::{Icon, icon};
use super::localised::Localised;
use super::slot::Slot;
use crate::reactive::element::{El, el};
use crate::translator::Translator;
use onboarding_core::account::problem::{Class, Problem, ProblemKind};
use onboarding_core::account::situation::{Facts, FormOutcome, Situation, assess};
use onboarding_core::text::{Phrase, wording};

/// An alert for `problem`, with a button that calls `again`, and where there is one another way. Some problems are said
/// to pass by themselves; not where nothing `tries_by_itself`.
pub(super) fn alert(
    cx: ViewContext,
    problem: &Problem,
    again: impl Fn() + 'static,
    other: Option<El>,
    tries_by_itself: bool,
) -> El {
    let translator = cx.translator;
    let told = assess(&Facts {
        account: None,
        problem: Some(problem),
        form: FormOutcome::NotOpened,
    });
    let explanation = match told.situation {
        Situation::Busy | Situation::ServiceFault | Situation::Intercepted if !tries_by_itself => {
            Phrase::FormUnavailableText
        }
        situation => wording::explanation(situation),
    };
    let text = cx.slot(Slot::Problem(problem.kind), |slot| {
        slot.child(
            el("p")
                .class("dolfin-alert-title")
                .phrase(translator, wording::headline(told.situation)),
        )
        .child(el("p").phrase(translator, explanation))
        .child(reference(problem, translator))
    });
    // The sentence is the alert; buttons are not read out with it.
    let text = el("div")
        .class("dolfin-alert-text")
        .attr("role", "alert")
        .child(text);
    el("div")
        .class("dolfin-alert")
        .attr("data-testid", "alert")
        .attr("data-status", status(problem).as_str())
        .attr("data-tone", told.tone.name())
        .child(icon(Icon::Attention))
        .child(text)
        .child(
            el("div")
                .class("dolfin-alert-actions")
                .child(retry(again, translator))
                .child(other),
        )
}

/// The button that tries again.
pub(super) fn retry(again: impl Fn() + 'static, translator: Translator) -> El {
    button("secondary", "retry", again).phrase(translator, Phrase::ActionRetry)
}

/// A button without its words: how much it weighs, the hook tests find it by, and what it does.
pub(super) fn button(rank: &str, hook: &str, act: impl Fn() + 'static) -> El {
    el("button")
        .class("dolfin-button")
        .attr("type", "button")
        .attr("data-rank", rank)
        .attr("data-testid", hook)
        .on("click", move |press| {
            focus::give_to_pressed(press);
            act();
        })
}

/// What to quote to support, if there is something.
pub(super) fn reference(problem: &Problem, translator: Translator) -> Option<El> {
    let reference = problem.reference.clone()?;
    let text = move || translator.fill(Phrase::Reference, &[("reference", reference.as_str())]);
    Some(el("p").class("dolfin-reference").child(text))
}

/// The HTTP status, or a word for what happened instead of one.
pub(super) fn status(problem: &Problem) -> String {
    let word = match (problem.http, problem.kind, problem.class) {
        (Some(http), ..) => return http.to_string(),
        (_, ProblemKind::Offline, _) => "offline",
        (_, ProblemKind::Unreachable, _) => "unreachable",
        (_, ProblemKind::Slow, _) => "timeout",
        (_, ProblemKind::SignedOut, _) => "signed-out",
        (_, ProblemKind::FormBlocked | ProblemKind::FormUnavailable, _)
        | (_, ProblemKind::ConsentNeeded, _)
        | (_, ProblemKind::SessionNotTaken, _)
        | (_, ProblemKind::AuthenticationFailed | ProblemKind::FormSilent, _) => "form",
        (_, _, Class::BadAnswer) => "bad-answer",
        _ => "error",
    };
    word.to_owned()
}
