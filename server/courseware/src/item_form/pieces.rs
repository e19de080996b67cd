//! Where in the text of an item stands what a form shows.

use super::entry::{self, Entry};
use crate::{
    markdown::{Attributes, Block, Doc, Kind as BlockKind},
    problem::Log,
    question::gap,
};
use std::ops::Range;
use zhixing_domain::{lang::Lang, question::Kind};

pub(super) struct Pieces<'t> {
    pub text: &'t str,
    pub attributes: Attributes,
    /// The words of the heading.
    pub head: Range<usize>,
    /// What belongs to the question and stands below the heading; empty behind it where nothing does.
    pub body: Range<usize>,
    pub entries: Vec<Entry>,
    /// The quotes at the end.
    pub why: Option<Range<usize>>,
}

impl<'t> Pieces<'t> {
    /// Nothing where the answer is not there, or no answer of the type.
    pub fn of(kind: Kind, text: &'t str) -> Option<Self> {
        let doc = Doc::parse(text);
        let mut blocks = doc.written();
        let heading = if blocks.is_empty() { None } else { Some(blocks.remove(0)) }?;
        let explains = |b: &&Block| b.kind == BlockKind::Quote && !gap::is_in(text.get(b.text.clone()).unwrap_or_default());
        let quotes = blocks.split_off(blocks.len() - blocks.iter().rev().take_while(explains).count());
        let why = around(text, &quotes);
        let answer = match kind {
            Kind::Cloze => None,
            _ => Some(blocks.split_off(blocks.iter().rposition(|block| answers(kind, &block.kind))?).into_iter().next()?),
        };
        let line = text.lines().next().unwrap_or_default();
        let below = heading.text.start + text.get(heading.text.clone())?.trim_end().len();
        let entries = answer.map(|block| entry::all(kind, &doc, &block)).unwrap_or_default();
        if entries.is_empty() && kind != Kind::Cloze {
            return None;
        }
        Some(Self {
            text,
            attributes: Attributes::read(line, 1, &mut Log::new("", Lang::Zh)),
            head: head(line),
            body: around(text, &blocks).unwrap_or(below..below),
            entries,
            why,
        })
    }

    pub fn get(&self, place: &Range<usize>) -> &'t str {
        self.text.get(place.clone()).unwrap_or_default()
    }

    /// The question as the form has it: what stands below its first line is set apart from it by a blank one.
    pub fn stem(&self) -> String {
        let [head, body] = [self.get(&self.head), self.get(&self.body)];
        if body.is_empty() { head.to_string() } else { format!("{head}\n\n{body}") }
    }

    /// The explanation without the signs of a quote.
    pub fn explanation(&self) -> String {
        let bare = |line: &str| {
            let line = line.trim_start();
            line.strip_prefix('>').map_or(line, |line| line.strip_prefix(' ').unwrap_or(line)).trim_end().to_string()
        };
        let why = self.why.as_ref().map(|why| self.get(why)).unwrap_or_default();
        why.lines().map(bare).collect::<Vec<_>>().join("\n")
    }
}

fn answers(kind: Kind, block: &BlockKind) -> bool {
    match kind {
        Kind::Single | Kind::Multiple | Kind::TrueFalse => matches!(block, BlockKind::List(_)),
        Kind::Ordering => matches!(block, BlockKind::List(true)),
        Kind::Numeric | Kind::Short => matches!(block, BlockKind::Code(language) if language == "answer"),
        Kind::Matching | Kind::Essay => matches!(block, BlockKind::Table(_)),
        Kind::Cloze => false,
    }
}

/// From the first to the last of blocks that stand one behind the other.
fn around(text: &str, blocks: &[Block]) -> Option<Range<usize>> {
    let (start, end) = (blocks.first()?.text.start, blocks.last()?.text.end);
    Some(start..start + text.get(start..end)?.trim_end().len())
}

/// The words of a heading's line, before its attributes.
fn head(line: &str) -> Range<usize> {
    let marks = line.trim_start().trim_start_matches('#').trim_start();
    let start = line.len() - marks.len();
    let bare = line.trim_end().trim_end_matches('#').trim_end();
    let end = bare.strip_suffix('}').and_then(|inner| inner.rfind('{')).unwrap_or(bare.len()).max(start);
    start..start + line.get(start..end).unwrap_or_default().trim_end().len()
}
