//! Client secrets and the sessions claimed with them.
//!
//! Decides whether a secret or a key is still valid. That secrets are single-use and expire is Stripe's rule; what
//! Stripe answers to a second claim is not published, so the words here are ours.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use uuid::Uuid;

/// Every secret and key given out since the sandbox started or was reset.
#[derive(Default)]
pub struct Sessions {
    secrets: HashMap<String, Secret>,
    keys: HashMap<String, Key>,
}

struct Secret {
    organisation: Uuid,
    expires: Timestamp,
    lifetime: SignedDuration,
    claimed: bool,
}

struct Key {
    organisation: Uuid,
    expires: Timestamp,
}

/// How many secrets were created for an organisation, and how many were claimed.
#[derive(Debug, Default, PartialEq, Serialize)]
pub struct Tally {
    /// Secrets created: session POSTs that were answered with one.
    pub minted: usize,
    /// Those that reached the form.
    pub claimed: usize,
}

/// Why a secret or a key is not valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invalid {
    /// The sandbox never gave it out, or has been reset since.
    Unknown,
    /// It was claimed before: secrets are single-use.
    Used,
    /// It has expired.
    Expired,
}

impl Sessions {
    /// Creates a secret that can be claimed once before `now + lifetime`; returns it with that time.
    pub fn create(
        &mut self,
        organisation: Uuid,
        lifetime: SignedDuration,
        now: Timestamp,
    ) -> (String, Timestamp) {
        let secret = format!("accs_secret__{}{}", random(), random());
        let expires = now.saturating_add(lifetime).unwrap_or(Timestamp::MAX);
        let created = Secret {
            organisation,
            expires,
            lifetime,
            claimed: false,
        };
        self.secrets.insert(secret.clone(), created);
        (secret, expires)
    }

    /// Trades a secret for a key, once.
    ///
    /// # Errors
    /// Why it is not valid.
    pub fn claim(&mut self, secret: &str, now: Timestamp) -> Result<(Uuid, String), Invalid> {
        let secret = self.secrets.get_mut(secret).ok_or(Invalid::Unknown)?;
        if secret.claimed {
            return Err(Invalid::Used);
        }
        if secret.expires <= now {
            return Err(Invalid::Expired);
        }
        secret.claimed = true;
        // The key's lifetime starts here, so that a test with a short one still gets to see a form.
        let expires = now
            .saturating_add(secret.lifetime)
            .unwrap_or(Timestamp::MAX);
        let key = format!("em_test_{}", random());
        self.keys.insert(
            key.clone(),
            Key {
                organisation: secret.organisation,
                expires,
            },
        );
        Ok((secret.organisation, key))
    }

    /// The organisation a key speaks for.
    ///
    /// # Errors
    /// Why it is not valid.
    pub fn organisation_of(&self, key: &str, now: Timestamp) -> Result<Uuid, Invalid> {
        let key = self.keys.get(key).ok_or(Invalid::Unknown)?;
        if key.expires <= now {
            Err(Invalid::Expired)
        } else {
            Ok(key.organisation)
        }
    }

    /// Ends the session of a key.
    pub fn end(&mut self, key: &str) {
        self.keys.remove(key);
    }

    /// Forgets one organisation's secrets and keys.
    pub fn forget(&mut self, organisation: Uuid) {
        self.secrets
            .retain(|_, secret| secret.organisation != organisation);
        self.keys.retain(|_, key| key.organisation != organisation);
    }

    /// Counts one organisation's secrets.
    #[must_use]
    pub fn tally(&self, organisation: Uuid) -> Tally {
        let mut tally = Tally::default();
        for secret in self
            .secrets
            .values()
            .filter(|secret| secret.organisation == organisation)
        {
            tally.minted += 1;
            tally.claimed += usize::from(secret.claimed);
        }
        tally
    }
}

fn random() -> String {
    Uuid::new_v4().simple().to_string()
}
