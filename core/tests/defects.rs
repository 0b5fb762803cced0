//! The simulation's power to find bugs: each of these defects, seeded into a copy of the watch, must be found within
//! 10,000 schedules.
//!
//! A defect is a passage of the source and what stands there instead, so the source itself knows nothing of them.
//! Compiles the pure rooms once a defect: `cargo test --test flow_defects -- --ignored`.
#![cfg(not(target_family = "wasm"))]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "the workshop belongs to the tests"
)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// What it is, what stands in the source, and what stands there instead.
const DEFECTS: &[(&str, &str, &str)] = &[
    (
        "an older answer of our own is shown after a newer one of another tab",
        "self.read_at.is_none_or(|shown| shown <= started)",
        "true",
    ),
    (
        "an older answer of another tab is shown",
        "self.read_at.is_some_and(|shown| shown >= started)",
        "false",
    ),
    (
        "a second read leaves while one is under way",
        "if self.in_flight.is_some() || self.presence",
        "if self.presence",
    ),
    (
        "reads go on out of sight",
        "self.presence != Presence::Visible || self.pauses > 0",
        "self.pauses > 0",
    ),
    (
        "a pause is not kept",
        "|| self.pauses > 0 {\n            return None",
        "{\n            return None",
    ),
    (
        "offline, the clock goes on",
        ".filter(|_| is_online)\n",
        "\n",
    ),
    (
        "offline, events still send",
        "_ => is_online.then(|| prompt.at.max(affordable)),",
        "_ => Some(prompt.at.max(affordable)),",
    ),
    (
        "Retry-After is not kept",
        "Some(at.max(self.hold))",
        "Some(at)",
    ),
    (
        "Retry-After is forgotten",
        "self.hold = self.hold.max(now + asked);",
        "self.hold = self.hold.max(asked);",
    ),
    (
        "another tab's Retry-After is not heard",
        "self.hold = self.hold.max(now + note.hold);",
        "",
    ),
    (
        "the budget is never spent",
        "self.budget.spend(&self.policy);",
        "",
    ),
    (
        "the timer is not armed after an answer",
        "self.clock = (self.should_poll() && !is_resting).then_some(now + wait);",
        "self.clock = None;",
    ),
    (
        "a settled account is polled on",
        "!is_settled && !self.is_refused() && !self.is_signed_out()",
        "!self.is_refused() && !self.is_signed_out()",
    ),
    (
        "a refusal is retried",
        "(Class::Terminal | Class::NeedsSignIn, _) => return None,",
        "(Class::Terminal | Class::NeedsSignIn, _) => (self.busy_first, self.busy_cap),",
    ),
    (
        "a frozen page keeps its read",
        "if self.in_flight.take().is_some() {\n                    todo.push(Command::Abort);",
        "if self.in_flight.is_some() {\n                    todo.push(Command::Abort);",
    ),
    (
        "coming back asks for nothing",
        "self.presence = Presence::Visible;\n        self.last_activity = now;",
        "self.last_activity = now;",
    ),
    (
        "a check is lost while a read is under way",
        "let asked = std::mem::take(&mut self.checking);\n        let changes",
        "let asked = self.checking;\n        let changes",
    ),
    (
        "success is told each time",
        "let is_old = self.active_announced_at.is_some_and(|at| now < at + pause);",
        "let is_old = false; changes.push(Change::Active);",
    ),
    (
        "a failure takes away what is known",
        "let is_known = self.account.is_some();",
        "let is_known = self.account.take().is_some();",
    ),
    (
        "a follower asks beside its leader",
        "if !self.part.leads() && self.failures == 0 && self.clock.is_some() {",
        "if false {",
    ),
    (
        "leaving the form asks for another session",
        "self.state.form = FormState::Left;\n                todo.push(Command::CloseForm);",
        "self.state.form = FormState::Left;\n                todo.push(Command::OpenForm);",
    ),
];

/// Everything the simulation needs, and a manifest of its own.
fn copy(house: &Path, to: &Path) {
    for part in [
        "src/account",
        "src/flow",
        "src/words",
        "tests/flow_simulation",
    ] {
        copy_all(&house.join(part), &to.join(part));
    }
    fs::copy(house.join("src/config.rs"), to.join("src/config.rs")).unwrap();
    fs::copy(house.join("Cargo.lock"), to.join("Cargo.lock")).unwrap();
    let rooms = "pub mod account;\npub mod config;\npub mod flow;\npub mod words;\n";
    fs::write(to.join("src/lib.rs"), rooms).unwrap();
    let manifest = "[package]\nname = \"dolfin-payment-onboarding\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
        [workspace]\n[dependencies]\nuuid = { version = \"1\", default-features = false }\n\
        [profile.test]\nopt-level = 1\ndebug = false\n";
    fs::write(to.join("Cargo.toml"), manifest).unwrap();
}

fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy_all(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| match path.is_dir() {
            true => sources(&path),
            false => vec![path],
        })
        .collect()
}

/// The one file of the watch that holds `passage`, which must stand there exactly once.
fn place(flow: &Path, passage: &str) -> (PathBuf, String) {
    let mut found = sources(flow)
        .into_iter()
        .map(|path| (fs::read_to_string(&path).unwrap(), path))
        .filter(|(text, _)| text.contains(passage));
    let (text, path) = found
        .next()
        .unwrap_or_else(|| panic!("not in the source: {passage}"));
    assert!(found.next().is_none(), "in several files: {passage}");
    assert_eq!(text.matches(passage).count(), 1, "several times: {passage}");
    (path, text)
}

/// What the simulation says of the copy: nothing, or what it found.
fn simulate(copy: &Path) -> Option<String> {
    let cargo = Command::new(env!("CARGO"))
        .args(["test", "--offline", "--test", "flow_simulation"])
        .current_dir(copy)
        .env("CARGO_TARGET_DIR", copy.join("target"))
        .env("SCHEDULES", "10000")
        .env("RUST_BACKTRACE", "0")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&cargo.stdout).into_owned();
    let error = String::from_utf8_lossy(&cargo.stderr);
    assert!(said.contains("test result"), "it does not compile: {error}");
    let found = said
        .lines()
        .chain(error.lines())
        .find(|line| line.contains("SEED="));
    found.map(str::to_owned)
}

#[test]
fn every_defect_can_be_seeded() {
    let flow = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/flow");
    for (_, passage, _) in DEFECTS {
        place(&flow, passage);
    }
    assert!(DEFECTS.len() >= 20);
}

#[test]
#[ignore = "compiles the watch once a defect: minutes"]
fn the_simulation_finds_every_defect() {
    let house = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workshop = env::temp_dir().join(format!("flow-defects-{}", std::process::id()));
    copy(house, &workshop);
    assert_eq!(simulate(&workshop), None, "sound as it is");
    let mut missed = Vec::new();
    for (name, passage, instead) in DEFECTS {
        let (path, sound) = place(&workshop.join("src/flow"), passage);
        fs::write(&path, sound.replace(passage, instead)).unwrap();
        match simulate(&workshop) {
            Some(found) => println!("{name}: {found}"),
            None => missed.push(*name),
        }
        fs::write(&path, sound).unwrap();
    }
    fs::remove_dir_all(&workshop).unwrap();
    assert!(missed.is_empty(), "not found: {missed:#?}");
}
