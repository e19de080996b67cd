//! Marks of emphasis that made none, made it of other words than was meant, or were meant as themselves.

use super::stray::{Stray, first as first_stray};
use super::{Found, Text, head, stray, tail};
use crate::{markdown::Ev, problem::PageFault, render::is_han, text::short};
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

/// Looks at the marks of one run of lines.
pub(super) fn pairs(run: &[Ev], text: Text, found: &mut Found) {
    let source = text.source;
    // Where each `**` is, in order; those that made bold text with where their other half is.
    let mut bold: Vec<(usize, Option<usize>)> = vec![];
    let mut strays: [Vec<Stray>; 2] = Default::default();
    let (mut raw, mut blank) = ([None::<usize>; MARKS.len()], false);
    for (event, place) in run {
        let lost = swallowed(event, place, source);
        // The blanks of one run are told once.
        let lost = lost.filter(|mark| *mark != BLANK || !std::mem::replace(&mut blank, true));
        found.extend(lost.map(|mark| (place.start, lost_mark(mark).into())));
        match event {
            Event::Start(Tag::Strong) if starts(source, place.start, "**") => {
                bold.push((place.start, Some(place.end.saturating_sub(2))));
                bold.push((place.end.saturating_sub(2), Some(place.start)));
            }
            Event::Text(_) => {
                let words = source.get(place.clone()).unwrap_or_default();
                for (mark, strays) in ['*', '~'].into_iter().zip(&mut strays) {
                    strays.extend(Stray::all(source, place, mark).filter(|stray| !text.is_escaped(stray.at)));
                }
                for (i, mark) in MARKS.iter().enumerate() {
                    let first = raw_mark(words, mark, |at| text.is_escaped(place.start + at)).map(|at| place.start + at);
                    raw[i] = raw[i].or(first);
                }
                bold.extend(words.match_indices("**").map(|(i, _)| (place.start + i, None)).filter(|(at, _)| !text.is_escaped(*at)));
            }
            _ => {}
        }
    }
    let strays = ["**", "~~"].into_iter().zip(&strays).filter_map(|(mark, strays)| Some((mark, first_stray(strays)?)));
    found.extend(strays.map(|(mark, at)| (at, PageFault::StrayEmphasis { mark: mark.into() }.into())));
    for (mark, at) in MARKS.iter().zip(raw) {
        found.extend(at.map(|at| (at, PageFault::StrayEmphasis { mark: (*mark).into() }.into())));
    }
    if let Some(range) = crossed(bold) {
        let words = short(source.get(range.start + 2..range.end).unwrap_or_default(), 20);
        found.push((range.start, PageFault::MisplacedEmphasis { words }.into()));
    }
}

fn lost_mark(mark: &str) -> PageFault {
    match mark {
        BLANK => PageFault::SwallowedBlank,
        mark => PageFault::SwallowedMarks { mark: mark.into() },
    }
}

/// The mark that was meant as itself where an element begins.
fn swallowed(event: &Event, place: &Range<usize>, source: &str) -> Option<&'static str> {
    let is = |mark: &str| starts(source, place.start, mark);
    let between = || is_product(source, place.start, place.end);
    match event {
        Event::Start(Tag::Strong | Tag::Emphasis) if is_blank(source, place) => Some(BLANK),
        Event::Start(Tag::Strong) if !is("**") && is_name(source.get(place.clone())?) => Some("__"),
        Event::Start(Tag::Strikethrough) if is("~~") && between() => Some("~~"),
        Event::Start(Tag::Emphasis) if is("_") && is_file(source, place) => Some("_"),
        Event::Start(Tag::Emphasis) if is("*") && between() => Some("*"),
        _ => None,
    }
}

/// Where words are bold that stand between two others that were meant. Bold text does not hold bold text, so the first mark and the second
/// belong together, the third and the fourth, and so on.
fn crossed(mut bold: Vec<(usize, Option<usize>)>) -> Option<Range<usize>> {
    bold.sort_unstable();
    bold.chunks(2).find_map(|pair| match pair {
        [(open, Some(close)), (next, _)] if close != next => Some((*open).min(*close)..(*open).max(*close)),
        [(_, None), (open, Some(close))] => Some((*open).min(*close)..(*open).max(*close)),
        _ => None,
    })
}

