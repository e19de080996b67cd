//! Paths of Windows: Markdown takes a `\` before a mark away, so `C:\_data` and `\\server\share` are shown without some of theirs.

use super::{Found, Text, tail};
use crate::{markdown::Ev, problem::PageFault};
use pulldown_cmark::Event;

/// Looks at each text of a run; the first path that loses something is told.
pub(super) fn all(run: &[Ev], text: Text, found: &mut Found) {
    let lost = run.iter().find_map(|(event, place)| match event {
        Event::Text(_) => {
            // A text that begins with an escaped mark begins after its backslash.
            let start = place.start - usize::from(text.is_escaped(place.start));
            swallowed(text.source.get(start..place.end)?).then_some(place.start)
        }
        Event::HardBreak => ends_in_drive(text.source, place.start).then_some(place.start),
        _ => None,
    });
    found.extend(lost.map(|at| (at, PageFault::SwallowedMarks { mark: "\\".into() }.into())));
}

/// `D:\` at the end of a line: the backslash is taken for a line break.
fn ends_in_drive(source: &str, at: usize) -> bool {
    let before = tail(source.get(..at).unwrap_or_default(), 8);
    source.get(at..).is_some_and(|t| t.starts_with('\\')) && before.strip_suffix(':').is_some_and(is_drive)
}

/// Whether a text ends in the letter of a drive.
fn is_drive(before: &str) -> bool {
    let mut back = before.chars().rev();
    back.next().is_some_and(|c| c.is_ascii_alphabetic()) && !back.next().is_some_and(|c| c.is_ascii_alphanumeric())
}

fn swallowed(source: &str) -> bool {
    let ends = |c: char| c.is_whitespace() || matches!(c, '，' | '。' | '；' | '、' | '（' | '）' | '“' | '”');
    source.contains('\\') && source.split(ends).any(|word| drive(word) || server(word))
}

/// `C:\_data`, `%APPDATA%\.config`. Whoever doubled the first backslash knows what to do.
fn drive(word: &str) -> bool {
    let place = word.find(":\\").filter(|at| word.get(..*at).is_some_and(is_drive)).or_else(|| word.find("%\\"));
    let Some(path) = place.and_then(|at| word.get(at + 1..)).filter(|path| !path.starts_with("\\\\")) else { return false };
    let mut chars = path.chars();
    while let Some(c) = chars.next() {
        if c == '\\' && chars.next().is_some_and(|next| next.is_ascii_punctuation() && next != '\\') {
            return true;
        }
    }
    false
}

/// `\\server\share`, with one backslash further on.
fn server(word: &str) -> bool {
    let Some((before, rest)) = word.split_once("\\\\") else { return false };
    let free = !before.chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '\\'));
    let named = rest.starts_with(|c: char| c.is_ascii_alphanumeric());
    free && named && rest.split_once('\\').is_some_and(|(_, after)| !after.is_empty() && !after.starts_with('\\'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_lose_a_backslash_are_found_and_others_are_not() {
        for path in [r"\\192.168.1.1\share", r"看C:\_data\.git里", r"D:\资料\_旧", r"%APPDATA%\.config"] {
            assert!(swallowed(path), "{path}");
        }
        for path in
            [r"C:\data\git", r"C:\\_data\\.git", r"C:\\my\_data", r"\\\\192.168.1.1\\share", r"snake\_case", r"\\alpha\\beta", r"x \\ y"]
        {
            assert!(!swallowed(path), "{path}");
        }
    }
}
