//! The status as other software on the way, or another serializer, would write it.
//!
//! Decides how a right answer is distorted: what it says stays the same. The numbers are the positions in Dolfin's
//! OpenAPI document, which is what .NET sends for an enumeration without a converter.

use serde_json::{Map, Value};

const STATES: [&str; 6] = [
    "NotStarted",
    "OnboardingInProgress",
    "Active",
    "Restricted",
    "Rejected",
    "Disconnected",
];
const PROVIDERS: [&str; 3] = ["Stripe", "Manual", "Yapily"];
/// What is in neither list.
const UNLISTED: usize = 99;

/// Turns every list into an object whose names are positions. The second position is left out, as in a list from which
/// something was removed: `{"0": "company.tax_id", "2": "external_account"}`.
pub fn lists_as_objects(value: &mut Value) {
    match value {
        Value::Array(items) => {
            let positions = (0..).filter(|position| *position != 1);
            let members: Map<String, Value> = positions
                .map(|position: usize| position.to_string())
                .zip(items.drain(..))
                .collect();
            *value = Value::Object(members);
        }
        Value::Object(members) => members.values_mut().for_each(lists_as_objects),
        _ => {}
    }
}

/// Turns `status` and `provider` into numbers; a null stays one.
pub fn enums_as_numbers(account: &mut Map<String, Value>) {
    for (name, listed) in [("status", &STATES[..]), ("provider", &PROVIDERS[..])] {
        if let Some(value) = account.get_mut(name)
            && let Some(word) = value.as_str()
        {
            let position = listed.iter().position(|one| *one == word);
            *value = position.unwrap_or(UNLISTED).into();
        }
    }
}
