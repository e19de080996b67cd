//! Formulas in foreign texts: `\(…\)`, `\[…\]` and `$$…$$` to ours.

use super::escape;

const SIGNS: [(&str, &str); 3] = [("\\(", "\\)"), ("\\[", "\\]"), ("$$", "$$")];

/// Writes words with their formulas; `start`: they stand at the beginning of a line.
pub(super) fn write(out: &mut String, text: &str, start: bool) {
    let (mut rest, mut start) = (text, start);
    while let Some((at, open, close)) = first(rest) {
        let (before, after) = (rest.get(..at).unwrap_or_default(), rest.get(at + open.len()..).unwrap_or_default());
        let Some(end) = after.find(close) else {
            // no formula: the sign stays as it is
            put(out, rest.get(..at + open.len()).unwrap_or_default(), start);
            (rest, start) = (after, false);
            continue;
        };
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
    let signs = SIGNS.iter().filter_map(|(open, close)| text.find(open).map(|at| (at, *open, *close)));
    signs.chain(single(text).map(|at| (at, "$", "$"))).min_by_key(|found| found.0)
}

/// Where one `$` begins a formula and no amount: a command, a power or an index stands before the next.
fn single(text: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = text.get(from..)?.find('$').map(|at| from + at) {
        let inner = text.get(at + 1..)?;
        let inner = inner.get(..inner.find('$')?)?;
        let command = inner.as_bytes().windows(2).any(|w| w[0] == b'\\' && w[1].is_ascii_alphabetic());
        if !inner.is_empty() && inner.len() < 300 && (command || inner.contains('^') || inner.contains("_{")) {
            return Some(at);
        }
        from = at + 1;
    }
    None
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
