//! The status card: the situation, the three capabilities, the age of the answer, and the log of changes.

use super::context::ViewContext;
use super::localised::Localised;
use super::{activity, alert, capabilities, freshness, situation, support};
use crate::reactive::element::{El, el};
use onboarding_core::account::problem::ProblemKind;
use onboarding_core::account::situation::Action;
use onboarding_core::text::Phrase;
use reactive_graph::graph::untrack;

/// The card. After sign-out it holds one sentence, and nothing that could still change.
pub(super) fn card(cx: ViewContext) -> El {
    el("div").class("dolfin-card").show_keyed(
        move || cx.is_over(),
        move |is_over| {
            Some(match is_over {
                true => situation::ended(cx),
                false => status(cx),
            })
        },
    )
}

fn status(cx: ViewContext) -> El {
    // The rows stand from the first paint, as skeletons, so that nothing moves when the answer comes.
    let has_facts =
        move || cx.state.with(|state| state.account().is_some()) || cx.assessment().is_none();
    el("div")
        .class("dolfin-contents")
        .child(announcement(cx, false))
        .child(announcement(cx, true))
        .child(situation::situation(cx))
        .child(passing_problem(cx))
        .show(has_facts, move || capabilities::capabilities(cx))
        .child(freshness::freshness(cx))
        .child(
            el("div")
                .class("dolfin-foot")
                .child(activity::activity(cx))
                .child(support::support(cx)),
        )
}

/// Says once what changed. Only what is lost may interrupt what is being read out, so there are two of these, and a
/// change is told by one.
fn announcement(cx: ViewContext, of_loss: bool) -> El {
    let news = move || {
        cx.state.with(|state| {
            let (seq, changes) = state.notice().changes()?;
            let is_ours = changes.iter().any(|change| change.is_loss()) == of_loss;
            // In another language it is no news.
            is_ours.then(|| (seq, untrack(|| cx.translator.changes(changes))))
        })
    };
    let (role, hook) = match of_loss {
        true => ("alert", "announcement-of-loss"),
        false => ("status", "announcement"),
    };
    el("p")
        .class("dolfin-visually-hidden")
        .attr("role", role)
        .attr("data-testid", hook)
        // Two equal changes in a row are two: each has a node of its own.
        .show_keyed(news, |news| {
            let (_, text) = news.as_ref()?;
            Some(el("span").child(text.as_str()))
        })
}

/// A failed read beside an account that is known: what is shown stays, and says that it may be old.
fn passing_problem(cx: ViewContext) -> El {
    let problem = move || {
        let is_leading = cx.leading.with(Option::is_some);
        cx.state
            .with(|state| state.status_problem().cloned())
            .filter(|_| !is_leading)
    };
    el("div").show_keyed(problem, move |problem| {
        let problem = problem.as_ref()?;
        let sign_in = (problem.kind == ProblemKind::SignedOut).then(|| {
            alert::button("secondary", "sign-in", move || cx.act(Action::SignIn))
                .phrase(cx.translator, Phrase::ActionSignIn)
        });
        let alert = alert::alert(cx, problem, move || cx.retry(), sign_in, true);
        Some(el("div").class("dolfin-notice").child(alert))
    })
}
