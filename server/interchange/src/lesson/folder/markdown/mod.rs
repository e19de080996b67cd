//! A page of Markdown written anew: what only another tool understands becomes what is written here, or goes and is told.
//!
//! Blocks first, line by line, each by the first of [`PageWriter::BLOCKS`] that knows it; the words within them by [`spans`]. What stands in code stays as
//! it is. Links to other pages and headings are marked for [`settle`](super::settle).

mod boxes;
mod braces;
mod code;
mod colon;
mod directive;
mod heading;
mod indented;
mod link;
mod marks;
mod maths;
mod names;
mod picture;
mod quote;
mod raw;
mod run;
mod spans;
mod tags;

use super::{lot::Lot, path::folder_of, report::Report, site::Site, words};
pub(super) use code::fence_of;
use std::collections::{BTreeMap, BTreeSet};

/// A line of a page, and the line of its file that it is of.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    pub at: usize,
    pub text: String,
}

/// A heading; its line is [`HEADING`] and its number.
#[derive(Clone, Debug, Default)]
pub(super) struct HeadingMark {
    /// From 1; 0 for the one that is the title.
    pub level: u8,
    /// As Markdown.
    pub words: String,
    pub plain: String,
    /// As its author wrote it.
    pub id: Option<String>,
    /// The names by which links mean it.
    pub labels: Vec<String>,
}

/// Letters that no text has: [`clean`](crate::text::clean) takes them out of every file.
pub(super) const HEADING: char = '\u{fdd0}';
pub(super) const LINK_OPENS: char = '\u{fdd1}';
pub(super) const LINK_TARGET: char = '\u{fdd2}';
pub(super) const LINK_ENDS: char = '\u{fdd3}';

/// Boxes within boxes, as far as courseware shows them.
const DEEPEST: usize = 8;
/// So many bytes are looked through for the ends of marks, in all pages of a folder.
const MOST_LOOKED: usize = 512 << 20;

pub(super) struct PageWriter<'r, 'f> {
    pub site: &'r Site<'f>,
    pub lot: &'r mut Lot,
    pub path: &'r str,
    pub report: Report,
    pub headings: Vec<HeadingMark>,
    /// Pictures that lie within the page, by their names in `media/`.
    pub attachments: BTreeSet<String>,
    /// Pictures that it shows without words of its own, by their names in `media/`.
    pub wordless: BTreeSet<String>,
    /// `[label]: address`, by label.
    definitions: BTreeMap<String, String>,
    /// Names that wait for the next heading.
    labels: Vec<String>,
    /// Whether the page is written in Chinese.
    is_han: bool,
    /// Whether what comes belongs to an entry of a list.
    in_list: bool,
}

/// Knows a block, writes it and gives the number of its lines.
type Block<W> = fn(&mut W, &[Line], usize, &mut Vec<Line>) -> Option<usize>;

impl<'r, 'f> PageWriter<'r, 'f> {
    const BLOCKS: [Block<Self>; 13] = [
        Self::blank,
        Self::fence,
        Self::colon_box,
        Self::indented_box,
        Self::slash_box,
        Self::quote,
        Self::comment,
        Self::html,
        Self::display,
        Self::heading,
        Self::mark,
        Self::indented_code,
        Self::run,
    ];

    pub fn of(site: &'r Site<'f>, path: &'r str, lot: &'r mut Lot) -> Self {
        Self {
            site,
            lot,
            path,
            report: Report::default(),
            headings: vec![],
            attachments: BTreeSet::new(),
            wordless: BTreeSet::new(),
            definitions: BTreeMap::new(),
            labels: vec![],
            is_han: false,
            in_list: false,
        }
    }

    /// Writes a whole page.
    pub fn page(&mut self, lines: &[Line]) -> Vec<Line> {
        let han = |line: &Line| line.text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
        self.is_han = lines.iter().map(han).sum::<usize>() * 10 > lines.iter().map(|line| line.text.chars().count()).sum::<usize>();
        let defined = lines.iter().filter_map(|line| link::definition(&line.text));
        self.definitions = defined.map(|(label, address)| (label.to_lowercase(), address.to_string())).collect();
        self.blocks(lines, 0)
    }

    /// Writes blocks that stand within `depth` others.
    fn blocks(&mut self, lines: &[Line], depth: usize) -> Vec<Line> {
        if depth > DEEPEST {
            self.report.tell(lines.first().map_or(0, |line| line.at), &words::DEEP, "");
            return lines.to_vec();
        }
        let around = std::mem::take(&mut self.in_list);
        let (mut out, mut at) = (vec![], 0);
        while let Some(rest) = lines.get(at..).filter(|rest| !rest.is_empty()) {
            at += Self::BLOCKS.iter().find_map(|block| block(self, rest, depth, &mut out)).unwrap_or(1).max(1);
        }
        self.in_list = around;
        out
    }

