//! The layout holds: rooms import downwards only, from the module that defines, and no two files import each other.
//!
//! Reads the `use` declarations of every source file (those inside `mod tests` apart) and holds them against the map
//! below. Paths written out in expressions are not looked at.
#![cfg(not(target_family = "wasm"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "clippy's exception for tests does not reach their helpers"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// The rooms of `core`, from the bottom up. A room imports from rooms of earlier lines, or from itself.
const CORE: &[&[&str]] = &[
    &["config", "defects", "state_machine", "tolerant"],
    &["account"],
    &["status"],
    &["onboarding"],
    &["text"],
];

/// The rooms around it.
const WEB: &[&[&str]] = &[
    &["clock", "console", "js_value"],
    &["http"],
    &["reactive"],
    &["dolfin"],
    &["stripe", "translator"],
    &["runtime"],
    &["components"],
    &["element", "app"],
];

/// Longer than this, a file holds a second idea.
const LONGEST: usize = 300;

/// A module, by its path from the crate's root.
type Module = Vec<String>;

/// What each module imports.
type Imports = BTreeMap<Module, BTreeSet<Module>>;

/// The modules of one crate: the path from its root to each, and its file.
struct Crate {
    name: &'static str,
    files: BTreeMap<Vec<String>, PathBuf>,
}

impl Crate {
    fn read(name: &'static str, folder: &str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let mut files = BTreeMap::new();
        collect(&root, &mut |file| {
            let inside = file.strip_prefix(&root).unwrap().with_extension("");
            let mut path: Vec<String> = inside
                .iter()
                .map(|part| part.to_string_lossy().into_owned())
                .collect();
            if ["mod", "lib", "main", "tests"].contains(&path.last().unwrap().as_str()) {
                let last = path.pop().unwrap();
                if last == "main" || last == "tests" {
                    return;
                }
            }
            if path.first().is_some_and(|first| first == "bin") {
                return;
            }
            files.insert(path, file.to_path_buf());
        });
        assert!(!files.is_empty(), "{folder} holds no source");
        Self { name, files }
    }

    /// The module that holds the item at `path`: its longest beginning that is a module.
    fn module_of(&self, path: &[String]) -> Vec<String> {
        let is_module = |length: &usize| self.files.contains_key(&path[..*length]);
        let length = (0..=path.len()).rev().find(is_module).unwrap_or(0);
        path[..length].to_vec()
    }

    /// What each module imports of this crate, as modules, and what it takes from the crate's root.
    fn imports(&self) -> (Imports, Vec<String>) {
        let (mut imports, mut of_root) = (BTreeMap::new(), Vec::new());
        for (module, file) in &self.files {
            let mut own = BTreeSet::new();
            for path in uses(&fs::read_to_string(file).unwrap()) {
                let Some(path) = self.absolute(module, &path) else {
                    continue;
                };
                let target = self.module_of(&path);
                if target.is_empty() && !path.is_empty() && !module.is_empty() {
                    of_root.push(format!("{}: {}", file.display(), path.join("::")));
                }
                if &target != module && !target.is_empty() {
                    own.insert(target);
                }
            }
            imports.insert(module.clone(), own);
        }
        (imports, of_root)
    }

    /// `path` from the crate's root; `None` for another crate's.
    fn absolute(&self, module: &[String], path: &[String]) -> Option<Vec<String>> {
        let mut at = module.to_vec();
        let mut rest = path;
        match path.first()?.as_str() {
            "crate" => {
                at.clear();
                rest = &path[1..];
            }
            "super" | "self" => {
                while let Some(first) = rest.first() {
                    match first.as_str() {
                        "super" => drop(at.pop()),
                        "self" => {}
                        _ => break,
                    }
                    rest = &rest[1..];
                }
            }
            child => {
                at.push(child.to_owned());
                if !self.files.contains_key(&at) {
                    return None;
                }
                rest = &path[1..];
            }
        }
        at.extend(rest.iter().cloned());
        Some(at)
    }
}

fn collect(folder: &Path, take: &mut dyn FnMut(&Path)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, take);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            take(&path);
        }
    }
}

