//! Files of a crate know each other in one direction alone: who reads one reads down, and never comes back to where they began.

use crate::without_tests::without_tests;
use std::collections::{BTreeMap, BTreeSet};

/// A file as a module: `["office", "log"]`.
type Module = Vec<String>;

/// The module that a file is, and the folder of its crate's sources.
fn module(path: &str) -> Option<(String, Module)> {
    let (krate, rest) = path.split_once("/src/")?;
    let mut module: Module = rest.strip_suffix(".rs")?.split('/').map(str::to_string).collect();
    if matches!(module.last().map(String::as_str), Some("mod" | "lib" | "main")) {
        module.pop();
    }
    Some((krate.to_string(), module))
}

/// What is no comment and no test.
fn code(text: &str) -> String {
    let product = without_tests(text);
    product.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The paths of a `use` tree or of an expression, from `crate`, `self` or `super` on, with braces unfolded.
fn paths(code: &str) -> Vec<Module> {
    let mut found = vec![];
    for root in ["crate::", "super::", "self::"] {
        for (at, _) in code.match_indices(root) {
            let before = code[..at].chars().next_back();
            if !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
                unfold(&mut found, vec![], &code[at..tree_end(code, at)]);
            }
        }
    }
    found
}

/// Where a path that begins at `at` ends, its braces closed.
fn tree_end(code: &str, at: usize) -> usize {
    let mut depth = 0;
    for (i, c) in code[at..].char_indices() {
        match c {
            '{' if code[..at + i].ends_with("::") || depth > 0 => depth += 1,
            '}' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    return at + i + 1;
                }
            }
            c if depth == 0 && !(c.is_alphanumeric() || matches!(c, '_' | ':')) => return at + i,
            _ => {}
        }
    }
    code.len()
}

fn unfold(found: &mut Vec<Module>, before: Module, tree: &str) {
    let Some((path, rest)) = tree.split_once('{') else {
        let named = tree.split(" as ").next().unwrap_or_default();
        found.push(before.into_iter().chain(named.split("::").map(|s| s.trim().to_string())).filter(|s| !s.is_empty()).collect());
        return;
    };
    let before: Module = before.into_iter().chain(path.split("::").map(|s| s.trim().to_string())).filter(|s| !s.is_empty()).collect();
    let inside = rest.rsplit_once('}').map_or(rest, |(inside, _)| inside);
    let (mut depth, mut begin) = (0, 0);
    for (i, c) in inside.char_indices().chain([(inside.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                if !inside[begin..i].trim().is_empty() {
                    unfold(found, before.clone(), inside[begin..i].trim());
                }
                begin = i + 1;
            }
            _ => {}
        }
    }
}

/// What the root of a crate hands on, by the name that it has where it comes from: who takes it from the root knows that file. Nothing is renamed there.
fn handed_on(root: &str) -> BTreeMap<String, Module> {
    let mut found = vec![];
    for statement in code(root).split(';') {
        let statement = statement.trim_start();
        if let Some(tree) = statement.strip_prefix("pub use ").or_else(|| statement.strip_prefix("pub(crate) use ")) {
            assert!(!tree.contains(" as "), "a name of the root is another one where it comes from: {tree}");
            unfold(&mut found, vec![], tree.trim_start_matches("crate::"));
        }
    }
    found.into_iter().filter_map(|path| Some((path.last()?.clone(), path))).collect()
}

/// The file that a path leads to from another, if it is neither above nor below that one: a folder's `mod.rs` and its files are one house.
fn target(files: &BTreeSet<Module>, root: &BTreeMap<String, Module>, from: &Module, path: &Module) -> Option<Module> {
    let mut at = if path.first()? == "crate" { vec![] } else { from.clone() };
    for step in path {
        match step.as_str() {
            "crate" | "self" => {}
            "super" => drop(at.pop()),
            name => match root.get(name) {
                Some(from_root) if at.is_empty() => at.clone_from(from_root),
                _ => at.push(name.to_string()),
            },
        }
    }
    while !at.is_empty() && !files.contains(&at) {
        at.pop();
    }
    (!at.is_empty() && !at.starts_with(from) && !from.starts_with(&at)).then_some(at)
}

/// Whether `to` is reached from `from`.
fn reaches(edges: &BTreeMap<Module, BTreeSet<Module>>, from: &Module, to: &Module) -> bool {
    let (mut seen, mut open) = (BTreeSet::new(), vec![from.clone()]);
    while let Some(at) = open.pop() {
        for next in edges.get(&at).into_iter().flatten() {
            if next == to {
                return true;
            }
            if seen.insert(next.clone()) {
                open.push(next.clone());
            }
        }
    }
    false
}

/// Every pair of files of one crate that know each other, also by way of others.
fn circles(sources: &[(String, String)]) -> Vec<String> {
    let mut crates: BTreeMap<String, BTreeMap<Module, &str>> = BTreeMap::new();
    for (path, text) in sources {
        if let Some((krate, module)) = module(path) {
            crates.entry(krate).or_default().insert(module, text);
        }
    }
    let mut found = vec![];
    for (krate, files) in crates {
        let names: BTreeSet<Module> = files.keys().cloned().collect();
        let root = files.get(&vec![]).map(|text| handed_on(text)).unwrap_or_default();
        let to = |from: &Module, text: &str| paths(&code(text)).iter().filter_map(|path| target(&names, &root, from, path)).collect();
        let edges: BTreeMap<Module, BTreeSet<Module>> = files.iter().map(|(from, text)| (from.clone(), to(from, text))).collect();
        for (from, to) in edges.iter().flat_map(|(from, all)| all.iter().map(move |to| (from, to))) {
            if reaches(&edges, to, from) {
                found.push(format!("{krate}: {} and {} know each other", from.join("/"), to.join("/")));
            }
        }
    }
    found
}

#[test]
fn no_two_files_know_each_other() {
    let sources: Vec<_> = crate::tidy::product().filter(|(path, _)| !path.starts_with("tests/")).collect();
    let found = circles(&sources);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_circle_is_found_by_whatever_way_it_goes() {
    let file = |path: &str, text: &str| (format!("app/x/src/{path}.rs"), text.to_string());
    let straight = [file("a", "use crate::{b::{self, Thing}, c};"), file("b", "fn f() { super::c::go() }"), file("c", "// use crate::a;")];
    assert_eq!(circles(&straight), Vec::<String>::new());
    let round = [straight[0].clone(), straight[1].clone(), file("c", "use crate::a::Other;")];
    assert_eq!(circles(&round).len(), 4, "{:?}", circles(&round));
    let house = [file("d/mod", "use crate::d::e::Part;"), file("d/e", "use super::Whole;")];
    assert_eq!(circles(&house), Vec::<String>::new());
    let by_the_root = [
        file("lib", "mod a;\npub use a::Thing;\npub(crate) use b::Other;"),
        file("a", "use crate::Other;"),
        file("b", "use crate::Thing;"),
    ];
    assert_eq!(circles(&by_the_root).len(), 2, "{:?}", circles(&by_the_root));
    let tested = [file("a", "use crate::b;"), file("b", "fn f() {}\n#[cfg(test)]\nmod tests {\n    use crate::a;\n}")];
    assert_eq!(circles(&tested), Vec::<String>::new());
}
