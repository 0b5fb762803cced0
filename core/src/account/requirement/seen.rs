//! What was asked so far in one visit.
//!
//! Keeps every code, so that what is answered can be ticked where it stood and what is asked again be told from what is
//! new; and every person, so that "Person 1" stays who they are when another is added.

use super::catalogue::look_up;
use super::label::Label;
use super::question::{Resolution, Subject};
use crate::account::document::{Account, Code};

/// Everything that was asked so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// In alphabetical order, each once.
    codes: Vec<Code>,
    /// The opaque ids of persons, in the order in which they were first seen.
    persons: Vec<Box<str>>,
}

/// What makes a code ask the same as another: whose answer it is, which question, and where it is answered.
pub(in crate::account) type Key = (Subject, Label, Resolution);

impl Seen {
    /// What one snapshot of an account asks.
    pub fn of(account: &Account) -> Seen {
        let mut seen = Seen::default();
        seen.take(account);
        seen
    }

    /// Takes in another snapshot of the same account.
    pub fn take(&mut self, account: &Account) {
        let due: Vec<Code> = account.due().cloned().collect();
        let due = Code::sorted(&due, &[]);
        for code in &due {
            if let Some(person) = person(code)
                && self.number(person).is_none()
            {
                self.persons.push(person.into());
            }
        }
        self.codes = Code::sorted(&self.codes, &due);
    }

    /// Every code, in alphabetical order.
    pub fn codes(&self) -> &[Code] {
        &self.codes
    }

    /// Which question a code asks.
    pub(in crate::account) fn key(&self, code: &Code) -> Key {
        let (subject, label, resolution) = look_up(code);
        let number = || person(code).and_then(|person| self.number(person));
        let subject = match subject {
            Subject::Person(unknown) => Subject::Person(number().unwrap_or(unknown)),
            subject => subject,
        };
        (subject, label, resolution)
    }

    fn number(&self, person: &str) -> Option<u16> {
        let place = self.persons.iter().position(|known| **known == *person)?;
        u16::try_from(place + 1).ok()
    }
}

/// The id of the person a code is about, if it is one Stripe knows.
fn person(code: &Code) -> Option<&str> {
    let scope = code.as_str().split('.').next()?;
    scope.starts_with("person_").then_some(scope)
}
