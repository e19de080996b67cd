//! Which sign parts the cells of a list, and where: not within quotes, and not beside the list's own sign.

use crate::{Column, heading::TOP};
use std::cmp::Reverse;

/// What parts the cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    Tab,
    Comma,
    Semicolon,
    WideComma,
    WideSemicolon,
}

impl Separator {
    pub(crate) const ALL: [Self; 5] = [Self::Tab, Self::Comma, Self::Semicolon, Self::WideComma, Self::WideSemicolon];

    pub(crate) const fn sign(self) -> char {
        match self {
            Self::Tab => '\t',
            Self::Comma => ',',
            Self::Semicolon => ';',
            Self::WideComma => '，',
            Self::WideSemicolon => '；',
        }
    }

    /// The same sign of the other keyboard: it parts a row that was typed by hand and has none of the list's own.
    const fn twin(self) -> Option<Self> {
        match self {
            Self::Tab => None,
            Self::Comma => Some(Self::WideComma),
            Self::Semicolon => Some(Self::WideSemicolon),
            Self::WideComma => Some(Self::Comma),
            Self::WideSemicolon => Some(Self::Semicolon),
        }
    }
}

/// What parts cells for the reader: a character that stands in no list.
pub(crate) const PART: char = '\u{1f}';

/// The text in which every sign that parts cells is [`PART`]. A row is parted by the sign of the list, and only where it has none by that sign's
/// twin: what a spreadsheet saved with `,` may have `，` within a cell.
pub(crate) fn parted(text: &str, separator: Separator) -> String {
    let mut out = String::with_capacity(text.len());
    for row in rows_of(text) {
        let parts = |s: &Separator| cells_of(row, *s).count() > 1;
        let own = if parts(&separator) { separator } else { separator.twin().filter(parts).unwrap_or(separator) };
        for (i, cell) in cells_of(row, own).enumerate() {
            if i > 0 {
                out.push(PART);
            }
            out.extend(cell.chars().filter(|c| *c != PART));
        }
    }
    out
}

/// The sign of the list: by which a row at its top names the most columns. Where none names any, a login stands first, in which no sign can be: the
/// first sign parts.
pub(crate) fn separator(text: &str) -> Separator {
    let top: Vec<&str> = rows_of(text).filter(|row| !row.trim().is_empty()).take(TOP).collect();
    let known = |cell: &&str| Column::of(cell.trim().trim_matches('"')).is_some();
    let named = |s: Separator| top.iter().map(|row| cells_of(row, s).filter(known).count()).max();
    let parts = |row: &str, s: Separator| cells_of(row, s).count() > 1;
    let first = top.iter().find(|row| Separator::ALL.into_iter().any(|s| parts(row, s))).copied().unwrap_or_default();
    let start = |s: Separator| cells_of(first, s).next().map_or(0, str::len);
    let there = Separator::ALL.into_iter().filter(|s| top.iter().any(|row| parts(row, *s)));
    there.min_by_key(|s| (Reverse(named(*s)), start(*s))).unwrap_or(Separator::Comma)
}

/// A list that was pasted as people see it, blanks in the place of its tabs: two or more between cells, or a single one where every row has two words.
/// Gives it with tabs; nothing where a sign parts its cells, or blanks may belong to a name.
pub(crate) fn with_tabs(text: &str) -> Option<String> {
    let rows: Vec<&str> = text.lines().collect();
    let full = || rows.iter().filter(|row| !row.trim().is_empty());
    let parts = |row: &str| Separator::ALL.into_iter().any(|s| cells_of(row, s).count() > 1);
    if text.contains('"') || full().next().is_none() || full().any(|row| parts(row)) {
        return None;
    }
    let apart = |row: &&str| row.trim().replace(['\u{3000}', '\u{a0}'], "  ").contains("  ");
    let cells = |row: &str| -> Vec<String> {
        let wide = row.replace(['\u{3000}', '\u{a0}'], "  ");
        wide.split("  ").map(|cell| cell.trim().to_string()).filter(|cell| !cell.is_empty()).collect()
    };
    let words = |row: &str| -> Vec<String> { row.split_whitespace().map(String::from).collect() };
    let tabbed = |parted: &dyn Fn(&str) -> Vec<String>| rows.iter().map(|row| parted(row).join("\t")).collect::<Vec<_>>().join("\n");
    if full().all(apart) {
        return Some(tabbed(&cells));
    }
    full().all(|row| words(row).len() == 2).then(|| tabbed(&words))
}

/// The rows of a text, each with its line end; one within quotes parts nothing.
fn rows_of(text: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    text.split_inclusive(move |c| {
        quoted ^= c == '"';
        c == '\n' && !quoted
    })
}

/// The cells of a row as one sign parts them outside of quotes.
pub(crate) fn cells_of(row: &str, separator: Separator) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    row.split(move |c| {
        quoted ^= c == '"';
        c == separator.sign() && !quoted
    })
}
