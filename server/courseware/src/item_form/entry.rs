//! The entries of an answer: options, steps, accepted answers, rows of a table.

use crate::markdown::{Block, Doc, Ev, children, inside};
use pulldown_cmark::{Event, Tag};
use std::ops::Range;
use zhixing_domain::{question::Kind, workshop::item_form::FormRow};

/// An entry in the text, without the line end behind it.
#[derive(Debug)]
pub(super) struct Entry {
    pub place: Range<usize>,
    /// What stands between the brackets of its box.
    pub tick: Option<Range<usize>>,
    pub cells: Vec<Cell>,
    marked: bool,
}

/// What the form shows of it.
#[derive(Debug)]
pub(super) struct Cell {
    pub place: Range<usize>,
    pub shown: String,
}

impl Entry {
    pub fn row(&self) -> FormRow {
        FormRow { marked: self.marked, cells: self.cells.iter().map(|cell| cell.shown.clone()).collect() }
    }
}

pub(super) fn all(kind: Kind, doc: &Doc, block: &Block) -> Vec<Entry> {
    match kind {
        Kind::Numeric | Kind::Short => fenced(doc.text, block),
        Kind::Matching | Kind::Essay => rows(doc.text, block),
        _ => listed(doc, block),
    }
}

/// Lines of a text with their places, without their line ends.
fn lines(text: &str, place: Range<usize>) -> Vec<(usize, &str)> {
    let mut at = place.start;
    let of = |line: &'_ str| {
        let start = at;
        at += line.len();
        start
    };
    let all = text.get(place).unwrap_or_default().split_inclusive('\n');
    let starts: Vec<usize> = all.clone().map(of).collect();
    starts.into_iter().zip(all.map(|line| line.trim_end_matches('\n'))).collect()
}

/// The trimmed part of what begins at `start`.
fn trimmed(start: usize, text: &str) -> Range<usize> {
    let from = start + text.len() - text.trim_start().len();
    from..from + text.trim().len()
}

/// The accepted answers of a fence; its first line and, where it is closed, its last are the fence.
fn fenced(text: &str, block: &Block) -> Vec<Entry> {
    let inner = lines(text, block.text.clone()).into_iter().skip(1);
    let answers = inner.filter(|(_, line)| !line.trim().is_empty() && !line.trim().starts_with("```") && !line.trim().starts_with("~~~"));
    let entry = |(start, line): (usize, &str)| {
        let place = trimmed(start, line);
        let cell = Cell { place: place.clone(), shown: line.trim().to_string() };
        Entry { place, tick: None, cells: vec![cell], marked: false }
    };
    answers.map(entry).collect()
}

/// The rows below the head of a table.
fn rows(text: &str, block: &Block) -> Vec<Entry> {
    let body = lines(text, block.text.clone()).into_iter().skip(2).filter(|(_, line)| !line.trim().is_empty());
    body.map(|(start, line)| Entry { place: start..start + line.trim_end().len(), tick: None, cells: cells(start, line), marked: false })
        .collect()
}

fn cells(start: usize, line: &str) -> Vec<Cell> {
    let own = trimmed(0, line);
    let mut bars: Vec<usize> =
        line.match_indices('|').map(|(at, _)| at).filter(|at| !line.get(..*at).is_some_and(|l| l.ends_with('\\'))).collect();
    if bars.first() != Some(&own.start) {
        bars.insert(0, own.start);
    }
    if bars.last() != Some(&own.end.saturating_sub(1)) {
        bars.push(own.end);
    }
    let after = |bar: usize| if line.get(bar..).is_some_and(|rest| rest.starts_with('|')) { bar + 1 } else { bar };
    let cell = |pair: &[usize]| {
        let [from, to] = pair else { return None };
        let text = line.get(after(*from)..*to)?;
        Some(Cell { place: trimmed(start + after(*from), text), shown: text.trim().replace("\\|", "|") })
    };
    bars.windows(2).filter_map(cell).collect()
}

fn listed(doc: &Doc, block: &Block) -> Vec<Entry> {
    children(inside(doc.slice(block.events.clone()))).into_iter().filter_map(|item| listed_one(doc.text, item)).collect()
}

/// An entry of a list: the form shows its first paragraph on one line.
fn listed_one(text: &str, item: &[Ev]) -> Option<Entry> {
    let place = item.first()?.1.clone();
    let place = place.start..place.start + text.get(place)?.trim_end().len();
    let tick = item.iter().find_map(|(event, at)| match event {
        Event::TaskListMarker(done) => Some((*done, at.start)),
        _ => None,
    });
    let start = match tick {
        Some((_, at)) => at + text.get(at..)?.find(']')? + 1,
        None => place.start + marker(text.get(place.clone())?),
    };
    let start = start + text.get(start..)?.len() - text.get(start..)?.trim_start_matches([' ', '\t']).len();
    let end = words_end(text, start, &children(inside(item)));
    let end = start + text.get(start..end.max(start))?.trim_end().len();
    let cell = Cell { place: start..end, shown: on_a_line(text.get(start..end)?) };
    let ticked = tick.and_then(|(_, at)| Some(at + 1..at + text.get(at..)?.find(']')?));
    Some(Entry { place, tick: ticked, cells: vec![cell], marked: tick.is_some_and(|(done, _)| done) })
}

/// Where the first paragraph of an entry ends, or its first line where it begins with another block.
fn words_end(text: &str, start: usize, parts: &[&[Ev]]) -> usize {
    let firsts = || parts.iter().filter_map(|part| part.first());
    match firsts().next() {
        Some((Event::Start(Tag::Paragraph), at)) => at.end,
        _ => firsts()
            .take_while(|(event, _)| !is_block(event))
            .last()
            .map_or_else(|| start + text.get(start..).and_then(|rest| rest.lines().next()).map_or(0, str::len), |(_, at)| at.end),
    }
}

/// How long the sign of an entry is, a bullet or a number.
pub(super) fn marker(entry: &str) -> usize {
    let digits = entry.len() - entry.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    (digits + 1).min(entry.len())
}

const fn is_block(event: &Event) -> bool {
    use Tag::{BlockQuote, CodeBlock, Heading, HtmlBlock, List, Paragraph, Table};
    match event {
        Event::Start(start) => matches!(start, BlockQuote(_) | CodeBlock(_) | Heading { .. } | HtmlBlock | List(_) | Paragraph | Table(_)),
        Event::Rule => true,
        _ => false,
    }
}

/// Lines as one: between Chinese words nothing stands.
fn on_a_line(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines().map(str::trim) {
        let wide = |c: Option<char>| c.is_none_or(|c| !c.is_ascii());
        if !(out.is_empty() || wide(out.chars().next_back()) && wide(line.chars().next())) {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}
