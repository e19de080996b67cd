//! Text to rows of cells: what quotes hold together, which row names the columns, which stand above it.

use crate::{
    Column, RosterFault, Wrong, heading,
    separator::{PART, Separator, cells_of, parted, separator, with_tabs},
};

/// Rows of cells, the heading apart.
pub(crate) struct Sheet {
    pub separator: Separator,
    pub columns: Vec<(String, Option<Column>)>,
    /// The line of the heading, if there is one.
    pub heading: Option<u64>,
    /// The lines above the heading, which nobody reads.
    pub above: Vec<u64>,
    /// The line where each begins, and its cells.
    pub rows: Vec<(u64, Vec<String>)>,
    pub wrong: Vec<Wrong>,
}

impl Sheet {
    /// Says what is wrong with a list of people that names no logins, or nobody.
    pub fn want_logins(&mut self) {
        let unnamed = self.heading.filter(|_| !self.columns.iter().any(|(_, c)| *c == Some(Column::Login)));
        if let Some(line) = unnamed {
            self.wrong.push(Wrong { line, column: None, cell: String::new(), why: RosterFault::Heading(vec![Column::Login]) });
            self.rows.clear();
        } else if self.rows.is_empty() {
            self.wrong.push(Wrong { line: 1, column: None, cell: String::new(), why: RosterFault::Empty });
        }
    }
}

/// The most rows that a list may have.
const MOST: usize = 100_000;

/// Reads a text. Without a heading the columns are `usual`, in this order.
pub(crate) fn read(text: &str, usual: &[Column]) -> Sheet {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let text = with_tabs(&text).unwrap_or(text);
    let text = text.as_str();
    let separator = separator(text);
    let narrow = parted(text, separator);
    let mut wrong = vec![];
    let quotes = text.matches('"').count();
    if quotes % 2 == 1 {
        let line = text.lines().position(|l| l.matches('"').count() % 2 == 1).unwrap_or(0) as u64 + 1;
        wrong.push(Wrong { line, column: None, cell: String::new(), why: RosterFault::Quote });
    }
    let mut rows = rows_of(&narrow, &mut wrong);
    let found = heading::find(&rows);
    let above: Vec<_> = rows.drain(..found.unwrap_or(0)).collect();
    let (heading, columns) = if found.is_some() {
        let (line, cells) = rows.remove(0);
        (Some(line), heading::columns(cells.get(..filled(&cells)).unwrap_or_default()))
    } else {
        // there are as many columns as the longest row fills
        let most = rows.iter().map(|(_, cells)| filled(cells)).max().unwrap_or(0);
        (None, usual.iter().take(most.max(1)).map(|c| (String::new(), Some(*c))).collect())
    };
    let login = columns.iter().position(|(_, c)| *c == Some(Column::Login));
    for (line, cells) in above.iter().filter(|(_, cells)| heading::is_person(cells, login)) {
        let cell = login.and_then(|i| cells.get(i)).cloned().unwrap_or_default();
        wrong.push(Wrong { line: *line, column: Some(Column::Login), cell, why: RosterFault::Above });
    }
    wrong.extend(faults_of(&columns, heading.unwrap_or(1)));
    Sheet { separator, columns, heading, above: above.into_iter().map(|(line, _)| line).collect(), rows, wrong }
}

/// The rows of a text that are not empty, each with its line.
fn rows_of(narrow: &str, wrong: &mut Vec<Wrong>) -> Vec<(u64, Vec<String>)> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(PART as u8).from_reader(narrow.as_bytes());
    let mut rows: Vec<(u64, Vec<String>)> = vec![];
    for record in reader.records() {
        // a text never fails here: it is UTF-8, and rows may be of any length
        let Ok(record) = record else { continue };
        // the reader tells where it began to look for the row: empty lines before it count too
        let (line, byte) = record.position().map_or((0, 0), |p| (p.line(), p.byte()));
        let before = narrow.as_bytes().iter().skip(usize::try_from(byte).unwrap_or(usize::MAX)).take_while(|b| **b == b'\n').count();
        let line = line + before as u64;
        let cells: Vec<String> = record.iter().map(|c| c.trim().to_string()).collect();
        let blank = cells.iter().all(String::is_empty);
        if !blank && rows.len() < MOST {
            rows.push((line, cells));
        } else if !blank {
            // what is too much is not read
            wrong.push(Wrong { line, column: None, cell: String::new(), why: RosterFault::TooMany });
            break;
        }
    }
    rows
}

/// What is wrong with the heading in `line`.
fn faults_of(columns: &[(String, Option<Column>)], line: u64) -> Vec<Wrong> {
    let mut wrong = vec![];
    for (i, (name, column)) in columns.iter().enumerate() {
        // two columns of which one would be lost: the heading was typed with two keyboards
        let names = |s: Separator| name.contains(s.sign()) && cells_of(name, s).any(|part| Column::of(part).is_some());
        if column.is_none() && !name.contains(['(', '（']) && Separator::ALL.into_iter().any(names) {
            wrong.push(Wrong { line, column: None, cell: name.clone(), why: RosterFault::Signs });
        }
        if column.is_some() && columns.iter().take(i).any(|(_, earlier)| earlier == column) {
            wrong.push(Wrong { line, column: *column, cell: name.clone(), why: RosterFault::ColumnTwice });
        }
    }
    wrong
}

/// How many cells of a row reach to the last that says something.
pub(crate) fn filled(cells: &[String]) -> usize {
    cells.iter().rposition(|c| !c.is_empty()).map_or(0, |last| last + 1)
}
