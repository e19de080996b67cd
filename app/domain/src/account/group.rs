//! Groups of people: a class, a company, those of one year. Administrators make them; a group gives no right and takes none.
//!
//! Here: what a group is called, and how large it may be. Never here: who is in it.

use crate::lang::Bilingual;

/// The most groups that there are.
pub const GROUPS: i64 = 500;
/// The most people of one: a whole group fits on one list and into one page that asks.
pub const MEMBERS: usize = 5_000;
/// The most characters of a name, and of a note.
pub const NAME: usize = 60;
pub const NOTE: usize = 400;

/// What a group is called, in English where somebody said it, and what administrators note of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupTerms {
    pub name: Bilingual<String>,
    pub note: String,
}

/// What is wrong with terms as they were typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupFault {
    Name,
    EnglishName,
    Note,
}

/// Why a group was not made or changed, or why nobody came into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupRefusal {
    /// Another group has this name.
    NameTaken,
    /// There are [`GROUPS`].
    TooMany,
    /// It would have more than [`MEMBERS`].
    Full,
    /// Nobody has these logins.
    Unknown(Vec<String>),
}

impl GroupTerms {
    /// Reads terms as they were typed.
    ///
    /// # Errors
    ///
    /// All that is wrong with them.
    pub fn read(name: &str, english: &str, note: &str) -> Result<Self, Vec<GroupFault>> {
        let [name, english, note] = [name, english, note].map(line);
        let long = |text: &str, most| text.chars().count() > most;
        let faults = [
            (name.is_empty() || long(&name, NAME), GroupFault::Name),
            (long(&english, NAME), GroupFault::EnglishName),
            (long(&note, NOTE), GroupFault::Note),
        ];
        let faults: Vec<_> = faults.into_iter().filter(|(is, _)| *is).map(|(_, fault)| fault).collect();
        let en = Some(english).filter(|text| !text.is_empty());
        if faults.is_empty() { Ok(Self { name: Bilingual::new(name, en), note }) } else { Err(faults) }
    }
}

/// A text in one line, without what cannot be seen at its ends or steers a terminal.
fn line(text: &str) -> String {
    let seen: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_one_line_each_and_bounded() {
        let read = GroupTerms::read("  2026 级\n三班 ", "", "周三\t晚上").expect("terms");
        assert_eq!((read.name.zh.as_str(), read.name.en, read.note.as_str()), ("2026 级 三班", None, "周三 晚上"));
        let long = "长".repeat(NAME + 1);
        assert_eq!(
            GroupTerms::read(&long, &long, &"x".repeat(NOTE + 1)),
            Err(vec![GroupFault::Name, GroupFault::EnglishName, GroupFault::Note])
        );
        assert_eq!(GroupTerms::read(" \u{7} ", "Class 3", ""), Err(vec![GroupFault::Name]));
        assert!(GroupTerms::read(&"长".repeat(NAME), "Class 3", &"x".repeat(NOTE)).is_ok_and(|t| t.name.en.as_deref() == Some("Class 3")));
    }
}
