//! From codes to the list of questions.
//!
//! The outcome depends on the set of codes alone, not on the order in which they were sent, so that the page stands
//! still between two snapshots.

use super::question::{Group, Question, QuestionList, Subject, Urgency};
use super::seen::Seen;
use crate::account::document::{Account, Code};

impl QuestionList {
    /// What an account asks.
    pub fn of(account: &Account) -> QuestionList {
        QuestionList::among(&Seen::default(), account)
    }

    /// The same among everything that was asked before: what is no longer due is done.
    pub fn among(seen: &Seen, account: &Account) -> QuestionList {
        let mut seen = seen.clone();
        seen.take(account);
        grouped(questions(&seen, account))
    }
}

/// Every question with its subject, in the order of being shown, whatever their urgency.
fn questions(seen: &Seen, account: &Account) -> Vec<(Subject, Question)> {
    let overdue = Code::sorted(account.overdue(), &[]);
    let due: Vec<Code> = account.due().cloned().collect();
    let due = Code::sorted(&due, &[]);
    let mut questions: Vec<(Subject, Question)> = Vec::new();
    for code in seen.codes() {
        let key @ (subject, label, resolution) = seen.key(code);
        let urgency = match () {
            () if overdue.binary_search(code).is_ok() => Urgency::PastDue,
            () if due.binary_search(code).is_ok() => Urgency::Due,
            () => Urgency::Done,
        };
        let order = |(other, question): &(Subject, Question)| {
            (*other, question.label, question.resolution).cmp(&key)
        };
        match questions.binary_search_by(order) {
            Ok(place) => {
                if let Some((_, question)) = questions.get_mut(place) {
                    question.take(code.clone(), urgency);
                }
            }
            Err(place) => {
                let codes = vec![code.clone()];
                let question = Question {
                    label,
                    urgency,
                    codes,
                    resolution,
                };
                questions.insert(place, (subject, question));
            }
        }
    }
    questions
}

/// Groups of as many questions as are listed. What is due comes before what is done where there is no room for both.
fn grouped(questions: Vec<(Subject, Question)>) -> QuestionList {
    let is_done = |question: &Question| question.urgency == Urgency::Done;
    let due = questions
        .iter()
        .filter(|(_, question)| !is_done(question))
        .count();
    let mut room_for_due = due.min(QuestionList::MOST);
    let mut room_for_done = QuestionList::MOST - room_for_due;
    let more = due - room_for_due;
    let is_later = |question: &Question| question.urgency != Urgency::PastDue;
    let (later, first): (Vec<_>, Vec<_>) = questions
        .into_iter()
        .partition(|(_, question)| is_later(question));
    let mut groups: Vec<Group> = Vec::new();
    for (subject, question) in first.into_iter().chain(later) {
        let room = match is_done(&question) {
            true => &mut room_for_done,
            false => &mut room_for_due,
        };
        let Some(left) = room.checked_sub(1) else {
            continue;
        };
        *room = left;
        match groups.last_mut() {
            Some(group) if group.place() == (is_later(&question), subject) => {
                group.urgency = group.urgency.min(question.urgency);
                group.questions.push(question);
            }
            _ => groups.push(Group {
                subject,
                urgency: question.urgency,
                questions: vec![question],
            }),
        }
    }
    QuestionList { groups, more }
}

impl Question {
    /// Takes in one more of its codes. While any is due, those that are done do not count.
    fn take(&mut self, code: Code, urgency: Urgency) {
        let is_done = urgency == Urgency::Done;
        if self.urgency == Urgency::Done && !is_done {
            self.codes.clear();
        }
        if self.urgency == Urgency::Done || !is_done {
            self.codes.push(code);
        }
        self.urgency = self.urgency.min(urgency);
    }
}
