//! The parts of a file of a word processor around its body.

use super::{
    picture::{self, KINDS},
    sheet::{Sheet, run},
    words,
};
use crate::{bundle, xml::plain};
use zhixing_domain::lang::Lang;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MEDIA: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The whole file.
pub fn pack(title: &str, sheet: Sheet) -> Vec<u8> {
    let mut files: Vec<(String, Vec<u8>)> = [
        ("[Content_Types].xml", types()),
        ("_rels/.rels", package()),
        ("docProps/core.xml", about(title, sheet.lang)),
        ("word/document.xml", document(&sheet.out)),
        ("word/styles.xml", styles(sheet.lang)),
        ("word/footer1.xml", footer(sheet.lang)),
        ("word/_rels/document.xml.rels", relations(&sheet)),
    ]
    .map(|(path, text)| (path.to_string(), text.into_bytes()))
    .into();
    for (n, shown) in sheet.pictures.shown.iter().enumerate() {
        files.push((format!("word/{}", picture::path(n, shown)), shown.bytes.to_vec()));
    }
    bundle::fold(&files)
}

fn types() -> String {
    let kinds: String = KINDS.iter().map(|(end, kind)| format!("<Default Extension=\"{end}\" ContentType=\"{kind}\"/>")).collect();
    format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" \
         ContentType=\"application/xml\"/>{kinds}<Override PartName=\"/word/document.xml\" ContentType=\"{MEDIA}.document.main+xml\"/>\
         <Override PartName=\"/word/styles.xml\" ContentType=\"{MEDIA}.styles+xml\"/><Override PartName=\"/word/footer1.xml\" \
         ContentType=\"{MEDIA}.footer+xml\"/><Override PartName=\"/docProps/core.xml\" \
         ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>"
    )
}

fn package() -> String {
    format!(
        "{HEAD}<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"document\" Type=\"{OFFICE}/officeDocument\" \
         Target=\"word/document.xml\"/><Relationship Id=\"about\" Type=\"{RELATIONS}/metadata/core-properties\" \
         Target=\"docProps/core.xml\"/></Relationships>"
    )
}

fn about(title: &str, lang: Lang) -> String {
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:language>{}</dc:language></cp:coreProperties>",
        plain(title),
        code(lang)
    )
}

const fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en-GB",
    }
}

fn document(body: &str) -> String {
    format!(
        "{HEAD}<w:document xmlns:w=\"{WORDS}\" xmlns:r=\"{OFFICE}\" xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
         xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><w:body>{body}<w:sectPr><w:footerReference \
         w:type=\"default\" r:id=\"footer\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" \
         w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    )
}

fn relations(sheet: &Sheet) -> String {
    let pictures: String = sheet
        .pictures
        .shown
        .iter()
        .enumerate()
        .map(|(n, shown)| {
            format!("<Relationship Id=\"{}\" Type=\"{OFFICE}/image\" Target=\"{}\"/>", picture::relation(n), picture::path(n, shown))
        })
        .collect();
    format!(
        "{HEAD}<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"styles\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/>\
         <Relationship Id=\"footer\" Type=\"{OFFICE}/footer\" Target=\"footer1.xml\"/>{pictures}</Relationships>"
    )
}

/// `第 1 页，共 3 页`.
fn footer(lang: Lang) -> String {
    let [before, between, behind] = words::page(lang).map(run);
    let field = |name: &str| format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    format!(
        "{HEAD}<w:ftr xmlns:w=\"{WORDS}\"><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>{before}{}{between}{}{behind}</w:p></w:ftr>",
        field("PAGE"),
        field("NUMPAGES")
    )
}

fn styles(lang: Lang) -> String {
    let style = |id: &str, name: &str, paragraph: &str, run: &str| {
        let paragraph = if paragraph.is_empty() { String::new() } else { format!("<w:pPr>{paragraph}</w:pPr>") };
        let run = if run.is_empty() { String::new() } else { format!("<w:rPr>{run}</w:rPr>") };
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/>{paragraph}{run}</w:style>"
        )
    };
    let code = "<w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:cs=\"Courier New\"/>";
    let all = [
        style("Title", "Title", "<w:spacing w:after=\"160\"/><w:jc w:val=\"center\"/>", "<w:b/><w:sz w:val=\"36\"/>"),
        style(
            "Heading1",
            "heading 1",
            "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"60\"/><w:outlineLvl w:val=\"0\"/>",
            "<w:b/><w:sz w:val=\"24\"/>",
        ),
        style("Note", "Note", "<w:spacing w:after=\"60\"/>", "<w:color w:val=\"444444\"/>"),
        style(
            "Line",
            "Answer line",
            "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"1\" w:color=\"888888\"/><w:between \
            w:val=\"single\" w:sz=\"4\" w:space=\"1\" w:color=\"888888\"/></w:pBdr><w:spacing w:before=\"200\"/><w:ind w:left=\"420\"/>",
            "",
        ),
        style("Code", "Code", "<w:keepLines/>", &format!("{code}<w:sz w:val=\"19\"/>")),
        style("Small", "Small", "<w:spacing w:line=\"120\" w:lineRule=\"exact\"/>", "<w:sz w:val=\"8\"/>"),
    ]
    .concat();
    format!(
        "{HEAD}<w:styles xmlns:w=\"{WORDS}\"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New \
         Roman\" w:eastAsia=\"SimSun\" w:cs=\"Times New Roman\"/><w:sz w:val=\"21\"/><w:lang w:val=\"{}\" w:eastAsia=\"zh-CN\"/></w:rPr>\
         </w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"60\" w:line=\"300\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault>\
         </w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/>\
         </w:style>{all}<w:style w:type=\"character\" w:styleId=\"CodeWords\"><w:name w:val=\"Code Words\"/><w:rPr>{code}</w:rPr></w:style>\
         </w:styles>",
        self::code(lang)
    )
}
