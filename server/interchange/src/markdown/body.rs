//! Blocks of a stem or an explanation, so that they stay within their item.

use crate::{Choice, ForeignGap, GAP};

/// Blocks below a heading: what would end the item is written otherwise.
pub(super) fn blocks(text: &str) -> String {
    let mut out: Vec<String> = vec![];
    let mut fence: Option<String> = None;
    for line in text.lines() {
        let bare = line.trim_start();
        let marks: String = bare.chars().take_while(|c| matches!(c, '`' | '~')).collect();
        if marks.len() >= 3 && marks.chars().all(|c| marks.starts_with(c)) {
            match &fence {
                None => fence = Some(marks),
                Some(open) if marks.starts_with(open.as_str()) => fence = None,
                Some(_) => {}
            }
            out.push(line.into());
            continue;
        }
        if fence.is_some() {
            out.push(line.into());
            continue;
        }
        let level = bare.bytes().take_while(|b| *b == b'#').count();
        let rule = bare.len() >= 3 && ['-', '*', '_', '='].iter().any(|c| bare.chars().all(|b| b == *c || b == ' ') && bare.contains(*c));
        if (1..=6).contains(&level) && bare.get(level..).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')) {
            let words = bare.trim_matches('#').trim();
            out.push(if words.is_empty() { String::new() } else { format!("\n{words}\n") });
        } else if rule {
            out.push(String::new());
        } else {
            out.push(line.trim_end().into());
        }
    }
    // a fence without an end would take all that follows
    out.extend(fence);
    out.join("\n").trim_matches('\n').to_string()
}

/// The text as a quote.
pub(super) fn quote(text: &str, indent: &str) -> String {
    let lines = text.lines().map(|line| if line.is_empty() { format!("{indent}>\n") } else { format!("{indent}> {line}\n") });
    lines.collect()
}

/// An entry of a list: lines below the first stand under it.
pub(super) fn entry(mark: &str, text: &str) -> String {
    let text = if text.trim_start().starts_with("```") { flat(text) } else { text.to_string() };
    let indent = " ".repeat(if mark.starts_with("- ") { 2 } else { mark.len() });
    let mut out = String::new();
    for (i, line) in text.trim().lines().enumerate() {
        match (i, line.is_empty()) {
            (0, _) => out.push_str(&format!("{mark}{line}\n")),
            (_, true) => out.push('\n'),
            (_, false) => out.push_str(&format!("{indent}{line}\n")),
        }
    }
    if out.is_empty() { format!("{}\n", mark.trim_end()) } else { out }
}

/// A program where only a line may stand.
fn flat(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("```")).map(crate::text::code);
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("<br>")
}

/// A cell of a table.
pub(super) fn cell(text: &str) -> String {
    let text = text.trim().replace("\n\n", "<br>");
    let mut out = String::new();
    let mut before = ' ';
    for c in crate::text::one_line(&text).chars() {
        if c == '|' && before != '\\' {
            out.push('\\');
        }
        out.push(c);
        before = if before == '\\' && c == '\\' { ' ' } else { c };
    }
    out
}

/// The text with its gaps written; nothing where a word cannot stand in one.
pub(crate) fn gaps(text: &str, gaps: &[ForeignGap]) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut gaps = gaps.iter();
    for line in text.split_inclusive('\n') {
        let bar = if line.trim_start().starts_with('|') { "\\|" } else { "|" };
        for part in line.split_inclusive(GAP) {
            let Some(before) = part.strip_suffix(GAP) else {
                out.push_str(part);
                continue;
            };
            let (sign, words) = words(gaps.next()?);
            let bad = |w: &String| w.trim().is_empty() || w.contains(['|', '｜', '\n']) || w.contains("]]") || w.ends_with(']');
            if words.is_empty() || words.iter().any(bad) {
                return None;
            }
            out.push_str(&format!("{before}[[{sign}{}]]", words.join(bar)));
        }
    }
    gaps.next().is_none().then_some(out)
}

/// The choice that is worth most, where any is worth something: the first of several.
fn best(options: &[Choice]) -> Option<&Choice> {
    options.iter().filter(|o| o.worth > 0.0).reduce(|best, o| if o.worth > best.worth { o } else { best })
}

/// What is accepted in a gap, or its choices with the right one first.
fn words(gap: &ForeignGap) -> (&'static str, Vec<String>) {
    let mut words: Vec<String> = match gap {
        ForeignGap::Typed(accept) => accept.iter().filter(|a| a.worth >= 1.0).map(|a| a.answer.clone()).collect(),
        ForeignGap::Number(accept) => {
            accept.iter().filter(|a| a.worth >= 1.0).filter_map(|a| super::number::one(&a.answer)).map(|n| n.to_string()).collect()
        }
        ForeignGap::Chosen(options) => {
            let right = best(options);
            let others = options.iter().filter(|o| right.is_some() && o.worth <= 0.0);
            right.into_iter().chain(others).map(|o| o.text.clone()).collect()
        }
    };
    words.iter_mut().for_each(|word| *word = word.trim().into());
    let mut seen = std::collections::BTreeSet::new();
    words.retain(|word| seen.insert(word.clone()));
    (if matches!(gap, ForeignGap::Chosen(_)) { "?" } else { "" }, words)
}
