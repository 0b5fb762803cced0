//! The frame around Stripe's form, with what is shown while the form loads and when it fails.
//!
//! The frame's own node is left to Stripe; nothing of ours goes into it.

use super::alert::{alert, button};
use super::context::ViewContext;
use super::localised::Localised;
use super::slot::Slot;
use super::unsupported;
use crate::reactive::element::{El, el};
#[cfg(feature = "headless")]
use crate::runtime::handle::MountHandle;
use crate::stripe::environment;
use crate::translator::Translator;
use onboarding_core::account::problem::Problem;
use onboarding_core::onboarding::host_request::HostRequest;
use onboarding_core::onboarding::{environment::Unsupported, events::Event, state::FormState};
use onboarding_core::text::Phrase;

/// What of the form the view tells apart. A repeated event of the same kind redraws nothing.
#[derive(PartialEq)]
enum Shown {
    Nothing,
    Frame,
    Failure(Problem),
    Unsupported(Unsupported),
}

/// The form's card, while there is a form.
pub(super) fn form(cx: ViewContext) -> El {
    let shown = move || {
        // What leads the card is not said again in an empty frame.
        let is_leading = cx.leading.with(Option::is_some);
        cx.state.with(|state| match &state.form {
            FormState::Closed | FormState::Left => Shown::Nothing,
            // One frame for both: Stripe's element is in it from the first to the last.
            FormState::Loading | FormState::Late(_) | FormState::Shown => Shown::Frame,
            FormState::Failed(_) if is_leading => Shown::Nothing,
            FormState::Failed(problem) => Shown::Failure(problem.clone()),
            FormState::Unsupported(unsupported) => Shown::Unsupported(*unsupported),
        })
    };
    el("div")
        .class("dolfin-contents")
        .show_keyed(shown, move |shown| match shown {
            Shown::Nothing => None,
            Shown::Frame => Some(frame(cx)),
            Shown::Failure(problem) => Some(failure(cx, problem)),
            Shown::Unsupported(unsupported) => {
                Some(card(cx.translator).child(unsupported::notice(cx, *unsupported)))
            }
        })
}

fn card(translator: Translator) -> El {
    el("section")
        .class("dolfin-card dolfin-form")
        .aria_label(translator, Phrase::FormLabel)
}

/// Where Stripe's element stands.
fn place() -> El {
    el("div")
        .class("dolfin-frame")
        .attr("data-testid", "onboarding-frame")
        // Stripe's form is in no language that is written from the right.
        .attr("dir", "ltr")
        .attr("tabindex", "-1")
}

/// Stripe's form without anything of ours but the theme.
#[cfg(feature = "headless")]
pub(crate) fn bare(mount: &dyn MountHandle) -> El {
    let place = place();
    let root = el("div").class("dolfin");
    if let (Some(root), Some(place)) = (root.element(), place.element()) {
        mount.set_root(root.clone());
        mount.set_frame(place.clone());
    }
    root.child(place)
}

fn frame(cx: ViewContext) -> El {
    let frame = place();
    cx.show_frame(frame.element());
    // Beside the frame, which stays for what may still come.
    let late = move || {
        cx.state.with(|state| match &state.form {
            FormState::Late(problem) => Some(problem.clone()),
            _ => None,
        })
    };
    let body = el("div").class("dolfin-form-body").child(frame).show(
        move || cx.state.with(|state| state.form == FormState::Loading),
        move || waiting(cx),
    );
    card(cx.translator)
        .show(
            move || cx.state.with(|state| !state.only.is_empty()),
            move || only(cx),
        )
        .child(environment::is_camera_forbidden().then(|| camera_hint(cx.translator)))
        .child(
            el("div")
                .class("dolfin-contents")
                .show_keyed(late, move |late| Some(form_problem(cx, late.as_ref()?))),
        )
        .child(body)
}

/// Says beforehand that whoever has to show a document or themselves cannot do it with this page's camera.
fn camera_hint(translator: Translator) -> El {
    el("p")
        .class("dolfin-form-hint")
        .attr("data-testid", "camera-hint")
        .phrase(translator, Phrase::FormCameraHint)
}

fn failure(cx: ViewContext, problem: &Problem) -> El {
    card(cx.translator).child(form_problem(cx, problem))
}

/// What is wrong with the form, with a way to try again and Stripe's own page.
fn form_problem(cx: ViewContext, problem: &Problem) -> El {
    // The same again, be it one question or everything.
    let again = move || {
        let only = cx.state.try_with_untracked(|state| state.only.clone());
        cx.open_question(&only.unwrap_or_default());
    };
    let elsewhere = button("quiet", "hosted-link", move || {
        cx.ask(HostRequest::HostedLink)
    })
    .phrase(cx.translator, Phrase::FormElsewhere);
    alert(
        cx,
        problem,
        again,
        Some(elsewhere),
        problem.retry_after.is_some(),
    )
}

/// Says that the form asks for some questions alone, and offers the rest.
fn only(cx: ViewContext) -> El {
    let translator = cx.translator;
    let everything = move || cx.tell(Event::FormRequested);
    el("div")
        .class("dolfin-form-only")
        .child(el("p").phrase(translator, Phrase::FormOnlyText))
        .child(button("quiet", "everything", everything).phrase(translator, Phrase::FormEverything))
}

/// The shape of a step of the form, until Stripe draws one.
fn waiting(cx: ViewContext) -> El {
    let translator = cx.translator;
    let skeleton = || el("span").class("dolfin-skeleton");
    let field = || {
        el("div")
            .class("dolfin-waiting-field")
            .attr("aria-hidden", "true")
            .child(skeleton())
            .child(skeleton())
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
