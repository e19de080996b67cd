//! A document of a word processor (OOXML) to a page of HTML, and that to a lesson: what a page means is said in one place.
//! Numbered entries are written as word processors paste them (`mso-list`).

use super::{ForeignLesson, page, words};
use crate::{
    BankNote, Bundle,
    xml::{self, Node},
};
use std::collections::BTreeMap;

pub(super) fn read(bytes: Vec<u8>) -> Result<ForeignLesson, BankNote> {
    let bundle = Bundle::unfold(bytes)?;
    let part = |path: &str| -> Result<Node, BankNote> {
        let bytes = bundle.0.get(path).ok_or_else(words::no_document)?;
        xml::read(std::str::from_utf8(bytes).map_err(|_| words::no_document())?.trim_start_matches('\u{feff}'))
    };
    let document = part("word/document.xml")?;
    let body = document.child("body").ok_or_else(words::no_document)?;
    let optional = |path: &str| if bundle.0.contains_key(path) { part(path) } else { Ok(Node::default()) };
    let mut paper = Paper {
        targets: targets(&optional("word/_rels/document.xml.rels")?),
        headings: headings(&optional("word/styles.xml")?),
        counted: counted(&optional("word/numbering.xml")?),
        ..Paper::default()
    };
    for block in &body.children {
        paper.block(block);
        if paper.html.len() > MOST_BYTES {
            return Err(words::too_long());
        }
    }
    let notes = optional("word/footnotes.xml")?;
    let mut lesson = page(&paper.html, &bundle);
    for (n, id) in (1..).zip(std::mem::take(&mut paper.notes)) {
        paper.html.clear();
        let note = notes.all("footnote").find(|note| note.attribute("id") == Some(id.as_str()));
        note.into_iter().flat_map(|note| &note.children).for_each(|block| paper.runs(block));
        let said = page(&paper.html, &bundle).text.replace("\n\n", " ");
        lesson.text.push_str(&format!("\n\n[^{n}]: {said}"));
    }
    if paper.formulas > 0 {
        lesson.said.push(words::formulas(paper.formulas));
    }
    if paper.merged > 0 {
        lesson.said.push(words::merged(paper.merged));
    }
    Ok(lesson)
}

#[derive(Default)]
struct Paper {
    html: String,
    /// What each relation leads to.
    targets: BTreeMap<String, String>,
    /// The level of each style that is a heading.
    headings: BTreeMap<String, usize>,
    /// The lists that count, by number and level.
    counted: BTreeMap<(String, String), bool>,
    /// The ids of footnotes, as they are named.
    notes: Vec<String>,
    formulas: usize,
    merged: usize,
}

/// The most bytes of all that a document says, with its marks: some times what a lesson may have.
const MOST_BYTES: usize = 4 << 20;
/// Tables within each other.
const DEEPEST: usize = 6;

impl Paper {
    fn block(&mut self, node: &Node) {
        self.block_in(node, 0);
    }

    fn block_in(&mut self, node: &Node, depth: usize) {
        match node.name.as_str() {
            "p" => self.paragraph(node),
            "tbl" if depth < DEEPEST => self.table(node, depth),
            "sdt" => node.child("sdtContent").into_iter().flat_map(|inner| &inner.children).for_each(|block| self.block_in(block, depth)),
            "oMathPara" => self.run(node),
            _ => {}
        }
    }

    fn paragraph(&mut self, node: &Node) {
        let set = node.child("pPr");
        let style = set.and_then(|set| set.child("pStyle")).and_then(|style| style.attribute("val")).unwrap_or_default();
        let outline = set.and_then(|set| set.child("outlineLvl")).and_then(|level| level.attribute("val")?.parse::<usize>().ok());
        let level = self.headings.get(style).copied().or(outline.map(|level| level + 1).filter(|level| *level < 7));
        if let Some(level) = level {
            self.within(&format!("h{}", level.clamp(1, 6)), "", node);
        } else if let Some(list) = set.and_then(|set| set.child("numPr")) {
            let value = |name: &str| list.child(name).and_then(|n| n.attribute("val")).unwrap_or("0").to_string();
            let (number, level) = (value("numId"), value("ilvl"));
            let counts = self.counted.get(&(number, level.clone())).copied().unwrap_or(false);
            let level = level.parse::<usize>().unwrap_or(0).min(5) + 1;
            self.html.push_str(&format!(
                "<p style=\"mso-list:l0 level{level}\"><span style=\"mso-list:Ignore\">{}</span>",
                if counts { "1." } else { "-" }
            ));
            self.runs(node);
            self.html.push_str("</p>");
        } else {
            self.within("p", "", node);
        }
    }

