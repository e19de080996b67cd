//! The course that a book is of, and what its addresses become.

use zhixing_domain::{
    course::{Course, Lesson},
    lang::Lang,
    media::{MediaKind, kind_of},
};

/// What the book says that no lesson does.
#[derive(Clone, Copy, Debug)]
pub struct BookWords {
    pub contents: &'static str,
    pub practice: &'static str,
    /// Leads to the page where a practice item is answered.
    pub answer: &'static str,
}

/// A course in one language, for the readers of a site.
pub struct Book<'a> {
    pub course: &'a Course,
    pub lang: Lang,
    /// `https://host`, without a slash at the end.
    pub site_url: &'a str,
    /// Who runs the site.
    pub publisher: &'a str,
    /// When it was last changed (RFC 3339, UTC, whole seconds).
    pub modified: &'a str,
    pub words: BookWords,
}

impl Book<'_> {
    /// A lesson of this course is a chapter, a figure is in the book, and everything else stays on the site.
    pub(crate) fn address(&self, to: &str) -> String {
        if let Some(name) = figure_of(to) {
            return format!("media/{name}");
        }
        let here = format!("/courses/{}/", self.course.slug);
        if let Some((lesson, place)) = to.strip_prefix(&here).map(|rest| rest.split_once('#').unwrap_or((rest, "")))
            && let Some(lesson) = self.course.lesson(lesson)
        {
            let name = file_name(lesson);
            return if place.is_empty() { name } else { format!("{name}#{place}") };
        }
        if to.starts_with('/') { format!("{}{to}", self.site_url) } else { to.into() }
    }
}

/// `x.svg` of `/media/course/x.svg?v=…`.
fn figure_of(address: &str) -> Option<&str> {
    let name = address.strip_prefix("/media/")?.split_once('/')?.1;
    let name = name.split('?').next().unwrap_or(name);
    (kind_of(name) == Some(MediaKind::Picture)).then_some(name)
}

/// The name of a lesson's file: no lesson is called as a page of the book is.
pub(crate) fn file_name(lesson: &Lesson) -> String {
    format!("c-{}.xhtml", lesson.slug)
}
