//! Reading progress and the notebook of wrong answers.

use crate::{
    Fault, Store, boxed,
    core::Core,
    db::{
        Conn, Row, args,
        batch::Batcher,
        dialect::{self, row},
    },
    learning::{
        lesson_progress::{LessonProgress, Place},
        readers::{self, PracticeTry},
    },
};
use std::collections::HashMap;
use zhixing_domain::{id::AccountId, time::Timestamp};

/// An item that a person got wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotebookEntry {
    pub course: String,
    pub item: String,
    pub wrong_count: i64,
    pub wrong_at: Timestamp,
    /// Answered rightly since then.
    pub mastered_at: Option<Timestamp>,
}

/// Which items of a course somebody had right, for the notebook.
#[derive(Clone, Debug)]
pub struct Notes {
    pub account: AccountId,
    pub course: String,
    /// The item's key, and whether the answer was right.
    pub answers: Vec<(String, bool)>,
}

/// A wrong answer opens an item's entry again; a right one closes it, where there is one.
#[boxed]
pub(crate) async fn note(conn: &mut Conn<'_>, notes: &Notes, now: Timestamp) -> Result<(), Fault> {
    let account = notes.account.to_string();
    let wished = |right| {
        let items = notes.answers.iter().filter(move |(_, is_right)| *is_right == right);
        dialect::rows("account, course, item, at", items.map(|(item, _)| row![&account, &notes.course, item, now]))
    };
    let wrong = "INSERT INTO notebook (account_id, course, item, wrong_count, wrong_at) \
                 SELECT e.account, e.course, e.item, 1, e.at FROM e WHERE true ON CONFLICT (account_id, course, item) DO UPDATE \
                 SET wrong_count = notebook.wrong_count + 1, wrong_at = excluded.wrong_at, mastered_at = NULL";
    conn.execute_with(wished(false), wrong).await?;
    let right = "UPDATE notebook SET mastered_at = e.at FROM e WHERE account_id = e.account AND notebook.course = e.course \
                 AND notebook.item = e.item AND mastered_at IS NULL";
    conn.execute_with(wished(true), right).await?;
    Ok(())
}

fn read(row: &Row) -> Result<LessonProgress, Fault> {
    let (seen_at, done_at) = (row.time("seen_at")?, row.opt_time("done_at")?);
    let (reached, asked) = (row.int("reached")?, row.int("asked")? != 0);
    Ok(LessonProgress { course: row.text("course")?, lesson: row.text("lesson")?, seen_at, done_at, reached, asked })
}

impl Core {
    pub fn start_progress_reads(self) -> Batcher<Place, Option<LessonProgress>> {
        Batcher::start(move |places| {
            let core = self.clone();
            Box::pin(async move { core.read_progress(&places).await })
        })
    }

    async fn read_progress(&self, places: &[Place]) -> Result<Vec<Option<LessonProgress>>, Fault> {
        let mut found: HashMap<Place, LessonProgress> = HashMap::with_capacity(places.len());
        let wanted = places.iter().map(|(account, course, lesson)| row![account.to_string(), course, lesson]);
        let wanted = dialect::rows("account, course, lesson", wanted);
        let rest = "e JOIN progress p ON p.account_id = e.account AND p.course = e.course AND p.lesson = e.lesson";
        for row in self.near.packed_with(wanted, "p.account_id, p.course, p.lesson, p.seen_at, p.done_at, p.reached, p.asked", rest).await?
        {
            let progress = read(&row)?;
            found.insert((row.parse("account_id")?, progress.course.clone(), progress.lesson.clone()), progress);
        }
        Ok(places.iter().map(|place| found.get(place).cloned()).collect())
    }
}

