//! A hundred thousand clients: an outage that ends, and a network that comes back to all of them at once.

use super::chance::Chance;
use super::watcher::{Watcher, account};
use onboarding_core::account::problem::{Endpoint, Failure, Problem, classify};
use onboarding_core::status::query::Event;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

const CLIENTS: usize = 100_000;
const OUTAGE: f64 = 60.0;
/// What the service can answer in 100 ms once it is back.
const CAPACITY: u32 = 500;
/// Nothing is followed for longer.
const HORIZON: f64 = 900.0;

/// When a client asks again after so many failures.
type Retry<'a> = dyn FnMut(usize, u32, f64, &mut Chance) -> f64 + 'a;

struct Toll {
    peak: u32,
    back: f64,
    requests: usize,
}

/// All clients ask within the first 200 ms of the outage, and until they are answered.
fn outage(retry: &mut Retry) -> Toll {
    let mut chance = Chance(1);
    let mut due: BinaryHeap<Reverse<(u64, usize, u32)>> = (0..CLIENTS)
        .map(|client| Reverse(((chance.unit() * 200_000.0) as u64, client, 0)))
        .collect();
    let mut bins: BTreeMap<u64, u32> = BTreeMap::new();
    let (mut requests, mut answered) = (0, Vec::with_capacity(CLIENTS));
    while let Some(Reverse((micros, client, failures))) = due.pop() {
        let now = micros as f64 / 1e6;
        if now > HORIZON {
            break;
        }
        requests += 1;
        let bin = bins.entry(micros / 100_000).or_default();
        *bin += 1;
        if now >= OUTAGE && *bin <= CAPACITY {
            answered.push(now - OUTAGE);
            continue;
        }
        let wait = retry(client, failures + 1, now, &mut chance);
        due.push(Reverse((
            micros.saturating_add((wait * 1e6) as u64 + 1),
            client,
            failures + 1,
        )));
    }
    let after = bins.range((OUTAGE * 10.0) as u64..);
    Toll {
        peak: after.map(|(_, count)| count * 10).max().unwrap_or_default(),
        back: answered
            .get(CLIENTS * 99 / 100)
            .copied()
            .unwrap_or(f64::INFINITY),
        requests,
    }
}

/// Prints one line a rule; whether ours meets its targets.
pub fn table() -> bool {
    println!(
        "{:34} {:>10} {:>12} {:>9}",
        "retry rule", "peak req/s", "99 % back in", "requests"
    );
    let show = |name: &str, toll: Toll| {
        let back = match toll.back.is_finite() {
            true => format!("{:.0} s", toll.back),
            false => "not in 14 min".to_owned(),
        };
        println!(
            "{name:34} {:>10} {back:>12} {:>8.2}M",
            toll.peak,
            toll.requests as f64 / 1e6
        );
        toll
    };
    show("fixed 2 s", outage(&mut |_, _, _, _| 2.0));
    show("fixed 5 s", outage(&mut |_, _, _, _| 5.0));
    show(
        "TanStack, without an end",
        outage(&mut |_, failures, _, _| 2_f64.powi(failures.min(6) as i32 - 1).min(30.0)),
    );
    show(
        "SWR",
        outage(&mut |_, failures, _, chance| {
            ((chance.unit() + 0.5) * 2_f64.powi(failures.min(8) as i32)).floor() * 5.0
        }),
    );
    show(
        "Adyen, 2 s, after 60 s 10 s",
        outage(&mut |_, _, now, _| {
            if now < 60.0 { 2.0 } else { 10.0 }
        }),
    );
    let mut chance = Chance(2);
    let mut crowd: Vec<Watcher> = (0..CLIENTS).map(|_| Watcher::new()).collect();
    let down = unavailable();
    let toll = show(
        "ours",
        outage(&mut |client, failures, now, _| {
            let Some(watcher) = crowd.get_mut(client) else {
                return f64::INFINITY;
            };
            if failures == 1 {
                watcher.tell(Event::Mounted, now, &mut chance);
            } else {
                watcher.alarm = None;
                watcher.tell(Event::TimerFired, now, &mut chance);
            }
            if let Some(id) = watcher.read.take() {
                watcher.tell(Event::Failed(id, down.clone()), now, &mut chance);
            }
            watcher.alarm.map_or(f64::INFINITY, |alarm| alarm - now)
        }),
    );
    toll.peak <= 7000 && toll.back <= 60.0 && toll.requests <= 10 * CLIENTS
}

fn unavailable() -> Problem {
    let failure = Failure::Answered {
        http: 503,
        retry_after: None,
        body: None,
    };
    classify(Endpoint::Status, &failure)
}

/// Every client of a region hears at once that its network is back.
pub fn wake() -> String {
    let mut chance = Chance(3);
    let mut bins: BTreeMap<u64, u32> = BTreeMap::new();
    for _ in 0..CLIENTS {
        let mut watcher = Watcher::new();
        watcher.tell(Event::Mounted, 1.0, &mut chance);
        if let Some(id) = watcher.read.take() {
            watcher.tell(Event::Arrived(id, account(false)), 1.1, &mut chance);
        }
        watcher.tell(Event::WentOffline, 2.0, &mut chance);
        watcher.tell(Event::WentOnline, 100.0, &mut chance);
        if let Some(alarm) = watcher.alarm {
            *bins.entry((alarm * 10.0) as u64).or_default() += 1;
        }
    }
    let peak = bins
        .values()
        .map(|count| count * 10)
        .max()
        .unwrap_or_default();
    format!("100,000 clients back online at once: peak {peak} requests/s")
}
