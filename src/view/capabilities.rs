//! The three facts: details handed in, payments, payouts.

use super::icon::{Icon, icon};
use crate::account::document::{Account, Capabilities, State};
use crate::flow::flow::Screen;
use crate::words::{Phrase, Words};
use leptos::{html, prelude::*};

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
#[derive(Clone, Copy, PartialEq)]
enum Fact {
    /// No answer yet.
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
pub(super) fn capabilities(screen: ReadSignal<Screen>, words: Words) -> impl IntoView {
    html::ul()
        .class("dolfin-capabilities")
        .attr("aria-label", words.say(Phrase::CapabilitiesLabel))
        .child(ROWS.map(|row| row_view(row, screen, words)))
}

fn row_view((name, label, read): Row, screen: ReadSignal<Screen>, words: Words) -> impl IntoView {
    let fact = Memo::new(move |_| screen.with(|screen| of(screen.account.as_ref(), read)));
    html::li()
        .class("dolfin-capability")
        .attr("data-testid", "capability")
        .attr("data-capability", name)
        .attr("data-enabled", move || match fact.get() {
            Fact::Awaited | Fact::Unknown => "unknown",
            Fact::Yes => "true",
            Fact::NotYet | Fact::Off => "false",
        })
        .attr("data-tone", move || match fact.get() {
            Fact::Yes => "success",
            Fact::Off => "danger",
            Fact::Awaited | Fact::Unknown | Fact::NotYet => "neutral",
        })
        .child((
            move || {
                icon(match fact.get() {
                    Fact::Yes => Icon::Done,
                    Fact::Off => Icon::Stopped,
                    Fact::Awaited | Fact::Unknown | Fact::NotYet => Icon::Open,
                })
            },
            html::span().child(words.say(label)),
            html::span()
                .class("dolfin-capability-state")
                .child(move || match state(name, fact.get()) {
                    Some(phrase) => words.say(phrase).into_any(),
                    None => html::span().class("dolfin-bone").into_any(),
                }),
        ))
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
