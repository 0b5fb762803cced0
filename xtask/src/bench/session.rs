//! One onboarding of one person in one tab, whoever reads the status.

use super::reader::around;
use fastrand::Rng;

/// Requests and lag of one session.
pub type Cost = (u32, f64);

/// What happens in a session, whoever watches.
pub struct Session {
    /// When the tab goes out of sight and comes back, in turn.
    pub turns: Vec<f64>,
    pub steps: Vec<f64>,
    pub exit: f64,
    /// When the account settles.
    pub flip: f64,
}

impl Session {
    pub fn new(seed: u64) -> Self {
        let mut chance = Rng::with_seed(seed);
        let exit = 300.0 + around(480.0, &mut chance);
        let mut steps: Vec<f64> = (0..6).map(|_| chance.f64() * exit).collect();
        steps.sort_by(f64::total_cmp);
        // Most accounts settle in seconds, some in tens of seconds, some in minutes.
        let wait = match chance.f64() {
            draw if draw < 0.55 => around(2.0, &mut chance),
            draw if draw < 0.85 => around(20.0, &mut chance),
            _ => 60.0 + around(240.0, &mut chance),
        };
        let (mut turns, mut at) = (Vec::new(), 0.0);
        while at < exit + wait + 4000.0 {
            at += around(240.0, &mut chance);
            turns.push(at);
            at += around(72.0, &mut chance);
            turns.push(at);
        }
        // Whoever leaves the form is there to do it.
        let before = turns.iter().filter(|turn| **turn < exit).count();
        if before % 2 == 1 {
            turns.retain(|turn| *turn < exit);
            turns.pop();
            let mut at = exit;
            while at < exit + wait + 4000.0 {
                at += around(240.0, &mut chance);
                turns.push(at);
                at += around(72.0, &mut chance);
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

    pub fn is_visible(&self, at: f64) -> bool {
        self.turns.iter().filter(|turn| **turn <= at).count() % 2 == 0
    }

    /// How long somebody could see something old.
    pub fn lag(&self, shown: f64) -> f64 {
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
