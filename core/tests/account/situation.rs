//! Whose turn it is: every row of the conventions, and every combination.

use std::collections::BTreeSet;

use onboarding_core::{
    account::{
        document::Account,
        problem::{Class, Problem, ProblemKind},
        situation::{
            Action, Assessment, Facts, FormOutcome, Situation, Tone, Turn, assess, wants_form,
        },
    },
    text::Phrase,
};

use crate::support::account;

fn judged(account: &Account) -> Assessment {
    assess(&Facts {
        account: Some(account),
        problem: None,
        form: FormOutcome::NotOpened,
    })
}

fn problem(kind: ProblemKind) -> Problem {
    Problem {
        kind,
        class: Class::Retry,
        retry_after: None,
        http: None,
        reference: None,
    }
}

fn with(account: Option<&Account>, kind: ProblemKind) -> Assessment {
    assess(&Facts {
        account,
        problem: Some(&problem(kind)),
        form: FormOutcome::NotOpened,
    })
}

/// A Stripe account: state, details submitted, payments, payouts, currently due, past due, reason.
type Row<'a> = (
    &'a str,
    [Option<bool>; 3],
    &'a [&'a str],
    &'a [&'a str],
    Option<&'a str>,
);

fn stripe((state, [submitted, payments, payouts], current, past, reason): Row) -> Account {
    account!({
        "provider": "Stripe", "accountId": "acct_1", "status": state,
        "capabilities": {
            "detailsSubmitted": submitted, "chargesEnabled": payments, "payoutsEnabled": payouts,
            "currentlyDue": current, "pastDue": past, "disabledReason": reason,
        }
    })
}

const NO: Option<bool> = Some(false);
const YES: Option<bool> = Some(true);
const OFF: [Option<bool>; 3] = [NO, NO, NO];
const SENT: [Option<bool>; 3] = [YES, NO, NO];
const ON: [Option<bool>; 3] = [YES, YES, YES];
const SILENT: [Option<bool>; 3] = [None, None, None];
const FORM: &[&str] = &["company.tax_id", "external_account"];
const SUPPORT: &[&str] = &["interv_1.legal_hold.support"];
const APPEAL: &[&str] = &["interv_1.rejection_appeal.form", "company.tax_id"];
const NONE: &[&str] = &[];
const REVIEW: Option<&str> = Some("requirements.pending_verification");
const OVERDUE: Option<&str> = Some("requirements.past_due");
const NEEDED: Option<&str> = Some("requirements.fields_needed");
const PAUSED: Option<&str> = Some("platform_paused");
const ODD: Option<&str> = Some("other");

