//! Where the items of a text are: each is a heading of level 3 with attributes, up to the next heading of level 1 to 3, rule or footnote.

use crate::{
    markdown::{Attributes, Block, Doc, Kind},
    problem::{ItemFault, Log, PageFault, known},
    question::KEYS,
};
use std::ops::Range;
use zhixing_domain::{lang::Lang, question};

/// An item's text, not yet read.
pub(crate) struct Slice<'t> {
    pub id: Option<String>,
    /// The line in the text where it begins.
    pub line: usize,
    pub text: &'t str,
    /// Its blocks, and the rule that ends it.
    pub blocks: Range<usize>,
}

impl Slice<'_> {
    /// Its lines in the file of this log.
    pub fn lines(&self, log: &Log) -> Range<usize> {
        let first = log.file_line(self.line);
        first..first + self.text.lines().count()
    }
}

/// Finds the items; in a bank every heading of level 3 begins one.
pub(crate) fn items<'t>(doc: &Doc<'t>, blocks: &[Block], bank: bool, log: &mut Log) -> Vec<Slice<'t>> {
    let mut items = vec![];
    for at in &doc.unused {
        log.add(doc.line(*at), PageFault::UnusedDefinition);
    }
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        let start = at;
        at += 1;
        let Some(attributes) = heading(doc, block, bank, log) else { continue };
        while blocks.get(at).is_some_and(|b| !ends(&b.kind)) {
            at += 1;
        }
        let end = blocks.get(at).map_or(doc.text.len(), |b| b.text.start);
        if blocks.get(at).is_some_and(|b| b.kind == Kind::Rule) {
            at += 1;
        }
        let text = doc.text.get(block.text.start..end).unwrap_or_default();
        items.push(Slice { id: attributes.id, line: doc.line(block.text.start), text, blocks: start..at });
    }
    items
}

fn ends(kind: &Kind) -> bool {
    matches!(kind, Kind::Heading(1..=3) | Kind::Rule | Kind::Note(_))
}

/// The attributes of a heading that begins an item. The reader of the item names their faults; here only those of other headings.
fn heading(doc: &Doc, block: &Block, bank: bool, log: &mut Log) -> Option<Attributes> {
    let Kind::Heading(level) = block.kind else { return None };
    let source = doc.text.get(block.text.clone()).unwrap_or_default();
    let line = doc.line(block.text.start);
    let mut own = Log::new("", Lang::Zh);
    let attributes = Attributes::read(source.lines().next().unwrap_or_default(), 1, &mut own);
    let typed = attributes.classes.iter().any(|c| question::Kind::from_code(c).is_some());
    let item_like = !attributes.classes.is_empty() || attributes.pairs.iter().any(|(key, _)| KEYS.contains(&key.as_str()));
    if level == 3 && (bank || item_like) {
        return Some(attributes);
    }
    if typed {
        log.add(line, ItemFault::WrongLevel { level: level.into() });
        return None;
    }
    if !own.problems.is_empty() {
        let _ = Attributes::read(source.lines().next().unwrap_or_default(), line, log);
    }
    let strangers = attributes.classes.iter().map(|c| format!(".{c}")).chain(attributes.pairs.iter().map(|(key, _)| key.clone()));
    for key in strangers {
        log.add(line, PageFault::UnknownAttribute { known: known(&key, ["#id"]), key });
    }
    None
}

/// The blocks between the items.
pub(crate) fn gaps(blocks: usize, slices: &[Slice]) -> Vec<Range<usize>> {
    let mut gaps = vec![];
    let mut at = 0;
    for slice in slices {
        gaps.push(at..slice.blocks.start);
        at = slice.blocks.end;
    }
    gaps.push(at..blocks);
    gaps
}
