//! Formulas in foreign texts: `\(…\)`, `\[…\]` and `$$…$$` to ours.

use super::{escape, near};

/// The longest formula that courseware reads.
const LONGEST: usize = 4000;

/// Writes words with their formulas; `start`: they stand at the beginning of a line.
pub(super) fn write(out: &mut String, text: &str, start: bool) {
    let (mut rest, mut from, mut start) = (text, 0, start);
    while let Some(at) = rest.get(from..).and_then(|r| r.find(['\\', '$'])).map(|at| from + at) {
        let Some(((formula, apart), end)) = formula(rest.get(at..).unwrap_or_default()) else {
            from = at + 1;
            continue;
        };
        let before = rest.get(..at).unwrap_or_default();
        put(out, before, start);
        start &= before.trim().is_empty();
        let formula = formula.split_whitespace().collect::<Vec<_>>().join(" ");
        if !formula.is_empty() {
            out.push_str(&marked(&formula, apart));
            start = false;
        }
        (rest, from) = (rest.get(at + end..).unwrap_or_default(), 0);
    }
    put(out, rest, start);
}

/// A formula as ours are written: `apart` on lines of its own.
pub(super) fn marked(tex: &str, apart: bool) -> String {
    if apart { format!("$${tex}$$") } else { format!("${tex}$") }
}

/// The formula at the front of a text, whether it stands on lines of its own, and where it ends. One `$` begins one where a command, a power or an index stands before the next: an amount
/// has none.
fn formula(text: &str) -> Option<((&str, bool), usize)> {
    let (open, close) = [("\\(", "\\)"), ("\\[", "\\]"), ("$$", "$$"), ("$", "$")].into_iter().find(|(open, _)| text.starts_with(open))?;
    let near = near(text.get(open.len()..)?, LONGEST);
    let inner = near.get(..near.find(close)?)?;
    let command = inner.as_bytes().windows(2).any(|w| matches!(w, [b'\\', letter] if letter.is_ascii_alphabetic()));
    let is_one = open != "$" || inner.len() < 300 && (command || inner.contains('^') || inner.contains("_{"));
    is_one.then_some(((inner, matches!(open, "\\[" | "$$")), open.len() + inner.len() + close.len()))
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
