//! Every word of the interface, in both languages side by side: a message without its twin does not compile.
//!
//! One file a room of the site. `name: "中文" | "English";` makes a function of the language; `name(n): "…{n}…" | "…";` one with values; and
//! `name(n): "…" | "{n} lesson" / "{n} lessons" by n;` one whose English has another form for one.

/// A message without values: its words by language.
pub type Message = fn(zhixing_domain::lang::Lang) -> &'static str;

macro_rules! messages {
    (@one $name:ident : $zh:literal | $en:literal) => {
        pub const fn $name(lang: zhixing_domain::lang::Lang) -> &'static str {
            match lang {
                zhixing_domain::lang::Lang::Zh => $zh,
                zhixing_domain::lang::Lang::En => $en,
            }
        }
    };
    (@one $name:ident ($($arg:ident),+) : $zh:literal | $en:literal) => {
        pub fn $name(lang: zhixing_domain::lang::Lang, $($arg: impl std::fmt::Display),+) -> String {
            match lang {
                zhixing_domain::lang::Lang::Zh => format!($zh, $($arg = $arg),+),
                zhixing_domain::lang::Lang::En => format!($en, $($arg = $arg),+),
            }
        }
    };
    (@one $name:ident ($($arg:ident),+) : $zh:literal | $one:literal / $many:literal by $count:ident) => {
        pub fn $name(lang: zhixing_domain::lang::Lang, $($arg: impl std::fmt::Display),+) -> String {
            match lang {
                zhixing_domain::lang::Lang::Zh => format!($zh, $($arg = $arg),+),
                zhixing_domain::lang::Lang::En if $count.to_string() == "1" => format!($one, $($arg = $arg),+),
                zhixing_domain::lang::Lang::En => format!($many, $($arg = $arg),+),
            }
        }
    };
    ($($name:ident $(($($arg:ident),+))? : $zh:literal | $en:literal $(/ $many:literal by $count:ident)?;)*) => {
        $(messages!(@one $name $(($($arg),+))? : $zh | $en $(/ $many by $count)?);)*

        /// Every message of this room in both languages, for the test that looks at them; one with two forms in English twice.
        pub const ALL: &[(&str, &str, &str)] = &[$((stringify!($name), $zh, $en), $((stringify!($name), $zh, $many),)?)*];
    };
}

pub mod account;
pub mod bank;
pub mod certificate;
pub mod command;
pub mod consent;
pub mod course;
pub mod editor;
pub mod exam;
pub mod folder;
pub mod gone;
pub mod group;
pub mod guide;
pub mod history;
pub mod home;
pub mod identity;
pub mod import;
pub mod inquiry;
pub mod invigilation;
pub mod lockdown;
pub mod log;
pub mod mail;
pub mod many;
pub mod marking;
pub mod media;
pub mod merge;
pub mod message;
pub mod name;
pub mod own_data;
pub mod package;
pub mod passkey;
pub mod phone;
pub mod problem;
pub mod publication;
pub mod readers;
pub mod recovery;
pub mod results;
pub mod second_factor;
pub mod settings;
pub mod signed_in;
pub mod site;
pub mod team;
pub mod timetable;
pub mod twin;
pub mod uses;
pub mod verification;
pub mod webhook;
pub mod workshop;

#[cfg(test)]
mod tests {
    type Room = &'static [(&'static str, &'static str, &'static str)];

    fn rooms() -> Vec<Room> {
        vec![
            super::account::ALL,
            super::bank::ALL,
            super::certificate::ALL,
            super::command::ALL,
            super::consent::ALL,
            super::course::ALL,
            super::editor::ALL,
            super::exam::ALL,
            super::group::ALL,
            super::guide::ALL,
            super::folder::ALL,
            super::gone::ALL,
            super::history::ALL,
            super::home::ALL,
            super::identity::ALL,
            super::import::ALL,
            super::inquiry::ALL,
            super::invigilation::ALL,
            super::lockdown::ALL,
            super::log::ALL,
            super::mail::ALL,
            super::many::ALL,
            super::marking::ALL,
            super::media::ALL,
            super::merge::ALL,
            super::message::ALL,
            super::name::ALL,
            super::own_data::ALL,
            super::package::ALL,
            super::passkey::ALL,
            super::phone::ALL,
            super::problem::ALL,
            super::publication::ALL,
            super::readers::ALL,
            super::recovery::ALL,
            super::results::ALL,
            super::second_factor::ALL,
            super::settings::ALL,
            super::signed_in::ALL,
            super::site::ALL,
            super::team::ALL,
            super::timetable::ALL,
            super::twin::ALL,
            super::uses::ALL,
            super::verification::ALL,
            super::webhook::ALL,
            super::workshop::ALL,
        ]
    }

    #[test]
    fn every_message_speaks_both_languages() {
        let han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        for (name, zh, en) in rooms().concat() {
            assert!(!zh.is_empty() && !en.is_empty(), "{name} is empty");
            assert!(!zh.contains('你'), "{name}: readers are 您");
            assert!(!han(en) || name == "other_language", "{name}: Chinese in the English message");
            let gaps = |text: &str| {
                let mut gaps: Vec<String> = text.split('{').skip(1).filter_map(|g| g.split('}').next().map(str::to_string)).collect();
                gaps.sort();
                gaps.dedup();
                gaps
            };
            assert_eq!(gaps(zh), gaps(en), "{name}: other values");
        }
    }

    /// Whose number is a limit of the product, and never one.
    const NEVER_ONE: [&str; 10] = [
        "code_form",
        "cut",
        "english_form",
        "name_form",
        "note_form",
        "reason_form",
        "rows_first",
        "session_code_hint",
        "too_many",
        "words_form",
    ];

    /// The word in the plural that follows a value at once; the sign of seconds is none.
    fn counted(en: &str) -> Option<&str> {
        en.split('}').skip(1).find_map(|after| {
            let word: &str = after.strip_prefix(' ')?.split(|c: char| !c.is_ascii_alphabetic()).next()?;
            let verb = ["asks", "begins", "corrects", "does", "goes", "has", "is", "needs", "stays", "was"].contains(&word);
            (word.len() > 1 && word.ends_with('s') && !word.ends_with("ss") && !verb && word.starts_with(|c: char| c.is_ascii_lowercase()))
                .then_some(word)
        })
    }

    #[test]
    fn one_thing_is_not_said_in_the_plural() {
        let mut faults = Vec::new();
        for room in rooms() {
            for (name, _, en) in room {
                let forms = room.iter().filter(|(other, ..)| other == name).count();
                let Some(word) = counted(en).filter(|_| forms == 1 && !NEVER_ONE.contains(name)) else { continue };
                faults.push(format!("{name}: \u{201c}{en}\u{201d} says {word} of one as well: write `one / many by n`"));
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
