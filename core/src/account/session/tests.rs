//! The session answer, judged by shape (E25).

use super::{SecretShape, Session, SessionDocument};
use crate::account::json::Tree;
use serde::Deserialize;
use std::time::Duration;

#[test]
fn e25_a_secret_must_be_a_clean_text_of_a_believable_length() {
    let is_usable = |length, is_clean| SecretShape { length, is_clean }.is_usable();
    for length in [1, 60, 5_000] {
        assert!(is_usable(Some(length), true), "{length}");
        assert!(!is_usable(Some(length), false), "{length}");
    }
    for length in [None, Some(0), Some(5_001), Some(u32::MAX)] {
        assert!(!is_usable(length, true), "{length:?}");
    }
}

#[test]
fn expires_at_is_a_hint_and_never_an_error() {
    let date = |json: serde_json::Value| {
        SessionDocument::deserialize(Tree(&json))
            .unwrap()
            .expires_at
    };
    assert_eq!(
        date(serde_json::json!({ "expiresAt": "2026-03-01T12:00:00Z" })).as_deref(),
        Some("2026-03-01T12:00:00Z")
    );
    for odd in [
        serde_json::json!(null),
        serde_json::json!(7),
        serde_json::json!({}),
    ] {
        assert_eq!(date(serde_json::json!({ "expiresAt": odd })), None);
    }
    assert_eq!(date(serde_json::json!({})), None);
}

#[test]
fn v12_an_end_that_is_past_or_unreadable_is_no_error() {
    assert_eq!(
        Session::ending_in(1_500.9).lifetime,
        Some(Duration::from_millis(1_500))
    );
    for nothing in [0.0, -1.0, f64::NAN, f64::NEG_INFINITY] {
        assert_eq!(Session::ending_in(nothing).lifetime, None, "{nothing}");
    }
}
