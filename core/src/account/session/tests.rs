//! The session answer, judged by shape (E25).

use super::{SecretShape, Session};
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
fn v12_an_end_that_is_past_or_unreadable_is_no_error() {
    assert_eq!(
        Session::ending_in(1_500.9).lifetime,
        Some(Duration::from_millis(1_500))
    );
    for nothing in [0.0, -1.0, f64::NAN, f64::NEG_INFINITY] {
        assert_eq!(Session::ending_in(nothing).lifetime, None, "{nothing}");
    }
}
