//! Every situation an account can be in, with the form and without.

use super::documents::{Document, account};
use super::mount::{Shown, onboarding, status};
use onboarding_core::account::document::Account;
use onboarding_core::account::situation::Action;
use onboarding_core::onboarding::{events::FormEvent, state::FormState};
use onboarding_core::text::wording;
use wasm_bindgen_test::wasm_bindgen_test;

/// What of it is drawn: the bar of progress, and so many codes.
struct Drawn {
    bar: bool,
    codes: usize,
}

macro_rules! situations {
    ($($name:ident: $account:expr, $bar:literal, $codes:literal;)*) => {
        mod with_form {
            use super::*;
            $(
                #[wasm_bindgen_test]
                async fn $name() {
                    let shown = onboarding(|mount| mount.reads($account));
                    shows(stringify!($name), &shown, Drawn { bar: $bar, codes: $codes }).await;
                }
            )*
        }
        mod status_alone {
            use super::*;
            $(
                #[wasm_bindgen_test]
                async fn $name() {
                    let shown = status(|mount| mount.reads($account));
                    shows(stringify!($name), &shown, Drawn { bar: $bar, codes: $codes }).await;
                    assert!(shown.hook("onboarding-frame").is_none(), "a form in a status");
                    assert!(shown.hook("just-this").is_none(), "a way into no form");
                }
            )*
        }
        mod after_the_skeleton {
            use super::*;
            $(
                #[wasm_bindgen_test]
                async fn $name() {
                    let shown = onboarding(|_| {});
                    shown.is_sound("loading");
                    assert_eq!(shown.attr("data-state").as_deref(), Some("loading"));
                    shown.mount.form_event(FormEvent::Shown);
                    shown.mount.reads($account);
                    crate::reactive::test_page::settled().await;
                    shows(stringify!($name), &shown, Drawn { bar: $bar, codes: $codes }).await;
                    assert!(shown.find(".dolfin-status .dolfin-skeleton").is_none());
                }
            )*
        }
    };
}

/// Holds what is in the page against the state.
async fn shows(name: &str, shown: &Shown, drawn: Drawn) {
    shown.is_sound(name);
    let state = shown.mount.now();
    let assessment = state.assessment().unwrap();
    let known = state.account().unwrap();
    assert_eq!(
        shown.attr("data-state").as_deref(),
        Some(known.state.name())
    );
    assert_eq!(
        shown.texts(".dolfin-explanation"),
        [wording::explanation(assessment.situation).english()]
    );
    let tone = shown.find(".dolfin-turn").unwrap();
    assert_eq!(
        tone.get_attribute("data-tone").as_deref(),
        Some(assessment.tone.name())
    );

    let offered = |action: Option<Action>| {
        let offered = action.filter(|action| !matches!(action, Action::Retry | Action::CheckNow));
        offered.map(|action| wording::action(action).english().to_owned())
    };
    let button = |hook| {
        shown
            .hook(hook)
            .map(|button| button.text_content().unwrap())
    };
    assert_eq!(
        button("primary-action"),
        offered(assessment.primary),
        "{name}"
    );
    assert_eq!(
        button("secondary-action"),
        offered(assessment.secondary),
        "{name}"
    );
    assert!(shown.hook("check-now").is_some() && shown.hook("alert").is_none());

    let facts = known.capabilities.clone().unwrap_or_default();
    for (fact, so) in [
        ("detailsSubmitted", facts.details_submitted),
        ("chargesEnabled", facts.charges_enabled),
        ("payoutsEnabled", facts.payouts_enabled),
    ] {
        let so = so.map_or("unknown".to_owned(), |so| so.to_string());
        let row = format!("[role=list] > [data-capability={fact}][data-enabled={so}]");
        assert!(shown.find(&row).is_some(), "{name}: no {row}");
    }

    let bar = shown.find("[role=progressbar]");
    assert_eq!(bar.is_some(), drawn.bar, "{name}: the bar");
    let codes = shown.codes();
    assert_eq!(codes.len(), drawn.codes, "{name}: {codes:?}");
    let overdue = shown.all("[data-testid=requirement][data-due=past]").len();
    let are_first = shown.all("[data-testid=requirement]");
    let are_first = are_first.iter().take(overdue);
    assert!(
        are_first
            .into_iter()
            .all(|code| code.get_attribute("data-due").as_deref() == Some("past")),
        "{name}: overdue codes lead"
    );
    let has_frame = matches!(state.form, FormState::Loading | FormState::Shown);
    assert_eq!(
        shown.hook("onboarding-frame").is_some(),
        has_frame,
        "{name}"
    );

    let written = shown.written_by_the_same_again().await;
    assert_eq!(written, [""; 0], "{name}: the same again");
}

