//! What Markdown swallows or shows raw: marks that were meant to mean something, in one pass over the events of a text.
//!
//! Never here: what the writer itself cannot show (`render`). Start at [`all`]; a fault comes with its place in the text.

mod block;
mod emphasis;
mod foreign;
mod formula;
mod heading;
mod line;
mod link;
mod list;
mod lost;
mod margin;
mod marks;
mod path;
mod quiz;
mod quote;
mod stray;
mod table;
mod wide;

use crate::{
    markdown::Ev,
    problem::{AreaFault, Words},
};
pub(crate) use block::titled_callout;
pub(crate) use heading::is_item;
pub(crate) use marks::wiki as is_wiki;
use pulldown_cmark::{Event, Tag, TagEnd};
pub(crate) use quiz::is_box;
use std::ops::Range;
pub(crate) use table::row as table_row;

pub(crate) type Found = Vec<(usize, AreaFault)>;

/// What is looked at.
#[derive(Clone, Copy)]
struct Text<'a> {
    source: &'a str,
    /// An item, which stands by itself.
    alone: bool,
}

impl Text<'_> {
    /// Whether an author took the meaning of the mark at this place away.
    fn is_escaped(&self, at: usize) -> bool {
        self.source.get(..at).is_some_and(|before| before.bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1)
    }
}

/// The beginning of a text, at most so many bytes: what is near is looked at, so that many marks on one line cost no more than their number.
pub(crate) fn head(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// The end of a text, likewise.
fn tail(text: &str, most: usize) -> &str {
    let mut start = text.len().saturating_sub(most);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..).unwrap_or_default()
}

/// What another tool understands and this one does not.
struct Construct {
    what: Words,
    advice: Words,
}

const fn construct(what: (&'static str, &'static str), advice: (&'static str, &'static str)) -> Construct {
    Construct { what: Words { zh: what.0, en: what.1 }, advice: Words { zh: advice.0, en: advice.1 } }
}

/// Looks through the events of a text that was parsed from `source`.
pub(crate) fn all(events: &[Ev], source: &str, alone: bool) -> Found {
    let text = Text { source, alone };
    let mut found = vec![];
    let (mut run, mut columns, mut depth) = (0, 0, 0usize);
    let mut numbers = lost::Numbers::default();
    for (at, (event, place)) in events.iter().enumerate() {
        if let Event::Html(html) | Event::InlineHtml(html) = event {
            found.extend(line::include(html).map(|fault| (place.start, fault)));
        }
        if !is_block(event) {
            continue;
        }
        if !matches!(event, Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock)) {
            within(events, run..at, text, &mut found);
        }
        run = at + 1;
        found.extend(numbers.look(event, place, text));
        match event {
            Event::Start(Tag::Table(all)) => (columns, _) = (all.len(), found.extend(table::empty(events.get(at..).unwrap_or_default()))),
            Event::Start(Tag::TableHead | Tag::TableRow) => found.extend(table::row(source, place.clone(), columns)),
            Event::Start(Tag::CodeBlock(kind)) => found.extend(block::code(kind, events.get(at + 1), source, place)),
            Event::Start(Tag::Heading { .. }) => {
                let matter = block::matter(source, place);
                found.extend(matter.or_else(|| lost::underlined(text, place)));
                found.extend(block::item(text, place).filter(|_| alone || depth > 0));
            }
            Event::Start(Tag::BlockQuote(_)) => {
                found.extend(quote::comparison(text, place));
                depth += 1;
            }
            Event::Start(Tag::Item) => depth += 1,
            Event::End(TagEnd::Item | TagEnd::BlockQuote(_)) => depth = depth.saturating_sub(1),
            Event::Start(Tag::List(_)) => found.extend(block::quiz(events.get(..at + 4).unwrap_or(events), at, text)),
            _ => {}
        }
    }
    within(events, run..events.len(), text, &mut found);
    found
}

/// Whether an event stands around lines of text and not within one.
fn is_block(event: &Event) -> bool {
    match event {
        Event::Start(tag) => !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }),
        Event::End(tag) => !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image),
        Event::Rule => true,
        _ => false,
    }
}

/// The events of one run of lines: a paragraph, a heading, a cell, a short entry.
fn within(events: &[Ev], run: Range<usize>, text: Text, found: &mut Found) {
    let before = events.get(..run.start).unwrap_or_default();
    let entry =
        matches!(before, [.., (Event::Start(Tag::Item), _)] | [.., (Event::Start(Tag::Item), _), (Event::Start(Tag::Paragraph), _)]);
    let run = events.get(run).unwrap_or_default();
    if run.is_empty() {
        return;
    }
    line::starts(run, entry, text, found);
    foreign::words(run, text, found);
    emphasis::pairs(run, text, found);
    path::all(run, text, found);
}
