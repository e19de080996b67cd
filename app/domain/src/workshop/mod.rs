//! The workshop: where authors write before anything is published. A course stays a folder of Markdown files; here are the rules of writing in it.
//!
//! Here: where a file may lie ([`place`]), what a new one begins with ([`template`]) and a new item ([`begun_item`]), what figures from elsewhere are
//! called ([`figures`]), where a file beside the texts is used ([`uses`]), where items are ([`item_uses`]), what differs between two texts
//! ([`difference`]), how two people's
//! changes come together ([`merge`]), a folder on disk and the workshop ([`disk`]), and the way from bytes to an edited text and back ([`written`]).
//! Never here: what Markdown means (`server/courseware`), where drafts are kept.

pub mod begun_item;
pub mod difference;
pub mod disk;
pub mod figures;
pub mod item_uses;
pub mod merge;
pub mod place;
pub mod review;
pub mod template;
pub mod uses;
pub mod written;

/// The longest file that is written here, in bytes: as much as is read of Markdown.
pub const FILE_BYTES: usize = 1 << 20;
/// The most drafts of a course.
pub const COURSE_FILES: usize = 2_000;
/// The most versions that one person saves in an hour.
pub const SAVES_AN_HOUR: i64 = 600;

/// Why a version of a file was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VersionWhy {
    Created,
    /// It came in from a file of another system.
    BroughtIn,
    Saved,
    /// Somebody else had saved meanwhile, or published: both came together.
    Merged,
    Renamed,
    Copied,
    Deleted,
    Restored,
    /// The draft went, and what is published stands again.
    Discarded,
    Published,
}

impl VersionWhy {
    pub const ALL: [Self; 10] = [
        Self::Created,
        Self::BroughtIn,
        Self::Saved,
        Self::Merged,
        Self::Renamed,
        Self::Copied,
        Self::Deleted,
        Self::Restored,
        Self::Discarded,
        Self::Published,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::BroughtIn => "brought_in",
            Self::Saved => "saved",
            Self::Merged => "merged",
            Self::Renamed => "renamed",
            Self::Copied => "copied",
            Self::Deleted => "deleted",
            Self::Restored => "restored",
            Self::Discarded => "discarded",
            Self::Published => "published",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.code() == code)
    }

    /// Whether it makes a file where none may be.
    pub const fn is_new(self) -> bool {
        matches!(self, Self::Created | Self::Copied)
    }
}
