//! Who is signed in with the host, and for which organisations they may act.
//!
//! Here a list in the environment, `{ "session cookie": ["organisation id", …] }`; a host has a database in its place.

use axum::http::{HeaderMap, header};
use std::{collections::HashMap, env, error::Error};
use uuid::Uuid;

pub struct Sessions(HashMap<String, Vec<Uuid>>);

impl Sessions {
    /// # Errors
    /// `SESSIONS` is not such a list.
    pub fn of_environment() -> Result<Self, Box<dyn Error>> {
        let text = env::var("SESSIONS").unwrap_or_else(|_| "{}".to_owned());
        let listed: HashMap<String, Vec<String>> = serde_json::from_str(&text)?;
        let parsed = listed.into_iter().map(|(session, ids)| {
            let ids = ids.iter().map(|id| Uuid::try_parse(id));
            Ok((session, ids.collect::<Result<_, _>>()?))
        });
        Ok(Self(parsed.collect::<Result<_, uuid::Error>>()?))
    }

    /// Whether whoever sent these headers may act for the organisation; nothing where nobody is signed in.
    pub fn may_act_for(&self, headers: &HeaderMap, organisation: Uuid) -> Option<bool> {
        let cookies = headers.get(header::COOKIE)?.to_str().ok()?;
        let session = cookies
            .split("; ")
            .find_map(|one| one.strip_prefix("session="))?;
        Some(self.0.get(session)?.contains(&organisation))
    }
}
