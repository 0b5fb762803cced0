//! Holds the module graph of the native crates: imports go one way, and name the module that defines.
//!
//! Decides by the text of the source: `crate::` and `super::` paths, and the children that a file declares. It knows
//! no macros and no `#[path]`; what a file says after its first `#[cfg(test)]` does not count.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// The crates that keep the rule.
const SOURCES: [&str; 2] = ["sandbox/src", "xtask/src"];

/// The modules that each module imports, by path (`tools::rust`); the crate's root is the empty path.
type Graph = BTreeMap<String, BTreeSet<String>>;

#[test]
fn no_two_modules_import_each_other_and_none_imports_the_root() {
    for source in SOURCES {
        let graph = graph(
            &Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("..")
                .join(source),
        );
        assert!(graph.len() > 10, "{source}: {} modules", graph.len());
        assert_eq!(cycle(&graph), None, "{source}");
        let importing_root: Vec<_> = graph
            .iter()
            .filter(|(_, imports)| imports.contains(""))
            .collect();
        assert!(importing_root.is_empty(), "{source}: {importing_root:?}");
    }
}

fn graph(source: &Path) -> Graph {
    let mut texts = BTreeMap::new();
    collect(source, "", &mut texts);
    let modules: BTreeSet<String> = texts.keys().cloned().collect();
    texts
        .into_iter()
        .map(|(module, text)| {
            let imports = imports(&module, &text, &modules);
            (module, imports)
        })
        .collect()
}

fn collect(directory: &Path, parent: &str, texts: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let module = match name {
            "main" | "lib" => String::new(),
            _ => join(parent, name),
        };
        if path.is_dir() {
            collect(&path, &module, texts);
        } else {
            // A crate may have both a library and a program; together they are its root.
            texts
                .entry(module)
                .or_default()
                .push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}

fn imports(module: &str, text: &str, modules: &BTreeSet<String>) -> BTreeSet<String> {
    let code: String = text
        .split("#[cfg(test)]")
        .next()
        .unwrap()
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| [line, "\n"])
        .collect();
    let parent = module.rsplit_once("::").map_or("", |(parent, _)| parent);
    let mut found = BTreeSet::new();
    for (keyword, base) in [("crate::", ""), ("super::", parent)] {
        for (at, _) in code.match_indices(keyword) {
            for path in paths(&code[at + keyword.len()..]) {
                found.insert(nearest(&join(base, &path), modules));
            }
        }
    }
    let child = |module: &&String| {
        let name = module.rsplit("::").next().unwrap_or_default();
        code.contains(&format!("mod {name};"))
    };
    let of_it =
        |other: &&String| other.rsplit_once("::").map_or("", |(parent, _)| parent) == module;
    found.extend(modules.iter().filter(of_it).filter(child).cloned());
    found.remove(module);
    found
}

/// The paths at the start of `rest`: one, or those of a brace group, as far as two segments deep.
fn paths(rest: &str) -> Vec<String> {
    let word = |text: &str| -> String {
        text.chars()
            .take_while(|one| one.is_alphanumeric() || matches!(one, '_' | ':'))
            .collect()
    };
    let Some(group) = rest.strip_prefix('{') else {
        return vec![word(rest)];
    };
    let (mut depth, mut members, mut start) = (0_usize, Vec::new(), 0);
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                members.push(word(group[start..at].trim()));
                start = at + 1;
                if character == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    members.retain(|member| !member.is_empty());
    members
}

/// The module that a path leads into: its longest beginning that is one.
fn nearest(path: &str, modules: &BTreeSet<String>) -> String {
    let mut path = path.trim_end_matches(':');
    while !modules.contains(path) {
        path = path.rsplit_once("::").map_or("", |(start, _)| start);
    }
    path.to_owned()
}

fn join(base: &str, path: &str) -> String {
    [base, path]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("::")
}

/// Modules that import each other in a ring, and those between two such rings; none if there is no ring. They are
/// what is left when modules that import none of the rest, or that none of the rest imports, are taken away.
fn cycle(graph: &Graph) -> Option<BTreeSet<String>> {
    let mut rest: BTreeSet<String> = graph.keys().cloned().collect();
    loop {
        let imports = |module: &String| graph[module].iter().any(|import| rest.contains(import));
        let is_imported = |module: &String| rest.iter().any(|other| graph[other].contains(module));
        let kept: BTreeSet<String> = rest
            .iter()
            .filter(|module| imports(module) && is_imported(module))
            .cloned()
            .collect();
        if kept.len() == rest.len() {
            return Some(rest).filter(|rest| !rest.is_empty());
        }
        rest = kept;
    }
}

#[test]
fn a_ring_and_an_import_of_the_root_are_found() {
    let modules = ["", "a", "a::b", "c"].map(str::to_owned).into();
    let of = |module: &str, text: &str| imports(module, text, &modules);
    assert_eq!(
        of("a::b", "use crate::{c::{self, D}, Root};"),
        ["", "c"].map(str::to_owned).into()
    );
    assert_eq!(of("a::b", "use super::Thing;"), ["a".to_owned()].into());
    assert_eq!(of("a", "mod b;"), ["a::b".to_owned()].into());
    assert!(
        of(
            "c",
            "// crate::a\n#[cfg(test)]\nmod tests { use super::*; }"
        )
        .is_empty()
    );
    let ring = [
        ("a".to_owned(), ["c".to_owned()].into()),
        ("c".to_owned(), ["a".to_owned()].into()),
        ("d".to_owned(), ["a".to_owned()].into()),
    ]
    .into();
    assert_eq!(cycle(&ring), Some(["a", "c"].map(str::to_owned).into()));
}
