//! Links that were not read as links.

use super::{head, tail};
use crate::render::is_han;

/// `[words](an address with spaces)`, `[words]（address）`, `[words] (address)`, `【words】(address)`, `［words］(address)`, `[words][nobody]`.
pub(super) fn broken(source: &str) -> Option<usize> {
    let mut from = 0;
    while let Some((at, close)) = next(source, from) {
        from = at + close.len_utf8();
        let rest = head(source.get(from..).unwrap_or_default(), 400).lines().next().unwrap_or_default();
        let line = rest.trim_start_matches(' ');
        if !line.starts_with(['(', '（', '[']) {
            continue;
        }
        let before = tail(source.get(..at).unwrap_or_default(), 400);
        let mark = match close {
            ']' => '[',
            '］' => '［',
            _ => '【',
        };
        let opened = before.rfind([mark, '\n']).filter(|open| before.get(*open..).is_some_and(|t| t.starts_with(mark)));
        let Some((words, earlier)) = opened.and_then(|o| Some((before.get(o + mark.len_utf8()..)?, before.get(..o)?))) else { continue };
        let index = |c: char| c.is_ascii_alphanumeric() || matches!(c, '\\' | ')' | ']');
        if earlier.chars().next_back().is_some_and(index) {
            continue;
        }
        let near = line.len() == rest.len() && close == ']';
        if leads(line, near) || (near && is_named(words, line)) {
            return opened.map(|open| at - before.len() + open);
        }
    }
    None
}

/// The next bracket that closes.
fn next(source: &str, from: usize) -> Option<(usize, char)> {
    let rest = source.get(from..)?;
    let at = rest.find([']', '】', '］'])?;
    Some((from + at, rest.get(at..)?.chars().next()?))
}

/// Whether an address in brackets follows; one further off must be plain to see and have no words beside it.
fn leads(line: &str, near: bool) -> bool {
    let words = |t: &str| t.trim().contains(|c: char| c.is_whitespace() || is_han(c));
    let named = |t: &str| t.contains("://") || t.contains("www.") || t.contains(".md") || t.contains("media/");
    let address = |t: &str| if near { named(t) || t.contains('#') } else { named(t) && !words(t) };
    let wide = line.strip_prefix('（').and_then(|t| t.split_once('）')).is_some_and(|(inner, _)| address(inner));
    wide || line.strip_prefix('(').and_then(|t| t.split_once([')', '）'])).is_some_and(|(inner, _)| address(inner))
}

/// `[words][name]`, but not `[1][2]`, which are two works that are cited.
fn is_named(words: &str, line: &str) -> bool {
    let number = |t: &str| t.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '，' | '-' | '–' | ' '));
    let name = line.strip_prefix('[').and_then(|t| t.split_once(']')).map_or("", |(name, _)| name);
    let cited = number(words) && number(name);
    !name.is_empty() && !name.starts_with('^') && !cited
}
