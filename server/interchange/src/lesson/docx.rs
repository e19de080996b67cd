//! A document of a word processor (OOXML) to a page of HTML, and that to a lesson: what a page means is said in one place.
//! Numbered entries are written as word processors paste them (`mso-list`).

mod aside;
pub(crate) mod symbol;

use super::{ForeignLesson, Reading, lists::Lists, words};
use crate::{
    BankNote, Bundle,
    bound::Budget,
    omml,
    xml::{self, Node, escaped},
};
use std::collections::BTreeMap;
use zhixing_domain::workshop::FILE_BYTES;

/// The notes below a page and behind a document: where they are, what they are called there, and what names them.
const NOTES: [(&str, &str, &str); 2] =
    [("word/footnotes.xml", "footnote", "footnoteReference"), ("word/endnotes.xml", "endnote", "endnoteReference")];

pub(super) fn read(bytes: Vec<u8>) -> Result<ForeignLesson, BankNote> {
    let bundle = Budget::default().unfold(&bytes)?;
    let document = part(&bundle, "word/document.xml")?;
    let body = document.child("body").ok_or_else(words::no_document)?;
    let mut paper = Paper {
        targets: targets(&optional(&bundle, "word/_rels/document.xml.rels")?),
        headings: headings(&optional(&bundle, "word/styles.xml")?),
        lists: Lists::of(&optional(&bundle, "word/numbering.xml")?),
        ..Paper::default()
    };
    for block in &body.children {
        paper.block(block);
        paper.bounded()?;
    }
    let mut reading = Reading::of(&bundle);
    let page = reading.page(&paper.html);
    let mut text = page.text;
    paper.write_notes(&mut reading, &mut text)?;
    let mut lesson = ForeignLesson { title: page.title, text, ..reading.lesson() };
    let counts = [
        (paper.formulas, words::formulas as fn(usize) -> BankNote),
        (paper.merged, words::merged),
        (paper.boxes, words::boxes),
        (paper.drawings, words::drawings),
        (paper.signs, words::signs),
    ];
    lesson.said.extend(counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, said)| said(count)));
    lesson.said.extend(aside::told(&bundle));
    Ok(lesson)
}

fn part(bundle: &Bundle, path: &str) -> Result<Node, BankNote> {
    let bytes = bundle.0.get(path).ok_or_else(words::no_document)?;
    xml::read(std::str::from_utf8(bytes).map_err(|_| words::no_document())?.trim_start_matches('\u{feff}'))
}

fn optional(bundle: &Bundle, path: &str) -> Result<Node, BankNote> {
    if bundle.0.contains_key(path) { part(bundle, path) } else { Ok(Node::default()) }
}

#[derive(Default)]
struct Paper {
    html: String,
    /// What each relation leads to.
    targets: BTreeMap<String, String>,
    /// The level of each style that is a heading.
    headings: BTreeMap<String, usize>,
    lists: Lists,
    /// The notes that are named, by kind and id, in the order of their numbers.
    notes: Vec<(usize, String)>,
    numbers: BTreeMap<(usize, String), usize>,
    formulas: usize,
    merged: usize,
    boxes: usize,
    /// Charts and shapes without a picture of them.
    drawings: usize,
    /// Signs of fonts that nobody else has.
    signs: usize,
}

/// The most bytes of all that a document says, with its marks: some times what a lesson may have.
const MOST_BYTES: usize = 4 << 20;
/// The most bytes of an address.
const LONGEST: usize = 2000;
/// Tables within each other.
const DEEPEST: usize = 6;

impl Paper {
    /// Writes more, within the bound: a few bytes can name the same long words again and again.
    fn put(&mut self, html: &str) {
        if self.html.len() <= MOST_BYTES {
            self.html.push_str(html);
        }
    }

    fn bounded(&self) -> Result<(), BankNote> {
        if self.html.len() > MOST_BYTES { Err(words::too_long()) } else { Ok(()) }
    }

    /// Names a note: each has one number, however often it is named.
    fn name_note(&mut self, kind: usize, id: &str) {
        let note = (kind, id.to_string());
        let number = self.numbers.get(&note).copied().unwrap_or_else(|| {
            self.notes.push(note.clone());
            self.notes.len()
        });
        self.numbers.insert(note, number);
        self.put(&format!("<note n=\"{number}\">"));
    }

