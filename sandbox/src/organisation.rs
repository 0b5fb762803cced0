//! One organisation's payment account: what the status endpoint answers, and how it moves.
//!
//! Decides every transition, with the time as an argument. An account changes only because someone did something:
//! asked for a session, completed a step, submitted, or waited after submitting. It does not know HTTP.
//! Values are not checked against Dolfin's enumerations: tests need states that nobody has heard of.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    form,
    settings::{Outcome, Settings},
};

/// An organisation, as the control API shows it and takes it.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Organisation {
    /// Dolfin's `PaymentAccountState`, or any other word.
    pub status: String,
    /// Dolfin's `PaymentProvider`; none before one is chosen.
    pub provider: Option<String>,
    /// Stripe's account; none before payments are enabled.
    pub account_id: Option<String>,
    /// None before the first session.
    pub capabilities: Option<Capabilities>,
    /// When payments were enabled, as sent.
    pub enabled_at: Option<String>,
    /// When the form was last submitted, while Stripe still verifies.
    pub submitted_at: Option<Timestamp>,
    /// How the sandbox behaves for this organisation.
    pub settings: Settings,
}

/// Dolfin's `PaymentAccountCapabilities`.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Capabilities {
    /// Stripe's `charges_enabled`.
    pub charges_enabled: bool,
    /// Stripe's `payouts_enabled`.
    pub payouts_enabled: bool,
    /// Stripe's `details_submitted`.
    pub details_submitted: bool,
    /// Requirement codes that are due, those past due included.
    pub currently_due: Vec<String>,
    /// Those of them whose deadline has passed.
    pub past_due: Vec<String>,
    /// Stripe's `disabled_reason`.
    pub disabled_reason: Option<String>,
}

impl Organisation {
    /// An organisation that has enabled payments and done nothing since.
    #[must_use]
    pub fn new(now: Timestamp) -> Self {
        Self {
            status: "NotStarted".into(),
            provider: Some("Stripe".into()),
            account_id: Some("acct_1SandboxGB000001".into()),
            capabilities: None,
            enabled_at: Some(dotnet_date(now)),
            submitted_at: None,
            settings: Settings::default(),
        }
    }

    /// This organisation with the members of `patch` put in place of its own.
    ///
    /// # Errors
    /// A sentence that names the member that is unknown or of the wrong type.
    pub fn patched(&self, patch: &Value) -> Result<Self, String> {
        let mut document = serde_json::to_value(self).map_err(|error| error.to_string())?;
        merge(&mut document, patch);
        serde_json::from_value(document).map_err(|error| error.to_string())
    }

    /// Someone asked for a session: a new account gets its first requirements.
    ///
    /// As at Stripe, every one of them is past due from the start, and that is why payments and payouts are off.
    pub fn session_requested(&mut self) {
        if self.status == "NotStarted" {
            let due = form::NEW_COMPANY.map(String::from).to_vec();
            self.status = "OnboardingInProgress".into();
            self.capabilities = Some(Capabilities {
                past_due: due.clone(),
                currently_due: due,
                disabled_reason: Some("requirements.past_due".into()),
                ..Capabilities::default()
            });
        }
    }

    /// Someone completed `step`: those of `codes` that the step asks for are no longer due. Once nothing is past due any
    /// more, an account that was submitted before is verified with what was given.
    pub fn step_completed(&mut self, step: &str, codes: &[String]) {
        let Some(capabilities) = &mut self.capabilities else {
            return;
        };
        let settled = |code: &String| codes.contains(code) && form::step_of(code) == Some(step);
        capabilities.currently_due.retain(|code| !settled(code));
        capabilities.past_due.retain(|code| !settled(code));
        let reason = &mut capabilities.disabled_reason;
        let was_past_due = reason.as_deref() == Some("requirements.past_due");
        if capabilities.details_submitted && capabilities.past_due.is_empty() && was_past_due {
            *reason = Some("requirements.pending_verification".into());
        }
    }

    /// Someone submitted the form, which was told to leave `excluded` out: Stripe starts to verify.
    ///
    /// False, and nothing changes, while anything else that the form can ask for is due.
    pub fn submitted(&mut self, excluded: &[String], now: Timestamp) -> bool {
        let Some(capabilities) = &mut self.capabilities else {
            return false;
        };
        let missing = |code: &String| form::step_of(code).is_some() && !excluded.contains(code);
        if capabilities.currently_due.iter().any(missing) {
            return false;
        }
        self.submitted_at = Some(now);
        capabilities.details_submitted = true;
        if self.status != "Active" {
            capabilities.disabled_reason = Some("requirements.pending_verification".into());
        }
        true
    }

    /// How much longer Stripe verifies, negative once it is over; none when nothing is pending.
    #[must_use]
    pub fn pending(&self, now: Timestamp) -> Option<SignedDuration> {
        let submitted = self.submitted_at?;
        let duration = SignedDuration::from_millis(self.settings.pending_ms.into());
        Some(duration - now.duration_since(submitted))
    }

    /// Ends the verification if it is over.
    pub fn settle(&mut self, now: Timestamp) {
        if self
            .pending(now)
            .is_none_or(|rest| rest > SignedDuration::ZERO)
        {
            return;
        }
        self.submitted_at = None;
        let Some(capabilities) = &mut self.capabilities else {
            return;
        };
        let photo_id = "representative.verification.document".to_owned();
        let (status, enabled, reason) = match self.settings.outcome {
            Outcome::Active if capabilities.currently_due.is_empty() => ("Active", true, None),
            Outcome::Active => ("Restricted", false, Some("requirements.past_due")),
            Outcome::Restricted => {
                capabilities.currently_due = vec![photo_id.clone()];
                capabilities.past_due = vec![photo_id];
                ("Restricted", false, Some("requirements.past_due"))
            }
            Outcome::Rejected => ("Rejected", false, Some("rejected.other")),
        };
        self.status = status.into();
        capabilities.charges_enabled = enabled;
        capabilities.payouts_enabled = enabled;
        capabilities.disabled_reason = reason.map(String::from);
    }
}

/// Merges objects member by member and replaces everything else. A null is a value here, not a removal.
fn merge(document: &mut Value, patch: &Value) {
    match (document, patch) {
        (Value::Object(members), Value::Object(changes)) => {
            for (name, change) in changes {
                merge(members.entry(name.clone()).or_insert(Value::Null), change);
            }
        }
        (document, patch) => *document = patch.clone(),
    }
}

/// A time as System.Text.Json writes a `DateTimeOffset`: ticks of 100 ns, trailing zeros trimmed, offset in digits.
#[must_use]
pub fn dotnet_date(time: Timestamp) -> String {
    let nanoseconds = time.subsec_nanosecond();
    let ticks = Timestamp::new(time.as_second(), nanoseconds - nanoseconds % 100).unwrap_or(time);
    ticks.strftime("%Y-%m-%dT%H:%M:%S%.f+00:00").to_string()
}
