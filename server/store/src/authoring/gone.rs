//! Files that are not there any more: deleted, renamed, or gone with a publication. What they were stays, so each can be found and brought back.

use crate::{
    Fault, Store,
    authoring::NEWEST,
    boxed,
    db::{args, dialect},
};
use zhixing_domain::{
    account::Author,
    time::Timestamp,
    workshop::{course_role::CourseRole, place},
};

/// The most files that are listed.
const LISTED: i64 = 500;

/// A file that is not there, and was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoneFile {
    pub path: String,
    /// The number of the draft that says so; 0 where that is published.
    pub rev: i64,
    /// When what it was last was saved or published.
    pub last: Timestamp,
}

impl Store {
    /// An author lists the files of a course that are not there any more, what went last first.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where the role does not reach the course; else a [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn gone_files(&self, author: &Author, course: &str) -> Result<Vec<GoneFile>, Fault> {
        self.within(author, course, CourseRole::Reader).await?;
        let within = |column: &str| dialect::in_course(self.core.read.is_postgres(), column, "$1");
        let (saved, published) = (within("v.path"), within("f.path"));
        let sql = format!(
            "SELECT x.path, MAX(x.at) AS last, (SELECT w.rev FROM workshop_file w WHERE w.path = x.path) AS rev FROM \
             (SELECT v.path, v.saved_at AS at FROM workshop_version v WHERE v.blob IS NOT NULL AND {saved} UNION ALL \
             SELECT f.path, p.published_at AS at FROM publication_file f JOIN publication p ON p.digest = f.publication WHERE {published}) x \
             WHERE NOT EXISTS (SELECT 1 FROM workshop_file w WHERE w.path = x.path AND w.blob IS NOT NULL) AND \
             (EXISTS (SELECT 1 FROM workshop_file w WHERE w.path = x.path) OR \
             NOT EXISTS (SELECT 1 FROM publication_file n WHERE n.publication = {NEWEST} AND n.path = x.path)) \
             GROUP BY x.path ORDER BY last DESC, x.path LIMIT $2"
        );
        let rows = self.core.read.all(sql, args![course, LISTED]).await?;
        let gone = rows
            .iter()
            .map(|row| Ok(GoneFile { path: row.text("path")?, rev: row.opt_int("rev")?.unwrap_or_default(), last: row.time("last")? }));
        let gone: Vec<GoneFile> = gone.collect::<Result<_, Fault>>()?;
        Ok(gone.into_iter().filter(|file| place::is_writable(&file.path) || place::is_media(&file.path)).collect())
    }
}
