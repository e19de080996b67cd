//! The sheets of an XLSX, in the order of their tabs.

use super::{
    Row,
    cell::{self, Look},
};
use crate::{
    BankNote, Bundle,
    bound::Budget,
    xml::{self, Node},
};
use std::collections::{BTreeMap, BTreeSet};

/// The most cells of a row.
const WIDEST: usize = 256;

/// A sheet.
pub(super) struct Sheet {
    pub name: String,
    pub rows: Vec<Row>,
    /// Line and place of cells that show a date or an error, where words were meant perhaps.
    pub doubtful: Vec<(usize, usize)>,
}

/// What the sheets of a book share.
struct Book<'b> {
    shared: Vec<String>,
    looks: Vec<Look>,
    late: bool,
    budget: &'b mut Budget,
}

/// All sheets. Cells and what stands in them are taken from the budget: a small file can name the same long words a million times.
pub(super) fn sheets(bytes: &[u8], budget: &mut Budget) -> Result<Vec<Sheet>, BankNote> {
    let bundle = budget.unfold(bytes)?;
    let part = |path: &str| part(&bundle, path);
    let workbook = part("xl/workbook.xml").unwrap_or_default();
    let mut book = Book {
        shared: part("xl/sharedStrings.xml").map(|root| root.all("si").map(words_of).collect()).unwrap_or_default(),
        looks: part("xl/styles.xml").map(|root| cell::looks(&root)).unwrap_or_default(),
        late: workbook.child("workbookPr").and_then(|p| p.attribute("date1904")).is_some_and(|late| matches!(late, "1" | "true")),
        budget,
    };
    let mut sheets = vec![];
    for (name, path) in named(&bundle, &workbook) {
        let mut sheet = Sheet { name, rows: vec![], doubtful: vec![] };
        book.read(&part(&path)?, &mut sheet)?;
        sheets.push(sheet);
    }
    if sheets.is_empty() { Err(no_sheet()) } else { Ok(sheets) }
}

fn part(bundle: &Bundle, path: &str) -> Result<Node, BankNote> {
    let bytes = bundle.0.get(path).ok_or_else(no_sheet)?;
    xml::read(std::str::from_utf8(bytes).map_err(|_| no_sheet())?.trim_start_matches('\u{feff}'))
}

/// Names and files of the sheets as the book orders them; in the order of their files where it does not.
fn named(bundle: &Bundle, workbook: &Node) -> Vec<(String, String)> {
    let links = part(bundle, "xl/_rels/workbook.xml.rels").unwrap_or_default();
    let target = |link: &Node| {
        let target = link.attribute("Target")?;
        Some(target.strip_prefix('/').map_or_else(|| format!("xl/{}", target.trim_start_matches("./")), String::from))
    };
    let targets: BTreeMap<&str, String> =
        links.all("Relationship").filter_map(|link| Some((link.attribute("Id")?, target(link)?))).collect();
    let sheets = workbook.child("sheets").map(|sheets| sheets.all("sheet")).into_iter().flatten();
    let found = sheets.filter_map(|sheet| Some((sheet.attribute("name")?.to_string(), targets.get(sheet.attribute("id")?)?.clone())));
    // each file once, however often it is named
    let mut seen = BTreeSet::new();
    let found: Vec<_> = found.filter(|(_, path)| bundle.0.contains_key(path) && seen.insert(path.clone())).collect();
    if !found.is_empty() {
        return found;
    }
    let mut paths: Vec<&String> = bundle.0.keys().filter(|path| path.starts_with("xl/worksheets/sheet")).collect();
    paths.sort_by_key(|path| (path.len(), *path));
    paths.into_iter().map(|path| (path.rsplit('/').next().unwrap_or_default().to_string(), path.clone())).collect()
}

impl Book<'_> {
    fn read(&mut self, root: &Node, sheet: &mut Sheet) -> Result<(), BankNote> {
        for (n, row) in (1..).zip(root.child("sheetData").map(|data| data.all("row")).into_iter().flatten()) {
            let line = row.attribute("r").and_then(|r| r.parse().ok()).unwrap_or(n);
            if !self.budget.spend(size_of::<Row>()) {
                return Err(too_large());
            }
            let mut cells: Vec<String> = vec![];
            for cell in row.all("c") {
                let place = cell.attribute("r").map_or(cells.len(), column);
                if place >= WIDEST {
                    continue;
                }
                if cells.len() <= place {
                    if !self.budget.spend((place + 1 - cells.len()) * size_of::<String>()) {
                        return Err(too_large());
                    }
                    cells.resize(place + 1, String::new());
                }
                let (text, sure) = self.text(cell)?;
                if !sure {
                    if !self.budget.spend(size_of::<BankNote>()) {
                        return Err(too_large());
                    }
                    sheet.doubtful.push((line, place));
                }
                if let Some(slot) = cells.get_mut(place) {
                    *slot = crate::text::clean(&text).trim().into();
                }
            }
            sheet.rows.push((line, cells));
        }
        Ok(())
    }

    /// What a cell shows, and whether it is surely what was typed.
    fn text(&mut self, node: &Node) -> Result<(String, bool), BankNote> {
        let value = || node.child("v").map(|v| v.text.clone()).unwrap_or_default();
        let text = match node.attribute("t") {
            Some("s") => {
                let words = value().trim().parse::<usize>().ok().and_then(|i| self.shared.get(i)).cloned().unwrap_or_default();
                if !self.budget.spend(words.len()) {
                    return Err(too_large());
                }
                words
            }
            Some("inlineStr") => node.child("is").map(words_of).unwrap_or_default(),
            Some("b") => if value() == "1" { "TRUE" } else { "FALSE" }.into(),
            Some("str") => cell::unescaped(&value()),
            Some("e") => return Ok((value(), false)),
            _ => {
                let look = node.attribute("s").and_then(|s| s.parse::<usize>().ok()).and_then(|s| self.looks.get(s)).copied();
                let value = value();
                return Ok(match look.filter(|_| !value.trim().is_empty()) {
                    Some(Look::Percent) => (cell::percent(&value), true),
                    Some(Look::Date) => cell::date(&value, self.late).map_or((value, true), |text| (text, false)),
                    _ => (cell::number(&value), true),
                });
            }
        };
        Ok((text, true))
    }
}

/// The words of a string, also of one in runs; those that say how it is spoken left aside.
fn words_of(node: &Node) -> String {
    let runs = node.children.iter().map(|child| match child.name.as_str() {
        "t" => child.text.clone(),
        "r" => child.child("t").map(|t| t.text.clone()).unwrap_or_default(),
        _ => String::new(),
    });
    cell::unescaped(&runs.collect::<String>())
}

/// `C7` is 2.
fn column(place: &str) -> usize {
    let letters = place.bytes().take_while(u8::is_ascii_uppercase).take(4);
    letters.fold(0_usize, |sum, letter| sum * 26 + usize::from(letter - b'A') + 1).saturating_sub(1)
}

fn too_large() -> BankNote {
    BankNote::new(0, "xlsx-large", "工作表太大：分成几份", "the sheet is too large: part it")
}

pub(super) fn no_sheet() -> BankNote {
    BankNote::new(0, "xlsx-sheet", "没有读到工作表：另存为 XLSX 或 CSV", "there is no sheet in it: save it as XLSX or CSV")
}
