//! What a file is, what of a folder or a workbook was left aside, and what is no bank at all.

use std::io::Write as _;
use zhixing_interchange::{Accepted, BankFormat, Bundle, ForeignKey, Import, ReadItem, import};
use zip::{ZipWriter, write::SimpleFileOptions};

fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(vec![]));
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a file");
        zip.write_all(text.as_bytes()).expect("bytes");
    }
    zip.finish().expect("a zip").into_inner()
}

fn read(name: &str, bytes: Vec<u8>) -> Result<Vec<Import>, &'static str> {
    Bundle::of_file(name, bytes).and_then(|bundle| import(&bundle, None)).map_err(|note| note.code)
}

/// What was read of a file, the codes of its faults, and of what is told besides.
fn told(import: &Import) -> (&str, Vec<String>, Vec<&'static str>) {
    let one = |read: &ReadItem| match read {
        ReadItem::Item { item, .. } => item.stem.clone(),
        ReadItem::Fault(note) => format!("{} ! {}", note.line, note.code),
    };
    (&import.source, import.items.iter().map(one).collect(), import.losses.iter().map(|note| note.code).collect())
}

#[test]
fn a_text_is_what_only_it_can_be() {
    for (text, format) in [
        ("::Q1::下列哪个对？\n答：____ {=甲 ~乙}\n", BankFormat::Gift),
        ("答案：见下 {=丙 ~丁}\n", BankFormat::Gift),
        ("What?\nANSWER: A {\n=a ~b}\n", BankFormat::Gift),
        ("1. 首都是（ B ）\nA. 上海\nB. 北京\n2. 这题呢\n", BankFormat::Paper),
        ("1. 首都\nA. 上海\nB. 北京(正确答案)\n", BankFormat::Paper),
        ("1. Capital?\nA. Rome\nB. Paris\nAnswer: B\n", BankFormat::Paper),
    ] {
        let imports = read("x.txt", text.into()).expect("a bank");
        assert_eq!(imports.first().and_then(|import| import.format), Some(format), "{text}");
    }
    assert_eq!(read("x.docx", zip(&[("word/document.xml", "<x/>")])), Err("document"));
    assert_eq!(read("x.html", b"<p>1. a</p>".to_vec()), Err("document"));
}

#[test]
fn files_and_sheets_left_aside_are_named() {
    let files = zip(&[("a/x.gift", "x {=a ~b}"), ("a/note.pdf", "%PDF"), ("a/other.csv", "a,b\n1,2\n"), ("a/p.png", "x")]);
    let imports = read("x.zip", files).expect("a bank");
    assert_eq!(imports.iter().map(told).collect::<Vec<_>>(), [("a/x.gift", vec!["x".to_string()], vec!["files-aside"])]);
    let said = imports[0].losses[0].text(zhixing_domain::lang::Lang::Zh);
    assert!(said.contains("note.pdf") && said.contains("other.csv") && !said.contains("p.png"), "{said}");
}

/// A workbook of sheets, by name and rows of cells in their own markup.
fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let name = |i: usize| format!("s{i}");
    let tabs: String = sheets.iter().enumerate().map(|(i, (tab, _))| format!("<sheet name=\"{tab}\" r:id=\"{}\"/>", name(i))).collect();
    // the first tab is not the first file
    let file = |i: usize| format!("worksheets/sheet{}.xml", sheets.len() - i);
    let links: String = (0..sheets.len()).map(|i| format!("<Relationship Id=\"{}\" Target=\"{}\"/>", name(i), file(i))).collect();
    let mut files = vec![
        ("xl/workbook.xml".to_string(), format!("<workbook xmlns:r=\"r\"><sheets>{tabs}</sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels".into(), format!("<Relationships>{links}</Relationships>")),
        (
            "xl/styles.xml".into(),
            "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"9\"/></cellXfs></styleSheet>".into(),
        ),
    ];
    files.extend(
        sheets
            .iter()
            .enumerate()
            .map(|(i, (_, rows))| (format!("xl/{}", file(i)), format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"))),
    );
    zip(&files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>())
}

#[test]
fn a_workbook_is_read_tab_by_tab() {
    let cell = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |cells: &[&str]| format!("<row>{}</row>", cells.iter().map(|text| cell(text)).collect::<String>());
    let head = row(&["题干", "答案"]);
    let dated = format!("<row>{}<c s=\"1\"><v>45293</v></c></row><row>{}<c s=\"2\"><v>0.25</v></c></row>", cell("一半"), cell("四分之一"));
    let bytes = workbook(&[
        ("说明", &row(&["请按模板填写"])),
        ("判断", &format!("{head}{}", row(&["水会结冰_x000D_", "对"]))),
        ("填空", &format!("{head}{dated}")),
    ]);
    let imports = read("b.xlsx", bytes).expect("a bank");
    assert_eq!(
        imports.iter().map(told).collect::<Vec<_>>(),
        [
            ("b 判断.xlsx", vec!["水会结冰".to_string()], vec!["sheet-others"]),
            ("b 填空.xlsx", vec!["2 ! sheet-cell".to_string(), "四分之一".to_string()], vec![]),
        ]
    );
    let last = imports[1].items.iter().filter_map(ReadItem::item).next_back().map(|item| item.key.clone());
    assert_eq!(last, Some(ForeignKey::Short { accept: vec![Accepted::full("25%".into())], case_matters: false }));
}
