//! A list of people in a workbook, as the text that a spreadsheet would save it as.

use super::{Row, xlsx};
use crate::{BankNote, bound::Budget};

/// So many rows may be empty in one place; where a workbook leaves more, its lines are counted without them.
const MOST_EMPTY: usize = 1_000;

/// The first sheet that anything stands on, a row a line and its cells parted by tabs; lines have the numbers of their rows.
///
/// # Errors
/// It is no workbook, too large, or nothing stands in it.
pub fn list_of_people(bytes: &[u8]) -> Result<String, BankNote> {
    let sheets = xlsx::sheets(bytes, &mut Budget::default())?;
    let filled = |(_, cells): &Row| cells.iter().any(|cell| !cell.is_empty());
    let sheet = sheets.into_iter().find(|sheet| sheet.rows.iter().any(filled)).ok_or_else(xlsx::no_sheet)?;
    let (mut text, mut line) = (String::new(), 1);
    for (number, cells) in sheet.rows.iter().filter(|row| filled(row)) {
        let empty = number.saturating_sub(line);
        if empty <= MOST_EMPTY {
            text.push_str(&"\n".repeat(empty));
            line += empty;
        }
        let last = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |i| i + 1);
        let cells: Vec<String> = cells.iter().take(last).map(|cell| quoted(cell)).collect();
        text.push_str(&cells.join("\t"));
        text.push('\n');
        line += 1;
    }
    Ok(text)
}

/// A cell as it stands between tabs: line ends are spaces, and what holds a quotation mark is quoted.
fn quoted(cell: &str) -> String {
    let cell = cell.replace(['\t', '\n', '\r'], " ");
    if cell.contains('"') { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write as _};
    use zip::{ZipWriter, write::SimpleFileOptions};

    /// A workbook of one sheet.
    fn book(rows: &str) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(vec![]));
        zip.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default()).expect("a file");
        write!(zip, "<worksheet><sheetData>{rows}</sheetData></worksheet>").expect("memory");
        zip.finish().expect("an archive").into_inner()
    }

    #[test]
    fn rows_are_lines_with_their_numbers_and_cells_are_parted_by_tabs() {
        let rows = [
            r#"<row r="1"><c r="A1" t="inlineStr"><is><t>账号</t></is></c><c r="B1" t="inlineStr"><is><t>姓名</t></is></c></row>"#,
            r#"<row r="4"><c r="A4"><v>20260001</v></c><c r="B4" t="inlineStr"><is><t>O"Neil
, 李</t></is></c></row>"#,
        ];
        assert_eq!(list_of_people(&book(&rows.concat())), Ok("账号\t姓名\n\n\n20260001\t\"O\"\"Neil , 李\"\n".into()));
    }

    #[test]
    fn what_is_no_workbook_or_empty_is_refused_and_far_rows_cost_nothing() {
        assert!(list_of_people(b"PK\x03\x04 no archive").is_err());
        assert!(list_of_people(&book("")).is_err());
        let far = r#"<row r="99999999999"><c r="A1" t="inlineStr"><is><t>wang</t></is></c></row>"#;
        assert_eq!(list_of_people(&book(far)).map(|text| text.len()), Ok(5));
    }
}
