//! Small documents, and what becomes of them.

use super::*;
use std::io::Write as _;
use zip::{ZipWriter, write::SimpleFileOptions};

fn docx(body: &str, others: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(vec![]));
    let document =
        format!("<w:document xmlns:w=\"w\" xmlns:r=\"r\" xmlns:m=\"m\" xmlns:a=\"a\" xmlns:wp=\"wp\"><w:body>{body}</w:body></w:document>");
    for (path, bytes) in [("word/document.xml", document.as_bytes())].iter().chain(others) {
        zip.start_file(*path, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const STYLES: &[u8] = br#"<w:styles xmlns:w="w"><w:style w:styleId="1"><w:name w:val="heading 1"/></w:style></w:styles>"#;
const NUMBERS: &[u8] =
    br#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
    <w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;

fn text(body: &str) -> String {
    read(docx(body, &[("word/styles.xml", STYLES), ("word/numbering.xml", NUMBERS)])).expect("a document").text
}

#[test]
fn a_document_becomes_a_lesson() {
    for (body, markdown) in [
        (
            "<w:p><w:pPr><w:pStyle w:val=\"1\"/></w:pPr><w:r><w:t>一</w:t></w:r></w:p><w:p><w:r><w:t>x</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val=\"1\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>二</w:t></w:r></w:p>",
            "## 一\n\nx\n\n## 二",
        ),
        (
            "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>bold</w:t></w:r><w:r><w:t xml:space=\"preserve\"> and </w:t></w:r><w:r><w:rPr><w:b w:val=\"0\"/><w:i/></w:rPr><w:t>slanted</w:t></w:r></w:p>",
            "**bold** and *slanted*",
        ),
        (
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p><w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"9\"/></w:numPr></w:pPr><w:r><w:t>b</w:t></w:r></w:p><w:p><w:r><w:t>c</w:t></w:r></w:p>",
            "1. a\n\n- b\n\nc",
        ),
        (
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b|c</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p><w:r><w:t>d</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
            "| a | b\\|c |\n|---|---|\n| d |  |",
        ),
        ("<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>", "new"),
        (
            "<w:customXml><w:p><w:r><w:ruby><w:rt><w:r><w:t>hàn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>汉</w:t></w:r></w:rubyBase></w:ruby></w:r><w:customXml><w:bdo><w:r><w:t>字</w:t></w:r></w:bdo></w:customXml><w:r><w:instrText>EQ \\f(1,2)</w:instrText></w:r></w:p></w:customXml>",
            "汉（hàn）字`EQ \\f(1,2)`",
        ),
        ("<w:p><w:r><w:t>&lt;script&gt;alert(1)&lt;/script&gt; # *x*</w:t></w:r></w:p>", "\\<script>alert(1)\\</script> # \\*x\\*"),
    ] {
        assert_eq!(text(body), markdown, "{body}");
    }
}

#[test]
fn links_pictures_notes_and_formulas_come_with_what_is_told() {
    let body = "<w:p><w:hyperlink r:id=\"rId1\"><w:r><w:t>there</w:t></w:r></w:hyperlink><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>\
        <w:p><w:r><w:drawing><wp:inline><wp:docPr descr=\"a dog\"/><a:blip r:embed=\"rId2\"/></wp:inline></w:drawing></w:r></w:p>\
        <w:p><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>";
    let relations = br#"<Relationships><Relationship Id="rId1" Target="https://x.org/" TargetMode="External"/><Relationship Id="rId2" Target="media/image1.png"/></Relationships>"#;
    let notes = br#"<w:footnotes xmlns:w="w"><w:footnote w:id="2"><w:p><w:r><w:t>a note</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";
    let bytes = docx(body, &[("word/_rels/document.xml.rels", relations), ("word/footnotes.xml", notes), ("word/media/image1.png", png)]);
    let lesson = read(bytes).expect("a document");
    assert_eq!(lesson.text, "[there](https://x.org/)[^1]\n\n![a dog](media/image1.png)\n\n$x=1$\n\n[^1]: a note");
    assert_eq!(lesson.pictures.len(), 1);
    assert_eq!(lesson.said, []);
}

#[test]
fn signs_charts_heads_and_remarks_come_or_are_told() {
    let sign = |font: &str, number: &str| format!("<w:r><w:sym w:font=\"{font}\" w:char=\"{number}\"/></w:r>");
    let chart = "<w:r><w:drawing><wp:inline><a:graphic><c:chart r:id=\"c\"/></a:graphic></wp:inline></w:drawing></w:r>";
    let strange = "<m:oMath><m:strange><m:r><m:t>y</m:t></m:r></m:strange></m:oMath>";
    let body = format!("<w:p>{}{}{}{chart}{strange}</w:p>", sign("Wingdings", "F0FE"), sign("Symbol", "F061"), sign("Own", "F001"));
    let part = |name: &str, text: &str| format!("<w:{name} xmlns:w=\"w\"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{name}>");
    let comments = "<w:comments xmlns:w=\"w\"><w:comment w:id=\"1\"/><w:comment w:id=\"2\"/></w:comments>";
    let (head, foot) = (part("hdr", "内部资料"), part("ftr", "第 1 页，共 3 页"));
    let others = [("word/header1.xml", head.as_bytes()), ("word/footer1.xml", foot.as_bytes()), ("word/comments.xml", comments.as_bytes())];
    let lesson = read(docx(&body, &others)).expect("a document");
    assert_eq!(lesson.text, "☑α□`y`");
    let told: Vec<_> = lesson.said.iter().map(|note| note.text(zhixing_domain::lang::Lang::En)).collect();
    let codes: Vec<_> = lesson.said.iter().map(|note| note.code).collect();
    assert_eq!(codes, ["lesson-maths", "lesson-drawing", "lesson-sign", "lesson-edges", "lesson-remarks"], "{told:?}");
    assert!(told[3].starts_with("1 ") && told[4].starts_with("2 "), "{told:?}");
}

fn notes(kind: &str, said: &[(&str, &str)]) -> String {
    let note = |(id, said): &(&str, &str)| format!("<w:{kind} w:id=\"{id}\">{said}</w:{kind}>");
    format!("<w:{kind}s xmlns:w=\"w\" xmlns:a=\"a\" xmlns:r=\"r\">{}</w:{kind}s>", said.iter().map(note).collect::<String>())
}

#[test]
fn a_note_is_written_once_and_those_of_both_kinds_count_together() {
    let [foot, end] = ["footnote", "endnote"].map(|kind| move |id: u8| format!("<w:r><w:{kind}Reference w:id=\"{id}\"/></w:r>"));
    let body = format!("<w:p><w:r><w:t>x</w:t></w:r>{}{}{}{}</w:p>", foot(2), end(2), foot(2), foot(3));
    let said = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let inner = format!("{}{}<w:p>{}</w:p>", said("one"), said("two"), end(4));
    let footnotes = notes("footnote", &[("2", &inner), ("3", &said("three"))]);
    let endnotes = notes("endnote", &[("2", &said("behind")), ("4", &said("last"))]);
    let others = [("word/footnotes.xml", footnotes.as_bytes()), ("word/endnotes.xml", endnotes.as_bytes())];
    let lesson = read(docx(&body, &others)).expect("a document");
    assert_eq!(lesson.text, "x[^1][^2][^1][^3]\n\n[^1]: one<br>two<br>[^4]\n\n[^2]: behind\n\n[^3]: three\n\n[^4]: last");
}

#[test]
fn pictures_of_notes_come_along_and_text_boxes_are_told() {
    let png = |last: u8| [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0"[..], &[last]].concat();
    let relations =
        br#"<Relationships><Relationship Id="a" Target="media/x.png"/><Relationship Id="b" Target="other/x.png"/></Relationships>"#;
    let drawn = |id: &str| format!("<w:r><w:drawing><a:blip r:embed=\"{id}\"/></w:drawing></w:r>");
    let boxed = "<w:r><w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict></w:r>";
    let body = format!("<w:p>{}{boxed}<w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p>", drawn("a"));
    let footnotes = notes("footnote", &[("1", &format!("<w:p>{}</w:p>", drawn("b")))]);
    let (first, second) = (png(0), png(1));
    let lesson = read(docx(
        &body,
        &[
            ("word/_rels/document.xml.rels", relations),
            ("word/footnotes.xml", footnotes.as_bytes()),
            ("word/media/x.png", &first),
            ("word/other/x.png", &second),
        ],
    ))
    .expect("a document");
    assert_eq!(lesson.text, "![x](media/x.png)[^1]\n\n[^1]: ![x-2](media/x-2.png)");
    assert_eq!(lesson.pictures.iter().map(|p| p.bytes.as_slice()).collect::<Vec<_>>(), [first, second]);
    assert_eq!(lesson.said.iter().map(|note| note.code).collect::<Vec<_>>(), ["lesson-box"]);
}

#[test]
fn a_level_beyond_all_numbers_is_no_heading() {
    let body = format!("<w:p><w:pPr><w:outlineLvl w:val=\"{}\"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>", usize::MAX);
    let style = format!("<styles><style styleId=\"1\"><name val=\"n\"/><pPr><outlineLvl val=\"{}\"/></pPr></style></styles>", usize::MAX);
    assert_eq!(read(docx(&body, &[("word/styles.xml", style.as_bytes())])).expect("a document").text, "x");
}

#[test]
fn what_is_hostile_is_refused() {
    let long = notes("footnote", &[("2", &format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "x".repeat(2 << 20)))]);
    let named = format!("<w:p>{}</w:p>", "<w:r><w:footnoteReference w:id=\"2\"/></w:r>".repeat(10_000));
    let wide = "<w:tc><w:tcPr><w:gridSpan w:val=\"64\"/></w:tcPr></w:tc>".repeat(100_000);
    for (name, bytes) in [
        ("a long note", docx(&named, &[("word/footnotes.xml", long.as_bytes())])),
        ("a wide table", docx(&format!("<w:tbl><w:tr>{wide}</w:tr></w:tbl>"), &[])),
        ("no document", docx("", &[]).into_iter().take(40).collect::<Vec<_>>()),
        ("a bomb", docx(&"<w:p/>".repeat(3_000_000), &[])),
        ("words without end", docx(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "x".repeat(5 << 20)), &[])),
        ("entities", docx("", &[("word/styles.xml", b"<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>")])),
        ("deep", docx(&"<w:sdt>".repeat(10_000), &[])),
    ] {
        assert!(read(bytes).is_err(), "{name}");
    }
}

/// Each is within the bound, and nothing of it is left: a page is read for each all the same.
#[test]
fn notes_are_bounded_together() {
    let relations = format!(
        "<Relationships><Relationship Id=\"a\" Target=\"javascript:{}\" TargetMode=\"External\"/></Relationships>",
        "x".repeat(LONGEST - 11)
    );
    let links = format!("<w:p>{}</w:p>", "<w:hyperlink r:id=\"a\"/>".repeat(800));
    let read_with = |count: usize| {
        let ids: Vec<String> = (0..count).map(|id| id.to_string()).collect();
        let body: String = ids.iter().map(|id| format!("<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>")).collect();
        let said: Vec<(&str, &str)> = ids.iter().map(|id| (id.as_str(), links.as_str())).collect();
        let others = [("word/_rels/document.xml.rels", relations.as_bytes()), ("word/footnotes.xml", notes("footnote", &said).as_bytes())]
            .map(|(path, bytes)| (path, bytes.to_vec()));
        let others: Vec<(&str, &[u8])> = others.iter().map(|(path, bytes)| (*path, bytes.as_slice())).collect();
        read(docx(&format!("<w:p>{body}</w:p>"), &others))
    };
    assert!(read_with(2).is_ok());
    assert_eq!(read_with(3).map_err(|note| note.code).err(), Some("lesson-long"));
}
