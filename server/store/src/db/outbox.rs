//! What has to happen after a commit, at least once, whatever crashes in between.

use crate::{
    Fault, Stamp, Store, boxed,
    db::{
        Conn, args,
        dialect::{self, row},
    },
};
use zhixing_domain::{
    id::EventId,
    time::{Span, Timestamp},
};

/// What a task does; its subject says to what. A task is done at most once for a subject unless it is queued anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskKind {
    /// Mark an ended attempt; subject: the attempt.
    Grade,
    /// Issue the certificate of a released result; subject: the attempt.
    Issue,
    /// Compute results anew after a decision upon an item; subject: the decision.
    Regrade,
}

impl TaskKind {
    const fn code(self) -> &'static str {
        match self {
            Self::Grade => "grade",
            Self::Issue => "issue",
            Self::Regrade => "regrade",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        [Self::Grade, Self::Issue, Self::Regrade].into_iter().find(|k| k.code() == code)
    }
}

#[derive(Clone, Debug)]
pub struct Task {
    pub id: String,
    pub kind: TaskKind,
    pub subject: String,
    pub tries: i64,
}

/// The kinds that this build knows: what a later one queued waits for a later one.
const KNOWN: &str = "'grade', 'issue', 'regrade'";

/// While a task runs nobody else takes it; if its worker dies it is taken again after this.
const LEASE: Span = Span::from_seconds(60);
/// The longest wait between two tries.
const LONGEST_WAIT_S: i64 = 600;

/// Queues a task; queueing it again makes it due again.
pub(crate) async fn queue(conn: &mut Conn<'_>, stamp: &Stamp, kind: TaskKind, subject: &str) -> Result<(), Fault> {
    queue_all(conn, stamp, kind, &[subject]).await
}

/// Queues a task for each of some subjects.
#[boxed]
pub(crate) async fn queue_all(conn: &mut Conn<'_>, stamp: &Stamp, kind: TaskKind, subjects: &[&str]) -> Result<(), Fault> {
    let rows = subjects.iter().map(|subject| row![stamp.mint(EventId::new).to_string(), kind.code(), *subject, stamp.now]);
    let sql = "INSERT INTO outbox (id, kind, subject, created_at, due_at, tries) SELECT e.id, e.kind, e.subject, e.at, e.at, 0 FROM e WHERE true \
               ON CONFLICT (kind, subject) DO UPDATE SET due_at = excluded.due_at, done_at = NULL, tries = 0";
    conn.execute_with(dialect::rows("id, kind, subject, at", rows), sql).await.map(|_| ())
}

/// Notes that what a task asks for is done, in the transaction that did it: then nobody comes to look.
#[boxed]
pub(crate) async fn done(conn: &mut Conn<'_>, kind: TaskKind, subject: &str, now: Timestamp) -> Result<(), Fault> {
    let sql = "UPDATE outbox SET done_at = $3 WHERE kind = $1 AND subject = $2 AND done_at IS NULL";
    conn.execute(sql, args![kind.code(), subject, now]).await.map(|_| ())
}

impl Store {
    /// A worker takes up to `most` tasks that are due. Nobody else takes them for a minute; then they are due again, in case the worker
    /// died.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn take_tasks(&self, now: Timestamp, most: i64) -> Result<Vec<Task>, Fault> {
        let due = "SELECT COUNT(*) AS count FROM outbox WHERE done_at IS NULL AND due_at <= $1";
        let waiting = self.core.read.one(due, args![now]).await?.map_or(Ok(0), |r| r.int("count"))?;
        if waiting == 0 {
            return Ok(vec![]);
        }
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let sql = format!(
                        "SELECT id, kind, subject, tries FROM outbox WHERE done_at IS NULL AND due_at <= $1 AND kind IN ({KNOWN}) \
                         ORDER BY due_at LIMIT $2{}",
                        dialect::skip_locked(c)
                    );
                    let mut tasks = vec![];
                    for row in c.all(sql, args![now, most]).await? {
                        let Some(kind) = TaskKind::from_code(&row.text("kind")?) else { continue };
                        tasks.push(Task { id: row.text("id")?, kind, subject: row.text("subject")?, tries: row.int("tries")? });
                    }
                    let leased = dialect::rows("id, due", tasks.iter().map(|task| row![&task.id, now + LEASE]));
                    c.execute_with(leased, "UPDATE outbox SET due_at = e.due, tries = tries + 1 FROM e WHERE outbox.id = e.id").await?;
                    Ok(tasks)
                })
            })
            .await
    }

    /// A worker writes down how its tasks ended, each with its error if it failed. A failed task is tried again, and the wait gets longer
    /// each time.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn end_tasks(&self, ended: Vec<(Task, Option<String>)>, now: Timestamp) -> Result<(), Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let rows = ended.iter().map(|(task, error)| {
                        let wait = Span::from_seconds((2i64 << task.tries.clamp(0, 10)).min(LONGEST_WAIT_S));
                        row![&task.id, task.tries + 1, error.is_none().then_some(now), now + wait, error.as_deref()]
                    });
                    // what was queued anew meanwhile is a new task
                    let sql = "UPDATE outbox SET done_at = e.done, due_at = e.due, error = e.error FROM e WHERE outbox.id = e.id AND outbox.tries = e.tries";
                    c.execute_with(dialect::rows("id, tries, done, due, error", rows), sql).await.map(|_| ())
                })
            })
            .await
    }

    /// Counts the tasks that are not done.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn open_tasks(&self) -> Result<i64, Fault> {
        let row = self.core.read.one("SELECT COUNT(*) AS count FROM outbox WHERE done_at IS NULL", vec![]).await?;
        row.map_or(Ok(0), |r| r.int("count"))
    }
}
