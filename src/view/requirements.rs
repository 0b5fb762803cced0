//! What Stripe still needs: groups by whose answer it is, questions instead of codes, the overdue first.

use super::Panel;
use super::dom::{El, el};
use super::icon::{Icon, icon};
use super::notice::button;
use crate::account::document::Code;
use crate::account::requirement::{self, Group, Question, Resolution, Subject, Urgency};
use crate::account::standing::Situation;
use crate::flow::flow::Screen;
use crate::words::Phrase;
use leptos::prelude::*;

/// The card with the list, while something is due that the person should see.
pub(super) fn requirements(panel: Panel) -> El {
    el("div").class("dolfin-place").swap(
        move || panel.groups.with(|groups| !groups.is_empty()),
        move |any| any.then(|| list(panel)),
    )
}

/// What is due, as far as the person should see it.
pub(super) fn due(screen: &Screen, situation: Option<Situation>) -> Vec<Group> {
    // A rejected account still carries what was once due; nobody should set about it.
    let is_over = matches!(
        situation,
        Some(Situation::Rejected | Situation::Disconnected)
    );
    let account = screen.account.as_ref().filter(|_| !is_over);
    account
        .and_then(|account| account.capabilities.as_ref())
        .map_or_else(Vec::new, |due| {
            requirement::groups(&due.currently_due, &due.past_due)
        })
}

fn list(panel: Panel) -> El {
    let Panel { groups, words, .. } = panel;
    let keys = move || {
        groups.with(|groups| {
            groups
                .iter()
                .map(|group| (group.subject, group.urgency))
                .collect()
        })
    };
    el("div")
        .class("dolfin-card dolfin-requirements")
        .child(
            el("h3")
                .class("dolfin-heading")
                .say(words, Phrase::RequirementsTitle),
        )
        .child(
            el("div")
                .class("dolfin-groups")
                .each(keys, move |(subject, urgency)| {
                    group(panel, subject, urgency)
                }),
        )
}

/// A group keeps its node while it has questions; they come and go inside.
fn group(panel: Panel, subject: Subject, urgency: Urgency) -> El {
    let Panel { groups, words, .. } = panel;
    let questions = move || {
        groups.with(|groups| {
            let this = |group: &&Group| group.subject == subject && group.urgency == urgency;
            groups
                .iter()
                .find(this)
                .map_or_else(Vec::new, |group| group.questions.clone())
        })
    };
    let number = subject.number().unwrap_or_default();
    let (tone, tag) = match urgency {
        Urgency::PastDue => ("danger", Phrase::UrgencyPastDue),
        Urgency::Due => ("warning", Phrase::UrgencyDue),
    };
    let title = el("h4")
        .class("dolfin-group-title")
        .live_text(move || {
            words
                .fill(
                    subject.heading(),
                    &[("number", &words.number(number.into()))],
                )
                .into()
        })
        .text(" ")
        .child(el("span").class("dolfin-tag").say(words, tag));
    el("div")
        .class("dolfin-group")
        .attr("data-tone", tone)
        .child(title)
        .child(
            el("ul")
                .class("dolfin-questions")
                .each(questions, move |q| question(panel, subject, q)),
        )
}

fn question(panel: Panel, subject: Subject, question: Question) -> El {
    let words = panel.words;
    let hint = match question.way {
        Resolution::Form => None,
        Resolution::StripeSupport => Some(Phrase::WayStripeSupport),
        Resolution::Notice => Some(Phrase::WayNotice),
    };
    let picture = match question.urgency {
        Urgency::PastDue => Icon::Attention,
        Urgency::Due => Icon::Open,
    };
    let label = el("span").live_text(move || words.label(question.label));
    let label = codes(&question.codes, question.urgency, label);
    let label = match panel.has_form && question.can_be_opened_alone(subject) {
        true => just_this(panel, question, label),
        false => label,
    };
    let text = el("div")
        .child(label)
        .maybe(hint.map(|hint| el("span").class("dolfin-question-hint").say(words, hint)));
    el("li")
        .class("dolfin-question")
        .child(icon(picture))
        .child(text)
}

/// Makes the label a button that opens Stripe's form for this question alone.
fn just_this(panel: Panel, question: Question, label: El) -> El {
    let words = panel.words;
    let what = question.label;
    let name = move || {
        let label = words.label(what);
        Some(
            words
                .fill(Phrase::FormJustThisName, &[("label", &label)])
                .into(),
        )
    };
    button("quiet", "just-this", move || {
        panel.open_question(&question.codes)
    })
    .live_attr("aria-label", name)
    .child(label)
}

/// The label, within one node for each code it stands for: hosts and tests find a requirement by its code.
fn codes(codes: &[Code], urgency: Urgency, label: El) -> El {
    let due = if urgency == Urgency::PastDue {
        "past"
    } else {
        "current"
    };
    codes.iter().rev().fold(label, |inside, code| {
        el("span")
            .attr("data-testid", "requirement")
            .attr("data-code", code.as_str())
            .attr("data-due", due)
            .child(inside)
    })
}
