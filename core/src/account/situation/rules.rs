//! The rules: from what is known of an account to its situation. One table, read top down: the first row that fits.
//!
//! Columns that a row says nothing about are `_____`. Derives what the API does not say: *under review* is "details
//! submitted, nothing due, not yet on". Where facts contradict each other the more careful reading stands: nothing is
//! *active* in green unless the account is Active, both capabilities are on, nothing is due and no reason speaks against
//! it. No row sends anybody into a form that has nothing to ask.

use super::kind::{Rest::*, Situation};
use crate::account::document::{Account, Capabilities, DisabledReason, Provider, State};
use crate::account::requirement::{Label, Resolution, look_up};

/// A set of values of one column, a bit each.
type Set = u8;

/// Says nothing.
const _____: Set = Set::MAX;

// Who handles the payments. Stripe, or nobody yet, is every row's after the third.
const MANUAL: Set = 1;
const YAPILY: Set = 2;
const OTHERS: Set = 4;
const STRIPE: Set = 8;

// The state; an account that Stripe has rejected is rejected, whatever Dolfin's state.
const NEW: Set = 1;
const BEGUN: Set = 2;
const ACTIVE: Set = 4;
const LIMITED: Set = 8;
const REJECT: Set = 16;
const DISCON: Set = 32;
const UNLISTED: Set = 64;

// Whether details were submitted.
const SENT: Set = 1;
const UNSENT: Set = 2;
const UNTOLD: Set = 4;

// What is on.
const BOTH: Set = 1;
const PAYMENTS: Set = 2;
const PAYOUTS: Set = 4;
const NEITHER: Set = 8;
/// One is off, the other not known.
const ONE_OFF: Set = 16;
/// One is on, the other not known.
const ONE_ON: Set = 32;
const UNKNOWN: Set = 64;

// What is asked for, by Stripe's lists and its reason.
const NOTHING: Set = 1;
/// Not known.
const UNCLEAR: Set = 2;
/// Only what somebody else must resolve.
const ELSEWHERE: Set = 4;
const NEEDED: Set = 8;
const OVERDUE: Set = 16;
/// An appeal against a rejection can be made.
const APPEAL: Set = 32;

// Why something is off, as far as the column before does not say it.
const NONE: Set = 1;
const CHECKING: Set = 2;
const PLATFORM: Set = 4;
const OTHER: Set = 8;

/// What is known of an account, or what a rule wants to be so.
pub(super) type Columns = [Set; 6];

use Situation as S;

#[rustfmt::skip]
pub(super) const RULES: &[(Columns, Situation)] = &[
    // provider  state             details          on                        asked for           reason
    // Not Stripe's
    ([MANUAL,    _____,            _____,           _____,                    _____,              _____],          S::Manual),
    ([YAPILY,    _____,            _____,           _____,                    _____,              _____],          S::Yapily),
    ([OTHERS,    _____,            _____,           _____,                    _____,              _____],          S::OtherProvider),
    // Over
    ([_____,     DISCON,           _____,           _____,                    _____,              _____],          S::Disconnected),
    ([_____,     REJECT,           _____,           _____,                    APPEAL,             _____],          S::Appealable),
    ([_____,     REJECT,           _____,           _____,                    _____,              _____],          S::Rejected),
    // Overdue, or beyond the person
    ([_____,     _____,            _____,           BOTH,                     OVERDUE,            _____],          S::OverdueToStayOn),
    ([_____,     _____,            _____,           _____,                    OVERDUE,            _____],          S::Overdue),
    ([_____,     _____,            _____,           _____,                    NEEDED,             PLATFORM],       S::PlatformAndYou),
    ([_____,     _____,            _____,           _____,                    _____,              PLATFORM],       S::Platform),
    // Nobody has begun
    ([_____,     NEW,              UNSENT | UNTOLD, NEITHER | ONE_OFF | UNKNOWN, _____,              _____],          S::NotStarted),
    // Information is needed
    ([_____,     _____,            _____,           BOTH,                     NEEDED,             _____],          S::NeededToStayOn),
    ([_____,     ACTIVE,           _____,           PAYMENTS,                 NEEDED,             _____],          S::PaymentsOnly(Needed)),
    ([_____,     ACTIVE,           _____,           PAYOUTS,                  NEEDED,             _____],          S::PayoutsOnly(Needed)),
    ([_____,     ACTIVE,           _____,           NEITHER,                  NEEDED,             _____],          S::BothOff(Needed)),
    ([_____,     ACTIVE,           _____,           ONE_OFF,                  NEEDED,             _____],          S::PartlyOff(Needed)),
    ([_____,     BEGUN,            UNSENT | UNTOLD, _____,                    NEEDED,             _____],          S::Resume),
    ([_____,     _____,            _____,           _____,                    NEEDED,             _____],          S::NeededNow),
    // Stripe checks, although nothing was submitted as far as is known; else the form has at least that to ask
    ([_____,     !ACTIVE,          UNSENT,          !BOTH,                    NOTHING,            CHECKING],       S::UnderReview),
    ([_____,     _____,            UNSENT,          !BOTH,                    _____,              NONE | OTHER],   S::Resume),
    ([_____,     _____,            _____,           _____,                    ELSEWHERE,          _____],          S::ExtraChecks),
    // Payments and payouts are on
    ([_____,     ACTIVE,           SENT | UNTOLD,   BOTH,                     NOTHING,            NONE],           S::Active),
    ([_____,     _____,            SENT | UNTOLD,   BOTH,                     NOTHING,            CHECKING],       S::OnChecking),
    ([_____,     BEGUN,            SENT | UNTOLD,   BOTH,                     NOTHING,            NONE],           S::OnChecking),
    ([_____,     _____,            _____,           BOTH,                     NOTHING,            OTHER],          S::OnLimited),
    ([_____,     LIMITED,          _____,           BOTH,                     NOTHING,            _____],          S::OnLimited),
    ([_____,     _____,            _____,           BOTH,                     _____,              _____],          S::OnUnconfirmed),
    // Active, and something off
    ([_____,     ACTIVE,           _____,           PAYOUTS,                  NOTHING,            NONE],           S::PayoutsAlone),
    ([_____,     ACTIVE,           _____,           PAYMENTS,                 NOTHING,            _____],          S::PaymentsOnly(Nothing)),
    ([_____,     ACTIVE,           _____,           PAYOUTS,                  NOTHING,            _____],          S::PayoutsOnly(Nothing)),
    ([_____,     ACTIVE,           _____,           NEITHER,                  NOTHING,            _____],          S::BothOff(Nothing)),
    ([_____,     ACTIVE,           _____,           ONE_OFF,                  NOTHING,            _____],          S::PartlyOff(Nothing)),
    ([_____,     ACTIVE,           _____,           PAYMENTS,                 _____,              _____],          S::PaymentsOnly(Unclear)),
    ([_____,     ACTIVE,           _____,           PAYOUTS,                  _____,              _____],          S::PayoutsOnly(Unclear)),
    ([_____,     ACTIVE,           _____,           NEITHER,                  _____,              _____],          S::BothOff(Unclear)),
    ([_____,     ACTIVE,           _____,           ONE_OFF,                  _____,              _____],          S::PartlyOff(Unclear)),
    // Nothing is asked for
    ([_____,     _____,            _____,           _____,                    NOTHING,            CHECKING],       S::UnderReview),
    ([_____,     ACTIVE | LIMITED, _____,           _____,                    NOTHING,            OTHER],          S::Limited),
    ([_____,     ACTIVE,           _____,           _____,                    _____,              _____],          S::ActiveUnconfirmed),
    ([_____,     _____,            SENT,            _____,                    NOTHING,            _____],          S::UnderReview),
    ([_____,     LIMITED,          _____,           _____,                    NOTHING,            _____],          S::Limited),
    ([_____,     _____,            _____,           _____,                    NOTHING,            _____],          S::UnderWay),
    // What is asked for is not known
    ([_____,     BEGUN,            UNTOLD,          _____,                    _____,              _____],          S::Resume),
    ([_____,     LIMITED,          _____,           _____,                    _____,              _____],          S::LimitedUnclear),
    ([_____,     _____,            _____,           _____,                    _____,              _____],          S::UnderWayUnclear),
];

