//! What is on the paper so far: paragraphs one below the other.

use super::picture::Pictures;
use crate::{BankNote, BankPicture, xml::plain};
use zhixing_domain::lang::Lang;

/// A step to the right, in twentieths of a point.
pub const STEP: u32 = 420;

pub(super) struct Sheet<'p> {
    /// What stands in the body.
    pub out: String,
    pub lang: Lang,
    pub pictures: Pictures<'p>,
    pub losses: Vec<BankNote>,
    /// The line of the item that is written, for what is told.
    pub item: usize,
}

impl<'p> Sheet<'p> {
    pub fn new(pictures: &'p [BankPicture], lang: Lang) -> Self {
        Self { out: String::new(), lang, pictures: Pictures::of(pictures), losses: vec![], item: 0 }
    }

    pub fn title(&mut self, words: &str) {
        self.paragraph("<w:pStyle w:val=\"Title\"/>", &run(words));
    }

    /// A heading; on a new page, if it begins something of its own.
    pub fn heading(&mut self, words: &str, on_new_page: bool) {
        let set = if on_new_page { "<w:pageBreakBefore/>" } else { "" };
        self.paragraph(&format!("<w:pStyle w:val=\"Heading1\"/>{set}"), &run(words));
    }

    /// What a reader is told beside the items.
    pub fn note(&mut self, words: &str) {
        self.paragraph("<w:pStyle w:val=\"Note\"/><w:keepNext/>", &run(words));
    }

    pub fn line(&mut self, words: &str) {
        self.paragraph("", &run(words));
    }

    /// Words one step to the right.
    pub fn within(&mut self, words: &str) {
        self.paragraph(&format!("<w:ind w:left=\"{STEP}\"/>"), &run(words));
    }

    /// Empty lines to write on.
    pub fn lines(&mut self, count: usize) {
        for _ in 0..count {
            self.paragraph("<w:pStyle w:val=\"Line\"/>", "");
        }
    }

    pub fn paragraph(&mut self, set: &str, runs: &str) {
        self.out.push_str("<w:p>");
        if !set.is_empty() {
            self.out.push_str(&format!("<w:pPr>{set}</w:pPr>"));
        }
        self.out.push_str(runs);
        self.out.push_str("</w:p>");
    }

    /// Begins a table of so many columns.
    pub fn open_table(&mut self, columns: usize) {
        let sides: String = ["top", "left", "bottom", "right", "insideH", "insideV"]
            .iter()
            .map(|side| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"))
            .collect();
        let columns = "<w:gridCol/>".repeat(columns.max(1));
        self.out.push_str(&format!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/><w:tblInd w:w=\"{STEP}\" w:type=\"dxa\"/><w:tblBorders>{sides}</w:tblBorders>\
             </w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
        ));
    }

    /// Begins a row; the first is repeated on each page.
    pub fn open_row(&mut self, is_head: bool) {
        let head = if is_head { "<w:tblHeader/>" } else { "" };
        self.out.push_str(&format!("<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>"));
    }

    pub fn open_cell(&mut self) {
        self.out.push_str("<w:tc><w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/></w:tcPr>");
    }

    /// Ends a cell, which has one paragraph at least.
    pub fn close_cell(&mut self) {
        if !self.out.ends_with("</w:p>") {
            self.paragraph("", "");
        }
        self.out.push_str("</w:tc>");
    }

    /// Ends a table. Two of them with nothing between would be one.
    pub fn close_table(&mut self) {
        self.out.push_str("</w:tbl>");
        self.paragraph("<w:pStyle w:val=\"Small\"/>", "");
    }
}

/// Plain words.
pub fn run(words: &str) -> String {
    marked(words, "")
}

/// Words with what marks them.
pub fn marked(words: &str, set: &str) -> String {
    let set = if set.is_empty() { String::new() } else { format!("<w:rPr>{set}</w:rPr>") };
    format!("<w:r>{set}<w:t xml:space=\"preserve\">{}</w:t></w:r>", plain(words))
}
