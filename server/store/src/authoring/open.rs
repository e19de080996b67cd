//! Who has which file open: said by the pages of those who write, and over a while after the last time. It keeps nobody from anything.

use super::files::WHO;
use crate::{Fault, Store, authoring::roles, boxed, db::args};
use std::collections::BTreeMap;
use zhixing_domain::{account::Author, time::Timestamp, workshop::course_role::CourseRole};

/// The files that others have open, by path, with their names.
pub type OpenFiles = BTreeMap<String, Vec<String>>;

impl Store {
    /// An editor of a course says that they have a file open, until a moment.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where the role does not reach its course, [`Fault::Role`] where they do not write it; else a [`Fault`] if the database cannot be read
    /// or written.
    #[boxed]
    pub async fn note_open(&self, author: &Author, path: &str, until: Timestamp, now: Timestamp) -> Result<(), Fault> {
        let (author, path) = (author.clone(), path.to_string());
        self.core
            .write(move |c| {
                Box::pin(async move {
                    roles::hold(c, &author, &path, CourseRole::Editor).await?;
                    c.execute("DELETE FROM workshop_open WHERE until_at <= $1", args![now]).await?;
                    let sql = "INSERT INTO workshop_open (path, account_id, until_at) VALUES ($1, $2, $3) \
                               ON CONFLICT (path, account_id) DO UPDATE SET until_at = excluded.until_at";
                    c.execute(sql, args![path, author.id().to_string(), until]).await.map(drop)
                })
            })
            .await
    }

    /// An author reads which files of the courses that they may see others have open.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn open_files(&self, author: &Author, now: Timestamp) -> Result<OpenFiles, Fault> {
        let seen = self.seen_by(author).await?;
        let sql = format!(
            "SELECT o.path, {WHO}) AS who FROM workshop_open o JOIN account a ON a.id = o.account_id \
             WHERE o.until_at > $1 AND o.account_id <> $2 AND a.disabled_at IS NULL ORDER BY o.path, who"
        );
        let mut files = OpenFiles::new();
        for row in self.core.read.all(sql, args![now, author.id().to_string()]).await? {
            let path = row.text("path")?;
            if seen.has(&path) {
                files.entry(path).or_default().push(row.text("who")?);
            }
        }
        Ok(files)
    }
}
