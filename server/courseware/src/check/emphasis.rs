//! Marks of emphasis that made none, made it of other words than was meant, or were meant as themselves.

use super::{Found, Text};
use crate::{markdown::Ev, problem::PageFault, render::is_han, text::short};
use pulldown_cmark::{Event, Tag};

/// Looks at the marks of one run of lines.
pub(super) fn pairs(run: &[Ev], text: Text, found: &mut Found) {
    let source = text.source;
    // Where each `**` is, in order; those that made bold text with where their other half is.
    let mut bold: Vec<(usize, Option<usize>)> = vec![];
    let mut raw = [None::<usize>; MARKS.len()];
    for (event, place) in run {
        match event {
            Event::Start(Tag::Strong) if starts(source, place.start, "**") => {
                bold.push((place.start, Some(place.end.saturating_sub(2))));
                bold.push((place.end.saturating_sub(2), Some(place.start)));
            }
            Event::Start(Tag::Strong) if is_name(source.get(place.clone()).unwrap_or_default()) => {
                found.push((place.start, PageFault::SwallowedMarks { mark: "__".into() }.into()));
            }
            Event::Start(Tag::Emphasis) if starts(source, place.start, "*") && is_product(source, place.start, place.end) => {
                found.push((place.start, PageFault::SwallowedMarks { mark: "*".into() }.into()));
            }
            Event::Text(_) => {
                let words = source.get(place.clone()).unwrap_or_default();
                for (i, mark) in MARKS.iter().enumerate() {
                    let first = raw_mark(words, mark, |at| text.is_escaped(place.start + at)).map(|at| place.start + at);
                    raw[i] = raw[i].or(first);
                }
                bold.extend(words.match_indices("**").map(|(i, _)| (place.start + i, None)).filter(|(at, _)| !text.is_escaped(*at)));
            }
            _ => {}
        }
    }
    for (mark, at) in MARKS.iter().zip(raw) {
        found.extend(at.map(|at| (at, PageFault::StrayEmphasis { mark: (*mark).into() }.into())));
    }
    bold.sort_unstable();
    // Bold text does not hold bold text, so the first mark and the second belong together, the third and the fourth, and so on.
    let crossed = bold.chunks(2).find_map(|pair| match pair {
        [(open, Some(close)), (next, _)] if close != next => Some((*open).min(*close)..(*open).max(*close)),
        [(_, None), (open, Some(close))] => Some((*open).min(*close)..(*open).max(*close)),
        _ => None,
    });
    if let Some(range) = crossed {
        let words = short(source.get(range.start + 2..range.end).unwrap_or_default(), 20);
        found.push((range.start, PageFault::MisplacedEmphasis { words }.into()));
    }
}

const MARKS: [&str; 5] = ["**", "~~", "==", "_", "*"];

fn starts(source: &str, at: usize, mark: &str) -> bool {
    source.get(at..).is_some_and(|s| s.starts_with(mark))
}

/// The first place where a mark is seen that was meant as one: `**` and `~~` anywhere, the others where they stand around words in Chinese.
fn raw_mark(words: &str, mark: &str, escaped: impl Fn(usize) -> bool) -> Option<usize> {
    let mut places = words.match_indices(mark).map(|(at, _)| at).filter(|at| !escaped(*at));
    if matches!(mark, "**" | "~~") {
        return places.next();
    }
    let before = |at: usize| words.get(..at).and_then(|t| t.chars().next_back());
    let after = |at: usize| words.get(at + mark.len()..).and_then(|t| t.chars().next());
    let wide = |c: Option<char>| c.is_some_and(|c| is_han(c) || matches!(c, '“' | '”' | '‘' | '’' | '…' | '—'));
    // A longer run of the same character is another mark.
    let single = |at: &usize| before(*at) != mark.chars().next() && after(*at) != mark.chars().next();
    let mut places = places.filter(single);
    let opens = |at: usize| wide(after(at)) || (wide(before(at)) && after(at).is_some_and(char::is_alphanumeric));
    let closes = |at: usize| wide(before(at)) || (wide(after(at)) && before(at).is_some_and(char::is_alphanumeric));
    let open = places.by_ref().find(|at| opens(*at))?;
    places.any(closes).then_some(open)
}

/// `__init__`: a name of a program, not bold words.
fn is_name(strong: &str) -> bool {
    let inner = strong.strip_prefix("__").and_then(|s| s.strip_suffix("__"));
    inner.is_some_and(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'))
}

/// `2*3*4`: digits or letters right before and after both stars.
fn is_product(source: &str, start: usize, end: usize) -> bool {
    let near = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == ')');
    let before = near(source.get(..start).and_then(|t| t.chars().next_back()));
    let after = source.get(end..).and_then(|t| t.chars().next()).is_some_and(|c| c.is_ascii_alphanumeric() || c == '(');
    before && after
}