    fn within(&mut self, name: &str, attributes: &str, node: &Node) {
        self.html.push_str(&format!("<{name}{attributes}>"));
        self.runs(node);
        self.html.push_str(&format!("</{name}>"));
    }

    fn runs(&mut self, node: &Node) {
        node.children.iter().for_each(|child| self.run(child));
    }

    fn run(&mut self, node: &Node) {
        match node.name.as_str() {
            "r" => self.marked(node),
            "hyperlink" => {
                let to = node.attribute("id").and_then(|id| self.targets.get(id)).cloned().unwrap_or_default();
                self.within("a", &format!(" href=\"{}\"", escaped(&to)), node);
            }
            "oMath" | "oMathPara" => {
                self.formulas += 1;
                let mut said = String::new();
                letters(node, &mut said);
                self.html.push_str(&format!("<code>{}</code>", escaped(&said)));
            }
            "ins" | "moveTo" | "smartTag" | "sdt" | "sdtContent" | "fldSimple" | "p" => self.runs(node),
            _ => {}
        }
    }

    /// Words with what marks them.
    fn marked(&mut self, node: &Node) {
        let set = node.child("rPr");
        let is = |name: &str| {
            set.and_then(|set| set.child(name)).is_some_and(|mark| !matches!(mark.attribute("val"), Some("0" | "false" | "none")))
        };
        let raised = set.and_then(|set| set.child("vertAlign")).and_then(|align| align.attribute("val"));
        let mut marks = vec![];
        for (name, tag) in [("b", "b"), ("i", "i"), ("strike", "s")] {
            if is(name) {
                marks.push(tag);
            }
        }
        match raised {
            Some("superscript") => marks.push("sup"),
            Some("subscript") => marks.push("sub"),
            _ => {}
        }
        let before = self.html.len();
        for child in &node.children {
            match child.name.as_str() {
                "t" => self.html.push_str(&escaped(&child.text)),
                "tab" => self.html.push(' '),
                "br" | "cr" => self.html.push_str("<br>"),
                "noBreakHyphen" => self.html.push('-'),
                "drawing" | "pict" | "object" => self.picture(child),
                "AlternateContent" => child.child("Choice").into_iter().flat_map(|c| &c.children).for_each(|inner| self.picture(inner)),
                "footnoteReference" => {
                    self.notes.extend(child.attribute("id").map(String::from));
                    self.html.push_str(&format!("<note n=\"{}\">", self.notes.len()));
                }
                _ => {}
            }
        }
        if self.html.len() > before && !marks.is_empty() {
            let words = self.html.split_off(before);
            let [opens, ends] =
                [marks.iter().map(|m| format!("<{m}>")).collect::<String>(), marks.iter().rev().map(|m| format!("</{m}>")).collect()];
            self.html.push_str(&format!("{opens}{words}{ends}"));
        }
    }

    fn picture(&mut self, node: &Node) {
        let (mut alt, mut id) = (String::new(), None);
        find(node, &mut |inner| match inner.name.as_str() {
            "docPr" => alt = inner.attribute("descr").unwrap_or_default().into(),
            "blip" => id = inner.attribute("embed").map(String::from),
            "imagedata" => id = inner.attribute("id").map(String::from),
            _ => {}
        });
        let Some(target) = id.and_then(|id| self.targets.get(&id)).cloned() else { return };
        self.html.push_str(&format!("<img src=\"{}\" alt=\"{}\">", escaped(&target), escaped(&alt)));
    }

    fn table(&mut self, node: &Node, depth: usize) {
        self.html.push_str("<table>");
        for row in node.all("tr") {
            self.html.push_str("<tr>");
            for cell in row.all("tc") {
                let set = cell.child("tcPr");
                let span =
                    set.and_then(|set| set.child("gridSpan")).and_then(|span| span.attribute("val")?.parse::<usize>().ok()).unwrap_or(1);
                let goes_on = set.and_then(|set| set.child("vMerge")).is_some_and(|merge| merge.attribute("val") != Some("restart"));
                self.merged += usize::from(span > 1) + usize::from(goes_on);
                self.html.push_str("<td>");
                cell.children.iter().for_each(|block| self.block_in(block, depth + 1));
                self.html.push_str("</td>");
                self.html.push_str(&"<td></td>".repeat(span.clamp(1, 64) - 1));
            }
            self.html.push_str("</tr>");
        }
        self.html.push_str("</table>");
    }
}

