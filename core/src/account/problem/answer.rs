//! What a failed answer says beyond its HTTP status: whose answer it is, an error code, a reference, a wish to wait.
//!
//! Bodies are RFC 9457 problems, or what .NET services send instead. Where they put a code such as
//! `PaymentAccount.NotEnabled` differs from template to template, so every known place is looked at, and only
//! codes that are known are found; nothing else of a body is kept. A member of the wrong type counts as absent.

use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use std::{fmt, time::Duration};

use crate::tolerant::{Known, known};

/// The body of an answer that is no success.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorBody {
    /// JSON: Dolfin's own word.
    Json(ErrorDocument),
    /// Anything else, such as the HTML of a firewall, a gateway or a captive portal: not Dolfin's word about anything.
    Foreign,
}

/// What a JSON body says, as far as it changes anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErrorDocument {
    /// The codes in it that are known, most telling place first.
    pub(super) codes: Vec<ErrorCode>,
    pub(super) reference: Option<SupportReference>,
}

/// An error code that refines an HTTP status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ErrorCode {
    /// `PaymentAccount.NotEnabled`
    NotEnabled,
    /// `PaymentAccount.Disconnected`
    Disconnected,
    /// `PaymentAccount.ProviderError`
    ProviderError,
}

/// A trace id to quote to support. Safe to show: nothing but `0-9`, `a-f` and hyphens, at most 64 of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupportReference(Box<str>);

/// Every member that is known to carry a code, and the one that carries a reference. `detail` is for people.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct ProblemDetails {
    code: Names,
    error_code: Names,
    #[serde(rename = "error_code")]
    error_code_in_snake_case: Names,
    error_codes: Names,
    errors: Names,
    title: Names,
    #[serde(deserialize_with = "known")]
    r#type: Option<String>,
    #[serde(deserialize_with = "known")]
    trace_id: Option<String>,
}

impl ErrorBody {
    /// Reads a body that is JSON.
    pub fn read<'de>(body: impl Deserializer<'de> + Clone) -> ErrorBody {
        let document = match ProblemDetails::deserialize(body.clone()) {
            Ok(details) => details.read(),
            Err(_) => ErrorDocument {
                codes: Names::deserialize(body).unwrap_or_default().codes(),
                reference: None,
            },
        };
        ErrorBody::Json(document)
    }
}

impl ProblemDetails {
    fn read(self) -> ErrorDocument {
        let named = [
            self.code,
            self.error_code,
            self.error_code_in_snake_case,
            self.error_codes,
            self.errors,
            self.title,
        ];
        let of_type = self.r#type.as_deref().unwrap_or_default();
        let last = of_type
            .rsplit(['/', '#', ':'])
            .next()
            .and_then(ErrorCode::named);
        ErrorDocument {
            codes: named.iter().flat_map(Names::codes).chain(last).collect(),
            reference: self.trace_id.and_then(SupportReference::read),
        }
    }
}

impl ErrorCode {
    fn named(name: &str) -> Option<ErrorCode> {
        let (_, known) = [
            ("PaymentAccount.NotEnabled", ErrorCode::NotEnabled),
            ("PaymentAccount.Disconnected", ErrorCode::Disconnected),
            ("PaymentAccount.ProviderError", ErrorCode::ProviderError),
        ]
        .into_iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        Some(known)
    }
}

impl SupportReference {
    /// The reference as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn read(text: String) -> Option<SupportReference> {
        let plain = |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f' | b'-');
        let is_plain = (8..=64).contains(&text.len()) && text.bytes().all(plain);
        is_plain.then(|| SupportReference(text.into()))
    }
}

/// Every text in a member where a code may be: itself, an item, the name of a member, or a member called `code`.
#[derive(Default)]
struct Names(Vec<String>);

impl Names {
    fn codes(&self) -> Vec<ErrorCode> {
        self.0
            .iter()
            .filter_map(|name| ErrorCode::named(name))
            .collect()
    }
}

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        struct Anywhere;

        impl<'de> Visitor<'de> for Anywhere {
            type Value = Names;

            fn expecting(&self, text: &mut fmt::Formatter) -> fmt::Result {
                text.write_str("something that may hold a code")
            }

            fn visit_str<E>(self, text: &str) -> Result<Names, E> {
                Ok(Names(vec![text.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Names, A::Error> {
                let mut names = Names::default();
                while let Some(Known(item)) = items.next_element::<Known<Names>>()? {
                    names.0.extend(item.unwrap_or_default().0);
                }
                Ok(names)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Names, A::Error> {
                let mut names = Names::default();
                while let Some(name) = members.next_key::<String>()? {
                    if name.eq_ignore_ascii_case("code") {
                        let Known(code): Known<String> = members.next_value()?;
                        names.0.extend(code);
                    } else {
                        members.next_value::<IgnoredAny>()?;
                        names.0.push(name);
                    }
                }
                Ok(names)
            }
        }

        Ok(value.deserialize_any(Anywhere).unwrap_or_default())
    }
}

/// How long a `Retry-After` header asks to wait: whole seconds, or a date that `until` turns into milliseconds from
/// now. At most five minutes. Garbage, zero and the past say nothing: they must not undercut our own pace, and a date
/// in the past is more likely a client's wrong clock.
pub fn retry_after(header: &str, until: impl FnOnce(&str) -> f64) -> Option<Duration> {
    const LONGEST_WAIT: u64 = 300;
    let header = header.trim();
    let is_number = !header.is_empty() && header.bytes().all(|byte| byte.is_ascii_digit());
    let wait = match is_number {
        // More digits than a number holds are a long wait all the same. (Whole numbers: reading others links 10 KB of
        // tables that nothing compresses.)
        true => Duration::from_secs(header.parse().unwrap_or(LONGEST_WAIT)),
        // A date begins with its day of the week (RFC 9110, section 5.6.7). The cast saturates, and NaN is nought.
        false if header.contains(',') => Duration::from_millis(until(header) as u64),
        false => Duration::ZERO,
    };
    (!wait.is_zero()).then(|| wait.min(Duration::from_secs(LONGEST_WAIT)))
}
