//! A table while its cells are read. A table within a cell gives its words to that cell.

#[derive(Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
}

/// The most cells of a row.
const WIDEST: usize = 64;

impl Table {
    pub fn row(&mut self) {
        self.rows.push(vec![]);
    }

    pub fn cell(&mut self, text: &str) {
        if self.rows.is_empty() {
            self.row();
        }
        if let Some(row) = self.rows.last_mut().filter(|row| row.len() < WIDEST) {
            row.push(super::one_line(&text.replace("\n\n", "<br>").replace("$|$", "|")));
        }
    }

    /// The Markdown; nothing of a table without words.
    pub fn write(mut self) -> String {
        self.rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        let width = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut out = String::new();
        for (i, row) in self.rows.iter().enumerate() {
            let cells = (0..width).map(|c| row.get(c).map_or("", String::as_str));
            out.push_str(&format!("| {} |\n", cells.collect::<Vec<_>>().join(" | ")));
            if i == 0 {
                out.push_str(&format!("|{}\n", "---|".repeat(width)));
            }
        }
        out.trim_end().into()
    }
}
