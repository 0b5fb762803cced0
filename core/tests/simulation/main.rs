//! A million schedules: the real watch and the real flow against a model of server, network, clock, tabs and
//! person, with the invariants I1-I13 of the reference checked after every step.
//!
//! A schedule is a list of words; a seed makes 200 of them, and every choice of a step comes out of its word. So a
//! failing schedule can be shrunk by leaving words out. `SEED=n` runs one schedule, `SCHEDULES=n` so many.
#![cfg(not(target_family = "wasm"))]
#![expect(clippy::indexing_slicing, reason = "a model may fail loudly")]

mod chance;
mod tab;
mod world;

use chance::Chance;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;
use world::World;

const STEPS: usize = 200;

fn words(seed: u64) -> Vec<u64> {
    let mut chance = Chance::new(seed);
    (0..STEPS).map(|_| chance.word()).collect()
}

/// Plays a schedule to its end, or to the first broken invariant. Gives back a digest of all that was shown.
fn play(words: &[u64]) -> Result<u64, String> {
    let mut world = World::new();
    for word in words {
        world.step(*word)?;
    }
    world.come_to_rest()?;
    Ok(world.digest())
}

/// The shortest schedule found that breaks an invariant, by leaving out ever smaller parts.
fn shrink(mut words: Vec<u64>) -> Vec<u64> {
    let mut part = words.len() / 2;
    while part > 0 {
        let mut at = 0;
        while at < words.len() {
            let mut shorter = words.clone();
            shorter.drain(at..(at + part).min(words.len()));
            if play(&shorter).is_err() {
                words = shorter;
            } else {
                at += part;
            }
        }
        part /= 2;
    }
    words
}

fn report(seed: u64) -> String {
    let shortest = shrink(words(seed));
    let mut world = World::new();
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

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn no_schedule_breaks_an_invariant() {
    if let Some(seed) = setting("SEED") {
        if play(&words(seed)).is_err() {
            panic!("{}", report(seed));
        }
        return;
    }
    let schedules = setting("SCHEDULES").unwrap_or(1_000_000);
    let next = AtomicU64::new(0);
    let failed = AtomicU64::new(u64::MAX);
    let started = Instant::now();
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while failed.load(Ordering::Relaxed) == u64::MAX {
                    let first = next.fetch_add(1000, Ordering::Relaxed);
                    if first >= schedules {
                        break;
                    }
                    for seed in first..(first + 1000).min(schedules) {
                        let words = words(seed);
                        let played = play(&words);
                        // I12: the same events show the same screens.
                        let is_same = seed % 50 != 0 || play(&words) == played;
                        if played.is_err() || !is_same {
                            failed.fetch_min(seed, Ordering::Relaxed);
                            break;
                        }
                    }
                }
            });
        }
    });
    let failed = failed.into_inner();
    assert!(failed == u64::MAX, "{}", report(failed));
    println!(
        "{schedules} schedules of {STEPS} steps in {:.1} s",
        started.elapsed().as_secs_f64()
    );
}
