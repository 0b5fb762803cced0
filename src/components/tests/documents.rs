//! Accounts and problems to show. What they mean is decided by the code that decides it for everybody.

use crate::js_value::Reader;
use onboarding_core::account::document::{self, Account};
use onboarding_core::account::problem::{Class, Problem, ProblemKind};
use uuid::Uuid;

/// A status document of Stripe's: its state, whether details are submitted, payments on and payouts on, what is due,
/// what of it is overdue, and the reason why something is off.
pub(super) struct Document<'a>(
    pub(super) &'a str,
    pub(super) [bool; 3],
    pub(super) &'a [&'a str],
    pub(super) &'a [&'a str],
    pub(super) &'a str,
);

impl Document<'_> {
    pub(super) fn account(&self) -> Account {
        let Document(state, [details, charges, payouts], due, past_due, reason) = self;
        account(&format!(
            r#"{{"status":"{state}","provider":"Stripe","accountId":"acct_1","capabilities":{{
            "detailsSubmitted":{details},"chargesEnabled":{charges},"payoutsEnabled":{payouts},
            "currentlyDue":{due:?},"pastDue":{past_due:?},"disabledReason":"{reason}"}}}}"#
        ))
    }
}

/// The account that a document's text describes.
pub(super) fn account(json: &str) -> Account {
    let body = js_sys::JSON::parse(json).unwrap();
    document::read(Reader::new(&body), Uuid::nil()).unwrap()
}

/// A half-finished account.
pub(super) fn half_way() -> Account {
    let due = [
        "external_account",
        "owners.first_name",
        "owners.last_name",
        "representative.verification.document",
    ];
    Document("OnboardingInProgress", [false; 3], &due, &[], "").account()
}

/// A problem of this kind, with what may happen without the person.
pub(super) fn problem(kind: ProblemKind, http: Option<u16>) -> Problem {
    Problem {
        kind,
        class: match kind {
            ProblemKind::Garbled => Class::BadAnswer,
            _ => Class::Retry,
        },
        retry_after: None,
        http,
        reference: None,
    }
}
