//! The rows of the conventions, one by one: expectations written by hand.

use super::assessed;
use crate::account::document::Account;
use crate::account::fixture::account;
use crate::account::situation::{Rest, Situation, Tone, Turn, wants_form};

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
const BEGUN: &str = "OnboardingInProgress";

#[test]
#[rustfmt::skip]
fn the_situation_of_a_stripe_account() {
    use {Rest::*, Situation::*};
    let rows: &[(Row, Situation)] = &[
        // Nothing given yet: what Stripe calls past due from the first day is no news
        (("NotStarted", OFF, NONE, NONE, None), NotStarted),
        (("NotStarted", OFF, FORM, NONE, None), NotStarted),
        (("NotStarted", SILENT, NONE, NONE, None), NotStarted),
        (("NotStarted", OFF, FORM, FORM, OVERDUE), NotStarted),
        (("NotStarted", SILENT, FORM, FORM, None), NotStarted),
        (("NotStarted", SENT, FORM, FORM, None), Overdue),
        (("NotStarted", SENT, NONE, NONE, None), UnderReview),
        (("NotStarted", SENT, FORM, NONE, None), NeededNow),
        (("NotStarted", ON, NONE, NONE, None), OnUnconfirmed),
        // In progress
        ((BEGUN, OFF, NONE, NONE, None), Resume),
        ((BEGUN, OFF, FORM, NONE, None), Resume),
        ((BEGUN, SILENT, FORM, NONE, None), Resume),
        ((BEGUN, OFF, FORM, FORM, None), Resume),
        ((BEGUN, OFF, FORM, FORM, OVERDUE), Resume),
        ((BEGUN, OFF, SUPPORT, NONE, None), Resume),
        ((BEGUN, OFF, NONE, NONE, REVIEW), UnderReview),
        ((BEGUN, SILENT, NONE, NONE, None), UnderWay),
        ((BEGUN, SILENT, NONE, NONE, REVIEW), UnderReview),
        ((BEGUN, SENT, FORM, NONE, None), NeededNow),
        ((BEGUN, SENT, FORM, NONE, REVIEW), NeededNow),
        ((BEGUN, SENT, FORM, FORM, REVIEW), Overdue),
        ((BEGUN, SENT, NONE, NONE, None), UnderReview),
        ((BEGUN, SENT, NONE, NONE, REVIEW), UnderReview),
        ((BEGUN, SENT, NONE, NONE, Some("under_review")), UnderReview),
        ((BEGUN, SENT, NONE, NONE, Some("listed")), UnderReview),
        ((BEGUN, SENT, NONE, NONE, ODD), UnderReview),
        ((BEGUN, ON, NONE, NONE, None), OnChecking),
        ((BEGUN, SENT, NONE, NONE, OVERDUE), Overdue),
        ((BEGUN, SENT, NONE, NONE, NEEDED), NeededNow),
        ((BEGUN, SENT, SUPPORT, NONE, None), ExtraChecks),
        ((BEGUN, [NO, YES, NO], FORM, FORM, None), Overdue),
        // Restricted
        (("Restricted", OFF, FORM, NONE, None), NeededNow),
        (("Restricted", OFF, FORM, FORM, OVERDUE), NeededNow),
        (("Restricted", SENT, FORM, NONE, None), NeededNow),
        (("Restricted", SENT, FORM, FORM, OVERDUE), Overdue),
        (("Restricted", SENT, FORM, NONE, OVERDUE), Overdue),
        (("Restricted", SENT, NONE, FORM, None), Overdue),
        (("Restricted", SENT, NONE, NONE, None), UnderReview),
        (("Restricted", SENT, NONE, NONE, REVIEW), UnderReview),
        (("Restricted", [YES, YES, None], NONE, NONE, None), UnderReview),
        (("Restricted", SENT, NONE, NONE, ODD), Limited),
        (("Restricted", SILENT, NONE, NONE, None), Limited),
        (("Restricted", OFF, NONE, NONE, None), Resume),
        (("Restricted", SENT, SUPPORT, NONE, None), ExtraChecks),
        (("Restricted", SENT, SUPPORT, SUPPORT, OVERDUE), ExtraChecks),
        (("Restricted", SENT, FORM, SUPPORT, None), NeededNow),
        // Restricted, with payments and payouts on
        (("Restricted", ON, FORM, NONE, None), NeededToStayOn),
        (("Restricted", ON, FORM, FORM, OVERDUE), OverdueToStayOn),
        (("Restricted", ON, NONE, NONE, None), OnLimited),
        (("Restricted", ON, NONE, NONE, ODD), OnLimited),
        (("Restricted", ON, NONE, NONE, REVIEW), OnChecking),
        // Active
        (("Active", ON, NONE, NONE, None), Active),
        (("Active", [None, YES, YES], NONE, NONE, None), Active),
        (("Active", ON, FORM, NONE, None), NeededToStayOn),
        (("Active", ON, NONE, NONE, NEEDED), NeededToStayOn),
        (("Active", ON, FORM, FORM, None), OverdueToStayOn),
        (("Active", ON, SUPPORT, NONE, None), ExtraChecks),
        (("Active", ON, NONE, NONE, REVIEW), OnChecking),
        (("Active", ON, NONE, NONE, ODD), OnLimited),
        (("Active", [NO, YES, YES], NONE, NONE, None), OnUnconfirmed),
        (("Active", [YES, YES, NO], NONE, NONE, None), PaymentsOnly(Nothing)),
        (("Active", [YES, YES, NO], FORM, NONE, None), PaymentsOnly(Needed)),
        (("Active", [YES, NO, YES], NONE, NONE, None), PayoutsAlone),
        (("Active", [YES, NO, YES], NONE, NONE, REVIEW), PayoutsOnly(Nothing)),
        (("Active", [YES, NO, YES], FORM, NONE, None), PayoutsOnly(Needed)),
        (("Active", [YES, NO, NO], NONE, NONE, None), BothOff(Nothing)),
        (("Active", [YES, NO, NO], NONE, NONE, REVIEW), BothOff(Nothing)),
        (("Active", OFF, NONE, NONE, None), Resume),
        (("Active", [YES, NO, None], NONE, NONE, None), PartlyOff(Nothing)),
        (("Active", [YES, None, NO], FORM, NONE, None), PartlyOff(Needed)),
        (("Active", [YES, YES, None], NONE, NONE, None), ActiveUnconfirmed),
        (("Active", [YES, None, YES], NONE, NONE, None), ActiveUnconfirmed),
        (("Active", SILENT, NONE, NONE, None), ActiveUnconfirmed),
        (("Active", SILENT, NONE, NONE, ODD), Limited),
        (("Active", SILENT, FORM, NONE, None), NeededNow),
        // Over
        (("Rejected", OFF, NONE, NONE, None), Rejected),
        (("Rejected", SENT, FORM, FORM, Some("rejected.fraud")), Rejected),
        (("Rejected", ON, NONE, NONE, PAUSED), Rejected),
        (("Rejected", SENT, APPEAL, NONE, None), Appealable),
        (("Rejected", SENT, NONE, APPEAL, None), Appealable),
        (("Rejected", SENT, &["interv_1.rejection_appeal.support"], NONE, None), Rejected),
        (("Restricted", SENT, FORM, NONE, Some("rejected.listed")), Rejected),
        (("Active", ON, NONE, NONE, Some("rejected.other")), Rejected),
        (("Active", ON, APPEAL, NONE, Some("rejected.other")), Appealable),
        (("Restricted", SENT, APPEAL, NONE, None), NeededNow),
        (("Disconnected", SENT, FORM, FORM, Some("rejected.fraud")), Disconnected),
        (("Disconnected", ON, NONE, NONE, None), Disconnected),
        // The platform
        (("Restricted", SENT, NONE, NONE, PAUSED), Platform),
        (("Restricted", SENT, FORM, NONE, PAUSED), PlatformAndYou),
        (("Restricted", SENT, FORM, FORM, PAUSED), Overdue),
        (("NotStarted", OFF, NONE, NONE, Some("action_required.requested_capabilities")), Platform),
        (("Active", ON, NONE, NONE, PAUSED), Platform),
        // A state nobody knows
        (("PendingReview", SILENT, NONE, NONE, None), UnderWay),
        (("PendingReview", ON, NONE, NONE, None), OnUnconfirmed),
        (("PendingReview", SENT, NONE, NONE, None), UnderReview),
        (("PendingReview", SENT, FORM, NONE, None), NeededNow),
        (("PendingReview", OFF, FORM, FORM, None), NeededNow),
        (("PendingReview", OFF, NONE, NONE, None), Resume),
    ];
    for (row, expected) in rows {
        assert_eq!(assessed(&stripe(*row)).situation, *expected, "{row:?}");
    }
}