fn of(state: &str, facts: [bool; 3], due: &[&str], past_due: &[&str], reason: &str) -> Account {
    Document(state, facts, due, past_due, reason).account()
}

const PEOPLE: &[&str] = &[
    "person_1Qa.dob.day",
    "person_1Qa.dob.month",
    "person_1Qb.verification.document",
    "person_1Qb.email",
];

situations! {
    not_started: of("NotStarted", [false; 3], &[], &[], ""), true, 0;
    resume: of("OnboardingInProgress", [false; 3], &["external_account", "tos_acceptance.date"], &[], ""), true, 2;
    two_minutes_in: of("OnboardingInProgress", [false; 3], &["external_account"], &["external_account"], "requirements.past_due"), true, 1;
    overdue: of("Restricted", [true, true, false], &["company.tax_id"], &["company.tax_id"], "requirements.past_due"), true, 1;
    needed_now: of("Restricted", [true, true, false], &["external_account", "owners.email"], &[], ""), true, 2;
    several_people: of("Restricted", [true, true, false], PEOPLE, &["person_1Qb.verification.document"], ""), true, 4;
    under_review: of("OnboardingInProgress", [true, false, false], &[], &[], "requirements.pending_verification"), true, 0;
    extra_checks: of("Restricted", [true, true, false], &["interv_1Q.supportability.support"], &[], "under_review"), true, 1;
    active: of("Active", [true; 3], &[], &[], ""), true, 0;
    more_soon: of("Active", [true; 3], &["representative.phone"], &[], ""), true, 1;
    payouts_off: of("Active", [true, true, false], &["external_account"], &[], ""), true, 1;
    payouts_alone: of("Active", [true, false, true], &[], &[], ""), false, 0;
    payments_off: of("Active", [true, false, true], &[], &[], "under_review"), true, 0;
    both_off: of("Active", [true, false, false], &[], &[], ""), true, 0;
    limited_with_both_on: of("Restricted", [true; 3], &[], &[], "other"), true, 0;
    limited: of("Restricted", [true, true, false], &[], &[], "other"), true, 0;
    platform_has_to_act: of("Restricted", [true, false, false], &[], &[], "platform_paused"), true, 0;
    rejected: of("Rejected", [true, false, false], &["company.tax_id"], &[], "rejected.other"), false, 0;
    appealable: of("Rejected", [true, false, false], &["interv_1Q.rejection_appeal.form"], &[], "rejected.other"), false, 1;
    disconnected: of("Disconnected", [true, false, false], &["company.tax_id"], &[], ""), false, 0;
    unknown_state: of("PendingApproval", [true, false, false], &[], &[], ""), true, 0;
    nothing_known_of_it: account(r#"{"status":"Active","provider":"Stripe","accountId":"acct_1"}"#), true, 0;
    recorded_by_hand: account(r#"{"status":"Active","provider":"Manual","accountId":null}"#), false, 0;
    by_bank_transfer: account(r#"{"status":"Active","provider":"Yapily","accountId":null}"#), false, 0;
    by_hand_with_codes: account(r#"{"status":"Active","provider":"Manual","capabilities":{"currentlyDue":["company.tax_id"]}}"#), false, 0;
    not_enabled: account(r#"{"status":"NotStarted","provider":null,"accountId":null}"#), true, 0;
}
