//! What Stripe still needs: groups by whose answer it is, questions instead of codes, the overdue first, what is
//! answered ticked where it stood. Before the start, what to have at hand.

use super::ViewContext;
use super::icon::{Icon, icon};
use super::localised::Localised;
use super::notice::button;
use crate::reactive::element::{El, el};
use crate::reactive::signal::RwSignal;
use onboarding_core::account::document::Code;
use onboarding_core::account::requirement::{Group, Label, Question, Resolution, Subject, Urgency};
use onboarding_core::account::situation::Situation;
use onboarding_core::config::BusinessType;
use onboarding_core::onboarding::state::{FormState, OnboardingState};
use onboarding_core::text::Phrase;
use reactive_graph::prelude::*;
use std::{cell::RefCell, rc::Rc, sync::Arc};

/// The card with the list, while something is due that the person should see.
pub(super) fn requirements(cx: ViewContext) -> El {
    el("div")
        .class("dolfin-place")
        .show_keyed(
            move || cx.groups.with(|groups| !groups.is_empty()),
            move |any| any.then(|| list(cx)),
        )
        .show_keyed(
            move || {
                let is_beginning = cx.situation() == Some(Situation::NotStarted);
                cx.groups.with(|groups| groups.is_empty()) && is_beginning
            },
            move |is_asked| is_asked.then(|| preparation(cx)),
        )
}

/// What is due, as far as the person should see it, and what is not any more. Nothing where nothing is due.
pub(super) fn due(state: &OnboardingState) -> Arc<Vec<Group>> {
    let is_due = |group: &Group| group.urgency != Urgency::Done;
    match state.is_over() || !state.groups.iter().any(is_due) {
        true => Arc::default(),
        false => Arc::clone(&state.groups),
    }
}

/// How many questions are left that the person can answer.
pub(super) fn left(groups: &[Group]) -> usize {
    let questions = groups.iter().flat_map(|group| &group.questions);
    let is_left = |question: &&Question| {
        question.urgency != Urgency::Done && question.way == Resolution::Form
    };
    questions.filter(is_left).count()
}

fn list(cx: ViewContext) -> El {
    let ViewContext {
        groups, translator, ..
    } = cx;
    // One effect tells the rows that have changed: with one for each of five hundred rows, a single answer would keep
    // a phone busy for a tenth of a second.
    let rows = Rc::new(RefCell::new(Vec::<Row>::new()));
    let shown = Rc::clone(&rows);
    let last = RefCell::new(Arc::default());
    let batches = move || {
        groups.with(|groups| {
            let before = last.replace(Arc::clone(groups));
            shown.borrow_mut().retain(|row| row.follow(&before, groups));
            let mut batches: Vec<_> = groups.iter().map(batch).collect();
            batches.dedup();
            batches
        })
    };
    let row = move |place| {
        let questions = groups.with_untracked(|groups| find(groups, place).map(questions));
        let row = Row {
            place,
            questions: RwSignal::new_local(questions.unwrap_or_default()),
        };
        rows.borrow_mut().push(row);
        group(cx, row)
    };
    let is_long = move || groups.with_untracked(|groups| groups.len() > SIZE.into());
    let rows_of = move |wanted| {
        let places = move || {
            groups.with(|groups| {
                let first = groups.partition_point(|group| batch(group) < wanted);
                let groups = groups.iter().skip(first);
                let of_batch = groups.take_while(|group| batch(group) == wanted);
                of_batch.map(Group::place).collect()
            })
        };
        let class = match wanted {
            (_, 2..=0xfffe) => "dolfin-batch dolfin-later",
            (_, 1) if is_long() => "dolfin-batch dolfin-later",
            _ => "dolfin-batch",
        };
        el("div")
            .class(class)
            .for_each(places, Clone::clone, row.clone())
    };
    let has_left = move || cx.state.with(|state| state.form == FormState::Left);
    let title = move || match has_left() {
        true => translator.phrase(Phrase::LeftTitle),
        false => translator.phrase(Phrase::RequirementsTitle),
    };
    el("div")
        .class("dolfin-card dolfin-requirements")
        .child(el("h3").class("dolfin-heading").child(title))
        .show_keyed(has_left, move |has_left| {
            let lead = || {
                el("p")
                    .class("dolfin-lead")
                    .phrase(translator, Phrase::LeftLead)
            };
            has_left.then(lead)
        })
        .child(
            el("div")
                .class("dolfin-groups")
                .for_each(batches, Clone::clone, rows_of),
        )
}

/// How many persons a part of the list holds.
const SIZE: u16 = 20;

/// Which part of the list a group stands in. Of hundreds of persons, those out of sight are laid out a part at a time:
/// a change among them costs what one part costs, not what all do. A part keeps its groups while others come and go.
fn batch(group: &Group) -> (bool, u16) {
    let (is_later, subject) = group.place();
    let of_subject = match subject.number() {
        Some(number) => number / SIZE + 1,
        None if subject < Subject::Person(0) => 0,
        None => u16::MAX,
    };
    (is_later, of_subject)
}

/// A group on the page, and the questions it shows.
#[derive(Clone, Copy)]
struct Row {
    place: (bool, Subject),
    questions: RwSignal<Vec<Question>>,
}

impl Row {
    /// Shows what its group has now, if that is not what it had before. False once there is no such group.
    fn follow(&self, before: &[Group], groups: &[Group]) -> bool {
        let group = find(groups, self.place);
        if let Some(group) = group
            && find(before, self.place) != Some(group)
        {
            self.questions.set(questions(group));
        }
        group.is_some()
    }
}

