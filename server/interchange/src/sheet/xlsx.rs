//! The rows of the first sheet of an XLSX.

use super::Row;
use crate::{
    BankNote,
    bound::Budget,
    xml::{self, Node},
};

/// The most cells of a row.
const WIDEST: usize = 256;

/// Cells and what stands in them are taken from the budget: a small file can name the same long words a million times.
pub(crate) fn rows(bytes: &[u8], budget: &mut Budget) -> Result<Vec<Row>, BankNote> {
    let bundle = budget.unfold(bytes)?;
    let part = |path: &str| -> Result<Node, BankNote> {
        let bytes = bundle.0.get(path).ok_or_else(no_sheet)?;
        xml::read(std::str::from_utf8(bytes).map_err(|_| no_sheet())?.trim_start_matches('\u{feff}'))
    };
    let shared = part("xl/sharedStrings.xml").map(|root| root.all("si").map(words).collect::<Vec<_>>()).unwrap_or_default();
    let first = bundle
        .0
        .keys()
        .filter(|path| path.starts_with("xl/worksheets/sheet"))
        .min_by_key(|path| (path.len(), *path))
        .ok_or_else(no_sheet)?;
    let sheet = part(first)?;
    let mut rows = vec![];
    for (n, row) in (1..).zip(sheet.child("sheetData").map(|data| data.all("row")).into_iter().flatten()) {
        let line = row.attribute("r").and_then(|r| r.parse().ok()).unwrap_or(n);
        let mut cells: Vec<String> = vec![];
        for cell in row.all("c") {
            let place = cell.attribute("r").map_or(cells.len(), column);
            if place >= WIDEST {
                continue;
            }
            if cells.len() <= place {
                if !budget.spend((place + 1 - cells.len()) * size_of::<String>()) {
                    return Err(too_large());
                }
                cells.resize(place + 1, String::new());
            }
            let value = || cell.child("v").map(|v| v.text.clone()).unwrap_or_default();
            let text = match cell.attribute("t") {
                Some("s") => {
                    let words = value().trim().parse::<usize>().ok().and_then(|i| shared.get(i));
                    if !budget.spend(words.map_or(0, String::len)) {
                        return Err(too_large());
                    }
                    words.cloned().unwrap_or_default()
                }
                Some("inlineStr") => cell.child("is").map(words).unwrap_or_default(),
                Some("b") => if value() == "1" { "TRUE" } else { "FALSE" }.into(),
                _ => value(),
            };
            if let Some(slot) = cells.get_mut(place) {
                *slot = crate::text::clean(&text).trim().into();
            }
        }
        rows.push((line, cells));
    }
    Ok(rows)
}

/// The words of a string, also of one in runs; those that say how it is spoken left aside.
fn words(node: &Node) -> String {
    let runs = node.children.iter().map(|child| match child.name.as_str() {
        "t" => child.text.clone(),
        "r" => child.child("t").map(|t| t.text.clone()).unwrap_or_default(),
        _ => String::new(),
    });
    runs.collect()
}

/// `C7` is 2.
fn column(place: &str) -> usize {
    let letters = place.bytes().take_while(u8::is_ascii_uppercase).take(4);
    letters.fold(0_usize, |sum, letter| sum * 26 + usize::from(letter - b'A') + 1).saturating_sub(1)
}

fn too_large() -> BankNote {
    BankNote::new(0, "xlsx-large", "工作表太大：分成几份", "the sheet is too large: part it")
}

fn no_sheet() -> BankNote {
    BankNote::new(0, "xlsx-sheet", "没有读到工作表：另存为 XLSX 或 CSV", "there is no sheet in it: save it as XLSX or CSV")
}
