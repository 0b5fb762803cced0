//! What a host may set, and what each setting is when it is absent or wrong.
//!
//! Decides which values are usable, before anything is sent anywhere. Does not read them: where they come from
//! (a prop, an attribute, a `<meta>`) is the caller's business. There is no API key here on purpose: Dolfin's
//! `x-dolfin-api-key` belongs to servers.

#[cfg(test)]
mod tests;

use std::{error::Error, fmt};
use uuid::Uuid;

/// Why a setting cannot be used. Shown to the developer of the host page, never with the value itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfigError {
    /// The organisation id is not a UUID in its usual form, or is the nil UUID.
    Organisation,
    /// No publishable key was given; neither of Dolfin's endpoints returns one.
    KeyMissing,
    /// The key is a secret or restricted key. It must be taken out of the page and revoked.
    KeySecret,
    /// The key does not look like Stripe's `pk_…`.
    KeyMalformed,
    /// The API base is neither a path of this site nor an `https:` (or loopback) address.
    ApiBase,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Organisation => "the organisation id must be the UUID of a Dolfin organisation",
            Self::KeyMissing => {
                "the publishable key is missing: it is Stripe's pk_… from your own configuration"
            }
            Self::KeySecret => {
                "the publishable key is a secret key: take it out of the page and revoke it"
            }
            Self::KeyMalformed => "the publishable key must be Stripe's pk_…",
            Self::ApiBase => "the API base must be a path of this site or an https: address",
        })
    }
}

impl Error for ConfigError {}

/// Reads an organisation id.
///
/// Only the usual form of 36 characters counts (RFC 9562 section 4), in either case: what goes into a request
/// path is the canonical print of its 128 bits, never the text that was given.
pub fn organisation(text: &str) -> Result<Uuid, ConfigError> {
    let text = text.trim();
    match Uuid::try_parse(text) {
        Ok(id) if text.len() == 36 && !id.is_nil() => Ok(id),
        _ => Err(ConfigError::Organisation),
    }
}

/// Stripe's publishable key, which the host page knows and may show to anyone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishableKey(String);

impl PublishableKey {
    /// Accepts `pk_…` only: letters, digits and `_`, at most 255 characters.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(ConfigError::KeyMissing);
        }
        if text.starts_with("sk_") || text.starts_with("rk_") {
            return Err(ConfigError::KeySecret);
        }
        let is_word = |rest: &str| {
            !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        };
        match text.strip_prefix("pk_") {
            Some(rest) if text.len() <= 255 && is_word(rest) => Ok(Self(text.to_owned())),
            _ => Err(ConfigError::KeyMalformed),
        }
    }

    /// The key, for Stripe.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the account is a test one: no real money moves.
    pub fn is_test(&self) -> bool {
        self.0.starts_with("pk_test_")
    }
}

/// What kind of business opens the account, in the terms of Stripe's `business_type`. Before the start the status
/// document does not say, so a host that knows may: it decides what a person is told to have at hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BusinessType {
    /// A legal entity, or not known: Stripe's `company`, `non_profit` and `government_entity`.
    #[default]
    Company,
    /// One person, such as a sole trader: Stripe's `individual`.
    Individual,
}

impl BusinessType {
    /// Reads Stripe's word for it. Who is not one person is asked what a legal entity is asked.
    pub fn parse(text: &str) -> Self {
        match text.trim() {
            "individual" => Self::Individual,
            _ => Self::Company,
        }
    }
}

/// How an organisation looks, as Dolfin's organisation document has it (`logoUrl`, `primaryColour`). Empty is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brand {
    /// An image, by an `https:` address or a path of this site; anything else is not shown.
    pub logo_url: String,
    /// Any CSS colour. It becomes the accent; what is readable on and beside it is worked out.
    pub primary_colour: String,
}

impl Brand {
    /// The address of the logo, if it may be shown.
    pub fn logo(&self) -> Option<&str> {
        let url = self.logo_url.trim();
        let is_path = url.starts_with('/') && !url.starts_with("//");
        (is_path || url.starts_with("https://")).then_some(url)
    }
}

/// Where Dolfin's API is: what stands before `/organisations/…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiBase(String);

impl ApiBase {
    /// Accepts a path of this site (`/api`, or nothing for its root), an `https:` address, or an `http:` one on
    /// loopback. Refuses query, fragment, user information, backslashes, white space and controls.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let text = text.trim().trim_end_matches('/');
        let is_plain = text.bytes().all(|b| {
            b.is_ascii_graphic() && !matches!(b, b'?' | b'#' | b'@' | b'\\' | b'"' | b'<' | b'>')
        });
        let address = text
            .split_once(':')
            .and_then(|(scheme, rest)| Some((scheme, rest.strip_prefix("//")?)));
        let is_usable = match address {
            Some(("https", rest)) => has_host(rest),
            Some(("http", rest)) => has_host(rest) && is_loopback(rest),
            Some(_) => false,
            None => text.is_empty() || (text.starts_with('/') && !text.starts_with("//")),
        };
        if is_plain && is_usable {
            Ok(Self(text.to_owned()))
        } else {
            Err(ConfigError::ApiBase)
        }
    }

    /// Where a sign-in code is traded for a token.
    pub fn code_exchange(&self) -> String {
        [&self.0, "/auth/exchange"].concat()
    }

    /// The address of `endpoint` of an organisation's payment account.
    pub fn payment_account(&self, organisation: Uuid, endpoint: &str) -> String {
        let mut id = Uuid::encode_buffer();
        let id: &str = organisation.as_hyphenated().encode_lower(&mut id);
        [
            &self.0,
            "/organisations/",
            id,
            "/payment-account/",
            endpoint,
        ]
        .concat()
    }
}

fn host(rest: &str) -> &str {
    rest.split('/').next().unwrap_or_default()
}

fn has_host(rest: &str) -> bool {
    !host(rest).is_empty()
}

fn is_loopback(rest: &str) -> bool {
    let host = host(rest);
    let name = match host.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    matches!(name, "localhost" | "127.0.0.1" | "::1")
}
