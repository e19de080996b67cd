//! Who a person is to the system: roles, and the actor of a request.

mod authority;
mod device;
pub mod group;
mod merge;
mod password;
mod scope;

pub use authority::{Administrator, Author, CourseKeeper, Invigilator, Marker, ResultReader};
pub use device::{device, shortened};
pub use merge::{MergeFacts, MergeRefusal};
pub use password::password;
pub use scope::Scope;

use crate::{
    certificate::{HolderName, NameSource},
    id::AccountId,
    lang::Lang,
    text::{look, name, reading},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a person may do. A person may have several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Learner,
    Teacher,
    Examiner,
    Invigilator,
    Admin,
}

impl Role {
    pub const ALL: [Self; 5] = [Self::Learner, Self::Teacher, Self::Examiner, Self::Invigilator, Self::Admin];
    /// All who work here.
    pub const STAFF: [Self; 4] = [Self::Teacher, Self::Examiner, Self::Invigilator, Self::Admin];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Learner => "learner",
            Self::Teacher => "teacher",
            Self::Examiner => "examiner",
            Self::Invigilator => "invigilator",
            Self::Admin => "admin",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.code() == code)
    }
}

/// A set of roles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles(u8);

impl Roles {
    pub fn of(roles: &[Role]) -> Self {
        Self(roles.iter().fold(0, |set, r| set | 1 << *r as u8))
    }

    pub fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u8) != 0
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those that are in both.
    pub fn common(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Those that are not in the other.
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The words for programs.
    pub fn codes(self) -> Vec<&'static str> {
        Role::ALL.into_iter().filter(|r| self.has(*r)).map(Role::code).collect()
    }

    /// Reads `learner,examiner`; nothing when a word is not a role.
    pub fn parse(text: &str) -> Option<Self> {
        text.split(',').map(|w| Role::from_code(w.trim())).collect::<Option<Vec<_>>>().map(|r| Self::of(&r))
    }
}

impl fmt::Display for Roles {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.codes().join(","))
    }
}

/// A person with an account, as the rest of the system sees one. The password hash never leaves the store's sign-in verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub id: AccountId,
    /// Unique, lower-case.
    pub login: String,
    /// What others see; never printed on a certificate.
    pub display_name: String,
    /// The name that goes on certificates of exams that begin from now on; empty until somebody gives it.
    pub legal_name: String,
    pub legal_name_source: NameSource,
    pub roles: Roles,
    /// Which courses the roles reach.
    pub scope: Scope,
    /// The language the person chose, if they did.
    pub lang: Option<Lang>,
    /// The language of the page on which they first signed in.
    pub met: Option<Lang>,
    pub created_at: Timestamp,
    pub disabled_at: Option<Timestamp>,
}

impl Account {
    /// How far its roles reach. An administrator decides who reaches what, and so reaches all.
    pub fn reach(&self) -> Scope {
        if self.roles.has(Role::Admin) { Scope::everywhere() } else { self.scope.clone() }
    }

    /// The language of what reaches the person where no page asks: mail, short messages, calendars. Whoever never signed in has the site's first.
    pub fn reads(&self) -> Lang {
        self.lang.or(self.met).unwrap_or_default()
    }

    /// The legal name as an exam would freeze it now.
    pub fn holder_name(&self) -> Option<HolderName> {
        HolderName::of(&self.legal_name, self.legal_name_source)
    }
}

/// Why a new login, password or name is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountRefusal {
    /// 3 to 64 of letters, digits and `._@+-`.
    LoginForm,
    /// A letter that looks like a Latin one and is not: people would take the login for another.
    LoginLooksLike,
    LoginTaken,
    /// Fewer than 8 characters (NIST SP 800-63B, ASVS 6.2.1).
    PasswordShort,
    /// More than 128 characters.
    PasswordLong,
    /// Among the passwords that everybody tries first.
    PasswordCommon,
    /// Empty or over 80 characters, or with characters that hide or that nobody has assigned.
    NameForm,
    /// What others would take for the office itself.
    NameOfOffice,
    /// Whoever registers agrees to privacy and terms.
    NotAgreed,
    /// Privacy or terms have changed since they were read.
    TextsChanged,
}

/// A new login in the form it is stored and compared in: one for all spellings of width, case and normal form.
///
/// # Errors
///
/// [`AccountRefusal::LoginForm`]; [`AccountRefusal::LoginLooksLike`] for a letter that passes for another one.
pub fn login(text: &str) -> Result<String, AccountRefusal> {
    let text = reading::login(text);
    let fits = (3..=64).contains(&text.chars().count());
    if !fits || !text.chars().all(|c| c.is_alphanumeric() || "._@+-".contains(c)) {
        return Err(AccountRefusal::LoginForm);
    }
    if look::false_letter(&text).is_some() { Err(AccountRefusal::LoginLooksLike) } else { Ok(text) }
}

/// As much of what was typed as any login could have: the rest of a text that somebody made up is not worth looking at.
pub fn typed(login: &str) -> &str {
    login.char_indices().nth(256).map_or(login, |(end, _)| login.get(..end).unwrap_or_default())
}

/// The logins that a typed one may mean, the likelier first: as it was stored by builds that folded case alone, then in the one form.
pub fn spellings(text: &str) -> [String; 2] {
    [text.trim().to_lowercase(), reading::login(text)]
}