#[test]
fn the_situation_of_a_stripe_account() {
    use Situation::*;
    let rows: &[(Row, Situation)] = &[
        // Nothing given yet
        (("NotStarted", OFF, NONE, NONE, None), NotStarted),
        (("NotStarted", OFF, FORM, NONE, None), NotStarted),
        (("NotStarted", SILENT, NONE, NONE, None), NotStarted),
        (("NotStarted", OFF, FORM, FORM, OVERDUE), NotStarted),
        (("NotStarted", SILENT, FORM, FORM, None), NotStarted),
        (("NotStarted", SENT, FORM, FORM, None), Overdue),
        (("NotStarted", SENT, NONE, NONE, None), UnderReview),
        (("NotStarted", SENT, FORM, NONE, None), NeededNow),
        (("NotStarted", ON, NONE, NONE, None), Unknown),
        // In progress
        (("OnboardingInProgress", OFF, NONE, NONE, None), Resume),
        (("OnboardingInProgress", OFF, FORM, NONE, None), Resume),
        (("OnboardingInProgress", SILENT, NONE, NONE, None), Resume),
        (("OnboardingInProgress", SILENT, FORM, NONE, None), Resume),
        (("OnboardingInProgress", OFF, FORM, FORM, None), Overdue),
        (("OnboardingInProgress", OFF, NONE, NONE, REVIEW), Resume),
        (("OnboardingInProgress", SENT, FORM, NONE, None), NeededNow),
        (
            ("OnboardingInProgress", SENT, FORM, NONE, REVIEW),
            NeededNow,
        ),
        (("OnboardingInProgress", SENT, FORM, FORM, REVIEW), Overdue),
        (
            ("OnboardingInProgress", SENT, NONE, NONE, None),
            UnderReview,
        ),
        (
            ("OnboardingInProgress", SENT, NONE, NONE, REVIEW),
            UnderReview,
        ),
        (
            (
                "OnboardingInProgress",
                SENT,
                NONE,
                NONE,
                Some("under_review"),
            ),
            UnderReview,
        ),
        (
            ("OnboardingInProgress", SENT, NONE, NONE, Some("listed")),
            UnderReview,
        ),
        (("OnboardingInProgress", SENT, NONE, NONE, ODD), UnderReview),
        (
            ("OnboardingInProgress", SILENT, NONE, NONE, REVIEW),
            UnderReview,
        ),
        (("OnboardingInProgress", ON, NONE, NONE, None), UnderReview),
        (("OnboardingInProgress", SENT, NONE, NONE, OVERDUE), Overdue),
        (
            ("OnboardingInProgress", SENT, NONE, NONE, NEEDED),
            NeededNow,
        ),
        (
            ("OnboardingInProgress", SENT, SUPPORT, NONE, None),
            ExtraChecks,
        ),
        (
            ("OnboardingInProgress", OFF, SUPPORT, NONE, None),
            ExtraChecks,
        ),
        // Restricted
        (("Restricted", OFF, FORM, NONE, None), NeededNow),
        (("Restricted", SENT, FORM, NONE, None), NeededNow),
        (("Restricted", SENT, FORM, FORM, OVERDUE), Overdue),
        (("Restricted", SENT, FORM, NONE, OVERDUE), Overdue),
        (("Restricted", SENT, NONE, FORM, None), Overdue),
        (("Restricted", SENT, NONE, NONE, None), UnderReview),
        (("Restricted", SENT, NONE, NONE, REVIEW), UnderReview),
        (("Restricted", ON, NONE, NONE, REVIEW), UnderReview),
        (
            ("Restricted", [YES, YES, None], NONE, NONE, None),
            UnderReview,
        ),
        (("Restricted", SENT, NONE, NONE, ODD), Limited),
        (("Restricted", SILENT, NONE, NONE, None), Limited),
        (("Restricted", ON, NONE, NONE, None), Limited),
        (("Restricted", OFF, NONE, NONE, None), Resume),
        (("Restricted", SENT, SUPPORT, NONE, None), ExtraChecks),
        (("Restricted", SENT, SUPPORT, SUPPORT, OVERDUE), ExtraChecks),
        (("Restricted", SENT, FORM, SUPPORT, None), NeededNow),
        // Active
        (("Active", ON, NONE, NONE, None), Active),
        (("Active", [None, YES, YES], NONE, NONE, None), Active),
        (("Active", ON, FORM, NONE, None), ActiveMoreSoon),
        (("Active", ON, NONE, NONE, NEEDED), ActiveMoreSoon),
        (("Active", ON, FORM, FORM, None), Overdue),
        (("Active", ON, SUPPORT, NONE, None), ExtraChecks),
        (("Active", ON, NONE, NONE, REVIEW), UnderReview),
        (("Active", ON, NONE, NONE, ODD), Limited),
        (("Active", [NO, YES, YES], NONE, NONE, None), Resume),
        (("Active", [YES, YES, NO], NONE, NONE, None), PaymentsOnly),
        (("Active", [YES, YES, NO], FORM, NONE, None), PaymentsOnly),
        (("Active", [YES, NO, YES], NONE, NONE, None), PayoutsOnly),
        (("Active", [YES, NO, NO], NONE, NONE, None), BothOff),
        (("Active", [YES, NO, NO], NONE, NONE, REVIEW), BothOff),
        (("Active", [YES, NO, None], NONE, NONE, None), PartlyOff),
        (("Active", [YES, None, NO], NONE, NONE, None), PartlyOff),
        (
            ("Active", [YES, YES, None], NONE, NONE, None),
            ActiveUnconfirmed,
        ),
        (
            ("Active", [YES, None, YES], NONE, NONE, None),
            ActiveUnconfirmed,
        ),
        (("Active", SILENT, NONE, NONE, None), ActiveUnconfirmed),
        (("Active", SILENT, FORM, NONE, None), NeededNow),
        // Over
        (("Rejected", OFF, NONE, NONE, None), Rejected),
        (
            ("Rejected", SENT, FORM, FORM, Some("rejected.fraud")),
            Rejected,
        ),
        (("Rejected", ON, NONE, NONE, PAUSED), Rejected),
        (("Rejected", SENT, APPEAL, NONE, None), Appealable),
        (("Rejected", SENT, NONE, APPEAL, None), Appealable),
        (
            (
                "Rejected",
                SENT,
                &["interv_1.rejection_appeal.support"],
                NONE,
                None,
            ),
            Rejected,
        ),
        (
            ("Restricted", SENT, FORM, NONE, Some("rejected.listed")),
            Rejected,
        ),
        (("Active", ON, NONE, NONE, Some("rejected.other")), Rejected),
        (
            ("Active", ON, APPEAL, NONE, Some("rejected.other")),
            Appealable,
        ),
        (("Restricted", SENT, APPEAL, NONE, None), NeededNow),
        (
            ("Disconnected", SENT, FORM, FORM, Some("rejected.fraud")),
            Disconnected,
        ),
        (("Disconnected", ON, NONE, NONE, None), Disconnected),
        // The platform
        (("Restricted", SENT, NONE, NONE, PAUSED), PlatformAction),
        (("Restricted", SENT, FORM, NONE, PAUSED), PlatformAction),
        (("Restricted", SENT, FORM, FORM, PAUSED), Overdue),
        (
            (
                "NotStarted",
                OFF,
                NONE,
                NONE,
                Some("action_required.requested_capabilities"),
            ),
            PlatformAction,
        ),
        (("Active", ON, NONE, NONE, PAUSED), PlatformAction),
        // A state nobody knows
        (("PendingReview", SILENT, NONE, NONE, None), Unknown),
        (("PendingReview", ON, NONE, NONE, None), Unknown),
        (("PendingReview", SENT, NONE, NONE, None), UnderReview),
        (("PendingReview", SENT, FORM, NONE, None), NeededNow),
        (("PendingReview", OFF, FORM, FORM, None), Overdue),
        (("PendingReview", OFF, NONE, NONE, None), Resume),
        (("", SILENT, NONE, NONE, None), Unknown),
    ];
    for (row, expected) in rows {
        assert_eq!(judged(&stripe(*row)).situation, *expected, "{row:?}");
    }
}

