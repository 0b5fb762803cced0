//! The session answer of `POST /organisations/{id}/payment-account/session`, judged by its shape.
//!
//! The answer is `PaymentAccountSessionResponse`; the secret is that of a Stripe account session
//! (<https://docs.stripe.com/api/account_sessions>) and single-use. Whoever has it acts on the connected account
//! as the platform would, so its text never enters Rust: it is taken out in JavaScript and measured there.
//! `expiresAt` is a hint and blocks nothing, because the clocks of clients are wrong.

#[cfg(test)]
mod tests;

use std::time::Duration;

/// What was measured of the secret without taking it along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecretShape {
    /// The length of `clientSecret` in UTF-16 units, if it is a string.
    pub length: Option<u32>,
    /// Whether it is free of control characters.
    pub is_clean: bool,
}

/// A session that can be handed to Stripe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    /// How long the secret is said to be good from now on. `None` where the answer does not say, or by this clock the
    /// end is past.
    pub lifetime: Option<Duration>,
}

impl SecretShape {
    /// Whether Stripe could take it: a text of 1 to 5,000 units without control characters. Secrets are a few hundred
    /// characters; the API declares no limit.
    pub fn is_usable(self) -> bool {
        matches!(self.length, Some(1..=5_000)) && self.is_clean
    }
}

impl Session {
    /// One whose end is so many milliseconds away: not a number where its date cannot be read. (An unset .NET date is
    /// `0001-01-01T00:00:00`, long past.)
    pub fn ending_in(millis: f64) -> Session {
        Session {
            lifetime: (millis > 0.0).then(|| Duration::from_millis(millis as u64)),
        }
    }
}
