//! How Dolfin refuses: RFC 9457 problem details with ASP.NET's habits.
//!
//! Decides the shape of a refusal, not when there is one. Where Dolfin puts its error code is not documented; the commonest .NET template has it in `title` with the
//! sentence in `detail`, so that is the default here. Other places are tried with faults that bring their body.
//! Null members are left out, as `ProblemDetails` does, and a `traceId` extension is added.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;
use uuid::Uuid;

/// A refusal.
#[derive(Clone, Copy, Debug)]
pub struct Problem {
    status: StatusCode,
    code: Option<&'static str>,
    detail: Option<&'static str>,
}

impl Problem {
    /// 403 on both endpoints.
    pub const FORBIDDEN: Self = Self::coded(
        StatusCode::FORBIDDEN,
        "Payment.Forbidden",
        "You do not have permission to configure payments for this organisation.",
    );
    /// 404 on both endpoints.
    pub const NOT_FOUND: Self = Self::coded(
        StatusCode::NOT_FOUND,
        "Organisation.NotFound",
        "The organisation does not exist or could not be resolved.",
    );
    /// 409 on the session endpoint.
    pub const NOT_ENABLED: Self = Self::coded(
        StatusCode::CONFLICT,
        "PaymentAccount.NotEnabled",
        "The organisation does not have a payment account; enable it first.",
    );
    /// 409 on the session endpoint.
    pub const DISCONNECTED: Self = Self::coded(
        StatusCode::CONFLICT,
        "PaymentAccount.Disconnected",
        "The payment account is disconnected; reset the integration and re-run onboarding.",
    );
    /// 502 on the session endpoint.
    pub const PROVIDER_ERROR: Self = Self::coded(
        StatusCode::BAD_GATEWAY,
        "PaymentAccount.ProviderError",
        "Stripe returned an error while creating the account link.",
    );

    const fn coded(status: StatusCode, code: &'static str, detail: &'static str) -> Self {
        Self {
            status,
            code: Some(code),
            detail: Some(detail),
        }
    }

    /// A refusal of the framework's or of something on the way: no code of Dolfin's, and a sentence that explains it.
    #[must_use]
    pub const fn explained(status: StatusCode, detail: &'static str) -> Self {
        Self {
            status,
            code: None,
            detail: Some(detail),
        }
    }

    /// What the framework itself would say: the status and nothing more.
    #[must_use]
    pub const fn plain(status: StatusCode) -> Self {
        Self {
            status,
            code: None,
            detail: None,
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut body = json!({
            "title": self.code.or_else(|| self.status.canonical_reason()),
            "status": self.status.as_u16(),
            "traceId": trace_id(),
        });
        if let Some(members) = body.as_object_mut() {
            if let Some(section) = rfc9110_section(self.status) {
                let link = format!("https://tools.ietf.org/html/rfc9110#section-{section}");
                members.insert("type".into(), link.into());
            }
            if let Some(detail) = self.detail {
                members.insert("detail".into(), detail.into());
            }
        }
        let mut response = (self.status, Json(body)).into_response();
        response.headers_mut().insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        response
    }
}

/// The links of ASP.NET's `ProblemDetailsDefaults`.
const fn rfc9110_section(status: StatusCode) -> Option<&'static str> {
    match status.as_u16() {
        400 => Some("15.5.1"),
        401 => Some("15.5.2"),
        403 => Some("15.5.4"),
        404 => Some("15.5.5"),
        405 => Some("15.5.6"),
        406 => Some("15.5.7"),
        409 => Some("15.5.10"),
        415 => Some("15.5.16"),
        500 => Some("15.6.1"),
        502 => Some("15.6.3"),
        503 => Some("15.6.4"),
        504 => Some("15.6.5"),
        _ => None,
    }
}

/// W3C trace context, as ASP.NET writes it.
fn trace_id() -> String {
    let span = Uuid::new_v4().as_u64_pair().0;
    format!("00-{}-{span:016x}-00", Uuid::new_v4().simple())
}
