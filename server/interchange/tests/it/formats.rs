//! Each format by small banks that were written for this test.

use crate::published::published;
use zhixing_domain::lang::Lang;
use zhixing_interchange::{BankFormat, Bundle, ForeignKey, Import, ReadItem, import};

/// Reads one bank.
pub fn one(name: &str, bytes: &[u8], format: Option<BankFormat>) -> Import {
    let bundle = Bundle::of_file(name, bytes.to_vec()).expect("a bundle");
    let mut imports = import(&bundle, format).unwrap_or_else(|note| panic!("{}", note.text(Lang::En)));
    imports.pop().expect("one bank")
}

/// Each item in a line: where it begins, its stem, its key, and the codes of what was lost; or its fault.
pub fn told(import: &Import) -> Vec<String> {
    let of = |read: &ReadItem| match read {
        ReadItem::Item { item, losses } => {
            let kind = match &item.key {
                ForeignKey::Single(o) => format!("single {:?}", o.iter().map(|o| (o.text.as_str(), o.worth)).collect::<Vec<_>>()),
                ForeignKey::Multiple(o) => format!("multiple {:?}", o.iter().map(|o| (o.text.as_str(), o.worth)).collect::<Vec<_>>()),
                ForeignKey::Short { accept, .. } => format!("short {:?}", accept.iter().map(|a| a.answer.as_str()).collect::<Vec<_>>()),
                ForeignKey::Numeric { accept, .. } => format!("numeric {:?}", accept.iter().map(|a| a.answer).collect::<Vec<_>>()),
                key => format!("{key:?}"),
            };
            let losses: Vec<_> = losses.iter().map(|l| l.code).collect();
            format!("{} {} | {kind} | {}", item.line, item.stem, losses.join(" "))
        }
        ReadItem::Fault(note) => format!("{} ! {}", note.line, note.code),
    };
    import.items.iter().map(of).collect()
}

#[test]
fn gift_comes_in_item_by_item() {
    let text = "// [tag:net]\n::Speed::Which unit \\: of speed? {\n=bit/s#yes\n~byte\n~%-50%pixel\n}\n\n\
        No brace } here\n\nTwo plus two is {=4 =four}.\n\nPi? {#3.14:0.01}\n\nA note.\n\nEarth is round. {TRUE}\n\n\
        Match. {=a -> 1 =b -> 2 = -> 3}\n\nNothing right {~a ~b}\n";
    let import = one("x.gift", text.as_bytes(), None);
    assert_eq!(
        told(&import),
        [
            "2 Which unit : of speed? | single [(\"bit/s\", 1.0), (\"byte\", 0.0), (\"pixel\", -0.5)] | partial-options",
            "8 ! gift-braces",
            "10 Two plus two is \\_\\_\\_\\_\\_. | short [\"4\", \"four\"] | ",
            "12 Pi? | numeric [Around { value: 3.14, tolerance: 0.01 }] | ",
            "16 Earth is round. | TrueFalse { key: true, feedback: [None, None] } | ",
            "18 Match. | Matching { pairs: [(\"a\", \"1\"), (\"b\", \"2\")], distractors: [\"3\"] } | ",
            "20 ! no-right-answer",
        ]
    );
    assert_eq!(import.losses.iter().map(|l| (l.line, l.code)).collect::<Vec<_>>(), [(14, "description")]);
    let (items, errors) = published(&[import]);
    assert_eq!((items.len(), errors), (5, vec![]));
    assert_eq!(items[0].tags, ["net"]);
}

#[test]
fn moodle_xml_brings_pictures_gaps_and_tables() {
    let png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    let text = format!(
        "<?xml version=\"1.0\"?><quiz>\n<question type=\"multichoice\"><name><text>n</text></name><questiontext format=\"html\"><text><![CDATA[\
         <p>See <b>this</b>: H<sub>2</sub>O</p><p><img src=\"@@PLUGINFILE@@/a%20b.png\" alt=\"a dot\"></p><script>alert(1)</script>\
         <table><tr><td>x|y</td><td>2</td></tr></table>]]></text><file name=\"a b.png\" encoding=\"base64\">{png}</file></questiontext>\
         <single>false</single><answer fraction=\"50\"><text>one &lt;p&gt;</text></answer><answer fraction=\"50\"><text>two</text></answer>\
         <answer fraction=\"0\"><text>three</text></answer></question>\n\
         <question type=\"cloze\"><name><text>c</text></name><questiontext format=\"html\">\
         <text>Paris is in {{1:MC:=France~Italy}}, 2+2={{2:NM:=4}}.</text></questiontext></question>\n\
         <question type=\"calculated\"><name><text>k</text></name></question>\n</quiz>"
    );
    let import = one("x.xml", text.as_bytes(), None);
    assert_eq!(import.pictures.len(), 1);
    let (items, errors) = published(std::slice::from_ref(&import));
    assert_eq!((items.len(), errors), (2, vec![]));
    let stem = items[0].wording.zh.stem.as_str();
    assert!(stem.contains("<table") && stem.contains("<sub>2</sub>") && stem.contains("a-b.png") && !stem.contains("alert"), "{stem}");
    assert!(matches!(&import.items[2], ReadItem::Fault(note) if note.code == "moodle-calculated" && note.line == 4), "{:?}", import.items);
}

