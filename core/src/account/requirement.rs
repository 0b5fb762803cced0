//! Requirement codes as questions, grouped by whose answer they are.
//!
//! Decides which codes are one question, whose question it is, how urgent it is and where it can be answered.
//! Does not word it ([`crate::text::Label`] does) and does not say what the whole means ([`super::situation`]).
//! Stripe's `past_due` is a subset of `currently_due`
//! (<https://docs.stripe.com/connect/handling-api-verification>): a code in both is one code, past due.
//!
//! The outcome depends on the set of codes alone, not on the order in which they were sent, so that the page
//! stands still between two readings. Growth is that of sorting.

mod catalogue;

use super::document::Code;
pub use crate::text::Label;
use crate::text::Phrase;
use std::cmp::Ordering;

/// Questions with the same subject. A subject has at most two groups: what is overdue, before everything else, and the
/// rest. In there what was answered keeps its place among what is still needed, so that nothing moves under the eyes of
/// somebody who works through the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Whose answer is asked for.
    pub subject: Subject,
    /// The most urgent of its questions.
    pub urgency: Urgency,
    /// In the order Stripe's form asks; never empty.
    pub questions: Vec<Question>,
}

/// One thing to answer, which Stripe may ask in several codes (`dob.day`, `dob.month`, `dob.year`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is asked, in words.
    pub label: Label,
    /// The most urgent of its codes.
    pub urgency: Urgency,
    /// The codes it stands for that are due, or all of them once none is, each once, in alphabetical order; never
    /// empty. "Fix just this" asks Stripe for exactly these (`collectionOptions.requirements.only`).
    pub codes: Vec<Code>,
    /// Where it can be answered.
    pub way: Resolution,
}

/// Whose answer is asked for, in the order of being shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The business itself.
    Business,
    /// The account holder, where the account is an individual's.
    Individual,
    /// The person who opens the account on behalf of the business.
    Representative,
    /// Owners, before Stripe knows them one by one.
    Owner,
    /// Directors, before Stripe knows them one by one.
    Director,
    /// Executives, before Stripe knows them one by one.
    Executive,
    /// The person who authorises the account.
    Authoriser,
    /// The legal guardian of a minor.
    Guardian,
    /// A person Stripe knows, numbered from 1 in the order of their opaque ids.
    Person(u16),
    /// A person, without saying which.
    SomePerson,
    /// Where the money goes.
    BankAccount,
    /// Papers about the business.
    Documents,
    /// Terms and declarations to accept.
    Agreements,
    /// Stripe's interventions (`interv_…`): risk and compliance checks of this account.
    ExtraChecks,
    /// What this version cannot place.
    Other,
}

/// How urgent a question is. Dolfin's document has no deadlines, so there are none here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// Its time has passed; capabilities may be off because of it.
    PastDue,
    /// It is needed.
    Due,
    /// It was asked for and no longer is.
    Done,
}

/// Where a question can be answered
/// (<https://docs.stripe.com/connect/handling-api-verification>, resolution paths of interventions).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Resolution {
    /// In Stripe's form.
    Form,
    /// Only with Stripe's support; often it is already there and nothing but waiting is left.
    StripeSupport,
    /// By somebody else; nothing can be done here.
    Notice,
}

impl Question {
    /// Whether Stripe's form can be opened for this question alone. Interventions cannot be asked for by code.
    pub fn can_be_opened_alone(&self, subject: Subject) -> bool {
        self.way == Resolution::Form
            && subject != Subject::ExtraChecks
            && self.urgency != Urgency::Done
    }
}

impl Group {
    /// Where it stands among all groups, the overdue first; no two stand at the same place.
    pub fn place(&self) -> (bool, Subject) {
        (self.urgency != Urgency::PastDue, self.subject)
    }
}

impl Subject {
    /// The heading of its groups; [`Subject::number`] fills the `{number}` of a person.
    pub fn heading(self) -> Phrase {
        match self {
            Subject::Business => Phrase::SubjectBusiness,
            Subject::Individual => Phrase::SubjectIndividual,
            Subject::Representative => Phrase::SubjectRepresentative,
            Subject::Owner => Phrase::SubjectOwner,
            Subject::Director => Phrase::SubjectDirector,
            Subject::Executive => Phrase::SubjectExecutive,
            Subject::Authoriser => Phrase::SubjectAuthoriser,
            Subject::Guardian => Phrase::SubjectGuardian,
            Subject::Person(_) => Phrase::SubjectPerson,
            Subject::SomePerson => Phrase::SubjectSomePerson,
            Subject::BankAccount => Phrase::SubjectBankAccount,
            Subject::Documents => Phrase::SubjectDocuments,
            Subject::Agreements => Phrase::SubjectAgreements,
            Subject::ExtraChecks => Phrase::SubjectExtraChecks,
            Subject::Other => Phrase::SubjectOther,
        }
    }

