//! The three capabilities: whether details are submitted, and payments and payouts enabled.

use super::context::ViewContext;
use super::icon::{Icon, live_icon};
use super::localised::Localised;
use crate::reactive::element::{El, el};
use onboarding_core::account::document::{Account, Capabilities, State};
use onboarding_core::text::Phrase;

/// Name in the DOM, label, and where the fact stands in the account.
type Row = (&'static str, Phrase, fn(&Capabilities) -> Option<bool>);

const ROWS: [Row; 3] = [
    ("detailsSubmitted", Phrase::DetailsSubmitted, |facts| {
        facts.details_submitted
    }),
    ("chargesEnabled", Phrase::ChargesEnabled, |facts| {
        facts.charges_enabled
    }),
    ("payoutsEnabled", Phrase::PayoutsEnabled, |facts| {
        facts.payouts_enabled
    }),
];

/// What one row shows.
#[derive(Clone, Copy, Default, PartialEq)]
enum Fact {
    /// No answer yet.
    #[default]
    Awaited,
    /// The answer does not say.
    Unknown,
    Yes,
    /// Not so far, and nothing is wrong with that.
    NotYet,
    /// Off although the account was set up.
    Off,
}

/// The rows, skeletons of themselves until the first answer.
pub(super) fn capabilities(cx: ViewContext) -> El {
    let list = el("ul")
        .class("dolfin-capabilities")
        .attr("role", "list")
        .aria_label(cx.translator, Phrase::CapabilitiesLabel);
    ROWS.into_iter()
        .fold(list, |list, row| list.child(row_view(row, cx)))
}

fn row_view((name, label, read): Row, cx: ViewContext) -> El {
    let fact = move || cx.state.with(|state| of(state.account(), read));
    let state = el("span")
        .class("dolfin-capability-state")
        .show_keyed(fact, move |fact| {
            Some(match state(name, *fact) {
                Some(phrase) => el("span").phrase(cx.translator, phrase),
                None => el("span").class("dolfin-skeleton"),
            })
        });
    el("li")
        .class("dolfin-capability")
        .attr("data-testid", "capability")
        .attr("data-capability", name)
        .attr("data-enabled", move || enabled(fact()))
        .attr("data-tone", move || tone(fact()))
        .child(live_icon(move || picture(fact())))
        .child(el("span").phrase(cx.translator, label))
        .child(state)
}

fn of(account: Option<&Account>, read: fn(&Capabilities) -> Option<bool>) -> Fact {
    let Some(account) = account else {
        return Fact::Awaited;
    };
    match account.capabilities.as_ref().and_then(read) {
        None => Fact::Unknown,
        Some(true) => Fact::Yes,
        Some(false) => match account.state {
            State::NotStarted | State::OnboardingInProgress | State::Unknown(_) => Fact::NotYet,
            State::Active | State::Restricted | State::Rejected | State::Disconnected => Fact::Off,
        },
    }
}

fn enabled(fact: Fact) -> &'static str {
    match fact {
        Fact::Awaited | Fact::Unknown => "unknown",
        Fact::Yes => "true",
        Fact::NotYet | Fact::Off => "false",
    }
}

fn tone(fact: Fact) -> &'static str {
    match fact {
        Fact::Yes => "success",
        Fact::Off => "danger",
        Fact::Awaited | Fact::Unknown | Fact::NotYet => "neutral",
    }
}

fn picture(fact: Fact) -> Icon {
    match fact {
        Fact::Yes => Icon::Done,
        Fact::Off => Icon::Stopped,
        Fact::Awaited | Fact::Unknown | Fact::NotYet => Icon::Open,
    }
}

fn state(name: &str, fact: Fact) -> Option<Phrase> {
    let is_submission = name == "detailsSubmitted";
    Some(match fact {
        Fact::Awaited => return None,
        Fact::Unknown => Phrase::CapabilityUnknown,
        Fact::Yes if is_submission => Phrase::SubmittedYes,
        Fact::Yes => Phrase::CapabilityOn,
        Fact::NotYet | Fact::Off if is_submission => Phrase::SubmittedNo,
        Fact::NotYet => Phrase::CapabilityNotYet,
        Fact::Off => Phrase::CapabilityOff,
    })
}