#[test]
fn two_minutes_after_the_start_information_is_needed_and_not_overdue() {
    // As Stripe has been seen to send it of fresh accounts, in the US and in Germany.
    let due = [
        "business_profile.url",
        "external_account",
        "representative.first_name",
        "tos_acceptance.date",
    ];
    let row = |state| stripe((state, OFF, &due, &due, OVERDUE));
    for state in [BEGUN, "Restricted", "NotStarted", "PendingReview"] {
        let assessment = assessed(&row(state));
        assert_eq!(assessment.turn, Turn::You, "{state}");
        assert_ne!(assessment.tone, Tone::Danger, "{state}");
        assert!(wants_form(&row(state)), "{state}");
        assert!(row(state).overdue().is_empty(), "{state}");
    }
}

#[test]
fn t18_active_that_contradicts_itself_shows_the_careful_view() {
    for row in [
        ("Active", ON, FORM, FORM, None),
        ("Active", ON, NONE, FORM, None),
        ("Active", ON, FORM, NONE, None),
        ("Active", OFF, NONE, NONE, None),
        ("Active", [YES, YES, NO], NONE, NONE, None),
        ("Active", [NO, YES, YES], NONE, NONE, None),
        ("Active", ON, NONE, NONE, OVERDUE),
        ("Active", ON, NONE, NONE, ODD),
        ("Active", ON, NONE, NONE, Some("rejected.fraud")),
    ] {
        let assessment = assessed(&stripe(row));
        assert_ne!(assessment.tone, Tone::Success, "{row:?}");
        assert_ne!(assessment.turn, Turn::Nobody, "{row:?}");
    }
}

