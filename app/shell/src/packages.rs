//! Courses of other installations as the workshop shows them before it takes one, and ours on their way out. Never here: what is in a package, who signs.

use crate::banks::BankWords;
use std::collections::BTreeMap;
use zhixing_domain::package::PackageManifest;

/// A package whose signature and checksums hold.
#[derive(Clone, Debug)]
pub struct BroughtCourse {
    pub manifest: PackageManifest,
    pub key: BroughtKey,
    /// By their paths within the course's folder.
    pub files: BTreeMap<String, Vec<u8>>,
    /// By their paths within the folder of standards.
    pub standards: BTreeMap<String, Vec<u8>>,
}

/// The key that signed it.
#[derive(Clone, Debug)]
pub struct BroughtKey {
    /// `did:web:exam.example.org#k2026-1`.
    pub id: String,
    pub bytes: [u8; 32],
    /// As its issuer's DID document says it (`publicKeyMultibase`).
    pub text: String,
    /// Whether this installation believes it as its own.
    pub is_ours: bool,
}

/// What becomes of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CourseStep {
    New,
    Updated,
    Removed,
    /// Both changed it, in paragraphs of their own: both changes stand.
    Merged,
    /// Both changed it: ours stays.
    Both,
    /// It was changed here and not there: ours stays.
    Kept,
    /// A place that this author does not write in, or no file of a course here.
    Left,
}

impl CourseStep {
    pub const ALL: [Self; 7] = [Self::New, Self::Updated, Self::Removed, Self::Merged, Self::Both, Self::Kept, Self::Left];

    /// The word of it for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Updated => "updated",
            Self::Removed => "removed",
            Self::Merged => "merged",
            Self::Both => "both",
            Self::Kept => "kept",
            Self::Left => "left",
        }
    }
}

/// What taking a package does.
#[derive(Clone, Debug, Default)]
pub struct CourseUpdate {
    /// By path within the content. Files that are the same already are not named.
    pub steps: BTreeMap<String, CourseStep>,
    /// What is written, and what goes where there are no bytes.
    pub files: BTreeMap<String, Option<Vec<u8>>>,
    /// Of the files that both changed, theirs and ours.
    pub theirs: BTreeMap<String, Vec<u8>>,
    pub ours: BTreeMap<String, Vec<u8>>,
    /// The edition that is here.
    pub before: Option<PackageManifest>,
}

/// Why a package is not taken, or a course does not go out.
#[derive(Clone, Debug)]
pub struct CourseFault {
    pub code: &'static str,
    pub words: BankWords,
}

/// A course on its way out.
#[derive(Clone, Debug)]
pub struct GivenCourse {
    pub bytes: Vec<u8>,
    /// What it does not carry.
    pub said: Vec<BankWords>,
}
