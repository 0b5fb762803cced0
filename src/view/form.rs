//! The frame around Stripe's form: what is seen while it loads, and when it cannot.
//!
//! The frame's own node is left to Stripe; nothing of ours goes into it.

use super::dom::{El, el};
use super::{
    Panel,
    notice::{alert, button},
    obstacle,
    slot::Slot,
};
use crate::account::problem::Problem;
use crate::account::standing::Request;
use crate::flow::{
    flow::{Event, Form},
    obstacle::Obstacle,
};
use crate::words::{Phrase, Words};

/// What of the form the view tells apart. A repeated event of the same kind redraws nothing.
#[derive(Default, PartialEq)]
enum Stage {
    #[default]
    Absent,
    Open,
    Failed(Problem),
    Obstructed(Obstacle),
}

/// The form's card, while there is a form.
pub(super) fn form(panel: Panel) -> El {
    let stage = move || {
        // What leads where things stand is not said again in an empty frame.
        let is_led = panel.leading.with(Option::is_some);
        panel.screen.with(|screen| match &screen.form {
            Form::Closed | Form::Left => Stage::Absent,
            // One frame for both: Stripe's element is in it from the first to the last.
            Form::Loading | Form::Shown => Stage::Open,
            Form::Failed(_) if is_led => Stage::Absent,
            Form::Failed(problem) => Stage::Failed(problem.clone()),
            Form::Obstructed(obstacle) => Stage::Obstructed(*obstacle),
        })
    };
    el("div")
        .class("dolfin-place")
        .swap(stage, move |stage| match stage {
            Stage::Absent => None,
            Stage::Open => Some(open(panel)),
            Stage::Failed(problem) => {
                // The same again, be it one question or everything.
                let again = move || {
                    let only = panel.screen.peek(|screen| screen.only.clone());
                    panel.open_question(&only);
                };
                let elsewhere = button("quiet", "hosted-link", move || {
                    panel.ask(Request::HostedLink);
                });
                let elsewhere = elsewhere.say(panel.words, Phrase::FormElsewhere);
                Some(card(panel.words).child(alert(panel, problem, again, Some(elsewhere))))
            }
            Stage::Obstructed(obstacle) => {
                Some(card(panel.words).child(obstacle::notice(panel, *obstacle)))
            }
        })
}

fn card(words: Words) -> El {
    el("section")
        .class("dolfin-card dolfin-form")
        .named(words, Phrase::FormLabel)
}

fn open(panel: Panel) -> El {
    let frame = el("div")
        .class("dolfin-frame")
        .attr("data-testid", "onboarding-frame")
        // Stripe's form is in no language that is written from the right.
        .attr("dir", "ltr")
        .attr("tabindex", "-1");
    panel.show_frame(frame.element());
    card(panel.words)
        .swap(
            move || panel.screen.with(|screen| !screen.only.is_empty()),
            move |is_only| is_only.then(|| only(panel)),
        )
        .child(el("div").class("dolfin-stage").child(frame).swap(
            move || {
                panel.is_whole.get() && panel.screen.with(|screen| screen.form == Form::Loading)
            },
            move |is_loading| is_loading.then(|| waiting(panel)),
        ))
}

/// Says that the form asks for one question alone, and offers the rest.
fn only(panel: Panel) -> El {
    let words = panel.words;
    let everything = move || panel.tell(Event::FormAsked);
    el("div")
        .class("dolfin-only")
        .child(el("p").say(words, Phrase::FormOnlyText))
        .child(button("quiet", "everything", everything).say(words, Phrase::FormEverything))
}

/// The shape of a step of the form, until Stripe draws one.
fn waiting(panel: Panel) -> El {
    let words = panel.words;
    let bone = || el("span").class("dolfin-bone");
    let field = || {
        el("div")
            .class("dolfin-waiting-field")
            .attr("aria-hidden", "true")
            .child(bone())
            .child(bone())
    };
    let shape = panel.slot(Slot::Waiting, |slot| {
        slot.child(
            el("p")
                .attr("role", "status")
                .say(words, Phrase::FormLoading),
        )
        .child(field())
        .child(field())
        .child(field())
        .child(
            el("p")
                .class("dolfin-form-hint")
                .say(words, Phrase::FormWindowHint),
        )
    });
    el("div").class("dolfin-waiting").child(shape)
}
