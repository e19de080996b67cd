//! Small files that name the same words a great many times: what is made of them is bounded, by item and in sum.

use crate::hostile::{codes, zip};

/// As many lines as one would have, each with its number.
fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

/// Of P pairs that share partners each would get a copy of all P.
#[test]
fn a_matching_gap_or_choice_of_thousands_is_a_fault_with_its_line() {
    let pairs = lines(6_000, |n| format!(" =l{n} -> r{}", n / 2));
    assert_eq!(codes("x.gift", format!("x {{{pairs}}}\n\ny {{=a ~b}}\n").into()), ["too-many-entries", "item"]);
    let pairs = lines(6_000, |n| format!("l{n} -> r{}\n", n / 2));
    assert_eq!(codes("x.csv", format!("type,stem,answer\nmatching,x,\"{pairs}\"\n").into()), ["too-many-entries"]);
    let pairs = lines(6_000, |n| format!("<subquestion><text>l{n}</text><answer><text>r{}</text></answer></subquestion>", n / 2));
    assert_eq!(codes("x.xml", moodle("matching", "x", &pairs)), ["too-many-entries"]);
    let options = lines(6_000, |n| format!(" ~o{n}"));
    assert_eq!(codes("x.gift", format!("x {{=a{options}}}\n").into()), ["too-many-entries"]);
}

#[test]
fn a_text_with_thousands_of_gaps_and_boxes_is_a_fault() {
    let boxes = |count| lines(count, |n| format!("<selectoption><text>w{n}</text><group>1</group></selectoption>"));
    for (gaps, count) in [(6_000, 6_000), (27, 2), (2, 27)] {
        let stem = lines(gaps, |_| "a [[1]] ".into());
        assert_eq!(codes("x.xml", moodle("gapselect", &stem, &boxes(count))), ["too-many-entries"], "{gaps} {count}");
    }
    assert_eq!(codes("x.xml", moodle("gapselect", "a [[1]] b [[2]]", &boxes(26))), ["item"]);
}

fn moodle(kind: &str, stem: &str, parts: &str) -> Vec<u8> {
    format!("<quiz><question type=\"{kind}\"><questiontext><text>{stem}</text></questiontext>{parts}</question></quiz>").into()
}

/// Twenty-six gaps with long words each: what all items together would grow to is bounded.
#[test]
fn words_that_many_items_repeat_are_taken_while_there_is_room() {
    let word = "w".repeat(300 << 10);
    let box_ = |text: &str| format!("<selectoption><text>{text}</text><group>1</group></selectoption>");
    let stem = "a [[1]] ".repeat(26);
    let one =
        format!("<question type=\"gapselect\"><questiontext><text>{stem}</text></questiontext>{}{}</question>", box_("x"), box_(&word));
    let found = codes("x.xml", format!("<quiz>{}</quiz>", one.repeat(12)).into());
    assert_eq!(found.iter().filter(|code| **code == "too-much").count(), 4, "8 of them write 62.4 MB: {found:?}");
}

/// The words above items are those of each of them.
#[test]
fn a_passage_is_given_to_its_items_while_there_is_room() {
    let items = lines(9, |n| format!("\n{}. 甲？\nA. 一 B. 二\n答案：A", n + 1));
    let found = codes("x.txt", format!("阅读下面的材料，完成后面的题。{}{items}", "字".repeat(400_000)).into());
    assert_eq!(found.iter().filter(|code| **code == "too-much").count(), 3, "6 of them have 7.2 MB: {found:?}");
}

/// Each spreadsheet of a ZIP is within the bound; all of them together are not.
#[test]
fn spreadsheets_within_a_zip_are_bounded_in_sum() {
    let shared = format!("<sst><si><t>{}</t></si></sst>", "w".repeat(1 << 20));
    let cells = "<c t=\"s\"><v>0</v></c>".repeat(30);
    let sheet = format!("<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>");
    let book = zip(&[("xl/sharedStrings.xml", shared.as_bytes()), ("xl/worksheets/sheet1.xml", sheet.as_bytes())]);
    let two = zip(&[("a.xlsx", &book), ("b.xlsx", &book)]);
    assert_eq!(codes("x.zip", two), ["sheet-heading", "sheet-heading"]);
    let three = zip(&[("a.xlsx", &book), ("b.xlsx", &book), ("c.xlsx", &book)]);
    assert_eq!(codes("x.zip", three), ["xlsx-large"]);
}

/// Each time anew it would be read a thousand times, and each doubtful cell sought in all rows.
#[test]
fn a_sheet_that_is_named_a_thousand_times_is_read_once() {
    let sheets = "<sheet name=\"s\" id=\"a\"/>".repeat(1_000);
    let rows = "<row><c t=\"inlineStr\"><is><t>1 + 1 = 3</t></is></c><c t=\"e\"><v>#N/A</v></c></row>".repeat(20_000);
    let heading = "<row><c t=\"inlineStr\"><is><t>题干</t></is></c><c t=\"inlineStr\"><is><t>答案</t></is></c></row>";
    let book = zip(&[
        ("xl/workbook.xml", format!("<workbook><sheets>{sheets}</sheets></workbook>").as_bytes()),
        ("xl/_rels/workbook.xml.rels", b"<Relationships><Relationship Id=\"a\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
        ("xl/worksheets/sheet1.xml", format!("<worksheet><sheetData>{heading}{rows}</sheetData></worksheet>").as_bytes()),
    ]);
    assert_eq!(codes("x.xlsx", book).len(), 20_000);
}
