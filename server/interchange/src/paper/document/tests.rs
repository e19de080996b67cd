//! Papers as word processors keep them, written for this.

use super::*;
use crate::{ForeignItem, ForeignKey, bundle::fold};

const RELATIONS: &str = "<Relationships><Relationship Id=\"p\" Target=\"media/image1.png\"/><Relationship Id=\"w\" Target=\"media/image2.wmf\"/></Relationships>";
const NUMBERING: &str = "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"upperLetter\"/><w:lvlText w:val=\"%2\"/></w:lvl></w:abstractNum><w:num w:numId=\"7\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";

const STYLES: &str =
    "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"q\"><w:pPr><w:numPr><w:numId w:val=\"7\"/></w:numPr></w:pPr></w:style></w:styles>";

fn import(body: &str) -> Import {
    let document =
        format!("<w:document xmlns:w=\"w\" xmlns:r=\"r\" xmlns:a=\"a\" xmlns:m=\"m\" xmlns:wp=\"wp\"><w:body>{body}</w:body></w:document>");
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0".to_vec();
    let files = [
        ("word/document.xml", document.into_bytes()),
        ("word/_rels/document.xml.rels", RELATIONS.into()),
        ("word/numbering.xml", NUMBERING.into()),
        ("word/styles.xml", STYLES.into()),
        ("word/media/image1.png", png),
        ("word/media/image2.wmf", b"wmf".to_vec()),
    ];
    let bytes = fold(&files.map(|(path, bytes)| (path.to_string(), bytes)));
    let bundle = Bundle::of_file("试卷.docx", bytes).unwrap_or_default();
    crate::import(&bundle, None).unwrap_or_default().pop().unwrap_or_default()
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

fn numbered(level: u8, text: &str) -> String {
    format!("<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"7\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn questions_and_options_that_the_program_numbers_are_items() {
    let body = [
        p("一、单项选择题"),
        numbered(0, "哪个是速率的单位？"),
        numbered(1, "字节"),
        numbered(1, "比特每秒"),
        p("答案：B"),
        p("解析：单位时间内的量。"),
        "<w:p><w:pPr><w:pStyle w:val=\"q\"/></w:pPr><w:r><w:t>哪个是层？</w:t></w:r></w:p>".into(),
        numbered(1, "传输"),
        numbered(1, "铜线"),
        p("答案：A"),
    ];
    let import = import(&body.concat());
    let items: Vec<_> = import.items.iter().filter_map(ReadItem::item).collect();
    assert_eq!(items.iter().map(|item| item.stem.as_str()).collect::<Vec<_>>(), ["哪个是速率的单位？", "哪个是层？"]);
    assert_eq!(items[0].explanation.as_deref(), Some("单位时间内的量。"));
    let ForeignKey::Single(options) = &items[1].key else { panic!("{import:?}") };
    assert_eq!(options.iter().map(|o| (o.text.as_str(), o.worth)).collect::<Vec<_>>(), [("传输", 1.0), ("铜线", 0.0)]);
}

#[test]
fn pictures_formulas_and_indices_stay_where_they_stand() {
    let picture = |id: &str| format!("<w:r><w:drawing><wp:docPr descr=\"电路\"/><a:blip r:embed=\"{id}\"/></w:drawing></w:r>");
    let sub = "<w:r><w:rPr><w:vertAlign w:val=\"subscript\"/></w:rPr><w:t>2</w:t></w:r>";
    let body = [
        format!("<w:p><w:r><w:t>1. 看图，H</w:t></w:r>{sub}<w:r><w:t>O 是哪个？</w:t></w:r>{}</w:p>", picture("p")),
        "<w:p><w:r><w:t>A. </w:t></w:r><m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>x</m:t></m:r></m:den></m:f></m:oMath></w:p>".into(),
        format!("<w:p><w:r><w:t>B. 乙</w:t></w:r>{}</w:p>", picture("w")),
        p("答案：A"),
    ];
    let import = import(&body.concat());
    let [ReadItem::Item { item, .. }] = import.items.as_slice() else { panic!("{import:?}") };
    assert_eq!(item.stem, "看图，H<sub>2</sub>O 是哪个？\n\n![电路](media/image1.png)");
    let ForeignKey::Single(options) = &item.key else { panic!("{item:?}") };
    assert_eq!(options.iter().map(|o| o.text.as_str()).collect::<Vec<_>>(), ["$\\frac{1}{x}$", "乙"]);
    assert_eq!(import.pictures.len(), 1);
    assert!(import.losses.iter().any(|note| note.code == "paper-pictures"), "{:?}", import.losses);
}

#[test]
fn lines_to_write_on_and_tables_of_answers_are_read() {
    let blank = "<w:r><w:rPr><w:u w:val=\"single\"/></w:rPr><w:t xml:space=\"preserve\">      </w:t></w:r>";
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", p(text));
    let row = |cells: [&str; 3]| format!("<w:tr>{}</w:tr>", cells.map(cell).concat());
    let body = [
        format!("<w:p><w:r><w:t>1. 首都是</w:t></w:r>{blank}<w:r><w:t>。</w:t></w:r></w:p>"),
        p("答案：北京"),
        p("2. 甲？"),
        p("A. 一　B. 二"),
        p("3. 乙？"),
        p("A. 一　B. 二"),
        p("参考答案"),
        format!("<w:tbl>{}{}</w:tbl>", row(["题号", "2", "3"]), row(["答案", "B", "A"])),
    ];
    let import = import(&body.concat());
    let items: Vec<_> = import.items.iter().filter_map(ReadItem::item).collect();
    assert_eq!(items.len(), 3, "{import:?}");
    assert!(matches!(&items[0].key, ForeignKey::Short { accept, .. } if accept[0].answer == "北京"), "{:?}", items[0]);
    let right = |key: &ForeignKey| if let ForeignKey::Single(o) = key { o.iter().position(|o| o.worth > 0.0) } else { None };
    assert_eq!((right(&items[1].key), right(&items[2].key)), (Some(1), Some(0)));
}

#[test]
fn a_table_that_only_sets_the_page_is_read_line_by_line() {
    let inner = format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", p("A. 一"), p("B. 二"));
    let cell = |blocks: &[String]| format!("<w:tc><w:tcPr/>{}</w:tc>", blocks.concat());
    let row = cell(&[p("密封线")]) + &cell(&[p("1. 甲？"), inner, p("答案：B"), p("2. 乙。"), p("答案：√")]);
    let import = import(&format!("<w:tbl><w:tr>{row}</w:tr></w:tbl>"));
    let items: Vec<_> = import.items.iter().filter_map(ReadItem::item).collect();
    assert_eq!(items.iter().map(|item| item.stem.as_str()).collect::<Vec<_>>(), ["甲？", "乙。"], "{import:?}");
    assert!(matches!(&items[0].key, ForeignKey::Single(options) if options.len() == 2), "{import:?}");
}

#[test]
fn a_document_that_is_too_long_is_refused_and_not_cut() {
    let bytes = fold(&[("word/document.xml".to_string(), format!("<d><body>{}</body></d>", p(&"1. 甲".repeat(LONGEST / 5))).into_bytes())]);
    let bundle = Bundle::of_file("x.docx", bytes).unwrap_or_default();
    assert_eq!(crate::import(&bundle, None).map_err(|note| note.code), Err("paper-long"));
}

/// What stands in words that belong to every item.
#[test]
fn what_many_items_show_is_taken_while_there_is_room() {
    let pieces = [Piece { markdown: "图".repeat(8 << 20), plain: String::new(), apart: true }];
    let mut budget = Budget::default();
    let fits = [1, 2, 3, 4].map(|line| {
        let item = ForeignItem::new(line, FIRST.to_string(), ForeignKey::Essay(vec![]));
        let mut read = ReadItem::Item { item: Box::new(item), losses: vec![] };
        fill(&mut read, &pieces, &mut budget);
        read.item().is_some()
    });
    assert_eq!(fits, [true, true, false, false], "two of 24 MB are within the bound");
}

#[test]
fn a_document_without_questions_is_a_lesson() {
    let bytes = fold(&[("word/document.xml".to_string(), format!("<d><body>{}</body></d>", p("随便写的一段话。")).into_bytes())]);
    let bundle = Bundle::of_file("x.docx", bytes).unwrap_or_default();
    assert_eq!(crate::import(&bundle, None).map_err(|note| note.code), Err("document"));
}
