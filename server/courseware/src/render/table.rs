//! Tables: in a region that scrolls by itself and can be reached by keyboard, aligned by classes.

use super::{Writer, escape};
use pulldown_cmark::Alignment;

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
        let label = match self.last_heading.as_str() {
            "" => self.word("表格", "Table").to_string(),
            heading => format!("{}{heading}", self.word("表格：", "Table: ")),
        };
        let open = format!("<div class=\"table-scroll\" role=\"group\" tabindex=\"0\" aria-label=\"{}\"><table>\n", escape(&label));
        self.element(&open, "</tbody></table></div>\n");
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
