//! A bank as a paper to print, in the form of word processors (`.docx`, ISO/IEC 29500): items by type and numbered through, then keys and explanations
//! on pages of their own.
//!
//! Here: what stands where on paper. Never here: which items a paper has, and what an answer earns. Options are mixed unless their author fixed them, always
//! in the same way: the same bank is the same paper, and its keys fit.

mod item;
mod key;
mod maths;
mod mixed;
mod part;
mod picture;
mod sheet;
mod text;
mod words;

use crate::{BankNote, BankPicture, ForeignItem, ForeignKey, markdown::is_chinese};
use sheet::Sheet;
use zhixing_domain::{lang::Lang, points::Points, question::Kind};

/// What a paper says of the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PaperKeys {
    /// They stand on pages of their own, behind all items.
    #[default]
    Behind,
    /// Nothing.
    Without,
    /// They stand alone: a second file for whoever marks.
    Alone,
}

impl PaperKeys {
    pub const ALL: [Self; 3] = [Self::Behind, Self::Without, Self::Alone];

    /// The word of an option.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Behind => "behind",
            Self::Without => "without",
            Self::Alone => "alone",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|keys| keys.code() == code)
    }
}

/// The paper, and what of the items it does not carry.
pub fn to_print(title: &str, items: &[ForeignItem], pictures: &[BankPicture], keys: PaperKeys) -> (Vec<u8>, Vec<BankNote>) {
    let lang = lang_of(title, items);
    let mut sheet = Sheet::new(pictures, lang);
    let parts = by_type(items);
    if keys != PaperKeys::Alone {
        sheet.title(title);
        head(&mut sheet, items);
        let mut n = 0;
        for (part, (kind, items)) in parts.iter().enumerate() {
            sheet.heading(&words::part(part, *kind, items.len(), sum(items), lang), false);
            sheet.note(words::how_to(*kind, lang));
            for item in items {
                n += 1;
                item::write(&mut sheet, item, n);
            }
        }
    }
    if keys != PaperKeys::Without {
        match keys {
            PaperKeys::Alone => sheet.title(&words::keys_of(title, lang)),
            _ => sheet.heading(words::keys(lang), true),
        }
        for (n, item) in (1..).zip(parts.iter().flat_map(|(_, items)| items)) {
            key::write(&mut sheet, item, n);
        }
    }
    let losses = losses(items, keys, &mut sheet);
    (part::pack(title, sheet), losses)
}

/// The language of most items; of the title, where there are none.
fn lang_of(title: &str, items: &[ForeignItem]) -> Lang {
    let zh = items.iter().filter(|item| is_chinese(&item.stem)).count();
    if zh * 2 > items.len() || items.is_empty() && is_chinese(title) { Lang::Zh } else { Lang::En }
}

/// What is written on first, and what there is in all.
fn head(sheet: &mut Sheet, items: &[ForeignItem]) {
    let lang = sheet.lang;
    sheet.line(words::name_lines(lang));
    sheet.note(&words::about(items.len(), sum(&items.iter().collect::<Vec<_>>()), lang));
}

/// The place of a type on a paper.
const fn place(kind: Kind) -> usize {
    match kind {
        Kind::Single => 0,
        Kind::Multiple => 1,
        Kind::TrueFalse => 2,
        Kind::Cloze => 3,
        Kind::Short => 4,
        Kind::Numeric => 5,
        Kind::Ordering => 6,
        Kind::Matching => 7,
        Kind::Essay => 8,
    }
}

/// The items of each type that there is, in their order.
fn by_type(items: &[ForeignItem]) -> Vec<(Kind, Vec<&ForeignItem>)> {
    let mut kinds = Kind::ALL;
    kinds.sort_by_key(|kind| place(*kind));
    let of = |kind: Kind| (kind, items.iter().filter(|item| item.key.kind() == kind).collect::<Vec<_>>());
    kinds.into_iter().map(of).filter(|(_, items)| !items.is_empty()).collect()
}

/// What an item is worth: one point where nothing is said, and what its rubric gives.
pub(super) fn worth(item: &ForeignItem) -> Points {
    let rubric = match &item.key {
        ForeignKey::Essay(rows) if !rows.is_empty() => Some(rows.iter().map(|(_, points, _)| *points).sum()),
        _ => None,
    };
    item.points.or(rubric).unwrap_or(Points::whole(1))
}

fn sum(items: &[&ForeignItem]) -> Points {
    items.iter().map(|item| worth(item)).sum()
}

fn losses(items: &[ForeignItem], keys: PaperKeys, sheet: &mut Sheet) -> Vec<BankNote> {
    let mut losses = vec![words::no_scoring()];
    if items.iter().any(|item| !item.tags.is_empty() || item.difficulty.is_some() || item.category.is_some()) {
        losses.push(words::no_tags());
    }
    if keys == PaperKeys::Without {
        losses.push(words::no_keys());
    }
    losses.append(&mut sheet.losses);
    losses
}
