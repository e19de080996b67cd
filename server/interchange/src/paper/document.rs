//! A paper in a document of a word processor. Its paragraphs are lines, with the numbers that the program counts by itself; what is no plain word (pictures,
//! formulas, indices) stands in them as one character each until the items are made.
//!
//! Never here: what a line means. Start at [`read`].

mod lines;
mod numbers;
#[cfg(test)]
mod tests;

use super::words;
use crate::{
    BankNote, Bundle, Import, ReadItem,
    bound::{self, Budget},
    pictures::Pictures,
    xml,
};
use lines::Reader;
use std::collections::BTreeMap;

/// The first of the characters that stand for what is no word: nobody writes them.
const FIRST: char = '\u{f0000}';
/// The most of them.
const MOST: usize = 60_000;
/// The most bytes of all lines and of what stands in them.
const LONGEST: usize = 4 << 20;

/// What a character stands for.
#[derive(Clone, Debug, PartialEq)]
struct Piece {
    markdown: String,
    /// Where Markdown has no place.
    plain: String,
    /// A paragraph of its own within a stem.
    apart: bool,
}

impl Piece {
    fn bytes(&self) -> usize {
        self.markdown.len() + self.plain.len()
    }
}

/// Reads the items of a document; nothing where it has none.
///
/// # Errors
/// It is damaged, or too long.
pub(crate) fn read(source: &str, bundle: &Bundle, budget: &mut Budget) -> Result<Option<Import>, BankNote> {
    let document = part(bundle, "word/document.xml")?;
    let mut reader = Reader {
        bundle,
        targets: targets(&part(bundle, "word/_rels/document.xml.rels")?),
        numbers: numbers::Numbers::of(&part(bundle, "word/numbering.xml")?, &part(bundle, "word/styles.xml")?),
        pictures: Pictures::default(),
        pieces: vec![],
        out: String::new(),
        left: LONGEST,
        losses: lines::Losses::default(),
    };
    document.child("body").into_iter().flat_map(|body| &body.children).for_each(|block| reader.block(block));
    if reader.left == 0 {
        return Err(words::long_document());
    }
    if !super::is(&reader.out) {
        return Ok(None);
    }
    let mut import = super::read(source, &reader.out);
    import.items.iter_mut().for_each(|read| fill(read, &reader.pieces, budget));
    import.pictures = reader.pictures.found;
    import.losses.extend(reader.losses.told());
    Ok(Some(import))
}

/// A part of a document; an empty one where there is none.
fn part(bundle: &Bundle, path: &str) -> Result<xml::Node, BankNote> {
    let Some(bytes) = bundle.0.get(path) else { return Ok(xml::Node::default()) };
    let text = std::str::from_utf8(bytes).map_err(|_| words::no_document())?;
    xml::read(text.trim_start_matches('\u{feff}'))
}

/// Where each relation leads within the document.
fn targets(root: &xml::Node) -> BTreeMap<String, String> {
    let target = |node: &xml::Node| {
        let to = node.attribute("Target").filter(|_| node.attribute("TargetMode") != Some("External"))?;
        Some((node.attribute("Id")?.to_string(), format!("word/{}", to.trim_start_matches("/word/"))))
    };
    root.all("Relationship").filter_map(target).collect()
}

/// An item with what the characters in it stand for: a fault where that is too much, for words that belong to several items name it again and again.
fn fill(read: &mut ReadItem, pieces: &[Piece], budget: &mut Budget) {
    let ReadItem::Item { item, .. } = read else { return };
    let (line, mut fits) = (item.line, true);
    item.each_text(&mut |text, is_markdown, may_part| {
        fits = fits && budget.spend(text.chars().filter_map(|c| piece(c, pieces)).map(Piece::bytes).sum());
        if fits {
            *text = filled(text, pieces, is_markdown, may_part);
        }
    });
    if !fits {
        *read = ReadItem::Fault(bound::too_much(line));
    }
}

/// What a character stands for.
fn piece(c: char, pieces: &[Piece]) -> Option<&Piece> {
    let place = u32::from(c).checked_sub(u32::from(FIRST))?;
    pieces.get(usize::try_from(place).ok()?)
}

fn filled(text: &str, pieces: &[Piece], is_markdown: bool, may_part: bool) -> String {
    let (mut out, mut parted) = (String::with_capacity(text.len()), false);
    for c in text.chars() {
        match piece(c, pieces) {
            Some(piece) if is_markdown && may_part && piece.apart => {
                out.truncate(out.trim_end().len());
                out.push_str(if out.is_empty() { "" } else { "\n\n" });
                out.push_str(&piece.markdown);
                parted = true;
            }
            Some(piece) => out.push_str(if is_markdown { &piece.markdown } else { &piece.plain }),
            None if parted && c.is_whitespace() => {}
            None => {
                out.push_str(if parted { "\n\n" } else { "" });
                out.push(c);
                parted = false;
            }
        }
    }
    out
}
