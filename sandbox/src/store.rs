//! Everything the sandbox remembers, in memory, behind one lock.
//!
//! Decides nothing but when an organisation comes into being: when first asked for. Each method takes the lock,
//! does one thing and tells who listens; no caller ever holds it.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use serde_json::{Value, json};
use tokio::sync::broadcast;
use uuid::Uuid;

use crate::{
    fault::{Endpoint, Fault},
    organisation::Organisation,
    record::Entry,
    scenario,
    session::{Sessions, Worthless},
};

/// More than any test or person reads; the oldest are forgotten.
const LOG_LENGTH: usize = 5_000;

/// The sandbox, as every handler holds it.
pub type Shared = Arc<Sandbox>;

/// The server's whole state.
pub struct Sandbox {
    /// Where the app is served.
    pub app: String,
    started: Instant,
    world: Mutex<World>,
    news: broadcast::Sender<News>,
}

#[derive(Default)]
struct World {
    organisations: HashMap<Uuid, Organisation>,
    sessions: Sessions,
    codes: HashMap<String, String>,
    faults: Vec<Fault>,
    log: VecDeque<Entry>,
    requests: u64,
}

/// Something to show live.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum News {
    /// A request began, was answered or was given up.
    Request(Entry),
    /// An organisation is not what it was.
    Organisation {
        /// Which.
        organisation: Option<Uuid>,
    },
}

impl News {
    /// Whether someone watching this organisation wants to know.
    #[must_use]
    pub fn is_about(&self, id: Uuid) -> bool {
        let about = match self {
            Self::Request(entry) => entry.organisation,
            Self::Organisation { organisation } => *organisation,
        };
        about.is_none_or(|about| about == id)
    }
}

impl Sandbox {
    /// A sandbox in which nothing has happened.
    #[must_use]
    pub fn new(app: String) -> Shared {
        Arc::new(Self {
            app: app.trim_end_matches('/').to_owned(),
            started: Instant::now(),
            world: Mutex::default(),
            news: broadcast::channel(256).0,
        })
    }

