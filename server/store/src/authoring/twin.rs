//! That the English of a file is right beside a Chinese that is newer: somebody looked and changed nothing.

use super::{
    drafts::{published, too_fast},
    steps::said,
    versions::{self, NewVersion},
};
use crate::{
    Fault, Stamp, Store,
    authoring::{change::DraftRefusal, roles},
    boxed,
    db::{args, dialect},
};
use std::collections::BTreeMap;
use zhixing_domain::{
    account::Author,
    time::Timestamp,
    workshop::{VersionWhy, course_role::CourseRole, place, step::StepSaid, twin_age::StillRight},
};

impl Store {
    /// An author says that parts of an English twin are right, as it lies under this hash: a version is kept that says so and changes nothing.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where the role does not reach the course, [`Fault::Role`] where they do not write it; else a [`Fault`] if the database cannot be
    /// read or written.
    #[boxed]
    pub async fn keep_still_right(
        &self,
        author: &Author,
        (path, seen): (String, String),
        parts: StepSaid,
        stamp: Stamp,
    ) -> Result<Result<(), DraftRefusal>, Fault> {
        let author = author.clone();
        self.core
            .write(move |c| {
                Box::pin(async move {
                    dialect::one_by_one(c, &format!("course {}", place::course_of(&path))).await?;
                    roles::hold(c, &author, &path, CourseRole::Editor).await?;
                    let now = match c.one("SELECT blob FROM workshop_file WHERE path = $1", args![&path]).await? {
                        Some(row) => row.opt_text("blob")?,
                        None => published(c, &path).await?,
                    };
                    if now.as_ref() != Some(&seen) {
                        return Ok(Err(DraftRefusal::Changed(path)));
                    }
                    if too_fast(c, 1, &stamp).await? {
                        return Ok(Err(DraftRefusal::TooFast));
                    }
                    let looked = NewVersion { path: &path, blob: Some(&seen), why: VersionWhy::StillRight, said: Some(&parts) };
                    versions::keep(c, &[looked], None, &stamp).await?;
                    Ok(Ok(()))
                })
            })
            .await
    }

    /// An author reads when somebody looked last at a file, and which parts were right then.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where the role does not reach its course; else a [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn still_right(&self, author: &Author, path: &str) -> Result<Option<StillRight>, Fault> {
        self.within(author, path, CourseRole::Reader).await?;
        let sql = "SELECT saved_at, said FROM workshop_version WHERE path = $1 AND why = 'still_right' ORDER BY rev DESC LIMIT 1";
        let Some(row) = self.core.read.one(sql, args![path]).await? else { return Ok(None) };
        let Some(StepSaid::StillRight { parts, .. }) = said(&row, "said")? else { return Ok(None) };
        Ok(Some(StillRight::of(row.time("saved_at")?, parts)))
    }

    /// An author asks how many versions of a file there were so far: of what is said of it while there are as many.
    ///
    /// # Errors
    ///
    /// As for [`still_right`](Self::still_right).
    #[boxed]
    pub async fn last_version(&self, author: &Author, path: &str) -> Result<i64, Fault> {
        self.within(author, path, CourseRole::Reader).await?;
        let row = self.core.read.one("SELECT MAX(rev) AS rev FROM workshop_version WHERE path = $1", args![path]).await?;
        Ok(row.map(|row| row.opt_int("rev")).transpose()?.flatten().unwrap_or_default())
    }

    /// When somebody looked last at a twin whose Chinese has a draft, if all of it was right.
    pub(super) async fn twins_looked_at(&self) -> Result<BTreeMap<String, Timestamp>, Fault> {
        let sql = "SELECT v.path, v.saved_at FROM workshop_file w JOIN workshop_version v ON v.path = REPLACE(w.path, '.md', '.en.md') \
                   WHERE v.rev = (SELECT MAX(x.rev) FROM workshop_version x WHERE x.path = v.path AND x.why = 'still_right') \
                   AND v.said LIKE '%\"all\":true}}'";
        let rows = self.core.read.all(sql, vec![]).await?;
        rows.iter().map(|row| Ok((row.text("path")?, row.time("saved_at")?))).collect()
    }
}
