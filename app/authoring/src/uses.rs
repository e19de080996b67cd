//! Where a file of a course is used: texts that show it, papers that may hold its items, exams that are planned with those.

use crate::{media, preview};
use std::collections::BTreeSet;
use zhixing_domain::{
    account::Author,
    workshop::{
        item_uses::{self, ItemUse},
        place,
        uses::MediaUse,
    },
};
use zhixing_shell::{boxed, guard::Visit, problem::Problem};
use zhixing_store::ExamSession;

/// What uses a file.
#[derive(Default)]
pub struct FileUses {
    /// Where texts show it or lead to it.
    pub places: Vec<MediaUse>,
    /// Its items, in their order.
    pub items: Vec<ItemUse>,
    /// The names of the plans whose papers may hold any of them; of a plan, its own.
    pub plans: BTreeSet<String>,
    /// The exams with these plans that have not ended, the next one first.
    pub sessions: Vec<ExamSession>,
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
    Ok(FileUses { places: vec![], items, plans, sessions })
}
