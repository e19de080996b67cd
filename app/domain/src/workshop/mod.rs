//! The workshop: where authors write before anything is published. A course stays a folder of Markdown files; here are the rules of writing in it.
//!
//! Here: where a file may lie ([`place`]), what a new one begins with ([`template`]) and a new item ([`begun_item`]), what figures from elsewhere are
//! called ([`figures`]), what a copy says otherwise ([`copying`]), a bank on its own ([`bank_course`]), where a file beside the texts is used ([`uses`]),
//! where items are ([`item_uses`]), an item as a form has it ([`item_form`]), words in many files ([`replacing`]), many
//! items at once ([`bank_text`], [`item_change`]), how old a twin is ([`twin_age`]), what differs between two texts ([`difference`]), how two people's
//! changes come together ([`merge`]), what stands above a text ([`front`]), what was done in one step ([`step`]), who may do what with a course ([`course_role`]), what
//! is published later ([`schedule`]), a folder on disk and the workshop
//! ([`disk`]), and the way from bytes to an edited text and back ([`written`]). Never here: what Markdown means (`server/courseware`), where drafts are kept.

pub mod bank_course;
pub mod bank_text;
pub mod begun_item;
pub mod copying;
pub mod course_role;
pub mod difference;
pub mod disk;
pub mod figures;
pub mod front;
pub mod item_change;
pub mod item_form;
pub mod item_uses;
pub mod merge;
pub mod place;
pub mod replacing;
pub mod review;
pub mod schedule;
pub mod step;
pub mod template;
pub mod twin_age;
pub mod uses;
pub mod written;

/// The longest file that is written here, in bytes: as much as is read of Markdown.
pub const FILE_BYTES: usize = 1 << 20;
/// The most drafts of a course.
pub const COURSE_FILES: usize = 2_000;
/// So many characters may say why something was saved or published.
pub const REASON: usize = 500;
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
    /// Words were replaced in many files at once.
    Replaced,
    /// Many items of a bank were changed at once.
    ItemsChanged,
    /// The course went back to an earlier publication; no draft was.
    WentBack,
    /// Nothing was changed: the English of a part is right beside a Chinese that is newer.
    StillRight,
}

impl VersionWhy {
    pub const ALL: [Self; 14] = [
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
        Self::Replaced,
        Self::ItemsChanged,
        Self::WentBack,
        Self::StillRight,
    ];
    /// What is done to many files in one step, which can be taken back.
    pub const STEPS: [Self; 2] = [Self::Replaced, Self::ItemsChanged];

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
            Self::Replaced => "replaced",
            Self::ItemsChanged => "items_changed",
            Self::WentBack => "went_back",
            Self::StillRight => "still_right",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.code() == code)
    }

    /// Whether its step is taken back as a whole or not at all: an item that went from one bank to another is in one of them, never in both or none.
    pub const fn is_one_piece(self) -> bool {
        matches!(self, Self::ItemsChanged)
    }

    /// Whether it makes a file where none may be.
    pub const fn is_new(self) -> bool {
        matches!(self, Self::Created | Self::Copied)
    }
}
