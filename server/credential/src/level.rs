//! The five grades of vocational skill, in the words the certificate rule asks for (人社鉴发〔2021〕1号: "三级/高级工").

/// 5 is the lowest, 1 the highest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    Five,
    Four,
    Three,
    Two,
    One,
}

impl Level {
    pub const ALL: [Level; 5] = [Level::Five, Level::Four, Level::Three, Level::Two, Level::One];

    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.number() == number)
    }

    pub fn number(self) -> u8 {
        match self {
            Level::Five => 5,
            Level::Four => 4,
            Level::Three => 3,
            Level::Two => 2,
            Level::One => 1,
        }
    }

    pub fn zh(self) -> &'static str {
        match self {
            Level::Five => "五级/初级工",
            Level::Four => "四级/中级工",
            Level::Three => "三级/高级工",
            Level::Two => "二级/技师",
            Level::One => "一级/高级技师",
        }
    }

    pub fn en(self) -> &'static str {
        match self {
            Level::Five => "Level 5 / Elementary",
            Level::Four => "Level 4 / Intermediate",
            Level::Three => "Level 3 / Advanced",
            Level::Two => "Level 2 / Technician",
            Level::One => "Level 1 / Senior Technician",
        }
    }
}
