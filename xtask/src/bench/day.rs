//! A day of waiting on a pending account, and ten minutes of a host that refreshes at every change.

use super::person::ROUND_TRIP;
use super::reader::{Reader, around};
use fastrand::Rng;
use onboarding_core::status::policy::Policy;
use onboarding_core::status::query::Event;

/// Requests of a day in sight.
pub fn in_sight(policy: Policy) -> u32 {
    day(policy, f64::INFINITY, 1.0, 0)
}

/// Requests of a day in sight for a tenth of the time, in visits of five minutes.
pub fn in_visits(policy: Policy) -> u32 {
    let days = 200;
    let visits: u32 = (0..days).map(|seed| day(policy, 300.0, 2700.0, seed)).sum();
    visits / days as u32
}

fn day(policy: Policy, visit: f64, absence: f64, seed: u64) -> u32 {
    let mut chance = Rng::with_seed(seed);
    let mut reader = Reader::new(policy);
    let (mut now, mut requests, mut visible) = (0.0, 0, true);
    let mut turn = match visit.is_finite() {
        true => around(visit, &mut chance),
        false => visit,
    };
    reader.tell(Event::Mounted, now, &mut chance);
    while now < 86_400.0 {
        if reader.read.is_some() {
            requests += 1;
            now += ROUND_TRIP;
            reader.answer(false, now, &mut chance);
            continue;
        }
        let timer = reader.timer.unwrap_or(f64::INFINITY);
        now = turn.min(timer);
        if now.is_infinite() {
            break;
        }
        if timer <= turn {
            reader.fire(now, &mut chance);
            continue;
        }
        visible = !visible;
        turn = now + around(if visible { visit } else { absence }, &mut chance);
        let event = match visible {
            true => Event::BecameVisible,
            false => Event::BecameHidden,
        };
        reader.tell(event, now, &mut chance);
    }
    requests
}

/// Requests within ten minutes of a host that refreshes at every change, which a refresh is.
pub fn of_a_runaway_host(policy: Policy) -> u32 {
    let mut chance = Rng::with_seed(9);
    let mut reader = Reader::new(policy);
    let (mut now, mut requests) = (1.0, 0);
    reader.tell(Event::Mounted, now, &mut chance);
    while now < 601.0 {
        if reader.read.is_some() {
            requests += 1;
            now += ROUND_TRIP;
            reader.answer(false, now, &mut chance);
            reader.tell(Event::RefreshRequested, now, &mut chance);
        } else if let Some(timer) = reader.timer {
            now = timer;
            reader.fire(now, &mut chance);
        }
    }
    requests
}
