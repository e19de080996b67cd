//! Documents of other programs as lessons: a page of HTML (a file, or what was pasted), a document of a word processor, and a whole [`folder`] of Markdown.
//!
//! Never here: questions (the readers of banks), where a lesson is kept. What a lesson does not hold is left out and told.

pub(crate) mod docx;
pub(crate) mod folder;
mod lists;
mod words;

use crate::{BankNote, BankPicture, Bundle, decode::decode, pictures::Pictures, slug, text};
use std::collections::BTreeMap;

/// The most pictures of a lesson.
const MOST_PICTURES: usize = 200;

/// A document in our Markdown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ForeignLesson {
    /// Empty where the document has none.
    pub title: String,
    /// As a file of a lesson may be called.
    pub slug: String,
    /// Markdown, without front matter. Pictures are `![…](media/NAME)`.
    pub text: String,
    pub pictures: Vec<BankPicture>,
    /// What was changed or left out.
    pub said: Vec<BankNote>,
}

/// Reads a document by its name and its first bytes.
///
/// # Errors
/// It is no document that is read here, or damaged, and why.
pub fn lesson(name: &str, bytes: Vec<u8>) -> Result<ForeignLesson, BankNote> {
    let is_zip = bytes.starts_with(b"PK");
    let mut lesson = if is_zip { docx::read(bytes)? } else { page(&decode(&bytes)?.0, &Bundle::default()) };
    let stem = name.rsplit('/').next().unwrap_or_default();
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    lesson.slug = slug::of(stem, "lesson");
    if lesson.title.is_empty() {
        lesson.title = stem.into();
    }
    if lesson.text.is_empty() { Err(words::empty()) } else { Ok(lesson) }
}

/// A page of HTML, with the files that its pictures may lie in.
pub fn page(html: &str, files: &Bundle) -> ForeignLesson {
    let mut reading = Reading::of(files);
    let text::PageText { title, text, .. } = reading.page(html);
    ForeignLesson { title, text, ..reading.lesson() }
}

/// A document that is read page by page: its pictures have their names together, and what is left out is told once.
struct Reading<'f> {
    files: &'f Bundle,
    pictures: Pictures,
    left: BTreeMap<text::LeftOut, usize>,
}

impl<'f> Reading<'f> {
    fn of(files: &'f Bundle) -> Self {
        Self { files, pictures: Pictures::at_most(MOST_PICTURES), left: BTreeMap::new() }
    }

    fn page(&mut self, html: &str) -> text::PageText {
        let page = text::page(html, &mut |address| self.pictures.of_address(address, self.files));
        page.left.iter().for_each(|(what, count)| *self.left.entry(*what).or_default() += count);
        page
    }

    /// What came along beside the words.
    fn lesson(self) -> ForeignLesson {
        let mut said: Vec<BankNote> = self.left.iter().map(|(what, count)| words::left_out(*what, *count)).collect();
        if self.pictures.is_full {
            said.push(words::pictures(MOST_PICTURES));
        }
        ForeignLesson { pictures: self.pictures.found, said, ..ForeignLesson::default() }
    }
}
