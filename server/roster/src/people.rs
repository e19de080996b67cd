//! The two lists that there are: accounts to open, and who sits in a session.

pub(crate) mod opening;

use crate::{
    CandidateRow, Column, Encoding, Roster, RosterFault, Wrong, cell, damage, heading,
    sheet::{self, Sheet, filled},
};
use std::collections::HashMap;
use zhixing_domain::{
    account::Roles,
    lang::{Bilingual, Lang},
};

/// Somebody to open an account for. Not to be printed: it holds a password.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPerson {
    pub line: u64,
    pub login: String,
    pub name: String,
    pub legal_name: String,
    pub roles: Roles,
    /// Empty for none.
    pub password: String,
}

/// Accounts to open: a heading with a login and a password at least; an unnamed file could be anything.
pub fn accounts(text: &str) -> Roster<NewPerson> {
    let mut sheet = sheet::read(text, &[]);
    heading::shown_names(&mut sheet.columns);
    let needed = [Column::Login, Column::Password];
    if !needed.iter().all(|c| sheet.columns.iter().any(|(_, is)| is.as_ref() == Some(c))) {
        let first = text.trim_start_matches('\u{feff}').lines().find(|l| !l.trim().is_empty());
        let why = if first.is_none() { RosterFault::Empty } else { RosterFault::Heading(needed.to_vec()) };
        // what stands there may be somebody's password
        let line = sheet.heading.unwrap_or(1);
        sheet.wrong.push(Wrong { line, column: None, cell: String::new(), why });
        sheet.rows.clear();
    } else if sheet.rows.is_empty() {
        sheet.wrong.push(Wrong { line: 1, column: None, cell: String::new(), why: RosterFault::Empty });
    }
    read(sheet, |row| {
        let login = row.take(Column::Login, cell::login);
        let legal_name = row.take(Column::LegalName, |t| if cell::words(t).is_empty() { Ok(String::new()) } else { cell::name(t) });
        let shown = row.get(Column::Name).to_string();
        let name = match cell::words(&shown).is_empty() {
            true => Some(login.clone().unwrap_or_default()),
            false => row.take(Column::Name, cell::name),
        };
        let roles = row.take(Column::Role, cell::roles);
        let own = login.clone().unwrap_or_default();
        let password = row.take(Column::Password, |t| cell::password(t, &own));
        Some(NewPerson { line: row.line, login: login?, name: name?, legal_name: legal_name?, roles: roles?, password: password? })
    })
}

/// Who sits in a session: login, room, accommodation, legal name, in this order where no heading names them.
pub fn candidates(text: &str) -> Roster<CandidateRow> {
    const USUAL: [Column; 4] = [Column::Login, Column::Room, Column::Accommodation, Column::LegalName];
    let mut sheet = sheet::read(text, &USUAL);
    sheet.want_logins();
    let named = sheet.columns.iter().position(|(_, c)| *c == Some(Column::Accommodation));
    let given = if sheet.heading.is_some() { named } else { USUAL.iter().position(|c| *c == Column::Accommodation) };
    read(sheet, |row| {
        let login = row.take(Column::Login, cell::login);
        // where the row ends before its accommodation, the comma before one may be meant to part
        let ends = given.is_some_and(|at| row.cells.len() <= at);
        let room = |t: &str| if ends && cell::ends_in_accommodation(t) { Err(RosterFault::Signs) } else { cell::room(t) };
        let room = row.take_if_there(Column::Room, room);
        let accommodation = row.take_if_there(Column::Accommodation, cell::accommodation);
        let legal_name = row.take(Column::LegalName, |t| Ok(cell::words(t))).unwrap_or_default();
        Some(CandidateRow { line: row.line, login: login?, room: room?, accommodation: accommodation?, legal_name })
    })
}

/// A row being read.
struct Row<'r> {
    line: u64,
    columns: &'r [(String, Option<Column>)],
    cells: &'r [String],
    wrong: Vec<Wrong>,
}

impl Row<'_> {
    fn get(&self, column: Column) -> &str {
        let at = self.columns.iter().position(|(_, c)| *c == Some(column));
        at.and_then(|i| self.cells.get(i)).map_or("", String::as_str)
    }

    /// What a column says, and nothing where the list has no such column; none at all where it is wrong.
    fn take_if_there<T>(&mut self, column: Column, read: impl FnOnce(&str) -> Result<T, RosterFault>) -> Option<Option<T>> {
        match self.columns.iter().any(|(_, c)| *c == Some(column)) {
            true => self.take(column, read).map(Some),
            false => Some(None),
        }
    }

    fn take<T>(&mut self, column: Column, read: impl FnOnce(&str) -> Result<T, RosterFault>) -> Option<T> {
        let text = self.get(column).to_string();
        match damage::of(column, &text).map_or_else(|| read(&text), Err) {
            Ok(value) => Some(value),
            Err(why) => {
                let cell = if column == Column::Password { String::new() } else { short(&text) };
                self.wrong.push(Wrong { line: self.line, column: Some(column), cell, why });
                None
            }
        }
    }
}

fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}

trait HasLogin {
    fn login(&self) -> (&str, u64);
}

impl HasLogin for NewPerson {
    fn login(&self) -> (&str, u64) {
        (&self.login, self.line)
    }
}

impl HasLogin for CandidateRow {
    fn login(&self) -> (&str, u64) {
        (&self.login, self.line)
    }
}

fn read<T: HasLogin>(sheet: Sheet, one: impl Fn(&mut Row) -> Option<T>) -> Roster<T> {
    let Sheet { separator, columns, above, rows: cells, mut wrong, .. } = sheet;
    let mut rows = vec![];
    let mut seen: HashMap<String, u64> = HashMap::new();
    for (line, cells) in &cells {
        let mut row = Row { line: *line, columns: &columns, cells, wrong: vec![] };
        if filled(cells) > columns.len() {
            row.wrong.push(Wrong { line: *line, column: None, cell: String::new(), why: RosterFault::Cells });
        }
        let found = one(&mut row);
        wrong.append(&mut row.wrong);
        let Some(found) = found else { continue };
        let (login, line) = found.login();
        if login.is_empty() {
            // what is wrong with it is told already
        } else if let Some(first) = seen.get(login) {
            wrong.push(Wrong { line, column: Some(Column::Login), cell: login.into(), why: RosterFault::Twice(*first) });
        } else {
            seen.insert(login.into(), line);
        }
        rows.push(found);
    }
    wrong.sort_by_key(|w| (w.line, w.column));
    Roster { separator, columns, above, rows, wrong }
}

/// A row that may name somebody for a certificate.
pub trait HasName {
    fn legal_name(&mut self) -> (&mut String, u64);
}

impl HasName for NewPerson {
    fn legal_name(&mut self) -> (&mut String, u64) {
        (&mut self.legal_name, self.line)
    }
}

impl HasName for CandidateRow {
    fn legal_name(&mut self) -> (&mut String, u64) {
        (&mut self.legal_name, self.line)
    }
}

impl<T: HasName> Roster<T> {
    /// Brings the names into the form that `read` gives them, or tells by row what it says against one, in both languages.
    pub fn read_names(&mut self, read: impl Fn(&str) -> Result<String, Bilingual<String>>) {
        for row in &mut self.rows {
            let (name, line) = row.legal_name();
            if name.is_empty() {
                continue;
            }
            match read(name) {
                Ok(formed) => *name = formed,
                Err(said) => {
                    self.wrong.push(Wrong { line, column: Some(Column::LegalName), cell: short(name), why: RosterFault::Said(said) });
                }
            }
        }
        self.wrong.sort_by_key(|w| (w.line, w.column));
    }
}

/// A row with words of somebody, in whatever letters.
pub trait HasWords {
    fn words(&self) -> (u64, [(Column, &str); 3]);
}

impl HasWords for NewPerson {
    fn words(&self) -> (u64, [(Column, &str); 3]) {
        // who has no name is called by the login
        let name = if self.name == self.login { "" } else { &self.name };
        (self.line, [(Column::Login, &self.login), (Column::Name, name), (Column::LegalName, &self.legal_name)])
    }
}

impl HasWords for CandidateRow {
    fn words(&self) -> (u64, [(Column, &str); 3]) {
        let room = self.room.as_deref().unwrap_or_default();
        (self.line, [(Column::Login, &self.login), (Column::Room, room), (Column::LegalName, &self.legal_name)])
    }
}

impl<T: HasWords> Roster<T> {
    /// The cells that may say something else than was written, of a list that was read in an encoding which nothing shows.
    pub fn unsure(&self, encoding: Encoding) -> Vec<Wrong> {
        let of_row = |row: &T| {
            let (line, words) = row.words();
            let odd = words.into_iter().filter(|(_, text)| !text.is_ascii());
            odd.map(|(column, text)| Wrong { line, column: Some(column), cell: short(text), why: RosterFault::Unsure(encoding) })
                .collect::<Vec<_>>()
        };
        self.rows.iter().flat_map(of_row).collect()
    }
}

impl<T> Roster<T> {
    /// What is wrong, a line each, in one language.
    pub fn texts(&self, lang: Lang) -> Vec<String> {
        self.wrong.iter().map(|w| w.text(lang)).collect()
    }
}

#[cfg(test)]
mod tests;