    /// Writes each note that is named, also by a note, once.
    fn write_notes(&mut self, reading: &mut Reading, text: &mut String) -> Result<(), BankNote> {
        let mut parts = vec![];
        for (path, ..) in NOTES {
            parts.push(optional(reading.files, path)?);
        }
        let mut known = BTreeMap::new();
        for (kind, (part, (_, name, _))) in parts.iter().zip(NOTES).enumerate() {
            known.extend(part.all(name).filter_map(|note| Some(((kind, note.attribute("id")?.to_string()), note))));
        }
        let (mut n, mut written) = (0, 0);
        while let Some(note) = self.notes.get(n) {
            n += 1;
            self.html.clear();
            if let Some(note) = known.get(note) {
                self.note(note);
            }
            // all notes together, whatever of them is left
            written += self.html.len();
            if written > MOST_BYTES {
                return Err(words::too_long());
            }
            let said = reading.page(&self.html).text.replace("\n\n", "<br>").replace('\n', " ");
            text.push_str(&format!("\n\n[^{n}]: {said}"));
            if text.len() > FILE_BYTES {
                return Err(words::too_long());
            }
        }
        Ok(())
    }

    /// The paragraphs of a note, whatever they stand in.
    fn note(&mut self, node: &Node) {
        for block in &node.children {
            if block.name == "p" { self.within("p", "", block) } else { self.note(block) }
        }
    }

    fn block(&mut self, node: &Node) {
        self.block_in(node, 0);
    }

    fn block_in(&mut self, node: &Node, depth: usize) {
        match node.name.as_str() {
            "p" => self.paragraph(node),
            "tbl" if depth < DEEPEST => self.table(node, depth),
            "customXml" => node.children.iter().for_each(|block| self.block_in(block, depth)),
            "sdt" => node.child("sdtContent").into_iter().flat_map(|inner| &inner.children).for_each(|block| self.block_in(block, depth)),
            "oMathPara" => self.run(node),
            _ => {}
        }
    }

    fn paragraph(&mut self, node: &Node) {
        let set = node.child("pPr");
        let style = set.and_then(|set| set.child("pStyle")).and_then(|style| style.attribute("val")).unwrap_or_default();
        let outline = set.and_then(|set| set.child("outlineLvl")).and_then(outlined);
        let level = self.headings.get(style).copied().or(outline);
        if let Some(level) = level {
            self.within(&format!("h{}", level.clamp(1, 6)), "", node);
        } else if let Some(list) = set.and_then(|set| set.child("numPr")) {
            let value = |name: &str| list.child(name).and_then(|n| n.attribute("val")).unwrap_or("0");
            let level = value("ilvl").parse::<u8>().unwrap_or(0);
            let counts = self.lists.counts(value("numId"), level);
            let level = level.min(5) + 1;
            self.put(&format!(
                "<p style=\"mso-list:l0 level{level}\"><span style=\"mso-list:Ignore\">{}</span>",
                if counts { "1." } else { "-" }
            ));
            self.runs(node);
            self.put("</p>");
        } else {
            self.within("p", "", node);
        }
    }

