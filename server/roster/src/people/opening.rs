//! A list of people for whom accounts are opened in the browser: they choose their passwords by a code, so the list has none. It is shown as a table
//! whose cells can be changed, so each row keeps what was written in it.

use super::{HasLogin, HasWords, Row, read};
use crate::{Column, Roster, RosterFault, Wrong, cell, heading, sheet};
use zhixing_domain::{
    account::{Role, Roles},
    lang::Bilingual,
};

/// The columns of such a list, in this order where no heading names them.
pub const OPENING: [Column; 4] = [Column::Login, Column::Name, Column::LegalName, Column::Role];
/// The most rows of one list.
pub const OPENING_MOST: usize = 10_000;

/// A row: what was written, in the order of [`OPENING`], and what it says where nothing is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpeningRow {
    pub line: u64,
    pub cells: [String; 4],
    /// As it is kept, whatever is wrong with the rest.
    pub login: Option<String>,
    pub legal_name: Option<String>,
    pub person: Option<ListedPerson>,
}

/// Somebody to open an account for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedPerson {
    pub login: String,
    pub name: String,
    pub legal_name: String,
    pub roles: Roles,
}

impl OpeningRow {
    /// What is kept of a login that was written otherwise: wide digits, capitals, signs that cannot be seen.
    pub fn kept_login(&self) -> Option<&str> {
        let [written, ..] = &self.cells;
        self.login.as_deref().filter(|kept| kept != written)
    }
}

impl HasLogin for OpeningRow {
    fn login(&self) -> (&str, u64) {
        (self.login.as_deref().unwrap_or_default(), self.line)
    }
}

impl HasWords for OpeningRow {
    fn words(&self) -> (u64, [(Column, &str); 3]) {
        let [login, name, legal_name, _] = &self.cells;
        (self.line, [(Column::Login, login), (Column::Name, name), (Column::LegalName, legal_name)])
    }
}

/// Reads such a list. Every row is there, also one that is wrong.
pub fn openings(text: &str) -> Roster<OpeningRow> {
    let mut sheet = sheet::read(text, &OPENING);
    heading::shown_names(&mut sheet.columns);
    sheet.want_logins();
    if let Some((line, _)) = sheet.rows.get(OPENING_MOST) {
        let said = [format!("一次最多 {OPENING_MOST} 人，请分成几份"), format!("{OPENING_MOST} people at most at once: part the list")];
        sheet.wrong.push(Wrong { line: *line, column: None, cell: String::new(), why: RosterFault::Said(said.into()) });
        sheet.rows.truncate(OPENING_MOST);
    }
    // a column of passwords is not read: they are chosen by a code
    sheet.columns.iter_mut().filter(|(_, c)| c.is_some_and(|c| !OPENING.contains(&c))).for_each(|(_, c)| *c = None);
    read(sheet, |row| {
        let cells = OPENING.map(|column| row.get(column).to_string());
        Some(row_of(row, cells))
    })
}

fn row_of(row: &mut Row, cells: [String; 4]) -> OpeningRow {
    let login = row.take(Column::Login, cell::login);
    let legal_name = row.take(Column::LegalName, |t| if cell::words(t).is_empty() { Ok(String::new()) } else { cell::name(t) });
    let name = match cell::words(row.get(Column::Name)).is_empty() {
        // who is only called by a number is greeted by it
        true => legal_name.clone().filter(|name| !name.is_empty()).or_else(|| login.clone()),
        false => row.take(Column::Name, cell::name),
    };
    let roles = row.take(Column::Role, cell::roles);
    let person = match (&login, name, &legal_name, roles) {
        (Some(login), Some(name), Some(legal_name), Some(roles)) => {
            Some(ListedPerson { login: login.clone(), name, legal_name: legal_name.clone(), roles })
        }
        _ => None,
    };
    OpeningRow { line: row.line, cells, login, legal_name, person }
}

impl Roster<OpeningRow> {
    /// Brings the names for certificates into the form that `read` gives them, or tells by row what it says against one, in both languages.
    pub fn read_legal_names(&mut self, read: impl Fn(&str) -> Result<String, Bilingual<String>>) {
        for row in &mut self.rows {
            let Some(name) = row.legal_name.as_ref().filter(|name| !name.is_empty()) else { continue };
            match read(name) {
                Ok(formed) => {
                    if let Some(person) = &mut row.person {
                        person.legal_name = formed;
                    }
                }
                Err(said) => {
                    let (line, cell) = (row.line, super::short(name));
                    self.wrong.push(Wrong { line, column: Some(Column::LegalName), cell, why: RosterFault::Said(said) });
                }
            }
        }
        self.sort();
    }