#[test]
fn an_account_for_payouts_alone_can_be_finished() {
    let assessment = assessed(&stripe(("Active", [YES, NO, YES], NONE, NONE, None)));
    assert_eq!(
        (assessment.turn, assessment.tone),
        (Turn::Nobody, Tone::Neutral)
    );
}

#[test]
fn documents_that_say_little() {
    use Situation::*;
    for (account, expected) in [
        (account!({}), UnderWayUnclear),
        (account!({ "status": "NotStarted" }), NotStarted),
        (account!({ "status": "OnboardingInProgress" }), Resume),
        (account!({ "status": "Active" }), ActiveUnconfirmed),
        (account!({ "status": "Restricted" }), LimitedUnclear),
        (account!({ "status": "Rejected" }), Rejected),
        (account!({ "status": "Disconnected" }), Disconnected),
        (account!({ "status": "PendingReview" }), UnderWayUnclear),
        (
            account!({ "provider": null, "status": "NotStarted", "accountId": null }),
            NotStarted,
        ),
        (
            account!({ "provider": 7, "status": "NotStarted" }),
            NotStarted,
        ),
        (account!({ "provider": "Manual" }), Manual),
        (
            account!({ "provider": "Yapily", "status": "Active" }),
            Yapily,
        ),
        (
            account!({ "provider": "Adyen", "status": "Rejected" }),
            OtherProvider,
        ),
        (
            account!({ "provider": "Manual", "status": "Disconnected" }),
            Manual,
        ),
    ] {
        assert_eq!(assessed(&account).situation, expected, "{account:?}");
    }
}

#[test]
fn a_list_that_cannot_be_read_is_not_an_empty_one() {
    use Situation::*;
    for (state, on, expected) in [
        ("Active", ON, OnUnconfirmed),
        ("Active", [YES, YES, NO], PaymentsOnly(Rest::Unclear)),
        ("Restricted", SENT, LimitedUnclear),
        (BEGUN, SENT, UnderWayUnclear),
        (BEGUN, SILENT, Resume),
    ] {
        let [submitted, payments, payouts] = on;
        let account = account!({ "status": state, "capabilities": {
            "detailsSubmitted": submitted, "chargesEnabled": payments, "payoutsEnabled": payouts,
            "currentlyDue": 7, "pastDue": [],
        }});
        assert_eq!(assessed(&account).situation, expected, "{state} {on:?}");
    }
}

#[test]
#[rustfmt::skip]
fn b26_no_form_is_wanted_where_it_has_nothing_to_ask() {
    for (row, wanted) in [
        (("NotStarted", OFF, NONE, NONE, None), true),
        ((BEGUN, OFF, NONE, NONE, None), true),
        ((BEGUN, SENT, NONE, NONE, None), false),
        (("Restricted", SENT, FORM, NONE, None), true),
        (("Restricted", SENT, FORM, NONE, PAUSED), true),
        (("Restricted", SENT, NONE, NONE, PAUSED), false),
        (("Restricted", SENT, NONE, NONE, ODD), false),
        (("Restricted", SENT, SUPPORT, NONE, None), false),
        (("Active", ON, NONE, NONE, None), false),
        (("Active", ON, FORM, NONE, None), true),
        (("Active", [YES, YES, NO], NONE, NONE, None), false),
        (("Active", [YES, YES, NO], FORM, NONE, None), true),
        (("Active", SILENT, NONE, NONE, None), false),
        (("Rejected", SENT, FORM, FORM, None), false),
        (("Rejected", SENT, APPEAL, NONE, None), true),
        (("Disconnected", SENT, FORM, NONE, None), false),
        (("New", SILENT, NONE, NONE, None), false),
    ] {
        assert_eq!(wants_form(&stripe(row)), wanted, "{row:?}");
    }
    assert!(wants_form(&account!({ "status": "New" })), "nobody knows what is asked");
}
