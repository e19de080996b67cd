//! A table while its cells are read. A table within a cell gives its words to that cell.

#[derive(Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
}

/// The most cells of a row.
const WIDEST: usize = 64;
/// The most cells of a table whose short rows are filled up: in a larger one they stay as they are, which means the same.
const FILLED: usize = 10_000;

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
        let filled = width * self.rows.len() <= FILLED;
        let mut out = String::new();
        for (i, row) in self.rows.iter().enumerate() {
            let width = if filled || i == 0 { width } else { row.len() };
            let cells = (0..width).map(|c| row.get(c).map_or("", String::as_str));
            out.push_str(&format!("| {} |\n", cells.collect::<Vec<_>>().join(" | ")));
            if i == 0 {
                out.push_str(&format!("|{}\n", "---|".repeat(width)));
            }
        }
        out.trim_end().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A wide heading above a great many rows of one cell: each filled up would be twenty times as long.
    #[test]
    fn short_rows_of_a_large_table_are_not_filled_up() {
        let table = |rows: usize| {
            let mut table = Table::default();
            table.row();
            (0..WIDEST).for_each(|_| table.cell("h"));
            for _ in 0..rows {
                table.row();
                table.cell("x");
            }
            table.write()
        };
        assert!(table(1).ends_with(&format!("| x |{}", "  |".repeat(WIDEST - 1))), "{}", table(1));
        let large = table(100_000);
        assert!(large.ends_with("|\n| x |") && large.len() < 700_000, "{}", large.len());
    }
}