/// The situation of an account.
pub(super) fn situation(account: &Account) -> Situation {
    let known = columns(account);
    let fits = |wanted: &Columns| wanted.iter().zip(known).all(|(set, bit)| set & bit != 0);
    let rule = RULES.iter().find(|(wanted, _)| fits(wanted));
    rule.map_or(Situation::UnderWayUnclear, |(_, situation)| *situation)
}

/// What is known of an account, one bit a column.
pub(super) fn columns(account: &Account) -> Columns {
    let nothing = Capabilities::default();
    let known = account.capabilities.as_ref().unwrap_or(&nothing);
    [
        match account.provider {
            None | Some(Provider::Stripe) => STRIPE,
            Some(Provider::Manual) => MANUAL,
            Some(Provider::Yapily) => YAPILY,
            Some(Provider::Unknown) => OTHERS,
        },
        match account.state {
            State::Disconnected => DISCON,
            _ if account.is_rejected() => REJECT,
            State::NotStarted => NEW,
            State::OnboardingInProgress => BEGUN,
            State::Active => ACTIVE,
            State::Restricted => LIMITED,
            State::Rejected => REJECT,
            State::Unknown(_) => UNLISTED,
        },
        match known.details_submitted {
            Some(true) => SENT,
            Some(false) => UNSENT,
            None => UNTOLD,
        },
        match (known.charges_enabled, known.payouts_enabled) {
            (Some(true), Some(true)) => BOTH,
            (Some(true), Some(false)) => PAYMENTS,
            (Some(false), Some(true)) => PAYOUTS,
            (Some(false), Some(false)) => NEITHER,
            (Some(false), None) | (None, Some(false)) => ONE_OFF,
            (Some(true), None) | (None, Some(true)) => ONE_ON,
            (None, None) => UNKNOWN,
        },
        asked(account, known.disabled_reason),
        match known.disabled_reason {
            None => NONE,
            Some(DisabledReason::Checking) => CHECKING,
            Some(DisabledReason::Platform) => PLATFORM,
            Some(_) => OTHER,
        },
    ]
}

/// What is asked for. A reason that speaks of information counts as much as a list, unless all that is listed is beyond
/// the form.
fn asked(account: &Account, reason: Option<DisabledReason>) -> Set {
    let in_form = |code: &&_| look_up(code).2 == Resolution::Form;
    let is_appeal = |code| look_up(code).1 == Label::RejectionAppeal;
    let by_reason = match reason {
        Some(DisabledReason::PastDue) if account.has_something_to_lose() => OVERDUE,
        Some(DisabledReason::PastDue | DisabledReason::InformationNeeded) => NEEDED,
        _ => NOTHING,
    };
    let is_listed = account.due().next().is_some();
    match () {
        () if account.is_rejected() && account.due().filter(in_form).any(is_appeal) => APPEAL,
        () if account.overdue().iter().any(|code| in_form(&code)) => OVERDUE,
        // The greater bit is the more urgent.
        () if account.due().any(|code| in_form(&code)) => by_reason.max(NEEDED),
        () if !is_listed && by_reason != NOTHING => by_reason,
        () if is_listed => ELSEWHERE,
        () if !account.is_due_known() => UNCLEAR,
        () => NOTHING,
    }
}