impl Store {
    /// A person opens a lesson; the moment is kept.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn see_lesson(&self, account: AccountId, course: &str, lesson: &str, now: Timestamp) -> Result<(), Fault> {
        let sql = "INSERT INTO progress (account_id, course, lesson, seen_at) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (account_id, course, lesson) DO UPDATE SET seen_at = excluded.seen_at";
        self.run(sql, args![account.to_string(), course, lesson, now]).await
    }

    /// A person marks a lesson as read at the moment `done`, or as unread with `None`.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn set_lesson_done(
        &self,
        account: AccountId,
        course: &str,
        lesson: &str,
        done: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<(), Fault> {
        let sql = "INSERT INTO progress (account_id, course, lesson, seen_at, done_at) VALUES ($1, $2, $3, $4, $5) \
                   ON CONFLICT (account_id, course, lesson) DO UPDATE SET seen_at = excluded.seen_at, done_at = excluded.done_at";
        self.run(sql, args![account.to_string(), course, lesson, now, done]).await
    }

    /// Lists the progress of a person in all lessons, the lesson that they saw last first.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn progress_of(&self, account: AccountId) -> Result<Vec<LessonProgress>, Fault> {
        let sql = "SELECT course, lesson, seen_at, done_at, reached, asked FROM progress WHERE account_id = $1 ORDER BY seen_at DESC";
        let rows = self.core.read.all(sql, args![account.to_string()]).await?;
        rows.iter().map(read).collect()
    }

    /// Lists the progress of a person in the lessons of one course, the lesson that they saw last first; without a name, of the course that
    /// they read last.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn progress_in(&self, account: AccountId, course: Option<&str>) -> Result<Vec<LessonProgress>, Fault> {
        let sql = "SELECT course, lesson, seen_at, done_at, reached, asked FROM progress WHERE account_id = $1 AND course = \
                   COALESCE($2, (SELECT course FROM progress WHERE account_id = $1 ORDER BY seen_at DESC LIMIT 1)) ORDER BY seen_at DESC";
        let rows = self.core.read.all(sql, args![account.to_string(), course]).await?;
        rows.iter().map(read).collect()
    }

    /// Reads a person's progress with one lesson; `None` if they never opened it. Every view of a lesson asks this, so calls at the same
    /// moment share one query.
    ///
    /// # Errors
    ///
    /// [`Fault::Unavailable`] if too many requests wait, or the query that they share fails.
    #[boxed]
    pub async fn lesson_progress(&self, account: AccountId, course: &str, lesson: &str) -> Result<Option<LessonProgress>, Fault> {
        self.progress_reads.run((account, course.to_string(), lesson.to_string())).await
    }

    /// A person answers items in practice: a wrong answer puts an item into the notebook, a right one marks it there as mastered. An item of a lesson
    /// was `tried` besides.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn note_answers(&self, notes: Notes, tried: Option<PracticeTry>, now: Timestamp) -> Result<(), Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    note(c, &notes, now).await?;
                    match tried {
                        Some(tried) => readers::note_try(c, tried).await,
                        None => Ok(()),
                    }
                })
            })
            .await
    }

    /// A person takes an item out of their notebook.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn forget_note(&self, account: AccountId, course: &str, item: &str) -> Result<(), Fault> {
        self.run("DELETE FROM notebook WHERE account_id = $1 AND course = $2 AND item = $3", args![account.to_string(), course, item]).await
    }

    /// Counts the items in a person's notebook that they have not mastered.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn open_mistakes(&self, account: AccountId) -> Result<i64, Fault> {
        let sql = "SELECT COUNT(*) AS count FROM notebook WHERE account_id = $1 AND mastered_at IS NULL";
        self.core.read.one(sql, args![account.to_string()]).await?.map_or(Ok(0), |r| r.int("count"))
    }

    /// Lists the notebook of a person: the open items, then the mastered ones, in both the last mistake first.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn notebook_of(&self, account: AccountId) -> Result<Vec<NotebookEntry>, Fault> {
        let sql = "SELECT course, item, wrong_count, wrong_at, mastered_at FROM notebook WHERE account_id = $1 \
                   ORDER BY CASE WHEN mastered_at IS NULL THEN 0 ELSE 1 END, wrong_at DESC, item";
        let rows = self.core.read.all(sql, args![account.to_string()]).await?;
        let entry = |r: &Row| {
            Ok(NotebookEntry {
                course: r.text("course")?,
                item: r.text("item")?,
                wrong_count: r.int("wrong_count")?,
                wrong_at: r.time("wrong_at")?,
                mastered_at: r.opt_time("mastered_at")?,
            })
        };
        rows.iter().map(entry).collect()
    }
}
