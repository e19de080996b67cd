//! CSV (RFC 4180) as spreadsheets read it: UTF-8 with its mark, so that Chinese is not taken for something else; texts that they would compute are not.

use super::{DataSheet, SheetCell};
use zhixing_domain::text::formula;

pub fn write(sheet: &DataSheet) -> Vec<u8> {
    let mut text = String::from("\u{feff}");
    line(&mut text, sheet.heading.iter().map(|head| written(head)));
    for row in &sheet.rows {
        line(&mut text, row.iter().map(cell));
    }
    text.into_bytes()
}

fn line(text: &mut String, cells: impl Iterator<Item = String>) {
    let cells: Vec<String> = cells.collect();
    text.push_str(&cells.join(","));
    text.push_str("\r\n");
}

fn cell(cell: &SheetCell) -> String {
    match cell {
        SheetCell::Text(text) => written(text),
        SheetCell::Number(number) => number.to_string(),
        SheetCell::Empty => String::new(),
    }
}

/// A text that stays a text: an apostrophe in front of what would be a formula, and quotes where they are needed.
fn written(text: &str) -> String {
    let text = formula::harmless(text);
    if text.contains(['"', ',', '\n', '\r', ';', '\t']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zhixing_domain::points::Points;

    #[test]
    fn chinese_is_marked_as_unicode_and_a_formula_stays_a_text() {
        let text = |t: &str| SheetCell::Text(t.into());
        let rows = vec![
            vec![text("王小明"), SheetCell::Number(Points::from_hundredths(-50))],
            vec![text("=HYPERLINK(\"http://x\",\"y\")"), SheetCell::Empty],
            vec![text(" +1"), text("＝1")],
            vec![text("a\nb"), text("@x")],
        ];
        let sheet = DataSheet { name: "x".into(), heading: vec!["姓名".into(), "得分".into()], rows };
        let wanted = "\u{feff}姓名,得分\r\n王小明,-0.5\r\n\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",\r\n' +1,'＝1\r\n\"a\nb\",'@x\r\n";
        assert_eq!(String::from_utf8(write(&sheet)).unwrap(), wanted);
    }
}
