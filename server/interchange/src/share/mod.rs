//! Course packages: a course with its figures and standards in one ZIP, with rights, checksums and a signature, for another installation.
//!
//! Here: what is in it, how it is read, and what an update does to a course that was changed meanwhile. Never here: files, keys; who calls signs and checks.
//! A package is a ZIP of `package.json` (`zhixing_domain::package`), `package.jws` (a detached JSON Web Signature of those bytes, RFC 7515 appendix F, with an
//! Ed25519 key, RFC 8037) and the files at the paths of the manifest, below `course/` and `standards/`.

mod pack;
mod read;
mod update;
mod words;

pub use pack::{PackageMaker, PackedCourse, pack};
pub use read::{CoursePackage, PackageKey, read};
pub use update::{PackageStep, PackageUpdate, update};

/// The manifest and its signature within the ZIP.
const MANIFEST: &str = "package.json";
const SIGNATURE: &str = "package.jws";
/// The two folders of the ZIP.
const COURSE: &str = "course/";
const STANDARDS: &str = "standards/";
/// Where an update leaves files that both sides changed: authors' notes, never published.
pub const BESIDE: &str = "_update";
