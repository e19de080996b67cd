//! What the columns of a list are for, and by which headings they go in either language.

use zhixing_domain::text::reading;

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
            "login" | "loginname" | "account" | "accountname" | "user" | "username" | "userid" | "账号" | "帐号" | "账户" | "用户名"
            | "登录名" | "账号名" | "登录账号" | "登陆账号" | "登陆名" | "用户账号" | "考生账号" | "学员账号" | "学号" | "工号"
            | "员工号" => Self::Login,
            "name" | "displayname" | "nickname" | "显示名" | "显示名称" | "昵称" | "称呼" => Self::Name,
            "legalname" | "fullname" | "certificatename" | "姓名" | "名字" | "中文姓名" | "真实姓名" | "证书姓名" | "证件姓名"
            | "身份证姓名" | "考生姓名" | "学员姓名" | "学生姓名" | "员工姓名" => Self::LegalName,
            "role" | "roles" | "角色" | "用户角色" | "身份" => Self::Role,
            "password" | "密码" | "口令" | "初始密码" | "登录密码" | "登陆密码" => Self::Password,
            "room" | "seat" | "roomandseat" | "考场座位" | "座位" | "座位号" | "考场" | "考场号" | "考场名称" | "机房" | "教室"
            | "场地" => Self::Room,
            "accommodation" | "accommodations" | "extratime" | "照顾" | "便利" | "合理便利" | "加时" | "延长" => {
                Self::Accommodation
            }
            _ => return None,
        })
    }

    pub fn words(self) -> [&'static str; 2] {
        match self {
            Self::Login => ["登录名", "account name"],
            Self::Name => ["称呼", "name"],
            Self::LegalName => ["姓名", "legal name"],
            Self::Role => ["角色", "role"],
            Self::Password => ["密码", "password"],
            Self::Room => ["考场座位", "room and seat"],
            Self::Accommodation => ["合理便利", "accommodation"],
        }
    }
}
