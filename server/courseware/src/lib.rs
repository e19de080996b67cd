//! Courseware: Markdown files to domain values, and problems with file, line and advice.
//!
//! Here: the format of the author's manual (`content/README.md`), safe HTML, and every fault an author can make. Never here: the file system,
//! the clock, a database, HTTP; what goes in are [`Files`], what comes out is a [`Library`]. Start at [`read`]; then `publication` reads the
//! folders, `course` one folder, `lesson`, `bank`, `assessment` and `standard` one file, `question` one item, `render` its HTML.

mod assessment;
mod bank;
mod check;
mod course;
mod figures;
mod files;
mod front;
mod lesson;
mod markdown;
pub mod problem;
mod publication;
mod question;
mod reader;
mod render;
mod scan;
mod site_page;
mod standard;
mod text;

pub use files::{Files, link_left_out};
pub use problem::{ContentProblem, Severity};
use zhixing_domain::{library::Library, question::Item};

/// Reads a publication. It never stops at the first fault: everything that could be read is in the library, and every fault is a problem
/// with its place, in the order of paths and lines.
pub fn read(files: &Files) -> (Library, Vec<ContentProblem>) {
    publication::read(files)
}

/// What picture these bytes are, `svg` or `png`, by the rules for figures; nothing where they are none, or an SVG that could do more than be looked at.
pub fn picture_kind(bytes: &[u8]) -> Option<&'static str> {
    figures::picture_kind(bytes)
}

/// A file of the workshop as it is kept: without what a camera or a program wrote into a picture, and without what could act; and what was taken out of it,
/// as it stood there.
///
/// # Errors
///
/// What is wrong with a file that cannot be served.
pub fn cleaned(name: &str, bytes: Vec<u8>) -> Result<(Vec<u8>, Vec<String>), Box<ContentProblem>> {
    figures::cleaned(name, bytes)
}

/// Reads an item again from [`Item::source`], equal to what [`read`] gave; nothing if the text is not such a source.
pub fn item(source: &str) -> Option<Item> {
    question::source::read(source)
}
