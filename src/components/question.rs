//! One question of Stripe's: what is asked, whether it is answered, and the way to its answer.

use super::alert::button;
use super::context::ViewContext;
use super::icon::{Icon, icon};
use super::localised::Localised;
use crate::reactive::element::{El, el};
use onboarding_core::account::document::Code;
use onboarding_core::account::requirement::{Question, Subject, Urgency};
use onboarding_core::text::{Phrase, wording};

/// An item of a list of questions. Whether it is answered, open or overdue is said in words too, for whoever does not
/// see the icon.
pub(super) fn question(cx: ViewContext, subject: Subject, question: Question) -> El {
    let translator = cx.translator;
    let urgency = wording::urgency(question.urgency);
    let picture = match question.urgency {
        Urgency::PastDue => Icon::Attention,
        Urgency::Due => Icon::Open,
        Urgency::Done => Icon::Done,
    };
    let hint = wording::resolution(question.resolution);
    let label = el("span").child(move || translator.label(question.label));
    // Hooks are for what is due.
    let label = match question.urgency {
        Urgency::Done => label,
        urgency => codes(&question.codes, urgency, label),
    };
    let tone = (question.urgency == Urgency::Done).then_some("success");
    let label = match cx.has_form && question.can_be_opened_alone(subject) {
        true => way_in(cx, question, label),
        false => label,
    };
    let words = el("div")
        .child(
            el("span")
                .class("dolfin-visually-hidden")
                .child(move || [&translator.phrase(urgency), ": "].concat()),
        )
        .child(label)
        .child(hint.map(|hint| {
            el("span")
                .class("dolfin-question-hint")
                .phrase(translator, hint)
        }));
    el("li")
        .class("dolfin-question")
        .attr("data-tone", move || tone)
        .child(icon(picture))
        .child(words)
}

/// Makes the label a button that opens Stripe's form for this question alone.
fn way_in(cx: ViewContext, question: Question, label: El) -> El {
    let translator = cx.translator;
    let what = question.label;
    let name = move || {
        let label = translator.label(what);
        translator.fill(Phrase::FormJustThisName, &[("label", &label)])
    };
    button("quiet", "just-this", move || {
        cx.open_question(&question.codes)
    })
    .attr("aria-label", name)
    .child(label)
}

/// The label, within one node for each code it stands for: hosts and tests find a requirement by its code.
fn codes(codes: &[Code], urgency: Urgency, label: El) -> El {
    let due = match urgency {
        Urgency::PastDue => "past",
        Urgency::Due | Urgency::Done => "current",
    };
    codes.iter().rev().fold(label, |inside, code| {
        el("span")
            .attr("data-testid", "requirement")
            .attr("data-code", code.as_str())
            .attr("data-due", due)
            .child(inside)
    })
}