fn find(node: &Node, each: &mut dyn FnMut(&Node)) {
    each(node);
    node.children.iter().for_each(|child| find(child, each));
}

/// The letters of a formula.
fn letters(node: &Node, out: &mut String) {
    find(node, &mut |inner| {
        if inner.name == "t" {
            out.push_str(&inner.text);
        }
    });
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// `media/image1.png` of `rId5`; an address of the web as it is.
fn targets(root: &Node) -> BTreeMap<String, String> {
    let target = |node: &Node| {
        let to = node.attribute("Target")?;
        let to = if node.attribute("TargetMode") == Some("External") {
            to.to_string()
        } else {
            format!("word/{}", to.trim_start_matches("/word/"))
        };
        Some((node.attribute("Id")?.to_string(), to))
    };
    root.all("Relationship").filter_map(target).collect()
}

fn headings(root: &Node) -> BTreeMap<String, usize> {
    let level = |style: &Node| {
        let name = style.child("name")?.attribute("val")?.to_ascii_lowercase();
        let level = match name.strip_prefix("heading ") {
            Some(level) => level.parse().ok()?,
            None if name == "title" => 1,
            None => style.child("pPr")?.child("outlineLvl")?.attribute("val")?.parse::<usize>().ok()? + 1,
        };
        Some((style.attribute("styleId")?.to_string(), level)).filter(|(_, level)| *level < 7)
    };
    root.all("style").filter_map(level).collect()
}

fn counted(root: &Node) -> BTreeMap<(String, String), bool> {
    let mut found = BTreeMap::new();
    for list in root.all("num") {
        let Some(number) = list.attribute("numId") else { continue };
        let of = list.child("abstractNumId").and_then(|of| of.attribute("val"));
        let Some(kind) = root.all("abstractNum").find(|kind| kind.attribute("abstractNumId") == of) else { continue };
        for level in kind.all("lvl") {
            let counts = level
                .child("numFmt")
                .and_then(|format| format.attribute("val"))
                .is_some_and(|format| format != "bullet" && format != "none");
            found.insert((number.to_string(), level.attribute("ilvl").unwrap_or("0").to_string()), counts);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;
    use zip::{ZipWriter, write::SimpleFileOptions};

    fn docx(body: &str, others: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(std::io::Cursor::new(vec![]));
        let document = format!(
            "<w:document xmlns:w=\"w\" xmlns:r=\"r\" xmlns:m=\"m\" xmlns:a=\"a\" xmlns:wp=\"wp\"><w:body>{body}</w:body></w:document>"
        );
        for (path, bytes) in [("word/document.xml", document.as_bytes())].iter().chain(others) {
            zip.start_file(*path, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    const STYLES: &[u8] = br#"<w:styles xmlns:w="w"><w:style w:styleId="1"><w:name w:val="heading 1"/></w:style></w:styles>"#;
    const NUMBERS: &[u8] = br#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
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
        let bytes =
            docx(body, &[("word/_rels/document.xml.rels", relations), ("word/footnotes.xml", notes), ("word/media/image1.png", png)]);
        let lesson = read(bytes).expect("a document");
        assert_eq!(lesson.text, "[there](https://x.org/)[^1]\n\n![a dog](media/image1.png)\n\n`x=1`\n\n[^1]: a note");
        assert_eq!(lesson.pictures.len(), 1);
        assert_eq!(lesson.said.iter().map(|note| note.code).collect::<Vec<_>>(), ["lesson-maths"]);
    }

    #[test]
    fn what_is_hostile_is_refused() {
        for (name, bytes) in [
            ("no document", docx("", &[]).into_iter().take(40).collect::<Vec<_>>()),
            ("a bomb", docx(&"<w:p/>".repeat(3_000_000), &[])),
            ("words without end", docx(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "x".repeat(5 << 20)), &[])),
            ("entities", docx("", &[("word/styles.xml", b"<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>")])),
            ("deep", docx(&"<w:sdt>".repeat(10_000), &[])),
        ] {
            assert!(read(bytes).is_err(), "{name}");
        }
    }
}
