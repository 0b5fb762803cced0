//! A hundred thousand clients: an outage that ends, and a network that comes back to all of them at once.

use super::reader::Reader;
use fastrand::Rng;
use onboarding_core::account::problem::{Endpoint, Failure, Problem, classify};
use onboarding_core::status::policy::Policy;
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
type Retry<'a> = dyn FnMut(usize, u32, f64, &mut Rng) -> f64 + 'a;

struct Toll {
    peak: u32,
    back: f64,
    requests: usize,
}

/// All clients ask within the first 200 ms of the outage, and until they are answered.
fn outage(retry: &mut Retry) -> Toll {
    let mut chance = Rng::with_seed(1);
    let mut due: BinaryHeap<Reverse<(u64, usize, u32)>> = (0..CLIENTS)
        .map(|client| Reverse(((chance.f64() * 200_000.0) as u64, client, 0)))
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
            ((chance.f64() + 0.5) * 2_f64.powi(failures.min(8) as i32)).floor() * 5.0
        }),
    );
    show(
        "Adyen, 2 s, after 60 s 10 s",
        outage(&mut |_, _, now, _| {
            if now < 60.0 { 2.0 } else { 10.0 }
        }),
    );
    let mut chance = Rng::with_seed(2);
    let reader = |_| Reader::new(Policy::STANDARD);
    let mut crowd: Vec<Reader> = (0..CLIENTS).map(reader).collect();
    let down = unavailable();
    let toll = show(
        "ours",
        outage(&mut |client, failures, now, _| {
            let Some(reader) = crowd.get_mut(client) else {
                return f64::INFINITY;
            };
            match failures {
                1 => reader.tell(Event::Mounted, now, &mut chance),
                _ => reader.fire(now, &mut chance),
            }
            if let Some(id) = reader.read.take() {
                reader.tell(Event::Failed(id, down.clone()), now, &mut chance);
            }
            reader.timer.map_or(f64::INFINITY, |timer| timer - now)
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
    let mut chance = Rng::with_seed(3);
    let mut bins: BTreeMap<u64, u32> = BTreeMap::new();
    for _ in 0..CLIENTS {
        let mut reader = Reader::new(Policy::STANDARD);
        reader.tell(Event::Mounted, 1.0, &mut chance);
        reader.answer(false, 1.1, &mut chance);
        reader.tell(Event::WentOffline, 2.0, &mut chance);
        reader.tell(Event::WentOnline, 100.0, &mut chance);
        if let Some(timer) = reader.timer {
            *bins.entry((timer * 10.0) as u64).or_default() += 1;
        }
    }
    let peak = bins
        .values()
        .map(|count| count * 10)
        .max()
        .unwrap_or_default();
    format!("100,000 clients back online at once: peak {peak} requests/s")
}
