//! The three facts: details handed in, payments, payouts.

use super::icon::{Icon, icon};
use crate::account::document::{Account, Capabilities};
use crate::flow::flow::Screen;
use crate::words::{Phrase, Words};
use leptos::{html, prelude::*};

/// Name in the DOM, label, and where the fact stands in the account.
type Fact = (&'static str, Phrase, fn(&Capabilities) -> Option<bool>);

const FACTS: [Fact; 3] = [
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

/// The rows, skeletons of themselves until the first answer.
pub(super) fn capabilities(screen: ReadSignal<Screen>, words: Words) -> impl IntoView {
    html::ul()
        .class("dolfin-capabilities")
        .attr("aria-label", words.say(Phrase::CapabilitiesLabel))
        .child(FACTS.map(|fact| row(fact, screen, words)))
}

fn row((name, label, read): Fact, screen: ReadSignal<Screen>, words: Words) -> impl IntoView {
    let known = Memo::new(move |_| {
        screen.with(|screen| screen.account.as_ref().map(|account| fact(account, read)))
    });
    let enabled = move || match known.get().flatten() {
        Some(true) => "true",
        Some(false) => "false",
        None => "unknown",
    };
    let state = move || match known.get() {
        None => html::span().class("dolfin-bone").into_any(),
        Some(value) => words.say(state(name, value)).into_any(),
    };
    html::li()
        .class("dolfin-capability")
        .attr("data-testid", "capability")
        .attr("data-capability", name)
        .attr("data-enabled", enabled)
        .attr("data-tone", move || {
            if known.get().flatten() == Some(true) {
                "success"
            } else {
                "neutral"
            }
        })
        .child((
            move || {
                icon(if known.get().flatten() == Some(true) {
                    Icon::Done
                } else {
                    Icon::Open
                })
            },
            html::span().child(words.say(label)),
            html::span().class("dolfin-capability-state").child(state),
        ))
}

fn fact(account: &Account, read: fn(&Capabilities) -> Option<bool>) -> Option<bool> {
    account.capabilities.as_ref().and_then(read)
}

fn state(name: &str, value: Option<bool>) -> Phrase {
    match (name, value) {
        (_, None) => Phrase::CapabilityUnknown,
        ("detailsSubmitted", Some(true)) => Phrase::SubmittedYes,
        ("detailsSubmitted", Some(false)) => Phrase::SubmittedNo,
        (_, Some(true)) => Phrase::CapabilityOn,
        (_, Some(false)) => Phrase::CapabilityOff,
    }
}
