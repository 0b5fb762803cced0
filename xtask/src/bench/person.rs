//! One person, one tab: an onboarding from the first sight to the shown outcome, and a day of waiting.

#![expect(
    clippy::indexing_slicing,
    reason = "a model counts its own tabs; an index out of it is a mistake that should stop the bench"
)]

use super::chance::Chance;
use super::watcher::{Watcher, account};
use onboarding_core::status::query::Event;

const SESSIONS: u64 = 20_000;
const ROUND_TRIP: f64 = 0.15;

/// What happens in a session, whoever watches.
struct Session {
    /// When the tab goes out of sight and comes back, in turn.
    turns: Vec<f64>,
    steps: Vec<f64>,
    exit: f64,
    flip: f64,
}

impl Session {
    fn new(seed: u64) -> Self {
        let mut chance = Chance(seed.wrapping_mul(0x2545_f491_4f6c_dd1d));
        let exit = 300.0 + chance.around(480.0);
        let mut steps: Vec<f64> = (0..6).map(|_| chance.unit() * exit).collect();
        steps.sort_by(f64::total_cmp);
        // Most accounts settle in seconds, some in tens of seconds, some in minutes.
        let wait = match chance.unit() {
            draw if draw < 0.55 => chance.around(2.0),
            draw if draw < 0.85 => chance.around(20.0),
            _ => 60.0 + chance.around(240.0),
        };
        let (mut turns, mut at) = (Vec::new(), 0.0);
        while at < exit + wait + 4000.0 {
            at += chance.around(240.0);
            turns.push(at);
            at += chance.around(72.0);
            turns.push(at);
        }
        // Whoever leaves the form is there to do it.
        let before = turns.iter().filter(|turn| **turn < exit).count();
        if before % 2 == 1 {
            turns.retain(|turn| *turn < exit);
            turns.pop();
            let mut at = exit;
            while at < exit + wait + 4000.0 {
                at += chance.around(240.0);
                turns.push(at);
                at += chance.around(72.0);
                turns.push(at);
            }
        }
        Self {
            turns,
            steps,
            exit,
            flip: exit + wait,
        }
    }

    fn is_visible(&self, at: f64) -> bool {
        self.turns.iter().filter(|turn| **turn <= at).count() % 2 == 0
    }

    /// How long somebody could see something old.
    fn lag(&self, shown: f64) -> f64 {
        let mut marks: Vec<f64> = self.turns.clone();
        marks.retain(|turn| *turn > self.flip && *turn < shown);
        marks.insert(0, self.flip);
        marks.push(shown);
        let spans = marks.iter().zip(marks.iter().skip(1));
        spans
            .filter(|(from, _)| self.is_visible(**from))
            .map(|(from, to)| to - from)
            .sum()
    }
}

/// Requests and lag of one session.
type Cost = (u32, f64);

fn ours(session: &Session, seed: u64) -> Cost {
    let mut chance = Chance(seed ^ 0x5851_f42d_4c95_7f2d);
    let mut watcher = Watcher::new();
    let mut happenings: Vec<(f64, Event)> = vec![
        (0.0, Event::Mounted),
        (0.0, Event::FormOpened),
        (session.exit, Event::FormExited),
    ];
    happenings.extend(session.steps.iter().map(|at| (*at, Event::StepChanged)));
    happenings.extend(session.turns.iter().enumerate().map(|(index, at)| {
        (
            *at,
            [Event::BecameHidden, Event::BecameVisible][index % 2].clone(),
        )
    }));
    happenings.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut happenings = happenings.into_iter().peekable();
    let (mut requests, mut arrives, mut shows) = (0, None, false);
    loop {
        let next = happenings.peek().map_or(f64::INFINITY, |(at, _)| *at);
        let ring = watcher.alarm.unwrap_or(f64::INFINITY);
        let arrival = arrives.unwrap_or(f64::INFINITY);
        let now = next.min(ring).min(arrival);
        if arrival == now {
            arrives = None;
            if let Some(id) = watcher.read.take() {
                watcher.tell(Event::Arrived(id, account(shows)), now, &mut chance);
            }
            if shows {
                return (requests, session.lag(now - ROUND_TRIP));
            }
        } else if ring == now {
            watcher.alarm = None;
            watcher.tell(Event::TimerFired, now, &mut chance);
        } else if let Some((_, event)) = happenings.next() {
            watcher.tell(event, now, &mut chance);
        } else {
            return (requests, f64::INFINITY);
        }
        if watcher.read.is_some() && arrives.is_none() {
            requests += 1;
            shows = now >= session.flip;
            arrives = Some(now + ROUND_TRIP);
        }
    }
}

/// A rule that knows nothing but time: an interval by the age of the page, kept in sight only or always.
struct Rule {
    name: &'static str,
    interval: fn(f64) -> f64,
    hidden_too: bool,
    /// Whether a return to the tab asks at once, and how long it does so no second time.
    on_return: Option<f64>,
}

