//! Where a question is asked, and how its place is named.

use crate::inquiry::QuestionsHere;
use zhixing_app::i18n::inquiry as words;
use zhixing_domain::{
    course::{Course, Heading, Lesson, Piece},
    inquiry::InquiryPlace,
    lang::Lang,
};
use zhixing_shell::guard::Visit;

/// A lesson, and who reads it.
#[derive(Clone, Copy)]
pub(crate) struct Beneath<'a> {
    pub visit: &'a Visit,
    pub course: &'a Course,
    pub lesson: &'a Lesson,
    pub questions: &'a QuestionsHere,
}

impl Beneath<'_> {
    /// Whoever is signed in, but for those who would answer.
    pub fn may_ask(self) -> bool {
        self.visit.account.is_some() && !self.questions.teaches
    }
}

/// What a place is called away from its lesson; nothing for the lesson as a whole, and for what it has no more.
pub(super) fn place_name(course: &Course, lesson: &Lesson, place: &InquiryPlace, lang: Lang) -> String {
    match place {
        InquiryPlace::Lesson => String::new(),
        InquiryPlace::Heading(_) => heading(lesson, place, lang).map(|h| h.text.clone()).unwrap_or_default(),
        InquiryPlace::Item(key) => {
            let keys = lesson.body.zh.pieces.iter().filter_map(|p| if let Piece::Practice(key) = p { Some(key) } else { None });
            let number = keys.enumerate().find(|(_, k)| *k == key).map(|(n, _)| n + 1);
            let title = course.item(key).map(|item| item.wording.get(lang).title.clone());
            number.zip(title).map(|(n, title)| words::practice_n(lang, n, title)).unwrap_or_default()
        }
    }
}

/// The heading in the reader's language: the one in the same place of the contents.
pub(super) fn heading<'a>(lesson: &'a Lesson, place: &InquiryPlace, lang: Lang) -> Option<&'a Heading> {
    let InquiryPlace::Heading(id) = place else { return None };
    let bodies = [Some(&lesson.body.zh), lesson.body.en.as_ref()];
    let at = bodies.into_iter().flatten().find_map(|body| body.toc.iter().position(|h| h.id == *id))?;
    lesson.body.get(lang).toc.get(at)
}

/// The beginning of a question, on one line.
pub(crate) fn excerpt(words: &str) -> String {
    const MOST: usize = 80;
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > MOST { line.chars().take(MOST - 1).chain(['…']).collect() } else { line }
}
