//! The frame around Stripe's form: what is seen while it loads, and when it cannot.
//!
//! The frame's own node is left to Stripe; nothing of ours goes into it.

use super::localised::Localised;
use super::{
    ViewContext,
    notice::{alert, button},
    slot::Slot,
    unsupported,
};
use crate::reactive::element::{El, el};
use crate::translator::Translator;
use onboarding_core::account::problem::Problem;
use onboarding_core::account::situation::Request;
use onboarding_core::onboarding::{environment::Unsupported, machine::Event, state::FormState};
use onboarding_core::text::Phrase;
use reactive_graph::prelude::*;

/// What of the form the view tells apart. A repeated event of the same kind redraws nothing.
#[derive(Default, PartialEq)]
enum MountHandle {
    #[default]
    Absent,
    Open,
    Failed(Problem),
    Unsupported(Unsupported),
}

/// The form's card, while there is a form.
pub(super) fn form(cx: ViewContext) -> El {
    let stage = move || {
        // What leads where things stand is not said again in an empty frame.
        let is_led = cx.leading.with(Option::is_some);
        cx.state.with(|state| match &state.form {
            FormState::Closed | FormState::Left => MountHandle::Absent,
            // One frame for both: Stripe's element is in it from the first to the last.
            FormState::Loading | FormState::Shown => MountHandle::Open,
            FormState::Failed(_) if is_led => MountHandle::Absent,
            FormState::Failed(problem) => MountHandle::Failed(problem.clone()),
            FormState::Unsupported(obstacle) => MountHandle::Unsupported(*obstacle),
        })
    };
    el("div")
        .class("dolfin-place")
        .show_keyed(stage, move |stage| match stage {
            MountHandle::Absent => None,
            MountHandle::Open => Some(open(cx)),
            MountHandle::Failed(problem) => {
                // The same again, be it one question or everything.
                let again = move || {
                    let only = cx.state.with_untracked(|state| state.only.clone());
                    cx.open_question(&only);
                };
                let elsewhere = button("quiet", "hosted-link", move || {
                    cx.ask(Request::HostedLink);
                });
                let elsewhere = elsewhere.phrase(cx.translator, Phrase::FormElsewhere);
                Some(card(cx.translator).child(alert(cx, problem, again, Some(elsewhere))))
            }
            MountHandle::Unsupported(obstacle) => {
                Some(card(cx.translator).child(unsupported::notice(cx, *obstacle)))
            }
        })
}

fn card(translator: Translator) -> El {
    el("section")
        .class("dolfin-card dolfin-form")
        .aria_label(translator, Phrase::FormLabel)
}

fn open(cx: ViewContext) -> El {
    let frame = el("div")
        .class("dolfin-frame")
        .attr("data-testid", "onboarding-frame")
        // Stripe's form is in no language that is written from the right.
        .attr("dir", "ltr")
        .attr("tabindex", "-1");
    cx.show_frame(frame.element());
    card(cx.translator)
        .show_keyed(
            move || cx.state.with(|state| !state.only.is_empty()),
            move |is_only| is_only.then(|| only(cx)),
        )
        .child(el("div").class("dolfin-stage").child(frame).show_keyed(
            move || cx.is_whole.get() && cx.state.with(|state| state.form == FormState::Loading),
            move |is_loading| is_loading.then(|| waiting(cx)),
        ))
}

/// Says that the form asks for one question alone, and offers the rest.
fn only(cx: ViewContext) -> El {
    let translator = cx.translator;
    let everything = move || cx.tell(Event::FormRequested);
    el("div")
        .class("dolfin-only")
        .child(el("p").phrase(translator, Phrase::FormOnlyText))
        .child(button("quiet", "everything", everything).phrase(translator, Phrase::FormEverything))
}

/// The shape of a step of the form, until Stripe draws one.
fn waiting(cx: ViewContext) -> El {
    let translator = cx.translator;
    let bone = || el("span").class("dolfin-bone");
    let field = || {
        el("div")
            .class("dolfin-waiting-field")
            .attr("aria-hidden", "true")
            .child(bone())
            .child(bone())
    };
    let shape = cx.slot(Slot::Waiting, |slot| {
        slot.child(
            el("p")
                .attr("role", "status")
                .phrase(translator, Phrase::FormLoading),
        )
        .child(field())
        .child(field())
        .child(field())
        .child(
            el("p")
                .class("dolfin-form-hint")
                .phrase(translator, Phrase::FormWindowHint),
        )
    });
    el("div").class("dolfin-waiting").child(shape)
}
