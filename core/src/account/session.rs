//! The session answer of `POST /organisations/{id}/payment-account/session`, judged by its shape.
//!
//! The answer is `PaymentAccountSessionResponse`; the secret is that of a Stripe account session
//! (<https://docs.stripe.com/api/account_sessions>) and single-use. Whoever has it acts on the connected account
//! as the platform would, so its text never enters Rust: the web room measures it where it is and hands over the
//! measures. `expiresAt` is a hint and blocks nothing, because the clocks of clients are wrong.

use super::{timestamp::Timestamp, value::Value};

/// What the web room measured of an answer, without taking the secret along.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SessionShape<'a> {
    /// The length of `clientSecret` in UTF-16 units, if it is a string.
    pub secret_length: Option<usize>,
    /// Whether it is free of control characters.
    pub secret_is_clean: bool,
    /// `expiresAt`, if there is one.
    pub expires_at: Option<&'a Value>,
}

/// A session that can be handed to Stripe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    /// When the secret is said to expire.
    pub expires_at: Option<Timestamp>,
}

/// The answer carries no secret that Stripe could take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnusableSecret;

/// Account session secrets are a few hundred characters; the API declares no limit.
const LONGEST_SECRET: usize = 5_000;

/// Judges a session answer.
///
/// # Errors
///
/// A secret that is missing, no string, empty, longer than 5,000 units, or holds control characters.
pub fn judge(shape: SessionShape) -> Result<Session, UnusableSecret> {
    match shape.secret_length {
        Some(1..=LONGEST_SECRET) if shape.secret_is_clean => Ok(Session {
            expires_at: shape.expires_at.and_then(Timestamp::read),
        }),
        _ => Err(UnusableSecret),
    }
}
