//! A table of two columns, each row a right pair; a row with an empty left cell is a distractor.

use super::{MOST_ENTRIES, missing, option::Seen, sheet::Sheet};
use crate::{
    check::table_row,
    markdown::{Block, Ev, Kind, children, inside, plain},
    problem::ItemFault,
};
use pulldown_cmark::{Event, Tag};
use zhixing_domain::{course::Html, question::Matching};

pub(super) fn read(sheet: &mut Sheet) -> Option<Matching> {
    let wanted = missing(
        ("两列的表格", "a table of two columns"),
        ("`| 左 | 右 |`、`|---|---|`、`| 甲 | 对应甲的 |`", "`| Left | Right |`, `|---|---|`, `| a | what belongs to a |`"),
    );
    let table = sheet.answer(|kind| matches!(kind, Kind::Table(_)), wanted)?;
    let rows = sheet.rows(&table, 2)?;
    let (pairs, distractors): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.cells.first().is_some_and(|cell| !plain(cell).is_empty()));
    let ordered: Vec<&Row> = pairs.iter().chain(&distractors).copied().collect();
    let (found, most) = (ordered.len(), MOST_ENTRIES);
    if pairs.len() < 2 {
        sheet.add_at(table.text.start, ItemFault::TooFew { found: pairs.len(), least: 2 });
    }
    if found > most {
        sheet.add_at(table.text.start, ItemFault::TooMany { found, most });
    }
    let columns: [Vec<Html>; 2] = [0, 1].map(|column| {
        // The left cells of distractors are empty on purpose.
        let rows = if column == 0 { &pairs } else { &ordered };
        rows.iter().map(|row| sheet.html(row.cell(column))).collect()
    });
    for (column, cells) in columns.iter().enumerate() {
        let texts: Vec<String> = ordered.iter().map(|row| plain(row.cell(column))).collect();
        let seen = cells.iter().zip(&texts).zip(&ordered).map(|((html, text), row)| Seen { html: html.as_str(), text, at: row.at });
        sheet.distinct(&seen.collect::<Vec<_>>(), |i, text| match column == 1 && i < pairs.len() {
            true => ItemFault::SharedPartner { text },
            false => ItemFault::DuplicateEntry { text },
        });
    }
    [sheet.wording.options, sheet.wording.partners] = columns;
    (pairs.len() >= 2 && found <= most).then_some(Matching { pairs: pairs.len(), distractors: distractors.len() })
}

/// A row of a table's body.
pub(super) struct Row<'e> {
    pub cells: Vec<&'e [Ev<'e>]>,
    pub at: usize,
}

impl<'e> Row<'e> {
    pub fn cell(&self, column: usize) -> &'e [Ev<'e>] {
        self.cells.get(column).copied().unwrap_or_default()
    }
}

impl<'s> Sheet<'s> {
    /// The rows of a table below its head; nothing if it has another number of columns.
    pub(super) fn rows(&mut self, table: &Block, wanted: usize) -> Option<Vec<Row<'s>>> {
        if let Kind::Table(found) = table.kind
            && found != wanted
        {
            self.add_at(table.text.start, ItemFault::BadTable { found, wanted });
            return None;
        }
        let doc = self.doc;
        let Kind::Table(columns) = table.kind else { return None };
        for (event, place) in doc.slice(table.events.clone()) {
            if matches!(event, Event::Start(Tag::TableHead | Tag::TableRow))
                && let Some((at, fault)) = table_row(doc.text, place.clone(), columns)
            {
                self.add_at(at, fault);
            }
        }
        let rows = children(inside(doc.slice(table.events.clone())));
        let body = rows.into_iter().filter(|row| matches!(row.first(), Some((Event::Start(Tag::TableRow), _))));
        Some(
            body.map(|row| Row {
                cells: children(inside(row)).into_iter().map(inside).collect(),
                at: row.first().map_or(0, |(_, p)| p.start),
            })
            .collect(),
        )
    }
}