/// The name that others see, in the form it is kept.
///
/// # Errors
///
/// [`AccountRefusal::NameForm`].
pub fn name(text: &str) -> Result<String, AccountRefusal> {
    name::display(text).map_err(|_| AccountRefusal::NameForm)
}

/// Names by which others know the office: nobody gives one to themselves, and staff may.
const OFFICE: &str = "admin administrator root system operator support examiner invigilator moderator zhixing 知行 管理员 系统管理员 超级管理员 系统 官方 \
    客服 运维 监考 监考员 监考老师 主考 考评员 考评人员 督导 督导员 评价机构 考务 考务组 考务人员";

/// The name that people give to themselves.
///
/// # Errors
///
/// As for [`name`](fn@name); [`AccountRefusal::NameOfOffice`].
pub fn own_name(text: &str) -> Result<String, AccountRefusal> {
    let name = name(text)?;
    let plain: String = reading::login(&name).chars().filter(|c| c.is_alphabetic()).collect();
    if OFFICE.split_whitespace().any(|word| word == plain) { Err(AccountRefusal::NameOfOffice) } else { Ok(name) }
}

/// The login and the name of an account to be opened, in the form they are kept.
///
/// # Errors
///
/// Everything at once that is wrong with the login, with the name as `named` reads it, and with the password.
pub fn opening(
    (typed_login, typed_name): (&str, &str),
    secret: &str,
    named: fn(&str) -> Result<String, AccountRefusal>,
) -> Result<(String, String), Vec<AccountRefusal>> {
    let login = login(typed_login);
    let kept = password(secret, login.as_deref().unwrap_or(typed(typed_login)));
    match (login, named(typed_name), kept) {
        (Ok(login), Ok(name), Ok(())) => Ok((login, name)),
        (login, name, kept) => Err([login.err(), name.err(), kept.err()].into_iter().flatten().collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_is_wrong_with_a_new_account_is_told_at_once() {
        let wrong = opening(("a b", ""), "short", name);
        assert_eq!(wrong, Err(vec![AccountRefusal::LoginForm, AccountRefusal::NameForm, AccountRefusal::PasswordShort]));
        assert_eq!(opening(("Ada ", " 艾达"), "correct horse", own_name), Ok(("ada".into(), "艾达".into())));
        assert_eq!(opening(("wang.fang", "王芳"), "wangfang1", own_name), Err(vec![AccountRefusal::PasswordCommon]));
    }

    #[test]
    fn nobody_names_themselves_as_the_office() {
        for text in ["管理员", "系统 管理员", "Admin", "ＡＤＭＩＮ", "【管理员】", "admin01", "监考员2", "知行", "Zhixing"]
        {
            assert_eq!(own_name(text), Err(AccountRefusal::NameOfOffice), "{text}");
            assert!(name(text).is_ok(), "staff may be called so: {text}");
        }
        for text in ["王管理", "管理员家属", "Adminah", "张系统", "Ада"] {
            assert!(own_name(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn roles_read_back() {
        let roles = Roles::of(&[Role::Learner, Role::Admin]);
        assert_eq!(roles.to_string(), "learner,admin");
        assert_eq!(Roles::parse("admin, learner"), Some(roles));
        assert_eq!(Roles::parse("root"), None);
        let asked = Roles::of(&Role::STAFF);
        assert_eq!((roles.common(asked), roles.without(asked)), (Roles::of(&[Role::Admin]), Roles::of(&[Role::Learner])));
        assert!(roles.without(roles).is_empty() && !roles.is_empty());
    }

    #[test]
    fn a_login_is_folded_and_checked() {
        assert_eq!(login(" Ada@Example.CN "), Ok("ada@example.cn".into()));
        assert_eq!(login("a b"), Err(AccountRefusal::LoginForm));
        assert_eq!(login("张三丰"), Ok("张三丰".into()));
        for typed in ["u01a", "ｕ０１ａ", "U01A", "u01a\u{200b}", "\u{feff}u01a"] {
            assert_eq!(login(typed), Ok("u01a".into()), "{typed:?}");
            assert_eq!(spellings(typed)[1], "u01a");
        }
        assert_eq!(login("lo\u{308}we"), Ok("löwe".into()));
    }

    #[test]
    fn a_login_that_looks_like_another_is_refused() {
        for typed in ["аdmin", "u01а", "ОКО", "admіn", "ɑdmin", "αdmin"] {
            assert_eq!(login(typed), Err(AccountRefusal::LoginLooksLike), "{typed}");
        }
        for typed in ["admin", "ａｄｍｉｎ", "иванов", "κώστας", "löwe", "王小明a"] {
            assert!(login(typed).is_ok(), "{typed}");
        }
        assert_eq!(spellings("ａdmin"), ["ａdmin", "admin"].map(String::from), "who has such an account still signs in");
    }

    #[test]
    fn weak_passwords_are_refused() {
        assert_eq!(password("short", "x"), Err(AccountRefusal::PasswordShort));
        assert_eq!(password("Password1", "x"), Err(AccountRefusal::PasswordCommon));
        assert_eq!(password("correct horse", "x"), Ok(()));
    }
}
