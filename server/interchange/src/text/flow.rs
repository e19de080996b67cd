//! How blocks begin and end while HTML is written as Markdown: words, code, entries of lists, cells.

use super::{escape, formula, table::Table, writer::Writer};

/// Lists within each other, as far as a reader could follow them.
const DEEPEST: usize = 6;

impl Writer<'_> {
    pub(super) fn pre(&mut self, opens: bool) {
        if opens {
            if self.preformatted == 0 {
                self.flush();
                self.end_block();
            }
            self.preformatted += 1;
        } else if self.preformatted > 0 {
            self.preformatted -= 1;
            if self.preformatted == 0 {
                let text = std::mem::take(&mut self.run);
                self.fence(text.trim_matches('\n').trim_end());
            }
        }
    }

    pub(super) fn fence(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if !self.cells.is_empty() || !self.lists.is_empty() || text.contains(escape::HELD) {
            self.begin();
            let code: Vec<String> = text.lines().map(escape::code).filter(|line| !line.is_empty()).collect();
            self.out.push_str(&code.join("<br>"));
            return self.end_block();
        }
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0).max(2);
        let marks = "`".repeat(longest + 1);
        self.begin();
        let code = format!("{marks}{}\n{text}\n{marks}", self.language());
        self.push_block(&code);
        self.end_block();
    }

    pub(super) fn code(&mut self, opens: bool) {
        if opens {
            if self.code == 0 {
                self.flush();
            }
            self.code += 1;
        } else if self.code > 0 {
            self.code -= 1;
            if self.code == 0 {
                let text = escape::code(&std::mem::take(&mut self.run));
                if !text.is_empty() {
                    self.begin();
                    self.out.push_str(&text);
                }
            }
        }
    }

    pub(super) fn entry(&mut self, opens: bool) {
        self.end_block();
        self.prefixes.truncate(self.lists.len().saturating_sub(1));
        if !opens {
            return;
        }
        let depth = self.prefixes.len();
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{number}. ")
            }
            _ => "- ".into(),
        };
        if depth < DEEPEST {
            self.prefixes.push(mark);
        }
    }

    pub(super) fn cell(&mut self) {
        self.end_cell();
        if self.tables.is_empty() {
            return self.end_block();
        }
        self.end_block();
        self.cells.push((std::mem::take(&mut self.out), std::mem::take(&mut self.prefixes), std::mem::take(&mut self.lists)));
        self.fresh = true;
    }

    /// Gives the open cell of the innermost table to it.
    pub(super) fn end_cell(&mut self) {
        self.end_block();
        if self.cells.len() < self.tables.len() || self.cells.is_empty() {
            return;
        }
        if let Some((out, prefixes, lists)) = self.cells.pop() {
            let cell = std::mem::replace(&mut self.out, out);
            (self.prefixes, self.lists) = (prefixes, lists);
            if let Some(table) = self.tables.last_mut() {
                table.cell(cell.trim());
            }
        }
    }

    pub(super) fn end_table(&mut self) {
        self.end_cell();
        let Some(table): Option<Table> = self.tables.pop() else { return };
        let text = table.write();
        if text.is_empty() {
            return;
        }
        self.fresh = true;
        if self.cells.is_empty() {
            self.begin();
            self.push_block(&text);
        } else {
            // a table in a cell: its words alone
            self.begin();
            let words: Vec<&str> = text.lines().filter(|l| !l.starts_with("|---")).map(|l| l.trim_matches(['|', ' '])).collect();
            self.out.push_str(&words.join(" ").replace(" | ", " "));
        }
        self.end_block();
    }

    /// Ends a line that another follows.
    pub(super) fn line_end(&mut self) {
        if self.fresh {
            return;
        }
        let words = self.out.trim_end_matches(' ').len();
        self.out.truncate(words);
        if self.out.ends_with("<br>") {
            let words = self.out.len() - 4;
            self.out.truncate(words);
            self.end_block();
        } else {
            self.out.push_str("<br>");
        }
    }

    pub(super) fn end_block(&mut self) {
        self.flush();
        while let Some(name) = self.open.pop() {
            self.out.push_str(&format!("</{name}>"));
        }
        self.links.iter_mut().for_each(|link| *link = None);
        while self.out.ends_with("<br>") || self.out.ends_with(' ') {
            let words = self.out.trim_end_matches(' ').trim_end_matches("<br>").len();
            self.out.truncate(words);
        }
        self.fresh = true;
    }

    /// Begins a block, if one is due.
    pub(super) fn begin(&mut self) {
        if !self.fresh {
            return;
        }
        self.fresh = false;
        let entry = self.prefixes.last().is_some_and(|p| !p.trim().is_empty());
        if !self.out.is_empty() {
            self.out.push_str(if entry { "\n" } else { "\n\n" });
            // a list after words is a block of its own
            let first = self.prefixes.last().is_some_and(|p| p == "- " || p == "1. ");
            if entry && first && self.prefixes.len() == 1 && !self.out.trim_end().lines().last().is_some_and(|l| l.starts_with("- ")) {
                self.out.push('\n');
            }
        }
        for prefix in &mut self.prefixes {
            self.out.push_str(prefix);
            *prefix = " ".repeat(prefix.len());
        }
        if self.is_quoted() {
            self.out.push_str("> ");
        }
    }

    /// Writes the words that wait.
    pub(super) fn flush(&mut self) {
        let run = std::mem::take(&mut self.run);
        if self.preformatted > 0 || self.code > 0 {
            return;
        }
        if self.lines && run.contains('\n') {
            for (i, line) in run.split('\n').enumerate() {
                if i > 0 {
                    self.line_end();
                }
                self.words(line);
            }
        } else {
            self.words(&run);
        }
    }

    pub(super) fn words(&mut self, run: &str) {
        let words: Vec<&str> = run.split(|c: char| c.is_whitespace()).filter(|w| !w.is_empty()).collect();
        if words.is_empty() {
            if !run.is_empty() && !self.fresh && !self.out.ends_with([' ', '\n']) {
                self.out.push(' ');
            }
            return;
        }
        let start = self.fresh;
        self.begin();
        if !start && run.starts_with(char::is_whitespace) && !self.out.ends_with([' ', '\n']) && !self.out.ends_with("<br>") {
            self.out.push(' ');
        }
        formula::write(&mut self.out, &words.join(" "), start);
        if run.ends_with(char::is_whitespace) {
            self.out.push(' ');
        }
    }
}