    fn world(&self) -> MutexGuard<'_, World> {
        // A panic elsewhere must not take every later request down with it.
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Milliseconds since the sandbox started: the log's clock.
    #[must_use]
    pub fn elapsed_ms(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// Hears of everything from now on.
    #[must_use]
    pub fn listen(&self) -> broadcast::Receiver<News> {
        self.news.subscribe()
    }

    fn tell(&self, news: News) {
        // Nobody listening is the usual case.
        let _ = self.news.send(news);
    }

    /// A sign-in code that is good for `token`, once.
    #[must_use]
    pub fn mint_code(&self, token: String) -> String {
        let code = Uuid::new_v4().simple().to_string();
        self.world().codes.insert(code.clone(), token);
        code
    }

    /// What a code is good for; nothing the second time.
    #[must_use]
    pub fn exchange_code(&self, code: &str) -> Option<String> {
        self.world().codes.remove(code)
    }

    /// Does something with an organisation as it is now, bringing it into being if need be.
    pub fn organisation<T>(
        &self,
        id: Uuid,
        act: impl FnOnce(&mut Organisation, Timestamp) -> T,
    ) -> T {
        let now = Timestamp::now();
        let (done, moved) = {
            let mut world = self.world();
            let organisation = world
                .organisations
                .entry(id)
                .or_insert_with(|| scenario::start(id, now));
            let before = organisation.clone();
            organisation.settle(now);
            let done = act(organisation, now);
            (done, *organisation != before)
        };
        if moved {
            self.tell(News::Organisation {
                organisation: Some(id),
            });
        }
        done
    }

    /// Everything the sandbox knows of an organisation, for tests and for the page.
    #[must_use]
    pub fn describe(&self, id: Uuid) -> Value {
        let (mut document, pending) = self.organisation(id, |organisation, now| {
            let pending = organisation
                .pending(now)
                .map(|rest| rest.as_millis().max(0));
            (json!(organisation), pending)
        });
        let sessions = self.world().sessions.tally(id);
        if let Some(members) = document.as_object_mut() {
            members.insert("organisation".into(), json!(id));
            members.insert("sessions".into(), json!(sessions));
            members.insert("pendingForMs".into(), json!(pending));
        }
        document
    }

    /// Puts an organisation in place and forgets all that happened to its predecessor.
    pub fn replace(&self, id: Uuid, organisation: Option<Organisation>) {
        let mut world = self.world();
        world.sessions.forget(id);
        world.faults.retain(|fault| fault.organisation != Some(id));
        world.log.retain(|entry| entry.organisation != Some(id));
        match organisation {
            Some(organisation) => world.organisations.insert(id, organisation),
            None => world.organisations.remove(&id),
        };
        drop(world);
        self.tell(News::Organisation {
            organisation: Some(id),
        });
    }

    /// Forgets everything.
    pub fn reset(&self) {
        *self.world() = World::default();
        self.tell(News::Organisation { organisation: None });
    }

    /// Mints a client secret; answers it with the time it expires.
    pub fn mint(&self, id: Uuid, lifetime: SignedDuration) -> (String, Timestamp) {
        self.world().sessions.mint(id, lifetime, Timestamp::now())
    }

    /// Trades a client secret for a key.
    ///
    /// # Errors
    /// Why the secret is worth nothing.
    pub fn claim(&self, secret: &str) -> Result<(Uuid, String), Worthless> {
        self.world().sessions.claim(secret, Timestamp::now())
    }

    /// The organisation a key speaks for.
    ///
    /// # Errors
    /// Why the key is worth nothing.
    pub fn key(&self, key: &str) -> Result<Uuid, Worthless> {
        self.world().sessions.organisation(key, Timestamp::now())
    }

    /// Ends the session of a key.
    pub fn end(&self, key: &str) {
        self.world().sessions.end(key);
    }

    /// Lets the next answers of an endpoint fail.
    pub fn add_fault(&self, fault: Fault) {
        self.world().faults.push(fault);
    }

    /// The faults still to come, of one organisation or of all.
    #[must_use]
    pub fn faults(&self, organisation: Option<Uuid>) -> Vec<Fault> {
        let world = self.world();
        world
            .faults
            .iter()
            .filter(|fault| fault.organisation == organisation)
            .cloned()
            .collect()
    }

    /// Lets answers be right again.
    pub fn clear_faults(&self, organisation: Option<Uuid>) {
        self.world()
            .faults
            .retain(|fault| fault.organisation != organisation);
    }

    /// The fault that this request meets, if any: the oldest that fits, used up by one.
    pub fn take_fault(&self, endpoint: Endpoint, organisation: Option<Uuid>) -> Option<Fault> {
        let mut world = self.world();
        let fits = |fault: &Fault| {
            fault.endpoint == endpoint
                && (fault.organisation.is_none() || fault.organisation == organisation)
        };
        let found = world.faults.iter_mut().find(|fault| fits(fault))?;
        found.times = found.times.saturating_sub(1);
        let fault = found.clone();
        world.faults.retain(|fault| fault.times > 0);
        Some(fault)
    }

    /// Writes a request down and answers its number.
    pub fn begin(&self, mut entry: Entry) -> u64 {
        let number = {
            let mut world = self.world();
            world.requests += 1;
            entry.number = world.requests;
            world.log.push_back(entry.clone());
            if world.log.len() > LOG_LENGTH {
                world.log.pop_front();
            }
            entry.number
        };
        self.tell(News::Request(entry));
        number
    }

    /// Writes down what became of a request.
    pub fn note(&self, number: u64, change: impl FnOnce(&mut Entry)) {
        let changed = {
            let mut world = self.world();
            world
                .log
                .iter_mut()
                .rev()
                .find(|entry| entry.number == number)
                .map(|entry| {
                    change(entry);
                    entry.clone()
                })
        };
        if let Some(entry) = changed {
            self.tell(News::Request(entry));
        }
    }

    /// The log, oldest first, of one organisation or of everything.
    #[must_use]
    pub fn log(&self, organisation: Option<Uuid>) -> Vec<Entry> {
        let world = self.world();
        let wanted = |entry: &&Entry| organisation.is_none() || entry.organisation == organisation;
        world.log.iter().filter(wanted).cloned().collect()
    }
}
