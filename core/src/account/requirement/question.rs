//! Questions, and groups of them.

use super::label::Label;
use crate::account::document::Code;

/// What is asked, in the order of being shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuestionList {
    /// Whose answers are asked for, the overdue first. At most [`QuestionList::MOST`] questions in all.
    pub groups: Vec<Group>,
    /// How many more questions are due than these.
    pub more: usize,
}

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
    /// What is asked.
    pub label: Label,
    /// The most urgent of its codes.
    pub urgency: Urgency,
    /// The codes it stands for that are due, or all of them once none is, each once, in alphabetical order; never
    /// empty. "Fix just this" asks Stripe for exactly these (`collectionOptions.requirements.only`).
    pub codes: Vec<Code>,
    /// Where it can be answered.
    pub resolution: Resolution,
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
    /// A person Stripe knows, numbered from 1 in the order in which they were first seen.
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

impl QuestionList {
    /// As many questions are listed. A list that long is worked through in Stripe's form.
    pub const MOST: usize = 100;

    /// Whether nothing of it is due.
    pub fn is_done(&self) -> bool {
        let is_done = |group: &Group| group.urgency == Urgency::Done;
        self.groups.iter().all(is_done)
    }

    /// How many questions are due that can be answered in Stripe's form.
    pub fn left(&self) -> usize {
        let questions = self.groups.iter().flat_map(|group| &group.questions);
        let is_left = |question: &&Question| {
            question.urgency != Urgency::Done && question.resolution == Resolution::Form
        };
        questions.filter(is_left).count() + self.more
    }
}

impl Question {
    /// Whether Stripe's form can be opened for this question alone. Interventions cannot be asked for by code.
    pub fn can_be_opened_alone(&self, subject: Subject) -> bool {
        self.resolution == Resolution::Form
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
    /// The number of a person.
    pub fn number(self) -> Option<u16> {
        match self {
            Subject::Person(number) => Some(number),
            _ => None,
        }
    }
}
