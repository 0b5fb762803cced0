//! What Stripe still needs: groups by whose answer it is, questions instead of codes, the overdue first.

use super::Panel;
use super::icon::{Icon, icon};
use crate::account::document::Code;
use crate::account::requirement::{self, Group, Question, Resolution, Urgency};
use crate::account::standing::Situation;
use crate::flow::flow::Screen;
use crate::words::{Phrase, Words};
use leptos::{html, prelude::*};

/// The card with the list, while something is due that the person should see.
pub(super) fn requirements(panel: Panel) -> impl IntoView {
    let Panel {
        screen,
        standing,
        words,
        ..
    } = panel;
    let groups = Memo::new(move |_| {
        // A rejected account still carries what was once due; nobody should set about it.
        let is_over = standing.with(|standing| {
            standing.is_some_and(|standing| {
                matches!(
                    standing.situation,
                    Situation::Rejected | Situation::Disconnected
                )
            })
        });
        if is_over {
            Vec::new()
        } else {
            screen.with(due)
        }
    });
    let any = Memo::new(move |_| groups.with(|groups| !groups.is_empty()));
    move || {
        any.get().then(|| {
            html::div().class("dolfin-card dolfin-requirements").child((
                html::h3()
                    .class("dolfin-heading")
                    .child(words.say(Phrase::RequirementsTitle)),
                html::div().class("dolfin-groups").child(view! {
                    <For
                        each=move || groups.get()
                        key=|group| (group.subject, group.urgency)
                        let(group)
                    >
                        {group_view(group, groups, words)}
                    </For>
                }),
            ))
        })
    }
}

fn due(screen: &Screen) -> Vec<Group> {
    let capabilities = screen
        .account
        .as_ref()
        .and_then(|account| account.capabilities.as_ref());
    capabilities.map_or_else(Vec::new, |due| {
        requirement::groups(&due.currently_due, &due.past_due)
    })
}

/// A group keeps its node while it has questions; they come and go inside.
fn group_view(group: Group, groups: Memo<Vec<Group>>, words: Words) -> impl IntoView {
    let (subject, urgency) = (group.subject, group.urgency);
    let questions = Memo::new(move |_| {
        groups.with(|groups| {
            let group = groups
                .iter()
                .find(|group| group.subject == subject && group.urgency == urgency);
            group.map_or_else(Vec::new, |group| group.questions.clone())
        })
    });
    let number = subject
        .number()
        .map(|number| number.to_string())
        .unwrap_or_default();
    let (tone, tag) = match urgency {
        Urgency::PastDue => ("danger", Phrase::UrgencyPastDue),
        Urgency::Due => ("warning", Phrase::UrgencyDue),
    };
    html::div().class("dolfin-group").attr("data-tone", tone).child((
        html::h4().class("dolfin-group-title").child((
            words.fill(subject.heading(), &[("number", &number)]),
            html::span().class("dolfin-tag").child(words.say(tag)),
        )),
        html::ul().class("dolfin-questions").child(view! {
            <For each=move || questions.get() key=|question| (question.label, question.codes.clone()) let(question)>
                {question_view(question, words)}
            </For>
        }),
    ))
}

fn question_view(question: Question, words: Words) -> impl IntoView {
    let hint = match question.way {
        Resolution::Form => None,
        Resolution::StripeSupport => Some(Phrase::WayStripeSupport),
        Resolution::Notice => Some(Phrase::WayNotice),
    };
    let picture = match question.urgency {
        Urgency::PastDue => Icon::Attention,
        Urgency::Due => Icon::Open,
    };
    html::li().class("dolfin-question").child((
        icon(picture),
        html::div().child((
            codes(
                &question.codes,
                question.urgency,
                words.label(question.label),
            ),
            hint.map(|hint| {
                html::span()
                    .class("dolfin-question-hint")
                    .child(words.say(hint))
            }),
        )),
    ))
}

/// The label, within one node for each code it stands for: hosts and tests find a requirement by its code.
fn codes(codes: &[Code], urgency: Urgency, label: &'static str) -> AnyView {
    let due = if urgency == Urgency::PastDue {
        "past"
    } else {
        "current"
    };
    codes.iter().rev().fold(label.into_any(), |inside, code| {
        html::span()
            .attr("data-testid", "requirement")
            .attr("data-code", code.as_str().to_owned())
            .attr("data-due", due)
            .child(inside)
            .into_any()
    })
}
