//! Drafts become a publication.

use crate::{
    Fault, Stamp, Store,
    authoring::within,
    boxed,
    learning::publications::{Composed, NewPublication},
};
use zhixing_domain::account::Author;

impl Store {
    /// An author publishes what was composed over the publication `over`: the drafts that it takes in, by path and number, are no drafts any more. One that
    /// somebody saved meanwhile stays, over what is published now. All of it, or nothing.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where the role does not reach a course; [`Fault::Conflict`] where something else is the newest publication by now; else a
    /// [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn publish_drafts(
        &self,
        author: &Author,
        over: String,
        new: NewPublication,
        taken: Vec<(String, i64)>,
        stamp: Stamp,
    ) -> Result<bool, Fault> {
        for (path, _) in &taken {
            within(author, path)?;
        }
        self.put_publication(Some(Composed { over, taken }), new, stamp).await
    }
}
