//! What a visitor downloads, against the budgets.
//!
//! Decides which files count for which budget. Each is measured as it is, with gzip 9 and with brotli 11, as a static
//! server would send it; headers and Stripe's own script do not count. A budget is in brotli bytes, 1 KB being 1024.

use crate::{dist, package, workspace::Workspace};
use anyhow::{Result, ensure};
use flate2::{Compression, write::GzEncoder};
use std::{
    fs,
    io::{self, Write},
    path::Path,
};

const KB: u64 = 1024;

/// How much a set of files may weigh together.
pub struct Budget {
    what: &'static str,
    /// Which files of the build a visitor needs for it, by their path in it.
    includes: fn(&str) -> bool,
    brotli: u64,
    /// Where we would like to be; shown, not enforced.
    aim: u64,
    /// What passes today. Where the budget is not met yet, this stops growth that nobody decided on; whoever raises it
    /// says why in the commit. It is to become the budget.
    ceiling: u64,
}

/// What is shipped for whoever serves it.
const UNVISITED: [&str; 4] = [
    "bom.cdx.json",
    "stopped.json",
    "headers.json",
    "third-party-notices.txt",
];

/// Of `dist`.
pub const APP: &Budget = &Budget {
    what: "standalone app, everything of a first visit",
    // Words of another language than English come when they are wanted.
    includes: |name| !name.starts_with("locales/") && !UNVISITED.contains(&name),
    brotli: 113 * KB,
    aim: 96 * KB,
    ceiling: 129 * KB,
};

/// Of the npm package.
const ELEMENT: &Budget = &Budget {
    what: "custom element, what a page of a host loads",
    includes: |name| package::LOADED.contains(&name),
    brotli: 107 * KB,
    aim: 96 * KB,
    // American English is compiled in: 0.65 KB.
    ceiling: 124 * KB + 256,
};

/// The same of a page that shows the status alone.
const STATUS: &Budget = &Budget {
    what: "status alone, what a page of a host loads",
    includes: |name| package::STATUS.contains(&name),
    brotli: 106 * KB,
    aim: 80 * KB,
    ceiling: 106 * KB,
};

/// The same without an interface.
const HEADLESS: &Budget = &Budget {
    what: "without interface, what a page of a host loads",
    includes: |name| package::HEADLESS.contains(&name),
    brotli: 77 * KB,
    aim: 60 * KB,
    // The metrics that `onMetric` is told need it.
    ceiling: 77 * KB + 256,
};

/// What a further language may weigh.
const LANGUAGE: u64 = 7 * KB;

/// Bytes as they are, and as they travel.
#[derive(Clone, Copy, Default)]
struct Weight {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Prints every file of the budget; fails when they weigh more than passes today.
pub fn report(built: &Path, budget: &Budget) -> Result<()> {
    let mut weights = Vec::new();
    for file in dist::files(built)? {
        let name = file.strip_prefix(built)?.display().to_string();
        if (budget.includes)(&name) {
            weights.push((name, weigh(&fs::read(&file)?)?));
        }
    }
    ensure!(
        !weights.is_empty(),
        "{} is empty: there is nothing to weigh.",
        built.display()
    );

    let width = weights
        .iter()
        .map(|(name, _)| name.len())
        .max()
        .unwrap_or_default();
    println!(
        "{:width$}  {:>9} {:>9} {:>9}",
        "bytes", "raw", "gzip 9", "brotli 11"
    );
    for (name, weight) in &weights {
        println!(
            "{name:width$}  {:>9} {:>9} {:>9}",
            weight.raw, weight.gzip, weight.brotli
        );
    }
    let all = total(&weights);
    println!(
        "{:width$}  {:>9} {:>9} {:>9}\n",
        "total", all.raw, all.gzip, all.brotli
    );

    println!("{}: {}", budget.what, verdict(all.brotli, budget));
    ensure!(
        all.brotli <= budget.ceiling,
        "Over what passes today: {} ({} KB).",
        budget.what,
        budget.ceiling / KB
    );
    Ok(())
}

/// Prints what each entry of the npm package weighs; fails when one is too heavy.
pub fn package(unpacked: &Path) -> Result<()> {
    let entries = [ELEMENT, STATUS, HEADLESS].map(|budget| report(unpacked, budget));
    entries.into_iter().collect()
}

/// Prints what each language weighs; fails when one is too heavy.
pub fn languages(workspace: &Workspace) -> Result<()> {
    for file in dist::files(&workspace.root.join("core/src/text/locales"))? {
        let name = file.file_stem().unwrap_or_default().display().to_string();
        let Weight { brotli, .. } = weigh(&fs::read(&file)?)?;
        println!("{name}: {brotli} of {LANGUAGE} bytes brotli");
        ensure!(brotli <= LANGUAGE, "The words of {name} are too heavy.");
    }
    Ok(())
}

fn weigh(bytes: &[u8]) -> Result<Weight> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let brotli = brotli::BrotliCompress(&mut io::Cursor::new(bytes), &mut io::sink(), &parameters)?;
    Ok(Weight {
        raw: bytes.len() as u64,
        gzip: gzip.finish()?.len() as u64,
        brotli: brotli as u64,
    })
}

fn total(weights: &[(String, Weight)]) -> Weight {
    weights
        .iter()
        .fold(Weight::default(), |sum, (_, weight)| Weight {
            raw: sum.raw + weight.raw,
            gzip: sum.gzip + weight.gzip,
            brotli: sum.brotli + weight.brotli,
        })
}

fn verdict(spent: u64, budget: &Budget) -> String {
    let kb = |bytes: u64| format!("{:.1} KB", bytes as f64 / KB as f64);
    let judged = if spent > budget.brotli {
        "over budget"
    } else if spent > budget.aim {
        "within budget, over the aim"
    } else {
        "within budget and aim"
    };
    format!(
        "{} of {} brotli (aim {}): {judged}",
        kb(spent),
        kb(budget.brotli),
        kb(budget.aim)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: Budget = Budget {
        what: "a test",
        includes: |name| name.ends_with(".js"),
        brotli: 2 * KB,
        aim: KB,
        ceiling: 2 * KB,
    };

    #[test]
    fn a_budget_counts_its_own_files_only() {
        assert!((ELEMENT.includes)("index.js"));
        assert!((ELEMENT.includes)("payment_account_bg.wasm"));
        assert!(!(ELEMENT.includes)("testing.js"));
        assert!(!(ELEMENT.includes)("jsx/index.js"));
    }

    #[test]
    fn the_last_byte_that_fits_is_within_budget_and_the_next_is_not() {
        assert!(verdict(2 * KB, &SMALL).ends_with("over the aim"));
        assert!(verdict(2 * KB + 1, &SMALL).ends_with("over budget"));
        assert!(verdict(KB, &SMALL).ends_with("budget and aim"));
    }

    #[test]
    fn repetition_weighs_little_once_compressed() {
        let weight = weigh(&[b'a'; 10_000]).unwrap();
        assert_eq!(weight.raw, 10_000);
        assert!(weight.gzip < 100 && weight.brotli < weight.gzip);
    }

    #[test]
    fn an_empty_or_missing_build_is_not_within_budget() {
        assert!(report(Path::new("no such directory"), APP).is_err());
    }
}
