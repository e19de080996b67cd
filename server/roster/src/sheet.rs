//! Text to rows of cells: which sign parts them, what quotes hold together, what the first row says of the columns.

use crate::{RosterFault, Wrong};
use zhixing_domain::text::reading;

/// What parts the cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    Comma,
    Semicolon,
    Tab,
    WideComma,
}

impl Separator {
    const ALL: [(Self, char); 5] =
        [(Self::Tab, '\t'), (Self::Comma, ','), (Self::Semicolon, ';'), (Self::WideComma, '，'), (Self::Semicolon, '；')];
}

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    Login,
    Name,
    LegalName,
    Role,
    Password,
    Room,
    Accommodation,
}

impl Column {
    /// The column of a heading, in either language; spaces, `_`, case and width do not matter.
    pub fn of(heading: &str) -> Option<Self> {
        let mut word = reading::keyboard(heading).to_lowercase();
        word.retain(|c| !matches!(c, ' ' | '_' | '-' | '*' | ':' | '(' | ')'));
        let word = ["必填", "选填", "required", "optional"].iter().find_map(|mark| word.strip_suffix(mark)).unwrap_or(&word);
        Some(match word {
            "login" | "loginname" | "account" | "user" | "username" | "userid" | "账号" | "帐号" | "账户" | "用户名" | "登录名"
            | "登录账号" | "学号" | "工号" => Self::Login,
            "name" | "displayname" | "nickname" | "显示名" | "显示名称" | "昵称" | "称呼" => Self::Name,
            "legalname" | "fullname" | "certificatename" | "姓名" | "真实姓名" | "证书姓名" | "证件姓名" | "身份证姓名" | "考生姓名"
            | "学员姓名" => Self::LegalName,
            "role" | "roles" | "角色" | "身份" => Self::Role,
            "password" | "密码" | "口令" | "初始密码" | "登录密码" => Self::Password,
            "room" | "考场" | "机房" | "教室" | "场地" => Self::Room,
            "accommodation" | "accommodations" | "extratime" | "照顾" | "便利" | "合理便利" | "加时" | "延长" => {
                Self::Accommodation
            }
            _ => return None,
        })
    }

    pub fn words(self) -> [&'static str; 2] {
        match self {
            Self::Login => ["账号", "login"],
            Self::Name => ["显示名", "name"],
            Self::LegalName => ["姓名", "legal name"],
            Self::Role => ["角色", "role"],
            Self::Password => ["密码", "password"],
            Self::Room => ["考场", "room"],
            Self::Accommodation => ["照顾", "accommodation"],
        }
    }
}

/// Rows of cells, the heading apart.
pub(crate) struct Sheet {
    pub separator: Separator,
    pub columns: Vec<(String, Option<Column>)>,
    pub has_heading: bool,
    /// The line where each begins, and its cells.
    pub rows: Vec<(u64, Vec<String>)>,
    pub wrong: Vec<Wrong>,
}

/// The most rows that a list may have.
const MOST: usize = 100_000;

/// Reads a text. Without a heading the columns are `usual`, in this order.
pub(crate) fn read(text: &str, usual: &[Column]) -> Sheet {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let text = text.as_str();
    let (separator, narrow) = narrowed(text);
    let mut wrong = vec![];
    let quotes = text.matches('"').count();
    if quotes % 2 == 1 {
        let line = text.lines().position(|l| l.matches('"').count() % 2 == 1).unwrap_or(0) as u64 + 1;
        wrong.push(Wrong { line, column: None, cell: String::new(), why: RosterFault::Quote });
    }
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(PART as u8).from_reader(narrow.as_bytes());
    let mut rows: Vec<(u64, Vec<String>)> = vec![];
    for record in reader.records() {
        // a text never fails here: it is UTF-8, and rows may be of any length
        let Ok(record) = record else { continue };
        // the reader tells where it began to look for the row: empty lines before it count too
        let (line, byte) = record.position().map_or((0, 0), |p| (p.line(), p.byte()));
        let before = narrow.as_bytes().iter().skip(usize::try_from(byte).unwrap_or(usize::MAX)).take_while(|b| **b == b'\n').count();
        let line = line + before as u64;
        let mut cells: Vec<String> = record.iter().map(|c| c.trim().to_string()).collect();
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        if !cells.is_empty() && rows.len() < MOST {
            rows.push((line, cells));
        } else if !cells.is_empty() {
            // what is too much is not read
            wrong.push(Wrong { line, column: None, cell: String::new(), why: RosterFault::TooMany });
            break;
        }
    }
    let heading = rows.first().map(|(_, cells)| cells.iter().map(|c| (c.clone(), Column::of(c))).collect::<Vec<_>>());
    let heading =
        heading.filter(|all| all.iter().any(|(_, c)| *c == Some(Column::Login)) || all.iter().filter(|(_, c)| c.is_some()).count() > 1);
    let heading = heading.map(|mut all| {
        // beside a name of the identity document, `姓名` is what others see
        let plain = |name: &str| reading::keyboard(name).starts_with("姓名");
        if all.iter().filter(|(_, c)| *c == Some(Column::LegalName)).count() > 1 && !all.iter().any(|(_, c)| *c == Some(Column::Name)) {
            all.iter_mut().filter(|(name, c)| *c == Some(Column::LegalName) && plain(name)).for_each(|(_, c)| *c = Some(Column::Name));
        }
        all
    });
    let has_heading = heading.is_some();
    if has_heading {
        rows.remove(0);
    }
    // without a heading there are as many columns as the longest row fills
    let filled = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let columns = heading.unwrap_or_else(|| usual.iter().take(filled.max(1)).map(|c| (String::new(), Some(*c))).collect());
    for (i, (name, column)) in columns.iter().enumerate() {
        if column.is_some() && columns.iter().take(i).any(|(_, earlier)| earlier == column) {
            wrong.push(Wrong { line: 1, column: *column, cell: name.clone(), why: RosterFault::ColumnTwice });
        }
    }
    Sheet { separator, columns, has_heading, rows, wrong }
}

/// What parts cells for the reader: a character that stands in no list.
const PART: char = '\u{1f}';

/// The sign that parts the first line, and the text with all such signs outside of quotes as [`PART`]. A comma may be wide or narrow.
fn narrowed(text: &str) -> (Separator, String) {
    let mut quoted = false;
    let mut first: Vec<char> = vec![];
    for c in text.trim_start().chars() {
        match c {
            '"' => quoted = !quoted,
            '\n' if !quoted => break,
            c if !quoted => first.push(c),
            _ => {}
        }
    }
    let count = |sign: char| first.iter().filter(|c| **c == sign).count();
    let separator = Separator::ALL.iter().rev().max_by_key(|(_, sign)| count(*sign)).map_or(Separator::Comma, |(s, _)| *s);
    let separator = if Separator::ALL.iter().all(|(_, sign)| count(*sign) == 0) { Separator::Comma } else { separator };
    let signs: &[char] = match separator {
        Separator::Comma | Separator::WideComma => &[',', '，'],
        Separator::Semicolon => &[';', '；'],
        Separator::Tab => &['\t'],
    };
    let mut quoted = false;
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| *c != PART) {
        if c == '"' {
            quoted = !quoted;
        }
        out.push(if !quoted && signs.contains(&c) { PART } else { c });
    }
    (separator, out)
}
