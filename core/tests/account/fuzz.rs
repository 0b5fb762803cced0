//! A fuzz target for the readers: any bytes in, no panic, no hang, nothing active by accident.
//!
//! It runs in every ordinary test, half a million documents long, half of them text and half of them trees of known
//! names with anything in them. A longer run, or another one: `ACCOUNT_FUZZ_DOCUMENTS=10000000 ACCOUNT_FUZZ_SEED=7`.

use onboarding_core::account::{
    diff::changes,
    document::{self, Account},
    problem::{Endpoint, ErrorBody, Failure, classify, retry_after},
    progress::Progress,
    requirement::{QuestionList, Seen},
    situation::{Facts, FormOutcome, Tone, assess, wants_form},
};
use serde_json::{Value, json};

use crate::{
    json::Tree,
    random_document::{BUSY, GOOD, Random, mutated, object, tree},
    support::{ASKED, setting},
};

/// The target: what must hold for every text.
fn text_target(bytes: &[u8]) {
    // The browser replaces what is no UTF-8 and skips a byte order mark before it parses.
    let text = String::from_utf8_lossy(bytes);
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    if let Ok(parsed) = serde_json::from_str::<Value>(text) {
        tree_target(&parsed);
    }
}

/// What must hold for every tree.
fn tree_target(body: &Value) {
    for (http, endpoint) in [(409, Endpoint::Session), (502, Endpoint::Status)] {
        let problem = classify(
            endpoint,
            &Failure::Answered {
                http,
                retry_after: retry_after(&body["status"].to_string(), |_| 1e300),
                body: Some(ErrorBody::read(Tree(body))),
            },
        );
        assert!(problem.retry_after.is_none_or(|wait| wait.as_secs() <= 300));
        if let Some(reference) = problem.reference {
            let plain = |c: char| c == '-' || c.is_ascii_digit() || ('a'..='f').contains(&c);
            assert!(reference.as_str().chars().all(plain));
        }
    }
    let Ok(account) = document::read(Tree(body), ASKED) else {
        return;
    };
    let shown = assess(&Facts {
        account: Some(&account),
        problem: None,
        form: FormOutcome::Left,
    });
    if account.state.name() == "Active" {
        let said = body.get("status").or_else(|| body.get("Status"));
        let said = said.and_then(Value::as_str);
        assert!(said.is_some_and(|said| said.eq_ignore_ascii_case("active")));
    }
    if shown.tone == Tone::Success {
        let known = account
            .capabilities
            .as_ref()
            .expect("success needs capabilities");
        assert!(known.both_on() && known.currently_due.is_empty() && known.past_due.is_empty());
        assert!(!wants_form(&account));
    }
    let asked = QuestionList::of(&account);
    assert_eq!(asked.groups.is_empty(), account.due().next().is_none());
    let progress = Progress::first(&account);
    assert!(progress.percent <= 100 && progress.done <= progress.total);
    assert_eq!(changes(&Seen::default(), &account, &account), []);
}

fn run(target: impl Fn(&mut Random), salt: u64) {
    let documents = setting("ACCOUNT_FUZZ_DOCUMENTS", 500_000) / 2;
    let seed = setting("ACCOUNT_FUZZ_SEED", 0x5EED) ^ salt;
    let mut random = Random(seed.max(1));
    for _ in 0..documents {
        target(&mut random);
    }
}

#[test]
fn half_of_all_documents_are_mutated_texts() {
    run(|random| text_target(&mutated(random)), 1);
}

#[test]
fn half_of_all_documents_are_random_trees() {
    run(
        |random| match random.below(8) {
            0 => tree_target(&tree(random, 4)),
            _ => tree_target(&object(
                random,
                4,
                &["status", "capabilities", "provider", "title", "errors"],
            )),
        },
        2,
    );
}

fn read_text(text: &[u8]) -> Option<Account> {
    let parsed = serde_json::from_slice::<Value>(text).ok()?;
    document::read(Tree(&parsed), ASKED).ok()
}

#[test]
fn t14_a_body_cut_at_any_byte_is_an_error_and_never_another_account() {
    for good in [GOOD, BUSY] {
        let whole = read_text(good.as_bytes()).expect("the body is good");
        for end in 0..good.len() {
            text_target(&good.as_bytes()[..end]);
            assert_eq!(read_text(&good.as_bytes()[..end]), None, "cut at {end}");
        }
        let padded = format!("{good}\r\n ");
        assert_eq!(read_text(padded.as_bytes()), Some(whole));
    }
}

#[test]
fn t14_a_list_or_member_lost_at_any_place_is_never_a_false_success() {
    // A truncated body repaired by a proxy: cut at every byte, then closed.
    for end in 0..BUSY.len() {
        for close in ["", "}", "}}", "]}}", "\"}", "\"]}}", "null}", "null}}"] {
            text_target(&[&BUSY.as_bytes()[..end], close.as_bytes()].concat());
            text_target(&[&GOOD.as_bytes()[..end.min(GOOD.len())], close.as_bytes()].concat());
        }
    }
}

#[test]
fn t13_a_text_nested_ten_thousand_times_is_no_account() {
    let deep = format!(
        "{{\"status\":{}{}}}",
        "[".repeat(10_000),
        "]".repeat(10_000)
    );
    assert_eq!(read_text(deep.as_bytes()), None);
    text_target(deep.as_bytes());
}

#[test]
fn t15_what_is_no_json_is_no_account() {
    for text in [
        "",
        " ",
        "{",
        "{\"status\":\"Active\",}",
        "{\"status\":NaN}",
        "{\"status\":\"Active\"}{\"status\":\"Active\"}",
        "/* */{\"status\":\"Active\"}",
        "{'status':'Active'}",
        "<!doctype html>",
    ] {
        assert_eq!(read_text(text.as_bytes()), None, "{text}");
        text_target(text.as_bytes());
    }
    text_target("\u{FEFF}{\"status\":\"Active\"}".as_bytes());
    assert!(read_text(b"{\r\n\"status\":\r\n\"Active\"}\r\n").is_some());
}

#[test]
fn the_target_finds_what_it_looks_for() {
    // Seeds of interest are really reached: without them the run above would prove nothing.
    let mut random = Random(0x5EED ^ 1);
    let (mut parsed, mut active, mut refused) = (0, 0, 0);
    for _ in 0..20_000 {
        let text = mutated(&mut random);
        match read_text(&text) {
            Some(account) => {
                parsed += 1;
                active += u32::from(account.state.name() == "Active");
            }
            None => refused += 1,
        }
    }
    assert!(
        parsed > 10_000 && active > 3_000 && refused > 3_000,
        "{parsed} {active} {refused}"
    );
    assert_eq!(
        read_text(GOOD.as_bytes()),
        Some(crate::support::read(&json!({
            "provider": "Stripe", "accountId": "acct", "status": "Active",
            "capabilities": { "chargesEnabled": true, "payoutsEnabled": true, "detailsSubmitted": true }
        })))
    );
}
