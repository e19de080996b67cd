//! What files say of themselves: the pages of courses that are begun here and not published yet, and the titles that no library has.

use crate::{Fault, Store, authoring::NEWEST, boxed, db::args};
use std::collections::BTreeMap;
use zhixing_domain::account::{Author, CourseKeeper};

/// So many bytes of a file are read for its title.
const TITLE: usize = 600;

/// So many bytes of a page are read: what a course is called stands above everything else.
const HEAD: i64 = 4 << 10;

impl Store {
    /// Somebody reads how the pages of courses begin that are not published yet, by path: an author those that they may see, an administrator all.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn begun_courses(&self, who: &CourseKeeper) -> Result<BTreeMap<String, Vec<u8>>, Fault> {
        self.begun(who, "$4 = '' AND w.path IN (w.course || '/course.md', w.course || '/course.en.md')", "").await
    }

    /// The same of one course.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn begun_course(&self, who: &CourseKeeper, course: &str) -> Result<BTreeMap<String, Vec<u8>>, Fault> {
        self.begun(who, "w.path IN ($4 || '/course.md', $4 || '/course.en.md')", course).await
    }

    async fn begun(&self, who: &CourseKeeper, of: &str, course: &str) -> Result<BTreeMap<String, Vec<u8>>, Fault> {
        let sql = format!(
            "SELECT w.path, SUBSTR(b.bytes, 1, CAST($1 AS INTEGER)) AS head FROM workshop_file w JOIN blob b ON b.hash = w.blob \
             WHERE {of} AND ($2 = '' OR NOT EXISTS (SELECT 1 FROM course_role o WHERE o.course = w.course) \
             OR EXISTS (SELECT 1 FROM course_role o WHERE o.course = w.course AND o.account_id = $2)) \
             AND ($3 = '' OR ' ' || $3 || ' ' LIKE '% ' || w.course || ' %') \
             AND NOT EXISTS (SELECT 1 FROM publication_file f WHERE f.publication = {NEWEST} AND f.path = w.course || '/course.md')"
        );
        let (own, reach) = match who {
            CourseKeeper::Author(author) => (author.id().to_string(), author.scope().to_string()),
            CourseKeeper::Administrator(_) => (String::new(), String::new()),
        };
        let rows = self.core.read.all(sql, args![HEAD, own, reach, course]).await?;
        rows.iter().map(|row| Ok((row.text("path")?, row.bytes("head")?))).collect()
    }

    /// An author reads how the texts begin that no library tells the titles of, by path: drafts, and banks as they are published.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn text_heads(&self, author: &Author) -> Result<BTreeMap<String, String>, Fault> {
        let head = format!("SUBSTR(b.bytes, 1, {TITLE}) AS bytes");
        let published = format!(
            "SELECT f.path, {head} FROM publication_file f JOIN blob b ON b.hash = f.blob WHERE f.publication = {NEWEST} AND f.path LIKE $1"
        );
        let drafts = format!("SELECT w.path, {head} FROM workshop_file w JOIN blob b ON b.hash = w.blob WHERE w.path LIKE $1");
        let (seen, mut heads) = (self.seen_by(author).await?, BTreeMap::new());
        for (sql, wanted) in [(published, "%/items/%.md"), (drafts, "%.md")] {
            for row in self.core.read.all(sql, args![wanted]).await? {
                let path = row.text("path")?;
                if seen.has(&path) {
                    heads.insert(path, String::from_utf8_lossy(&row.bytes("bytes")?).into_owned());
                }
            }
        }
        Ok(heads)
    }
}
