//! What a draft changes of a file, and why it may not.

use zhixing_domain::workshop::VersionWhy;

/// What is to become of a file.
#[derive(Clone, Debug)]
pub struct DraftChange {
    pub path: String,
    /// None where the file goes.
    pub bytes: Option<Vec<u8>>,
    /// The number of the draft that the author saw; 0 where there was none.
    pub seen: i64,
    /// The hash of the published file that the text began from.
    pub base: Option<String>,
    /// Whether what was published meanwhile is taken in: from now on the draft begins from `base`.
    pub takes_in: bool,
    pub why: VersionWhy,
}

/// Why nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftRefusal {
    /// Somebody else saved this file since.
    Changed(String),
    /// There is a file of this name.
    Taken(String),
    /// Longer than [`FILE_BYTES`](zhixing_domain::workshop::FILE_BYTES), or than a file of its kind beside the texts may be.
    TooLong,
    /// With these there were more than [`COURSE_FILES`](zhixing_domain::workshop::COURSE_FILES).
    TooMany,
    /// With these there were more than [`SAVES_AN_HOUR`](zhixing_domain::workshop::SAVES_AN_HOUR).
    TooFast,
    /// With these there were more bytes beside the texts of a course than the quota; it has so many.
    Full { used: u64, quota: u64 },
}
