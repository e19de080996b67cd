//! Items as rows.

use super::column::Column;
use crate::{Accepted, BankNote, Choice, ForeignItem, ForeignKey, MarkedNumber, item::OURS, loss, markdown, xml::escaped};
use std::io::{Cursor, Write as _};
use zhixing_domain::text::formula;
use zip::{ZipWriter, write::SimpleFileOptions};

/// The CSV, with the mark by which spreadsheets know UTF-8.
pub(crate) fn csv(items: &[ForeignItem]) -> (Vec<u8>, Vec<BankNote>) {
    let (rows, losses) = rows(items);
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    for row in &rows {
        // memory takes all that is written
        let _ = writer.write_record(row.iter().map(|cell| harmless(cell)));
    }
    (writer.into_inner().unwrap_or_default(), losses)
}

/// A spreadsheet computes what begins like a formula; with an apostrophe before it, it is words. Reading takes the apostrophe away again, and so
/// one of the item's own has another before it.
fn harmless(cell: &str) -> String {
    if cell.starts_with('\'') { format!("'{cell}") } else { formula::harmless(cell) }
}

pub(crate) fn xlsx(items: &[ForeignItem]) -> (Vec<u8>, Vec<BankNote>) {
    let (rows, losses) = rows(items);
    (book(&rows).unwrap_or_default(), losses)
}

fn rows(items: &[ForeignItem]) -> (Vec<Vec<String>>, Vec<BankNote>) {
    let columns = columns(items);
    let mut rows = vec![columns.iter().map(|column| column.name()).collect()];
    let mut losses = vec![];
    for item in items {
        match parts(item) {
            Some(parts) => {
                losses.extend(loss::pictures(item, "CSV"));
                rows.push(columns.iter().map(|column| cell(*column, item, &parts)).collect());
            }
            None => losses.push(loss::no_form(item, "CSV")),
        }
    }
    (rows, losses)
}

/// The columns that every sheet has, and those that some of these items need.
fn columns(items: &[ForeignItem]) -> Vec<Column> {
    let widest = items.iter().map(|item| options(item).len()).max().unwrap_or(0).max(4);
    let choices = (0..26).take(widest).map(Column::Choice);
    let before = [Column::Id, Column::Type, Column::Stem].into_iter();
    let after = [Column::Answer, Column::Explanation, Column::Points, Column::Difficulty, Column::Tags, Column::Unit, Column::Fixed];
    let said = (0..26).take(widest).filter(|place| items.iter().any(|item| feedback(item, *place).is_some())).map(Column::Said);
    let has = |name: &str| items.iter().any(|item| item.ours.iter().any(|(own, _)| *own == name));
    let ours = (0..).zip(OURS).filter(|(_, name)| has(name)).map(|(place, _)| Column::Ours(place));
    before.chain(choices).chain(after).chain(said).chain(ours).collect()
}

fn cell(column: Column, item: &ForeignItem, (kind, stem, answer): &(&str, String, String)) -> String {
    match column {
        Column::Id => item.id.clone(),
        Column::Type => (*kind).into(),
        Column::Stem => stem.clone(),
        Column::Choice(place) => options(item).get(usize::from(place)).map(|option| option.text.clone()).unwrap_or_default(),
        Column::Said(place) => feedback(item, place).unwrap_or_default(),
        Column::Ours(place) => ours_of(item, place),
        Column::Answer => answer.clone(),
        Column::Explanation => item.explanation.clone().unwrap_or_default(),
        Column::Points => item.points.map(|p| p.to_string()).unwrap_or_default(),
        Column::Difficulty => item.difficulty.clone().unwrap_or_default(),
        Column::Tags => item.tags.join(","),
        Column::Unit => match &item.key {
            ForeignKey::Numeric { unit, .. } => unit.clone().unwrap_or_default(),
            _ => String::new(),
        },
        Column::Fixed => if item.fixed { "是" } else { "" }.into(),
    }
}

fn options(item: &ForeignItem) -> &[Choice] {
    match &item.key {
        ForeignKey::Single(options) | ForeignKey::Multiple(options) => options,
        _ => &[],
    }
}