/// No name of a program is longer; what is is not looked through, for emphasis may stand in emphasis.
const LONGEST: usize = 64;

/// What begins emphasis and was meant as a place to write in.
const BLANK: &str = "___";

const MARKS: [&str; 3] = ["==", "_", "*"];

fn starts(source: &str, at: usize, mark: &str) -> bool {
    source.get(at..).is_some_and(|s| s.starts_with(mark))
}

/// The first place where a mark of one character, or `==`, is seen that was meant as one: where it stands around words in Chinese.
fn raw_mark(words: &str, mark: &str, escaped: impl Fn(usize) -> bool) -> Option<usize> {
    let places = words.match_indices(mark).map(|(at, _)| at).filter(|at| !escaped(*at));
    let before = |at: usize| words.get(..at).and_then(|t| t.chars().next_back());
    let after = |at: usize| words.get(at + mark.len()..).and_then(|t| t.chars().next());
    let wide = |c: Option<char>| c.is_some_and(|c| is_han(c) || matches!(c, '“' | '”' | '‘' | '’' | '…' | '—'));
    // A longer run of the same character is another mark.
    let single = |at: &usize| before(*at) != mark.chars().next() && after(*at) != mark.chars().next();
    let mut places = places.filter(single);
    // `张*、李*` hides names
    let opens = |at: usize| {
        after(at).is_some_and(|c| !stray::ends(c)) && wide(after(at)) || (wide(before(at)) && after(at).is_some_and(char::is_alphanumeric))
    };
    let closes = |at: usize| wide(before(at)) || (wide(after(at)) && before(at).is_some_and(char::is_alphanumeric));
    let open = places.by_ref().find(|at| opens(*at))?;
    places.any(closes).then_some(open)
}

/// `____是首都，位于____。`: four `_` or more in a row are a place to write in, and no emphasis; so are three around more than plain words.
fn is_blank(source: &str, place: &Range<usize>) -> bool {
    let before = tail(source.get(..place.start).unwrap_or_default(), 8).bytes().rev().take_while(|b| *b == b'_').count();
    let after = head(source.get(place.start..).unwrap_or_default(), 8).bytes().take_while(|b| *b == b'_').count();
    let words = || head(source.get(place.clone()).unwrap_or_default(), 200).trim_matches('_');
    after > 0 && (before + after > 3 || (before + after == 3 && words().contains(|c: char| !c.is_alphanumeric() && c != ' ')))
}

/// `__init__`: a name of a program, not bold words.
fn is_name(strong: &str) -> bool {
    let inner = strong.strip_prefix("__").and_then(|s| s.strip_suffix("__"));
    inner.is_some_and(|name| {
        !name.is_empty() && name.len() <= LONGEST && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    })
}

/// `文件 _config_`, `变量_a_b_`: in Chinese text, a name of a program that begins and ends with `_`. `术语 _em_ 两种` is emphasis.
fn is_file(source: &str, place: &Range<usize>) -> bool {
    let inner = source.get(place.clone()).and_then(|s| s.strip_prefix('_')).and_then(|s| s.strip_suffix('_'));
    let part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-' | '.');
    let Some(name) = inner.filter(|n| n.len() <= LONGEST && n.chars().all(part)) else { return false };
    let before = tail(source.get(..place.start).unwrap_or_default(), 16).trim_end_matches(' ');
    let after = head(source.get(place.end..).unwrap_or_default(), 16).trim_start_matches(' ');
    let kinds =
        ["文件", "文件夹", "目录", "变量", "函数", "字段", "参数", "模块", "方法", "属性", "路径", "配置", "列", "表", "名为", "叫"];
    let named = kinds.iter().any(|kind| before.ends_with(kind) || after.starts_with(kind));
    let made = name.contains(|c: char| !c.is_ascii_lowercase()) && (before.ends_with(is_han) || after.starts_with(is_han));
    named || made
}

/// `2*3*4`, `3~~5 … 7~~9`: digits or letters right before and after both marks.
fn is_product(source: &str, start: usize, end: usize) -> bool {
    let near = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == ')');
    let before = near(source.get(..start).and_then(|t| t.chars().next_back()));
    let after = source.get(end..).and_then(|t| t.chars().next()).is_some_and(|c| c.is_ascii_alphanumeric() || c == '(');
    before && after
}