#[test]
fn t18_active_that_contradicts_itself_shows_the_careful_view() {
    for row in [
        ("Active", ON, FORM, FORM, None),
        ("Active", ON, NONE, FORM, None),
        ("Active", ON, FORM, NONE, None),
        ("Active", OFF, NONE, NONE, None),
        ("Active", [YES, NO, YES], NONE, NONE, None),
        ("Active", [YES, YES, NO], NONE, NONE, None),
        ("Active", [NO, YES, YES], NONE, NONE, None),
        ("Active", ON, NONE, NONE, OVERDUE),
        ("Active", ON, NONE, NONE, ODD),
        ("Active", ON, NONE, NONE, Some("rejected.fraud")),
    ] {
        let standing = judged(&stripe(row));
        assert_ne!(standing.tone, Tone::Success, "{row:?}");
        assert_ne!(standing.turn, Turn::Nobody, "{row:?}");
    }
}

#[test]
fn documents_that_say_little() {
    use Situation::*;
    for (account, expected) in [
        (account!({}), Unknown),
        (account!({ "status": "NotStarted" }), NotStarted),
        (account!({ "status": "OnboardingInProgress" }), Resume),
        (account!({ "status": "Active" }), ActiveUnconfirmed),
        (account!({ "status": "Restricted" }), Limited),
        (account!({ "status": "Rejected" }), Rejected),
        (account!({ "status": "Disconnected" }), Disconnected),
        (
            account!({ "provider": null, "status": "NotStarted", "accountId": null }),
            NotStarted,
        ),
        (account!({ "provider": "Manual" }), NotStripe),
        (
            account!({ "provider": "Yapily", "status": "Active" }),
            NotStripe,
        ),
        (
            account!({ "provider": "Adyen", "status": "Rejected" }),
            NotStripe,
        ),
        (
            account!({ "provider": 7, "status": "NotStarted" }),
            NotStarted,
        ),
        (
            account!({ "provider": "Manual", "status": "Disconnected" }),
            NotStripe,
        ),
    ] {
        assert_eq!(judged(&account).situation, expected, "{account:?}");
    }
}

