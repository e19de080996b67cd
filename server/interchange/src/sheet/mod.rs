//! Items as rows of a spreadsheet: a heading that names the columns, then an item a row. Cells of our own
//! sheets, which have a column 不打乱, are Markdown; those of others are plain words.
//!
//! Never here: which encoding a file has. `csv` and `xlsx` make rows, `row` makes items of them, `write` makes rows of items.

mod cell;
mod column;
mod key;
mod list;
mod row;
mod said;
#[cfg(test)]
mod tests;
mod words;
mod write;
mod xlsx;

use crate::{BankNote, Import, ReadItem, bound::Budget, text::clean};
use column::Column;
pub use list::list_of_people;
use std::collections::BTreeMap;
pub(crate) use write::{csv as write_csv, xlsx as write_xlsx};
use xlsx::Sheet;
use zhixing_domain::text::formula;

/// A row and its line.
pub(crate) type Row = (usize, Vec<String>);

/// The rows of a CSV; cells are parted by what parts its first row most.
pub(crate) fn csv_rows(text: &str) -> Vec<Row> {
    // of a line end in two characters the reader would count the second with the next row
    let text = &clean(text);
    let top = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let sign =
        [b',', b'\t', b';'].into_iter().max_by_key(|sign| (top.bytes().filter(|b| b == sign).count(), *sign == b',')).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(sign).from_reader(text.as_bytes());
    let cells = |record: csv::StringRecord| {
        let line = record.position().map_or(0, |p| usize::try_from(p.line()).unwrap_or(0));
        // an apostrophe before what begins like a formula is not part of it
        let plain = |cell: &str| {
            cell.strip_prefix('\'').filter(|rest| rest.starts_with('\'')).unwrap_or_else(|| formula::plain(cell)).trim().to_string()
        };
        (line, record.iter().map(|cell| plain(cell.trim())).collect())
    };
    reader.records().filter_map(Result::ok).map(cells).collect()
}

/// Whether rows are items: their heading names a stem and an answer.
pub(crate) fn is(text: &str) -> bool {
    has_heading(&csv_rows(&text.lines().take(5).collect::<Vec<_>>().join("\n")))
}

fn has_heading(rows: &[Row]) -> bool {
    rows.iter().any(|(_, cells)| column::heading(cells).is_some())
}

/// Reads rows.
pub(crate) fn read(source: &str, rows: &[Row]) -> Import {
    let mut import = Import { source: source.into(), ..Import::default() };
    let Some((place, columns)) = rows.iter().enumerate().find_map(|(i, (_, cells))| Some((i, column::heading(cells)?))) else {
        import.items.push(ReadItem::Fault(words::no_heading()));
        return import;
    };
    if let Some((line, cells)) = rows.get(place) {
        let aside: Vec<&str> = columns
            .iter()
            .zip(cells)
            .filter(|(column, cell)| column.is_none() && !cell.is_empty())
            .map(|(_, cell)| cell.as_str())
            .collect();
        if !aside.is_empty() {
            import.losses.push(words::columns(*line, &aside));
        }
    }
    // a column that only our own sheets have says that the cells are Markdown
    let ours = columns.contains(&Some(Column::Fixed));
    let naming = rows.get(place).map(|(_, cells)| column::naming(cells)).unwrap_or_default();
    for (line, cells) in rows.iter().skip(place + 1).filter(|(_, cells)| cells.iter().any(|c| !c.is_empty())) {
        let named: Vec<(Column, &str)> = columns.iter().zip(cells).filter_map(|(column, cell)| Some(((*column)?, cell.as_str()))).collect();
        import.items.push(match row::read(&named, (ours, naming), *line) {
            Ok(item) => ReadItem::Item { item: Box::new(item), losses: vec![] },
            Err(note) => ReadItem::Fault(note),
        });
    }
    import
}

/// Reads the sheets of an XLSX: a bank for each that has a heading; the names of the others are told.
///
/// # Errors
/// The file is none, or too large.
pub(crate) fn read_book(path: &str, bytes: &[u8], budget: &mut Budget) -> Result<Vec<Import>, BankNote> {
    let (banks, others): (Vec<Sheet>, Vec<Sheet>) = xlsx::sheets(bytes, budget)?.into_iter().partition(|sheet| has_heading(&sheet.rows));
    let alone = banks.len() < 2;
    let stem = path.strip_suffix(".xlsx").unwrap_or(path);
    let mut imports: Vec<Import> = banks
        .iter()
        .map(|sheet| {
            let source = if alone { path.to_string() } else { format!("{stem} {}.xlsx", sheet.name.replace(['/', '\\'], " ")) };
            let mut import = read(&source, &sheet.rows);
            doubt(&mut import, sheet);
            import
        })
        .collect();
    if imports.is_empty() {
        imports.push(read(path, &[]));
    }
    let names: Vec<String> = others.into_iter().filter(|sheet| !sheet.rows.is_empty()).map(|sheet| sheet.name).collect();
    if let (Some(first), false) = (imports.first_mut(), names.is_empty()) {
        first.losses.push(words::other_sheets(&names));
    }
    Ok(imports)
}

/// A key that stands in a doubtful cell is not taken; other such cells are told.
fn doubt(import: &mut Import, sheet: &Sheet) {
    let columns = sheet.rows.iter().find_map(|(_, cells)| column::heading(cells)).unwrap_or_default();
    let rows: BTreeMap<usize, &Vec<String>> = sheet.rows.iter().rev().map(|(line, cells)| (*line, cells)).collect();
    let items = import.items.iter().enumerate().rev();
    let items: BTreeMap<usize, usize> = items.filter_map(|(n, read)| Some((read.item()?.line, n))).collect();
    for (line, place) in &sheet.doubtful {
        let shown = rows.get(line).and_then(|cells| cells.get(*place)).map_or("", String::as_str);
        let note = words::doubtful(*line, shown);
        let keyed = matches!(columns.get(*place), Some(Some(Column::Answer | Column::Choice(_))));
        let slot = items.get(line).and_then(|n| import.items.get_mut(*n)).filter(|read| keyed && read.item().is_some());
        match slot {
            Some(slot) => *slot = ReadItem::Fault(note),
            None => import.losses.push(note),
        }
    }
}
