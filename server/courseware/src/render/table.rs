//! Tables: in a region that scrolls by itself and can be reached by keyboard, aligned by classes.

use super::{Writer, escape};
use crate::markdown::{Ev, inside, plain};
use pulldown_cmark::{Alignment, Event, Tag};

/// Where the writer is within a table. Markdown has no tables within tables.
#[derive(Default)]
pub(super) struct State {
    columns: Vec<Alignment>,
    column: usize,
    head: bool,
}

impl Writer<'_> {
    pub(super) fn table_start(&mut self, columns: &[Alignment]) {
        self.table = State { columns: columns.to_vec(), column: 0, head: false };
        // A region needs a name; the heading above tells several tables of a page apart.
        let caption = std::mem::take(&mut self.caption);
        let label = match self.last_heading.as_str() {
            _ if !caption.1.is_empty() => format!("{}{}", self.word("表格：", "Table: "), caption.1),
            "" => self.word("表格", "Table").to_string(),
            heading => format!("{}{heading}", self.word("表格：", "Table: ")),
        };
        let open =
            format!("<div class=\"table-scroll\" role=\"group\" tabindex=\"0\" aria-label=\"{}\"><table>\n{}", escape(&label), caption.0);
        self.element(&open, "</tbody></table></div>\n");
    }

    /// Keeps a paragraph `表：…` or `Table: …` right above a table as its caption; false if it is none. A number of the author's stays.
    pub(super) fn caption(&mut self, paragraph: &[Ev], next: Option<&Ev>) -> bool {
        let Some((Event::Start(Tag::Table(_)), _)) = next else { return false };
        let mut inner: Vec<Ev> = inside(paragraph).to_vec();
        let Some((Event::Text(text), place)) = inner.first_mut() else { return false };
        let Some(mark) = caption_mark(text) else { return false };
        let rest = text.get(mark..).unwrap_or_default().to_string();
        place.start = (place.start + mark).min(place.end);
        *text = rest.into();
        let before = std::mem::take(&mut self.out);
        self.run(&inner);
        let html = std::mem::replace(&mut self.out, before);
        self.text.push('\n');
        self.caption = (format!("<caption>{}</caption>\n", html.trim()), plain(&inner));
        true
    }

    pub(super) fn row_start(&mut self, head: bool) {
        self.table.column = 0;
        self.table.head = head;
        if head {
            self.element("<thead><tr>", "</tr></thead><tbody>\n");
        } else {
            self.element("<tr>", "</tr>\n");
        }
    }

    pub(super) fn cell_start(&mut self) {
        let class = match self.table.columns.get(self.table.column) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            _ => "",
        };
        self.table.column += 1;
        if self.table.head {
            self.element(&format!("<th scope=\"col\"{class}>"), "</th>");
        } else {
            self.element(&format!("<td{class}>"), "</td>");
        }
    }
}

/// Where the words of a caption begin: after `表：`, but before `表 2：`, which says which one it is.
fn caption_mark(text: &str) -> Option<usize> {
    let rest = ["表", "Table", "table"].iter().find_map(|word| text.strip_prefix(word))?;
    let (number, words) = rest.split_once(['：', ':'])?;
    let is_number = number.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | '-' | '–'));
    let start = text.len() - words.trim_start().len();
    is_number.then_some(if number.trim().is_empty() { start } else { 0 })
}
