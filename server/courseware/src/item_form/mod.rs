//! An item as a form has it, and the text of the item once the form is filled in: only what was changed is written, every other byte stays. Whether the
//! item is a good one is none of its business: the reader of the item says so.
//!
//! [`pieces`] finds what the form shows in the item's text, [`write`] puts the form's values in their places.

mod entry;
mod pieces;
#[cfg(test)]
mod tests;
mod write;

use crate::{
    front,
    markdown::{Attributes, Doc},
    problem::Log,
    question::gap,
    scan,
};
use pieces::Pieces;
pub(crate) use write::written;
use zhixing_domain::{
    lang::Lang,
    question::Kind,
    workshop::{
        begun_item,
        item_form::{FormPlace, FormRow, ItemForm, PlacedForm},
    },
};

/// The item of a text with line ends of one byte; nothing where none is there, or its type is none.
pub(crate) fn read(text: &str, is_bank: bool, place: &FormPlace, lang: Lang) -> Option<PlacedForm> {
    let (from, own) = match place {
        FormPlace::New(kind) => return placed(0, begun_item::text(*kind, lang)),
        FormPlace::Line(line) => found(text, is_bank).into_iter().find(|item| (item.0..item.0 + item.1.lines().count()).contains(line))?,
        FormPlace::Id(id) => found(text, is_bank).into_iter().find(|(_, own)| id_of(own).as_ref() == Some(id))?,
    };
    placed(from, without_blank_lines(own).to_string())
}

fn id_of(text: &str) -> Option<String> {
    Attributes::read(text.lines().next().unwrap_or_default(), 1, &mut Log::new("", Lang::Zh)).id
}

fn placed(from: usize, text: String) -> Option<PlacedForm> {
    let to = if from == 0 { 0 } else { from + text.lines().count() };
    Some(PlacedForm { id: id_of(&text).unwrap_or_default(), from, to, form: form(&text)?, text })
}

/// An item's text up to the end of its last line with something in it.
fn without_blank_lines(text: &str) -> &str {
    let end = text.trim_end().len();
    let rest = text.get(end..).and_then(|rest| rest.lines().next()).map_or(0, str::len);
    text.get(..end + rest).unwrap_or_default()
}

/// The items of a text, each with its first line, from 1.
fn found(text: &str, is_bank: bool) -> Vec<(usize, &str)> {
    let mut log = Log::new("", Lang::Zh);
    let split = front::split(text, "", &mut log);
    let before = text.len() - split.body.len();
    let doc = Doc::parse(split.body);
    let blocks = doc.blocks();
    let whole = |slice: scan::Slice| {
        let start = before + blocks.get(slice.blocks.start).map_or(0, |block| block.text.start);
        let end = start + slice.text.len();
        // an indented heading begins with its line
        let start = text.get(..start).and_then(|above| above.rfind('\n')).map_or(0, |at| at + 1);
        Some((text.get(..start)?.matches('\n').count() + 1, text.get(start..end)?))
    };
    scan::items(&doc, &blocks, is_bank, &mut log).into_iter().filter_map(whole).collect()
}

/// An item's text as it is worked on: in a text with gaps each gap is a mark.
struct Work {
    kind: Kind,
    text: String,
    gaps: Vec<gap::Found>,
}

impl Work {
    fn of(text: &str) -> Option<Self> {
        let attributes = Attributes::read(text.lines().next().unwrap_or_default(), 1, &mut Log::new("", Lang::Zh));
        let kind = attributes.classes.first().and_then(|class| Kind::from_code(class))?;
        let (text, gaps) = match kind {
            Kind::Cloze => gap::mark(text, &mut Log::new("", Lang::Zh)),
            _ => (text.to_string(), vec![]),
        };
        Some(Self { kind, text, gaps })
    }
}

fn form(text: &str) -> Option<ItemForm> {
    let work = Work::of(text)?;
    let pieces = Pieces::of(work.kind, &work.text)?;
    let attribute = |key: &str| pieces.attributes.get(key).unwrap_or_default().to_string();
    let rows = match work.kind {
        Kind::Cloze => work.gaps.iter().map(gap_row).collect(),
        _ => pieces.entries.iter().map(entry::Entry::row).collect(),
    };
    Some(ItemForm {
        kind: work.kind,
        stem: gap::filled(&pieces.stem(), |gap| format!("[[{}]]", gap + 1)),
        rows,
        why: pieces.explanation(),
        points: attribute("points"),
        difficulty: attribute("difficulty"),
        tags: attribute("tags"),
    })
}

fn gap_row(gap: &gap::Found) -> FormRow {
    FormRow { marked: gap.chosen, cells: vec![gap.words.join(" | ")] }
}
