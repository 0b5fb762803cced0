//! How the sandbox behaves for one organisation: what is not in Dolfin's answer, but shapes it.
//!
//! Decides only the defaults. `organisation`, `dolfin` and `stripe` act on them, and the stand-in on those that its
//! claim is answered with.

use serde::{Deserialize, Serialize};

/// How the sandbox behaves for one organisation.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Settings {
    /// How long Stripe "verifies" after the form was submitted, in milliseconds.
    pub pending_ms: u32,
    /// How long a client secret, and the session claimed with it, lives, in milliseconds.
    pub secret_lifetime_ms: u32,
    /// Where verification ends.
    pub outcome: Outcome,
    /// How Dolfin refuses, whatever the state.
    pub refusal: Option<Refusal>,
    /// The bearer token without which Dolfin answers 401; `*` takes any.
    pub token: Option<String>,
    /// How the form fails to load.
    pub load_error: Option<LoadError>,
    /// The form, once its secret is claimed, draws nothing and reports nothing; unsetting it lets it go on.
    #[serde(skip_serializing_if = "is_false")]
    pub draws_nothing: bool,
    /// The form answers with test data by itself, and is left at this point.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exit: Option<Exit>,
    /// Lists in the status arrive as objects with numbers for names, as some proxies send lists that have gaps.
    #[serde(skip_serializing_if = "is_false")]
    pub lists_as_objects: bool,
    /// `status` and `provider` arrive as numbers, as .NET sends enumerations without a converter.
    #[serde(skip_serializing_if = "is_false")]
    pub enums_as_numbers: bool,
}

/// For settings that the documents of scenarios, which others hold copies of, need not mention.
const fn is_false(value: &bool) -> bool {
    !*value
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            pending_ms: 3_000,
            secret_lifetime_ms: 30 * 60 * 1_000,
            outcome: Outcome::Active,
            refusal: None,
            token: None,
            load_error: None,
            draws_nothing: false,
            exit: None,
            lists_as_objects: false,
            enums_as_numbers: false,
        }
    }
}

/// Where Stripe's verification ends.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub enum Outcome {
    /// Both capabilities on; Restricted if something is still due.
    Active,
    /// The photo ID was not accepted.
    Restricted,
    /// Stripe does not want this business.
    Rejected,
}

/// When a form that answers by itself is left.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub enum Exit {
    /// As soon as it is drawn.
    AtOnce,
    /// After its first step.
    AfterStep,
    /// After everything has been answered and submitted.
    AfterSubmit,
}

/// A standing refusal. `NotEnabled` and `Disconnected` are not here: they follow from the state.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub enum Refusal {
    /// 403 `Payment.Forbidden`, on both endpoints.
    Forbidden,
    /// 404 `Organisation.NotFound`, on both endpoints.
    NotFound,
    /// 502 `PaymentAccount.ProviderError`, on the session endpoint.
    ProviderError,
    /// 409 without any code, on the session endpoint.
    Conflict,
}

/// How the stand-in's `onLoadError` is made to fire.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LoadError {
    /// Stripe's `EmbeddedErrorType`, or any other word.
    #[serde(rename = "type")]
    pub kind: String,
    /// Before `onLoaderStart` the host must draw the error; after it the form does.
    #[serde(default)]
    pub before_loader: bool,
}
