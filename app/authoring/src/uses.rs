//! Where a file of a course is used: texts that show it, papers that may hold its items, exams that are planned with those.

use crate::{media, overview, preview};
use std::collections::BTreeSet;
use zhixing_domain::{
    account::Author,
    course::Course,
    workshop::{
        item_uses::{self, ItemUse},
        place::{self, PlaceKind},
        uses::{self, MediaUse},
    },
};
use zhixing_shell::{boxed, guard::Visit, problem::Problem};
use zhixing_store::ExamSession;

/// What uses a file.
#[derive(Default)]
pub struct FileUses {
    /// Where texts show it or lead to it; of a lesson, where other texts of its course lead to it.
    pub places: Vec<MediaUse>,
    /// Its items, in their order.
    pub items: Vec<ItemUse>,
    /// The names of the plans whose papers may hold any of them; of a plan, its own.
    pub plans: BTreeSet<String>,
    /// The exams with these plans that have not ended, the next one first.
    pub sessions: Vec<ExamSession>,
    /// Of a standard: the courses that are published and say that they follow it.
    pub courses: Vec<String>,
}

/// A file of a course as it is with its drafts.
#[boxed]
pub async fn of(visit: &Visit, author: &Author, course: &str, path: &str) -> Result<FileUses, Problem> {
    if let Some(name) = path.strip_prefix(&format!("{course}/{}/", place::MEDIA)) {
        let shelf = media::actions::list(visit, author, course).await?;
        let file = shelf.files.into_iter().find(|file| file.name == name).ok_or(Problem::NotFound)?;
        return Ok(FileUses { places: file.uses, ..FileUses::default() });
    }
    let items = preview::of(visit, author, course, path, None, true).await?.items;
    with_exams(visit, author, course, path, items).await
}

/// The uses of a file whose items were read.
pub(crate) async fn with_exams(visit: &Visit, author: &Author, course: &str, path: &str, items: Vec<ItemUse>) -> Result<FileUses, Problem> {
    let plans = item_uses::plans(path, &items);
    let mut sessions = vec![];
    if !plans.is_empty() {
        sessions = visit.site.store.course_sessions(author, course, visit.now).await?;
        sessions.retain(|session| plans.contains(session.plan.plan()));
    }
    let places = if place::kind_of(path) == PlaceKind::Lesson { links(visit, author, course, path).await? } else { vec![] };
    let name = overview::name_of(path).trim_end_matches(".en");
    let follows = |course: &&Course| place::kind_of(path) == PlaceKind::Standard && course.standard.as_deref() == Some(name);
    let courses = visit.site.published().library.courses.iter().filter(follows).map(|course| course.slug.clone()).collect();
    Ok(FileUses { places, items, plans, sessions, courses })
}

/// Where other texts of the course, as they are with their drafts, lead to a lesson.
async fn links(visit: &Visit, author: &Author, course: &str, path: &str) -> Result<Vec<MediaUse>, Problem> {
    let files = visit.site.store.workshop_outline(author, course).await?;
    let lesson = place::first_of(path);
    let texts =
        files.iter().filter(|(path, _)| place::is_writable(path) && place::course_of(path) == course && place::first_of(path) != lesson);
    let texts: Vec<_> = texts.map(|(path, head)| (path.as_str(), String::from_utf8_lossy(&head.bytes))).collect();
    let file = lesson.rsplit('/').next().unwrap_or_default();
    Ok(uses::links(file, texts.iter().map(|(path, text)| (*path, text.as_ref()))))
}