/// An account or a problem for each situation, and what it looks like.
#[test]
#[rustfmt::skip]
fn every_situation_has_its_turn_tone_and_actions() {
    use {Action::*, Situation as S, Tone::*, Turn::*};
    let face = |row: Row| judged(&stripe(row));
    let alone = |kind| with(None, kind);
    for (standing, situation, turn, tone, primary, secondary) in [
        (face(("NotStarted", OFF, NONE, NONE, None)), S::NotStarted, You, Neutral, Some(Start), None),
        (face(("OnboardingInProgress", OFF, FORM, NONE, None)), S::Resume, You, Warning, Some(Continue), None),
        (face(("Restricted", SENT, FORM, FORM, None)), S::Overdue, You, Danger, Some(ProvideOverdue), None),
        (face(("Restricted", SENT, FORM, NONE, None)), S::NeededNow, You, Warning, Some(Provide), None),
        (face(("Restricted", SENT, NONE, NONE, None)), S::UnderReview, Stripe, Pending, None, Some(CheckNow)),
        (face(("Restricted", SENT, SUPPORT, NONE, None)), S::ExtraChecks, Stripe, Warning, None, Some(ContactSupport)),
        (face(("Active", ON, NONE, NONE, None)), S::Active, Nobody, Success, None, Some(UpdateDetails)),
        (face(("Active", ON, FORM, NONE, None)), S::ActiveMoreSoon, You, Warning, Some(Provide), None),
        (face(("Active", SILENT, NONE, NONE, None)), S::ActiveUnconfirmed, Nobody, Neutral, None, Some(CheckNow)),
        (face(("Active", [YES, YES, NO], NONE, NONE, None)), S::PaymentsOnly, Stripe, Warning, None, Some(CheckNow)),
        (face(("Active", [YES, YES, NO], FORM, NONE, None)), S::PaymentsOnly, You, Warning, Some(Provide), None),
        (face(("Active", [YES, NO, YES], FORM, NONE, None)), S::PayoutsOnly, You, Warning, Some(Provide), None),
        (face(("Active", [YES, NO, YES], SUPPORT, NONE, None)), S::PayoutsOnly, Stripe, Warning, None, Some(CheckNow)),
        (face(("Active", [NO, NO, NO], NONE, NONE, None)), S::BothOff, You, Warning, Some(Provide), None),
        (face(("Active", [YES, NO, None], NONE, NONE, NEEDED)), S::PartlyOff, You, Warning, Some(Provide), None),
        (face(("Active", [YES, NO, None], NONE, NONE, None)), S::PartlyOff, Stripe, Warning, None, Some(CheckNow)),
        (face(("Restricted", SILENT, NONE, NONE, None)), S::Limited, Unknown, Warning, Some(Continue), Some(CheckNow)),
        (face(("Rejected", SENT, FORM, FORM, None)), S::Rejected, Support, Danger, None, Some(ContactSupport)),
        (face(("Rejected", SENT, APPEAL, NONE, None)), S::Appealable, You, Danger, Some(Appeal), Some(ContactSupport)),
        (face(("Disconnected", SENT, NONE, NONE, None)), S::Disconnected, Host, Danger, Some(Reset), None),
        (face(("Restricted", SENT, NONE, NONE, PAUSED)), S::PlatformAction, Support, Neutral, Some(ContactSupport), None),
        (face(("Restricted", SENT, FORM, NONE, PAUSED)), S::PlatformAction, Support, Neutral, Some(ContactSupport), Some(Provide)),
        (face(("New", SILENT, NONE, NONE, None)), S::Unknown, Unknown, Neutral, Some(Continue), Some(CheckNow)),
        (judged(&account!({ "provider": "Manual" })), S::NotStripe, Nobody, Neutral, None, None),
        (alone(ProblemKind::NotEnabled), S::NotEnabled, Host, Neutral, Some(Enable), None),
        (alone(ProblemKind::Disconnected), S::Disconnected, Host, Danger, Some(Reset), None),
        (alone(ProblemKind::Forbidden), S::Forbidden, Administrator, Warning, None, Some(Retry)),
        (alone(ProblemKind::NotFound), S::NotFound, Support, Danger, None, Some(ContactSupport)),
        (alone(ProblemKind::SignedOut), S::SignedOut, You, Warning, Some(SignIn), None),
        (alone(ProblemKind::Offline), S::Offline, Unknown, Warning, Some(Retry), None),
        (alone(ProblemKind::Unreachable), S::Unreachable, Unknown, Warning, Some(Retry), None),
        (alone(ProblemKind::Intercepted), S::Intercepted, You, Warning, Some(Retry), None),
        (alone(ProblemKind::Busy), S::Busy, Unknown, Warning, Some(Retry), None),
        (alone(ProblemKind::ServiceFault), S::ServiceFault, Unknown, Warning, Some(Retry), None),
        (alone(ProblemKind::Slow), S::ServiceFault, Unknown, Warning, Some(Retry), None),
        (alone(ProblemKind::ProviderFault), S::ProviderFault, Stripe, Warning, Some(Retry), None),
        (alone(ProblemKind::Refused), S::Refused, Support, Danger, Some(ContactSupport), None),
        (alone(ProblemKind::Garbled), S::Garbled, Unknown, Warning, Some(Retry), Some(ContactSupport)),
        (alone(ProblemKind::FormBlocked), S::FormUnavailable, Unknown, Warning, Some(Retry), None),
        (alone(ProblemKind::ConsentNeeded), S::FormUnavailable, Unknown, Warning, Some(Retry), None),
        (alone(ProblemKind::FormUnavailable), S::FormUnavailable, Unknown, Warning, Some(Retry), None),
        (alone(ProblemKind::SessionNotTaken), S::FormUnavailable, Unknown, Warning, Some(Retry), None),
        (alone(ProblemKind::Crashed), S::Crashed, Support, Danger, Some(Retry), Some(ContactSupport)),
        (alone(ProblemKind::UnsettledConflict), S::Loading, Unknown, Neutral, None, None),
    ] {
        assert_eq!(standing.situation, situation);
        assert_eq!(standing.turn, turn, "{situation:?}");
        assert_eq!(standing.tone, tone, "{situation:?}");
        assert_eq!(standing.primary, primary, "{situation:?}");
        assert_eq!(standing.secondary, secondary, "{situation:?}");
    }
}

