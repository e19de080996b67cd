//! What waits for staff, as far as their roles go: the desk shows it, and their home.

use crate::{
    boxed,
    guard::{Person, Visit},
    problem::Problem,
    writing::{self, WritingBacklog},
};
use zhixing_domain::account::{Author, Invigilator, Marker, Role};
use zhixing_store::MarkingBacklog;

#[derive(Default)]
pub struct Backlog {
    /// Answers to mark and results to release, plan by plan.
    pub marking: Vec<MarkingBacklog>,
    /// Certificates in force whose results no longer pass since an item was voided.
    pub lost: i64,
    /// Names to settle.
    pub names: i64,
    /// Certificates that are held for want of something.
    pub held: i64,
    /// Questions of learners.
    pub questions: i64,
    /// Reviews, drafts and publications of the workshop.
    pub writing: WritingBacklog,
}

/// Looks it up.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read.
#[boxed]
pub async fn of(visit: &Visit, person: &Person) -> Result<Backlog, Problem> {
    let (store, roles) = (&visit.site.store, person.0.roles);
    let mut backlog = Backlog::default();
    if let Some(marker) = Marker::of(&person.0) {
        backlog.marking = store.waiting(&marker).await?;
        backlog.lost = store.count_lost_certificates(&marker).await?;
    }
    if let Some(who) = Invigilator::of(&person.0) {
        backlog.names = store.count_names(&who).await?;
    }
    if let Some(author) = Author::of(&person.0) {
        backlog.questions = store.count_inquiries(&author).await?;
        backlog.writing = writing::of(visit, author).await?;
    }
    if roles.has(Role::Admin) {
        backlog.held = store.count_holds().await?.1;
    }
    Ok(backlog)
}
