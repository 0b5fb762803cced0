//! Schedules: made of a seed, played to their end or to the first broken invariant, and shrunk.

use crate::world::World;
use onboarding_core::defects::Defect;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

const STEPS: usize = 200;

/// So many schedules are taken at a time.
const PORTION: u64 = 500;

fn words(seed: u64) -> Vec<u64> {
    let mut chance = fastrand::Rng::with_seed(seed);
    (0..STEPS).map(|_| chance.u64(..)).collect()
}

/// Plays a schedule. Gives back a digest of all that was shown.
fn play(defect: Option<Defect>, words: &[u64]) -> Result<u64, String> {
    let mut world = World::new(defect);
    for word in words {
        world.step(*word)?;
    }
    world.come_to_rest()?;
    Ok(world.digest())
}

/// The first schedule of these seeds that breaks an invariant, or one of the first.
pub fn first_that_fails(defect: Option<Defect>, seeds: Range<u64>) -> Option<u64> {
    let next = AtomicU64::new(seeds.start);
    let failed = AtomicU64::new(u64::MAX);
    let play_portions = || {
        while failed.load(Ordering::Relaxed) == u64::MAX {
            let first = next.fetch_add(PORTION, Ordering::Relaxed);
            if first >= seeds.end {
                break;
            }
            let fails = |seed: &u64| {
                let words = words(*seed);
                let played = play(defect, &words);
                // I12: the same events show the same states.
                let is_same = !seed.is_multiple_of(50) || play(defect, &words) == played;
                played.is_err() || !is_same
            };
            if let Some(seed) = (first..(first + PORTION).min(seeds.end)).find(fails) {
                failed.fetch_min(seed, Ordering::Relaxed);
            }
        }
    };
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(play_portions);
        }
    });
    let failed = failed.into_inner();
    (failed != u64::MAX).then_some(failed)
}

/// The shortest schedule found that breaks an invariant, by leaving out ever smaller parts.
fn shrink(defect: Option<Defect>, mut words: Vec<u64>) -> Vec<u64> {
    let mut part = words.len() / 2;
    while part > 0 {
        let mut at = 0;
        while at < words.len() {
            let mut shorter = words.clone();
            shorter.drain(at..(at + part).min(words.len()));
            if play(defect, &shorter).is_err() {
                words = shorter;
            } else {
                at += part;
            }
        }
        part /= 2;
    }
    words
}

/// What a schedule breaks, and the story of how.
pub fn report(defect: Option<Defect>, seed: u64) -> String {
    let shortest = shrink(defect, words(seed));
    let mut world = World::new(defect);
    world.trace = Some(Vec::new());
    let broken = shortest
        .iter()
        .try_for_each(|word| world.step(*word))
        .and_then(|()| world.come_to_rest());
    let story = world.trace.take().unwrap_or_default().join("\n  ");
    format!(
        "SEED={seed}, shrunk from {STEPS} to {} steps: {}\n  {story}",
        shortest.len(),
        broken.err().unwrap_or_default(),
    )
}
