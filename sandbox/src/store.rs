//! Everything the sandbox remembers, in memory, behind one lock.
//!
//! Decides only that an organisation comes into being when it is first asked for. Each method takes the lock, does
//! one thing and tells the subscribers; no caller ever holds the lock.

use std::{
    collections::HashMap,
    mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use serde_json::{Value, json};
use tokio::sync::broadcast::{self, error::RecvError};
use uuid::Uuid;

use crate::{
    fault::{Endpoint, Fault, Faults},
    log::{Entry, Log},
    organisation::Organisation,
    scenario,
    session::{Invalid, Sessions},
};

/// The store, as every handler holds it.
pub type SharedStore = Arc<Store>;

/// The server's whole state.
pub struct Store {
    /// Where the app is served, without a slash at the end.
    pub app: String,
    started: Instant,
    state: Mutex<State>,
    changes: broadcast::Sender<Change>,
}

#[derive(Default)]
struct State {
    organisations: HashMap<Uuid, Organisation>,
    sessions: Sessions,
    /// Sign-in codes that have not been exchanged, with what each is answered with.
    codes: HashMap<String, Value>,
    faults: Faults,
    log: Log,
}

/// Something to show live.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Change {
    /// A request arrived, was answered or was given up.
    Request(Entry),
    /// An organisation is not what it was; none means all of them.
    Organisation {
        /// Which one.
        organisation: Option<Uuid>,
    },
}

impl Change {
    /// Whether it concerns this organisation.
    #[must_use]
    pub fn concerns(&self, id: Uuid) -> bool {
        let concerned = match self {
            Self::Request(entry) => entry.organisation,
            Self::Organisation { organisation } => *organisation,
        };
        concerned.is_none_or(|concerned| concerned == id)
    }
}

