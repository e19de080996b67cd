//! Marks of blocks beside a space that Markdown does not know as one: wide, non-breaking, or what nobody sees. Chinese paragraphs begin with two wide
//! spaces, and copied text has the others.

use super::{Construct, Text, construct, tail};
use crate::render::is_han;
use zhixing_domain::text::look::is_invisible;

pub(super) const INDENT: Construct = construct(
    (
        "行首的全角空格（或不换行空格、看不见的字符）后面的记号（`>`、三个反引号、`---`）",
        "a mark (`>`, backticks, `---`) behind a wide, non-breaking or invisible space",
    ),
    ("删去行首的空格，记号从行首写起。", "delete the space, so that the line begins with the mark."),
);

/// A space of whatever kind, also one that nobody sees.
pub(super) fn is_gap(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// One that Markdown does not know.
fn is_odd(c: char) -> bool {
    is_gap(c) && !c.is_ascii()
}

/// A line without what stands before its first mark.
pub(super) fn bare(line: &str) -> &str {
    line.trim_start_matches(is_gap)
}

/// Whether a line begins with a space that Markdown does not know.
pub(super) fn is_indented(line: &str) -> bool {
    line.chars().take_while(|c| is_gap(*c)).any(is_odd)
}

/// Whether a place begins a line but for spaces and the marks of quotes: no cell, no entry and no heading.
pub(super) fn begins(text: Text, at: usize) -> bool {
    let before = tail(text.source.get(..at).unwrap_or_default(), 80);
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.chars().all(|c| matches!(c, ' ' | '\t' | '>'))
}

/// The same without quotes.
pub(super) fn is_free(text: Text, at: usize) -> bool {
    begins(text, at) && !tail(text.source.get(..at).unwrap_or_default(), 80).rsplit('\n').next().unwrap_or_default().contains('>')
}

/// Whether a line is an entry of a list but for a space of the wrong kind: `　　- 甲`, `-　甲`, `1.　甲`.
pub(super) fn is_entry(line: &str) -> bool {
    let rest = bare(line);
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    let close = match digits {
        0 => rest.starts_with(['-', '+', '*']),
        n => n < 4 && rest.get(n..).is_some_and(|t| t.starts_with(['.', ')'])),
    };
    let after = rest.get(digits + 1..).filter(|_| close).unwrap_or_default();
    let words = bare(after);
    let entry = after.starts_with(is_gap) && !words.is_empty() && !(digits == 0 && words.starts_with(['-', '*']));
    entry && (is_indented(line) || after.starts_with(is_odd))
}

/// Whether a line is another block but for the space before it: a quote, code, a rule. `> 3` and `>=` compare.
pub(super) fn is_block(line: &str) -> bool {
    let rest = bare(line);
    let quote = rest.strip_prefix('>').map(bare);
    let quote = quote.is_some_and(|words| words.starts_with(|c: char| c.is_alphabetic() || is_han(c) || matches!(c, '[' | '*' | '“')));
    let fence = ["```", "~~~"].iter().find_map(|mark| rest.strip_prefix(mark)).is_some_and(|rest| !rest.contains(['`', '~']));
    let rule = rest.len() > 2 && rest.trim_end().chars().all(|c| c == '-');
    is_indented(line) && (quote || fence || rule)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_beside_a_space_of_the_wrong_kind_are_known() {
        for line in ["\u{3000}\u{3000}- 甲", "\u{3000}1. 甲", "-\u{3000}甲", "1.\u{a0}甲", "2)\u{200b}甲", "\u{feff}* 甲"] {
            assert!(is_entry(line), "{line:?}");
        }
        for line in ["- 甲", "1. 甲", "\u{3000}\u{3000}甲", "\u{3000}1.5 米", "-\u{3000}", "\u{3000}-3", "2026.\u{3000}甲", "\u{3000}--"]
        {
            assert!(!is_entry(line), "{line:?}");
        }
        for line in ["\u{3000}> 引用", "\u{a0}>\u{3000}引用", "\u{3000}```python", "\u{a0}~~~", "\u{200b}---", "\u{3000}> [!NOTE]"] {
            assert!(is_block(line), "{line:?}");
        }
        for line in ["\u{3000}> 90 分", "\u{3000}>=90", "\u{3000}```a``` 与", "\u{3000}——", "> 引用", "\u{3000}引用"] {
            assert!(!is_block(line), "{line:?}");
        }
    }
}
