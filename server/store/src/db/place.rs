//! The file that a SQLite database is in: whose it is, and whether it is still the one that was opened.
//!
//! A file that is moved away or replaced while it is open goes on taking writes that nobody will ever read. So every group of writes is
//! acknowledged only if the path still leads to the file that the writer has open.

use crate::Fault;
use sqlx::{AssertSqlSafe, SqliteConnection};
use std::path::{Path, PathBuf};

/// Stands in the head of every database of ours: "知行" in GB 18030.
const APPLICATION: i64 = 0xD6AA_D0D0_u32 as i32 as i64;

/// The path of a database and the file that was found there.
#[derive(Clone, Debug)]
pub(crate) struct FilePlace {
    path: PathBuf,
    file: (u64, u64),
}

impl FilePlace {
    /// Of the database that has just been opened; nothing for one in memory.
    pub fn of(path: &Path) -> Option<Self> {
        identity(path).map(|file| Self { path: path.to_path_buf(), file })
    }

    /// Whether the path still leads to the file that was opened.
    ///
    /// # Errors
    /// [`Fault::Unavailable`] when it does not, for ever: only a new start opens what is there now.
    pub fn check(&self) -> Result<(), Fault> {
        if identity(&self.path) == Some(self.file) {
            return Ok(());
        }
        let path = self.path.display();
        Err(Fault::Unavailable(format!("{path} is not the file any more that was opened: it was moved or replaced; start the server anew")))
    }
}

#[cfg(unix)]
fn identity(path: &Path) -> Option<(u64, u64)> {
    let about = std::fs::metadata(path).ok()?;
    Some((std::os::unix::fs::MetadataExt::dev(&about), std::os::unix::fs::MetadataExt::ino(&about)))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<(u64, u64)> {
    std::fs::metadata(path).ok().map(|_| (0, 0))
}

/// Whether the database is ours, by its mark: `false` for one that has none yet.
///
/// # Errors
/// [`Fault::Unavailable`] when it is another program's, or no database at all.
pub(crate) async fn ours(conn: &mut SqliteConnection) -> Result<bool, Fault> {
    let mark: i64 = sqlx::query_scalar("PRAGMA application_id").fetch_one(&mut *conn).await?;
    let sql =
        "SELECT COUNT(*), COALESCE(SUM(CASE WHEN name = 'answer_event' THEN 1 ELSE 0 END), 0) FROM sqlite_master WHERE type = 'table'";
    let (tables, own): (i64, i64) = sqlx::query_as(sql).fetch_one(conn).await?;
    if (mark != 0 && mark != APPLICATION) || (tables > 0 && own == 0) {
        return Err(Fault::Unavailable("the file is a database of another program".into()));
    }
    Ok(mark == APPLICATION)
}

/// Refuses a database of another program, and marks one that has no mark yet as ours.
pub(crate) async fn claim(conn: &mut SqliteConnection) -> Result<(), Fault> {
    if !ours(conn).await? {
        sqlx::raw_sql(AssertSqlSafe(format!("PRAGMA application_id = {APPLICATION}"))).execute(conn).await?;
    }
    Ok(())
}
