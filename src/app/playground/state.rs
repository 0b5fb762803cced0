//! Every state the component can be in, and how to come by each: what the service answers, how Stripe's form
//! behaves, and what happens then.
//!
//! Names are links and file names: they stay. Documents are small and made up; what they mean is decided by the
//! same code as ever.

use onboarding_core::account::problem::{Failure, ScriptFailure};
use onboarding_core::account::value::Value;
use onboarding_core::onboarding::environment::Unsupported;

/// What the service says when it is asked.
pub(super) enum Answer {
    Document(Value),
    Failure(Failure),
    /// It takes for ever.
    Nothing,
}

/// What becomes of Stripe's form.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Play {
    Shows,
    Loads,
    Fails(ScriptFailure),
    /// No session for it, with this HTTP status.
    Refused(u16),
    Unsupported(Unsupported),
}

/// What happens once the state stands.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Then {
    Nothing,
    /// The service answers otherwise, and the person looks again.
    Next(&'static str),
    /// The same, after the person has left the form.
    Exit(&'static str),
    /// The person opens the form for the first question alone.
    JustThis,
    /// The network goes.
    Offline,
    /// Several reads fail.
    Stale,
}

/// One state.
pub(super) struct State {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) play: Play,
    pub(super) then: Then,
}

#[rustfmt::skip]
const STATES: &[(&str, &str, Play, Then)] = {
    use {Play as P, Then as T};
    &[
        ("loading", "Loading", P::Loads, T::Nothing),
        ("not-started", "Not started", P::Shows, T::Nothing),
        ("resume", "Resume", P::Shows, T::Nothing),
        ("overdue", "Overdue", P::Shows, T::Nothing),
        ("needed-now", "Needed now", P::Shows, T::Nothing),
        ("several-people", "Several people", P::Shows, T::Nothing),
        ("under-review", "Under review", P::Shows, T::Nothing),
        ("extra-checks", "Further checks", P::Shows, T::Nothing),
        ("active", "Active", P::Shows, T::Nothing),
        ("more-soon", "Active, more soon", P::Shows, T::Nothing),
        ("payouts-off", "Payments on, payouts off", P::Shows, T::Nothing),
        ("both-off", "Active, both off", P::Shows, T::Nothing),
        ("limited", "Limited, nobody says why", P::Shows, T::Nothing),
        ("platform", "The platform has to act", P::Shows, T::Nothing),
        ("rejected", "Rejected", P::Shows, T::Nothing),
        ("appealable", "Rejected, with an appeal", P::Shows, T::Nothing),
        ("disconnected", "Disconnected", P::Refused(409), T::Nothing),
        ("not-enabled", "Not enabled", P::Refused(409), T::Nothing),
        ("forbidden", "Forbidden", P::Refused(403), T::Nothing),
        ("not-found", "Not found", P::Refused(404), T::Nothing),
        ("signed-out", "Signed out", P::Refused(401), T::Nothing),
        ("not-stripe", "Not Stripe", P::Shows, T::Nothing),
        ("unknown-state", "Unknown state", P::Shows, T::Nothing),
        ("offline", "Offline, nothing known", P::Loads, T::Nothing),
        ("offline-known", "Offline, with earlier data", P::Shows, T::Offline),
        ("stale", "Stale", P::Shows, T::Stale),
        ("error", "Error, nothing known", P::Loads, T::Nothing),
        ("error-known", "Error, with earlier data", P::Shows, T::Next("error")),
        ("form-loading", "Form loading", P::Loads, T::Nothing),
        ("form-failed", "Form failed", P::Fails(ScriptFailure::Stalled), T::Nothing),
        ("form-blocked", "Form blocked", P::Fails(ScriptFailure::Blocked), T::Nothing),
        ("form-refused", "Session refused", P::Refused(502), T::Nothing),
        ("form-in-app", "In an app's browser", P::Unsupported(Unsupported::InApp), T::Nothing),
        ("form-insecure", "On an insecure page", P::Unsupported(Unsupported::Insecure), T::Nothing),
        ("just-this", "One question alone", P::Shows, T::JustThis),
        ("left", "Left with items open", P::Shows, T::Exit("resume-further")),
        ("handed-in", "Left with everything done", P::Shows, T::Exit("under-review")),
        ("turned-on", "Turned on before your eyes", P::Shows, T::Next("active")),
        ("turned-off", "Turned off before your eyes", P::Shows, T::Next("overdue")),
        ("no-change", "Checked, no change", P::Shows, T::Next("no-change")),
        ("many", "Two thousand requirements", P::Shows, T::Nothing),
        ("hostile", "Hostile text", P::Shows, T::Nothing),
    ]
};

