//! Markdown to events with their places, and to the blocks that stand at the top.
//!
//! Never here: HTML. Start at [`Doc`].

mod attributes;

use crate::text::Lines;
pub(crate) use attributes::Attributes;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TextMergeWithOffset};
use std::{collections::BTreeMap, ops::Range};
use zhixing_domain::text::plain::{lowered, raised};

/// An event and its place in the text.
pub(crate) type Ev<'t> = (Event<'t>, Range<usize>);

/// A parsed text.
pub(crate) struct Doc<'t> {
    pub text: &'t str,
    pub lines: Lines,
    pub events: Vec<Ev<'t>>,
    /// Definitions `[label]: address` that nothing refers to: they vanish. Their places.
    pub unused: Vec<usize>,
}

/// What stands at the top of a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    Heading(u8),
    Rule,
    /// The label.
    Note(String),
    /// A quote that is no callout.
    Quote,
    /// Whether it is numbered.
    List(bool),
    /// How many columns.
    Table(usize),
    /// The info string of a fenced block.
    Code(String),
    Other,
}

/// A block at the top: its events by place in [`Doc::events`], and its text.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    pub kind: Kind,
    pub events: Range<usize>,
    pub text: Range<usize>,
}

pub(crate) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
}

impl<'t> Doc<'t> {
    pub fn parse(text: &'t str) -> Self {
        let parser = Parser::new_ext(text, options());
        let folded = |label: &str| label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let mut definitions: BTreeMap<String, usize> =
            parser.reference_definitions().iter().map(|(label, definition)| (folded(label), definition.span.start)).collect();
        let events: Vec<Ev> = TextMergeWithOffset::new(parser.into_offset_iter()).collect();
        for (event, _) in &events {
            if let Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) = event {
                definitions.remove(&folded(id));
            }
        }
        Self { text, lines: Lines::of(text), events, unused: definitions.into_values().collect() }
    }

    /// The blocks at the top, in order.
    pub fn blocks(&self) -> Vec<Block> {
        let mut blocks = vec![];
        let mut at = 0;
        while let Some((_, text)) = self.events.get(at) {
            let end = end_of(&self.events, at);
            blocks.push(Block { kind: kind(self.slice(at..end)), events: at..end, text: text.clone() });
            at = end;
        }
        blocks
    }

    /// The blocks at the top that are more than a comment.
    pub fn written(&self) -> Vec<Block> {
        let mut blocks = self.blocks();
        blocks.retain(|block| !self.is_comment(block));
        blocks
    }

    /// Whether a block is nothing but comments.
    pub fn is_comment(&self, block: &Block) -> bool {
        block.kind == Kind::Other && is_comment(self.text.get(block.text.clone()).unwrap_or_default())
    }

    /// The line, from 1, of a place in the text.
    pub fn line(&self, at: usize) -> usize {
        self.lines.line(at)
    }

    pub fn slice(&self, events: Range<usize>) -> &[Ev<'t>] {
        self.events.get(events).unwrap_or_default()
    }
}

fn is_comment(text: &str) -> bool {
    let mut rest = text.trim();
    while let Some((_, after)) = rest.strip_prefix("<!--").and_then(|inner| inner.split_once("-->")) {
        rest = after.trim_start();
    }
    rest.is_empty()
}

/// The place after the end of what starts at `at`.
pub(crate) fn end_of(events: &[Ev], at: usize) -> usize {
    let mut depth = 0usize;
    for (i, (event, _)) in events.iter().enumerate().skip(at) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return i + 1;
        }
    }
    events.len()
}

/// The events within the element that `events` is.
pub(crate) fn inside<'e, 't>(events: &'e [Ev<'t>]) -> &'e [Ev<'t>] {
    match events {
        [_, inner @ .., _] => inner,
        _ => &[],
    }
}

/// The elements that stand side by side in `events`.
pub(crate) fn children<'e, 't>(events: &'e [Ev<'t>]) -> Vec<&'e [Ev<'t>]> {
    let mut parts = vec![];
    let mut at = 0;
    while at < events.len() {
        let end = end_of(events, at);
        parts.push(events.get(at..end).unwrap_or_default());
        at = end;
    }
    parts
}

type Letters = fn(&str) -> String;

/// The words of inline events, without marks; raised and lowered ones in letters of their own, `x²`.
pub(crate) fn plain(events: &[Ev]) -> String {
    let mut text = String::new();
    // Where the small words begin that are open, and what becomes of them.
    let mut small: Option<(usize, Letters)> = None;
    for (event, _) in events {
        match event {
            Event::InlineHtml(tag) => match tag.as_ref() {
                "<sup>" => small = Some((text.len(), raised)),
                "<sub>" => small = Some((text.len(), lowered)),
                "</sup>" | "</sub>" => {
                    if let Some((at, letters)) = small.take() {
                        let words = text.split_off(at);
                        text.push_str(&letters(&words));
                    }
                }
                _ => {}
            },
            Event::Text(t) | Event::Code(t) | Event::InlineMath(t) | Event::DisplayMath(t) => text.push_str(t),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text.trim().to_string()
}

pub(crate) fn level(level: HeadingLevel) -> u8 {
    level as u8
}

/// Whether events are a quote that is no callout and no fold.
pub(crate) fn is_quote(events: &[Ev]) -> bool {
    matches!(events.first(), Some((Event::Start(Tag::BlockQuote(None)), _))) && fold_title(events).is_none()
}

/// Where in the first text of a quote the title of a fold begins, if the quote is one: it begins with `[!FOLD]`.
pub(crate) fn fold_title(quote: &[Ev]) -> Option<usize> {
    let [(Event::Start(Tag::BlockQuote(None)), _), (Event::Start(Tag::Paragraph), _), (Event::Text(text), _), ..] = quote else {
        return None;
    };
    let rest = text.get(..MARK.len()).filter(|mark| mark.eq_ignore_ascii_case(MARK)).and_then(|_| text.get(MARK.len()..))?;
    Some(text.len() - rest.trim_start().len())
}

const MARK: &str = "[!FOLD]";

fn kind(events: &[Ev]) -> Kind {
    let Some((event, _)) = events.first() else { return Kind::Other };
    match event {
        Event::Start(Tag::Heading { level: l, .. }) => Kind::Heading(level(*l)),
        Event::Start(Tag::FootnoteDefinition(label)) => Kind::Note(label.to_string()),
        Event::Start(Tag::BlockQuote(None)) if is_quote(events) => Kind::Quote,
        Event::Start(Tag::List(start)) => Kind::List(start.is_some()),
        Event::Start(Tag::Table(columns)) => Kind::Table(columns.len()),
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => Kind::Code(language(info)),
        Event::Rule => Kind::Rule,
        _ => Kind::Other,
    }
}

/// The first word of the info string.
pub(crate) fn language(info: &CowStr) -> String {
    info.split_whitespace().next().unwrap_or_default().to_string()
}
