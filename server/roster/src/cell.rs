//! What a single cell says, whatever keyboard or spreadsheet wrote it.

use crate::{RosterFault, damage::is_float};
use zhixing_domain::{
    account::{self, AccountRefusal, Role, Roles},
    assessment::Accommodation,
    text::reading,
};

/// Words that are shown: in composed form, single spaces, nothing that cannot be seen.
pub(crate) fn words(text: &str) -> String {
    reading::composed(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A login. What a spreadsheet made of a number, and letters of another script that look like Latin ones, are told and not taken.
pub(crate) fn login(text: &str) -> Result<String, RosterFault> {
    let text = reading::keyboard(text);
    if text.is_empty() {
        return Err(RosterFault::Missing);
    }
    account::login(&text).map_err(|refusal| match refusal {
        AccountRefusal::LoginLooksLike => RosterFault::Mixed,
        other => RosterFault::Account(other),
    })
}

pub(crate) fn name(text: &str) -> Result<String, RosterFault> {
    account::name(&words(text)).map_err(RosterFault::Account)
}

pub(crate) fn password(text: &str, login: &str) -> Result<String, RosterFault> {
    let text = text.trim().to_string();
    // many people would have the same: what was a row of digits is one number now
    if is_float(&text) {
        return Err(RosterFault::Float);
    }
    // without one nobody signs in by a password, only with a token or once an administrator has given them one
    if !text.is_empty() {
        account::password(&text, login).map_err(RosterFault::Account)?;
    }
    Ok(text)
}

/// Roles by their codes or in Chinese, several parted by commas of either keyboard; a learner where nothing is said.
pub(crate) fn roles(text: &str) -> Result<Roles, RosterFault> {
    let text = reading::keyboard(text).to_lowercase();
    let mut roles = vec![];
    for word in text.split([',', ';', '/', '+']).map(str::trim).filter(|w| !w.is_empty()) {
        let code = match word {
            "学员" | "考生" | "学生" | "student" | "candidate" => "learner",
            "教师" | "老师" | "讲师" => "teacher",
            "考官" | "考评员" | "阅卷员" | "评分员" | "marker" => "examiner",
            "监考" | "监考员" | "监考老师" | "proctor" => "invigilator",
            "管理员" | "系统管理员" | "administrator" => "admin",
            code => code,
        };
        roles.push(Role::from_code(code).ok_or(RosterFault::Role)?);
    }
    Ok(if roles.is_empty() { Roles::of(&[Role::Learner]) } else { Roles::of(&roles) })
}

/// `1.25`, `+20`, `1.25+20`, also with `×`, `倍` and `分钟`.
pub(crate) fn accommodation(text: &str) -> Result<Accommodation, RosterFault> {
    let mut text = reading::keyboard(text).to_lowercase();
    // minutes stand behind a plus and times before it: what says otherwise means something else than it would be read as
    let (times, minutes) = text.split_once('+').unwrap_or((&text, ""));
    if times.contains("分") || times.contains("min") || minutes.contains(['倍', '×']) {
        return Err(RosterFault::Accommodation);
    }
    for word in ["分钟", "minutes", "min", "分", "倍", "×", " ", "无"] {
        text = text.replace(word, "");
    }
    let text = text.trim_start_matches('x');
    Accommodation::parse(text).ok_or(RosterFault::Accommodation)
}

/// `一号机房，1.5`: what stands behind the last comma is an accommodation.
pub(crate) fn ends_in_accommodation(text: &str) -> bool {
    let last = text.rsplit_once(['，', ',', '；', ';']).map(|(_, last)| last.trim());
    last.is_some_and(|last| !last.is_empty() && accommodation(last).is_ok())
}

pub(crate) fn room(text: &str) -> Result<String, RosterFault> {
    let text = words(text);
    if text.chars().count() > 40 { Err(RosterFault::RoomLong) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logins_are_narrow_and_plain() {
        for (text, expected) in [
            ("ＬＩＮ．０１", Ok("lin.01")),
            ("\u{feff}lin\u{200b}01\u{3000}", Ok("lin01")),
            ("2024.10", Ok("2024.10")),
            ("е123", Err(RosterFault::Mixed)),
            ("lin\u{0430}", Err(RosterFault::Mixed)),
            ("", Err(RosterFault::Missing)),
            ("a b", Err(RosterFault::Account(AccountRefusal::LoginForm))),
        ] {
            assert_eq!(login(text), expected.map(String::from), "{text}");
        }
    }

    #[test]
    fn accommodations_and_roles_are_read_as_people_write_them() {
        let of = |text| Accommodation::parse(text).unwrap();
        for (text, expected) in
            [("１.５", "1.5"), ("＋２０", "+20"), ("1.25倍", "1.25"), ("+20 分钟", "+20"), ("×1.5＋10分", "1.5+10"), ("无", ""), ("", "")]
        {
            assert_eq!(accommodation(text), Ok(of(expected)), "{text}");
        }
        for wrong in ["多一点", "+0.5倍", "3分钟", "2分", "10 min"] {
            assert_eq!(accommodation(wrong), Err(RosterFault::Accommodation), "{wrong}");
        }
        assert_eq!(roles("监考员、考官"), Ok(Roles::of(&[Role::Invigilator, Role::Examiner])));
        assert_eq!((roles("King"), roles("")), (Err(RosterFault::Role), Ok(Roles::of(&[Role::Learner]))));
        assert_eq!(name(" Jose\u{301}\u{3000}Ruiz "), Ok("José Ruiz".into()));
    }
}
