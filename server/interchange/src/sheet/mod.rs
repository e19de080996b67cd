//! Items as rows of a spreadsheet: a heading that names the columns, then an item a row. Cells are Markdown.
//!
//! Never here: which encoding a file has. `csv` and `xlsx` make rows, `row` makes items of them, `write` makes rows of items.

mod column;
mod row;
mod write;
mod xlsx;

use crate::{BankNote, Import, ReadItem};
use column::Column;
pub(crate) use write::{csv as write_csv, xlsx as write_xlsx};
pub(crate) use xlsx::rows as xlsx_rows;
use zhixing_domain::text::formula;

/// A row and its line.
pub(crate) type Row = (usize, Vec<String>);

/// The rows of a CSV; cells are parted by what parts its first row most.
pub(crate) fn csv_rows(text: &str) -> Vec<Row> {
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
    csv_rows(&text.lines().take(5).collect::<Vec<_>>().join("\n")).iter().any(|(_, cells)| column::heading(cells).is_some())
}

/// Reads rows.
pub(crate) fn read(source: &str, rows: &[Row]) -> Import {
    let mut import = Import { source: source.into(), ..Import::default() };
    let Some((place, columns)) = rows.iter().enumerate().find_map(|(i, (_, cells))| Some((i, column::heading(cells)?))) else {
        import.items.push(ReadItem::Fault(no_heading()));
        return import;
    };
    for (line, cells) in rows.iter().skip(place + 1).filter(|(_, cells)| cells.iter().any(|c| !c.is_empty())) {
        let named: Vec<(Column, &str)> = columns.iter().zip(cells).filter_map(|(column, cell)| Some(((*column)?, cell.as_str()))).collect();
        import.items.push(match row::read(&named, *line) {
            Ok(item) => ReadItem::Item { item: Box::new(item), losses: vec![] },
            Err(note) => ReadItem::Fault(note),
        });
    }
    import
}

fn no_heading() -> BankNote {
    BankNote::new(
        1,
        "sheet-heading",
        "开头要有一行列名，至少要有：题干、答案（还认识：编号、题型、选项A 到 选项H、解析、分值、难度、标签、单位、不打乱）",
        "a line at the top must name the columns, at least stem and answer (others: id, type, option A to option H, explanation, points, difficulty, tags, unit, fixed)",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ForeignItem, ForeignKey};

    #[test]
    fn no_cell_is_a_formula_in_a_spreadsheet_and_each_is_read_as_it_was() {
        for stem in ["＝1+1", "=1", "－1", "＠x", "'x", "'=x", "\u{3000}=1"] {
            let item = ForeignItem::new(1, stem, ForeignKey::TrueFalse { key: true, feedback: [None, None] });
            let text = String::from_utf8(write_csv(&[item]).0).unwrap_or_default();
            assert!(text.contains(&format!(",'{stem},")), "{text}");
            let read = read("x.csv", &csv_rows(text.trim_start_matches('\u{feff}')));
            assert_eq!(read.items[0].item().map(|item| item.stem.as_str()), Some(stem.trim()));
        }
    }
}
