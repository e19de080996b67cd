//! The five levels of occupational skill, in the words that certificates print (人社鉴发〔2021〕1号: "三级/高级工").

use crate::lang::Lang;
use serde::{Deserialize, Serialize};
use std::fmt;

/// 5 is the lowest, 1 the highest. Written as its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Level {
    Five,
    Four,
    Three,
    Two,
    One,
}

impl Level {
    pub const ALL: [Self; 5] = [Self::Five, Self::Four, Self::Three, Self::Two, Self::One];

    /// Nothing for a number that is no level.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.number() == number)
    }

    pub const fn number(self) -> u8 {
        match self {
            Self::Five => 5,
            Self::Four => 4,
            Self::Three => 3,
            Self::Two => 2,
            Self::One => 1,
        }
    }

    pub const fn zh(self) -> &'static str {
        match self {
            Self::Five => "五级/初级工",
            Self::Four => "四级/中级工",
            Self::Three => "三级/高级工",
            Self::Two => "二级/技师",
            Self::One => "一级/高级技师",
        }
    }

    pub const fn en(self) -> &'static str {
        match self {
            Self::Five => "Level 5 / Elementary",
            Self::Four => "Level 4 / Intermediate",
            Self::Three => "Level 3 / Advanced",
            Self::Two => "Level 2 / Technician",
            Self::One => "Level 1 / Senior Technician",
        }
    }

    pub const fn name(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh(),
            Lang::En => self.en(),
        }
    }
}

/// There are levels from one to five.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSuchLevel(u8);

impl fmt::Display for NoSuchLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no level {}", self.0)
    }
}

impl TryFrom<u8> for Level {
    type Error = NoSuchLevel;

    fn try_from(number: u8) -> Result<Self, NoSuchLevel> {
        Self::from_number(number).ok_or(NoSuchLevel(number))
    }
}

impl From<Level> for u8 {
    fn from(level: Level) -> Self {
        level.number()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_found_by_its_number_and_its_words_begin_with_it() {
        for level in Level::ALL {
            assert_eq!(Level::from_number(level.number()), Some(level));
            assert!(level.name(Lang::En).starts_with(&format!("Level {} / ", level.number())));
        }
        assert_eq!([0, 6].map(Level::from_number), [None, None]);
    }
}