    fn blank(&mut self, rest: &[Line], _: usize, out: &mut Vec<Line>) -> Option<usize> {
        let line = rest.first().filter(|line| line.text.trim().is_empty())?;
        out.push(Line { at: line.at, text: String::new() });
        Some(1)
    }

    /// Whether there is room to look at so much more.
    pub fn may_look(&mut self, cost: usize) -> bool {
        self.lot.looked = self.lot.looked.saturating_add(cost);
        self.lot.looked < MOST_LOOKED
    }

    /// Where something comes next, not far from here: a text of openings without ends costs no more than some times its length.
    fn ahead(&mut self, text: &str, what: &str) -> Option<usize> {
        let near = crate::text::near(text, 2_000);
        let found = near.find(what);
        if self.may_look(found.unwrap_or(near.len())) { found } else { None }
    }

    /// The file that a page asks for: as an address of it, among the parts of its tool, or the first that ends so.
    pub fn path_of(&mut self, folder: &str, asked: &str) -> Option<String> {
        let places = ["", "includes", "_includes", "snippets"];
        let found =
            self.site.file(folder, asked).or_else(|| places.iter().find_map(|place| self.site.file("", &format!("{place}/{asked}"))));
        let files = &self.site.files.0;
        let bare = asked.trim_start_matches("../").trim_start_matches("./");
        let may = found.is_none() && bare.len() > 2 && self.may_look(files.len() * 8);
        let end = format!("/{bare}");
        found.or_else(|| files.keys().find(|path| may && path.ends_with(&end)).cloned())
    }

    fn folder(&self) -> &str {
        folder_of(self.path)
    }
}

/// Adds lines as a block of its own, within the entry of a list that begins so far from the margin.
fn put_block(out: &mut Vec<Line>, indent: usize, lines: Vec<Line>) {
    let at = lines.first().map_or(0, |line| line.at);
    if out.last().is_some_and(|line| !line.text.is_empty()) {
        out.push(Line { at, text: String::new() });
    }
    let blank = " ".repeat(indent);
    let indented = |line: Line| Line { text: if line.text.is_empty() { line.text } else { format!("{blank}{}", line.text) }, ..line };
    out.extend(lines.into_iter().map(indented));
    out.push(Line { at, text: String::new() });
}

/// Lines as a quote.
fn quoted(lines: Vec<Line>) -> Vec<Line> {
    let mark = |line: Line| Line { text: if line.text.is_empty() { ">".into() } else { format!("> {}", line.text) }, ..line };
    trimmed(&lines).iter().cloned().map(mark).collect()
}

/// Lines without blank ones at the beginning and at the end.
fn trimmed(lines: &[Line]) -> &[Line] {
    let is_blank = |line: &&Line| line.text.trim().is_empty();
    let (before, behind) = (lines.iter().take_while(is_blank).count(), lines.iter().rev().take_while(is_blank).count());
    lines.get(before..lines.len().saturating_sub(behind)).unwrap_or_default()
}

/// How far a line begins from the margin; a tab is four blanks.
fn indent_of(text: &str) -> usize {
    text.chars().take_while(|c| matches!(c, ' ' | '\t')).map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

/// Lines without so many blanks before each.
fn dedented(lines: &[Line], indent: usize) -> Vec<Line> {
    let bare = |text: &str| {
        let mut rest = text;
        let mut left = indent;
        while left > 0 {
            let (width, next) = match rest.as_bytes().first() {
                Some(b' ') => (1, rest.get(1..)),
                Some(b'\t') => (4, rest.get(1..)),
                _ => break,
            };
            left = left.saturating_sub(width);
            rest = next.unwrap_or_default();
        }
        rest.to_string()
    };
    lines.iter().map(|line| Line { at: line.at, text: bare(&line.text) }).collect()
}

/// The line among those behind the first where what the first opened ends; `step` says what a line opens (`true`) or ends (`false`). Code is looked over.
fn ending(rest: &[Line], step: impl Fn(&str) -> Option<bool>) -> Option<usize> {
    let (mut depth, mut fence) = (1_usize, None::<String>);
    for (n, line) in rest.iter().enumerate().skip(1) {
        let bare = line.text.trim();
        match (&fence, fence_of(bare)) {
            (Some(open), Some((marks, ""))) if marks.starts_with(open.as_str()) => fence = None,
            (None, Some((marks, _))) => fence = Some(marks.to_string()),
            (None, None) => match step(bare) {
                Some(true) => depth += 1,
                Some(false) => depth -= 1,
                None => {}
            },
            _ => {}
        }
        if depth == 0 {
            return Some(n);
        }
    }
    None
}