    fn within(&mut self, name: &str, attributes: &str, node: &Node) {
        self.put(&format!("<{name}{attributes}>"));
        self.runs(node);
        self.put(&format!("</{name}>"));
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
            "oMath" | "oMathPara" => match omml::tex(node) {
                Some(tex) => self.put(&format!("\\({}\\)", escaped(&tex))),
                None => self.formula(&omml::letters(node)),
            },
            "ins" | "moveTo" | "smartTag" | "customXml" | "dir" | "bdo" | "sdt" | "sdtContent" | "fldSimple" | "p" => self.runs(node),
            _ => {}
        }
    }

    fn formula(&mut self, said: &str) {
        self.formulas += 1;
        self.put(&format!("<code>{}</code>", escaped(said)));
    }

    /// Words, and in brackets how they are read.
    fn ruby(&mut self, node: &Node) {
        node.child("rubyBase").into_iter().for_each(|base| self.runs(base));
        if let Some(read) = node.child("rt") {
            self.put("（");
            self.runs(read);
            self.put("）");
        }
    }

    /// Words with what marks them.
    fn marked(&mut self, node: &Node) {
        let marks = marks_of(node);
        let before = self.html.len();
        for child in &node.children {
            match child.name.as_str() {
                "t" => self.put(&escaped(&child.text)),
                "sym" => self.sign(child),
                "tab" => self.html.push(' '),
                "br" | "cr" => self.put("<br>"),
                "noBreakHyphen" => self.html.push('-'),
                "ruby" => self.ruby(child),
                // a formula of older documents
                "instrText" if child.text.trim_start().starts_with("EQ ") => self.formula(child.text.trim()),
                "drawing" | "pict" | "object" => self.picture(child),
                "AlternateContent" => child.child("Choice").into_iter().flat_map(|c| &c.children).for_each(|inner| self.picture(inner)),
                name => {
                    let kind = NOTES.iter().position(|(.., names)| *names == name);
                    if let (Some(kind), Some(id)) = (kind, child.attribute("id")) {
                        self.name_note(kind, id);
                    }
                }
            }
        }
        if self.html.len() > before && !marks.is_empty() {
            let words = self.html.split_off(before);
            let [opens, ends] =
                [marks.iter().map(|m| format!("<{m}>")).collect::<String>(), marks.iter().rev().map(|m| format!("</{m}>")).collect()];
            self.put(&format!("{opens}{words}{ends}"));
        }
    }

    fn sign(&mut self, node: &Node) {
        let of = |name: &str| node.attribute(name).unwrap_or_default();
        let sign = symbol::character(of("font"), of("char"));
        self.signs += usize::from(sign.is_none());
        self.put(&escaped(&sign.unwrap_or('□').to_string()));
    }

    fn picture(&mut self, node: &Node) {
        let (mut alt, mut id, mut boxes) = (String::new(), None, 0);
        find(node, &mut |inner| match inner.name.as_str() {
            "docPr" => alt = inner.attribute("descr").unwrap_or_default().into(),
            "blip" => id = inner.attribute("embed").map(String::from),
            "txbxContent" => boxes += 1,
            "imagedata" => id = inner.attribute("id").map(String::from),
            _ => {}
        });
        self.boxes += boxes;
        self.drawings += usize::from(boxes == 0 && id.is_none());
        let Some(target) = id.and_then(|id| self.targets.get(&id)).cloned() else { return };
        self.put(&format!("<img src=\"{}\" alt=\"{}\">", escaped(&target), escaped(&alt)));
    }

    fn table(&mut self, node: &Node, depth: usize) {
        self.put("<table>");
        for row in node.all("tr") {
            self.put("<tr>");
            for cell in row.all("tc") {
                let set = cell.child("tcPr");
                let span =
                    set.and_then(|set| set.child("gridSpan")).and_then(|span| span.attribute("val")?.parse::<usize>().ok()).unwrap_or(1);
                let goes_on = set.and_then(|set| set.child("vMerge")).is_some_and(|merge| merge.attribute("val") != Some("restart"));
                self.merged += usize::from(span > 1) + usize::from(goes_on);
                self.put("<td>");
                cell.children.iter().for_each(|block| self.block_in(block, depth + 1));
                self.put("</td>");
                self.put(&"<td></td>".repeat(span.clamp(1, 64) - 1));
            }
            self.put("</tr>");
        }
        self.put("</table>");
    }
}

fn find(node: &Node, each: &mut dyn FnMut(&Node)) {
    each(node);
    node.children.iter().for_each(|child| find(child, each));
}

/// The elements that words with these properties stand in.
fn marks_of(words: &Node) -> Vec<&'static str> {
    let set = words.child("rPr");
    let is =
        |name: &str| set.and_then(|set| set.child(name)).is_some_and(|mark| !matches!(mark.attribute("val"), Some("0" | "false" | "none")));
    let marks = [("b", "b"), ("i", "i"), ("strike", "s")].into_iter().filter(|(name, _)| is(name)).map(|(_, tag)| tag);
    let raised = match set.and_then(|set| set.child("vertAlign")).and_then(|align| align.attribute("val")) {
        Some("superscript") => Some("sup"),
        Some("subscript") => Some("sub"),
        _ => None,
    };
    marks.chain(raised).collect()
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
        Some((node.attribute("Id")?.to_string(), to)).filter(|(_, to)| to.len() <= LONGEST)
    };
    root.all("Relationship").filter_map(target).collect()
}

/// The level of a heading, of its level among those of the outline, which begin at 0.
fn outlined(level: &Node) -> Option<usize> {
    level.attribute("val")?.parse::<usize>().ok().filter(|level| *level < 6).map(|level| level + 1)
}

fn headings(root: &Node) -> BTreeMap<String, usize> {
    let level = |style: &Node| {
        let name = style.child("name")?.attribute("val")?.to_ascii_lowercase();
        let level = match name.strip_prefix("heading ") {
            Some(level) => level.parse().ok()?,
            None if name == "title" => 1,
            None => outlined(style.child("pPr")?.child("outlineLvl")?)?,
        };
        Some((style.attribute("styleId")?.to_string(), level)).filter(|(_, level)| *level < 7)
    };
    root.all("style").filter_map(level).collect()
}

#[cfg(test)]
mod tests;
