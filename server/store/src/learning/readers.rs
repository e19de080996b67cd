//! How far readers come, and how their practice goes: written a row at a time, read as sums of a whole course.

use crate::{
    Fault, Store, boxed,
    db::{Conn, Row, args},
};
use zhixing_domain::{
    account::Author,
    id::AccountId,
    question::{Answer, ItemVersion},
    repetition::BoxDays,
    statistics::{FirstTries, LessonReach, counted},
    workshop::course_role::CourseRole,
};

/// A try of an item of practice, by somebody who is signed in.
#[derive(Clone, Debug)]
pub struct PracticeTry {
    pub account: AccountId,
    pub course: String,
    pub item: String,
    pub version: ItemVersion,
    pub right: bool,
    pub answer: Answer,
    /// Whether it counts for the teachers of the course: an item of a lesson does, one that a paper had does not.
    pub of_lesson: bool,
    /// When each box gives the item back.
    pub days: BoxDays,
}

/// Of the tries of an item's present version the first is kept, of the others their number.
#[boxed]
pub(crate) async fn note_try(c: &mut Conn<'_>, of: PracticeTry) -> Result<(), Fault> {
    let chosen = counted(&of.answer).and_then(|answer| serde_json::to_string(answer).ok()).unwrap_or_default();
    let sql = "INSERT INTO practice (account_id, course, item, version, is_right, chosen, tries) VALUES ($1, $2, $3, $4, $5, $6, 1) \
               ON CONFLICT (account_id, course, item) DO UPDATE SET \
               tries = CASE WHEN practice.version = excluded.version THEN practice.tries + 1 ELSE 1 END, \
               is_right = CASE WHEN practice.version = excluded.version THEN practice.is_right ELSE excluded.is_right END, \
               chosen = CASE WHEN practice.version = excluded.version THEN practice.chosen ELSE excluded.chosen END, \
               version = excluded.version";
    let row = args![of.account.to_string(), of.course, of.item, of.version.0, i64::from(of.right), chosen];
    c.execute(sql, row).await.map(|_| ())
}

fn reach(row: &Row) -> Result<LessonReach, Fault> {
    let (lesson, heading) = (row.text("lesson")?, row.int("reached")?);
    Ok(LessonReach { lesson, heading, people: row.int("people")?, done: row.int("done")? })
}

fn tries(row: &Row) -> Result<FirstTries, Fault> {
    Ok(FirstTries {
        item: row.text("item")?,
        version: ItemVersion(row.text("version")?),
        right: row.int("is_right")? != 0,
        // of an item without options nothing is kept
        answer: serde_json::from_str(&row.text("chosen")?).ok(),
        people: row.int("people")?,
        tries: row.int("tries")?,
    })
}

impl Store {
    /// A reader's page tells how far they came with a lesson. Only what is further is written, and only where they have opened it.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be written.
    #[boxed]
    pub async fn reach_heading(&self, account: AccountId, course: &str, lesson: &str, heading: i64) -> Result<(), Fault> {
        let sql = "UPDATE progress SET reached = $4 WHERE account_id = $1 AND course = $2 AND lesson = $3 AND reached < $4";
        self.run(sql, args![account.to_string(), course, lesson, heading]).await
    }

    /// A teacher reads how far the readers of a course came, summed by lesson and heading.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where they may not see the course in the workshop; else a [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn reach_of(&self, author: &Author, course: &str) -> Result<Vec<LessonReach>, Fault> {
        self.within(author, course, CourseRole::Reader).await?;
        let sql = "SELECT lesson, reached, COUNT(*) AS people, COUNT(done_at) AS done FROM progress WHERE course = $1 \
                   GROUP BY lesson, reached ORDER BY lesson, reached";
        self.core.read.all(sql, args![course]).await?.iter().map(reach).collect()
    }

    /// A teacher reads how the practice of a course goes, summed by item, its version and what was chosen first.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where they may not see the course in the workshop; else a [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn tries_of(&self, author: &Author, course: &str) -> Result<Vec<FirstTries>, Fault> {
        self.within(author, course, CourseRole::Reader).await?;
        let sql = "SELECT item, version, is_right, chosen, COUNT(*) AS people, CAST(SUM(tries) AS BIGINT) AS tries FROM practice WHERE course = $1 \
                   GROUP BY item, version, is_right, chosen";
        self.core.read.all(sql, args![course]).await?.iter().map(tries).collect()
    }

    /// Lists a person's practice: the course, the item and how often they tried it.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn practice_of(&self, account: AccountId) -> Result<Vec<(String, String, i64)>, Fault> {
        let sql = "SELECT course, item, tries FROM practice WHERE account_id = $1 ORDER BY course, item";
        let rows = self.core.read.all(sql, args![account.to_string()]).await?;
        rows.iter().map(|row| Ok((row.text("course")?, row.text("item")?, row.int("tries")?))).collect()
    }
}
