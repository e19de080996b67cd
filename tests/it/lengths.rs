//! How long functions are: a screen shows the whole of one, but where it is a table. A table in two halves is no clearer.

use crate::{tidy::product, without_tests::without_tests};

/// The most lines of a function, from its signature to its end.
const MOST: usize = 40;
/// The most lines of an entry of a table, and the most that stand beside the table in its function.
const ENTRY: usize = 12;

/// What is longer and no table: file, name, lines, and why it is one. The list only becomes shorter.
const LONGER: [(&str, &str, usize, &str); 0] = [];

struct Function<'t> {
    name: &'t str,
    indent: usize,
    lines: Vec<&'t str>,
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Whether a line ends what another one began.
fn closes(line: &str) -> bool {
    line.trim_start().starts_with([')', ']', '}'])
}

/// The name of the function that begins on a line.
fn begins(line: &str) -> Option<&str> {
    let mut code = line.trim_start();
    while let Some((word, rest)) = code.split_once(' ')
        && (word.starts_with("pub") || ["const", "async", "unsafe"].contains(&word))
    {
        code = rest;
    }
    code.strip_prefix("fn ")?.split(|c: char| !c.is_alphanumeric() && c != '_').next()
}

/// Every function that has a body on lines of its own.
fn functions(text: &str) -> Vec<Function<'_>> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = vec![];
    for (at, line) in lines.iter().enumerate() {
        let Some(name) = begins(line).filter(|_| !line.ends_with([';', '}'])) else { continue };
        let indent = indent_of(line);
        let end = lines.iter().skip(at + 1).position(|l| indent_of(l) == indent && (l.trim_start().starts_with('}') || l.ends_with(';')));
        if let Some(whole) = end.and_then(|end| lines.get(at..=at + 1 + end)) {
            found.push(Function { name, indent, lines: whole.to_vec() });
        }
    }
    found
}

/// The parts of some lines that begin at a depth, each with what stands deeper below it.
fn parts<'l, 't>(lines: &'l [&'t str], depth: usize) -> Vec<&'l [&'t str]> {
    let starts: Vec<usize> =
        (0..lines.len()).filter(|n| indent_of(lines[*n]) == depth && !closes(lines[*n]) && !lines[*n].is_empty()).collect();
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    starts.iter().zip(ends).map(|(start, end)| &lines[*start..end]).collect()
}

/// A function that is one `match`, one list or record of entries, or one chain of routes, with a few lines beside it and entries of a few lines.
fn is_table(function: &Function) -> bool {
    let Function { indent, lines, .. } = function;
    let Some(open) = lines.iter().position(|l| indent_of(l) == *indent && l.ends_with('{')) else { return false };
    let statements = parts(&lines[open + 1..lines.len() - 1], indent + 4);
    let Some(table) = statements.iter().max_by_key(|s| s.len()) else { return false };
    let beside: usize = statements.iter().map(|s| s.len()).sum::<usize>() - table.len();
    let entries = parts(&table[1..], indent + 8);
    is_of_entries(table[0].trim(), &entries) && beside <= ENTRY && entries.iter().all(|e| e.len() <= ENTRY)
}

fn is_of_entries(head: &str, entries: &[&[&str]]) -> bool {
    let routes = [".route(", ".get(", ".post(", ".put(", ".delete(", "//"];
    let record = |head: &str| {
        let name = head.strip_suffix(" {").and_then(|head| head.rsplit([' ', '(', ':']).next()).unwrap_or_default();
        name.starts_with(char::is_uppercase) && !["if ", "for ", "while ", "impl "].iter().any(|word| head.contains(word))
    };
    head.ends_with('[')
        || (head.ends_with('{') && (head.starts_with("match ") || head.contains(" match ") || head.contains("(match ")))
        || record(head)
        || entries.iter().all(|entry| routes.iter().any(|route| entry[0].trim_start().starts_with(route)))
}

#[test]
fn a_function_is_shown_by_one_screen() {
    let (mut long, mut looked, mut kept) = (vec![], 0, vec![]);
    for (file, text) in product() {
        let code = without_tests(&text);
        for function in functions(&code) {
            looked += 1;
            let lines = function.lines.len();
            if lines <= MOST || is_table(&function) {
                continue;
            }
            match LONGER.iter().find(|(f, name, ..)| *f == file && *name == function.name) {
                Some(known) if known.2 == lines => kept.push(*known),
                Some(known) => long.push(format!("{file}: {} has {lines} lines, and its exception says {}", function.name, known.2)),
                None => long.push(format!("{file}: {} has {lines} lines: a part of it has a name", function.name)),
            }
        }
    }
    assert!(looked > 5_000, "only {looked} functions were found");
    assert!(long.is_empty(), "{}", long.join("\n"));
    let idle: Vec<_> = LONGER.iter().filter(|known| !kept.contains(known)).collect();
    assert!(idle.is_empty(), "these need no exception any more: {idle:?}");
    assert!(LONGER.len() <= 15 && LONGER.iter().all(|(.., why)| !why.is_empty()), "exceptions are few, and have reasons");
}

#[test]
fn a_table_is_known_by_its_form() {
    let is_table = |body: &str| functions(&format!("pub(crate) async fn f(a: u8) -> u8 {{\n{body}\n}}\n")).iter().any(is_table);
    let arms = "        1 => 2,\n        3 => {\n            4\n        }\n".repeat(20);
    assert!(is_table(&format!("    let b = a;\n    match b {{\n{arms}    }}")));
    assert!(is_table(&format!("    Some(match a {{\n{arms}    }})")));
    assert!(is_table(&format!("    vec![\n{}    ]", "        entry,\n".repeat(50))));
    assert!(is_table(&format!("    Ok(Self {{\n{}    }})", "        field: 1,\n".repeat(50))));
    assert!(is_table(&format!("    Table::default()\n{}", "        .get(\"/\", show)\n".repeat(50).trim_end())));
    // no table: much beside it, an entry that is a function by itself, steps, a view
    assert!(!is_table(&format!("{}    match a {{\n{arms}    }}", "    go();\n".repeat(13))));
    assert!(!is_table(&format!("    match a {{\n        1 => {{\n{}        }}\n    }}", "            go();\n".repeat(40))));
    assert!(!is_table("    go();\n".repeat(50).trim_end()));
    assert!(!is_table(&format!("    view! {{\n{}    }}", "        <p></p>\n".repeat(50))));
    assert!(!is_table(&format!("    if a {{\n{}    }}", "        go();\n".repeat(50))));
}

#[test]
fn a_function_begins_and_ends_where_it_does() {
    let text = "trait T {\n    fn a(\n        &self,\n    ) -> u8;\n    fn b(&self) {\n        1\n    }\n}\nconst fn c() -> u8 { 1 }\nfn d<T>()\nwhere\n    T: U,\n{\n    2\n}\n";
    let found: Vec<_> = functions(text).iter().map(|f| (f.name.to_string(), f.lines.len())).collect();
    assert_eq!(found, [("a".into(), 3), ("b".into(), 3), ("d".into(), 6)].map(|(name, lines): (String, usize)| (name, lines)));
}
