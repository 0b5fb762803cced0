//! Documents by chance: broken texts, and trees of known names with anything in them.

use serde_json::{Value, json};
use std::ops::Range;

pub const GOOD: &str = r#"{"organisationId":"6f1c2d1e-8a51-4d0c-9b1e-0a2b3c4d5e6f","provider":"Stripe",
"accountId":"acct_1Nv0FGQ9RKHgCVdK","status":"Active","capabilities":{"chargesEnabled":true,"payoutsEnabled":true,
"detailsSubmitted":true,"currentlyDue":[],"pastDue":[],"disabledReason":null},"enabledAt":"2026-03-01T12:00:00.1234567+00:00"}"#;
pub const BUSY: &str = r#"{"provider":"Stripe","status":"Restricted","capabilities":{"chargesEnabled":false,"payoutsEnabled":null,
"currentlyDue":["person_1Q.dob.day","interv_1.rejection_appeal.form","company.tax_id"],"pastDue":["company.tax_id"],
"disabledReason":"rejected.fraud"},"code":"PaymentAccount.Disconnected","errors":[{"code":"x"}],"traceId":"00-4bf92f35-01"}"#;

/// xorshift64*: the same seed, the same documents.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() >> 33) as usize % bound.max(1)
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// Good bodies with values exchanged, so that most are still JSON, and one in three broken as text.
pub fn mutated(random: &mut Random) -> Vec<u8> {
    const VALUES: &[&str] = &[
        "null",
        "true",
        "false",
        "{}",
        "[]",
        "\"\"",
        "1e400",
        "-0",
        "9223372036854775808",
        "2",
        "\"Active\"",
        "\"active\"",
        "\"Restricted\"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"\u{202E}𝄞\"",
        "\"2026-02-30T25:61:61Z\"",
        "\"0001-01-01T00:00:00\"",
        "\"rejected.x\"",
        "[\"person_9.dob\",7]",
        "[\"interv_2.x.notice\"]",
        "{\"a\":[{\"a\":{}}]}",
        "1,\"status\":\"Active\"",
        "null,\"Status\":\"Active\"",
        "[[[[[[[[]]]]]]]]",
    ];
    const FRAGMENTS: &[&str] = &[
        ",", ":", "{", "}", "[", "]", "\"", "//", "NaN", "\u{FEFF}", "\r\n", "\\u", "\\ud834",
        "[[[[[[[[",
    ];
    let mut bytes = random.pick(&[GOOD, BUSY]).as_bytes().to_vec();
    for _ in 0..=random.below(4) {
        let from = random.below(bytes.len());
        if let Some(value) = value_after(&bytes, from) {
            bytes.splice(value, random.pick(VALUES).bytes());
        }
    }
    if random.below(3) > 0 {
        return bytes;
    }
    for _ in 0..=random.below(2) {
        let at = random.below(bytes.len());
        let until = (at + random.below(24)).min(bytes.len());
        match random.below(5) {
            0 => bytes[at] = random.next() as u8,
            1 => drop(bytes.drain(at..until)),
            2 => bytes.truncate(at),
            3 => {
                let doubled = bytes[at..until].to_vec();
                bytes.splice(at..at, doubled);
            }
            _ => drop(bytes.splice(at..at, random.pick(FRAGMENTS).bytes())),
        }
        if bytes.is_empty() {
            bytes.push(b'{');
        }
    }
    bytes
}

/// Where the value of the first member after `from` stands.
fn value_after(bytes: &[u8], from: usize) -> Option<Range<usize>> {
    let colon = |at: &usize| bytes[*at] == b':' && bytes[*at - 1] == b'"';
    let start = (from.max(1)..bytes.len()).find(colon)? + 1;
    let (mut depth, mut text) = (0, false);
    for at in start..bytes.len() {
        match bytes[at] {
            b'"' if bytes[at - 1] != b'\\' => text = !text,
            _ if text => {}
            b'{' | b'[' => depth += 1,
            b',' | b'}' | b']' if depth == 0 => return Some(start..at),
            b'}' | b']' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// A tree of members the readers know, with anything in them.
pub fn tree(random: &mut Random, depth: usize) -> Value {
    const NAMES: &[&str] = &[
        "status",
        "Status",
        "provider",
        "capabilities",
        "currentlyDue",
        "pastDue",
        "disabledReason",
        "chargesEnabled",
        "payoutsEnabled",
        "detailsSubmitted",
        "organisationId",
        "accountId",
        "code",
        "errors",
        "title",
        "type",
        "traceId",
        "errorCodes",
        "x",
    ];
    const TEXTS: &[&str] = &[
        "",
        "Active",
        "ACTIVE",
        "Rejected",
        "NotStarted",
        "Restricted",
        "Disconnected",
        "OnboardingInProgress",
        "Stripe",
        "Manual",
        "listed",
        "rejected.fraud",
        "other",
        "requirements.past_due",
        "company.name",
        "person_1.dob.day",
        "person_2.",
        "interv_1.legal_hold.support",
        "interv_",
        "..",
        "2026-03-01T12:00:00Z",
        "\u{0}\u{202E}",
        "6f1c2d1e-8a51-4d0c-9b1e-0a2b3c4d5e6f",
        "PaymentAccount.NotEnabled",
        "00-4bf92f35-01",
    ];
    match random.below(if depth == 0 { 4 } else { 8 }) {
        0 => Value::Null,
        1 => json!(random.below(2) == 0),
        2 => json!(random.pick(&[0.0, -0.0, 2.0, 1.7e9, 1e300, f64::MIN])),
        3 => json!(random.pick(TEXTS)),
        4 => (0..random.below(5))
            .map(|_| tree(random, depth - 1))
            .collect(),
        _ => object(random, depth, NAMES),
    }
}

pub fn object(random: &mut Random, depth: usize, names: &[&str]) -> Value {
    let members = (0..random.below(9)).map(|_| {
        let name = (*random.pick(names)).to_owned();
        (name, tree(random, depth - 1))
    });
    members.collect()
}
