//! Marks of gaps where none are read: within code and formulas, whose words are taken as they are.
//!
//! Code has double brackets of its own (`a[[0]]`, `[[ -f x ]]`); those are left alone.

use crate::{
    markdown::Doc,
    problem::{ItemFault, Log},
    text::short,
};
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

/// What takes its words as they are, in the order of places.
pub(super) struct Literal {
    pub place: Range<usize>,
    block: bool,
}

pub(super) fn literal(doc: &Doc) -> Vec<Literal> {
    let of = |(event, place): &(Event, Range<usize>)| {
        let block = match event {
            Event::Code(_) | Event::InlineMath(_) => false,
            Event::DisplayMath(_) | Event::Start(Tag::CodeBlock(_)) => true,
            _ => return None,
        };
        Some(Literal { place: place.clone(), block })
    };
    doc.events.iter().filter_map(of).collect()
}

/// Tells of what was meant as a gap before `end`; once for each line.
pub(super) fn tell(doc: &Doc, literals: &[Literal], end: usize, log: &mut Log) {
    for literal in literals.iter().take_while(|literal| literal.place.start < end) {
        let mut at = literal.place.start;
        for line in doc.text.get(literal.place.clone()).unwrap_or_default().split_inclusive('\n') {
            if let Some(gap) = meant(line) {
                let text = short(gap, 30);
                log.add(doc.line(at), if literal.block { ItemFault::GapInBlock { text } } else { ItemFault::GapInCode { text } });
            }
            at += line.len();
        }
    }
}

/// The first double brackets of a line that are no program's.
fn meant(line: &str) -> Option<&str> {
    let mut from = 0;
    while let Some(open) = line.get(from..)?.find("[[").map(|at| from + at) {
        let close = open + line.get(open..)?.find("]]")? + 2;
        let inner = line.get(open + 2..close - 2)?;
        let index = line.get(..open)?.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ')' | ']'));
        if !is_code(inner, index) {
            return line.get(open..close);
        }
        from = close;
    }
    None
}

/// Whether a program has such brackets: a test of a shell, a list of lists, an index (`index`: a name stands before), an attribute of C++.
fn is_code(inner: &str, index: bool) -> bool {
    let choice = inner.starts_with(['?', '？']) || inner.contains(['|', '｜']) && !inner.contains("||");
    let list = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+' | '"' | '\'' | ':' | ' ' | '[' | ']' | ';' | '$');
    let plain = |c: char| list(c) || c.is_ascii_alphabetic() || c == '_';
    let numbers = inner.contains([',', ':']) && inner.chars().all(|c| list(c) && !matches!(c, '"' | '\''));
    let shell = inner.is_empty() || inner.starts_with(char::is_whitespace);
    let quoted = inner.starts_with(['"', '\'']);
    let attribute = ["nodiscard", "noreturn", "fallthrough", "deprecated", "maybe_unused", "likely", "unlikely"];
    shell || !choice && (numbers || quoted || attribute.contains(&inner) || index && inner.chars().all(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_of_programs_are_left_alone_and_gaps_are_found() {
        for code in [
            "a[[0]]",
            "df[[\"a\", \"b\"]]",
            "x[[i]]",
            "if [[ -f x ]]; then",
            "[[ $a == b || $c ]]",
            "[[1, 2], [3, 4]]",
            "[[0.5, 1]]",
            "np.array([[\"甲\"]])",
            "[[nodiscard]] int f();",
            "[[]]",
            "a[[",
        ] {
            assert_eq!(meant(code), None, "{code}");
        }
        for (line, gap) in [
            ("for i in [[range]](10):", "[[range]]"),
            ("print([[?a|b]])", "[[?a|b]]"),
            ("x[[i|j]]", "[[i|j]]"),
            ("a[[0]] = [[len]](b)", "[[len]]"),
            ("range[[（10）]]", "[[（10）]]"),
            ("[[？甲｜乙]]", "[[？甲｜乙]]"),
            ("x = [[5]]", "[[5]]"),
        ] {
            assert_eq!(meant(line), Some(gap), "{line}");
        }
    }
}
