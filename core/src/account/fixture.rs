//! For tests: accounts, written as documents in place.

use super::document::{self, Account, Capabilities, Code, DisabledReason, Provider, State};
use super::json::Tree;
use uuid::Uuid;

/// The organisation every test asks about.
pub(crate) const ASKED: Uuid = Uuid::from_u128(0x6f1c_2d1e_8a51_4d0c_9b1e_0a2b_3c4d_5e6f);

/// The account of a document that must be readable.
pub(crate) fn read(body: &serde_json::Value) -> Account {
    document::read(Tree(body), ASKED).unwrap()
}

/// The account of a document written in place.
macro_rules! account {
    ($($json:tt)+) => { crate::account::fixture::read(&serde_json::json!($($json)+)) };
}
pub(crate) use account;

pub(crate) fn codes(texts: &[&str]) -> Vec<Code> {
    texts.iter().map(|text| Code::new(text)).collect()
}

/// An account that has begun and asks for these codes, of which those of `past` are overdue.
pub(crate) fn asking(current: &[&str], past: &[&str]) -> Account {
    account!({ "status": "Restricted", "capabilities": {
        "detailsSubmitted": true, "currentlyDue": current, "pastDue": past,
    }})
}

/// Codes as a list can have them: none, some for the form, some for somebody else, an appeal.
pub(crate) const LISTS: [&[&str]; 4] = [
    &[],
    &["company.tax_id", "external_account"],
    &["interv_1.legal_hold.support"],
    &["interv_1.rejection_appeal.form", "company.tax_id"],
];

const REASONS: [Option<DisabledReason>; 7] = [
    None,
    Some(DisabledReason::PastDue),
    Some(DisabledReason::InformationNeeded),
    Some(DisabledReason::Checking),
    Some(DisabledReason::Rejected),
    Some(DisabledReason::Platform),
    Some(DisabledReason::Other),
];

/// Calls `check` with every account that differs from all others in what is judged.
pub(crate) fn every_account(mut check: impl FnMut(&Account)) {
    const TRUTHS: [Option<bool>; 3] = [None, Some(false), Some(true)];
    let states = [
        State::NotStarted,
        State::OnboardingInProgress,
        State::Active,
        State::Restricted,
        State::Rejected,
        State::Disconnected,
        State::Unknown("New".into()),
    ];
    let providers = [
        None,
        Some(Provider::Stripe),
        Some(Provider::Manual),
        Some(Provider::Yapily),
        Some(Provider::Unknown),
    ];
    let mut known = vec![None];
    for submitted in TRUTHS {
        for charges in TRUTHS {
            for payouts in TRUTHS {
                for current in LISTS {
                    for past in LISTS {
                        for reason in REASONS {
                            for more_may_be_due in [false, true] {
                                known.push(Some(Capabilities {
                                    charges_enabled: charges,
                                    payouts_enabled: payouts,
                                    details_submitted: submitted,
                                    currently_due: codes(current),
                                    past_due: codes(past),
                                    more_may_be_due,
                                    disabled_reason: reason,
                                }));
                            }
                        }
                    }
                }
            }
        }
    }
    for capabilities in known {
        for state in &states {
            for provider in providers {
                check(&Account {
                    provider,
                    state: state.clone(),
                    account_id_known: true,
                    capabilities: capabilities.clone(),
                });
            }
        }
    }
}
