//! What Stripe still needs: groups by whose answer it is, the overdue first, what is answered ticked where it stood.
//! Before the start, what to have at hand.
//!
//! Says how many more questions there are than the list has. A group keeps its node while it has questions, and a
//! question while it stays as it is.

use super::alert::button;
use super::context::ViewContext;
use super::localised::Localised;
use super::question::question;
use crate::reactive::element::{El, el};
use crate::reactive::signal::Memo;
use onboarding_core::account::document::Code;
use onboarding_core::account::requirement::{Group, Label, Question, Subject, Urgency};
use onboarding_core::account::situation::Situation;
use onboarding_core::config::BusinessType;
use onboarding_core::text::{Phrase, wording};

/// The card with the list, while something is due that the person should see.
pub(super) fn requirements(cx: ViewContext) -> El {
    let has_any = move || cx.questions.with(|list| !list.groups.is_empty());
    el("div")
        .class("dolfin-contents")
        .show(has_any, move || list(cx))
        .show(
            move || !has_any() && cx.situation() == Some(Situation::NotStarted),
            move || preparation(cx),
        )
}

fn list(cx: ViewContext) -> El {
    let translator = cx.translator;
    let more = Memo::new(move |_| cx.questions.with(|list| list.more));
    let places = move || {
        cx.questions
            .with(|list| list.groups.iter().map(Group::place).collect())
    };
    let has_left = move || cx.situation() == Some(Situation::LeftUnfinished);
    let title = move || match has_left() {
        true => translator.phrase(Phrase::LeftTitle),
        false => translator.phrase(Phrase::RequirementsTitle),
    };
    let groups = el("div").class("dolfin-groups").for_each(
        places,
        |place| *place,
        move |place| {
            let questions =
                Memo::new(move |_| cx.questions.with(|list| questions(&list.groups, place)));
            group(cx, place.1, questions)
        },
    );
    el("div")
        .class("dolfin-card dolfin-requirements")
        .child(cx.heading(1).class("dolfin-heading").child(title))
        .show(has_left, move || {
            el("p")
                .class("dolfin-lead")
                .phrase(translator, Phrase::LeftLead)
        })
        .child(groups)
        .show(
            move || more.get() > 0,
            move || {
                el("p")
                    .class("dolfin-more")
                    .child(move || translator.count(Phrase::MoreQuestions, more.get()))
            },
        )
}

/// What a group shows; nothing once it is gone.
fn questions(groups: &[Group], place: (bool, Subject)) -> Vec<Question> {
    let group = groups.iter().find(|group| group.place() == place);
    group.map_or_else(Vec::new, |group| group.questions.clone())
}

fn group(cx: ViewContext, subject: Subject, questions: Memo<Vec<Question>>) -> El {
    let translator = cx.translator;
    let title = move || translator.subject(subject);
    let urgency = move || {
        let most_urgent = |questions: &Vec<Question>| questions.iter().map(|q| q.urgency).min();
        match questions.with(most_urgent) {
            Some(Urgency::PastDue) => ("danger", wording::urgency(Urgency::PastDue)),
            // Nothing to be alarmed about: an onboarding begins with all of it.
            Some(Urgency::Due) => ("neutral", wording::urgency(Urgency::Due)),
            Some(Urgency::Done) | None => ("success", wording::urgency(Urgency::Done)),
        }
    };
    // One question alone is its own way in.
    let can_be_opened = move |question: &&Question| question.can_be_opened_alone(subject);
    let has_several = move || {
        let count = questions.with(|questions| questions.iter().filter(can_be_opened).count());
        cx.has_form && count > 1
    };
    let open = move || {
        let codes: Vec<Code> = questions.with_untracked(|questions| {
            let codes = questions.iter().filter(can_be_opened);
            codes.flat_map(|question| question.codes.clone()).collect()
        });
        cx.open_question(&codes);
    };
    let head = el("div")
        .class("dolfin-group-head")
        .child(cx.heading(2).class("dolfin-group-title").child(title))
        .child(
            el("span")
                .class("dolfin-tag")
                .child(move || translator.phrase(urgency().1)),
        )
        .show(has_several, move || {
            button("quiet", "just-these", open)
                .attr("aria-label", move || {
                    let what = translator.phrase(Phrase::GroupJustThese);
                    [&title(), ": ", &what].concat()
                })
                .phrase(translator, Phrase::GroupJustThese)
        });
    el("div")
        .class("dolfin-group")
        .attr("data-tone", move || urgency().0)
        .child(head)
        .child(
            el("ul")
                .class("dolfin-questions")
                .attr("role", "list")
                .for_each(
                    move || questions.get(),
                    Question::clone,
                    move |asked| question(cx, subject, asked),
                ),
        )
}

/// What a start will ask for, told before it. Where Stripe has asked for something already, its list stands instead.
fn preparation(cx: ViewContext) -> El {
    let translator = cx.translator;
    let item = |label: Label| el("li").child(move || translator.label(label));
    let list = el("ul")
        .class("dolfin-list dolfin-preparation")
        .attr("role", "list");
    let asked = match cx.business() {
        BusinessType::Company => OF_COMPANY,
        BusinessType::Individual => OF_INDIVIDUAL,
    };
    el("div")
        .class("dolfin-card dolfin-requirements")
        .attr("data-testid", "preparation")
        .child(
            cx.heading(1)
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
