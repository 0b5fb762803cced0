//! The session answer, judged by shape (E25).

use onboarding_core::account::{
    session::{SessionShape, UnusableSecret, judge},
    timestamp::Timestamp,
};

use crate::support::json;

fn shape(secret_length: Option<usize>, secret_is_clean: bool) -> SessionShape<'static> {
    SessionShape {
        secret_length,
        secret_is_clean,
        expires_at: None,
    }
}

#[test]
fn e25_a_secret_must_be_a_clean_text_of_a_believable_length() {
    for length in [1, 60, 5_000] {
        assert!(judge(shape(Some(length), true)).is_ok(), "{length}");
        assert_eq!(judge(shape(Some(length), false)), Err(UnusableSecret));
    }
    for length in [None, Some(0), Some(5_001), Some(usize::MAX)] {
        assert_eq!(judge(shape(length, true)), Err(UnusableSecret));
    }
}

#[test]
fn expires_at_is_a_hint_and_never_an_error() {
    let judged = |expires_at| {
        let session = judge(SessionShape {
            expires_at: Some(&expires_at),
            ..shape(Some(60), true)
        });
        session.unwrap().expires_at
    };
    assert_eq!(
        judged(json!("2026-03-01T12:00:00Z")),
        Some(Timestamp(1_772_366_400_000))
    );
    for unset in [
        json!("0001-01-01T00:00:00"),
        json!("tomorrow"),
        json!(null),
        json!({}),
    ] {
        assert_eq!(judged(unset), None);
    }
    assert_eq!(judge(shape(Some(60), true)).unwrap().expires_at, None);
}
