//! A paper in a document of a word processor. Its paragraphs are lines, with the numbers that the program counts by itself; what is no plain word (pictures,
//! formulas, indices) stands in them as one character each until the items are made.
//!
//! Never here: what a line means. Start at [`read`].

mod lines;
mod numbers;
#[cfg(test)]
mod tests;

use super::words;
use crate::{BankNote, Bundle, Import, ReadItem, pictures::Pictures, xml};
use lines::Reader;
use std::collections::BTreeMap;

/// The first of the characters that stand for what is no word: nobody writes them.
const FIRST: char = '\u{f0000}';
/// The most of them.
const MOST: usize = 60_000;

/// What a character stands for.
#[derive(Clone, Debug, PartialEq)]
struct Piece {
    markdown: String,
    /// Where Markdown has no place.
    plain: String,
    /// A paragraph of its own within a stem.
    apart: bool,
}

/// Reads the items of a document; nothing where it has none.
///
/// # Errors
/// It is damaged.
pub(crate) fn read(source: &str, bundle: &Bundle) -> Result<Option<Import>, BankNote> {
    let part = |path: &str| match bundle.0.get(path) {
        Some(bytes) => {
            std::str::from_utf8(bytes).map_err(|_| words::no_document()).and_then(|text| xml::read(text.trim_start_matches('\u{feff}')))
        }
        None => Ok(xml::Node::default()),
    };
    let document = part("word/document.xml")?;
    let mut reader = Reader {
        bundle,
        targets: targets(&part("word/_rels/document.xml.rels")?),
        numbers: numbers::Numbers::of(&part("word/numbering.xml")?),
        pictures: Pictures::default(),
        pieces: vec![],
        out: String::new(),
        losses: lines::Losses::default(),
    };
    document.child("body").into_iter().flat_map(|body| &body.children).for_each(|block| reader.block(block));
    if !super::is(&reader.out) {
        return Ok(None);
    }
    let mut import = super::read(source, &reader.out);
    for read in &mut import.items {
        if let ReadItem::Item { item, .. } = read {
            item.each_text(&mut |text, is_markdown, may_part| *text = filled(text, &reader.pieces, is_markdown, may_part));
        }
    }
    import.pictures = reader.pictures.found;
    import.losses.extend(reader.losses.told());
    Ok(Some(import))
}

/// Where each relation leads within the document.
fn targets(root: &xml::Node) -> BTreeMap<String, String> {
    let target = |node: &xml::Node| {
        let to = node.attribute("Target").filter(|_| node.attribute("TargetMode") != Some("External"))?;
        Some((node.attribute("Id")?.to_string(), format!("word/{}", to.trim_start_matches("/word/"))))
    };
    root.all("Relationship").filter_map(target).collect()
}

/// A text with what its characters stand for.
fn filled(text: &str, pieces: &[Piece], is_markdown: bool, may_part: bool) -> String {
    if !text.contains(|c| c >= FIRST) {
        return text.into();
    }
    let (mut out, mut parted) = (String::with_capacity(text.len()), false);
    for c in text.chars() {
        let place = u32::from(c).checked_sub(u32::from(FIRST)).and_then(|place| usize::try_from(place).ok());
        match place.and_then(|place| pieces.get(place)) {
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
