//! Rules that are usual elsewhere, as their sources give them.

use super::session::{Cost, Session};

/// A rule that knows nothing but time: an interval by the age of the page, kept in sight only or always.
pub struct Rule {
    pub name: &'static str,
    interval: fn(f64) -> f64,
    hidden_too: bool,
    /// Whether a return to the tab asks at once, and how long it does so no second time.
    on_return: Option<f64>,
}

pub fn cost(rule: &Rule, session: &Session) -> Cost {
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

pub const RULES: [Rule; 7] = [
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
