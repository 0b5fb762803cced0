//! Every kind of problem: alone, where it leads, and beside an account that is known.

use super::documents::{half_way, problem};
use super::mount::{Shown, onboarding, status};
use onboarding_core::account::problem::ProblemKind::{self, *};
use onboarding_core::account::situation::{Facts, FormOutcome, assess};
use onboarding_core::onboarding::events::{Event, FormEvent};
use onboarding_core::onboarding::host_request::HostRequest;
use onboarding_core::text::wording;
use wasm_bindgen_test::wasm_bindgen_test;

macro_rules! problems {
    ($($name:ident: $kind:expr, $http:expr, $status:literal;)*) => {
        mod with_nothing_known {
            use super::*;
            $(
                #[wasm_bindgen_test]
                async fn $name() {
                    let shown = status(|mount| mount.fails(problem($kind, $http)));
                    leads(&shown, $kind, $status).await;
                }
            )*
        }
        mod beside_a_known_account {
            use super::*;
            $(
                #[wasm_bindgen_test]
                async fn $name() {
                    let shown = onboarding(|mount| {
                        mount.form_event(FormEvent::Shown);
                        mount.reads(half_way());
                        mount.fails(problem($kind, $http));
                    });
                    stands_beside(&shown, $kind, $status).await;
                }
            )*
        }
    };
}

/// It is all there is to tell: the sentence at the top of the card is the alert, and the ways out follow it.
async fn leads(shown: &Shown, kind: ProblemKind, status: &str) {
    shown.is_sound(kind.name());
    assert_eq!(shown.attr("data-state").as_deref(), Some("error"));
    let alert = shown.hook("alert").unwrap();
    assert_eq!(alert.get_attribute("data-status").as_deref(), Some(status));
    let told = shown.mount.now().assessment().unwrap();
    assert_eq!(
        shown.texts("[data-testid=alert] [role=alert]"),
        [[
            wording::headline(told.situation).english(),
            wording::explanation(told.situation).english()
        ]
        .concat()]
    );
    assert!(
        shown
            .find("[data-testid=alert] [data-testid=retry]")
            .is_some()
    );
    // Nothing is made up of an account that nobody has read.
    for absent in [
        "[role=progressbar]",
        "[role=list]",
        "[data-testid=check-now]",
    ] {
        assert!(shown.find(absent).is_none(), "{absent}");
    }
    assert_eq!(shown.written_by_the_same_again().await, [""; 0]);

    shown.press("retry").await;
    assert_eq!(*shown.mount.told.borrow(), [Event::RetryRequested]);
}

/// What is known stays. Only what is about the account itself comes first.
async fn stands_beside(shown: &Shown, kind: ProblemKind, status: &str) {
    shown.is_sound(kind.name());
    assert_eq!(
        shown.attr("data-state").as_deref(),
        Some("OnboardingInProgress")
    );
    assert!(shown.find("[role=list]").is_some(), "the facts stay");
    let alerts = shown.all("[data-testid=alert]");
    assert_eq!(alerts.len(), 1);
    assert_eq!(
        alerts[0].get_attribute("data-status").as_deref(),
        Some(status)
    );
    let is_leading = alerts[0].class_name().contains("dolfin-situation");
    assert_eq!(is_leading, kind.is_about_the_account());
    let problem = problem(kind, None);
    let told = assess(&Facts {
        account: None,
        problem: Some(&problem),
        form: FormOutcome::NotOpened,
    });
    let said = shown.texts("[data-testid=alert] [role=alert]");
    assert_eq!(said.len(), 1);
    if !is_leading {
        assert_eq!(
            said,
            [[
                wording::headline(told.situation).english(),
                wording::explanation(told.situation).english()
            ]
            .concat()]
        );
    }
    assert!(
        shown
            .find("[data-testid=alert] [data-testid=retry]")
            .is_some()
    );
    assert_eq!(shown.written_by_the_same_again().await, [""; 0]);
}

problems! {
    signed_out: SignedOut, Some(401), "401";
    forbidden: Forbidden, Some(403), "403";
    not_found: NotFound, Some(404), "404";
    not_enabled: NotEnabled, Some(409), "409";
    disconnected: Disconnected, Some(409), "409";
    provider_fault: ProviderFault, Some(502), "502";
    busy: Busy, Some(429), "429";
    service_fault: ServiceFault, Some(503), "503";
    slow: Slow, None, "timeout";
    refused: Refused, Some(422), "422";
    offline: Offline, None, "offline";
    unreachable: Unreachable, None, "unreachable";
    intercepted: Intercepted, Some(511), "511";
    garbled: Garbled, None, "bad-answer";
    crashed: Crashed, None, "error";
}

#[wasm_bindgen_test]
async fn beside_a_known_account_too_whoever_is_signed_out_can_sign_in() {
    let shown = onboarding(|mount| {
        mount.reads(half_way());
        mount.fails(problem(SignedOut, Some(401)));
    });
    assert_eq!(shown.texts("[data-testid=sign-in]"), ["Sign in"]);
    shown.press("sign-in").await;
    assert_eq!(*shown.mount.asked.borrow(), [HostRequest::SignIn]);
}
