//! What is wrong with a cell or a row, in both languages.

use crate::{Column, Encoding};
use zhixing_domain::{
    account::AccountRefusal,
    lang::{Bilingual, Lang},
};

/// Where, and what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The line where the row begins, from 1.
    pub line: u64,
    pub column: Option<Column>,
    /// What stands there; never a password.
    pub cell: String,
    pub why: RosterFault,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RosterFault {
    /// Neither UTF-8 nor GB18030 nor UTF-16.
    Encoding,
    /// These lines are in another encoding than the others.
    Encodings(Vec<u64>),
    /// Nothing shows the encoding of the file, which was read in this one.
    Unsure(Encoding),
    Empty,
    /// No row at the top names the columns, or not these.
    Heading(Vec<Column>),
    ColumnTwice,
    /// Above the heading there is what may be somebody's row.
    Above,
    /// More cells than columns.
    Cells,
    Quote,
    /// Commas of two keyboards, of which one may be meant to part cells.
    Signs,
    TooMany,
    Missing,
    /// A spreadsheet made a number of it.
    Float,
    /// A spreadsheet made a day of it.
    Date,
    /// A formula, or what a spreadsheet shows where one fails or does not fit.
    Formula,
    /// Signs that stand for letters which were lost.
    Lost,
    /// Letters of two scripts that look alike.
    Mixed,
    /// The same login is on an earlier line.
    Twice(u64),
    Role,
    Accommodation,
    RoomLong,
    Account(AccountRefusal),
    /// Nobody has this account name.
    Unknown,
    /// What the one who asked says of it, in both languages.
    Said(Bilingual<String>),
}

impl RosterFault {
    pub fn words(&self, lang: Lang) -> String {
        let (zh, en) = match self {
            Self::Encoding => {
                ("读不出文字：请在电子表格里另存为 CSV（UTF-8）".into(), "not a text: save it as CSV (UTF-8) in the spreadsheet".into())
            }
            Self::Encodings(lines) => {
                let more = (lines.len() > 5).then(|| "…".to_string());
                let shown: Vec<String> = lines.iter().take(5).map(u64::to_string).chain(more).collect();
                let (zh, en) = (shown.join("、"), shown.join(", "));
                (
                    format!("第 {zh} 行的编码和别的行不同：在电子表格里核对，另存为 CSV（UTF-8）"),
                    format!("in another encoding than the rest, line {en}: check it in the spreadsheet and save it as CSV (UTF-8)"),
                )
            }
            Self::Unsure(encoding) => (
                format!("可能是乱码：看不出文件的编码，这是按 {} 读的", encoding.name()),
                format!("may be misread: the file does not show its encoding and was read as {}", encoding.name()),
            ),
            Self::Empty => ("名单是空的".into(), "the list is empty".into()),
            Self::Heading(columns) => {
                let of = |i: usize| columns.iter().map(|c| c.words()[i]).collect::<Vec<_>>().join(", ");
                (
                    format!("开头要有一行列名，至少要有：{}", of(0).replace(", ", "、")),
                    format!("a line at the top must name the columns, at least: {}", of(1)),
                )
            }
            Self::ColumnTwice => ("这一列写了两次".into(), "the column is there twice".into()),
            Self::Above => (
                "这一行在列名之上，却像是一个人：把列名移到最前面，或删去这一行".into(),
                "this stands above the names of the columns and may be somebody: move them to the top, or delete this line".into(),
            ),
            Self::Cells => (
                "这一行的格数比列名多；含分隔符的内容要放在英文双引号里".into(),
                "the row has more cells than columns; put what holds a separator into straight quotes".into(),
            ),
            Self::Quote => ("双引号不成对，后面的行会连在一起".into(), "a quote is not closed: the lines below would be joined".into()),
            Self::Signs => (
                "分不清这里的标点是分格还是内容：分格请全用同一种；是内容就在后面补上空的格".into(),
                "does this sign separate cells, or is it part of the text? Separate all cells with one sign, or add the empty cells that follow".into(),
            ),
            Self::TooMany => ("名单太长：最多 100000 行，请分成几份".into(), "the list is too long: 100,000 rows at most; split it".into()),
            Self::Missing => ("没有填".into(), "it is empty".into()),
            Self::Float => (
                "电子表格把它变成了数：把这一列的格式设为“文本”，重新填写".into(),
                "the spreadsheet made a number of it: set the format of the column to text and write it again".into(),
            ),
            Self::Date => (
                "电子表格把它变成了日期：把这一列的格式设为“文本”，重新填写".into(),
                "the spreadsheet made a date of it: set the format of the column to text and write it again".into(),
            ),
            Self::Formula => (
                "这是电子表格的公式或出错提示，不是内容：改成内容再另存".into(),
                "this is a formula of the spreadsheet or its sign of an error: put words in its place and save anew".into(),
            ),
            Self::Lost => (
                "有的字丢了，只剩替代的符号：在电子表格里重新填写，另存为 CSV（UTF-8）".into(),
                "characters were lost and signs stand in their place: write it again in the spreadsheet and save it as CSV (UTF-8)".into(),
            ),
            Self::Mixed => (
                "混有另一种文字里样子相同的字母：切换到英文输入法重新填写".into(),
                "it mixes letters of two scripts that look alike: write it again with one keyboard".into(),
            ),
            Self::Twice(line) => (format!("和第 {line} 行是同一个登录名"), format!("the same account name as on line {line}")),
            Self::Role => (
                "角色只能是学员、教师、考评员、监考员、管理员（learner、teacher、examiner、invigilator、admin）".into(),
                "a role is one of learner, teacher, examiner, invigilator, admin".into(),
            ),
            Self::Accommodation => ("写成 1.25（倍）、+20（分钟）或 1.25+20".into(), "write 1.25 (times), +20 (minutes) or 1.25+20".into()),
            Self::RoomLong => ("最多 40 字".into(), "40 characters at most".into()),
            Self::Said(said) => (said.get(Lang::Zh).clone(), said.get(Lang::En).clone()),
            Self::Unknown => (
                "没有这个登录名；这里要写登录名，不是姓名：本人在“个人资料”里能看到，管理员在账号名单里能查到".into(),
                "nobody has this account name; it is not the person’s name: they see it in their profile, administrators in the list of accounts".into(),
            ),
            Self::Account(refusal) => of_account(refusal),
        };
        if lang == Lang::Zh { zh } else { en }
    }
}

