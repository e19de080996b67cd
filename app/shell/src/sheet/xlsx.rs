//! SpreadsheetML (ECMA-376) with as little as every spreadsheet wants: one sheet, its texts written in its cells, a bold heading that stays in sight.
//! A text is never a formula here: it is written as a text.

use super::{DataSheet, SheetCell, zip::Archive};

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
/// The most characters of one cell, and of a sheet's name.
const CELL: usize = 32_767;
const NAME: usize = 31;

pub fn write(sheet: &DataSheet) -> Vec<u8> {
    let types = format!(
        "{XML}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" ContentType=\"{CONTENT}.sheet.main+xml\"/>\
         <Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{CONTENT}.worksheet+xml\"/>\
         <Override PartName=\"/xl/styles.xml\" ContentType=\"{CONTENT}.styles+xml\"/></Types>"
    );
    let relation = |id: &str, kind: &str, target: &str| format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>");
    let relations = |list: String| format!("{XML}<Relationships xmlns=\"{RELATIONS}\">{list}</Relationships>");
    let workbook = format!(
        "{XML}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><bookViews><workbookView/></bookViews><sheets><sheet name=\"{}\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
        escaped(&sheet_name(&sheet.name))
    );
    let styles = format!(
        "{XML}<styleSheet xmlns=\"{MAIN}\"><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>\
         <font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>\
         <fill><patternFill patternType=\"gray125\"/></fill></fills>\
         <borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>\
         <cellXfs count=\"2\"><xf xfId=\"0\"/><xf xfId=\"0\" fontId=\"1\" applyFont=\"1\"/></cellXfs></styleSheet>"
    );
    let mut archive = Archive::default();
    archive.add("[Content_Types].xml", types.as_bytes());
    archive.add("_rels/.rels", relations(relation("rId1", "officeDocument", "xl/workbook.xml")).as_bytes());
    archive.add("xl/workbook.xml", workbook.as_bytes());
    let of_workbook = relation("rId1", "worksheet", "worksheets/sheet1.xml") + &relation("rId2", "styles", "styles.xml");
    archive.add("xl/_rels/workbook.xml.rels", relations(of_workbook).as_bytes());
    archive.add("xl/styles.xml", styles.as_bytes());
    archive.add("xl/worksheets/sheet1.xml", cells(sheet).as_bytes());
    archive.finish()
}

/// The sheet itself: the heading stays in sight and offers a filter.
fn cells(sheet: &DataSheet) -> String {
    let mut text = format!(
        "{XML}<worksheet xmlns=\"{MAIN}\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>\
         </sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>"
    );
    for (n, width) in widths(sheet).into_iter().enumerate() {
        text.push_str(&format!("<col min=\"{0}\" max=\"{0}\" width=\"{width}\" customWidth=\"1\"/>", n + 1));
    }
    text.push_str("</cols><sheetData>");
    let heading: Vec<SheetCell> = sheet.heading.iter().cloned().map(SheetCell::Text).collect();
    row(&mut text, 1, &heading, " s=\"1\"");
    for (n, cells) in sheet.rows.iter().enumerate() {
        row(&mut text, n + 2, cells, "");
    }
    let last = column(sheet.heading.len().saturating_sub(1));
    text.push_str(&format!("</sheetData><autoFilter ref=\"A1:{last}{}\"/></worksheet>", sheet.rows.len() + 1));
    text
}

fn row(text: &mut String, number: usize, cells: &[SheetCell], style: &str) {
    text.push_str(&format!("<row r=\"{number}\">"));
    for (n, cell) in cells.iter().enumerate() {
        let place = column(n);
        match cell {
            SheetCell::Text(said) => text.push_str(&format!(
                "<c r=\"{place}{number}\"{style} t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                escaped(said)
            )),
            SheetCell::Number(value) => text.push_str(&format!("<c r=\"{place}{number}\"><v>{value}</v></c>")),
            SheetCell::Empty => {}
        }
    }
    text.push_str("</row>");
}

/// As wide as the longest of a column, within reason; a Han character counts twice.
fn widths(sheet: &DataSheet) -> Vec<usize> {
    let wide = |text: &str| text.chars().map(|c| if c < '\u{1100}' { 1 } else { 2 }).sum::<usize>();
    let of = |n: usize| {
        let cells = sheet.rows.iter().take(1_000).filter_map(|row| row.get(n));
        let longest = cells.map(|cell| match cell {
            SheetCell::Text(text) => wide(text),
            SheetCell::Number(number) => number.to_string().len(),
            SheetCell::Empty => 0,
        });
        let heading = sheet.heading.get(n).map_or(0, |head| wide(head));
        (longest.max().unwrap_or_default().max(heading) + 3).clamp(8, 60)
    };
    (0..sheet.heading.len()).map(of).collect()
}

/// `A` … `Z`, `AA` …
fn column(n: usize) -> String {
    let letter = char::from(b'A' + (n % 26) as u8);
    if n < 26 { letter.to_string() } else { column(n / 26 - 1) + &letter.to_string() }
}

/// A sheet's name has 31 characters at most, and none of those that an address of a cell needs.
fn sheet_name(name: &str) -> String {
    let plain: String = name.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(NAME).collect();
    if plain.trim().is_empty() { "1".into() } else { plain }
}

/// Text in XML, without the control characters that XML has no way to write.
fn escaped(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).take(CELL).collect();
    plain.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use zhixing_domain::points::Points;

    #[test]
    fn columns_go_on_after_z() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(column), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn a_formula_is_written_as_a_text_and_markup_as_letters() {
        let text = |t: &str| SheetCell::Text(t.into());
        let rows = vec![vec![text("=1+1"), SheetCell::Number(Points::from_hundredths(6_550))], vec![text("<b>\u{1}&"), SheetCell::Empty]];
        let sheet = DataSheet { name: "成绩[1]".into(), heading: vec!["姓名".into(), "得分".into()], rows };
        let xml = cells(&sheet);
        assert!(
            xml.contains("<c r=\"A2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">=1+1</t></is></c><c r=\"B2\"><v>65.5</v></c>"),
            "{xml}"
        );
        assert!(xml.contains("&lt;b&gt;&amp;</t>") && !xml.contains("<f>"), "{xml}");
        assert_eq!((sheet_name(&sheet.name).as_str(), sheet_name("[]").as_str()), ("成绩1", "1"));
        assert!(write(&sheet).starts_with(b"PK\x03\x04"));
    }
}
