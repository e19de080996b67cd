//! Courseware: Markdown files to domain values, and problems with file, line and advice.
//!
//! Here: the format of the author's manual (`content/README.md`), safe HTML, and every fault an author can make. Never here: the file system,
//! the clock, a database, HTTP; what goes in are [`Files`], what comes out is a [`Library`]. Start at [`read`]; then `publication` reads the
//! folders, `course` one folder, `lesson`, `bank`, `assessment` and `standard` one file, `question` one item, `render` its HTML.

mod answer;
mod assessment;
mod bank;
mod bank_text;
mod check;
mod course;
mod figures;
mod files;
mod fix;
mod front;
mod item_form;
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

pub use figures::{AreaOutline, Ground};
pub use files::{Files, link_left_out};
pub use fix::{Fix, fix};
pub use problem::{ContentProblem, Severity};
use zhixing_domain::{
    course::Html,
    lang::Lang,
    library::Library,
    question::Item,
    workshop::{
        bank_text::BankText,
        item_form::{FormPlace, ItemForm, PlacedForm},
    },
};

/// Reads a publication. It never stops at the first fault: everything that could be read is in the library, and every fault is a problem
/// with its place, in the order of paths and lines.
pub fn read(files: &Files) -> (Library, Vec<ContentProblem>) {
    publication::read(files)
}

/// Reads one file of a course with its twin and what has a say in it, as [`read`] does; of other files nothing is said.
pub fn read_file(files: &Files, path: &str) -> (Library, Vec<ContentProblem>) {
    publication::read_file(files, path)
}

/// Where the items of a bank's text stand, and what stands behind their headings.
pub fn bank_text(text: &str) -> BankText {
    bank_text::read(text)
}

/// An item of a text as a form has it, a lesson's or a bank's; nothing where none stands there. Line ends are of one byte.
pub fn item_form(text: &str, is_bank: bool, place: &FormPlace, lang: Lang) -> Option<PlacedForm> {
    item_form::read(text, is_bank, place, lang)
}

/// The text of an item with what its form says, every other byte as it was; a twin has no attributes. Nothing where no form can have it.
pub fn item_with(text: &str, form: &ItemForm, is_twin: bool) -> Option<String> {
    item_form::written(text, form, is_twin)
}

/// What picture these bytes are, `svg` or `png`, by the rules for figures; nothing where they are none, or an SVG that could do more than be looked at.
pub fn picture_kind(bytes: &[u8]) -> Option<&'static str> {
    figures::picture_kind(bytes)
}

/// What a teacher of a course answers a learner, as HTML.
pub fn answer(text: &str, course: &str, lang: Lang) -> Html {
    answer::html(text, course, lang)
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

/// A smaller version of a picture, so many pixels wide; nothing where there is none to be made.
pub fn smaller_picture(bytes: &[u8], width: u32) -> Option<Vec<u8>> {
    figures::smaller(bytes, width)
}

/// A picture with areas of it outlined and lettered, the first A; nothing where it cannot be drawn on.
pub fn lettered_picture(ground: Ground, areas: &[AreaOutline]) -> Option<Vec<u8>> {
    figures::lettered(ground, areas)
}

/// The ids that the headings of a lesson have in its page: its own where an author gave it one, else of its words.
pub fn heading_ids<'h>(headings: impl IntoIterator<Item = (&'h str, Option<&'h str>)>) -> Vec<String> {
    let mut ids = render::Ids::default();
    let mut id_of = |(words, own): (&str, Option<&str>)| match own {
        Some(own) if ids.take(own) => own.to_string(),
        Some(own) => ids.of_words(own),
        None => ids.of_words(words),
    };
    headings.into_iter().map(&mut id_of).collect()
}

/// Width and height of a picture in pixels, where it says them.
pub fn picture_size(bytes: &[u8]) -> Option<(u32, u32)> {
    figures::picture_size(bytes)
}

/// A formula as MathML, within a line; nothing where it cannot be read.
pub fn mathml(formula: &str) -> Option<String> {
    render::mathml(formula)
}

/// Reads an item again from [`Item::source`], equal to what [`read`] gave; nothing if the text is not such a source.
pub fn item(source: &str) -> Option<Item> {
    question::source::read(source)
}
