//! One person with twenty tabs of the same account, one in sight at a time, beside the same person with one.

#![expect(
    clippy::indexing_slicing,
    reason = "a model counts its own tabs; an index out of it is a mistake that should stop the bench"
)]

use super::chance::Chance;
use super::watcher::{Watcher, account};
use dolfin_payment_onboarding::flow::watch::Event;

const VISIT: f64 = 2.0 * 3600.0;
/// The mean time somebody stays in a tab.
const STAY: f64 = 60.0;

/// The figures as a sentence.
pub fn line() -> String {
    let visits = 50;
    let mean = |tabs: usize| {
        let all: (u32, u32) = (0..visits)
            .map(|seed| visit(tabs, seed))
            .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        (
            f64::from(all.0) / visits as f64,
            f64::from(all.1) / visits as f64,
        )
    };
    let ((one, _), (twenty, first)) = (mean(1), mean(20));
    format!(
        "Twenty tabs, one in sight at a time for a minute, over two hours: {:.1} requests, one tab {one:.1}; \
         {:.2} times one tab beside the first read of each tab ({first:.0}).",
        twenty,
        (twenty - first + 1.0) / one,
    )
}

/// All requests, and those that were a tab's first.
fn visit(count: usize, seed: u64) -> (u32, u32) {
    let mut chance = Chance(seed);
    let mut tabs: Vec<Option<Watcher>> = (0..count).map(|_| None).collect();
    let (mut now, mut requests, mut firsts) = (0.0_f64, 0, 0);
    // All are opened one after the other, then somebody goes to and fro between them.
    let mut opened = 0;
    let mut front = 0;
    let mut switch = 0.0_f64;
    while now < VISIT {
        let ring = tabs[front]
            .as_ref()
            .and_then(|tab| tab.alarm)
            .unwrap_or(f64::INFINITY);
        now = switch.min(ring);
        if ring < switch {
            if let Some(tab) = &mut tabs[front] {
                tab.alarm = None;
                tab.tell(Event::TimerRang, now, &mut chance);
            }
        } else {
            let next = match opened < count {
                true => opened,
                false => (chance.unit() * count as f64) as usize,
            };
            opened += 1;
            switch = now
                + if opened < count {
                    2.0
                } else {
                    chance.around(STAY)
                };
            if next == front && opened > 1 {
                continue;
            }
            if let Some(tab) = &mut tabs[front] {
                tab.tell(Event::BecameHidden, now, &mut chance);
            }
            pass_on(&mut tabs, now, &mut chance);
            front = next;
            let is_new = tabs[front].is_none();
            firsts += u32::from(is_new);
            let tab = tabs[front].get_or_insert_with(Watcher::new);
            let event = match is_new {
                true => Event::Mounted { online: true },
                false => Event::BecameVisible,
            };
            tab.tell(event, now, &mut chance);
            // Nobody else is in sight, so the lead is free.
            tab.tell(Event::LeadGranted, now, &mut chance);
        }
        if let Some(tab) = &mut tabs[front]
            && let Some(id) = tab.read.take()
        {
            requests += 1;
            tab.tell(Event::Arrived(id, account(false)), now, &mut chance);
        }
        pass_on(&mut tabs, now, &mut chance);
    }
    (requests, firsts)
}

/// What a tab says, all others hear.
fn pass_on(tabs: &mut [Option<Watcher>], now: f64, chance: &mut Chance) {
    for from in 0..tabs.len() {
        let said = tabs[from].as_mut().map(|tab| std::mem::take(&mut tab.says));
        for heard in said.into_iter().flatten() {
            for (to, tab) in tabs.iter_mut().enumerate() {
                if let Some(tab) = tab.as_mut().filter(|_| to != from) {
                    tab.tell(Event::Heard(heard.clone()), now, chance);
                }
            }
        }
    }
}