/// What is wrong with a person of a list, in Chinese and in English.
fn of_account(refusal: &AccountRefusal) -> (String, String) {
    match refusal {
        AccountRefusal::LoginForm => (
            "这不是登录名：登录名是 3 到 64 个字符：文字、数字和 . _ @ + -，中间没有空格；姓名不能代替，本人在“个人资料”里能看到登录名".into(),
            "this is no account name, which has 3 to 64 characters: letters, digits and . _ @ + -, without spaces; a person’s name cannot stand for it: \
             they see theirs in their profile"
                .into(),
        ),
        AccountRefusal::LoginTaken => ("登录名已有人用".into(), "the account name is taken".into()),
        AccountRefusal::PasswordShort => ("密码至少 8 个字符".into(), "a password has 8 characters or more".into()),
        AccountRefusal::PasswordLong => ("密码最多 128 个字符".into(), "a password has 128 characters at most".into()),
        AccountRefusal::PasswordCommon => ("密码太常见".into(), "the password is among the first that everybody tries".into()),
        _ => ("姓名是 1 到 80 个字，没有控制字符".into(), "a name has 1 to 80 characters and no control characters".into()),
    }
}

impl Wrong {
    /// `第 3 行“登录名”列“1.3E+10”：…`.
    pub fn text(&self, lang: Lang) -> String {
        let why = self.why.words(lang);
        let column = self.column.map(|c| c.words());
        let cell = |open: &str, close: &str| if self.cell.is_empty() { String::new() } else { format!("{open}{}{close}", self.cell) };
        match lang {
            Lang::Zh => {
                format!("第 {} 行{}{}：{why}", self.line, column.map_or(String::new(), |c| format!("“{}”列", c[0])), cell("“", "”"))
            }
            Lang::En => {
                format!("line {}{}{}: {why}", self.line, column.map_or(String::new(), |c| format!(", {}", c[1])), cell(" \"", "\""))
            }
        }
    }
}