#[test]
fn before_anything_is_known_nothing_is_claimed() {
    let standing = assess(&Facts {
        account: None,
        problem: None,
        form: FormOutcome::NotOpened,
    });
    assert_eq!(standing.situation, Situation::Loading);
    assert_eq!(
        (standing.turn, standing.tone),
        (Turn::Unknown, Tone::Neutral)
    );
    assert_eq!((standing.primary, standing.secondary), (None, None));
}

#[test]
fn a_passing_problem_never_hides_a_known_account() {
    use ProblemKind::*;
    let accounts = [
        stripe(("NotStarted", OFF, NONE, NONE, None)),
        stripe(("Active", ON, NONE, NONE, None)),
        stripe(("Restricted", SENT, FORM, FORM, None)),
        stripe(("Rejected", SENT, FORM, NONE, None)),
    ];
    for account in &accounts {
        for kind in [
            SignedOut,
            ProviderFault,
            Busy,
            ServiceFault,
            Slow,
            Refused,
            Offline,
            Unreachable,
            Intercepted,
            Garbled,
            FormBlocked,
            ConsentNeeded,
            FormUnavailable,
            SessionNotTaken,
            Crashed,
        ] {
            assert_eq!(with(Some(account), kind), judged(account), "{kind:?}");
        }
    }
}

