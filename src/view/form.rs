//! The frame around Stripe's form: what is seen while it loads, and when it cannot.
//!
//! The frame's own node is left to Stripe; Leptos puts nothing into it.

use super::{Panel, notice::alert};
use crate::account::problem::Problem;
use crate::flow::flow::{Event, Form};
use crate::words::{Phrase, Words};
use leptos::{html, prelude::*};

/// What of the form the view tells apart. A repeated event of the same kind redraws nothing.
#[derive(Clone, Debug, PartialEq)]
enum Stage {
    Absent,
    Open,
    Failed(Problem),
}

/// The form's card, while there is a form.
pub(super) fn form(panel: Panel) -> impl IntoView {
    let Panel {
        screen,
        frame,
        words,
        ..
    } = panel;
    let stage = Memo::new(move |_| {
        screen.with(|screen| match &screen.form {
            Form::Closed | Form::Left | Form::Obstructed(_) => Stage::Absent,
            // One frame for both: Stripe's element is in it from the first to the last.
            Form::Loading | Form::Shown => Stage::Open,
            // What the account itself forbids is said where things stand, not in an empty frame.
            Form::Failed(problem) if problem.kind.is_about_the_account() => Stage::Absent,
            Form::Failed(problem) => Stage::Failed(problem.clone()),
        })
    });
    let is_loading = Memo::new(move |_| screen.with(|screen| screen.form == Form::Loading));
    move || {
        let content = match stage.get() {
            Stage::Absent => return None,
            Stage::Open => (
                move || is_loading.get().then(|| waiting(words)),
                html::div()
                    .class("dolfin-frame")
                    .attr("data-testid", "onboarding-frame")
                    .attr("tabindex", "-1")
                    .node_ref(frame),
            )
                .into_any(),
            Stage::Failed(problem) => {
                alert(&problem, move || panel.tell(Event::FormAsked), words).into_any()
            }
        };
        Some(
            html::section()
                .class("dolfin-card dolfin-form")
                .attr("aria-label", words.say(Phrase::FormLabel))
                .child(content),
        )
    }
}

/// The shape of a step of the form, until Stripe draws one.
fn waiting(words: Words) -> impl IntoView {
    let field = || {
        html::div()
            .class("dolfin-waiting-field")
            .attr("aria-hidden", "true")
            .child((
                html::span().class("dolfin-bone"),
                html::span().class("dolfin-bone"),
            ))
    };
    html::div().class("dolfin-waiting").child((
        html::p()
            .attr("role", "status")
            .child(words.say(Phrase::FormLoading)),
        field(),
        field(),
        field(),
        html::p()
            .class("dolfin-form-hint")
            .child(words.say(Phrase::FormWindowHint)),
    ))
}
