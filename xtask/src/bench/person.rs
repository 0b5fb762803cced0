//! One person, one tab: from the first sight of the form to the shown outcome.

use super::reader::Reader;
use super::rules::{self, RULES};
use super::session::{Cost, Session};
use fastrand::Rng;
use onboarding_core::status::policy::Policy;
use onboarding_core::status::query::Event;

const SESSIONS: u64 = 20_000;
pub const ROUND_TRIP: f64 = 0.15;

/// Prints one line a rule of others; then ours, and whether it meets its targets.
pub fn table() -> bool {
    println!(
        "{:32} {:>8} {:>7} {:>7} {:>7} {:>7}",
        "policy", "requests", "p50 s", "p90", "p95", "p99"
    );
    let sessions: Vec<Session> = (0..SESSIONS).map(Session::new).collect();
    for rule in &RULES {
        let costs = sessions.iter().map(|session| rules::cost(rule, session));
        line(rule.name, costs.collect());
    }
    let (requests, p50, p95) = ours("ours", Policy::STANDARD);
    requests <= 21.0 && p50 <= 0.5 && p95 <= 8.5
}

/// Prints what `policy` costs and gains: requests, and the lag in the middle and at 95 %.
pub fn ours(name: &str, policy: Policy) -> (f64, f64, f64) {
    let sessions = (0..SESSIONS).map(|seed| (seed, Session::new(seed)));
    let costs = sessions.map(|(seed, session)| cost(policy, &session, seed));
    line(name, costs.collect())
}

fn cost(policy: Policy, session: &Session, seed: u64) -> Cost {
    let mut chance = Rng::with_seed(!seed);
    let mut reader = Reader::new(policy);
    let mut events = vec![
        (0.0, Event::Mounted),
        (0.0, Event::FormOpened),
        (session.exit, Event::FormExited),
    ];
    events.extend(session.steps.iter().map(|at| (*at, Event::StepChanged)));
    let turns = [Event::BecameHidden, Event::BecameVisible].into_iter();
    events.extend(session.turns.iter().copied().zip(turns.cycle()));
    events.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut events = events.into_iter().peekable();
    let (mut requests, mut arrives, mut shows) = (0, None, false);
    loop {
        let next = events.peek().map_or(f64::INFINITY, |(at, _)| *at);
        let timer = reader.timer.unwrap_or(f64::INFINITY);
        let arrival = arrives.unwrap_or(f64::INFINITY);
        let now = next.min(timer).min(arrival);
        if arrival == now {
            arrives = None;
            reader.answer(shows, now, &mut chance);
            if shows {
                return (requests, session.lag(now - ROUND_TRIP));
            }
        } else if timer == now {
            reader.fire(now, &mut chance);
        } else if let Some((_, event)) = events.next() {
            reader.tell(event, now, &mut chance);
        } else {
            return (requests, f64::INFINITY);
        }
        if reader.read.is_some() && arrives.is_none() {
            requests += 1;
            shows = now >= session.flip;
            arrives = Some(now + ROUND_TRIP);
        }
    }
}

fn line(name: &str, costs: Vec<Cost>) -> (f64, f64, f64) {
    let requests = costs.iter().map(|cost| f64::from(cost.0)).sum::<f64>() / costs.len() as f64;
    let mut lags: Vec<f64> = costs.iter().map(|cost| cost.1).collect();
    lags.sort_by(f64::total_cmp);
    let at = |per_mille: usize| {
        let place = lags.len() * per_mille / 1000;
        lags.get(place).copied().unwrap_or_default()
    };
    let (p50, p90, p95, p99) = (at(500), at(900), at(950), at(990));
    println!("{name:32} {requests:8.1} {p50:7.2} {p90:7.2} {p95:7.2} {p99:7.2}");
    (requests, p50, p95)
}