impl Store {
    /// A store in which nothing has happened.
    #[must_use]
    pub fn new(app: &str) -> SharedStore {
        Arc::new(Self {
            app: app.trim_end_matches('/').to_owned(),
            started: Instant::now(),
            state: Mutex::default(),
            changes: broadcast::channel(256).0,
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A panic elsewhere must not take every later request down with it.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Milliseconds since the sandbox started: the log's clock.
    #[must_use]
    pub fn elapsed_ms(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// Receives every change from now on.
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }

    fn publish(&self, change: Change) {
        // It fails when nobody subscribes, which is the usual case.
        let _ = self.changes.send(change);
    }

    /// A sign-in code that is answered with `person`, once.
    #[must_use]
    pub fn create_code(&self, person: Value) -> String {
        let code = Uuid::new_v4().simple().to_string();
        self.state().codes.insert(code.clone(), person);
        code
    }

    /// What a code is answered with; none the second time.
    #[must_use]
    pub fn exchange_code(&self, code: &str) -> Option<Value> {
        self.state().codes.remove(code)
    }

    /// Runs `act` on an organisation as it is now, creating it first if need be.
    pub fn organisation<T>(
        &self,
        id: Uuid,
        act: impl FnOnce(&mut Organisation, Timestamp) -> T,
    ) -> T {
        let now = Timestamp::now();
        let (result, changed) = {
            let mut state = self.state();
            let organisation = state
                .organisations
                .entry(id)
                .or_insert_with(|| scenario::start(id, now));
            let before = organisation.clone();
            organisation.settle(now);
            let result = act(organisation, now);
            (result, *organisation != before)
        };
        if changed {
            self.publish(Change::Organisation {
                organisation: Some(id),
            });
        }
        result
    }

    /// Waits until an organisation is as `wanted` says; at once if it is already.
    pub async fn until(&self, id: Uuid, wanted: impl Fn(&Organisation) -> bool) {
        // Before the first look, so that no change is missed between the two.
        let mut changes = self.subscribe();
        while !self.organisation(id, |organisation, _| wanted(organisation)) {
            if let Err(RecvError::Closed) = changes.recv().await {
                return;
            }
        }
    }

    /// Everything known about an organisation, for tests and for the page.
    #[must_use]
    pub fn describe(&self, id: Uuid) -> Value {
        let (mut document, pending) = self.organisation(id, |organisation, now| {
            let pending = organisation
                .pending(now)
                .map(|rest| rest.as_millis().max(0));
            (json!(organisation), pending)
        });
        let sessions = self.state().sessions.tally(id);
        if let Some(members) = document.as_object_mut() {
            members.insert("organisation".into(), json!(id));
            members.insert("sessions".into(), json!(sessions));
            members.insert("pendingForMs".into(), json!(pending));
        }
        document
    }

    /// Replaces or removes an organisation, and forgets its sessions, faults and log.
    pub fn replace(&self, id: Uuid, organisation: Option<Organisation>) {
        let mut state = self.state();
        state.sessions.forget(id);
        state.faults.clear(Some(id));
        state.log.forget(id);
        match organisation {
            Some(organisation) => state.organisations.insert(id, organisation),
            None => state.organisations.remove(&id),
        };
        drop(state);
        self.publish(Change::Organisation {
            organisation: Some(id),
        });
    }

    /// Forgets everything but how many requests there were: one still being answered must not find another's entry.
    pub fn reset(&self) {
        let mut state = self.state();
        state.log.clear();
        *state = State {
            log: mem::take(&mut state.log),
            ..State::default()
        };
        drop(state);
        self.publish(Change::Organisation { organisation: None });
    }

    /// Creates a client secret; returns it with the time it expires.
    pub fn create_secret(&self, id: Uuid, lifetime: SignedDuration) -> (String, Timestamp) {
        self.state().sessions.create(id, lifetime, Timestamp::now())
    }

    /// Trades a client secret for a key; returns the organisation and the key.
    ///
    /// # Errors
    /// Why the secret is not valid.
    pub fn claim(&self, secret: &str) -> Result<(Uuid, String), Invalid> {
        self.state().sessions.claim(secret, Timestamp::now())
    }

    /// The organisation a key speaks for.
    ///
    /// # Errors
    /// Why the key is not valid.
    pub fn organisation_of(&self, key: &str) -> Result<Uuid, Invalid> {
        self.state().sessions.organisation_of(key, Timestamp::now())
    }

    /// Ends the session of a key.
    pub fn end_session(&self, key: &str) {
        self.state().sessions.end(key);
    }

    /// Makes the next answers of an endpoint fail.
    pub fn add_fault(&self, fault: Fault) {
        self.state().faults.add(fault);
    }

    /// The faults still to come, of one organisation or of everyone.
    #[must_use]
    pub fn faults(&self, organisation: Option<Uuid>) -> Vec<Fault> {
        self.state().faults.list(organisation)
    }

    /// Removes the faults still to come, of one organisation or of everyone.
    pub fn clear_faults(&self, organisation: Option<Uuid>) {
        self.state().faults.clear(organisation);
    }

    /// The form of an organisation has been left: the faults that waited for it strike from now on.
    pub fn form_left(&self, organisation: Uuid) {
        self.state().faults.form_left(organisation);
    }

    /// The fault that this request meets, if any.
    #[must_use]
    pub fn take_fault(&self, endpoint: Endpoint, organisation: Option<Uuid>) -> Option<Fault> {
        self.state().faults.take(endpoint, organisation)
    }

    /// Logs a request; returns its number.
    pub fn log_request(&self, entry: Entry) -> u64 {
        let entry = self.state().log.add(entry);
        let number = entry.number;
        self.publish(Change::Request(entry));
        number
    }

    /// Changes the entry of a request.
    pub fn update_request(&self, number: u64, change: impl FnOnce(&mut Entry)) {
        let updated = self.state().log.update(number, change);
        if let Some(entry) = updated {
            self.publish(Change::Request(entry));
        }
    }

    /// The log of one organisation, or all of it; oldest first.
    #[must_use]
    pub fn requests(&self, organisation: Option<Uuid>) -> Vec<Entry> {
        self.state().log.entries(organisation)
    }
}