#[test]
fn aiken_names_what_is_not_complete() {
    let text = "Which?\nA. one\nB) two\nANSWER: B\n\nlonely\n\nAnd?\nA. x\nANSWER: A\n\nWhere?\nA. x\nB. y\nANSWER: F\n";
    let import = one("x.txt", text.as_bytes(), None);
    assert_eq!(
        told(&import),
        ["1 Which? | single [(\"one\", 0.0), (\"two\", 1.0)] | ", "6 ! aiken-unfinished", "10 ! aiken-options", "15 ! aiken-answer",]
    );
}

#[test]
fn papers_are_read_as_people_paste_them() {
    let text = "一、单项选择题（每题 2 分）\n1. 下列哪个单位度量速率？\nA. 字节  B. 比特每秒\nC、像素\n答案：B\n解析：速率是单位时间内的量。\n\n\
        2．TCP 在（ A ）层。\nA. 传输\nB. 网络\n\n二、多选题\n3、选哪些？\nA. 甲\nB. 乙\nC. 丙\n【答案】A、C\n难度：难\n\n\
        题目：烘箱加热时门可以开启。^*^答案：错误\n题目：没有选项？^*^答案：C\n4. 首都是____。\n答案：北京\n";
    let import = one("x.txt", text.as_bytes(), None);
    assert_eq!(
        told(&import),
        [
            "2 下列哪个单位度量速率？ | single [(\"字节\", 0.0), (\"比特每秒\", 1.0), (\"像素\", 0.0)] | ",
            "8 TCP 在（ ）层。 | single [(\"传输\", 1.0), (\"网络\", 0.0)] | ",
            "13 选哪些？ | multiple [(\"甲\", 0.5), (\"乙\", 0.0), (\"丙\", 0.5)] | ",
            "20 烘箱加热时门可以开启。 | TrueFalse { key: false, feedback: [None, None] } | ",
            "21 ! paper-options",
            "22 首都是\\_\\_\\_\\_。 | short [\"北京\"] | paper-one-blank",
        ]
    );
    let (items, errors) = published(&[import]);
    assert_eq!((items.len(), errors), (5, vec![]));
}

#[test]
fn rows_and_quizzes_of_mdbook_come_in() {
    let csv = "题库\n题型,题目,选项A,选项B,选项C,正确答案,解析\n单选题,甲？,一,二,三,B,因为\n判断题,乙,,,,对,\n多选题,丙？,一,二,三,AC,\n,丁？,一,二,,D,\n";
    let codes =
        |import: &Import| told(import).iter().map(|line| line.split(" | ").next().unwrap_or_default().to_string()).collect::<Vec<_>>();
    assert_eq!(codes(&one("x.csv", csv.as_bytes(), None)), ["3 甲？", "4 乙", "5 丙？", "6 ! sheet-answer"]);
    let toml = "[[questions]]\ntype = \"MultipleChoice\"\nprompt.prompt = \"\"\"\nWhat?\n\n```rust\nfn main() {}\n```\n\"\"\"\nprompt.distractors = [\"b\"]\n\
        answer.answer = \"a\"\n\n[[questions]]\ntype = \"Tracing\"\nprompt.program = \"\"\n";
    let import = one("x.toml", toml.as_bytes(), None);
    assert_eq!(told(&import).last().map(String::as_str), Some("13 ! mdbook-type"));
    let (items, errors) = published(&[import]);
    assert_eq!((items.len(), errors), (1, vec![]));
}

#[test]
fn notes_of_anki_are_gaps_and_answers() {
    let text =
        "#separator:tab\n#html:true\n#tags column:3\n首都？\t<b>北京</b>\t地理 中国\n先{{c1::清洗::哪一步}}再{{c2::标注}}。\t\t\n\t空\t\n";
    let import = one("x.txt", text.as_bytes(), None);
    let told = told(&import);
    assert_eq!(told.first().map(String::as_str), Some("4 首都？ | short [\"北京\"] | "));
    assert_eq!(told.last().map(String::as_str), Some("6 ! anki-card"));
    let (items, errors) = published(&[import]);
    assert_eq!((items.len(), errors), (2, vec![]));
    assert_eq!(items[0].tags, ["地理", "中国"]);
}

#[test]
fn encodings_are_seen_and_told() {
    let text = "下列哪个单位度量数据传输速率？ {=比特每秒 ~字节 ~像素}\n";
    let (gbk, _, _) = encoding_rs::GB18030.encode(text);
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let marked = [&[0xef, 0xbb, 0xbf], text.as_bytes()].concat();
    for (bytes, name) in [(text.as_bytes(), "UTF-8"), (&marked, "UTF-8 (BOM)"), (&gbk, "GB18030 (GBK)"), (&utf16, "UTF-16")] {
        let import = one("x.gift", bytes, None);
        assert_eq!((import.encoding.as_str(), import.items.len()), (name, 1));
        assert_eq!(told(&import)[0].split(" | ").next(), Some("1 下列哪个单位度量数据传输速率？"), "{name}");
    }
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode("Café à “Paris”? {=oui ~non}\n");
    let import = one("x.gift", &latin, None);
    assert_eq!((import.encoding.as_str(), told(&import)[0].split(" | ").next()), ("windows-1252", Some("1 Café à “Paris”?")));
}
