//! What goes wrong on purpose: the faults that tests and the scenario page ask for, and which request meets which.
//!
//! Decides what a fault may contain, and that the oldest that fits is met first and used up by one.
//! How each looks on the wire is in `fault_response`.

use std::collections::BTreeMap;

use axum::http::{HeaderName, HeaderValue};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// Where a fault strikes.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Endpoint {
    /// Dolfin's session POST.
    Session,
    /// Dolfin's status GET.
    Status,
    /// The stand-in's script, `connect.js`.
    Script,
    /// What the stand-in itself asks for.
    Form,
}

/// What a network, a proxy or a bad deployment does to an answer.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The connection is reset before any answer.
    Reset,
    /// Nothing is ever answered.
    StallHeaders,
    /// Half the body is sent, then nothing more.
    StallBody,
    /// Half the body is sent, then the connection closes.
    Truncate,
    /// A captive portal answers 200 with a page.
    Html,
    /// No body.
    Empty,
    /// Eight megabytes of JSON.
    Huge,
    /// A redirect to a sign-in page.
    Redirect,
    /// A script that does not parse.
    SyntaxError,
    /// A script that runs and leaves no `StripeConnect`.
    NoGlobal,
}

/// What a fault waits for.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum After {
    /// The form is left. Requests that are being answered by then are not struck.
    Exit,
}

/// A fault, as the control API takes it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Fault {
    /// Where it strikes.
    pub endpoint: Endpoint,
    /// What must happen first; until then it strikes nothing.
    pub after: Option<After>,
    /// How many more times.
    #[serde(default = "once")]
    pub times: u32,
    /// The organisation it strikes; none strikes everyone.
    #[serde(skip_deserializing)]
    pub organisation: Option<Uuid>,
    /// How long the answer waits first, in milliseconds.
    #[serde(default)]
    pub delay_ms: u32,
    /// Damages or replaces the answer.
    pub kind: Option<Kind>,
    /// Answers this status.
    pub status: Option<u16>,
    /// Answers this body: a string is sent as it is, anything else as JSON.
    pub body: Option<Value>,
    /// The content type of the body.
    pub content_type: Option<String>,
    /// Adds these headers.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// False lets a page on another port see an answer it cannot read.
    #[serde(default = "yes")]
    pub cors: bool,
    /// False hides `Retry-After` from a page on another port.
    #[serde(default = "yes")]
    pub expose_retry_after: bool,
}

const fn once() -> u32 {
    1
}

const fn yes() -> bool {
    true
}

impl Fault {
    /// Checks that the fault can be sent.
    ///
    /// # Errors
    /// A sentence that names the member.
    pub fn check(&self) -> Result<(), String> {
        if let Some(status) = self.status
            && !(200..=599).contains(&status)
        {
            return Err(format!(
                "status: {status} cannot be answered; 200 to 599 can"
            ));
        }
        for (name, value) in &self.headers {
            if name.parse::<HeaderName>().is_err() || value.parse::<HeaderValue>().is_err() {
                return Err(format!("headers: {name} cannot be sent"));
            }
        }
        Ok(())
    }
}

/// The faults still to come, in the order they were added.
#[derive(Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Adds a fault.
    pub fn add(&mut self, fault: Fault) {
        self.0.push(fault);
    }

    /// The faults of one organisation, or those of everyone.
    #[must_use]
    pub fn list(&self, organisation: Option<Uuid>) -> Vec<Fault> {
        let of_it = |fault: &&Fault| fault.organisation == organisation;
        self.0.iter().filter(of_it).cloned().collect()
    }

    /// Removes the faults of one organisation, or those of everyone.
    pub fn clear(&mut self, organisation: Option<Uuid>) {
        self.0.retain(|fault| fault.organisation != organisation);
    }

    /// The form of an organisation has been left: what waited for that waits no longer.
    pub fn form_left(&mut self, organisation: Uuid) {
        for fault in &mut self.0 {
            if fault.organisation.is_none_or(|id| id == organisation) {
                fault.after = None;
            }
        }
    }

    /// The oldest fault that fits a request, used up by one.
    pub fn take(&mut self, endpoint: Endpoint, organisation: Option<Uuid>) -> Option<Fault> {
        let fits = |fault: &Fault| {
            fault.endpoint == endpoint
                && fault.after.is_none()
                && (fault.organisation.is_none() || fault.organisation == organisation)
        };
        let found = self.0.iter_mut().find(|fault| fits(fault))?;
        found.times = found.times.saturating_sub(1);
        let fault = found.clone();
        self.0.retain(|fault| fault.times > 0);
        Some(fault)
    }
}
