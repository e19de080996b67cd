//! The paragraphs of a document as the lines of a paper.

use super::{FIRST, MOST, Piece, numbers::Numbers};
use crate::{
    BankNote, Bundle,
    lesson::docx::symbol,
    omml,
    paper::words,
    pictures::Pictures,
    text::{code, plain as escaped},
    xml::Node,
};
use std::collections::BTreeMap;

pub(super) struct Reader<'b> {
    pub bundle: &'b Bundle,
    pub targets: BTreeMap<String, String>,
    pub numbers: Numbers,
    pub pictures: Pictures,
    pub pieces: Vec<Piece>,
    pub out: String,
    /// How many bytes it may still be; none where it was to be more.
    pub left: usize,
    pub losses: Losses,
}

/// What did not come along as it stands there.
#[derive(Debug, Default)]
pub(super) struct Losses {
    pictures: usize,
    formulas: usize,
    tables: usize,
    signs: usize,
}

impl Losses {
    pub fn told(&self) -> Vec<BankNote> {
        let counts = [
            (self.pictures, words::pictures as fn(usize) -> BankNote),
            (self.formulas, words::formulas),
            (self.tables, words::tables),
            (self.signs, words::signs),
        ];
        counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, said)| said(count)).collect()
    }
}

impl Reader<'_> {
    pub fn block(&mut self, node: &Node) {
        match node.name.as_str() {
            "p" => {
                self.paragraph(node);
                self.put("\n");
            }
            "tbl" => self.table(node),
            "sdt" | "sdtContent" | "customXml" => node.children.iter().for_each(|child| self.block(child)),
            _ => {}
        }
    }

    /// Whether so many bytes more have a place. Where they have none, nothing has any more.
    fn takes(&mut self, bytes: usize) -> bool {
        self.left = self.left.saturating_sub(bytes);
        self.left > 0
    }

    fn put(&mut self, text: &str) {
        if self.takes(text.len()) {
            self.out.extend(text.chars().filter(|c| *c < FIRST));
        }
    }

    fn piece(&mut self, piece: Piece) {
        let fits = self.takes(piece.bytes() + FIRST.len_utf8());
        let place = u32::try_from(self.pieces.len()).ok().filter(|_| fits && self.pieces.len() < MOST);
        match place.and_then(|place| char::from_u32(u32::from(FIRST) + place)) {
            Some(c) => {
                self.out.push(c);
                self.pieces.push(piece);
            }
            None => self.left = 0,
        }
    }

    fn paragraph(&mut self, node: &Node) {
        let label = node.child("pPr").and_then(|set| self.numbers.label(set));
        self.put(&label.unwrap_or_default());
        self.runs(node);
    }

    fn runs(&mut self, node: &Node) {
        for child in &node.children {
            match child.name.as_str() {
                "r" => self.run(child),
                "ins" | "moveTo" | "hyperlink" | "smartTag" | "customXml" | "sdt" | "sdtContent" | "fldSimple" | "bdo" | "dir" => {
                    self.runs(child)
                }
                "oMath" | "oMathPara" => self.formula(child),
                _ => {}
            }
        }
    }

    fn run(&mut self, node: &Node) {
        let set = node.child("rPr");
        let of = |name: &str| set.and_then(|set| set.child(name)).and_then(|mark| mark.attribute("val"));
        let raised = match of("vertAlign") {
            Some("superscript") => Some("sup"),
            Some("subscript") => Some("sub"),
            _ => None,
        };
        let underlined = of("u").is_some_and(|kind| kind != "none");
        for child in &node.children {
            match (child.name.as_str(), raised) {
                ("t", Some(tag)) if !child.text.trim().is_empty() => {
                    let markdown = format!("<{tag}>{}</{tag}>", escaped(&child.text));
                    self.piece(Piece { markdown, plain: child.text.clone(), apart: false });
                }
                // a line to write on
                ("t", _) if underlined && !child.text.is_empty() && child.text.trim().is_empty() => self.put("____"),
                ("t", _) => self.put(&child.text),
                ("tab", _) if underlined => self.put("____"),
                ("tab", _) => self.put("\t"),
                ("br" | "cr", _) => self.put("\n"),
                ("noBreakHyphen", _) => self.put("-"),
                ("sym", _) => self.sign(child),
                ("drawing" | "pict" | "object", _) => self.picture(child),
                ("AlternateContent", _) => {
                    child.child("Choice").into_iter().flat_map(|c| &c.children).for_each(|inner| self.picture(inner));
                }
                _ => {}
            }
        }
    }

    fn sign(&mut self, node: &Node) {
        let of = |name: &str| node.attribute(name).unwrap_or_default();
        let sign = symbol::character(of("font"), of("char"));
        self.losses.signs += usize::from(sign.is_none());
        self.put(&sign.unwrap_or('□').to_string());
    }

    fn formula(&mut self, node: &Node) {
        let letters = omml::letters(node);
        let markdown = omml::tex(node).map_or_else(
            || {
                self.losses.formulas += 1;
                code(&letters)
            },
            |tex| format!("${tex}$"),
        );
        self.piece(Piece { markdown, plain: letters, apart: false });
    }

    fn picture(&mut self, node: &Node) {
        let (mut alt, mut id) = (String::new(), None);
        look(node, &mut |inner| match inner.name.as_str() {
            "docPr" => alt = inner.attribute("descr").unwrap_or_default().into(),
            "blip" => id = inner.attribute("embed").map(String::from),
            "imagedata" => id = inner.attribute("id").map(String::from),
            _ => {}
        });
        let target = id.and_then(|id| self.targets.get(&id)).cloned();
        match target.and_then(|target| self.pictures.of_address(&target, self.bundle)) {
            Some(name) => {
                let stem = name.split('.').next().unwrap_or_default();
                let alt = if alt.trim().is_empty() { stem.to_string() } else { crate::text::one_line(&alt) };
                let markdown = format!("![{}](media/{name})", escaped(&alt));
                self.piece(Piece { markdown, plain: alt, apart: true });
            }
            None => self.losses.pictures += 1,
        }
    }

    /// A row of cells with a paragraph each is a line: options beside each other, or the numbers of items above their answers. Other tables are only how
    /// a page is set: what stands in their cells is read one below the other.
    fn table(&mut self, node: &Node) {
        self.losses.tables += 1;
        for row in node.all("tr") {
            if row.all("tc").any(|cell| cell.children.iter().filter(|child| child.name != "tcPr").count() > 1) {
                row.all("tc").flat_map(|cell| &cell.children).for_each(|block| self.block(block));
                continue;
            }
            for (n, cell) in row.all("tc").enumerate() {
                self.put(if n == 0 { "" } else { "\t" });
                cell.all("p").for_each(|paragraph| self.paragraph(paragraph));
            }
            self.put("\n");
        }
    }
}

fn look(node: &Node, each: &mut dyn FnMut(&Node)) {
    each(node);
    node.children.iter().for_each(|child| look(child, each));
}
