//! A second pair of eyes: a colleague looks at what is to be published, and approves it or sends it back. Said of exactly these files: who changes one
//! afterwards asks anew.

/// How far a review is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewState {
    Asked,
    Approved,
    SentBack,
}

impl ReviewState {
    pub const ALL: [Self; 3] = [Self::Asked, Self::Approved, Self::SentBack];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Approved => "approved",
            Self::SentBack => "sent_back",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// The most characters of a remark, and the most remarks of a review.
pub const REMARK: usize = 1_000;
pub const REMARKS: i64 = 200;
