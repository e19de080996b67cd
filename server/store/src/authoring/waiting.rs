//! What waits for an author in the workshop: reviews that they may decide, drafts that were sent back to them, their other drafts, and publications at a
//! time.

use crate::{
    Fault, Store,
    authoring::{reviews, roles::SeenCourses},
    boxed,
    db::{Row, args, dialect},
};
use zhixing_domain::{account::Author, time::Timestamp, workshop::course_role::CourseRole};

/// All of it, each with what is nearest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkshopWaiting {
    pub reviews: Vec<AskedReview>,
    pub sent_back: Vec<SentBackDrafts>,
    pub drafts: Vec<OwnDrafts>,
    /// Courses that are to be published at a time.
    pub due: Vec<(String, Timestamp)>,
}

/// A review that the author may decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedReview {
    pub course: String,
    /// The name of whoever asked.
    pub who: String,
    pub at: Timestamp,
    /// Whether the author was asked by name, and not any colleague.
    pub named: bool,
}

/// Drafts that the author asked about and that a colleague sent back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentBackDrafts {
    pub course: String,
    /// The name of whoever sent them back, and what they said.
    pub who: String,
    pub word: String,
}

/// Files of a course that the author saved last and that are not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnDrafts {
    pub course: String,
    pub files: i64,
    pub at: Timestamp,
    /// Whether the author asked for a review of the course that nobody decided yet.
    pub asked: bool,
}

/// What was saved, given up or published of the course of a review `r` since it was asked for, in a statement: it is a review of other files by then. Whoever
/// looked and changed nothing made no other files.
fn since(postgres: bool) -> String {
    let within = dialect::in_course(postgres, "v.path", "r.course");
    format!("SELECT 1 FROM workshop_version v WHERE {within} AND v.saved_at > r.asked_at AND v.why <> 'still_right'")
}

impl Store {
    /// An author reads what waits for them in the courses that they may see.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn workshop_waiting(&self, author: &Author) -> Result<WorkshopWaiting, Fault> {
        let seen = self.seen_by(author).await?;
        Ok(WorkshopWaiting {
            reviews: self.reviews_asked(author, &seen).await?,
            sent_back: self.drafts_sent_back(author, &seen).await?,
            drafts: self.drafts_of(author, &seen).await?,
            due: self.publications_due(&seen).await?,
        })
    }

    async fn reviews_asked(&self, author: &Author, seen: &SeenCourses) -> Result<Vec<AskedReview>, Fault> {
        let sql = format!(
            "SELECT r.course, r.asked_at, r.asked_of, COALESCE(NULLIF(a.display_name, ''), a.login, r.asked_by) AS who \
             FROM workshop_review r LEFT JOIN account a ON a.id = r.asked_by WHERE r.state = 'asked' AND r.asked_by <> $1 \
             AND COALESCE(r.asked_of, $1) = $1 AND EXISTS (SELECT 1 FROM workshop_file w WHERE w.course = r.course) AND NOT EXISTS ({}) \
             ORDER BY r.asked_at, r.course",
            since(self.core.read.is_postgres())
        );
        let mut found = vec![];
        for row in self.core.read.all(sql, args![author.id().to_string()]).await? {
            let course = row.text("course")?;
            let may = seen.role(&course) >= Some(CourseRole::Reviewer);
            // nobody is the second pair of eyes of their own text
            if may && !reviews::wrote_outside(self, &course, author.id()).await? {
                let (who, at, named) = (row.text("who")?, row.time("asked_at")?, row.opt_text("asked_of")?.is_some());
                found.push(AskedReview { course, who, at, named });
            }
        }
        Ok(found)
    }

    async fn drafts_sent_back(&self, author: &Author, seen: &SeenCourses) -> Result<Vec<SentBackDrafts>, Fault> {
        let sql = format!(
            "SELECT r.course, r.word, COALESCE(NULLIF(d.display_name, ''), d.login, r.decided_by, '') AS who \
             FROM workshop_review r LEFT JOIN account d ON d.id = r.decided_by WHERE r.state = 'sent_back' AND r.asked_by = $1 \
             AND EXISTS (SELECT 1 FROM workshop_file w WHERE w.course = r.course) AND NOT EXISTS ({} AND v.why = 'published') ORDER BY r.course",
            since(self.core.read.is_postgres())
        );
        let read = |row: &Row| Ok(SentBackDrafts { course: row.text("course")?, who: row.text("who")?, word: row.text("word")? });
        let rows = self.core.read.all(sql, args![author.id().to_string()]).await?;
        let all = rows.iter().map(read).collect::<Result<Vec<_>, Fault>>()?;
        Ok(all.into_iter().filter(|back| seen.role(&back.course) >= Some(CourseRole::Editor)).collect())
    }

    async fn drafts_of(&self, author: &Author, seen: &SeenCourses) -> Result<Vec<OwnDrafts>, Fault> {
        let sql = "SELECT w.course, COUNT(*) AS files, MAX(w.edited_at) AS edited_at, \
                   (SELECT COUNT(*) FROM workshop_review r WHERE r.course = w.course AND r.state = 'asked' AND r.asked_by = $1) AS asked \
                   FROM workshop_file w WHERE w.edited_by = $1 GROUP BY w.course ORDER BY MAX(w.edited_at) DESC, w.course";
        let read = |row: &Row| {
            let (course, files, at) = (row.text("course")?, row.int("files")?, row.time("edited_at")?);
            Ok(OwnDrafts { course, files, at, asked: row.int("asked")? > 0 })
        };
        let rows = self.core.read.all(sql, args![author.id().to_string()]).await?;
        let all = rows.iter().map(read).collect::<Result<Vec<_>, Fault>>()?;
        Ok(all.into_iter().filter(|drafts| seen.role(&drafts.course) >= Some(CourseRole::Editor)).collect())
    }

    async fn publications_due(&self, seen: &SeenCourses) -> Result<Vec<(String, Timestamp)>, Fault> {
        let rows = self.core.read.all("SELECT course, due_at FROM workshop_schedule ORDER BY due_at, course", vec![]).await?;
        let all = rows.iter().map(|row| Ok((row.text("course")?, row.time("due_at")?))).collect::<Result<Vec<_>, Fault>>()?;
        Ok(all.into_iter().filter(|(course, _)| seen.role(course) >= Some(CourseRole::Editor)).collect())
    }
}
