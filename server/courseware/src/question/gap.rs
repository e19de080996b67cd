//! Gaps: found in the source before it is Markdown, marked with two characters that no file can hold, shown as empty spans.

use super::unread::{self, Literal};
use crate::{
    markdown::{Doc, Kind},
    problem::{ItemFault, Log, Words},
    text::short,
};
use std::{collections::BTreeSet, ops::Range};

/// Noncharacters: [`decode`](crate::text::decode) takes them out of files.
const OPEN: char = '\u{fdd0}';
const CLOSE: char = '\u{fdd1}';

/// A gap as it stands in the text.
pub(crate) struct Found {
    /// Chosen from a list, not typed.
    pub chosen: bool,
    /// Accepted answers, or choices with the right one first.
    pub words: Vec<String>,
    pub text: String,
    /// A place on the same line of the marked text.
    pub at: usize,
}

/// Replaces every gap before the explanation by a mark. Code and formulas have none: `a[[0]]` is no gap there.
pub(crate) fn mark(text: &str, log: &mut Log) -> (String, Vec<Found>) {
    let doc = Doc::parse(text);
    let literals = unread::literal(&doc);
    let end = explanation(&doc, &literals);
    unread::tell(&doc, &literals, end, log);
    let mut skip = literals.iter().map(|literal| &literal.place).peekable();
    let (mut out, mut gaps, mut at) = (String::with_capacity(text.len()), vec![], 0);
    while let Some(open) = text.get(at..end).and_then(|t| t.find("[[")).map(|i| at + i) {
        while skip.next_if(|range| range.end <= open).is_some() {}
        let after = skip.peek().filter(|range| range.start <= open).map(|range| range.end.max(open + 2));
        if let Some(after) = after {
            out.push_str(text.get(at..after).unwrap_or_default());
            at = after;
            continue;
        }
        out.push_str(text.get(at..open).unwrap_or_default());
        let rest = text.get(open..end).unwrap_or_default();
        let Some(close) = close_of(rest) else {
            let line = rest.lines().next().unwrap_or_default();
            let why = Words { zh: "同一行里没有 `]]`", en: "there is no `]]` on the same line" };
            log.add(doc.line(open), ItemFault::BadGap { text: short(line, 30), why });
            // The rest of the line has no end either.
            out.push_str(line);
            at = open + line.len();
            continue;
        };
        let whole = rest.get(..close + 2).unwrap_or_default();
        let (chosen, words) = words(whole);
        if let Some(why) = fault(chosen, &words) {
            log.add(doc.line(open), ItemFault::BadGap { text: short(whole, 30), why });
        }
        let place = out.len();
        out.push_str(&format!("{OPEN}{}{CLOSE}", gaps.len()));
        gaps.push(Found { chosen, words, text: whole.into(), at: place });
        at = open + whole.len();
    }
    out.push_str(text.get(at..).unwrap_or_default());
    (out, gaps)
}

/// Where the gap that begins a text ends on its line, if it does.
fn close_of(gap: &str) -> Option<usize> {
    // No further than to the end of the gap: a line of many gaps is not looked through for each.
    let until = gap.bytes().zip(gap.bytes().skip(1)).position(|(a, b)| a == b'\n' || (a, b) == (b']', b']'));
    until.filter(|at| gap.as_bytes().get(*at) == Some(&b']'))
}

/// Where the explanation begins: the quotes at the end, but for those that hold a gap and what stands above them. The last one is an explanation
/// whatever it holds, unless there is no other gap.
fn explanation(doc: &Doc, literals: &[Literal]) -> usize {
    let holds = |place: Range<usize>| holds_gap(doc.text, place, literals);
    let blocks = doc.written();
    let mut quotes = blocks.iter().rev().take_while(|b| b.kind == Kind::Quote).map(|b| b.text.clone());
    match quotes.next() {
        None => doc.text.len(),
        Some(last) if holds(last.clone()) && !holds(0..last.start) => doc.text.len(),
        Some(last) => quotes.take_while(|quote| !holds(quote.clone())).last().unwrap_or(last).start,
    }
}

/// Whether a line of a place has a gap that is not in code.
fn holds_gap(text: &str, place: Range<usize>, literals: &[Literal]) -> bool {
    let is_literal = |at: usize| {
        let next = literals.partition_point(|literal| literal.place.end <= at);
        literals.get(next).is_some_and(|literal| literal.place.start <= at)
    };
    let mut start = place.start;
    text.get(place).unwrap_or_default().split_inclusive('\n').any(|line| {
        let here = start;
        start += line.len();
        let open = line.match_indices("[[").map(|(at, _)| at).find(|at| !is_literal(here + at));
        open.is_some_and(|open| line.rfind("]]").is_some_and(|close| close > open))
    })
}

