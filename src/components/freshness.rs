//! How old what is shown is, and a way to look again that answers honestly.
//!
//! The age stands outside every live region, so that nobody is told that time has passed. It is read off the clock once
//! a minute, and once after each answer that a person asked for; an answer nobody asked for leaves it alone. What is
//! worth telling once, such as an answer to somebody who asked, stands beside it in a live region.

use super::alert::button;
use super::context::ViewContext;
use super::localised::Localised;
use crate::clock::{date, now, sleep};
use crate::reactive::effect::on_cleanup;
use crate::reactive::element::{El, Text, el};
use crate::reactive::signal::Memo;
use crate::reactive::signal::RwSignal;
use crate::reactive::task::Task;
use onboarding_core::status::{notice::ChangeNotice, snapshot::Freshness};
use onboarding_core::text::Phrase;
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3600);

/// The last line of the card, where there is something to be fresh.
pub(super) fn freshness(cx: ViewContext) -> El {
    let is_of_use = move || {
        let has_account = cx.state.with(|state| state.account().is_some());
        // Before the first answer it keeps its place.
        has_account || cx.assessment().is_none()
    };
    el("div").show(is_of_use, move || line(cx))
}

fn line(cx: ViewContext) -> El {
    let ViewContext {
        state, translator, ..
    } = cx;
    let answer = move || {
        let phrase = state.with(|state| match (state.freshness(), state.notice()) {
            _ if state.is_slow() => Some(Phrase::SlowAnswer),
            _ if state.checking() => Some(Phrase::Checking),
            (Freshness::Offline, _) => Some(Phrase::OfflineMark),
            (_, ChangeNotice::NoAnswer) => Some(Phrase::CouldNotCheck),
            (Freshness::Stale, _) => Some(Phrase::StaleText),
            (_, ChangeNotice::NoChange) => Some(Phrase::NoChangeYet),
            (Freshness::Resting, _) => Some(Phrase::RestingMark),
            _ => None,
        });
        phrase.map(|phrase| translator.phrase(phrase))
    };
    el("div")
        .class("dolfin-freshness")
        .attr("data-freshness", move || {
            state.with(|state| state.freshness().name())
        })
        .child(age(cx))
        .child(
            button("quiet", "check-now", move || cx.check())
                .phrase(translator, Phrase::ActionCheckNow),
        )
        .child(el("span").attr("role", "status").child(answer))
}

/// When the status was last read.
fn age(cx: ViewContext) -> El {
    let translator = cx.translator;
    let shown = seen_at(cx);
    let is_settling = Memo::new(move |_| cx.state.with(|state| state.is_settling()));
    let text = move || -> Text {
        // It may be of a moment ago, and is old all the same.
        if is_settling.get() {
            return translator.phrase(Phrase::CheckedBeforeExit);
        }
        let Some((at, now)) = shown.get() else {
            return translator.phrase(Phrase::Checking);
        };
        match now.saturating_sub(at) {
            age if age < MINUTE => translator.phrase(Phrase::CheckedJustNow),
            age if age < HOUR => {
                let ago = translator.ago(age.as_secs() as usize);
                translator.fill(Phrase::CheckedAgo, &[("ago", &ago)]).into()
            }
            _ => translator.phrase(Phrase::CheckedLongAgo),
        }
    };
    // Made once for each reading: the two clocks of a page drift.
    let checked_at = Memo::new(move |_| shown.get().map(|(at, _)| at));
    let moment = move || Some(String::from(date(checked_at.get()?).to_iso_string()));
    el("time")
        .attr("data-testid", "freshness")
        .attr("datetime", moment)
        .child(text)
}

/// When the status that is shown was read, and what the clock says: looked at once a minute, with the first answer, and
/// with each that a person asked for.
fn seen_at(cx: ViewContext) -> Memo<Option<(Duration, Duration)>> {
    let minute = RwSignal::new_local(());
    let ticking = Task::start(async move {
        loop {
            sleep(MINUTE).await;
            minute.set(());
        }
    });
    on_cleanup(move || drop(ticking));
    let is_awaited = Memo::new(move |_| {
        cx.state
            .with(|state| state.checking() || state.is_settling() || state.checked_at().is_none())
    });
    Memo::new(move |seen: Option<&Option<_>>| {
        minute.track();
        if is_awaited.get() {
            return seen.copied().flatten();
        }
        let at = cx.state.with_untracked(|state| state.checked_at());
        at.map(|at| (at, now()))
    })
}