/// Every state, in the order of the page.
pub(super) fn all() -> impl Iterator<Item = State> {
    STATES.iter().map(|&(name, title, play, then)| State {
        name,
        title,
        play,
        then,
    })
}

/// What the service answers in the state of this name.
pub(super) fn answer(name: &str) -> Answer {
    let failure = |http, code: &str| {
        Answer::Failure(Failure::Answered {
            http,
            retry_after: None,
            body: Some(json(&format!(
                r#"{{"title":"{code}","errorCode":"{code}","traceId":"00-8f1c3a5e7b9d4c2e-01"}}"#
            ))),
        })
    };
    match name {
        "loading" => Answer::Nothing,
        "offline" => Answer::Failure(Failure::Unreachable { offline: true }),
        "error" => failure(503, "ServiceUnavailable"),
        "forbidden" => failure(403, "Payment.Forbidden"),
        "not-found" => failure(404, "Organisation.NotFound"),
        "signed-out" => failure(401, "Unauthorized"),
        name => Answer::Document(document(name)),
    }
}

/// What a session is refused with.
pub(super) fn refusal(name: &str, http: u16) -> Failure {
    let code = match name {
        "disconnected" => "PaymentAccount.Disconnected",
        "not-enabled" => "PaymentAccount.NotEnabled",
        "form-refused" => "PaymentAccount.ProviderError",
        _ => "",
    };
    Failure::Answered {
        http,
        retry_after: None,
        body: Some(json(&format!(
            r#"{{"title":"{code}","errorCode":"{code}","traceId":"00-8f1c3a5e7b9d4c2e-01"}}"#
        ))),
    }
}

const HALF_WAY: &[&str] = &[
    "directors.first_name",
    "directors.last_name",
    "external_account",
    "owners.first_name",
    "owners.last_name",
    "representative.verification.document",
    "tos_acceptance.date",
    "tos_acceptance.ip",
];

