//! Papers as people paste them: 题干, options, 答案, 解析, with numbers or with words before each.
//!
//! `line` says what a line is by itself; `reader` and `key` make drafts of lines (`start` where one begins), `item` items of drafts. Where two readings are possible the item stays
//! out: a wrong key is never taken. Files of a word processor become such lines in [`document`]. Start at [`read`].

mod above;
mod ahead;
mod answer;
mod before;
mod bracket;
pub(crate) mod document;
mod draft;
mod gaps;
mod glyph;
mod item;
mod key;
mod kind;
mod label;
mod line;
mod number;
mod option;
mod passage;
mod reader;
mod start;
mod table;
#[cfg(test)]
mod tests;
mod words;

use crate::{ForeignKey, Import, ReadItem, text::clean};
pub(crate) use answer::{Room, Unclear, chosen, is_lettered, judged, lettered, opposites, room, truth};
use draft::Draft;
pub(crate) use gaps::{cloze, parts};
pub(crate) use glyph::{half, narrow};
use line::Said;
use reader::Reader;

/// Whether a text looks like such a paper.
pub(crate) fn is(text: &str) -> bool {
    let top: String = text.lines().take(400).collect::<Vec<_>>().join("\n");
    let top = before::behind(&top);
    let lines = line::all(&top);
    let has = |wanted: fn(&Said) -> bool| lines.iter().any(|line| wanted(&line.said));
    let answered = has(|said| matches!(said, Said::Answer(_))) || top.contains("正确答案") || top.contains("故选");
    let listed = || lines.iter().any(|line| line.options.is_some() || matches!(line.said, Said::Section(_) | Said::Options(_)));
    (text.contains(['答', '解', '题']) || text.contains("Answer")) && (answered || has(|said| matches!(said, Said::Number(_))) && listed())
}

/// Reads a paper.
pub(crate) fn read(source: &str, text: &str) -> Import {
    let text = clean(text);
    let text = before::behind(&text);
    let lines = above::below(line::all(&text));
    let mut reader = Reader::new(&lines);
    reader.run();
    let Reader { drafts, keyed, faults, losses, .. } = reader;
    let mut items: Vec<(usize, ReadItem)> = faults.into_iter().map(|note| (note.line, ReadItem::Fault(note))).collect();
    items.extend(drafts.into_iter().filter(|draft| !is_empty(draft)).map(|draft| (draft.line, read_item(draft, keyed))));
    items.sort_by_key(|(line, _)| *line);
    Import { source: source.into(), items: items.into_iter().map(|(_, item)| item).collect(), losses, ..Import::default() }
}

fn read_item(draft: Draft, keyed: bool) -> ReadItem {
    // as it was typed: in an item's stem each sign of a blank stands behind a backslash
    let blank = matches!(room(&draft.stem.join("\n")), Room::Blanks(_));
    match item::read(draft, keyed) {
        Ok(item) => {
            let filled = blank && matches!(item.key, ForeignKey::Short { .. });
            let losses = filled.then(|| words::one_blank(item.line)).into_iter().collect();
            ReadItem::Item { item: Box::new(item), losses }
        }
        Err(note) => ReadItem::Fault(note),
    }
}

/// A label alone, as `题型：` at the end of a paper, begins nothing.
fn is_empty(draft: &Draft) -> bool {
    let said = draft.number.is_some() || draft.answer.is_some() || draft.fault.is_some();
    !said && draft.stem.is_empty() && draft.options.is_empty() && draft.since.is_empty() && draft.explanation.is_empty()
}

pub(crate) fn difficulty(text: &str) -> Option<&'static str> {
    match text.trim() {
        "易" | "容易" | "简单" | "较易" | "easy" => Some("easy"),
        "中" | "中等" | "适中" | "一般" | "medium" => Some("medium"),
        "难" | "困难" | "较难" | "hard" => Some("hard"),
        _ => None,
    }
}

pub(crate) fn tags(text: &str) -> Vec<String> {
    text.split([',', '，', '、', ';', '；']).map(|t| t.trim().to_string()).filter(|t| !t.is_empty()).collect()
}
