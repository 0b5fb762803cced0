//! The log of requests: one entry each, the oldest forgotten when there are too many.
//!
//! Decides nothing: `recorder` says what is logged. Times are milliseconds since the sandbox started.

use std::collections::{BTreeMap, VecDeque};

use serde::Serialize;
use uuid::Uuid;

use crate::fault::{Endpoint, Kind};

/// More than any test or person reads.
const MAX_ENTRIES: usize = 5_000;

/// One request.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// Counts from 1 since the sandbox started; 0 until it is logged.
    pub number: u64,
    /// The organisation it concerns, where that is known.
    pub organisation: Option<Uuid>,
    /// Which of the four endpoints it reached.
    pub endpoint: Endpoint,
    /// The HTTP method.
    pub method: String,
    /// The path, without the query.
    pub path: String,
    /// When it arrived.
    pub at_ms: u64,
    /// When its answer was sent in full or given up; none while it waits.
    pub ended_ms: Option<u64>,
    /// The status that was answered; none while it waits, or if it was given up before an answer.
    pub status: Option<u16>,
    /// The caller left or was cut off before the answer was complete.
    pub aborted: bool,
    /// The kind of fault it met.
    pub fault: Option<Kind>,
    /// The headers that may be read back; secret ones say only `present`.
    pub headers: BTreeMap<&'static str, String>,
}

/// Every request since the sandbox started.
#[derive(Default)]
pub struct Log {
    entries: VecDeque<Entry>,
    count: u64,
}

impl Log {
    /// Adds an entry and gives it the next number.
    pub fn add(&mut self, mut entry: Entry) -> Entry {
        self.count += 1;
        entry.number = self.count;
        self.entries.push_back(entry.clone());
        if self.entries.len() > MAX_ENTRIES {
            self.entries.pop_front();
        }
        entry
    }

    /// Changes an entry; none if it has been forgotten.
    pub fn update(&mut self, number: u64, change: impl FnOnce(&mut Entry)) -> Option<Entry> {
        let mut newest_first = self.entries.iter_mut().rev();
        let entry = newest_first.find(|entry| entry.number == number)?;
        change(entry);
        Some(entry.clone())
    }

    /// The entries of one organisation, or all of them; oldest first.
    #[must_use]
    pub fn entries(&self, organisation: Option<Uuid>) -> Vec<Entry> {
        let wanted = |entry: &&Entry| organisation.is_none() || entry.organisation == organisation;
        self.entries.iter().filter(wanted).cloned().collect()
    }

    /// Forgets every entry; numbers go on from where they were.
    pub fn clear(&mut self) {
        self.entries.clear();
    }

    /// Forgets the entries of one organisation.
    pub fn forget(&mut self, organisation: Uuid) {
        self.entries
            .retain(|entry| entry.organisation != Some(organisation));
    }
}