    /// The number of a person.
    pub fn number(self) -> Option<u16> {
        match self {
            Subject::Person(number) => Some(number),
            _ => None,
        }
    }
}

/// What is due, as far as it changes whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// Nothing is due at all.
    pub nothing: bool,
    /// Something can be answered in Stripe's form.
    pub answerable: bool,
    /// Something that is past due can be answered in Stripe's form.
    pub overdue: bool,
    /// An appeal against a rejection can be made in Stripe's form.
    pub appeal: bool,
}

/// Sums up the two lists without making questions of them.
pub fn due(currently_due: &[Code], past_due: &[Code]) -> Due {
    let mut due = Due {
        nothing: currently_due.is_empty() && past_due.is_empty(),
        answerable: false,
        overdue: false,
        appeal: false,
    };
    let past = past_due.iter().map(|code| (code, true));
    for (code, overdue) in past.chain(currently_due.iter().map(|code| (code, false))) {
        // Where it is known already that there is something to answer, only an appeal adds to that.
        let is_settled = due.answerable && (due.overdue || !overdue);
        if is_settled && !catalogue::is_intervention(code.as_str()) {
            continue;
        }
        let (_, label, way) = catalogue::look_up(code.as_str());
        if way == Resolution::Form {
            due.answerable = true;
            due.overdue |= overdue;
            due.appeal |= label == Label::RejectionAppeal;
        }
    }
    due
}

/// Turns the two lists of the status document into questions, overdue groups first.
pub fn groups(currently_due: &[Code], past_due: &[Code]) -> Vec<Group> {
    groups_among(&[], currently_due, past_due)
}

/// The same among everything that was `seen` asked for so far: what is no longer due is done, and a person keeps
/// their number when another one has nothing left to answer.
pub fn groups_among(seen: &[Code], currently_due: &[Code], past_due: &[Code]) -> Vec<Group> {
    let mut questions = questions(seen, currently_due, past_due);
    let mut groups: Vec<Group> = Vec::new();
    for is_later in [false, true] {
        let fits =
            |(_, question): &&mut (_, Question)| (question.urgency != Urgency::PastDue) == is_later;
        for (subject, question) in questions.iter_mut().filter(fits) {
            let question = Question {
                codes: std::mem::take(&mut question.codes),
                ..*question
            };
            match groups.last_mut() {
                Some(group) if group.place() == (is_later, *subject) => {
                    group.urgency = group.urgency.min(question.urgency);
                    group.questions.push(question);
                }
                _ => groups.push(Group {
                    subject: *subject,
                    urgency: question.urgency,
                    questions: vec![question],
                }),
            }
        }
    }
    groups
}

/// How many questions `seen` stands for that nothing in `due` asks, and how many `due` asks.
pub(super) fn answered(seen: &[Code], due: &[Code]) -> (usize, usize) {
    let questions = questions(seen, due, &[]);
    let is_done = |(_, question): &&(_, Question)| question.urgency == Urgency::Done;
    let done = questions.iter().filter(is_done).count();
    (done, questions.len() - done)
}

/// Every question with its subject, in the order of being shown, whatever their urgency.
fn questions(seen: &[Code], currently_due: &[Code], past_due: &[Code]) -> Vec<(Subject, Question)> {
    let overdue = Code::sorted(past_due, &[]);
    let due = Code::sorted(currently_due, &overdue);
    let codes = Code::sorted(&due, seen);
    let mut overdue = overdue.iter().peekable();
    let mut due = due.iter().peekable();
    let mut questions: Vec<(Subject, Question)> = Vec::new();
    let (mut number, mut person) = (0_u16, String::new());
    // In the order of the codes, so that those of one person stand together.
    for code in codes {
        let (mut subject, label, way) = catalogue::look_up(code.as_str());
        if let Subject::Person(_) = subject {
            let id = code.as_str().split('.').next().unwrap_or_default();
            if id != person {
                number = number.saturating_add(1);
                person = id.to_owned();
            }
            subject = Subject::Person(number);
        }
        let urgency = match (overdue.next_if_eq(&&code), due.next_if_eq(&&code)) {
            (Some(_), _) => Urgency::PastDue,
            (_, Some(_)) => Urgency::Due,
            _ => Urgency::Done,
        };
        let order = |(other, question): &(Subject, Question)| {
            (*other, question.label, question.way).cmp(&(subject, label, way))
        };
        // Person after person, a question mostly stands behind all others.
        let place = match questions.last().map(order) {
            Some(Ordering::Less) => Err(questions.len()),
            _ => questions.binary_search_by(order),
        };
        match place {
            Ok(place) => {
                if let Some((_, question)) = questions.get_mut(place) {
                    question.take(code, urgency);
                }
            }
            Err(place) => {
                let codes = vec![code];
                let question = Question {
                    label,
                    urgency,
                    codes,
                    way,
                };
                questions.insert(place, (subject, question));
            }
        }
    }
    questions
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
