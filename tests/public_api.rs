//! What Rust hosts may use is what `tests/public_api/*.txt` say, item by item. A change of it fails here until it is
//! written down: `WRITE=1 cargo test --test public_api`. Read the difference before you commit it: what goes or changes
//! breaks somebody.
//!
//! Blanket, derived and automatic implementations are left out. What JavaScript hosts may use stands in the tables of
//! `npm/README.md` and in `npm/types`.
#![cfg(not(target_family = "wasm"))]
#![allow(
    clippy::unwrap_used,
    reason = "clippy's exception for tests does not reach their helpers"
)]

use public_api::Builder;
use std::{env, fs, path::Path, process::Command};

/// What is public of a crate that `arguments` name to Cargo, by the JSON of rustdoc in that folder of the target.
fn public_items(name: &str, folder: &str, arguments: &[&str]) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), Into::into);
    let done = Command::new(env!("CARGO"))
        .current_dir(root)
        .env("RUSTDOC", root.join("tests/public_api/rustdoc"))
        .args(["rustdoc", "--locked", "--quiet", "--lib"])
        .args(arguments)
        .args(["--", "-Zunstable-options", "--output-format=json"])
        .status()
        .unwrap();
    assert!(done.success(), "rustdoc of {name}");
    let json = target.join(folder).join(name.replace('-', "_") + ".json");
    let api = Builder::from_rustdoc_json(json)
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .omit_auto_derived_impls(true)
        .build()
        .unwrap();
    api.to_string()
}

/// Whether a host may use it: of the core, what the crate around it passes on. The sentences are listed by their names
/// in `core/src/text/locales/en-GB.json`.
fn is_for_hosts(line: &&str) -> bool {
    let rooms = [
        "dolfin_payment_onboarding",
        "onboarding_core::account",
        "onboarding_core::config",
        "onboarding_core::text",
    ];
    rooms.iter().any(|room| line.contains(room)) && !line.contains("text::Phrase::")
}

fn is_as_written(name: &str, folder: &str, arguments: &[&str]) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/public_api/{name}.txt"));
    let all = public_items(name, folder, arguments);
    let found: String = all
        .lines()
        .filter(is_for_hosts)
        .map(|line| format!("{line}\n"))
        .collect();
    if env::var_os("WRITE").is_some() {
        fs::write(&file, &found).unwrap();
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    let differs = |one: &str, other: &str, mark: &str| -> String {
        let missing = |line: &&str| !other.lines().any(|known| known == *line);
        one.lines()
            .filter(missing)
            .map(|line| format!("{mark} {line}\n"))
            .collect()
    };
    let differences = differs(&written, &found, "-") + &differs(&found, &written, "+");
    assert!(
        written == found,
        "{name}: run it with WRITE=1 where this is meant\n{differences}"
    );
}

#[test]
fn the_leptos_components_are_as_written() {
    let arguments = [
        "--package",
        "dolfin-payment-onboarding",
        "--target",
        "wasm32-unknown-unknown",
    ];
    is_as_written(
        "dolfin-payment-onboarding",
        "wasm32-unknown-unknown/doc",
        &arguments,
    );
}

#[test]
fn the_modules_of_the_core_are_as_written() {
    is_as_written("onboarding-core", "doc", &["--package", "onboarding-core"]);
}