#[test]
fn what_the_api_says_about_the_account_or_the_access_comes_first() {
    let account = stripe(("OnboardingInProgress", OFF, FORM, NONE, None));
    for (kind, situation) in [
        (ProblemKind::Forbidden, Situation::Forbidden),
        (ProblemKind::NotFound, Situation::NotFound),
        (ProblemKind::NotEnabled, Situation::NotEnabled),
        (ProblemKind::Disconnected, Situation::Disconnected),
    ] {
        assert_eq!(with(Some(&account), kind).situation, situation);
        assert_eq!(with(Some(&account), kind), with(None, kind));
    }
}

#[test]
fn e06_an_unsettled_conflict_is_settled_by_the_account() {
    let settled = |account: &Account| with(Some(account), ProblemKind::UnsettledConflict).situation;
    assert_eq!(
        settled(&account!({ "status": "Disconnected" })),
        Situation::Disconnected
    );
    assert_eq!(
        settled(&account!({ "status": "NotStarted" })),
        Situation::NotEnabled
    );
    assert_eq!(
        settled(&account!({ "status": "OnboardingInProgress" })),
        Situation::NotEnabled
    );
    let connected = stripe(("OnboardingInProgress", OFF, FORM, NONE, None));
    assert_eq!(settled(&connected), Situation::Resume);
}

#[test]
fn leaving_the_form_changes_words_and_nothing_else() {
    let rows = [
        (("OnboardingInProgress", OFF, FORM, NONE, None), true),
        (("OnboardingInProgress", SENT, NONE, NONE, None), true),
        (("NotStarted", OFF, NONE, NONE, None), false),
        (("Active", ON, NONE, NONE, None), false),
        (("Restricted", SENT, FORM, FORM, None), false),
    ];
    for (row, says_so) in rows {
        let account = stripe(row);
        let after = |form| {
            assess(&Facts {
                account: Some(&account),
                problem: None,
                form,
            })
        };
        let (before, left) = (after(FormOutcome::NotOpened), after(FormOutcome::Left));
        assert_eq!(after(FormOutcome::Open), before);
        assert_eq!(before.explanation != left.explanation, says_so, "{row:?}");
        let words = Assessment {
            explanation: before.explanation,
            ..left
        };
        assert_eq!(words, before);
    }
}

#[test]
fn leaving_the_form_is_not_called_done() {
    let text = |row, form| {
        let account = stripe(row);
        let facts = Facts {
            account: Some(&account),
            problem: None,
            form,
        };
        assess(&facts).explanation.english()
    };
    let begun = ("OnboardingInProgress", OFF, FORM, NONE, None);
    let sent = ("OnboardingInProgress", SENT, NONE, NONE, None);
    assert!(text(begun, FormOutcome::Left).starts_with("You left the form before"));
    assert!(text(sent, FormOutcome::Left).starts_with("Thank you."));
    assert!(!text(begun, FormOutcome::NotOpened).contains("left"));
    assert!(!text(sent, FormOutcome::NotOpened).contains("Thank"));
}

