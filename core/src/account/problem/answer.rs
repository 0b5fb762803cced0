//! What a failed answer says beyond its HTTP status: an error code, a reference, a wish to wait.
//!
//! Bodies are RFC 9457 problems, or what .NET services send instead. Where they put a code such as
//! `PaymentAccount.NotEnabled` differs from template to template, so every known place is looked at, and only
//! codes that are asked for are found. A member of the wrong type counts as absent.

use super::{ProblemKind, SupportReference};
use crate::account::{timestamp::Timestamp, value::Value};
use std::time::Duration;

/// The first of the `known` codes in any place where .NET services put one. `detail` is for people and not read.
pub(super) fn code_in(body: &Value, known: &[(&str, ProblemKind)]) -> Option<ProblemKind> {
    let find = |text: &str| {
        let mut codes = known.iter();
        codes
            .find(|(code, _)| code.eq_ignore_ascii_case(text))
            .map(|(_, kind)| *kind)
    };
    let said = |value: &Value| value.text().and_then(find);
    let item = |item: &Value| said(item).or_else(|| item.get("code").and_then(said));
    let named = |name: &str| {
        let value = body.get(name)?;
        match value {
            Value::Object(members) => members.iter().find_map(|(key, _)| find(key)),
            _ => said(value).or_else(|| value.items().iter().find_map(item)),
        }
    };
    [
        "code",
        "errorCode",
        "error_code",
        "errorCodes",
        "errors",
        "title",
    ]
    .into_iter()
    .find_map(named)
    .or_else(|| {
        let uri = body.get("type").and_then(Value::text)?;
        find(uri.rsplit(['/', '#', ':']).next()?)
    })
    .or_else(|| body.items().iter().find_map(item))
}

/// `traceId`, as ASP.NET adds it to a problem, if it is plain.
pub(super) fn support_reference(body: &Value) -> Option<SupportReference> {
    let text = body.get("traceId").and_then(Value::text)?;
    let plain = |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f' | b'-');
    ((8..=64).contains(&text.len()) && text.bytes().all(plain))
        .then(|| SupportReference(text.into()))
}

const LONGEST_WAIT: i64 = 300_000;

/// `Retry-After`: whole seconds or a date, at most five minutes. Garbage, zero and the past say nothing: they
/// must not undercut our own pace, and a date in the past is more likely a client's wrong clock.
pub(super) fn wait_for(header: &str, now: Timestamp) -> Option<Duration> {
    let header = header.trim();
    let millis = if !header.is_empty() && header.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than a number holds are a long wait all the same.
        header
            .parse::<i64>()
            .unwrap_or(i64::MAX)
            .saturating_mul(1000)
    } else {
        Timestamp::read_http(header)?.0.saturating_sub(now.0)
    };
    (millis > 0).then(|| Duration::from_millis(millis.min(LONGEST_WAIT).unsigned_abs()))
}
