//! T08: dates as .NET and HTTP write them.

use onboarding_core::account::{timestamp::Timestamp, value::Value};

use crate::support::json;

fn millis(text: &str) -> Option<i64> {
    Timestamp::read(&Value::Text(text.to_owned())).map(|moment| moment.0)
}

#[test]
fn t08_every_shape_of_a_dotnet_date_is_read() {
    // 2026-03-01T12:00:00Z
    const NOON: i64 = 1_772_366_400_000;
    for (text, expected) in [
        ("2026-03-01T12:00:00Z", NOON),
        ("2026-03-01t12:00:00z", NOON),
        ("2026-03-01T12:00:00", NOON),
        ("2026-03-01T12:00:00+00:00", NOON),
        ("2026-03-01T12:00:00-00:00", NOON),
        ("2026-03-01T13:30:00+01:30", NOON),
        ("2026-03-02T02:00:00+14:00", NOON),
        ("2026-02-28T22:00:00-14:00", NOON),
        ("2026-03-01T12:00:00.1Z", NOON + 100),
        ("2026-03-01T12:00:00.12Z", NOON + 120),
        ("2026-03-01T12:00:00.123Z", NOON + 123),
        ("2026-03-01T12:00:00.0009Z", NOON),
        ("2026-03-01T12:00:00.1234567+00:00", NOON + 123),
        ("2026-03-01T12:00:00.123456789", NOON + 123),
        ("2026-03-01", NOON - 43_200_000),
        ("2026-03-01T24:00:00Z", NOON + 43_200_000),
        ("2026-02-28T23:59:60Z", NOON - 43_200_000),
        ("2000-01-01T00:00:00Z", 946_684_800_000),
        ("2000-02-29T00:00:00Z", 951_782_400_000),
        ("2024-02-29T00:00:00Z", 1_709_164_800_000),
        ("2026-12-31T23:59:59.999Z", 1_798_761_599_999),
        ("9999-12-31T23:59:59.9999999", 253_402_300_799_999),
    ] {
        assert_eq!(millis(text), Some(expected), "{text}");
    }
}

#[test]
fn t08_a_bad_date_is_absent() {
    for text in [
        "",
        "soon",
        "0001-01-01T00:00:00",
        "0000-01-01T00:00:00Z",
        "1999-12-31T23:59:59Z",
        "10000-01-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "2026-01-32T00:00:00Z",
        "2026-02-29T00:00:00Z",
        "2100-02-29T00:00:00Z",
        "2026-04-31T00:00:00Z",
        "2026-06-31T00:00:00Z",
        "2026-09-31T00:00:00Z",
        "2026-11-31T00:00:00Z",
        "2026-01-01T25:00:00Z",
        "2026-01-01T24:00:01Z",
        "2026-01-01T24:01:00Z",
        "2026-01-01T00:60:00Z",
        "2026-01-01T00:00:61Z",
        "2026-01-01T00:00Z",
        "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00.1234567890Z",
        "2026-01-01T00:00:00+14:01",
        "2026-01-01T00:00:00+0100",
        "2026-01-01T00:00:00+01",
        "2026-01-01T00:00:00 +01:00",
        "2026-01-01T00:00:00+01:00x",
        "2026-01-01T00:00:00Zx",
        "2026-01-01T00:00:00x",
        "2026-01-01 00:00:00Z",
        "2026/01/01T00:00:00Z",
        "2026-1-1T00:00:00Z",
        "-026-01-01T00:00:00Z",
        "２０２６-01-01T00:00:00Z",
        "/Date(1198908717056)/",
    ] {
        assert_eq!(millis(text), None, "{text}");
    }
}

#[test]
fn t08_a_number_is_unix_seconds() {
    let read = |number: f64| Timestamp::read(&Value::Number(number)).map(|moment| moment.0);
    assert_eq!(read(1_772_366_400.0), Some(1_772_366_400_000));
    assert_eq!(read(1_772_366_400.25), Some(1_772_366_400_250));
    assert_eq!(read(946_684_800.0), Some(946_684_800_000));
    for number in [
        0.0,
        -0.0,
        -1.0,
        946_684_799.0,
        253_402_300_800.0,
        1_772_366_400_000.0,
        1e300,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::NAN,
    ] {
        assert_eq!(read(number), None, "{number}");
    }
}

#[test]
fn t08_what_is_neither_text_nor_number_is_absent() {
    for body in [json!(null), json!(true), json!([]), json!({})] {
        assert_eq!(Timestamp::read(&body), None);
    }
}

#[test]
fn an_http_date_is_read_in_the_form_servers_write() {
    let read = |text| Timestamp::read_http(text).map(|moment| moment.0);
    assert_eq!(read("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777_000));
    assert_eq!(
        read(" Sun, 01 Mar 2026 12:00:00 GMT "),
        Some(1_772_366_400_000)
    );
    assert_eq!(
        read("Thu, 31 Dec 2026 00:00:00 GMT"),
        Some(1_798_675_200_000)
    );
    for text in [
        "",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 08:49:37 +0000",
        "Sun, 06 nov 1994 08:49:37 GMT",
        "Sun, 31 Feb 2026 08:49:37 GMT",
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun 06 Nov 1994 08:49:37 GMT",
        "Sun, 06-Nov-1994 08:49:37 GMT",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}