fn theirs(rule: &Rule, session: &Session) -> Cost {
    let (mut requests, mut at, mut last) = (0, 0.0, f64::NEG_INFINITY);
    loop {
        if rule.hidden_too || session.is_visible(at) {
            requests += 1;
            last = at;
            if at >= session.flip {
                return (requests, session.lag(at));
            }
        }
        let tick = at + (rule.interval)(at);
        let returns = session.turns.iter().skip(1).step_by(2);
        let back = rule.on_return.and_then(|throttle| {
            let mut due = returns.filter(|back| **back > at && **back > last + throttle);
            due.next().copied()
        });
        at = back.map_or(tick, |back| tick.min(back));
    }
}

const RULES: [Rule; 7] = [
    Rule {
        name: "fixed 2 s, always",
        interval: |_| 2.0,
        hidden_too: true,
        on_return: None,
    },
    Rule {
        name: "fixed 2 s, in sight",
        interval: |_| 2.0,
        hidden_too: false,
        on_return: None,
    },
    Rule {
        name: "fixed 5 s, always",
        interval: |_| 5.0,
        hidden_too: true,
        on_return: None,
    },
    Rule {
        name: "fixed 5 s, in sight",
        interval: |_| 5.0,
        hidden_too: false,
        on_return: None,
    },
    Rule {
        name: "TanStack, refetchInterval 2 s",
        interval: |_| 2.0,
        hidden_too: false,
        on_return: Some(0.0),
    },
    Rule {
        name: "SWR, refreshInterval 2 s",
        interval: |_| 2.0,
        hidden_too: false,
        on_return: Some(5.0),
    },
    Rule {
        name: "Adyen, 2 s, after 60 s 10 s",
        interval: |at| if at < 60.0 { 2.0 } else { 10.0 },
        hidden_too: false,
        on_return: None,
    },
];

/// Prints one line a policy; whether ours meets its targets.
pub fn table() -> bool {
    println!(
        "{:32} {:>8} {:>7} {:>7} {:>7} {:>7}",
        "policy", "requests", "p50 s", "p90", "p95", "p99"
    );
    let sessions: Vec<Session> = (0..SESSIONS).map(Session::new).collect();
    for rule in &RULES {
        line(
            rule.name,
            sessions
                .iter()
                .map(|session| theirs(rule, session))
                .collect(),
        );
    }
    let ours = sessions
        .iter()
        .zip(0..)
        .map(|(session, seed)| ours(session, seed));
    let (requests, p50, p95) = line("ours", ours.collect());
    requests <= 21.0 && p50 <= 0.5 && p95 <= 8.5
}

fn line(name: &str, costs: Vec<Cost>) -> (f64, f64, f64) {
    let requests = costs.iter().map(|cost| f64::from(cost.0)).sum::<f64>() / costs.len() as f64;
    let mut lags: Vec<f64> = costs.iter().map(|cost| cost.1).collect();
    lags.sort_by(f64::total_cmp);
    let at = |per_mille: usize| {
        lags.get(lags.len() * per_mille / 1000)
            .copied()
            .unwrap_or_default()
    };
    let (p50, p90, p95, p99) = (at(500), at(900), at(950), at(990));
    println!("{name:32} {requests:8.1} {p50:7.2} {p90:7.2} {p95:7.2} {p99:7.2}");
    (requests, p50, p95)
}

/// A day on a pending account: always in sight, and a tenth of the time in visits of five minutes.
pub fn days() -> String {
    let always = day(f64::INFINITY, 1.0, 0);
    let days = 200;
    let visits: u32 = (0..days).map(|seed| day(300.0, 2700.0, seed)).sum();
    format!(
        "{always} always in sight (every 2 s: 43,200), {:.0} in sight 10 % of it",
        f64::from(visits) / days as f64
    )
}

fn day(visit: f64, absence: f64, seed: u64) -> u32 {
    let mut chance = Chance(seed);
    let mut watcher = Watcher::new();
    let (mut now, mut requests, mut visible) = (0.0, 0, true);
    let mut turn = if visit.is_finite() {
        chance.around(visit)
    } else {
        visit
    };
    watcher.tell(Event::Mounted, now, &mut chance);
    while now < 86_400.0 {
        if let Some(id) = watcher.read.take() {
            requests += 1;
            now += ROUND_TRIP;
            watcher.tell(Event::Arrived(id, account(false)), now, &mut chance);
            continue;
        }
        let ring = watcher.alarm.unwrap_or(f64::INFINITY);
        now = turn.min(ring);
        if ring <= turn {
            if ring.is_infinite() {
                break;
            }
            watcher.alarm = None;
            watcher.tell(Event::TimerFired, now, &mut chance);
            continue;
        }
        visible = !visible;
        turn = now + chance.around(if visible { visit } else { absence });
        let event = if visible {
            Event::BecameVisible
        } else {
            Event::BecameHidden
        };
        watcher.tell(event, now, &mut chance);
    }
    requests
}
