//! What is done about questions, by the page and by the API: a learner asks, asks on and takes back; a teacher answers and shows.

use std::collections::BTreeSet;
use zhixing_app::i18n::inquiry as words;
use zhixing_domain::{
    account::Author,
    course::{Lesson, Piece},
    id::InquiryId,
    inquiry::{ANSWER, InquiryPlace, InquiryRefusal, QUESTION},
    text::storable,
};
use zhixing_exam::attempt::keys;
use zhixing_shell::{
    boxed,
    guard::{Person, Visit},
    problem::Problem,
};
use zhixing_store::{LessonInquiry, NewInquiry};

/// What somebody typed into the form of a lesson.
pub struct TypedInquiry {
    /// As [`InquiryPlace`] is written.
    pub at: String,
    pub words: String,
    /// The question whose answer it asks on about.
    pub follows: Option<InquiryId>,
}

/// Asks about a lesson. Whoever sits an exam of the course asks when it is over.
///
/// # Errors
///
/// [`Problem::NotFound`] for a lesson that is not there, or a question to ask on about that is not theirs;
/// [`Problem::Invalid`] at `at` or `words`; [`Problem::Refused`] with `exam_running`, `too_many`, `full`, `waits` or
/// `followed`; [`Problem::Slow`] if one person asks too often; else a [`Problem`] if the store cannot be read or
/// written.
#[boxed]
pub async fn ask(visit: &Visit, person: &Person, course: &str, lesson: &str, typed: TypedInquiry) -> Result<InquiryId, Problem> {
    let published = visit.site.published();
    let lesson = published.library.course(course).and_then(|c| c.lesson(lesson)).ok_or(Problem::NotFound)?;
    let place = place_in(lesson, &typed.at).ok_or_else(|| Problem::invalid("at", |l| words::no_place(l).into()))?;
    let said = said(&typed.words, QUESTION, "words")?;
    keys::must_not_sit(visit, course, "question").await?;
    visit.site.keep.change(person.0.id, visit.now).map_err(Problem::Slow)?;
    let new = NewInquiry { course: course.into(), lesson: lesson.slug.clone(), place, words: said, follows: typed.follows };
    visit.site.store.ask(person.0.id, new, visit.stamp()).await?.map_err(refused)
}

/// Takes a question back that waits.
///
/// # Errors
///
/// [`Problem::Slow`] if one person asks too often; [`Problem::NotFound`] if it is not theirs; [`Problem::Refused`] with
/// `answered`; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn take_back(visit: &Visit, person: &Person, id: InquiryId) -> Result<(), Problem> {
    visit.site.keep.change(person.0.id, visit.now).map_err(Problem::Slow)?;
    visit.site.store.take_back(person.0.id, id, visit.stamp()).await?.map_err(refused)
}

/// What a person has asked, the newest first. Whoever sits an exam of a course reads nothing of its practice.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read.
#[boxed]
pub async fn own(visit: &Visit, person: &Person) -> Result<Vec<LessonInquiry>, Problem> {
    let mut all = visit.site.store.inquiries_of(person.0.id, None).await?;
    let courses: BTreeSet<String> = all.iter().filter(|i| i.place.item().is_some()).map(|i| i.course.clone()).collect();
    for course in courses {
        if keys::waits_for(visit, &course).await?.is_some() {
            all.retain(|i| i.course != course || i.place.item().is_none());
        }
    }
    Ok(all)
}

/// Answers a question of a course; gives the lesson that it stands under.
///
/// # Errors
///
/// [`Problem::Invalid`] at `text`; [`Problem::NotFound`] for a question that the course does not have, or a course
/// beyond the author's roles; [`Problem::Refused`] with `answered`, or with `own_case` for the own question; else a
/// [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn answer(visit: &Visit, author: &Author, course: &str, id: InquiryId, typed: &str, shown: bool) -> Result<String, Problem> {
    let text = said(typed, ANSWER, "text")?;
    let lesson = visit.site.store.answer_inquiry(author, (course.into(), id), (text, shown), visit.stamp()).await?.map_err(refused)?;
    visit.site.shown.forget(course, &lesson);
    Ok(lesson)
}

/// Shows an answered question to everybody, or to its person alone; gives the lesson that it stands under.
///
/// # Errors
///
/// [`Problem::NotFound`] as for [`answer`], and for a question that still waits; [`Problem::Refused`] with `own_case`
/// for the own question; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn show(visit: &Visit, author: &Author, course: &str, id: InquiryId, shown: bool) -> Result<String, Problem> {
    let lesson = visit.site.store.show_inquiry(author, (course.into(), id), shown, visit.stamp()).await?;
    visit.site.shown.forget(course, &lesson);
    Ok(lesson)
}

/// A place that the lesson has, in either language.
fn place_in(lesson: &Lesson, at: &str) -> Option<InquiryPlace> {
    let place: InquiryPlace = at.parse().ok()?;
    let bodies = || [Some(&lesson.body.zh), lesson.body.en.as_ref()].into_iter().flatten();
    let is_there = match &place {
        InquiryPlace::Lesson => true,
        InquiryPlace::Heading(id) => bodies().any(|body| body.toc.iter().any(|h| h.id == *id)),
        InquiryPlace::Item(key) => bodies().any(|body| body.pieces.iter().any(|p| matches!(p, Piece::Practice(k) if k == key))),
    };
    is_there.then_some(place)
}

/// What was typed, without what cannot be stored.
fn said(typed: &str, most: usize, field: &'static str) -> Result<String, Problem> {
    let text = storable::lines(&typed.replace("\r\n", "\n")).trim().to_string();
    if (1..=most).contains(&text.chars().count()) { Ok(text) } else { Err(Problem::invalid(field, |l| words::words_form(l, most))) }
}

fn refused(refusal: InquiryRefusal) -> Problem {
    let (code, message): (_, zhixing_app::i18n::Message) = match refusal {
        InquiryRefusal::TooMany => ("too_many", words::too_many),
        InquiryRefusal::Full => ("full", words::full),
        InquiryRefusal::Waits => ("waits", words::still_waits),
        InquiryRefusal::Followed => ("followed", words::followed),
        InquiryRefusal::Answered => ("answered", words::is_answered),
    };
    Problem::refused(code, |l| message(l).into())
}