fn document(name: &str) -> Value {
    let overdue = &["company.tax_id", "representative.verification.document"];
    match name {
        "not-started" => account("NotStarted", [false; 3], &[], &[], ""),
        "overdue" => account(
            "Restricted",
            [true, false, false],
            overdue,
            overdue,
            "requirements.past_due",
        ),
        "needed-now" | "just-this" => account(
            "Restricted",
            [true, true, false],
            &[
                "external_account",
                "owners.dob.day",
                "owners.dob.month",
                "owners.dob.year",
            ],
            &[],
            "",
        ),
        "several-people" => account(
            "Restricted",
            [true, true, false],
            &[
                "person_1Qa.dob.day",
                "person_1Qa.dob.month",
                "person_1Qb.verification.document",
                "person_1Qb.email",
                "person_1Qc.address.city",
                "person_1Qc.address.line1",
            ],
            &["person_1Qb.verification.document"],
            "requirements.past_due",
        ),
        "under-review" | "no-change" => account(
            "OnboardingInProgress",
            [true, false, false],
            &[],
            &[],
            "requirements.pending_verification",
        ),
        "extra-checks" => account(
            "Restricted",
            [true, true, false],
            &["interv_1Q.supportability.support"],
            &[],
            "under_review",
        ),
        "active" | "turned-off" => account("Active", [true; 3], &[], &[], ""),
        "more-soon" => account(
            "Active",
            [true; 3],
            &["company.verification.document", "representative.phone"],
            &[],
            "",
        ),
        "payouts-off" => account(
            "Active",
            [true, true, false],
            &["external_account"],
            &[],
            "",
        ),
        "both-off" => account("Active", [true, false, false], &[], &[], ""),
        "limited" => account("Restricted", [true, true, false], &[], &[], "other"),
        "platform" => account(
            "Restricted",
            [true, false, false],
            &[],
            &[],
            "platform_paused",
        ),
        "rejected" => account("Rejected", [true, false, false], &[], &[], "rejected.other"),
        "appealable" => account(
            "Rejected",
            [true, false, false],
            &["interv_1Q.rejection_appeal.form"],
            &[],
            "rejected.other",
        ),
        "disconnected" => account("Disconnected", [true, false, false], &[], &[], ""),
        "not-enabled" => json(r#"{"status":"NotStarted","provider":null,"accountId":null}"#),
        "not-stripe" => json(r#"{"status":"Active","provider":"Manual","accountId":null}"#),
        "unknown-state" => account("PendingApproval", [true, false, false], &[], &[], ""),
        "resume-further" => account(
            "OnboardingInProgress",
            [false; 3],
            &[
                "external_account",
                "representative.verification.document",
                "tos_acceptance.date",
            ],
            &[],
            "",
        ),
        "turned-on" => account(
            "OnboardingInProgress",
            [true, false, false],
            &[],
            &[],
            "requirements.pending_verification",
        ),
        "many" | "many-but-one" => {
            let fields = ["dob.day", "email", "first_name", "last_name"];
            let codes: Vec<String> = (0..500)
                .flat_map(|person| fields.map(|field| format!("person_{person:04}.{field}")))
                .collect();
            let fewer = usize::from(name == "many-but-one");
            let codes: Vec<&str> = codes.iter().skip(fewer).map(String::as_str).collect();
            account("OnboardingInProgress", [false; 3], &codes, &[], "")
        }
        "hostile" => hostile(),
        // The states of the form and of the network stand on a half-finished account.
        _ => account("OnboardingInProgress", [false; 3], HALF_WAY, &[], ""),
    }
}

/// Markup, controls that turn text around, nothing at all in many characters, and far too much.
fn hostile() -> Value {
    let texts = [
        "<img src=x onerror=alert(1)>".to_owned(),
        "\u{202e}txet desrever".to_owned(),
        "a\u{200b}b\u{200d}\u{feff}c".to_owned(),
        "👩‍👩‍👧‍👦".repeat(40),
        "company.".to_owned() + &"x".repeat(10_000),
        "W".repeat(500),
        "javascript:alert(1)".to_owned(),
        "person_</script><script>alert(1)</script>.dob.day".to_owned(),
    ];
    let text = |text: &str| Value::Text(text.to_owned());
    let due = texts.iter().map(|code| text(code)).collect();
    let capabilities = [
        ("detailsSubmitted", Value::Bool(true)),
        ("chargesEnabled", Value::Bool(false)),
        ("currentlyDue", Value::List(due)),
        ("disabledReason", text("<b>rejected-not</b>")),
    ];
    let object = |members: &[(&str, Value)]| {
        let own = |(name, value): &(&str, Value)| ((*name).to_owned(), value.clone());
        Value::Object(members.iter().map(own).collect())
    };
    object(&[
        (
            "status",
            text(&"<script>alert(1)</script>\u{202e}".repeat(40)),
        ),
        ("provider", text("Stripe")),
        ("accountId", text("acct_\u{202e}1")),
        ("capabilities", object(&capabilities)),
    ])
}

/// A document with details submitted, payments and payouts so.
fn account(
    state: &str,
    [details, charges, payouts]: [bool; 3],
    due: &[&str],
    past_due: &[&str],
    reason: &str,
) -> Value {
    let list = |codes: &[&str]| {
        let quoted: Vec<String> = codes.iter().map(|code| format!("\"{code}\"")).collect();
        quoted.join(",")
    };
    json(&format!(
        r#"{{"status":"{state}","provider":"Stripe","accountId":"acct_1","enabledAt":"2026-11-20T09:30:00Z",
        "capabilities":{{"detailsSubmitted":{details},"chargesEnabled":{charges},"payoutsEnabled":{payouts},
        "currentlyDue":[{}],"pastDue":[{}],"disabledReason":"{reason}"}}}}"#,
        list(due),
        list(past_due),
    ))
}

fn json(text: &str) -> Value {
    // Every text in this file is JSON; one that were not would show as the state of an unreadable answer.
    js_sys::JSON::parse(text).map_or(Value::Null, |parsed| crate::js_value::value(&parsed))
}
