//! Formulas in foreign texts: `\(…\)`, `\[…\]` and `$$…$$` to ours.

use super::escape;

const SIGNS: [(&str, &str); 3] = [("\\(", "\\)"), ("\\[", "\\]"), ("$$", "$$")];

/// Writes words with their formulas; `start`: they stand at the beginning of a line.
pub(super) fn write(out: &mut String, text: &str, start: bool) {
    let (mut rest, mut start) = (text, start);
    while let Some((at, open, close)) = first(rest) {
        let (before, after) = (rest.get(..at).unwrap_or_default(), rest.get(at + open.len()..).unwrap_or_default());
        let Some(end) = after.find(close) else { break };
        let formula = after.get(..end).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        put(out, before, start);
        start &= before.trim().is_empty();
        if !formula.is_empty() {
            out.push_str(&format!("${formula}$"));
            start = false;
        }
        rest = after.get(end + close.len()..).unwrap_or_default();
    }
    put(out, rest, start);
}

fn first(text: &str) -> Option<(usize, &'static str, &'static str)> {
    SIGNS.iter().filter_map(|(open, close)| text.find(open).map(|at| (at, *open, *close))).min_by_key(|found| found.0)
}

fn put(out: &mut String, text: &str, start: bool) {
    if start { escape::start(out, text) } else { escape::within(out, text) }
}

/// A text whose formulas are code, for where they are no LaTeX that ours reads.
pub(crate) fn as_code(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find('$') {
        let (before, after) = (rest.get(..at).unwrap_or_default(), rest.get(at + 1..).unwrap_or_default());
        out.push_str(before);
        let end = after.find('$').filter(|_| !before.ends_with('\\'));
        let Some(end) = end else {
            out.push('$');
            rest = after;
            continue;
        };
        out.push_str(&escape::code(after.get(..end).unwrap_or_default()));
        rest = after.get(end + 1..).unwrap_or_default();
    }
    out + rest
}
