//! The exams of a course, for whoever writes it: what is planned with a plan should be known before the plan or its items change.

use crate::{
    Fault, Store, boxed,
    db::args,
    exam::exam_sessions::{COLUMNS, ExamSession, read},
};
use zhixing_domain::{account::Author, time::Timestamp, workshop::course_role::CourseRole};

/// So many are listed.
const MOST: i64 = 100;

impl Store {
    /// An author lists the exam sessions of a course that have not closed at `now`, the next one first; those that were cancelled are none.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where the role does not reach the course; else a [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn course_sessions(&self, author: &Author, course: &str, now: Timestamp) -> Result<Vec<ExamSession>, Fault> {
        self.within(author, course, CourseRole::Reader).await?;
        let sql = format!(
            "SELECT {COLUMNS} FROM exam_session s WHERE s.plan LIKE $1 AND s.closes_at > $2 AND s.cancelled_at IS NULL \
             ORDER BY s.opens_at, s.id LIMIT {MOST}"
        );
        self.core.read.all(sql, args![format!("{course}/%"), now]).await?.iter().map(read).collect()
    }
}
