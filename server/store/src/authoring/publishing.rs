//! Drafts become a publication.

use crate::{
    Fault, Stamp, Store, boxed,
    learning::publications::{Composed, NewPublication, Owned},
};
use zhixing_domain::{account::Author, time::Timestamp, workshop::course_role::CourseRole};

/// What is published of a course.
#[derive(Clone, Debug)]
pub struct DraftPublication {
    pub course: String,
    /// The publication over which it was composed.
    pub over: String,
    pub new: NewPublication,
    /// The drafts that it takes in, by path and number.
    pub taken: Vec<(String, i64)>,
    /// When it was set to be made at this time; nothing where it is made at once.
    pub scheduled: Option<Timestamp>,
    /// Why, where somebody wrote it.
    pub reason: Option<String>,
    /// Whether the course goes back to an earlier publication.
    pub is_back: bool,
}

impl Store {
    /// An owner of a course publishes what was composed: the drafts that it takes in are no drafts any more. One that somebody saved meanwhile stays, over
    /// what is published now. All of it, or nothing; what was set to be published of the course later is not any more.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where they may not see the course, [`Fault::Role`] where they do not own it; [`Fault::Conflict`] where something else is the
    /// newest publication by now, or what was scheduled was made or taken back; else a [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn publish_drafts(&self, author: &Author, what: DraftPublication, stamp: Stamp) -> Result<bool, Fault> {
        let DraftPublication { course, over, new, taken, scheduled, reason, is_back } = what;
        self.within(author, &course, CourseRole::Owner).await?;
        let owned = Some(Owned { author: author.clone(), course, scheduled, reason, is_back });
        self.put_publication(Some(Composed { over, taken, owned }), new, stamp).await
    }
}