fn find(groups: &[Group], place: (bool, Subject)) -> Option<&Group> {
    let found = groups.binary_search_by(|group| group.place().cmp(&place));
    groups.get(found.ok()?)
}

fn questions(group: &Group) -> Vec<Question> {
    group.questions.clone()
}

/// A group keeps its node while it has questions; they come and go inside.
fn group(cx: ViewContext, row: Row) -> El {
    let translator = cx.translator;
    let Row {
        place: (_, subject),
        questions,
    } = row;
    let number = subject.number().unwrap_or_default();
    let heading = move || {
        translator.fill(
            subject.heading(),
            &[("number", &translator.number(number.into()))],
        )
    };
    let face = move || {
        let urgencies = |questions: &Vec<Question>| questions.iter().map(|q| q.urgency).min();
        match questions.with(urgencies) {
            Some(Urgency::PastDue) => ("danger", Phrase::UrgencyPastDue),
            // Nothing to be alarmed about: an onboarding begins with all of it.
            Some(Urgency::Due) => ("neutral", Phrase::UrgencyDue),
            Some(Urgency::Done) | None => ("success", Phrase::UrgencyDone),
        }
    };
    // One question alone is its own way in.
    let can_be_opened = move |question: &&Question| question.can_be_opened_alone(subject);
    let several = move || {
        let count = questions.with(|questions| questions.iter().filter(can_be_opened).count());
        cx.has_form && count > 1
    };
    let these = move || {
        questions.with_untracked(|questions| {
            let codes = questions.iter().filter(can_be_opened);
            let codes: Vec<Code> = codes.flat_map(|question| question.codes.clone()).collect();
            cx.open_question(&codes);
        });
    };
    let head = el("div")
        .class("dolfin-group-head")
        .child(el("h4").class("dolfin-group-title").child(heading))
        .child(
            el("span")
                .class("dolfin-tag")
                .child(move || translator.phrase(face().1)),
        )
        .show_keyed(several, move |several| {
            several.then(|| {
                button("quiet", "just-these", these)
                    .attr("aria-label", move || {
                        let what = translator.phrase(Phrase::GroupJustThese);
                        [&heading(), ": ", &what].concat()
                    })
                    .phrase(translator, Phrase::GroupJustThese)
            })
        });
    el("div")
        .class("dolfin-group")
        .attr("data-tone", move || face().0)
        .child(head)
        .child(el("ul").class("dolfin-questions").for_each(
            move || questions.get(),
            Clone::clone,
            move |q| question(cx, subject, q),
        ))
}

fn question(cx: ViewContext, subject: Subject, question: Question) -> El {
    let translator = cx.translator;
    let hint = match question.way {
        Resolution::Form => None,
        Resolution::StripeSupport => Some(Phrase::WayStripeSupport),
        Resolution::Notice => Some(Phrase::WayNotice),
    };
    let picture = match question.urgency {
        Urgency::PastDue => Icon::Attention,
        Urgency::Due => Icon::Open,
        Urgency::Done => Icon::Done,
    };
    let label = el("span").child(move || translator.label(question.label));
    let label = match question.urgency {
        // Hooks are for what is due.
        Urgency::Done => label,
        urgency => codes(&question.codes, urgency, label),
    };
    let item = el("li").class("dolfin-question");
    let item = match question.urgency {
        Urgency::Done => item.attr("data-tone", "success"),
        _ => item,
    };
    let label = match cx.has_form && question.can_be_opened_alone(subject) {
        true => just_this(cx, question, label),
        false => label,
    };
    let text = el("div").child(label).child(hint.map(|hint| {
        el("span")
            .class("dolfin-question-hint")
            .phrase(translator, hint)
    }));
    item.child(icon(picture)).child(text)
}

/// Makes the label a button that opens Stripe's form for this question alone.
fn just_this(cx: ViewContext, question: Question, label: El) -> El {
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

/// What a start will ask for, told before it. Where Stripe has asked for something already, its list stands instead.
fn preparation(cx: ViewContext) -> El {
    let translator = cx.translator;
    let item = |label: Label| el("li").child(move || translator.label(label));
    let list = el("ul").class("dolfin-list dolfin-prepare");
    let asked = match cx.stage.with_value(|stage| stage.business()) {
        BusinessType::Company => OF_COMPANY,
        BusinessType::Individual => OF_INDIVIDUAL,
    };
    el("div")
        .class("dolfin-card dolfin-requirements")
        .attr("data-testid", "preparation")
        .child(
            el("h3")
                .class("dolfin-heading")
                .phrase(translator, Phrase::PrepareTitle),
        )
        .child(
            asked
                .iter()
                .fold(list, |list, label| list.child(item(*label))),
        )
}

/// What Stripe asks of nearly every legal entity.
const OF_COMPANY: &[Label] = &[
    Label::TaxId,
    Label::BusinessAddress,
    Label::AddPeople,
    Label::BirthDate,
    Label::PhotoId,
    Label::BankAccount,
];

/// What Stripe asks of nearly every single person in business.
const OF_INDIVIDUAL: &[Label] = &[
    Label::Name,
    Label::HomeAddress,
    Label::BirthDate,
    Label::PhotoId,
    Label::ProductDescription,
    Label::BankAccount,
];