/// Whether a marked text holds a gap.
pub(crate) fn is_in(marked: &str) -> bool {
    marked.contains(OPEN)
}

fn words(gap: &str) -> (bool, Vec<String>) {
    let inner = gap.strip_prefix("[[").and_then(|g| g.strip_suffix("]]")).unwrap_or_default();
    let (chosen, inner) = inner.strip_prefix(['?', '？']).map_or((false, inner), |rest| (true, rest));
    // Within a table a plain `|` would end the cell, so authors write `\|`; a Chinese keyboard has a wide one.
    (chosen, inner.replace("\\|", "|").split(['|', '｜']).map(|word| word.trim().to_string()).collect())
}

fn fault(chosen: bool, words: &[String]) -> Option<Words> {
    if words.iter().any(String::is_empty) {
        return Some(Words { zh: "有一项是空的", en: "one of its words is empty" });
    }
    if chosen && !(2..=super::MOST_ENTRIES).contains(&words.len()) {
        return Some(Words { zh: "供选择的至少要两项", en: "a choice has two words or more" });
    }
    let mut seen = BTreeSet::new();
    let twice = words.iter().any(|word| !seen.insert(word));
    twice.then_some(Words { zh: "有一项写了两次", en: "one of its words is there twice" })
}

/// The marks in escaped text as empty spans.
pub(crate) fn show(escaped: &str) -> String {
    if !escaped.contains(OPEN) {
        return escaped.into();
    }
    escaped.replace(OPEN, "<span data-gap=\"").replace(CLOSE, "\"></span>")
}

/// The marks as other words, each by its number.
pub(crate) fn filled(marked: &str, words: impl Fn(usize) -> String) -> String {
    let mut out = String::with_capacity(marked.len());
    for (place, part) in marked.split(OPEN).enumerate() {
        let gap = part.split_once(CLOSE).filter(|_| place > 0).and_then(|(number, rest)| Some((number.parse().ok()?, rest)));
        match gap {
            Some((number, rest)) => out.extend([words(number).as_str(), rest]),
            None => out.push_str(part),
        }
    }
    out
}

/// The numbers of the gaps that rendered text shows.
pub(super) fn shown(html: &str) -> BTreeSet<usize> {
    html.split("data-gap=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse().ok()).collect()
}

/// The marks as a line to write on, for titles.
pub(super) fn blank(text: &str) -> String {
    let mut out = String::new();
    let mut within = false;
    for c in text.chars() {
        match c {
            OPEN => {
                within = true;
                out.push_str("____");
            }
            CLOSE => within = false,
            c if !within => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use zhixing_domain::lang::Lang;

    #[test]
    fn gaps_are_marked_outside_of_code_formulas_and_explanation() {
        let mut log = Log::new("x.md", Lang::Zh);
        let text = "### a [[b|c]] `[[x]]` $[[y]]$\n\n[[?甲|乙]]\n\n> [[not]]";
        let (marked, gaps) = mark(text, &mut log);
        assert_eq!(marked, "### a \u{fdd0}0\u{fdd1} `[[x]]` $[[y]]$\n\n\u{fdd0}1\u{fdd1}\n\n> [[not]]");
        assert_eq!(gaps.iter().map(|g| (g.chosen, g.words.len())).collect::<Vec<_>>(), [(false, 2), (true, 2)]);
        assert_eq!(log.problems.iter().map(|p| (p.line, p.code())).collect::<Vec<_>>(), [(1, "gap-in-code"); 2]);
        assert_eq!(blank("a \u{fdd0}0\u{fdd1} b"), "a ____ b");
    }

    #[test]
    fn quotes_at_the_end_are_the_explanation_unless_they_hold_gaps() {
        for (text, gaps) in [
            ("### a [[b]]\n\n> c\n\n> [[d]]", 1),
            ("### a\n\n> [[b]]\n\n> c", 1),
            ("### a [[x]]\n\n> [[b]]\n\n> c\n\n> d", 2),
            ("### a\n\n> b\n\n> [[c]]", 1),
            ("### a\n\n> `[[b]]`\n\n> c", 0),
            ("### a [[b]]\n\n> c\n\n<!-- [[d]] --> <!-- e -->\n\n> f", 1),
        ] {
            let mut log = Log::new("x.md", Lang::Zh);
            assert_eq!(mark(text, &mut log).1.len(), gaps, "{text}");
        }
    }

    #[test]
    fn bad_gaps_are_named() {
        for bad in ["[[]]", "[[a|]]", "[[?a]]", "[[a", "[[a|a]]"] {
            let mut log = Log::new("x.md", Lang::Zh);
            let _ = mark(bad, &mut log);
            assert_eq!(log.problems.len(), 1, "{bad}");
        }
    }
}