#[test]
fn what_is_on_and_what_is_not_is_named() {
    let headline = |on| {
        judged(&stripe(("Active", on, NONE, NONE, None)))
            .headline
            .english()
    };
    assert_eq!(headline([YES, YES, YES]), "Payments and payouts are on");
    assert_eq!(headline([YES, YES, NO]), "Payments are on, payouts are off");
    assert_eq!(headline([YES, NO, YES]), "Payouts are on, payments are off");
    assert_eq!(headline([YES, NO, NO]), "Payments and payouts are off");
    assert_eq!(headline([YES, NO, None]), "Part of the account is off");
    assert_eq!(headline([YES, None, None]), "The account is active");
}

#[test]
fn b26_no_form_is_wanted_where_it_has_nothing_to_ask() {
    for (row, wanted) in [
        (("NotStarted", OFF, NONE, NONE, None), true),
        (("OnboardingInProgress", OFF, NONE, NONE, None), true),
        (("OnboardingInProgress", SENT, NONE, NONE, None), false),
        (("Restricted", SENT, FORM, NONE, None), true),
        (("Restricted", SENT, FORM, NONE, PAUSED), true),
        (("Restricted", SENT, NONE, NONE, PAUSED), false),
        (("Restricted", SENT, SUPPORT, NONE, None), false),
        (("Active", ON, NONE, NONE, None), false),
        (("Active", ON, FORM, NONE, None), true),
        (("Active", [YES, YES, NO], NONE, NONE, None), false),
        (("Active", [YES, YES, NO], FORM, NONE, None), true),
        (("Active", SILENT, NONE, NONE, None), false),
        (("Rejected", SENT, FORM, FORM, None), false),
        (("Rejected", SENT, APPEAL, NONE, None), true),
        (("Disconnected", SENT, FORM, NONE, None), false),
        (("New", SILENT, NONE, NONE, None), true),
    ] {
        assert_eq!(wants_form(&stripe(row)), wanted, "{row:?}");
    }
    for provider in ["Manual", "Yapily", "Adyen"] {
        assert!(!wants_form(
            &account!({ "provider": provider, "status": "NotStarted" })
        ));
    }
}

#[test]
fn other_providers_are_named_in_words_we_know() {
    let text = |provider: &str| {
        let standing = judged(&account!({ "provider": provider }));
        standing.explanation.english()
    };
    assert_eq!(
        text("Manual"),
        "This organisation records its payments by hand."
    );
    assert_eq!(
        text("Yapily"),
        "This organisation is paid by bank transfer."
    );
    assert_eq!(
        text("<script>"),
        "This organisation's payments are handled by another service."
    );
}

#[test]
fn a_blocked_form_says_what_may_block_it() {
    let blocked = with(None, ProblemKind::FormBlocked);
    assert!(blocked.explanation.english().contains("ad blocker"));
    assert_eq!(
        with(None, ProblemKind::FormUnavailable).explanation,
        Phrase::FormUnavailableText
    );
}

#[test]
fn tones_have_the_names_of_the_dom_hook() {
    use Tone::*;
    let names = [Neutral, Pending, Warning, Danger, Success].map(Tone::name);
    assert_eq!(
        names,
        ["neutral", "pending", "warning", "danger", "success"]
    );
}

#[test]
fn turns_have_the_names_of_the_dom_hook() {
    use Turn::*;
    let names = [You, Stripe, Administrator, Host, Support, Nobody, Unknown].map(Turn::name);
    assert_eq!(
        names,
        [
            "you",
            "stripe",
            "administrator",
            "host",
            "support",
            "nobody",
            "unknown"
        ]
    );
}