    /// Tells by row that a login is somebody's already.
    pub fn name_taken(&mut self, taken: impl Fn(&str) -> bool) {
        for row in &self.rows {
            if let Some(login) = row.login.as_ref().filter(|login| taken(login)) {
                let why = RosterFault::Account(zhixing_domain::account::AccountRefusal::LoginTaken);
                self.wrong.push(Wrong { line: row.line, column: Some(Column::Login), cell: login.clone(), why });
            }
        }
        self.sort();
    }

    /// Tells by row that nobody gets this role by a list.
    pub fn refuse_role(&mut self, role: Role, said: impl Fn() -> Bilingual<String>) {
        for row in self.rows.iter().filter(|row| row.person.as_ref().is_some_and(|p| p.roles.has(role))) {
            let cell = row.cells.last().map(|cell| super::short(cell)).unwrap_or_default();
            self.wrong.push(Wrong { line: row.line, column: Some(Column::Role), cell, why: RosterFault::Said(said()) });
        }
        self.sort();
    }

    fn sort(&mut self) {
        self.wrong.sort_by_key(|w| (w.line, w.column));
    }
}

/// The list as a text with a heading, a line each.
pub fn written<'r>(rows: impl Iterator<Item = &'r [String; 4]>) -> String {
    let quoted = |cell: &String| format!("\"{}\"", cell.replace(['\n', '\r'], " ").replace('"', "\"\""));
    let line = |cells: &[String; 4]| cells.iter().map(quoted).collect::<Vec<_>>().join(",") + "\n";
    let heading = "login,name,legal_name,role\n".to_string();
    std::iter::once(heading).chain(rows.map(line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use zhixing_domain::lang::Lang;

    #[test]
    fn all_that_is_wrong_is_told_at_once_by_row_and_column_and_every_row_is_there() {
        let text = "学号\t姓名\t密码\t角色\nＳ２０２４０１\t王小明\tsecret\t\ns202401\t\u{378}\t\tKing\n\u{0430}bc\t李雷\t\t监考员\n";
        let mut list = openings(text);
        assert_eq!(list.rows.len(), 3);
        assert_eq!((list.rows[0].kept_login(), list.rows[2].person.as_ref()), (Some("s202401"), None));
        assert!(!format!("{list:?}").contains("secret"), "a password is not even kept");
        list.name_taken(|login| login == "s202401");
        let places: Vec<_> = list.wrong.iter().map(|w| (w.line, w.column)).collect();
        let (login, role) = (Some(Column::Login), Some(Column::Role));
        assert_eq!(
            places,
            [(2, login), (3, login), (3, login), (3, Some(Column::Name)), (3, role), (4, login)],
            "{:?}",
            list.texts(Lang::En)
        );
    }

    #[test]
    fn a_plain_name_is_what_others_see_and_one_of_a_document_is_called_so() {
        for (heading, name, legal) in [
            ("姓名,账号,班级", "周敏", ""),
            ("学员姓名,账号,班级", "周敏", ""),
            ("Full name,login,class", "周敏", ""),
            ("证件姓名,账号,班级", "周敏", "周敏"),
            ("legal name,login,class", "周敏", "周敏"),
        ] {
            let list = openings(&format!("{heading}\n周敏,zhoumin,三班\n"));
            let person = list.rows.into_iter().find_map(|row| row.person).expect("a person");
            assert_eq!((person.name.as_str(), person.legal_name.as_str()), (name, legal), "{heading}");
        }
    }

    #[test]
    fn a_login_that_is_there_twice_is_told_on_its_second_line() {
        let list = openings("ada,Ada\nbob,Bob\nＡＤＡ,Other\n");
        let expected = Wrong { line: 3, column: Some(Column::Login), cell: "ada".into(), why: RosterFault::Twice(1) };
        assert_eq!(list.wrong, [expected]);
    }

    #[test]
    fn a_list_that_was_written_is_read_as_the_same() {
        let cells = [["ada", "A \"B\", C", "王小明", "teacher"], ["bob", "", "", ""]].map(|row| row.map(String::from));
        let list = openings(&written(cells.iter()));
        assert_eq!(list.rows.iter().map(|r| r.cells.clone()).collect::<Vec<_>>(), cells);
        let people: Vec<_> = list.rows.into_iter().filter_map(|r| r.person).collect();
        assert_eq!((people[0].roles, people[1].name.as_str()), (Roles::of(&[Role::Teacher]), "bob"));
        assert!(list.wrong.is_empty());
    }

    #[test]
    fn a_list_is_bounded() {
        let text: String = (0..=OPENING_MOST).map(|n| format!("person{n},N\n")).collect();
        let list = openings(&text);
        assert_eq!((list.rows.len(), list.wrong.len()), (OPENING_MOST, 1));
    }
}