/// What is said to who chooses the option at this place.
fn feedback(item: &ForeignItem, place: u8) -> Option<String> {
    options(item).get(usize::from(place))?.feedback.clone()
}

fn ours_of(item: &ForeignItem, place: u8) -> String {
    let name = OURS.get(usize::from(place));
    item.ours.iter().find(|(own, _)| Some(own) == name).map(|(_, value)| value.clone()).unwrap_or_default()
}

/// Type, stem and answer.
fn parts(item: &ForeignItem) -> Option<(&'static str, String, String)> {
    let letters =
        |least: f64| (b'A'..=b'Z').zip(options(item)).filter(|(_, o)| o.worth >= least).map(|(c, _)| char::from(c)).collect::<String>();
    let full =
        |accept: &[Accepted<String>]| accept.iter().filter(|a| a.worth >= 1.0).map(|a| a.answer.clone()).collect::<Vec<_>>().join("\n");
    let number = |a: &Accepted<MarkedNumber>| match a.answer {
        MarkedNumber::Any => None,
        MarkedNumber::Around { value, tolerance: 0.0 } => Some(value.to_string()),
        MarkedNumber::Around { value, tolerance } => Some(format!("{value} ± {tolerance}")),
        MarkedNumber::Between { low, high } => Some(format!("{low} .. {high}")),
    };
    let stem = item.stem.clone();
    Some(match &item.key {
        ForeignKey::Single(_) => ("single", stem, letters(1.0)),
        ForeignKey::Multiple(_) => ("multiple", stem, letters(f64::MIN_POSITIVE)),
        ForeignKey::TrueFalse { key, .. } => ("truefalse", stem, if *key { "正确" } else { "错误" }.into()),
        ForeignKey::Numeric { accept, .. } => ("numeric", stem, accept.iter().map(number).collect::<Option<Vec<_>>>()?.join("\n")),
        ForeignKey::Short { accept, .. } => ("short", stem, full(accept)),
        ForeignKey::Cloze(gaps) => ("cloze", markdown::gaps(&item.stem, gaps)?, String::new()),
        ForeignKey::Ordering(entries) => ("ordering", stem, entries.join("\n")),
        ForeignKey::Matching { pairs, distractors } => {
            let pairs = pairs.iter().map(|(left, right)| format!("{left} -> {right}"));
            let others = distractors.iter().map(|right| format!("-> {right}"));
            ("matching", stem, pairs.chain(others).collect::<Vec<_>>().join("\n"))
        }
        ForeignKey::Essay(rubric) => {
            let rows = rubric.iter().map(|(criterion, points, what)| format!("{criterion} | {points} | {what}"));
            ("essay", stem, rows.collect::<Vec<_>>().join("\n"))
        }
    })
}

/// What stands around the sheet.
const AROUND: [(&str, &str); 4] = [
    (
        "[Content_Types].xml",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default \
             Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" \
             ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override \
             PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"\
             /></Types>",
    ),
    (
        "_rels/.rels",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
             Target=\"xl/workbook.xml\"/></Relationships>",
    ),
    (
        "xl/workbook.xml",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
             xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"题库\" sheetId=\"1\" \
             r:id=\"r1\"/></sheets></workbook>",
    ),
    (
        "xl/_rels/workbook.xml.rels",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
             Target=\"worksheets/sheet1.xml\"/></Relationships>",
    ),
];

/// The least that spreadsheets open.
fn book(rows: &[Vec<String>]) -> Option<Vec<u8>> {
    let mut sheet = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>".to_string();
    for row in rows {
        let cells = row.iter().map(|cell| format!("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>", escaped(cell)));
        sheet.push_str(&format!("<row>{}</row>", cells.collect::<String>()));
    }
    sheet.push_str("</sheetData></worksheet>");
    let parts = AROUND.into_iter().chain([("xl/worksheets/sheet1.xml", sheet.as_str())]);
    let mut zip = ZipWriter::new(Cursor::new(vec![]));
    for (path, text) in parts {
        zip.start_file(path, SimpleFileOptions::default()).ok()?;
        zip.write_all(text.as_bytes()).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}