#[test]
fn actions_say_what_comes_of_them() {
    use Action::*;
    let forms = [
        Start,
        Continue,
        ProvideOverdue,
        Provide,
        Appeal,
        UpdateDetails,
    ];
    let others = [CheckNow, Retry, SignIn, Enable, Reset, ContactSupport];
    assert!(forms.iter().all(|action| action.opens_form()));
    assert!(!others.iter().any(|action| action.opens_form()));
    let labels: BTreeSet<&str> = forms
        .iter()
        .chain(&others)
        .map(|action| action.label().english())
        .collect();
    assert_eq!(labels.len(), 12);
    assert!(labels.contains("Provide overdue information"));
}

/// T20: every state, provider, capability and set of due items has a view with words and a way out.
#[test]
fn t20_every_combination_has_words_and_a_way_out() {
    let truths = [None, NO, YES];
    let lists = [NONE, FORM, SUPPORT, APPEAL];
    let reasons = [
        None,
        REVIEW,
        OVERDUE,
        NEEDED,
        PAUSED,
        ODD,
        Some("listed"),
        Some("rejected.fraud"),
    ];
    let mut combinations = 0;
    for state in [
        "NotStarted",
        "OnboardingInProgress",
        "Active",
        "Restricted",
        "Rejected",
        "Disconnected",
        "New",
        "",
    ] {
        for provider in [
            None,
            Some("Stripe"),
            Some("Manual"),
            Some("Yapily"),
            Some("Adyen"),
        ] {
            for submitted in truths {
                for payments in truths {
                    for payouts in truths {
                        for current in lists {
                            for past in lists {
                                for reason in reasons {
                                    let on = [submitted, payments, payouts];
                                    let mut account = stripe((state, on, current, past, reason));
                                    account.provider = account!({ "provider": provider }).provider;
                                    holds(&account);
                                    combinations += 1;
                                }
                            }
                        }
                    }
                }
            }
        }
    }
    assert_eq!(combinations, 8 * 5 * 27 * 16 * 8);
}

/// What must hold for every account.
fn holds(account: &Account) {
    let standing = judged(account);
    let capabilities = account.capabilities.as_ref().unwrap();
    let nothing_due = capabilities.currently_due.is_empty() && capabilities.past_due.is_empty();
    let about = || format!("{account:?} {standing:?}");

    for phrase in [standing.headline, standing.explanation] {
        assert!(phrase.english().len() > 5, "{}", about());
    }
    // Somebody can act, or it is done or over there being nothing to do.
    let way_out = standing.primary.or(standing.secondary).is_some();
    assert!(
        way_out || standing.situation == Situation::NotStripe,
        "{}",
        about()
    );
    assert!(
        standing.primary.is_none() || standing.primary != standing.secondary,
        "{}",
        about()
    );

    if standing.tone == Tone::Success {
        assert!(nothing_due && capabilities.both_on(), "{}", about());
        assert_eq!(account.state.name(), "Active");
        assert_ne!(capabilities.details_submitted, NO, "{}", about());
        assert_eq!(capabilities.disabled_reason, None);
    }
    assert_eq!(
        standing.tone == Tone::Success,
        standing.situation == Situation::Active
    );
    let words = standing.headline.english();
    if words.contains("Payments and payouts are on") {
        assert!(capabilities.both_on(), "{}", about());
    }
    if words.starts_with("Payments are on") {
        assert_eq!(
            (capabilities.charges_enabled, capabilities.payouts_enabled),
            (YES, NO)
        );
    }
    if account.is_rejected() {
        assert!(
            matches!(
                standing.primary,
                None | Some(Action::Appeal | Action::Reset)
            ),
            "{}",
            about()
        );
    }
    if standing.turn == Turn::You {
        assert!(standing.primary.is_some(), "{}", about());
    }
    if standing.turn == Turn::Stripe {
        assert_eq!(standing.primary, None, "{}", about());
    }
    assert_eq!(
        wants_form(account),
        [standing.primary, standing.secondary]
            .iter()
            .flatten()
            .any(|action| action.opens_form() && *action != Action::UpdateDetails),
        "{}",
        about()
    );
}
