//! T04, T16: lists of codes, and codes.

use super::{Code, MOST_CODES};
use crate::account::fixture::{account, codes};
use serde_json::{Value, json};

#[test]
fn t04_lists_survive_anything() {
    let due = |list: Value| {
        let known = account!({ "capabilities": { "currentlyDue": list } });
        let known = known.capabilities.unwrap();
        (known.currently_due, known.more_may_be_due)
    };
    let whole = |texts: &[&str]| (codes(texts), false);
    let partial = |texts: &[&str]| (codes(texts), true);
    for (list, expected) in [
        (json!(null), whole(&[])),
        (json!([]), whole(&[])),
        (json!({}), whole(&[])),
        (json!("company.name"), whole(&["company.name"])),
        (
            json!(["b", null, "", "  ", "a", "b"]),
            whole(&["b", "a", "b"]),
        ),
        // A list with holes, as PHP and .NET proxies write it.
        (
            json!({ "0": "company.tax_id", "2": "external_account" }),
            whole(&["company.tax_id", "external_account"]),
        ),
        // Something that cannot be read is not nothing.
        (json!(["b", 1, "a"]), partial(&["b", "a"])),
        (json!([["x"], { "y": 1 }]), partial(&[])),
        (json!({ "0": 1 }), partial(&[])),
        (json!(3), partial(&[])),
        (json!(false), partial(&[])),
    ] {
        assert_eq!(due(list.clone()), expected, "{list}");
    }
    let many: Vec<String> = (0..10_000).map(|n| format!("company.field_{n}")).collect();
    let (kept, is_partial) = due(many.into());
    assert_eq!(kept.len(), MOST_CODES);
    assert_eq!(kept[MOST_CODES - 1].as_str(), "company.field_4999");
    assert!(is_partial);
}

#[test]
fn a_list_that_is_missing_asks_for_nothing() {
    let known = account!({ "capabilities": { "pastDue": ["a"] } })
        .capabilities
        .unwrap();
    assert_eq!(
        (known.currently_due, known.more_may_be_due),
        (vec![], false)
    );
}

#[test]
fn t16_long_codes_are_cut_between_characters() {
    let long = "𝄞".repeat(2_001);
    let due = account!({ "capabilities": { "pastDue": [long] } });
    let due = due.capabilities.unwrap().past_due;
    assert_eq!(due[0].as_str().chars().count(), 2_000);
    let short = "é".repeat(2_000);
    assert_eq!(Code::new(&short).as_str(), short);
}
