//! The two lists that there are: accounts to open, and who sits in a session.

use crate::{
    CandidateRow, Column, Roster, RosterFault, Wrong, cell,
    sheet::{self, Sheet},
};
use std::collections::HashMap;
use zhixing_domain::{account::Roles, lang::Lang};

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
    let needed = [Column::Login, Column::Password];
    if !needed.iter().all(|c| sheet.columns.iter().any(|(_, is)| is.as_ref() == Some(c))) {
        let first = text.trim_start_matches('\u{feff}').lines().find(|l| !l.trim().is_empty());
        let why = if first.is_none() { RosterFault::Empty } else { RosterFault::Heading(needed.to_vec()) };
        // what stands there may be somebody's password
        sheet.wrong.push(Wrong { line: 1, column: None, cell: String::new(), why });
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
    let mut sheet = sheet::read(text, &[Column::Login, Column::Room, Column::Accommodation, Column::LegalName]);
    if sheet.has_heading && !sheet.columns.iter().any(|(_, c)| *c == Some(Column::Login)) {
        sheet.wrong.push(Wrong { line: 1, column: None, cell: String::new(), why: RosterFault::Heading(vec![Column::Login]) });
        sheet.rows.clear();
    } else if sheet.rows.is_empty() {
        sheet.wrong.push(Wrong { line: 1, column: None, cell: String::new(), why: RosterFault::Empty });
    }
    read(sheet, |row| {
        let login = row.take(Column::Login, cell::login);
        let room = row.take_if_there(Column::Room, cell::room);
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
        match read(&text) {
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
    let Sheet { separator, columns, rows: cells, mut wrong, .. } = sheet;
    let mut rows = vec![];
    let mut seen: HashMap<String, u64> = HashMap::new();
    for (line, cells) in &cells {
        let mut row = Row { line: *line, columns: &columns, cells, wrong: vec![] };
        if cells.len() > columns.len() {
            row.wrong.push(Wrong { line: *line, column: None, cell: String::new(), why: RosterFault::Cells });
        }
        let found = one(&mut row);
        wrong.append(&mut row.wrong);
        let Some(found) = found else { continue };
        let (login, line) = found.login();
        if let Some(first) = seen.get(login) {
            wrong.push(Wrong { line, column: Some(Column::Login), cell: login.into(), why: RosterFault::Twice(*first) });
        } else {
            seen.insert(login.into(), line);
        }
        rows.push(found);
    }
    wrong.sort_by_key(|w| (w.line, w.column));
    Roster { separator, columns, rows, wrong }
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
    pub fn read_names(&mut self, read: impl Fn(&str) -> Result<String, [String; 2]>) {
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

impl<T> Roster<T> {
    /// What is wrong, a line each, in one language.
    pub fn texts(&self, lang: Lang) -> Vec<String> {
        self.wrong.iter().map(|w| w.text(lang)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Separator;

    #[test]
    fn any_separator_and_either_language_of_headings() {
        for (text, separator) in [
            ("账号,姓名,角色,密码\nlin.yi,林一,监考员,four blue kettles\n", Separator::Comma),
            ("password;role;legal_name;login\nfour blue kettles;invigilator;林一;LIN.YI", Separator::Semicolon),
            ("用户名\t真实姓名\t身份\t初始密码\r\nlin.yi\t林一\t监考\tfour blue kettles\r\n", Separator::Tab),
            ("登录名，姓名，角色，密码\nｌｉｎ．ｙｉ，林一，监考员，four blue kettles", Separator::WideComma),
        ] {
            let roster = accounts(text);
            assert_eq!(roster.texts(Lang::En), Vec::<String>::new(), "{text}");
            assert_eq!(roster.separator, separator);
            let who = &roster.rows[0];
            assert_eq!((who.login.as_str(), who.legal_name.as_str(), who.roles.to_string().as_str()), ("lin.yi", "林一", "invigilator"));
            assert_eq!((who.line, who.password.as_str()), (2, "four blue kettles"));
        }
    }

    #[test]
    fn quotes_hold_lines_and_separators_together() {
        let roster =
            accounts("login,name,password\nlin.yi,\"林一，\n\"\"小林\"\"\",\"four, blue; kettles\"\nmo.er,莫二,four blue kettles\n");
        assert_eq!(roster.texts(Lang::En), Vec::<String>::new());
        let read: Vec<(&str, u64)> = roster.rows.iter().map(|p| (p.name.as_str(), p.line)).collect();
        assert_eq!(read, [("林一, \"小林\"", 2), ("莫二", 4)]);
        assert_eq!(roster.rows[0].password, "four, blue; kettles");
        assert_eq!(accounts("login,password\nlin.yi,\"four blue kettles\nmo.er,x").wrong[0].why, RosterFault::Quote);
    }

    #[test]
    fn what_is_wrong_has_row_column_and_words() {
        let text = "login,name,role,password\n1.39E+10,甲,,four blue kettles\nlin.yi,乙,king,short\nlin.yi2,丙,,four blue kettles,more\nlin.yi2,丁,,four blue kettles";
        let roster = accounts(text);
        assert_eq!(
            roster.wrong.iter().map(|w| (w.line, w.column, w.why.clone())).collect::<Vec<_>>(),
            [
                (2, Some(Column::Login), RosterFault::Float),
                (3, Some(Column::Role), RosterFault::Role),
                (3, Some(Column::Password), RosterFault::Account(zhixing_domain::account::AccountRefusal::PasswordShort)),
                (4, None, RosterFault::Cells),
                (5, Some(Column::Login), RosterFault::Twice(4)),
            ]
        );
        let (zh, en) = (roster.texts(Lang::Zh), roster.texts(Lang::En));
        assert!(zh[0].starts_with("第 2 行“账号”列“1.39E+10”：电子表格把它变成了数"), "{zh:?}");
        assert_eq!(en[4], "line 5, login \"lin.yi2\": the same login as on line 4");
        assert!(!zh.join("").contains("short"), "a password is never shown: {zh:?}");
    }

    #[test]
    fn a_list_of_accounts_without_a_heading_is_refused_and_swallows_nobody() {
        let roster = accounts("lin.yi,林一,林一,learner,four blue kettles\nmo.er,莫二,莫二,learner,four blue kettles");
        assert!(roster.rows.is_empty());
        assert_eq!(roster.texts(Lang::En), ["line 1: the first line must name the columns, at least: login, password"]);
        assert_eq!(accounts("\n").wrong[0].why, RosterFault::Empty);
    }

    #[test]
    fn a_name_of_the_identity_document_stands_beside_the_name_that_others_see() {
        let roster = accounts("账号（必填）,姓名,证件姓名,角色,登录密码\nlin.yi,小林,林一,,four blue kettles");
        assert_eq!(roster.texts(Lang::En), Vec::<String>::new());
        assert_eq!((roster.rows[0].name.as_str(), roster.rows[0].legal_name.as_str()), ("小林", "林一"));
        // a number of an identity document that became another one, and the same for many
        assert_eq!(accounts("login,password\nlin.yi,1.10101E+17").wrong[0].why, RosterFault::Float);
    }

    #[test]
    fn what_is_too_much_is_told_and_not_read() {
        let roster = candidates(&"a\n".repeat(100_001));
        assert_eq!(roster.wrong.last().map(|w| (w.line, w.why.clone())), Some((100_001, RosterFault::TooMany)));
    }

    #[test]
    fn candidates_come_with_or_without_a_heading() {
        for (text, line) in [
            ("lin.yi,一号机房,1.5\nmo.er", 2),
            ("lin.yi，一号机房，１.５\n\n\nmo.er，", 4),
            ("考场\t照顾\t账号\t班级\n一号机房\t1.5倍\tLin.Yi\t三班\n\t\tmo.er\t三班", 3),
        ] {
            let roster = candidates(text);
            assert_eq!(roster.texts(Lang::En), Vec::<String>::new(), "{text}");
            let read: Vec<_> =
                roster.rows.iter().map(|s| (s.login.as_str(), s.room.as_deref(), s.accommodation.map(|a| a.factor))).collect();
            assert_eq!(read, [("lin.yi", Some("一号机房"), Some(1500)), ("mo.er", Some(""), Some(1000))]);
            assert_eq!(roster.rows[1].line, line, "empty lines count as in an editor");
        }
        // what the list has no column for it says nothing of
        for text in ["lin.yi\nmo.er", "账号,准考证号,姓名\nlin.yi,1,林一\nmo.er,2,莫二"] {
            let roster = candidates(text);
            assert!(roster.rows.iter().all(|s| s.room.is_none() && s.accommodation.is_none()), "{text}");
        }
        let twice = candidates("lin.yi,一号机房\nLIN.YI,二号机房");
        assert_eq!(twice.texts(Lang::Zh), ["第 2 行“账号”列“lin.yi”：和第 1 行是同一个账号"]);
    }
}