/// Every path that a `use` outside `mod tests` names, each brace taken apart.
fn uses(source: &str) -> Vec<Vec<String>> {
    let source = source.split("\nmod tests {").next().unwrap();
    let mut paths = Vec::new();
    let mut lines = source.lines().map(str::trim);
    while let Some(line) = lines.next() {
        let visible = line
            .trim_start_matches("pub(crate) ")
            .trim_start_matches("pub(super) ")
            .trim_start_matches("pub ");
        let Some(first) = visible.strip_prefix("use ") else {
            continue;
        };
        let mut tree = first.to_owned();
        while !tree.contains(';') {
            tree.push_str(lines.next().unwrap());
        }
        expand(tree.split(';').next().unwrap(), &[], &mut paths);
    }
    paths
}

fn expand(tree: &str, before: &[String], paths: &mut Vec<Vec<String>>) {
    let tree = tree.trim();
    let parts = |text: &str| -> Vec<String> {
        let names = text
            .split("::")
            .map(str::trim)
            .filter(|name| !name.is_empty());
        names.map(str::to_owned).collect()
    };
    let Some((prefix, rest)) = tree.split_once('{') else {
        let name = tree.split(" as ").next().unwrap();
        paths.push([before, &parts(name)].concat());
        return;
    };
    let before = [before, &parts(prefix)].concat();
    let inner = &rest[..rest.rfind('}').unwrap()];
    let (mut depth, mut from) = (0, 0);
    for (at, letter) in inner.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                expand(&inner[from..at], &before, paths);
                from = at + 1;
            }
            _ => {}
        }
    }
    if !inner[from..].trim().is_empty() {
        expand(&inner[from..], &before, paths);
    }
}

fn check(krate: &Crate, map: &[&[&str]]) {
    let (imports, of_root) = krate.imports();
    assert!(
        of_root.is_empty(),
        "taken from the crate's root: {of_root:#?}"
    );
    let floor = |module: &[String]| {
        let room = module.first()?;
        let floor = map.iter().position(|rooms| rooms.contains(&room.as_str()));
        Some(floor.unwrap_or_else(|| panic!("{room} is not on the map")))
    };
    let mut wrong = Vec::new();
    for (module, targets) in &imports {
        for target in targets {
            let told = format!("{} imports {}", module.join("::"), target.join("::"));
            let is_upwards = floor(module) < floor(target) && !module.is_empty();
            let is_beside = floor(module) == floor(target) && module.first() != target.first();
            if is_upwards || is_beside {
                wrong.push(format!("{told}, which is not below it"));
            }
            if imports
                .get(target)
                .is_some_and(|back| back.contains(module))
            {
                wrong.push(format!("{told}, and the other way round"));
            }
        }
    }
    assert!(wrong.is_empty(), "in {}: {wrong:#?}", krate.name);
}

#[test]
fn rooms_of_the_core_import_downwards() {
    check(&Crate::read("core", "core/src"), CORE);
}

#[test]
fn rooms_around_the_core_import_downwards() {
    check(&Crate::read("web", "src"), WEB);
}

#[test]
fn no_two_files_of_the_sandbox_or_of_xtask_import_each_other() {
    for (name, folder) in [("sandbox", "sandbox/src"), ("xtask", "xtask/src")] {
        let (imports, _) = Crate::read(name, folder).imports();
        for (module, targets) in &imports {
            for target in targets {
                let back = imports
                    .get(target)
                    .is_some_and(|back| back.contains(module));
                assert!(!back, "{name}: {module:?} and {target:?} import each other");
            }
        }
    }
}

#[test]
fn a_file_is_one_idea() {
    let mut lengths = Vec::new();
    for folder in ["core", "src", "sandbox/src", "xtask/src"] {
        collect(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join(folder),
            &mut |file| {
                lengths.push((
                    fs::read_to_string(file).unwrap().lines().count(),
                    file.to_path_buf(),
                ));
            },
        );
    }
    lengths.sort();
    let too_long: Vec<_> = lengths
        .iter()
        .filter(|(lines, _)| *lines > LONGEST)
        .collect();
    assert!(too_long.is_empty(), "{too_long:#?}");
    let (median, _) = lengths[lengths.len() / 2];
    assert!(median < 130, "the median file has {median} lines");
}

#[test]
fn a_use_is_taken_apart_to_its_last_brace() {
    let source = "use crate::a::{b, c::{D, self}};\npub(crate) use super::e::F as G;\nmod tests {\n use crate::x;";
    let told: Vec<String> = uses(source).iter().map(|path| path.join("::")).collect();
    assert_eq!(
        told,
        [
            "crate::a::b",
            "crate::a::c::D",
            "crate::a::c::self",
            "super::e::F"
        ]
    );
}
