//! How far a result is on its way to the candidate.

/// From the end of an attempt to its release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ResultStage {
    /// Some of its answers wait for a marker, or for the machine.
    ToMark,
    /// Complete: it waits for its release.
    Marked,
    /// The candidate sees it.
    Released,
}

impl ResultStage {
    pub const ALL: [Self; 3] = [Self::ToMark, Self::Marked, Self::Released];

    pub const fn code(self) -> &'static str {
        match self {
            Self::ToMark => "to_mark",
            Self::Marked => "marked",
            Self::Released => "released",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}
